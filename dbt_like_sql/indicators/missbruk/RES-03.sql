/*---
id: RES-03
version: "1"
grupp: RES
omraden: [missbruk]
namn:
  sv: Förändring från ASI Grund till ASI Uppföljning
  en: Change from ASI baseline to ASI follow-up
definition:
  sv: >-
    Vuxna med en ASI Grund under perioden, för vart och ett av de sju livsområdena: andelen vars skattning är lägre
    vid ASI Uppföljning, och den genomsnittliga förändringen i skalsteg (ett minustal är en förbättring).
    Uppföljningen är den senaste 1–365 dagar efter grundintervjun. Den som inte har någon har okänt utfall: andelen
    uppföljda är n delat med n och okända. Har någon flera grundintervjuer under perioden räknas den första. De tre
    skalorna hålls isär: klientens oro (0–4), klientens hjälpbehov (0–4) och intervjuarens skattning (0–9);
    livsområdena läggs inte ihop. En grundintervju utan skattning på skalan ingår inte i den. En period räknas först
    när ett år därefter har lämnats. Ålder avser grundintervjun. I den lokala analysen hör personen till den insats som
    grundintervjun nämner.
  en: >-
    Adults with an ASI baseline interview in the period, for each of the seven areas of life: the share whose rating
    is lower at the follow-up interview, and the mean change in steps of the scale (a negative number is an
    improvement). The follow-up is the latest one 1–365 days after the baseline. Who has none has an unknown outcome:
    the share followed up is n divided by n and unknown. Of several baseline interviews in the period the first
    counts. The three scales are kept apart: the client's worry (0–4), the client's need of help (0–4) and the
    interviewer's rating (0–9); areas of life are not added together. A baseline without a rating on a scale is not
    part of it. A period is counted when a year after it has been delivered. Age is that of the baseline interview. In
    the local analysis a person belongs to the service that the baseline interview names.
population: Vuxna med en ASI Grund under perioden, en gång per livsområde och skala.
kalla: ASI (Socialstyrelsen, Metodguiden). Gränsen 365 dagar är egen
stallning: egen
sager_inte:
  sv: >-
    Förändringen säger inte att insatsen är orsaken: den som börjar när det är som värst blir ofta bättre ändå. De
    uppföljda är ofta de som stannat kvar; läs alltid andelen uppföljda först. Den som inte har något problem i ett
    livsområde vid grundintervjun kan inte förbättras där, och drar ned andelen.
  en: >-
    The change does not tell that the service is the cause: who begins at the worst moment often gets better anyway.
    Those followed up are often those who stayed; always read the share followed up first. Who has no problem in an
    area at the baseline cannot improve there, which lowers the share.
fragor:
  - Hur stor del följs upp, och vilka är det som inte följs upp?
  - I vilka livsområden förändras klientens skattning och intervjuarens åt olika håll?
  - Vilka insatser fick de som förbättrades, och vilka fick de andra?
riktning: hogre_ar_battre
alder: [18, null]                # at the baseline interview
aldersgrupper: {18-20: [18, 20], 21-64: [21, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
varianter:
  "": Klientens oro eller besvär, 0–4
  klient_hjalpbehov: Klientens behov av hjälp, 0–4
  intervjuare: Intervjuarens skattning, 0–9
uppdelningar:
  livsomrade: {kodlista: asi_omrade, utan_total: true}
lokala: [enhet, utforare, insatstyp, malgrupp]
matt:
  - {matt: andel, villkor: "< fore"}
  - {matt: forandring}
uppfoljning_dagar: 365
valfria_tabeller: [insats]       # without them nobody's enhet is known, and all else is
---*/
with intervju as (
    select
        s.skattning_id,
        s.pid,
        s.insats_id,
        s.livsomrade,
        s.tillfalle,
        s.datum,
        v.variant,
        coalesce(case when s.kon in ('1', '2') then s.kon end, m.kon, '9') as kon,
        coalesce(s.alder, year(s.datum) - m.fodelsear) as alder,
        s.alder is null and m.fodelsear is not null as ungefarlig_alder,
        case v.variant
            when '' then s.klient_oro
            when 'klient_hjalpbehov' then s.klient_hjalpbehov
            when 'intervjuare' then s.intervjuare
        end as skattning
    from skattning as s
    left join person as m
        on m.pid = s.pid
    cross join (values (''), ('klient_hjalpbehov'), ('intervjuare')) as v (variant)
    where s.instrument = 'ASI'
),
grund as (
    -- The first of a person in the period. Without pseudonym each is by itself.
    select p.period, i.*
    from intervju as i
    join perioder as p
        on i.datum between p.fran and p.till
    where i.tillfalle = 'grund'
        and i.skattning is not null
    qualify row_number() over (
        partition by p.period, i.variant, i.livsomrade, i.pid, case when i.pid is null then i.skattning_id end
        order by i.datum, i.skattning_id
    ) = 1
)
select
    g.period,
    g.variant,
    g.pid as nyckel,
    g.kon,
    g.alder,
    g.ungefarlig_alder,
    g.livsomrade,
    -- The service of the baseline, also for those followed up: else only they would have one.
    i.enhet,
    i.utforare,
    i.insatstyp,
    i.malgrupp,
    g.skattning as fore,
    (
        select last(u.skattning order by u.datum, u.skattning_id)
        from intervju as u
        where u.tillfalle = 'uppfoljning'
            and u.skattning is not null
            and u.pid = g.pid
            and u.variant = g.variant
            and u.livsomrade = g.livsomrade
            and u.datum > g.datum
            and u.datum <= g.datum + 365
    ) as utfall
from grund as g
left join insats as i
    on i.insats_id = g.insats_id
