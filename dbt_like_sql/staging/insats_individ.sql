-- One row per insats in force, with the kön and age that indicators count by.
--
-- kon        what the row says; where it says nothing, 9 or a code without translation, what the person table says.
-- alder      completed years when it began, as the row says; else the year it began minus the year of birth.
-- fodelsear  the year of birth; where no person is known, the year it began minus the age at that time. An age on
--            another day than the first is derived from it, and may be one year off.
-- ungefarlig_alder  true where the age was derived from years.
select
    i.insats_id,
    i.pid,
    i.omrade,
    i.beslut_id,
    i.beslut_datum,
    i.utredning_id,
    i.insatstyp,
    i.enhet,
    i.utforare,
    i.malgrupp,
    i.lagrum,
    i.behovsprovad,
    i.regi,
    i.start,
    i.slut,
    i.forsta_erbjudande_datum,
    i.verkstalld_datum,
    i.avbrott_fran,
    i.avbrott_till,
    i.avslutsorsak,
    i.uttagsdatum,
    coalesce(case when i.kon in ('1', '2') then i.kon end, p.kon, '9') as kon,
    coalesce(i.alder, year(i.start) - p.fodelsear) as alder,
    i.alder is null and p.fodelsear is not null as ungefarlig_alder,
    coalesce(p.fodelsear, year(i.start) - i.alder) as fodelsear
from insats as i
left join person as p
    on p.pid = i.pid
