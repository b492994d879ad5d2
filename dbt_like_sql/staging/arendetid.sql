-- One row per utredning and one per insats: from which day to which day a person has it, and the age when it ends.
-- A granted service counts from its decision, or from the closing of the utredning behind it: somebody who waits for
-- a service that has been granted has not left the social services.
select
    'utredning' as slag,
    pid,
    omrade,
    inledd_datum as fran,
    avslutad_datum as till,
    kon,
    alder_vid_avslut as alder,
    ungefarlig_alder_vid_avslut as ungefarlig_alder
from utredning_individ

union all

select
    'insats' as slag,
    i.pid,
    i.omrade,
    least(i.start, i.beslut_datum, u.avslutad_datum) as fran,
    i.slut as till,
    i.kon,
    case when i.slut = i.start then i.alder else year(i.slut) - i.fodelsear end as alder,
    i.slut is distinct from i.start and i.fodelsear is not null as ungefarlig_alder
from insats_individ as i
left join utredning_individ as u
    on u.utredning_id = i.utredning_id
