/*---
id: AKT-07
version: "1"
grupp: AKT
omraden: [barn_unga]
namn:
  sv: Ny anmälan inom 12 månader efter beslut att inte inleda utredning
  en: New report within 12 months of a decision not to investigate
definition:
  sv: >-
    Barn och unga 0–20 år med ett beslut under perioden, inom social barn- och ungdomsvård, att inte inleda utredning,
    och för vilka en ny anmälan dit kom in 1–365 dagar efter beslutet, av alla med ett sådant beslut. Ett barn med flera sådana beslut under perioden
    räknas en gång, och de 365 dagarna räknas från det första. Ålder avser den dag då aktualiseringen som
    beslutet gäller kom in. En aktualisering utan pseudonym kan inte följas och har okänt utfall.
  en: >-
    Children and young people aged 0–20 with a decision of child welfare in the period not to investigate, and for whom
    a new report to it came in 1–365 days after, out of all with such a decision. A child with several such decisions in the
    period counts once, and the 365 days run from the first. Age is that of the day the referral that was decided
    on came in. A referral without pseudonym cannot be followed and has an unknown outcome.
population: Barn och unga 0–20 år med beslut under perioden att inte inleda utredning.
kalla: Härledd ur NUSO:s uppgift om tidigare kännedom
stallning: egen
sager_inte:
  sv: >-
    Om beslutet att inte utreda var fel: en ny anmälan kan gälla något annat. Den som flyttat från kommunen anmäls inte
    här, och en oro som ingen anmäler syns inte.
  en: >-
    Whether the decision not to investigate was wrong: a new report may concern something else. Those who have moved
    away are not reported here, and a concern that nobody reports is not seen.
fragor:
  - Gäller den nya anmälan samma oro som den förra?
  - Vad fick familjen efter det första beslutet – råd, stöd utan behovsprövning, ingenting?
  - Hur snart kommer den nya anmälan, och ledde den till utredning?
riktning: lagre_ar_battre
alder: [0, 20]
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel}
per_person: forsta               # the first decision in the period is the one that is followed
uppfoljning_dagar: 365
---*/
select
    p.period,
    b.pid as person,
    b.atgard_datum as ordning,
    b.kon,
    b.alder,
    b.ungefarlig_alder,
    (
        -- A new referral of a type without translation may be a report: unknown, unless another one is.
        select
            case
                when bool_or(ny.typ = 'anmalan') then true
                when bool_or(ny.typ = 'omappad') then null
                else false
            end
        from aktualisering_individ as ny
        where ny.pid = b.pid
            and ny.omrade = 'barn_unga'
            and ny.inkom_datum > b.atgard_datum
            and ny.inkom_datum <= b.atgard_datum + 365
    ) as utfall
from aktualisering_individ as b
join perioder as p
    on b.atgard_datum between p.fran and p.till
where b.omrade = 'barn_unga'
    and b.atgard = 'inleds_inte'
