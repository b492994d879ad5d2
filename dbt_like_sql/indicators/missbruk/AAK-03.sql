/*---
id: AAK-03
version: "1"
grupp: AAK
omraden: [missbruk]
namn:
  sv: Ej återaktualiserade vuxna med missbruksproblem 21 år och äldre
  en: Adults aged 21 and over with substance use who did not come back
definition:
  sv: >-
    Vuxna 21 år och äldre vars samtliga utredningar och insatser inom skadligt bruk och beroende avslutades under
    perioden och som inte återkom inom ett år, av alla sådana vuxna. Som återkomst räknas bara en ny formell utredning
    inom samma område, inledd 1–365 dagar efter avslutet. Den som har en beviljad insats som inte börjat är inte
    avslutad. Den som avslutas flera gånger under perioden räknas en gång och följs från det första avslutet. Ålder
    avser avslutsdagen. En utredning utan pseudonym kan inte följas och har okänt utfall. Ordalydelsen för vuxna är inte
    verifierad: vi utgår från den för ungdomar.
  en: >-
    Adults aged 21 and over all of whose investigations and services for substance use ended in the period and who did
    not come back within a year, out of all such. Only a new formal investigation in the same area, opened 1–365 days
    after the end, counts as coming back. Somebody with a granted service that has not begun has not ended. Somebody who
    ends more than once in the period counts once and is followed from the first end. Age is that of the day of the
    end. An investigation without pseudonym cannot be followed and has an unknown outcome. The wording for adults is not
    verified: we start from that for young people.
population: Vuxna 21 år och äldre vars samtliga utredningar och insatser inom området avslutades under perioden.
kalla: Kommunens kvalitet i korthet (KKiK); ordalydelsen för vuxna är inte verifierad
stallning: ej_verifierad
sager_inte:
  sv: >-
    Om någon blivit fri från sitt missbruk. Den som flyttat, avlidit, fått vård hos regionen eller inte söker hjälp
    återkommer inte hit. Att återkomma kan vara ett gott tecken.
  en: >-
    Whether anybody has become free from substance use. Those who have moved, died, been cared for by the region or do
    not seek help do not come back here. Coming back may be a good sign.
fragor:
  - Avslutar vi när målen är nådda, eller när personen uteblir?
  - Efter vilka insatser återkommer många, och efter hur lång tid?
  - Kan den som vill ha stöd igen få det utan en ny utredning, och hur räknas det då?
riktning: hogre_ar_battre
alder: [21, null]                # at the end
aldersgrupper: {21-64: [21, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
lokala: [enhet, utforare, insatstyp, malgrupp]
matt:
  - {matt: andel}
per_person: forsta               # the first end in the period is the one that is followed
uppfoljning_dagar: 365
---*/
select
    p.period,
    a.pid as person,
    a.avslut_datum as ordning,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    s.enhet,
    s.utforare,
    s.insatstyp,
    s.malgrupp,
    not a.aterkom as utfall
from avslut_av_allt as a
join perioder as p
    on a.avslut_datum between p.fran and p.till
left join insats_fore_avslut as s
    on s.krets = a.krets
    and s.pid = a.pid
    and s.avslut_datum = a.avslut_datum
where a.krets = 'missbruk'
