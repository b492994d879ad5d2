/*---
id: AKT-04
version: "1"
grupp: AKT
omraden: [barn_unga]
namn:
  sv: Andel anmälningar där utredning inleds
  en: Share of reports of concern that lead to an investigation
definition:
  sv: >-
    Anmälningar inom social barn- och ungdomsvård som kom in under perioden och där utredning inleds, av dem där
    beslutet är att inleda eller inte inleda utredning. Anmälningar som förs till en pågående utredning ingår
    inte, utan redovisas i varianten med_pagaende som andel av alla anmälningar med känt beslut. Saknas beslut är
    utfallet okänt. Ålder avser den dag då anmälan kom in.
  en: >-
    Reports of concern to child welfare that came in during the period and lead to an investigation, out of those
    where the decision is to open or not to open one. Reports joined to an ongoing investigation are left out, and
    shown in the variant med_pagaende as a share of all reports with a known decision. Without a decision the
    outcome is unknown. Age is that of the day the report came in.
population: Anmälningar inom social barn- och ungdomsvård som kom in under perioden.
kalla: NUSO delstudie 3; NCK om Socialstyrelsens kartläggning 2018
sager_inte:
  sv: >-
    Om besluten var riktiga. En låg andel kan betyda att många anmälningar gäller sådant som inte behöver utredas, eller
    att barn som behöver utredas inte blir det.
  en: >-
    Whether the decisions were right. A low share may mean that many reports concern what need not be investigated, or
    that children who need it are not.
fragor:
  - Vad händer med de barn där utredning inte inleds – erbjuds de något annat stöd?
  - Hur många av dem anmäls igen? Se AKT-07.
  - Skiljer sig andelen mellan anmälare, orsaker och enheter, och är skillnaderna rimliga?
riktning: ingen
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20], 21+: [21, null]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
varianter:
  "": Utredning inleds, av anmälningar där utredning inleds eller inte inleds
  med_pagaende: Förs till pågående utredning, av alla anmälningar med känt beslut
matt:
  - {matt: andel, villkor: [inleds], variant: ""}
  - {matt: andel, villkor: [pagaende_utredning], variant: med_pagaende}
---*/
select
    p.period,
    v.variant,
    a.pid as nyckel,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    a.atgard as utfall
from aktualisering_individ as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
cross join (values (''), ('med_pagaende')) as v (variant)
where a.omrade = 'barn_unga'
    and a.typ = 'anmalan'
    and (v.variant = 'med_pagaende' or a.atgard is distinct from 'pagaende_utredning')
