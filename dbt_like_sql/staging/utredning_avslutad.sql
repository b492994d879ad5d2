-- One row per closed utredning: how long it took and what came of it, with the age at closing.
-- The day it was opened is day 0, so one that is opened and closed the same day took 0 days.
select
    pid,
    omrade,
    avslutad_datum,
    kon,
    alder_vid_avslut as alder,
    ungefarlig_alder_vid_avslut as ungefarlig_alder,
    avslutad_datum - inledd_datum as dagar,
    barnsamtal_antal,
    info_andra_professioner,
    bedomningsinstrument,
    vh_installning,
    barn_installning,
    utfall
from utredning_individ
where avslutad_datum is not null
