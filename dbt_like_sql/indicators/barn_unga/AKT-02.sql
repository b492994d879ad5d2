/*---
id: AKT-02
version: "1"
grupp: AKT
omraden: [barn_unga]
namn:
  sv: Andel aktualiseringar som är anmälan
  en: Share of referrals that are reports of concern
definition:
  sv: >-
    Aktualiseringar inom social barn- och ungdomsvård som kom in under perioden och är en anmälan, av alla som
    kom in med känd typ (anmälan, ansökan eller annat). Saknas typen är utfallet okänt. Ålder avser den dag då
    aktualiseringen kom in.
  en: >-
    Referrals to child welfare that came in during the period and are a report of concern, out of all that came
    in with a known type (report, application or other). A missing type is an unknown outcome. Age is that of
    the day it came in.
population: Alla aktualiseringar inom social barn- och ungdomsvård som kom in under perioden.
kalla: NUSO delstudie 3
sager_inte:
  sv: >-
    Hur många aktualiseringarna är, eller hur allvarliga de är. Andelen ändras också när ansökningarna blir fler eller
    färre, eller när de registreras på annat sätt.
  en: >-
    How many the referrals are, or how serious they are. The share also changes when applications become more or fewer,
    or are registered in another way.
fragor:
  - Har anmälningarna blivit fler, eller ansökningarna färre? Se antalet i AKT-01.
  - Kan familjer söka stöd själva på ett enkelt sätt, så att färre behöver anmälas?
  - Registreras den som själv ber om hjälp som ansökan, eller som något annat?
riktning: ingen
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20], 21+: [21, null]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel}
---*/
select
    p.period,
    a.pid as nyckel,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    -- A local code without translation is neither a report nor another type: unknown.
    nullif(a.typ, 'omappad') = 'anmalan' as utfall
from aktualisering_individ as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
where a.omrade = 'barn_unga'
