-- One row per ended insats: whether its overall goal was reached, as it was assessed.
--
-- maluppfyllelse   helt, delvis or inte. NULL where the insats has no overall goal, or one that is not assessed. The
--                  goals are those of the latest plan that has any. Several goals: helt when all are, inte when
--                  none is even partly reached, else delvis.
-- alder            completed years when it ended: the year it ended minus the year of birth, which may be one year
--                  too high; ungefarlig_alder is then true.
with overgripande_mal as (
    select
        pl.insats_id,
        nullif(nullif(m.maluppfyllelse, 'ej_bedomt'), 'omappad') as maluppfyllelse
    from mal as m
    join plan as pl
        on pl.plan_id = m.plan_id
    where m.overgripande = '1'
    qualify rank() over (partition by pl.insats_id order by pl.upprattad desc, pl.plan_id) = 1
),
bedomning as (
    select
        insats_id,
        case
            when count(maluppfyllelse) < count(*) then null
            when bool_and(maluppfyllelse = 'helt') then 'helt'
            when bool_and(maluppfyllelse = 'inte') then 'inte'
            else 'delvis'
        end as maluppfyllelse
    from overgripande_mal
    group by insats_id
)
select
    i.pid,
    i.omrade,
    i.insatstyp,
    i.enhet,
    i.utforare,
    i.malgrupp,
    i.start,
    i.slut,
    i.kon,
    case when i.slut = i.start then i.alder else year(i.slut) - i.fodelsear end as alder,
    (i.slut > i.start or i.ungefarlig_alder) and i.fodelsear is not null as ungefarlig_alder,
    i.fodelsear,
    m.fodelsear is null and i.fodelsear is not null as ungefarligt_fodelsear,
    b.maluppfyllelse
from insats_individ as i
left join person as m
    on m.pid = i.pid
left join bedomning as b
    on b.insats_id = i.insats_id
where i.slut is not null
