/*---
id: RES-01
version: "1"
grupp: RES
omraden: [barn_unga, missbruk, ekonomiskt_bistand, vald, familjeratt, funktionsnedsattning, aldre, ovrigt]
namn:
  sv: Måluppfyllelse när insatsen avslutas
  en: Goals reached when a service ends
definition:
  sv: >-
    Insatser som avslutades under perioden och vars övergripande mål nåddes helt eller delvis, av alla avslutade där
    ett övergripande mål finns och är bedömt. I varianten helt räknas bara mål som nåddes helt. Insatser utan
    övergripande mål eller utan bedömning har okänt utfall: deras antal visas bredvid, och utan dem säger andelen
    inget om hur många som följts upp. Målen är de i insatsens senaste plan som har något. Är de flera räknas insatsen
    som helt när alla är helt nådda, som inte nådd när inget är nått ens delvis, annars som delvis; är något av dem
    inte bedömt är utfallet okänt. Ålder avser den dag då insatsen avslutades.
  en: >-
    Services that ended in the period and whose overall goal was fully or partly reached, out of all that ended where
    there is an overall goal that has been assessed. In the variant helt only goals that were fully reached count.
    Services without an overall goal or without assessment have an unknown outcome: their number is shown beside, and
    without it the share tells nothing of how many were followed up. The goals are those of the service's latest plan
    that has any. With several goals the service is fully reached when all are, not reached when none is even partly,
    else partly; where any of them is not assessed the outcome is unknown. Age is that of the day the service ended.
population: Alla insatser som avslutades under perioden.
kalla: Kolada U30752 (våld i nära relationer); tillämpningen på alla områden är egen
sager_inte:
  sv: >-
    Att målet nåddes säger inte att det var insatsen som gjorde det, och det är handläggaren som bedömer. De bedömda
    är sällan ett tvärsnitt: den som avbryter bedöms oftare inte. Läs aldrig andelen utan antalet okända.
  en: >-
    That a goal was reached does not tell that the service did it, and it is the caseworker who assesses. Those
    assessed are seldom a cross-section: who breaks off is often not assessed. Never read the share without the number
    unknown.
fragor:
  - Hur stor del av insatserna har ett bedömt mål, och vilka saknas?
  - Vilka insatser når oftare sina mål, och är deras målgrupper lika svåra?
  - Stämmer bedömningen med vad den enskilde själv säger?
riktning: hogre_ar_battre
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20], 21-64: [21, 64], 65+: [65, null]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
varianter:
  "": Målet nåddes helt eller delvis
  helt: Målet nåddes helt
uppdelningar:
  omrade: {kodlista: omrade}
  insatstyp: {kodlista: insatstyp}
lokala: [enhet, utforare, insatstyp, malgrupp]
matt:
  - {matt: andel, villkor: [helt, delvis], variant: ""}
  - {matt: andel, villkor: [helt], variant: helt}
---*/
select
    p.period,
    v.variant,
    i.pid as nyckel,
    i.kon,
    i.alder,
    i.ungefarlig_alder,
    i.omrade,
    i.insatstyp,
    i.enhet,
    i.utforare,
    i.malgrupp,
    i.maluppfyllelse as utfall
from insats_maluppfyllelse as i
join perioder as p
    on i.slut between p.fran and p.till
cross join (values (''), ('helt')) as v (variant)
