/*---
id: VLD-03
version: "1"
grupp: VLD
omraden: [vald]
namn:
  sv: Avslutade insatser mot våld där målet nåddes, per 10 000 vuxna
  en: Ended services against violence whose goal was reached, per 10,000 adults
definition:
  sv: >-
    Personer 18 år och äldre med en insats på grund av våld i nära relation eller hedersrelaterat våld som avslutades
    under perioden och vars övergripande mål nåddes helt eller delvis, och antalet per 10 000 invånare 18 år och
    äldre. Det kräver ett dokumenterat individuellt övergripande mål och handläggarens bedömning (se RES-01). En
    person vars avslutade insatser saknar övergripande mål eller bedömning räknas som okänd, och den vars mål inte
    nåddes räknas inte alls. En person räknas en gång. Ålder är den som uppnås under kalenderåret. Ett halvårs tal är
    per halvår.
  en: >-
    Persons aged 18 and older with a service because of domestic or honour-related violence that ended in the period
    and whose overall goal was fully or partly reached, and their number per 10,000 inhabitants aged 18 and older. It
    takes a documented individual overall goal and the caseworker's assessment (see RES-01). A person whose ended
    services lack an overall goal or an assessment counts as unknown, and one whose goal was not reached does not
    count at all. A person counts once. Age is the one reached in the calendar year. The rate of a half-year is per
    half-year.
population: Personer 18 år och äldre med en insats mot våld som avslutades under perioden med målet nått.
kalla: Kolada U30752
sager_inte:
  sv: >-
    Ett högt tal kan bero på mycket våld, på att många söker hjälp eller på att målen oftare dokumenteras; ett lågt
    oftast på att mål eller bedömning saknas. Det är inte en andel av dem som fått hjälp: den står i RES-01.
  en: >-
    A high number may be due to much violence, to many seeking help or to goals being documented more often; a low one
    mostly to missing goals or assessments. It is no share of those who were helped: that is RES-01.
fragor:
  - Hur många avslutade insatser mot våld saknar övergripande mål eller bedömning?
  - Hur många vuxna utsatta och utövare når kommunen (VLD-01 och VLD-02)?
  - Vad hände med dem vars mål inte nåddes?
riktning: ingen
alder: [18, null]                # reached in the calendar year
aldersgrupper: {18-64: [18, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: antal}
  - {matt: per_10000}
befolkning: [18, null]
per_person: nagon                # each person once
---*/
select
    p.period,
    i.pid as person,
    i.slut as ordning,
    i.kon,
    year(p.till) - i.fodelsear as alder,
    i.ungefarligt_fodelsear as ungefarlig_alder,
    i.maluppfyllelse in ('helt', 'delvis') as utfall
from insats_maluppfyllelse as i
join perioder as p
    on i.slut between p.fran and p.till
where i.omrade = 'vald'
    and i.maluppfyllelse is distinct from 'inte'
