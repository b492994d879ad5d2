-- PLAN-01–03: persons with a service on the measuring day, and those whose plan is up to date, by group of services. A
-- follow-up after that day tells nothing of the day.
create temp table plan as
select lamnare, plan_id, insats_id, omrade, plantyp, upprattad, senast_foljd_upp, delaktighet_dokumenterad,
    individuellt_mal,
    upprattad + case when omrade = 'aldre' then interval 6 month else interval 12 month - interval 1 day end as gjord_till,
    senast_foljd_upp + case when omrade = 'aldre' then interval 6 month else interval 12 month end as uppfoljd_till
from rader('plan')
qualify row_number() over (partition by plan_id order by filename desc) = 1;

create table svar_plan as
with tjanst as (
    select *,
        case
            when omrade = 'aldre' and insatstyp in ('hemtjanst', 'sabo') then insatstyp
            when insatstyp in ('lss_boende_vuxna', 'lss_daglig_verksamhet') then insatstyp
            when omrade = 'barn_unga' and behovsprovad = '1' then 'barn_unga'
        end as insatsgrupp
    from insats
),
person_i_grupp as (
    select i.lamnare, p.period, i.pid, i.insatsgrupp, any_value(i.kon) as kon,
        any_value(year(p.fran) - i.fodelsear) as alder,
        bool_or(pl.plan_id is not null) as aktuell,
        bool_or(pl.delaktighet_dokumenterad = '1') as delaktig,
        bool_or(pl.individuellt_mal = '1') as mal
    from tjanst as i
    join perioder as p on i.start <= p.fran and (i.slut is null or i.slut >= p.fran)
        and p.period in ('2024-10-01', '2025-10-01')
    left join plan as pl on pl.insats_id = i.insats_id and pl.plantyp = 'genomforandeplan' and pl.upprattad <= p.fran
        and (pl.gjord_till >= p.fran or (pl.senast_foljd_upp <= p.fran and pl.uppfoljd_till >= p.fran))
    where i.insatsgrupp is not null
    group by all
)
select lamnare, period, kon, aldersband(alder) as band, insatsgrupp, count(*) as n, count(*) filter (aktuell) as plan_01,
    count(*) filter (delaktig) as plan_02, count(*) filter (mal) as plan_03
from person_i_grupp
group by grouping sets ((lamnare, period, kon, band), (lamnare, period, kon, band, insatsgrupp))
