-- One row per decision on ekonomiskt bistånd after a first visit (nybesök), with the days from the application.
--
-- A decision follows a first visit when the person has had no other decision on ekonomiskt bistånd in the three
-- months before. Of several decisions in one utredning the first is the answer to the application.
-- A decision that was made anew (omprövning) is no such answer. An application that was dismissed (avskrivning) was
-- never decided on.
with beslut_ekb as (
    select
        beslut_id,
        utredning_id,
        pid,
        datum,
        typ,
        dagar,
        kon,
        alder,
        ungefarlig_alder
    from beslut_individ
    where omrade = 'ekonomiskt_bistand'
)
select
    b.pid,
    b.datum,
    -- Without a pseudonym nobody knows whether it was a first visit, and a decision of unknown kind may be none at all.
    case when b.pid is not null and b.typ <> 'omappad' then b.dagar end as dagar,
    b.kon,
    b.alder,
    b.ungefarlig_alder
from beslut_ekb as b
where (b.typ is null or b.typ in ('bifall', 'delvis_bifall', 'avslag', 'omappad'))
    and not exists (
        select 1
        from beslut_ekb as tidigare
        where tidigare.pid = b.pid
            and tidigare.typ is distinct from 'avskrivning'
            and tidigare.datum < b.datum
            and tidigare.datum >= b.datum - interval 3 month
    )
-- A decision without an utredning stands by itself.
qualify row_number() over (
    partition by b.utredning_id, case when b.utredning_id is null then b.beslut_id end
    order by b.datum, b.beslut_id
) = 1
