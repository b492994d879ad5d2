-- One row per plan and span of days in which the plan is aktuell (up to date), or may be.
--
-- A plan is aktuell from the day it was made and from the day it was last followed up. In äldreomsorg it may be six
-- months old (Kolada U21452): the last day has the same day number six months later, or is the last of the month.
-- Elsewhere it is to be made less than twelve months ago, or followed up within twelve months (Kolada U28129).
--
-- Only the latest follow-up is known. Between the days that the making covers and that follow-up there may have been
-- others, so there aktuell is NULL. It is NULL too where the kind of plan is not known. Care plans are left out.
with genomforandeplan as (
    select
        plan_id,
        insats_id,
        upprattad,
        senast_foljd_upp,
        case
            when omrade = 'aldre' then cast(upprattad + interval 6 month as date)
            else cast(upprattad + interval 12 month as date) - 1
        end as aktuell_till,
        case
            when omrade = 'aldre' then cast(senast_foljd_upp + interval 6 month as date)
            else cast(senast_foljd_upp + interval 12 month as date)
        end as uppfoljd_till,
        nullif(plantyp, 'omappad') = 'genomforandeplan' as ar_genomforandeplan,
        case delaktighet_dokumenterad when '1' then true when '0' then false end as delaktighet,
        case individuellt_mal when '1' then true when '0' then false end as individuellt_mal
    from plan
    where plantyp is distinct from 'vardplan'
)
select insats_id, upprattad as fran, aktuell_till as till, ar_genomforandeplan as aktuell, delaktighet, individuellt_mal
from genomforandeplan

union all

select insats_id, senast_foljd_upp, uppfoljd_till, ar_genomforandeplan, delaktighet, individuellt_mal
from genomforandeplan
where senast_foljd_upp >= upprattad

union all

select insats_id, aktuell_till + 1, senast_foljd_upp - 1, cast(null as boolean), delaktighet, individuellt_mal
from genomforandeplan
where senast_foljd_upp > aktuell_till + 1
