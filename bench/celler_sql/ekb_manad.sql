-- EKB-01–04 and AAK-04: persons with aid, their months, their obstacles and whether they come back.
create temp table ekb as
select e.* exclude (kon), coalesce(e.kon, p.kon, '9') as kon, year(e.manad) - p.fodelsear as alder
from (
    select lamnare, manad, hid, pid, roll, forsorjningshinder, avslutad, kon
    from rader('ekb_manad')
    qualify row_number() over (partition by manad, hid, pid order by filename desc) = 1
) as e
join person as p on p.pid = e.pid;

create table svar_ekb as
with manader as (
    select lamnare, period, periodtyp, pid, any_value(kon) as kon, any_value(alder) as alder,
        count(distinct manad) as manader, mode(forsorjningshinder) as hinder,
        bool_or(roll in ('sokande', 'medsokande')) as vuxen
    from ekb as e
    join perioder as p on e.manad between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
    group by all
)
select lamnare, period, kon, aldersband(alder) as band, manader, hinder, count(*) as ekb_01,
    count(*) filter (vuxen) as ekb_04, count(*) filter (alder >= 18 and periodtyp = 'helar') as ekb_02
from manader
group by grouping sets (
    (lamnare, period, kon, band), (lamnare, period, kon, band, manader), (lamnare, period, kon, band, hinder)
);

create table svar_ekb_lange as
with uppehall as (
    select *, datediff('month', lag(manad) over (partition by pid order by manad), manad) - 1 as uppehall
    from (select distinct lamnare, pid, manad, kon, alder from ekb)
)
select lamnare, period, kon, aldersband(alder) as band, lange, count(*) as ekb_03
from (
    select lamnare, period, pid, any_value(kon) as kon, max(alder) as alder,
        count(*) >= 27 and coalesce(max(uppehall), 0) <= 2 as lange
    from uppehall
    join perioder as p on manad between p.fran - interval 2 year and p.till and p.periodtyp = 'helar'
    group by all
)
group by all;

create table svar_aak_04 as
with forsta as (
    select lamnare, pid, last_day(manad) as dag, kon, alder, period
    from ekb as e
    join perioder as p on last_day(manad) between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
    where avslutad = '1' and roll in ('sokande', 'medsokande')
    qualify row_number() over (partition by period, pid order by manad) = 1
)
select lamnare, period, kon, aldersband(alder) as band, count(*) as n, count(*) filter (
    exists (select 1 from ekb as s where s.pid = f.pid and s.manad > f.dag and s.manad <= f.dag + 365)
    or exists (select 1 from aktualisering as a where a.pid = f.pid and a.omrade = 'ekonomiskt_bistand'
        and a.typ = 'ansokan' and a.inkom_datum > f.dag and a.inkom_datum <= f.dag + 365)) as aak_04
from forsta as f
group by all
