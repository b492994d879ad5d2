/*---
id: AKT-05
version: "1"
grupp: AKT
omraden: [barn_unga]
namn:
  sv: Förhandsbedömning inom 14 dagar
  en: Screening decided within 14 days
definition:
  sv: >-
    Anmälningar inom social barn- och ungdomsvård, 0–20 år, som kom in under perioden och där beslut att inleda
    eller inte inleda utredning fattades inom 14 dagar, av alla där ett sådant beslut fattats och alla som är
    äldre än 14 dagar utan beslut då uppgifterna togs ut; de senare räknas som inte inom tiden. Obeslutade som är
    högst 14 dagar gamla och anmälningar som förs till en pågående utredning ingår inte. Dagen då anmälan kom in är
    dag 0. Ålder avser den dagen. Förlängda av synnerliga skäl ingår och redovisas för sig.
  en: >-
    Reports of concern to child welfare, ages 0–20, that came in during the period and where the decision to open or
    not to open an investigation was made within 14 days, out of all where it was made and all that are older than
    14 days without a decision when the data were extracted; the latter count as not within. Undecided ones of at
    most 14 days and reports joined to an ongoing investigation are left out. The day it came in is day 0; age is
    that of the same day. Those extended for exceptional reasons are included and shown apart.
population: Anmälningar som rör barn och unga 0–20 år och kom in under perioden.
kalla: SoL (2025:400) 20 kap. 2 §
sager_inte:
  sv: >-
    Hur mycket för sent de sena är, eller om barnet var skyddat under tiden. Den säger inget om förhandsbedömningens
    kvalitet: ett snabbt beslut är inte alltid ett bra beslut.
  en: >-
    How much too late the late ones are, or whether the child was protected meanwhile. It tells nothing of the quality
    of the screening: a fast decision is not always a good one.
fragor:
  - Vilka anmälningar tar mer än 14 dagar, och vad väntar vi på?
  - Är några obeslutade bara för att beslutet inte registrerats?
  - Används förlängning av synnerliga skäl bara när sådana finns?
riktning: hogre_ar_battre
alder: [0, 20]
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
uppdelningar:
  forlangd:
    grupper: {ja: Förlängd av synnerliga skäl, nej: Inte förlängd}
matt:
  - {matt: andel}
---*/
with anmalan as (
    select
        *,
        atgard is not null and atgard_datum is not null as ar_beslutad
    from aktualisering_individ
    where omrade = 'barn_unga'
        and typ = 'anmalan'
        and atgard is distinct from 'pagaende_utredning'
)
select
    p.period,
    a.pid as nyckel,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    case a.forlangd_synnerliga_skal when '1' then 'ja' when '0' then 'nej' end as forlangd,
    case
        when a.atgard is distinct from 'omappad' then a.ar_beslutad and a.atgard_datum - a.inkom_datum <= 14
    end as utfall
from anmalan as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
-- An undecided one is judged only when its 14 days had passed on the day the row was extracted.
-- A decision that is only a local code without translation is there with an unknown outcome.
where a.ar_beslutad or a.atgard = 'omappad' or a.uttagsdatum - a.inkom_datum > 14
