-- One row per placering in force, with the child that it concerns and the kön and ages that indicators count by.
--
-- pid             the person of the insats that the placement belongs to; NULL where that insats is not known.
-- kon             what the row says; where it says nothing, 9 or a code without translation, what the insats or the
--                 person table says.
-- fodelsear       the year of birth; where it is not known, the year that the placement began minus the age on that
--                 day, which may be one year too late: ungefarligt_fodelsear is then true.
-- form, lagrum    NULL where the local code has no translation.
select
    pl.placering_id,
    pl.insats_id,
    i.pid,
    nullif(pl.form, 'omappad') as form,
    nullif(pl.lagrum_placering, 'omappad') as lagrum,
    pl.start,
    pl.slut,
    pl.enhet,
    pl.utforare,
    m.id_typ,
    coalesce(case when pl.kon in ('1', '2') then pl.kon end, i.kon, '9') as kon,
    coalesce(m.fodelsear, year(pl.start) - pl.alder, i.fodelsear) as fodelsear,
    m.fodelsear is null and coalesce(pl.alder, i.fodelsear) is not null as ungefarligt_fodelsear
from placering as pl
left join insats_individ as i
    on i.insats_id = pl.insats_id
left join person as m
    on m.pid = i.pid
