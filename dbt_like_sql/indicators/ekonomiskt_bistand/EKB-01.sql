/*---
id: EKB-01
version: "1"
grupp: EKB
omraden: [ekonomiskt_bistand]
namn:
  sv: Mottagare av ekonomiskt bistånd
  en: Recipients of social assistance
definition:
  sv: >-
    Personer som ingått i ett hushåll med ekonomiskt bistånd någon månad under perioden, barn inräknade, och antalet
    per 1 000 invånare i samma åldrar. Var och en räknas en gång, hur många månader och hushåll det än är. Månaden är
    den som biståndet avser. Ålder är den som uppnås under kalenderåret, så att den stämmer med folkmängden
    den 31 december. Ett halvårs tal är per halvår. Kolada skriver andelen i procent, alltså en tiondel av talet här:
    N31807 är alla åldrar, N31825 åldersgruppen 18+, U31804 18–24 och U31803 0–17.
  en: >-
    Persons who were part of a household with social assistance in any month of the period, children included, and
    their number per 1,000 inhabitants of the same ages. Everybody counts once, whatever the number of months and
    households. The month is the one that the aid concerns. Age is that reached in the calendar year, as in the
    population on 31 December. Half-year rates are per half-year. Kolada writes per cent, a tenth of this number:
    N31807 is all ages, N31825 18+, U31804 18–24 and U31803 0–17.
population: Alla som ingått i ett hushåll med ekonomiskt bistånd någon månad under perioden.
kalla: Kolada N31807, N31825, U31803 och U31804
sager_inte:
  sv: >-
    Talet säger inte hur många som har svårt att försörja sig, bara hur många som fått bistånd: den som inte söker
    eller får avslag syns inte. Det säger inte hur länge eller hur mycket någon fått.
  en: >-
    It does not tell how many have trouble supporting themselves, only how many got aid: those who do not apply or are
    refused are not seen. It does not tell for how long or how much.
fragor:
  - Har befolkningen, arbetsmarknaden eller reglerna för andra ersättningar ändrats, eller är det vårt arbete?
  - I vilka åldrar ligger skillnaden, och hur många barn lever i hushållen?
  - Hur många söker och får avslag, och vet vi hur det går för dem?
riktning: lagre_ar_battre
aldersgrupper:
  0-17: [0, 17]
  18-24: [18, 24]
  25-34: [25, 34]
  35-44: [35, 44]
  45-54: [45, 54]
  55-64: [55, 64]
  65+: [65, null]
aldersunioner: {18+: [18-24, 25-34, 35-44, 45-54, 55-64, 65+]}
periodtyper: [halvar, helar]
matt:
  - {matt: antal}
  - {matt: per_1000}
befolkning: [0, null]
per_person: forsta               # each person once
---*/
select
    p.period,
    e.pid as person,
    e.manad as ordning,
    e.kon,
    e.alder,
    e.ungefarlig_alder,
    true as utfall
from ekb_individ as e
join perioder as p
    on e.manad between p.fran and p.till
