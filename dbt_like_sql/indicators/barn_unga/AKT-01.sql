/*---
id: AKT-01
version: "1"
grupp: AKT
omraden: [barn_unga]
namn:
  sv: Aktualiseringar per 1 000 barn
  en: Referrals per 1,000 children
definition:
  sv: >-
    Antal aktualiseringar inom social barn- och ungdomsvård av barn 0–17 år som kom in under perioden, per 1 000
    invånare 0–17 år. Varje aktualisering räknas, så ett barn kan räknas flera gånger. Värdet gäller perioden: ett
    halvårsvärde är per halvår och ska inte jämföras med ett årsvärde. Varianten anmalan räknar bara anmälningar;
    saknas typen är det okänt om aktualiseringen är en anmälan. Ålder avser den dag då aktualiseringen kom in.
  en: >-
    Number of referrals to child welfare of children aged 0–17 that came in during the period, per 1,000 inhabitants
    aged 0–17. Every referral counts, so a child may be counted more than once. The value is for the period: that of
    a half-year is per half-year and is not to be compared with that of a year. The variant anmalan counts reports of
    concern only; where the type is missing it is unknown whether it is one. Age is that of the day it came in.
population: Invånare 0–17 år; det som räknas är aktualiseringar inom social barn- och ungdomsvård.
kalla: NUSO delstudie 3; Socialstyrelsens kartläggning av orosanmälningar (192 anmälningar per 1 000 barn 2021)
sager_inte:
  sv: >-
    Hur många barn som berörs, hur allvarlig oron är eller hur många barn som behöver stöd. Kommuner registrerar
    anmälningar olika: flera anmälningar om samma händelse kan vara en eller flera.
  en: >-
    How many children are concerned, how serious the concern is or how many need support. Municipalities register
    reports in different ways: several reports of one event may be one or several.
fragor:
  - Registrerar vi varje anmälan för sig, eller läggs flera anmälningar om samma händelse ihop?
  - Vilka anmäler hos oss, och har någon grupp (skola, polis, vård) ändrat sitt sätt att anmäla?
  - Är det fler barn som aktualiseras, eller samma barn som aktualiseras flera gånger?
riktning: ingen
alder: [0, 17]
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17]}
periodtyper: [halvar, helar]
varianter:
  "": Alla aktualiseringar
  anmalan: Bara anmälningar
matt:
  - {matt: per_1000}
  - {matt: antal}
befolkning: [0, 17]
per_person: varje                # every referral counts
---*/
select
    p.period,
    v.variant,
    a.pid as person,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    -- A missing type, or a local code without translation, may be a report of concern: unknown.
    case when v.variant = '' or a.typ = 'anmalan' then true end as utfall
from aktualisering_individ as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
cross join (values (''), ('anmalan')) as v (variant)
where a.omrade = 'barn_unga'
    and (v.variant = '' or a.typ is null or a.typ in ('anmalan', 'omappad'))
