/*---
id: AAK-02
version: "1"
grupp: AAK
omraden: [barn_unga, missbruk, vald, familjeratt, funktionsnedsattning, ovrigt]
namn:
  sv: Ej återaktualiserade barn 0–12 år
  en: Children aged 0–12 who did not come back
definition:
  sv: >-
    Barn 0–12 år vars samtliga utredningar och insatser avslutades under perioden och som inte återkom inom ett år, av
    alla sådana barn. Definitionen är i övrigt den för ungdomar, AAK-01: som återkomst räknas bara en ny formell
    utredning, inledd 1–365 dagar efter avslutet; ekonomiskt bistånd och barn som är kända som ensamkommande ingår inte.
    Ordalydelsen för barn 0–12 år är inte verifierad: vi utgår från att den är densamma.
  en: >-
    Children aged 0–12 all of whose investigations and services ended in the period and who did not come back within a
    year, out of all such. The definition is otherwise that for young people, AAK-01: only a new formal investigation,
    opened 1–365 days after the end, counts as coming back; social assistance and children known to be unaccompanied
    minors are left out. The wording for ages 0–12 is not verified: we take it to be the same.
population: Barn 0–12 år vars samtliga utredningar och insatser avslutades under perioden.
kalla: Kommunens kvalitet i korthet (KKiK); ordalydelsen för 0–12 år är inte verifierad
stallning: ej_verifierad
sager_inte:
  sv: >-
    Om stödet hjälpte. Ett barn som flyttat från kommunen återkommer inte hit, och en oro som ingen anmäler syns inte.
    Har kommunen flera lämnare ses bara det som samma lämnare har.
  en: >-
    Whether the support helped. A child who has moved away does not come back here, and a concern that nobody reports
    is not seen. Where a municipality has several senders, only what the same sender holds is seen.
fragor:
  - Efter vilka insatser, och efter vilka utredningar utan insats, återkommer barnen?
  - Är det samma oro som kommer tillbaka, eller en ny?
  - Hur många avslutas för att vårdnadshavarna inte samtycker, och vad gör vi när oron finns kvar?
riktning: hogre_ar_battre
alder: [0, 12]                   # at the end
aldersgrupper: {0-12: [0, 12]}
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
