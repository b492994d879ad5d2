-- INS-01, 04–08, VLD-02 of services, and AAK-01–03 of persons whose services and investigations have all ended.
create temp table insats as
select i.* exclude (kon, alder), coalesce(i.kon, p.kon, '9') as kon,
    coalesce(i.alder, year(i.start) - p.fodelsear) as alder, coalesce(p.fodelsear, year(i.start) - i.alder) as fodelsear
from (
    select lamnare, insats_id, pid, omrade, beslut_datum, utredning_id, insatstyp, lagrum, behovsprovad, start, slut,
        forsta_erbjudande_datum, verkstalld_datum, avbrott_fran, avbrott_till, kon, alder
    from rader('insats')
    qualify row_number() over (partition by insats_id order by filename desc) = 1
) as i
left join person as p on p.pid = i.pid
where i.pid is null or p.pid is not null;

create table svar_insats_start as
select lamnare, period, kon, aldersband(alder) as band, omrade, insatstyp,
    verkstalld_datum - beslut_datum as dagar, count(*) as ins_04,
    count(*) filter (insatstyp = 'lss_boende_vuxna') as ins_08
from insats as i
join perioder as p on i.verkstalld_datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
where behovsprovad = '1'
group by grouping sets (
    (lamnare, period, kon, band, dagar), (lamnare, period, kon, band, dagar, omrade),
    (lamnare, period, kon, band, dagar, insatstyp)
);

create table svar_insats_beslut as
select lamnare, period, kon, aldersband(alder) as band, omrade, insatstyp, verkstalld_datum is null as censurerad,
    coalesce(verkstalld_datum, least(slut, date '2025-12-31')) - beslut_datum as dagar, count(*) as ins_04_kohort,
    count(*) filter (insatstyp = 'lss_boende_vuxna') as ins_08_kohort
from insats as i
join perioder as p on i.beslut_datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
where behovsprovad = '1'
group by grouping sets (
    (lamnare, period, kon, band, censurerad, dagar), (lamnare, period, kon, band, censurerad, dagar, omrade),
    (lamnare, period, kon, band, censurerad, dagar, insatstyp)
);

create table svar_insats_pagar as
select lamnare, period, kon, aldersband(year(till) - fodelsear) as band, omrade, insatstyp,
    count(*) filter (p.periodtyp = 'kvartal' and behovsprovad = '1') as ins_05_n,
    count(*) filter (p.periodtyp = 'kvartal' and behovsprovad = '1'
        and beslut_datum + interval 3 month < till
        and (verkstalld_datum is null or verkstalld_datum > till or avbrott_fran + interval 3 month < till)) as ins_05,
    count(distinct pid) filter (p.period in ('2024-11-01', '2025-11-01') and omrade = 'barn_unga') as ins_01,
    count(distinct pid) filter (p.periodtyp in ('halvar', 'helar') and omrade = 'vald') as vld_02
from insats as i
join perioder as p on i.start <= p.till and (i.slut is null or i.slut >= p.fran) and p.periodtyp <> 'manad'
group by grouping sets (
    (lamnare, period, kon, band), (lamnare, period, kon, band, omrade), (lamnare, period, kon, band, insatstyp)
);

create table svar_sabo as
with sabo as (
    select i.*, u.avslutad_datum, a.inkom_datum
    from insats as i
    left join utredning as u on u.utredning_id = i.utredning_id
    left join (select utredning_id, min(inkom_datum) as inkom_datum from aktualisering where typ = 'ansokan' group by all)
        as a on a.utredning_id = i.utredning_id
    where i.insatstyp = 'sabo'
    qualify row_number() over (partition by coalesce(i.utredning_id, insats_id) order by forsta_erbjudande_datum) = 1
)
select lamnare, period, kon, aldersband(alder) as band, forsta_erbjudande_datum is null as censurerad,
    coalesce(forsta_erbjudande_datum, date '2025-12-31') - inkom_datum as dagar, count(*) as ins_06_07
from sabo as s
join perioder as p on coalesce(s.avslutad_datum, s.start) between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
group by all;

create table svar_avslut as
with arende as (
    select 'u' as slag, lamnare, pid, omrade, inledd_datum as fran, avslutad_datum as till, kon, alder_vid_avslut as alder
    from utredning where pid is not null
    union all
    select 'i', lamnare, pid, omrade, least(start, beslut_datum), slut, kon, year(slut) - fodelsear
    from insats where pid is not null
),
krets as (
    select 'alla' as krets, * from arende where omrade <> 'ekonomiskt_bistand'
    union all
    select 'missbruk', * from arende where omrade = 'missbruk'
),
avslut as (
    select * from krets as a
    where till is not null and not exists (
        select 1 from krets as k
        where k.krets = a.krets and k.pid = a.pid and k.fran <= a.till and (k.till is null or k.till > a.till))
),
forsta as (
    select * from avslut as a
    join perioder as p on a.till between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
    qualify row_number() over (partition by krets, period, pid order by a.till) = 1
)
select lamnare, krets, period, kon, aldersband(alder) as band, count(*) as n, count(*) filter (exists (
    select 1 from krets as ny where ny.krets = f.krets and ny.pid = f.pid and ny.slag = 'u'
        and ny.fran > f.till and ny.fran <= f.till + 365)) as aak
from forsta as f
group by all
