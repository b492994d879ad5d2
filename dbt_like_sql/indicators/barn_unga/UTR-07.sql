/*---
id: UTR-07
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Bedömningsinstrument har använts i utredningen
  en: An assessment instrument was used in the investigation
definition:
  sv: >-
    Utredningar inom social barn- och ungdomsvård, 0–20 år, som avslutades under perioden och där ett
    bedömningsinstrument använts, av alla där det är känt om något använts. Ålder avser den dag då utredningen
    avslutades.
  en: >-
    Child welfare investigations, ages 0–20, closed in the period where an assessment instrument was used, out of all
    where it is known whether one was. Age is that of the day of closing.
population: Utredningar 0–20 år inom social barn- och ungdomsvård som avslutades under perioden.
kalla: NUSO delstudie 1
sager_inte:
  sv: >-
    Vilket instrument som använts, om det var rätt för barnet eller om resultatet påverkade bedömningen. Alla
    utredningar behöver inte ett instrument.
  en: >-
    Which instrument was used, whether it suited the child or whether its result mattered to the assessment. Not every
    investigation needs one.
fragor:
  - Vilka instrument har vi, och vilka av handläggarna har utbildning i dem?
  - I vilka slags utredningar används instrument sällan fast de skulle kunna ge mer säkra bedömningar?
  - Vet vi att resultatet används i bedömningen och inte bara bifogas?
riktning: ingen
alder: [0, 20]                   # at closing
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel}
---*/
select
    p.period,
    u.pid as nyckel,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    -- 9 (not known), an empty value and a local code without translation are neither yes nor no: unknown.
    case u.bedomningsinstrument when '1' then true when '0' then false end as utfall
from utredning_avslutad as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
where u.omrade = 'barn_unga'
