/*---
id: UTR-10
version: "1"
grupp: UTR
omraden: [ekonomiskt_bistand]
namn:
  sv: Väntetid till beslut om försörjningsstöd vid nybesök
  en: Waiting time for a decision on social assistance, new applicants
definition:
  sv: >-
    Antal dagar från att ansökan kom in till beslutet, medelvärde och median, för beslut om ekonomiskt bistånd vid
    nybesök under perioden: bifall, delvis bifall och avslag. Ansökan behöver inte vara fullständig; allmänna
    förfrågningar är inte ansökningar. Som nybesök räknas den som inte fått något beslut om ekonomiskt bistånd de
    senaste tre månaderna; Kolada säger inte vad ett nybesök är, så den gränsen är vår egen. Ansökan hittas genom
    utredningen; kan den inte hittas, saknas pseudonym eller är det okänt vad som beslutades är utfallet okänt. Flera
    beslut i samma utredning räknas en gång, det första. Dagen då ansökan kom in är dag 0. Ålder avser beslutsdagen.
    Kolada mäter första halvåret.
  en: >-
    Number of days from the application to the decision, mean and median, of decisions on social assistance after a
    first visit in the period: granted, granted in part and refused. The application need not be complete; general
    questions are no applications. A first visit is that of somebody without any decision on social assistance in the
    three months before; Kolada does not say what a first visit is, so that limit is our own. The application is found
    through the investigation; where it cannot be found, the pseudonym is missing or it is not known what was decided,
    the outcome is unknown. Several decisions in one investigation count once, the first. The day the application came
    in is day 0. Age is that of the day of the decision. Kolada measures the first half-year.
population: Beslut om ekonomiskt bistånd vid nybesök under perioden.
kalla: Kolada U31402 (medelvärde) och U31403 (median); gränsen för nybesök är ISU:s egen
stallning: ej_verifierad
sager_inte:
  sv: >-
    Hur länge de väntar som ännu inte fått beslut eller som tog tillbaka sin ansökan, eller hur länge någon väntade på
    en tid innan ansökan registrerades. Beslut där ansökan inte kan hittas är utanför: är de många gäller värdet de
    övriga.
  en: >-
    How long those wait who have no decision yet or took their application back, or how long anybody waited for an
    appointment before the application was registered. Decisions whose application cannot be found are outside: where
    they are many the value is that of the others.
fragor:
  - Räknas dagen då ansökan kommer in från första kontakten, eller först när handlingarna är fullständiga?
  - Vilka ansökningar väntar längst – ofullständiga, komplicerade eller de som kommer in under semestrar?
  - Vad får den som väntar hjälp med under tiden, och hur många nödprövningar gör vi?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
aldersgrupper: {0-17: [0, 17], 18-24: [18, 24], 25-64: [25, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: medel}
  - {matt: median}
tillbakablick_dagar: 180         # earlier decisions and applications; a longer wait than that has an unknown outcome
---*/
select
    p.period,
    b.pid as nyckel,
    b.kon,
    b.alder,
    b.ungefarlig_alder,
    b.dagar as utfall
from nybesok_beslut as b
join perioder as p
    on b.datum between p.fran and p.till
