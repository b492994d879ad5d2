/*---
id: UTR-04
version: "1"
grupp: UTR
omraden: [missbruk]
namn:
  sv: Utredningstid missbruk 21 år och äldre
  en: Length of investigation, substance use, ages 21 and over
definition:
  sv: >-
    Antal dagar från att utredningen inleddes till att den avslutades, medelvärde och median, för utredningar inom
    skadligt bruk och beroende, spel om pengar inräknat, som avslutades under perioden och gäller personer 21 år och
    äldre. Dagen då utredningen inleddes är dag 0. Ålder avser den dag då den avslutades. Kolada mätte första halvåret.
  en: >-
    Number of days from opening to closing, mean and median, of investigations of substance use, gambling included,
    that were closed in the period and concern ages 21 and over. The day of opening is day 0. Age is that of the day of
    closing. Kolada measured the first half-year.
population: Utredningar inom skadligt bruk och beroende, 21 år och äldre, som avslutades under perioden.
kalla: Kolada U35400 (medelvärde) och U35401 (median), båda till och med 2024
stallning: kkik_utgangen
sager_inte:
  sv: >-
    Hur länge de väntar vars utredning ännu pågår: bara avslutade räknas, så värdet kan sjunka medan gamla utredningar
    blir liggande. Det säger inget om hur noggrann utredningen var eller vad den ledde till.
  en: >-
    How long those wait whose investigation is still ongoing: only closed ones count, so the value may fall while old
    ones are left lying. It tells nothing of how thorough the investigation was or what it led to.
fragor:
  - Har vi avslutat många gamla utredningar under perioden, eller blir gamla utredningar liggande?
  - Var i utredningen går tiden – väntan på möten, läkarutlåtanden, beslut – och vad råder vi över själva?
  - Vilka utredningar drar ut på tiden, och vad får personen för stöd medan utredningen pågår?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
alder: [21, null]                # at closing
aldersgrupper: {21-64: [21, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: medel}
  - {matt: median}
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
where u.omrade = 'missbruk'
