/*---
id: RSS-03
version: "1"
grupp: RSS
omraden: [barn_unga]
namn:
  sv: Utredningar som leder till insats
  en: Investigations that lead to a service
definition:
  sv: >-
    Andel av de utredningar inom social barn- och ungdomsvård, 0–20 år, som avslutades under perioden och vars utfall är
    känt, där utfallet är insats. Ålder avser den dag då utredningen avslutades.
  en: >-
    Share of the investigations of child welfare, ages 0–20, closed during the period with a known outcome, where the
    outcome is a service. Age is that of the day of closing.
population: Utredningar 0–20 år som avslutades under perioden.
kalla: Exempelstudien
stallning: egen
riktning: ingen
alder: [0, 20]
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar]
matt:
  - {matt: andel, villkor: [insats]}
---*/
select
    p.period,
    u.kon,
    u.alder_vid_avslut as alder,
    u.ungefarlig_alder_vid_avslut as ungefarlig_alder,
    u.utfall
from utredning_individ as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
where u.omrade = 'barn_unga'
