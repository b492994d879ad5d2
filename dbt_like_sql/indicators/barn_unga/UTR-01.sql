/*---
id: UTR-01
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Utredningstid barn och unga, medelvärde
  en: Length of investigation, children and young people, mean
definition:
  sv: >-
    Genomsnittligt antal dagar från att utredningen inleddes till att den avslutades, för utredningar inom social barn-
    och ungdomsvård som avslutades under perioden och gäller barn och unga 0–20 år. Ekonomiskt bistånd, familjerätt
    och faderskap ingår inte. Dagen då utredningen inleddes är dag 0. Ålder avser den dag då den avslutades.
  en: >-
    Mean number of days from opening to closing, of child welfare investigations closed in the period that
    concern ages 0–20. Social assistance, family law and paternity are left out. The day of opening is day 0. Age is
    that of the day of closing.
population: Utredningar 0–20 år inom social barn- och ungdomsvård som avslutades under perioden.
kalla: Kolada U33401
sager_inte:
  sv: >-
    Hur länge de väntar vars utredning ännu pågår: bara avslutade räknas, så värdet kan sjunka medan gamla utredningar
    blir liggande. Några mycket långa utredningar drar upp ett medelvärde. Det säger inget om hur noggrann utredningen
    var eller vad den ledde till.
  en: >-
    How long those wait whose investigation is still ongoing: only closed ones count, so the value may fall while old
    ones are left lying. A few very long ones raise a mean. It tells nothing of how thorough the investigation was or
    what it led to.
fragor:
  - Är det några få mycket långa utredningar som drar upp medelvärdet? Jämför med medianen i UTR-02.
  - Har vi under perioden avslutat många gamla utredningar, eller blir gamla utredningar liggande?
  - Var i utredningen går tiden – väntan på möten, yttranden, beslut – och vad råder vi över själva?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
alder: [0, 20]                   # at closing
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: medel}
---*/
select
    p.period,
    u.pid as nyckel,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    u.dagar as utfall
from utredning_avslutad as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
where u.omrade = 'barn_unga'
