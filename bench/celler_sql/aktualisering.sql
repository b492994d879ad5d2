-- AKT-01–07 and VLD-01 of referrals.
create temp table aktualisering as
select a.* exclude (kon, alder), coalesce(a.kon, p.kon, '9') as kon,
    coalesce(a.alder, year(a.inkom_datum) - p.fodelsear) as alder
from (
    select lamnare, aktualisering_id, pid, omrade, typ, inkom_datum, avser_vald, orsak, skyddsbedomning_datum, atgard,
        atgard_datum, forlangd_synnerliga_skal, utredning_id, kon, alder
    from rader('aktualisering')
    qualify row_number() over (partition by aktualisering_id order by filename desc) = 1
) as a
left join person as p on p.pid = a.pid
where a.pid is null or p.pid is not null;

create table svar_aktualisering as
select lamnare, period, kon, aldersband(alder) as band, orsak, atgard, forlangd_synnerliga_skal,
    count(*) filter (barn and alder <= 17) as akt_01,
    count(*) filter (barn and alder <= 17 and typ = 'anmalan') as akt_01_anmalan,
    count(*) filter (barn and typ is not null) as akt_02,
    count(*) filter (barn) as akt_03,
    count(*) filter (barn and typ = 'anmalan') as akt_04_alla,
    count(*) filter (barn and typ = 'anmalan' and atgard is distinct from 'pagaende_utredning') as akt_04,
    count(*) filter (barn and typ = 'anmalan' and atgard is distinct from 'pagaende_utredning'
        and atgard_datum - inkom_datum <= 14) as akt_05,
    count(*) filter (barn and typ = 'anmalan' and skyddsbedomning_datum - inkom_datum <= 1) as akt_06,
    count(distinct pid) filter (alder >= 18 and (avser_vald = '1' or omrade = 'vald')) as vld_01
from (select *, omrade = 'barn_unga' as barn from aktualisering) as a
join perioder as p on a.inkom_datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
group by grouping sets (
    (lamnare, period, kon, band), (lamnare, period, kon, band, orsak), (lamnare, period, kon, band, atgard),
    (lamnare, period, kon, band, forlangd_synnerliga_skal)
);

create table svar_akt_07 as
with anmalan as (select * from aktualisering where omrade = 'barn_unga'),
forsta as (
    select b.lamnare, p.period, b.pid, b.kon, b.alder, b.atgard_datum
    from anmalan as b
    join perioder as p on b.atgard_datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
    where b.atgard = 'inleds_inte'
    qualify row_number() over (partition by p.period, b.pid order by b.atgard_datum) = 1
)
select lamnare, period, kon, aldersband(alder) as band, count(*) as n, count(*) filter (exists (
    select 1 from anmalan as ny where ny.pid = f.pid and ny.typ = 'anmalan'
        and ny.inkom_datum > f.atgard_datum and ny.inkom_datum <= f.atgard_datum + 365)) as akt_07
from forsta as f
group by all
