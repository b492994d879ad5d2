/*---
id: VLD-02
version: "1"
grupp: VLD
omraden: [vald]
namn:
  sv: Personer med insats på grund av våld i nära relation, per 10 000 vuxna
  en: Persons with a service because of domestic violence, per 10,000 adults
definition:
  sv: >-
    Antal personer 18 år och äldre med minst en insats inom området våld i nära relationer någon dag under perioden, med
    eller utan behovsprövning och i egen eller annans regi, per 10 000 invånare 18 år och äldre. Varje person räknas en
    gång per period. En insats utan pseudonym har okänt utfall, eftersom samma person kan ha flera. Värdet gäller
    perioden: ett halvårsvärde är per halvår och ska inte jämföras med ett årsvärde. Ålder avser insatsens första dag,
    eller periodens första dag om insatsen då redan pågick.
  en: >-
    Number of persons aged 18 and over with at least one service in the area of domestic violence on any day of the
    period, with or without a needs test and by any provider, per 10,000 inhabitants aged 18 and over. Every person
    counts once a period. A service without pseudonym has an unknown outcome, since one person may have several. The
    value is for the period: that of a half-year is per half-year and is not to be compared with that of a year. Age is
    that of the first day of the service, or of the period where it was already ongoing.
population: Invånare 18 år och äldre; det som räknas är personer med insats inom området våld i nära relationer.
kalla: Kolada U30751
sager_inte:
  sv: >-
    Om insatsen gav skydd eller om den räckte. Insatser som registrerats i ett annat område räknas inte, och personer
    som får stöd utan att det dokumenteras vem de är syns bara bland de okända.
  en: >-
    Whether the service gave protection or was enough. Services registered in another area are not counted, and persons
    who get support without its being documented who they are, are seen among the unknown only.
fragor:
  - Hur många av dem som aktualiserades på grund av våld (VLD-01) fick en insats, och varför inte de andra?
  - Hur stor del av stödet ges utan behovsprövning, och kan vi följa det utan att registrera vem som får det?
  - Vilka insatser ges till dem som utövar våld, och vilka till dem som utsätts?
riktning: ingen
alder: [18, null]
aldersgrupper: {18-20: [18, 20], 21-64: [21, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: per_10000}
  - {matt: antal}
befolkning: [18, null]
per_person: nagon
---*/
select
    p.period,
    i.pid as person,
    i.start as ordning,
    i.kon,
    case when i.start >= p.fran then i.alder else year(p.fran) - i.fodelsear end as alder,
    case when i.start >= p.fran then i.ungefarlig_alder else i.fodelsear is not null end as ungefarlig_alder,
    true as utfall
from insats_individ as i
join perioder as p
    on i.start <= p.till
    and (i.slut is null or i.slut >= p.fran)
where i.omrade = 'vald'
