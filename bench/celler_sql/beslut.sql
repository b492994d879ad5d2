-- UTR-10–12: how many decisions there are of each number of days from the application.
create temp table beslut as
with ansokan as (
    select utredning_id, min(inkom_datum) as datum from aktualisering
    where typ = 'ansokan' and utredning_id is not null group by all
)
select b.* exclude (kon, alder), b.datum - a.datum as dagar, coalesce(b.kon, p.kon, '9') as kon,
    coalesce(b.alder, year(b.datum) - p.fodelsear) as alder
from (
    select lamnare, beslut_id, utredning_id, pid, omrade, datum, typ, lagrum, insatstyp, kon, alder
    from rader('beslut')
    qualify row_number() over (partition by beslut_id order by filename desc) = 1
) as b
left join ansokan as a on a.utredning_id = b.utredning_id
left join person as p on p.pid = b.pid
where b.pid is null or p.pid is not null;

create table svar_beslut as
with nybesok as (
    select * from beslut as b
    where omrade = 'ekonomiskt_bistand' and not exists (
        select 1 from beslut as t where t.pid = b.pid and t.omrade = b.omrade and t.datum < b.datum
            and t.datum >= b.datum - interval 3 month)
    qualify row_number() over (partition by coalesce(utredning_id, beslut_id) order by datum, beslut_id) = 1
),
raknade as (
    select 'UTR-10' as indikator, null as insatstyp, * exclude (insatstyp) from nybesok
    union all by name
    select 'UTR-12' as indikator, * from beslut where lagrum = 'LSS' and typ is distinct from 'avskrivning'
)
select lamnare, indikator, period, kon, aldersband(alder) as band, insatstyp, dagar, count(*) as n,
    count(*) filter (dagar > 14) as utr_11
from raknade as b
join perioder as p on b.datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
group by grouping sets (
    (lamnare, indikator, period, kon, band, dagar), (lamnare, indikator, period, kon, band, insatstyp, dagar)
)
