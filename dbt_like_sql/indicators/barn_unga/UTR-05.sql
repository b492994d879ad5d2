/*---
id: UTR-05
version: "1"
grupp: UTR
omraden: [barn_unga, missbruk, ekonomiskt_bistand, vald, familjeratt, funktionsnedsattning, aldre, ovrigt]
namn:
  sv: Andel utredningar som leder till insats
  en: Share of investigations that lead to a service
definition:
  sv: >-
    Utredningar som avslutades under perioden och ledde till insats, av alla som avslutades under perioden med
    känt utfall. Alla områden, och varje område för sig. Ålder avser den dag då utredningen avslutades.
  en: >-
    Investigations closed in the period that led to a service, out of all closed in the period with a known outcome.
    All areas of social services, and each by itself. Age is that of the day of closing.
population: Alla utredningar som avslutades under perioden.
kalla: NUSO delstudie 1
sager_inte:
  sv: >-
    Om insatsen var rätt, om den gavs eller om den hjälpte. En utredning utan insats kan ha lett till annat stöd, till
    exempel utan behovsprövning, eller ha visat att inget behövdes.
  en: >-
    Whether the service was right, was given or helped. An investigation without a service may have led to other
    support, without a needs test for instance, or have shown that none was needed.
fragor:
  - Inleder vi utredningar som vi redan från början vet inte leder till insats?
  - Hur många slutar utan insats för att samtycke saknas, och vad händer sedan?
  - Får de utan insats annat stöd, och vet vi hur det gick för dem?
riktning: ingen
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20], 21+: [21, null]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
uppdelningar:
  omrade: {kodlista: omrade}
matt:
  - {matt: andel}
---*/
select
    p.period,
    u.pid as nyckel,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    u.omrade,
    -- A local code without translation is neither a service nor anything else: unknown.
    nullif(u.utfall, 'omappad') = 'insats' as utfall
from utredning_avslutad as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
