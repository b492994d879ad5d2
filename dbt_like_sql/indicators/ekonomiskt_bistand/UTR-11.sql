/*---
id: UTR-11
version: "1"
grupp: UTR
omraden: [ekonomiskt_bistand]
namn:
  sv: Väntat mer än 14 dagar på beslut om försörjningsstöd vid nybesök
  en: Waited more than 14 days for a decision on social assistance, new applicants
definition:
  sv: >-
    Beslut om ekonomiskt bistånd vid nybesök under perioden – bifall, delvis bifall och avslag – där det gick mer än 14
    dagar från att ansökan kom in till beslutet, av alla sådana beslut där ansökan kan hittas. Dagen då ansökan kom in
    är dag 0: ett beslut dag 14 är inom tiden, dag 15 är det inte. Nybesök, ansökan och ålder är som i UTR-10.
  en: >-
    Decisions on social assistance after a first visit in the period – granted, granted in part and refused – made more
    than 14 days after the application came in, out of all such decisions whose application can be found. The day it
    came in is day 0: a decision on day 14 is within, on day 15 it is not. First visit, application and age are as in
    UTR-10.
population: Beslut om ekonomiskt bistånd vid nybesök under perioden.
kalla: Kolada U31463, till och med 2024; gränsen för nybesök är ISU:s egen
stallning: kkik_utgangen
sager_inte:
  sv: >-
    Hur mycket längre än 14 dagar någon väntade, eller hur länge de väntar som ännu inte fått beslut. Beslut där ansökan
    inte kan hittas är utanför.
  en: >-
    How much longer than 14 days anybody waited, or how long those wait who have no decision yet. Decisions whose
    application cannot be found are outside.
fragor:
  - Vad är gemensamt för de ansökningar som väntat mer än 14 dagar?
  - Beror väntan på oss eller på handlingar som saknas, och hur snabbt säger vi till vad som saknas?
  - Ligger de sena besluten i vissa månader, och har vi då färre handläggare?
riktning: lagre_ar_battre
aldersgrupper: {0-17: [0, 17], 18-24: [18, 24], 25-64: [25, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel}
tillbakablick_dagar: 180         # earlier decisions and applications; a longer wait than that has an unknown outcome
---*/
select
    p.period,
    b.pid as nyckel,
    b.kon,
    b.alder,
    b.ungefarlig_alder,
    b.dagar > 14 as utfall
from nybesok_beslut as b
join perioder as p
    on b.datum between p.fran and p.till
