-- One row per decision in force, with the kön and age that indicators count by and the days from the application.
--
-- kon            what the row says; where it says nothing, 9 or a code without translation, what the person table says.
-- alder          completed years on the day of the decision, as the row says; else its year minus the year of birth:
--                ungefarlig_alder is then true.
-- dagar          from the day the application came in (day 0) to the day of the decision. NULL where no application
--                can be tied to the decision through its utredning, or where it came in after the decision.
select
    b.beslut_id,
    b.utredning_id,
    b.pid,
    b.omrade,
    b.datum,
    b.typ,
    b.lagrum,
    b.insatstyp,
    b.fran,
    b.till,
    a.ansokan_datum,
    case when a.ansokan_datum <= b.datum then b.datum - a.ansokan_datum end as dagar,
    coalesce(case when b.kon in ('1', '2') then b.kon end, p.kon, '9') as kon,
    coalesce(b.alder, year(b.datum) - p.fodelsear) as alder,
    b.alder is null and p.fodelsear is not null as ungefarlig_alder
from beslut as b
left join utredning_ansokan as a
    on a.utredning_id = b.utredning_id
left join person as p
    on p.pid = b.pid
