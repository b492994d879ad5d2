/*---
id: UTR-02
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Utredningstid barn och unga, median
  en: Length of investigation, children and young people, median
definition:
  sv: >-
    Medianen av antal dagar från att utredningen inleddes till att den avslutades, för utredningar inom social barn-
    och ungdomsvård som avslutades under perioden och gäller barn och unga 0–20 år. Ekonomiskt bistånd, familjerätt
    och faderskap ingår inte. Dagen då utredningen inleddes är dag 0. Ålder avser den dag då den avslutades. Varianten
    beslutskohort gäller i stället alla utredningar som inleddes under perioden: pågående har varat minst till den dag
    uppgifterna togs ut, och medianen är Kaplan–Meiers. Ålder avser där den dag då utredningen inleddes.
  en: >-
    Median number of days from opening to closing, of child welfare investigations closed in the period that
    concern ages 0–20. Social assistance, family law and paternity are left out. The day of opening is day 0. Age is
    that of the day of closing. The variant beslutskohort is instead of all investigations opened in the period: ongoing
    ones have lasted at least until the day of extraction, and the median is that of Kaplan–Meier. Age is there that of
    the day of opening.
population: Utredningar 0–20 år inom social barn- och ungdomsvård som avslutades under perioden.
kalla: Kolada U33402, till och med 2024; varianten beslutskohort är ISU:s egen
stallning: kkik_utgangen
sager_inte:
  sv: >-
    Hur långa de längsta utredningarna är: hälften tar längre tid än medianen. Huvudvarianten ser bara avslutade och kan
    sjunka medan gamla blir liggande; varianten beslutskohort ser alla som inletts. Ingen av dem säger hur noggrann
    utredningen var.
  en: >-
    How long the longest investigations are: half take longer than the median. The main variant sees closed ones only
    and may fall while old ones are left lying; the variant beslutskohort sees all that were opened. Neither tells how
    thorough the investigation was.
fragor:
  - Skiljer sig medianen för avslutade från beslutskohortens? Då blir utredningar liggande eller betas av.
  - Hur stor del av utredningarna tar mer än fyra månader? Se UTR-03.
  - Vilka utredningar tar längst tid, och får barnet stöd under tiden?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
alder: [0, 20]                   # at closing; in the variant beslutskohort at opening
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
varianter:
  "": Utredningar som avslutades under perioden
  beslutskohort: Utredningar som inleddes under perioden, pågående inräknade
matt:
  - {matt: median, variant: ""}
  - {matt: km_median, variant: beslutskohort}
---*/
select
    p.period,
    '' as variant,
    u.pid as nyckel,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    u.dagar as utfall,
    cast(null as boolean) as censurerad
from utredning_avslutad as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till
where u.omrade = 'barn_unga'

union all

-- The cohort: an ongoing one has lasted until the day it was extracted, and nobody knows for how long it will go on.
select
    p.period,
    'beslutskohort' as variant,
    u.pid as nyckel,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    coalesce(u.avslutad_datum, u.uttagsdatum) - u.inledd_datum as utfall,
    u.avslutad_datum is null as censurerad
from utredning_individ as u
join perioder as p
    on u.inledd_datum between p.fran and p.till
where u.omrade = 'barn_unga'
