-- RES-03: pairs of baseline and follow-up, by area of life, for three ratings.
create table svar_skattning as
with skattning as (
    select s.* exclude (kon, alder), coalesce(s.kon, p.kon, '9') as kon,
        coalesce(s.alder, year(s.datum) - p.fodelsear) as alder
    from (
        select lamnare, pid, livsomrade, tillfalle, datum, klient_oro, klient_hjalpbehov, intervjuare, kon, alder
        from rader('skattning')
        where instrument = 'ASI'
        qualify row_number() over (partition by skattning_id order by filename desc) = 1
    ) as s
    join person as p on p.pid = s.pid
),
par as (
    select g.lamnare, p.period, g.kon, g.alder, g.livsomrade,
        [g.klient_oro, g.klient_hjalpbehov, g.intervjuare] as fore,
        [u.klient_oro, u.klient_hjalpbehov, u.intervjuare] as efter
    from skattning as g
    join perioder as p on g.datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
    left join skattning as u on u.pid = g.pid and u.livsomrade = g.livsomrade and u.tillfalle = 'uppfoljning'
        and u.datum > g.datum and u.datum <= g.datum + 365
    where g.tillfalle = 'grund'
    qualify row_number() over (partition by p.period, g.livsomrade, g.pid order by g.datum, u.datum desc) = 1
)
select lamnare, period, kon, aldersband(alder) as band, livsomrade, v.variant, fore[v.variant] as fore,
    efter[v.variant] as utfall, count(*) as res_03
from par
cross join (values (1), (2), (3)) as v (variant)
group by all
