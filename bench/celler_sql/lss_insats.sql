-- LSS-01: persons with each service on the measuring day.
create table svar_lss as
select lamnare, period, kon, aldersband(alder) as band, punkt, count(distinct pid) as lss_01
from (
    select l.lamnare, l.matdatum, l.pid, l.punkt, coalesce(l.kon, p.kon, '9') as kon,
        coalesce(l.alder, year(l.matdatum) - p.fodelsear) as alder
    from rader('lss_insats') as l
    join person as p on p.pid = l.pid
    qualify row_number() over (partition by matdatum, l.pid, punkt order by l.filename desc) = 1
)
join perioder as p on matdatum between p.fran and p.till and p.period in ('2024-10-01', '2025-10-01')
group by grouping sets ((lamnare, period, kon, band), (lamnare, period, kon, band, punkt))
