-- One row per utredning in force, with the kön and ages that indicators count by.
--
-- kon               what the row says; where it says nothing, 9 or a code without translation, what the person
--                   table says.
-- alder             completed years when it was opened, as the row says; else the year it was opened minus the
--                   year of birth.
-- alder_vid_avslut  completed years when it was closed, as the row says; else the year it was closed minus the
--                   year of birth. Where no person is known, the year of birth is taken from the age at opening.
-- ungefarlig_…      true where the age was derived from years: it may be one year off.
select
    u.utredning_id,
    u.pid,
    u.omrade,
    u.inledd_datum,
    u.avslutad_datum,
    u.forlangd_beslut_datum,
    u.barnsamtal_antal,
    u.info_andra_professioner,
    u.bedomningsinstrument,
    u.vh_installning,
    u.barn_installning,
    u.utfall,
    u.uttagsdatum,
    coalesce(case when u.kon in ('1', '2') then u.kon end, p.kon, '9') as kon,
    coalesce(u.alder, year(u.inledd_datum) - p.fodelsear) as alder,
    u.alder is null and p.fodelsear is not null as ungefarlig_alder,
    coalesce(
        u.alder_vid_avslut,
        year(u.avslutad_datum) - coalesce(p.fodelsear, year(u.inledd_datum) - u.alder)
    ) as alder_vid_avslut,
    u.alder_vid_avslut is null
        and u.avslutad_datum is not null
        and coalesce(p.fodelsear, u.alder) is not null as ungefarlig_alder_vid_avslut
from utredning as u
left join person as p
    on p.pid = u.pid
