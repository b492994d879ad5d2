/*---
id: INS-04
version: "1"
grupp: INS
omraden: [barn_unga, missbruk, ekonomiskt_bistand, vald, familjeratt, funktionsnedsattning, aldre, ovrigt]
namn:
  sv: Väntetid från beslut till verkställighet
  en: Waiting time from decision to the service being carried out
definition:
  sv: >-
    Antal dagar från beslutet till den dag då insatsen verkställdes, för behovsprövade insatser som verkställdes under
    perioden: medianen, och den tid som nio av tio inte överskrider. Dagen för beslutet är dag 0. Saknas beslutets dag
    är tiden okänd. Varianten beslutskohort gäller i stället insatser som beslutades under perioden. Den som ännu inte
    var verkställd då uppgifterna togs ut, eller som avslutades dessförinnan, räknas med så länge den följdes
    (Kaplan–Meier). Ålder avser den dag då insatsen började.
  en: >-
    Number of days from the decision to the day the service was carried out, of services with a needs test that were
    carried out in the period: the median, and the time that nine of ten do not exceed. The day of the decision is day
    0. Without that day the time is unknown. The variant beslutskohort is of services decided in the period instead:
    one that had not been carried out when the data were extracted, or ended before that, counts for as long as it was
    seen (Kaplan–Meier). Age is that of the day the service began.
population: Behovsprövade insatser som verkställdes under perioden; i varianten de som beslutades under perioden.
kalla: Socialstyrelsens register SOL (BDAT, VDAT); SoL (2025:400) 34 kap. Måtten är egna
stallning: egen
sager_inte:
  sv: >-
    Huvudmåttet gäller bara dem som fått sin insats. Den som fortfarande väntar syns inte i det, och därför kan
    medianen sjunka när kön växer; läs det bredvid varianten beslutskohort och ej verkställda beslut (INS-05). Talet
    säger inte vem som orsakade väntan.
  en: >-
    The main measure is only of those who have got their service. Those who still wait are not seen in it, so the
    median may fall while the queue grows; read it beside the variant beslutskohort and INS-05. It does not tell what
    caused the wait.
fragor:
  - Vilka insatstyper har längst väntan, och är det plats, personal eller matchning som saknas?
  - Skiljer sig huvudmåttet från beslutskohorten, så att de som väntar längst inte syns?
  - Vad får den enskilde för stöd under tiden?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
aldersgrupper: {0-17: [0, 17], 18-64: [18, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
varianter:
  "": Insatser som verkställdes under perioden
  beslutskohort: Insatser som beslutades under perioden, även de som inte är verkställda
uppdelningar:
  omrade: {kodlista: omrade}
  insatstyp: {kodlista: insatstyp}
lokala: [enhet, utforare, insatstyp, malgrupp]
matt:
  - {matt: median, variant: ""}
  - {matt: p90, variant: ""}
  - {matt: km_median, variant: beslutskohort}
---*/
select
    p.period,
    '' as variant,
    v.pid as nyckel,
    v.kon,
    v.alder,
    v.ungefarlig_alder,
    v.omrade,
    v.insatstyp,
    v.enhet,
    v.utforare,
    v.malgrupp,
    false as censurerad,
    case when v.ar_behovsprovad then v.verkstalld_datum - v.beslut_datum end as utfall
from verkstallighet as v
join perioder as p
    on v.verkstalld_datum between p.fran and p.till

union all

-- All decided in the period. Whoever still waits has waited at least until the extraction, or until the service ended.
select
    p.period,
    'beslutskohort' as variant,
    v.pid as nyckel,
    v.kon,
    v.alder,
    v.ungefarlig_alder,
    v.omrade,
    v.insatstyp,
    v.enhet,
    v.utforare,
    v.malgrupp,
    v.verkstalld_datum is null as censurerad,
    case
        when v.ar_behovsprovad and v.redovisas
            then coalesce(v.verkstalld_datum, least(v.slut, v.uttagsdatum)) - v.beslut_datum
    end as utfall
from verkstallighet as v
join perioder as p
    on v.beslut_datum between p.fran and p.till
