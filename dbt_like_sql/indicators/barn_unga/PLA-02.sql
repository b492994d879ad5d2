/*---
id: PLA-02
version: "1"
grupp: PLA
omraden: [barn_unga]
namn:
  sv: Andel placerade enligt LVU
  en: Share placed under the Care of Young Persons Act
definition:
  sv: >-
    Barn och unga 0–20 år som någon gång under perioden var placerade enligt LVU, av alla som någon gång under
    perioden var placerade enligt LVU eller SoL. Omedelbart omhändertagande enligt 6 § LVU räknas som LVU. Ett barn
    med placeringar enligt båda lagarna räknas en gång, som LVU. Är någon av barnets placeringar utan känd lag och
    ingen enligt LVU, är utfallet okänt. Ålder är den som uppnås under kalenderåret.
  en: >-
    Children and young people aged 0–20 placed under LVU at any time in the period, out of all placed under LVU or the
    Social Services Act at any time in it. Immediate custody under section 6 counts as LVU. A child placed under both
    acts counts once, as LVU. Where the act of any of the child's placements is not known and none is under LVU, the
    outcome is unknown. Age is the one reached in the calendar year.
population: Barn och unga 0–20 år som varit placerade någon dag under perioden.
kalla: Kolada N33878
sager_inte:
  sv: >-
    Andelen säger inte om tvång använts för ofta eller för sällan. Den ändras också när placeringarna enligt SoL blir
    fler eller färre. Kolada räknar bara folkbokförda, som inte kan urskiljas här.
  en: >-
    The share does not tell whether compulsion has been used too often or too seldom. It changes too when placements
    under the Social Services Act become more or fewer. Kolada counts registered inhabitants only, who cannot be told
    here.
fragor:
  - Är det antalet enligt LVU eller antalet enligt SoL som har ändrats?
  - Hade samtycke kunnat nås tidigare, och vad fick familjerna för stöd dessförinnan?
  - Skiljer sig andelen mellan flickor och pojkar eller mellan åldrar, och är skälen kända?
riktning: ingen
alder: [0, 20]                   # reached in the calendar year
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
lokala: [enhet, utforare]
matt:
  - {matt: andel}
per_person: forsta               # the one that decides: see ordning
---*/
with placering_lag as (
    select
        *,
        case
            when lagrum in ('LVU6', 'LVU2', 'LVU3', 'LVU23') then true
            when lagrum = 'SoL' then false
        end as enligt_lvu
    from placering_individ
)
select
    p.period,
    pl.pid as person,
    -- Yes if any is under LVU; else unknown if any is unknown; else no.
    case when pl.enligt_lvu then 1 when pl.enligt_lvu is null then 2 else 3 end as ordning,
    pl.kon,
    year(p.till) - pl.fodelsear as alder,
    pl.ungefarligt_fodelsear as ungefarlig_alder,
    pl.enhet,
    pl.utforare,
    pl.enligt_lvu as utfall
from placering_lag as pl
join perioder as p
    on pl.start <= p.till
    and (pl.slut is null or pl.slut >= p.fran)
