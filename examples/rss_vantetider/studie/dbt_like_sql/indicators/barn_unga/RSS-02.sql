/*---
id: RSS-02
version: "1"
grupp: RSS
omraden: [barn_unga]
namn:
  sv: Utredningstid i dagar
  en: Days of investigation
definition:
  sv: >-
    Antal dagar från att utredningen inleddes till att den avslutades, för utredningar inom social barn- och ungdomsvård,
    0–20 år, som avslutades under perioden. Ålder avser den dag då den avslutades.
  en: >-
    Days from the opening to the closing of an investigation of child welfare, ages 0–20, closed during the period. Age is
    that of the day of closing.
population: Utredningar 0–20 år som avslutades under perioden.
kalla: Exempelstudien
stallning: egen
riktning: lagre_ar_battre
alder: [0, 20]
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar]
matt:
  - {matt: median}
  - {matt: medel}
  - {matt: andel, villkor: "<= 120"}
---*/
select
    p.period,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    u.dagar as utfall
from utredning_avslutad as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
where u.omrade = 'barn_unga'
