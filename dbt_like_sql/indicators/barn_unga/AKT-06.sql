/*---
id: AKT-06
version: "1"
grupp: AKT
omraden: [barn_unga]
namn:
  sv: Skyddsbedömning samma dag eller dagen efter
  en: Safety assessment on the same or the next day
definition:
  sv: >-
    Anmälningar inom social barn- och ungdomsvård, 0–20 år, som kom in under perioden och där skyddsbedömningen gjordes
    samma dag eller dagen efter, av alla anmälningar där dagen för skyddsbedömningen är känd. Saknas dagen är utfallet
    okänt: den kan vara ogjord eller bara inte registrerad. Också anmälningar som förs till en pågående utredning
    ingår. Dagen då anmälan kom in är dag 0; ålder avser den dagen. Lagen säger genast men anger inga dagar; gränsen
    en dag är vår egen.
  en: >-
    Reports of concern to child welfare, ages 0–20, that came in during the period and where safety was assessed on the
    same or the next day, out of all reports where the day of the assessment is known. A missing day is an unknown
    outcome: it may not have been done or only not registered. Reports joined to an ongoing investigation are
    included. The day it came in is day 0; age is that of the same day. The law says at once but gives no days; the
    limit of one day is our own.
population: Anmälningar som rör barn och unga 0–20 år och kom in under perioden.
kalla: SoL (2025:400) 20 kap. 1 §; gränsen en dag är ISU:s egen
stallning: ej_verifierad
sager_inte:
  sv: >-
    Om bedömningen var riktig eller om barnet fick skydd. Dagar är kalenderdagar: en bedömning på måndagen efter en
    anmälan på fredagen räknas som sen. Är många utfall okända säger andelen mest om registreringen.
  en: >-
    Whether the assessment was right or the child was protected. Days are calendar days: an assessment on Monday after
    a report on Friday counts as late. Where many outcomes are unknown the share tells mostly of the registration.
fragor:
  - Är de sena bedömningarna sena, eller är de gjorda i tid men registrerade i efterhand?
  - Kommer anmälningarna in på helger och kvällar, och vem gör skyddsbedömningen då?
  - Skiljer sig tiden mellan enheter, anmälare eller anmälningar som förs till pågående utredning?
riktning: hogre_ar_battre
alder: [0, 20]
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel}
---*/
select
    p.period,
    a.pid as nyckel,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    -- No day, no answer: the comparison with an empty day is unknown.
    a.skyddsbedomning_datum - a.inkom_datum <= 1 as utfall
from aktualisering_individ as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
where a.omrade = 'barn_unga'
    and a.typ = 'anmalan'
