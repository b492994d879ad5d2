-- PLA-01–03: children in each form of placement and by law, all of them (antal empty) and by their number of placements.
create table svar_placering as
with placering as (
    select lamnare, placering_id, insats_id, form, lagrum_placering, start, slut
    from rader('placering')
    qualify row_number() over (partition by placering_id order by filename desc) = 1
),
barn as (
    select pl.lamnare, p.period, i.pid, any_value(i.kon) as kon, any_value(year(p.till) - i.fodelsear) as alder,
        bool_or(form in ('familjehem', 'jourhem', 'natverkshem')) as familjehem, bool_or(form = 'hvb') as hvb,
        bool_or(starts_with(lagrum_placering, 'LVU')) as lvu, bool_or(m.id_typ = 'pnr') as pnr, count(*) as antal
    from placering as pl
    join insats as i on i.insats_id = pl.insats_id
    left join person as m on m.pid = i.pid
    join perioder as p on pl.start <= p.till and (pl.slut is null or pl.slut >= p.fran)
        and p.periodtyp in ('halvar', 'helar')
    group by all
)
select lamnare, period, kon, aldersband(alder) as band, antal, count(*) as alla, count(*) filter (familjehem) as familjehem,
    count(*) filter (hvb) as hvb, count(*) filter (familjehem or hvb) as pla_01,
    count(*) filter ((familjehem or hvb) and pnr) as pnr, count(*) filter (lvu) as pla_02
from barn
group by grouping sets ((lamnare, period, kon, band), (lamnare, period, kon, band, antal))
