-- One row per granted application for särskilt boende for older people: when it came in, when its utredning closed
-- and when the first day to move in was offered.
--
-- ansokan_datum    the day the application that the utredning belongs to came in; NULL where none is known.
-- avslutad_datum   the day the utredning was closed. Where the utredning is not known, the day of the decision, else
--                  the day the insats began, so that the application is counted, with an unknown outcome.
-- alder            completed years when the application came in, as the row says; else the year it came in minus the
--                  year of birth. Where no application is known, the age when the insats began.
with boende as (
    -- Of several homes after one utredning, the first that was offered.
    select *
    from insats_individ
    where omrade = 'aldre'
        and insatstyp = 'sabo'
    qualify row_number() over (
        partition by coalesce(utredning_id, insats_id)
        order by forsta_erbjudande_datum nulls last, start, insats_id
    ) = 1
),
ansokan as (
    select utredning_id, inkom_datum, alder
    from aktualisering
    where typ = 'ansokan'
        and utredning_id is not null
    qualify row_number() over (partition by utredning_id order by inkom_datum, aktualisering_id) = 1
)
select
    b.insats_id,
    b.pid,
    b.enhet,
    b.utforare,
    b.kon,
    coalesce(a.alder, year(a.inkom_datum) - b.fodelsear, b.alder) as alder,
    a.alder is null and (b.ungefarlig_alder or (a.inkom_datum is not null and b.fodelsear is not null))
        as ungefarlig_alder,
    a.inkom_datum as ansokan_datum,
    case
        when u.utredning_id is null then coalesce(b.beslut_datum, b.start)
        else u.avslutad_datum
    end as avslutad_datum,
    b.forsta_erbjudande_datum,
    -- The last day that is known of somebody who still waits.
    least(b.slut, b.uttagsdatum) as sedd_till,
    case
        when a.inkom_datum <= b.forsta_erbjudande_datum then b.forsta_erbjudande_datum - a.inkom_datum
    end as dagar
from boende as b
left join utredning as u
    on u.utredning_id = b.utredning_id
left join ansokan as a
    on a.utredning_id = b.utredning_id
