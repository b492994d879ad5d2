-- One row per utredning that began with an application: the day the first application came in.
-- An application need not be complete, and may be oral.
select
    utredning_id,
    min(inkom_datum) as ansokan_datum
from aktualisering
where typ = 'ansokan'
    and utredning_id is not null
group by utredning_id
