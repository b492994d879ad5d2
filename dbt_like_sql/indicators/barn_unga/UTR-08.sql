/*---
id: UTR-08
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Uppgifter från andra professioner i utredningen
  en: Information from other professions in the investigation
definition:
  sv: >-
    Utredningar inom social barn- och ungdomsvård, 0–20 år, som avslutades under perioden och där uppgifter hämtats in
    från andra professioner, av alla där det är känt om det gjorts. Ålder avser den dag då utredningen avslutades.
  en: >-
    Child welfare investigations, ages 0–20, closed in the period where information was obtained from other
    professions, out of all where it is known whether it was. Age is that of the day of closing.
population: Utredningar 0–20 år inom social barn- och ungdomsvård som avslutades under perioden.
kalla: NUSO delstudie 1
sager_inte:
  sv: >-
    Från vilka uppgifterna hämtats, om de behövdes eller vad de ledde till. Uppgifter kan vara lämnade redan i
    anmälan och då inte registrerade som inhämtade.
  en: >-
    From whom the information came, whether it was needed or what it led to. It may have been given in the report
    already, and then not registered as obtained.
fragor:
  - Från vilka hämtar vi uppgifter – skola, vård, polis – och från vilka gör vi det sällan?
  - Är en låg andel ett val, brist på samtycke eller svar som dröjer?
  - Hör vi barnet och föräldrarna först, så att det vi hämtar in är det vi behöver?
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
    case u.info_andra_professioner when '1' then true when '0' then false end as utfall
from utredning_avslutad as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
where u.omrade = 'barn_unga'
