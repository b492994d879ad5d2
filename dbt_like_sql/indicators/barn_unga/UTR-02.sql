/*---
id: UTR-02
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Utredningstid barn och unga, median
  en: Length of investigation, children and young people, median
definition:
  sv: >-
    Medianen av antal dagar från att utredningen inleddes till att den avslutades, för utredningar inom social barn-
    och ungdomsvård som avslutades under perioden och gäller barn och unga 0–20 år. Ekonomiskt bistånd, familjerätt
    och faderskap ingår inte. Dagen då utredningen inleddes är dag 0. Ålder avser den dag då den avslutades.
  en: >-
    Median number of days from opening to closing, of child welfare investigations closed in the period that
    concern ages 0–20. Social assistance, family law and paternity are left out. The day of opening is day 0. Age is
    that of the day of closing.
population: Utredningar 0–20 år inom social barn- och ungdomsvård som avslutades under perioden.
kalla: Kolada U33402
riktning: lagre_ar_battre
alder: [0, 20]                   # at closing
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: median}
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
