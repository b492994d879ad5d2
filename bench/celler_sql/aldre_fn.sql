-- ALD-01: persons with home help, by month, half-year and year.
create table svar_aldre_fn as
select lamnare, p.period, kon, aldersband(alder) as band, count(distinct pid) as ald_01
from (
    select a.lamnare, a.period as manad, a.pid, coalesce(a.kon, p.kon, '9') as kon,
        coalesce(a.alder, year(a.period) - p.fodelsear) as alder
    from (
        select lamnare, period, pid, kon, alder, avslut, bara_larm, insats
        from rader('aldre_fn')
        where insats = 'hemtjanst'
        qualify row_number() over (partition by period, pid order by filename desc) = 1
    ) as a
    join person as p on p.pid = a.pid
    where a.bara_larm is distinct from '1' and (a.avslut is null or a.avslut >= last_day(a.period))
)
join perioder as p on manad between p.fran and p.till and p.periodtyp in ('manad', 'halvar', 'helar')
group by all
