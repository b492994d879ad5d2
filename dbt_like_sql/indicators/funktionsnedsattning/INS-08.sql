/*---
id: INS-08
version: "1"
grupp: INS
omraden: [funktionsnedsattning]
namn:
  sv: Väntetid till bostad för vuxna enligt LSS
  en: Waiting time for housing for adults under LSS
definition:
  sv: >-
    Antal dagar från beslutet till det första erbjudna inflyttningsdatumet, för bostad för vuxna enligt 9 § 9 LSS som
    började under perioden: medelvärde och median. Det erbjudna datumet är den dag då personen kan flytta in enligt
    erbjudandet, vare sig det antogs eller inte. Dagen för beslutet är dag 0. En omprövning är ingen ny insats och
    ingår inte. Saknas någon av dagarna är väntetiden okänd. Varianten beslutskohort gäller i stället insatser som
    beslutades under perioden. Den som ännu inte fått ett erbjudande räknas med så länge den följdes (Kaplan–Meier).
    Ålder avser den dag då insatsen började.
  en: >-
    Number of days from the decision to the first day offered to move in, of housing for adults under section 9 item 9
    LSS that began in the period: mean and median. The day offered is the one on which the person can move in
    according to the offer, whether it was accepted or not. The day of the decision is day 0. A re-decision is no new
    service and is left out. Where any of the days is missing the time is unknown. The variant beslutskohort is of
    services decided in the period instead: who has had no offer yet counts for as long as was seen (Kaplan–Meier).
    Age is that of the day the service began.
population: Insatser enligt 9 § 9 LSS som började under perioden; i varianten de som beslutades under perioden.
kalla: Kolada U28418 och U28419. Beslutskohorten är egen
stallning: kkik_utgangen
sager_inte:
  sv: >-
    Huvudmåttet gäller bara dem vars boende har börjat, och säger inget om dem som fortfarande väntar eller fått
    avslag. Tiden från ansökan till beslut ingår inte. Kolada kräver minst fyra insatser; här gäller skyddet av små
    tal.
  en: >-
    The main measure is only of those whose housing has begun, and tells nothing of those who still wait or were
    refused. The time from application to decision is not part of it. Kolada asks for at least four services; here the
    protection of small numbers applies.
fragor:
  - Hur många väntar än, och hur ser beslutskohorten ut bredvid medianen?
  - Saknas platser, eller platser för vissa behov?
  - Hur många tackar nej till det första erbjudandet, och vad hade behövts?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
aldersgrupper: {0-64: [0, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
varianter:
  "": Boenden som började under perioden
  beslutskohort: Boenden som beslutades under perioden, även de utan erbjudande
lokala: [enhet, utforare, malgrupp]
matt:
  - {matt: medel, variant: ""}
  - {matt: median, variant: ""}
  - {matt: km_median, variant: beslutskohort}
---*/
with boende as (
    select
        *,
        forsta_erbjudande_datum - beslut_datum as dagar,
        -- Where no offer is told of anybody, an empty day does not mean that somebody waits.
        count(forsta_erbjudande_datum) over () > 0 as erbjudanden_redovisas
    from insats_individ
    where omrade = 'funktionsnedsattning'
        and insatstyp = 'lss_boende_vuxna'
)
select
    p.period,
    '' as variant,
    b.pid as nyckel,
    b.kon,
    b.alder,
    b.ungefarlig_alder,
    b.enhet,
    b.utforare,
    b.malgrupp,
    false as censurerad,
    b.dagar as utfall
from boende as b
join perioder as p
    on b.start between p.fran and p.till

union all

-- All decided in the period. Whoever has no offer has waited at least until the extraction, or until the service ended.
select
    p.period,
    'beslutskohort' as variant,
    b.pid as nyckel,
    b.kon,
    b.alder,
    b.ungefarlig_alder,
    b.enhet,
    b.utforare,
    b.malgrupp,
    b.forsta_erbjudande_datum is null as censurerad,
    case
        when b.erbjudanden_redovisas then coalesce(b.dagar, least(b.slut, b.uttagsdatum) - b.beslut_datum)
    end as utfall
from boende as b
join perioder as p
    on b.beslut_datum between p.fran and p.till
