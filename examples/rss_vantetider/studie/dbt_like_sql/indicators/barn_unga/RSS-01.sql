/*---
id: RSS-01
version: "1"
grupp: RSS
omraden: [barn_unga]
namn:
  sv: Dagar till beslut i förhandsbedömning
  en: Days to the decision of the screening
definition:
  sv: >-
    Antal dagar från att en anmälan inom social barn- och ungdomsvård, 0–20 år, kom in till beslutet att inleda eller
    inte inleda utredning, för anmälningar som kom in under perioden och har ett sådant beslut. Dagen då anmälan kom in är
    dag 0.
  en: >-
    Days from a report of concern to child welfare, ages 0–20, to the decision to open or not to open an investigation,
    of reports that came in during the period and have such a decision. The day it came in is day 0.
population: Beslutade anmälningar 0–20 år som kom in under perioden.
kalla: Exempelstudien
stallning: egen
riktning: lagre_ar_battre
alder: [0, 20]
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar]
matt:
  - {matt: median}
  - {matt: andel, villkor: "<= 14"}
---*/
select
    p.period,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    a.atgard_datum - a.inkom_datum as utfall
from aktualisering_individ as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
where a.omrade = 'barn_unga'
    and a.typ = 'anmalan'
    and a.atgard is not null
    and a.atgard is distinct from 'pagaende_utredning'
    and a.atgard_datum is not null
