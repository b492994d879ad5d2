-- RES-01, RES-02 and VLD-03 of goals.
create temp table mal as
select lamnare, mal_id, plan_id, datum, icf, nulage, malniva, utfall, bedomd_datum, overgripande, maluppfyllelse
from rader('mal')
qualify row_number() over (partition by mal_id order by filename desc) = 1;

create table svar_mal as
select lamnare, period, kon, band, omrade, icf, fore, ville, efter, count(*) as res_02
from (
    select m.lamnare, period, i.kon, aldersband(year(m.datum) - i.fodelsear) as band, pl.omrade, m.icf,
        try_cast(m.nulage as int) as fore, try_cast(m.malniva as int) as ville,
        case when m.bedomd_datum <= m.datum + 365 then try_cast(m.utfall as int) end as efter
    from mal as m
    join plan as pl on pl.plan_id = m.plan_id
    join insats as i on i.insats_id = pl.insats_id
    join perioder as p on m.datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
    where pl.omrade in ('aldre', 'funktionsnedsattning') and m.nulage between '0' and '4'
)
group by grouping sets (
    (lamnare, period, kon, band, fore, efter), (lamnare, period, kon, band, omrade, fore, efter),
    (lamnare, period, kon, band, icf, fore, efter), (lamnare, period, kon, band, ville, efter),
    (lamnare, period, kon, band, omrade, ville, efter), (lamnare, period, kon, band, icf, ville, efter)
);

create table svar_maluppfyllelse as
with overgripande as (
    select pl.insats_id, bool_and(maluppfyllelse = 'helt') as helt, bool_and(maluppfyllelse = 'inte') as inte,
        bool_or(maluppfyllelse is null or maluppfyllelse = 'ej_bedomt') as okand
    from mal as m
    join plan as pl on pl.plan_id = m.plan_id
    where overgripande = '1'
    group by all
)
select lamnare, period, kon, aldersband(year(slut) - fodelsear) as band, omrade, insatstyp,
    case when okand then null when helt then 'helt' when inte then 'inte' else 'delvis' end as utfall, count(*) as res_01,
    count(distinct pid) filter (omrade = 'vald' and inte = false) as vld_03
from insats as i
left join overgripande as o on o.insats_id = i.insats_id
join perioder as p on i.slut between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
group by grouping sets (
    (lamnare, period, kon, band, utfall), (lamnare, period, kon, band, omrade, utfall),
    (lamnare, period, kon, band, insatstyp, utfall)
)
