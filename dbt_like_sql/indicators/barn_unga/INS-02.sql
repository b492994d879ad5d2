/*---
id: INS-02
version: "1"
grupp: INS
omraden: [barn_unga]
namn:
  sv: Insatser utan behovsprövning
  en: Services without a needs test
definition:
  sv: >-
    Påbörjade insatser utan individuell behovsprövning med startmånad i perioden, i fyra kategorier, och antalet
    per 1 000 invånare i samma åldrar. Enheten är insatsen, inte barnet. En rad med antal (mängdstatistik) räknas som
    så många insatser. Ålder är barnets åldersgrupp enligt raden; insatser med okänd ålder ingår bara i alla åldrar.
    Per 1 000 barn läses i åldersgruppen 0–17. En månads, ett kvartals eller ett halvårs tal är per månad, kvartal
    och halvår.
  en: >-
    Services without an individual needs test that began in a month of the period, in four categories, and their
    number per 1,000 inhabitants of the same ages. The unit is the service, not the child. A row with a count is
    that many services. Age is the child's age group on the row; those of unknown age are part of all ages only.
    The rate per 1,000 children is that of ages 0–17. The rate of a month, quarter or half-year is per month, quarter
    and half-year.
population: Alla insatser utan behovsprövning som började under perioden.
kalla: NUSO delstudie 2; SoL (2025:400) 11 kap. 5 §. Antal per invånare är egen
stallning: egen
sager_inte:
  sv: >-
    Talet säger inte hur många barn som fått stöd: samma barn kan ha flera insatser, och vem det är får nämnden låta bli
    att dokumentera. Det säger inget om hur länge insatsen varade eller om den hjälpte.
  en: >-
    It does not tell how many children got support: a child may have several services, and who it is need not be
    documented. It tells nothing of how long the service lasted or whether it helped.
fragor:
  - Når stödet dem som behöver det, eller dem som hittar till det?
  - Har behovsprövade insatser och anmälningar minskat där det öppna stödet ökat?
  - Vilka verksamheter räknar sina insatser, och vilka saknas i talen?
riktning: ingen
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20], 21+: [21, null]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [manad, kvartal, halvar, helar]
uppdelningar:
  kategori: {kodlista: insatskategori}
matt:
  - {matt: antal}
  - {matt: per_1000}
befolkning: [0, null]
---*/
select
    p.period,
    f.kon,
    f.aldersgrupp,
    f.kategori,
    f.antal,
    true as utfall
from forebyggande_grupp as f
join perioder as p
    on f.startmanad between p.fran and p.till
