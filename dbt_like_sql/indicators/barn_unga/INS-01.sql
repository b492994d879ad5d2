/*---
id: INS-01
version: "1"
grupp: INS
omraden: [barn_unga]
namn:
  sv: Barn och unga med öppenvård den 1 november
  en: Children and young people with community services on 1 November
definition:
  sv: >-
    Barn och unga 0–20 år med minst en individuellt behovsprövad öppen insats den 1 november, och antalet per 1 000
    invånare i samma åldrar. Öppna insatser är strukturerat öppenvårdsprogram, behovsprövat personligt stöd,
    kontaktperson, kontaktfamilj och särskilt kvalificerad kontaktperson. En insats som börjar eller slutar den 1
    november pågår den dagen. Ett barn räknas en gång tillsammans och en gång per insatstyp. Ålder är den som uppnås
    under kalenderåret, som i folkmängden den 31 december. Kolada skriver talet i procent av folkmängden.
  en: >-
    Children and young people aged 0–20 with at least one community service decided after an individual needs test on
    1 November, and their number per 1,000 inhabitants of the same ages. The services are structured community
    programmes, personal support, contact person, contact family and specially qualified contact person. One that
    begins or ends on 1 November is ongoing that day. A child counts once together and once per type of service. Age
    is the one reached in the calendar year, as in the population of 31 December. Kolada writes it in per cent.
population: Barn och unga 0–20 år med minst en pågående behovsprövad öppen insats den 1 november.
kalla: Kolada N33802
sager_inte:
  sv: >-
    Talet säger inte hur många som behöver stöd, hur mycket stöd de får eller om det hjälper. Öppna insatser utan
    behovsprövning ingår inte: ett lågt tal kan bero på att kommunen ger stödet utan biståndsbeslut.
  en: >-
    It does not tell how many need support, how much they get or whether it helps. Services without a needs test are
    left out: a low number may be due to support being given without a decision.
fragor:
  - Har stöd flyttats till insatser utan behovsprövning, eller får färre barn stöd?
  - Minskar placeringarna där öppenvården ökar?
  - Får flickor och pojkar, och yngre och äldre barn, samma slags insatser?
riktning: ingen
alder: [0, 20]                   # reached in the calendar year
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [dag]
matdag: "11-01"
uppdelningar:
  insatstyp:
    grupper:
      strukturerad_oppenvard: Strukturerat öppenvårdsprogram
      personligt_stod: Behovsprövat personligt stöd
      kontaktperson: Kontaktperson
      kontaktfamilj: Kontaktfamilj
      sarskilt_kvalificerad_kontaktperson: Särskilt kvalificerad kontaktperson
lokala: [enhet, utforare, insatstyp, malgrupp]
matt:
  - {matt: antal}
  - {matt: per_1000}
befolkning: [0, 20]
per_person: nagon                # each child once, together and per type of service
---*/
with oppen_insats as (
    select
        *,
        -- A code without translation may be one of these or another: unknown.
        nullif(behovsprovad, 'omappad') = '1'
        and nullif(insatstyp, 'omappad') in (
            'strukturerad_oppenvard',
            'personligt_stod',
            'kontaktperson',
            'kontaktfamilj',
            'sarskilt_kvalificerad_kontaktperson'
        ) as ingar
    from insats_individ
    where omrade = 'barn_unga'
)
select
    p.period,
    i.pid as person,
    i.start as ordning,
    i.kon,
    year(p.fran) - i.fodelsear as alder,
    m.fodelsear is null and i.fodelsear is not null as ungefarlig_alder,
    i.insatstyp,
    i.enhet,
    i.utforare,
    i.malgrupp,
    i.ingar as utfall
from oppen_insats as i
join perioder as p
    on i.start <= p.fran
    and (i.slut is null or i.slut >= p.fran)
left join person as m
    on m.pid = i.pid
where i.ingar is not false
