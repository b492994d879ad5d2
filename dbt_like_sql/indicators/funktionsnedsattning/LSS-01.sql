/*---
id: LSS-01
version: "1"
grupp: LSS
omraden: [funktionsnedsattning]
namn:
  sv: Personer med insats enligt LSS
  en: Persons with a service under LSS
definition:
  sv: >-
    Personer med minst en verkställd insats enligt 9 § LSS den 1 oktober, och antalet per 10 000 invånare i samma
    åldrar; tillsammans och för varje punkt. En person räknas en gång tillsammans och en gång per punkt.
    Råd och stöd (9 § 1) ingår inte, och den som bara har det, eller bara assistansersättning enligt
    socialförsäkringsbalken, ingår inte alls. Rader med en annan mätdag än den 1 oktober räknas inte. Ålder
    avser mätdagen. Folkmängden är den 31 december samma år.
  en: >-
    Persons with at least one service under section 9 LSS carried out on 1 October, and their number per 10,000
    inhabitants of the same ages; together and for each item. A person counts once together and once per item. Advice
    and support (item 1) is left out, and those who have only that, or only assistance under the Social Insurance Code,
    are not part of it. Rows with another day of measurement are not counted. Age is that of the day. The
    population is that of 31 December of the same year.
population: Personer med minst en verkställd insats enligt 9 § 2–10 LSS den 1 oktober.
kalla: Kolada N28801–N28820 och N28890–N28892
sager_inte:
  sv: >-
    Talet säger inte hur många som har rätt till stöd, hur många som väntar på verkställighet eller hur mycket stöd var
    och en får. En hög andel kan bero på att många med behov bor i kommunen.
  en: >-
    It does not tell how many are entitled to support, how many wait for it to be carried out or how much each
    gets. A high rate may be due to many with needs living in the municipality.
fragor:
  - Skiljer sig andelen från liknande kommuners i en viss punkt, och beror det på behov, utbud eller bedömning?
  - Hur många beslut är inte verkställda, och för vilka punkter?
  - Får kvinnor och män, och personer i olika åldrar, samma slags insatser?
riktning: ingen
aldersgrupper: {0-22: [0, 22], 23-64: [23, 64], 65+: [65, null]}
aldersunioner: {0-64: [0-22, 23-64]}
periodtyper: [dag]
matdag: "10-01"
uppdelningar:
  punkt: {kodlista: lss_punkt}
lokala: [enhet, utforare]
matt:
  - {matt: antal}
  - {matt: per_10000}
befolkning: [0, null]
per_person: forsta               # each person once, together and per item
---*/
select
    p.period,
    l.pid as person,
    l.matdatum as ordning,
    coalesce(case when l.kon in ('1', '2') then l.kon end, i.kon, '9') as kon,
    -- The year of birth alone gives an age that is one year too high before the birthday.
    coalesce(l.alder, year(l.matdatum) - i.fodelsear) as alder,
    l.alder is null and i.fodelsear is not null as ungefarlig_alder,
    l.enhet,
    l.utforare,
    l.punkt,
    true as utfall
from lss_insats as l
join perioder as p
    on l.matdatum between p.fran and p.till
left join person as i
    on i.pid = l.pid
