/*---
id: INS-03
version: "1"
grupp: INS
omraden: [barn_unga]
namn:
  sv: Resultat av insats utan behovsprövning
  en: What services without a needs test led to
definition:
  sv: >-
    Påbörjade insatser utan individuell behovsprövning med startmånad i perioden, fördelade efter vad de ledde till
    (nybesök, ansökan, anmälan, hänvisning vidare eller inget av detta), av dem där resultatet är känt. En rad med antal
    (mängdstatistik) räknas som så många insatser. Tomt resultat och uppgift saknas är okänt. Ålder är barnets
    åldersgrupp enligt raden.
  en: >-
    Services without an individual needs test that began in a month of the period, by what they led to (a new visit, an
    application, a report of concern, a referral or none of these), out of those where it is known. A row
    with a count is that many services. An empty result and not known are unknown. Age is the child's age group on
    the row.
population: Alla insatser utan behovsprövning som började under perioden.
kalla: NUSO delstudie 2
sager_inte:
  sv: >-
    Att en insats leder till ansökan eller anmälan är inte ett misslyckande: den kan ha gjort att ett behov upptäcktes.
    Talet säger inte om barnet fick det bättre. Insatser som nyss börjat har ofta inget resultat än.
  en: >-
    A service that leads to an application or a report has not failed: it may be how a need was found. It does not
    tell whether the child is better off. Services that have just begun often have no result yet.
fragor:
  - Hur stor del saknar resultat, och är det de som pågår eller de som ingen följt upp?
  - Leder någon kategori oftare till anmälan, och vet vi vilka behov som upptäcks där?
  - Tas den som hänvisas vidare emot av någon annan?
riktning: ingen
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20], 21+: [21, null]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
uppdelningar:
  kategori: {kodlista: insatskategori}
matt:
  - {matt: fordelning, kodlista: forebyggande_resultat}
---*/
select
    p.period,
    f.kon,
    f.aldersgrupp,
    f.kategori,
    f.antal,
    nullif(f.resultat, 'okant') as utfall
from forebyggande_grupp as f
join perioder as p
    on f.startmanad between p.fran and p.till
