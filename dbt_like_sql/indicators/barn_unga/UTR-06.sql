/*---
id: UTR-06
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Barnet har deltagit i utredningssamtal
  en: The child took part in talks during the investigation
definition:
  sv: >-
    Utredningar inom social barn- och ungdomsvård, 0–20 år, som avslutades under perioden och där barnet deltagit i
    minst ett utredningssamtal, av alla där antalet samtal är känt; och genomsnittligt antal samtal i dem. Ålder
    avser den dag då utredningen avslutades.
  en: >-
    Child welfare investigations, ages 0–20, closed in the period where the child took part in at least one talk, out
    of all where the number of talks is known; and the mean number of talks in them. Age is that of the day of
    closing.
population: Utredningar 0–20 år inom social barn- och ungdomsvård som avslutades under perioden.
kalla: NUSO delstudie 1
sager_inte:
  sv: >-
    Om barnet blev lyssnat på eller om samtalen påverkade bedömningen. För de yngsta barnen kan delaktighet se ut på
    annat sätt än samtal.
  en: >-
    Whether the child was listened to or the talks mattered to the assessment. For the youngest children taking part may
    look otherwise than talks.
fragor:
  - Vilka barn har vi inte talat med, hur gamla är de och varför?
  - Träffas barnet ensamt och mer än en gång när det behövs?
  - Syns barnets röst i utredningarna, och vet barnet vad som beslutades?
riktning: hogre_ar_battre
enhet: {sv: samtal, en: conversations}
alder: [0, 20]                   # at closing
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel, villkor: ">= 1"}
  - {matt: medel}
---*/
select
    p.period,
    u.pid as nyckel,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    u.barnsamtal_antal as utfall
from utredning_avslutad as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
where u.omrade = 'barn_unga'
