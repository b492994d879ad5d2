-- One row per aktualisering in force, with the kön and age that indicators count by.
--
-- kon    what the row says; where it says nothing, 9 or a code without translation, what the person table says.
-- alder  completed years when it came in, as the row says. Where it does not, the year it came in minus the year
--        of birth, which is one year too high before the birthday: ungefarlig_alder is then true.
select
    a.aktualisering_id,
    a.pid,
    a.omrade,
    a.typ,
    a.inkom_datum,
    a.avser_vald,
    a.orsak,
    a.skyddsbedomning_datum,
    a.atgard,
    a.atgard_datum,
    a.forlangd_synnerliga_skal,
    a.utredning_id,
    a.uttagsdatum,
    coalesce(case when a.kon in ('1', '2') then a.kon end, p.kon, '9') as kon,
    coalesce(a.alder, year(a.inkom_datum) - p.fodelsear) as alder,
    a.alder is null and p.fodelsear is not null as ungefarlig_alder
from aktualisering as a
left join person as p
    on p.pid = a.pid
