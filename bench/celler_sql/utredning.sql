-- UTR-01–09: counts of yes, and how many there are of each number of days and of talks.
create temp table utredning as
select u.* exclude (kon, alder, alder_vid_avslut), u.avslutad_datum - u.inledd_datum as dagar,
    coalesce(u.kon, p.kon, '9') as kon, coalesce(u.alder, year(u.inledd_datum) - p.fodelsear) as alder,
    coalesce(u.alder_vid_avslut, year(u.avslutad_datum) - p.fodelsear) as alder_vid_avslut
from (
    select lamnare, utredning_id, pid, omrade, inledd_datum, avslutad_datum, forlangd_beslut_datum, barnsamtal_antal,
        info_andra_professioner, bedomningsinstrument, vh_installning, barn_installning, utfall, kon, alder,
        alder_vid_avslut
    from rader('utredning')
    qualify row_number() over (partition by utredning_id order by filename desc) = 1
) as u
left join person as p on p.pid = u.pid
where u.pid is null or p.pid is not null;

create table svar_utredning as
select lamnare, period, kon, aldersband(alder_vid_avslut) as band, dagar, barnsamtal_antal, omrade,
    count(*) filter (barn) as n,
    count(*) filter (omrade = 'missbruk') as utr_04,
    count(*) filter (utfall = 'insats') as utr_05,
    count(*) filter (barn and avslutad_datum <= inledd_datum + interval 4 month) as utr_03,
    count(*) filter (barn and dagar <= 120) as utr_03_120,
    count(*) filter (barn and bedomningsinstrument = '1') as utr_07,
    count(*) filter (barn and info_andra_professioner = '1') as utr_08,
    count(*) filter (barn and utfall in ('insats', 'ej_samtycke') and vh_installning = 'samtycker') as utr_09,
    count(*) filter (barn and utfall in ('insats', 'ej_samtycke') and barn_installning = 'samtycker') as utr_09_barn
from (select *, omrade = 'barn_unga' as barn from utredning) as u
join perioder as p on u.avslutad_datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
group by grouping sets (
    (lamnare, period, kon, band), (lamnare, period, kon, band, dagar), (lamnare, period, kon, band, barnsamtal_antal),
    (lamnare, period, kon, band, omrade)
);

create table svar_utredning_kohort as
select lamnare, period, kon, aldersband(alder) as band, avslutad_datum is null as censurerad,
    coalesce(avslutad_datum, date '2025-12-31') - inledd_datum as dagar, count(*) as utr_02
from utredning as u
join perioder as p on u.inledd_datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
where omrade = 'barn_unga'
group by all;

create table svar_utredning_oppen as
select lamnare, period, kon, aldersband(alder) as band, count(*) as utr_03,
    count(*) filter (inledd_datum + 120 < till) as utr_03_120
from utredning as u
join perioder as p on u.inledd_datum + interval 4 month < p.till and (avslutad_datum is null or avslutad_datum > p.till)
    and p.periodtyp in ('halvar', 'helar')
where omrade = 'barn_unga'
group by all
