/*---
id: AAK-01
version: "1"
grupp: AAK
omraden: [barn_unga, missbruk, vald, familjeratt, funktionsnedsattning, ovrigt]
namn:
  sv: Ej återaktualiserade ungdomar 13–20 år
  en: Young people aged 13–20 who did not come back
definition:
  sv: >-
    Ungdomar 13–20 år vars samtliga utredningar och insatser avslutades under perioden och som inte återkom inom ett
    år, av alla sådana ungdomar. Som återkomst räknas bara en ny formell utredning, inledd 1–365 dagar efter avslutet.
    Ekonomiskt bistånd ingår inte, varken i det som avslutas eller i återkomsten. Barn som är kända som ensamkommande
    ingår inte. Den som har en beviljad insats som inte börjat är inte avslutad. Den som avslutas flera gånger under
    perioden räknas en gång och följs från det första avslutet. Ålder avser avslutsdagen. En utredning utan pseudonym
    kan inte följas och har okänt utfall. Kolada mätte avslut under första halvåret.
  en: >-
    Young people aged 13–20 all of whose investigations and services ended in the period and who did not come back
    within a year, out of all such. Only a new formal investigation, opened 1–365 days after the end, counts as coming
    back. Social assistance is left out, both of what ends and of coming back. Children known to be unaccompanied minors
    are left out. Somebody with a granted service that has not begun has not ended. Somebody who ends more than once in
    the period counts once and is followed from the first end. Age is that of the day of the end. An investigation
    without pseudonym cannot be followed and has an unknown outcome. Kolada measured ends in the first half-year.
population: Ungdomar 13–20 år vars samtliga utredningar och insatser avslutades under perioden.
kalla: Kommunens kvalitet i korthet (KKiK), i den ordalydelse som Lindesbergs kommun återger
sager_inte:
  sv: >-
    Om stödet hjälpte. Den som flyttat från kommunen återkommer inte hit, och den som behöver hjälp men inte söker den
    syns inte. Har kommunen flera lämnare ses bara det som samma lämnare har.
  en: >-
    Whether the support helped. Those who have moved away do not come back here, and those who need help but do not
    seek it are not seen. Where a municipality has several senders, only what the same sender holds is seen.
fragor:
  - Vilka är det som återkommer – efter vilka insatser, och efter utredningar utan insats?
  - Avslutar vi när målen är nådda, eller när ungdomen tackar nej, fyller år eller flyttar?
  - Hur följer vi upp efter avslut, och vet de unga vart de kan vända sig?
riktning: hogre_ar_battre
alder: [13, 20]                  # at the end
aldersgrupper: {13-17: [13, 17], 18-20: [18, 20]}
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
left join person as i
    on i.pid = a.pid
where a.krets = 'utom_ekonomiskt_bistand'
    and i.ensamkommande is distinct from '1'
