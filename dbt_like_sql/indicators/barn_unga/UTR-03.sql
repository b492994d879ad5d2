/*---
id: UTR-03
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Utredning slutförd inom fyra månader
  en: Investigation completed within four months
definition:
  sv: >-
    Utredningar som gäller barn under 18 år och som avslutades senast samma dagnummer fyra månader efter att de
    inleddes (eller månadens sista dag, om dagnumret saknas), av alla som avslutades under perioden och alla som vid
    periodens slut var pågående och äldre än fyra månader; de senare räknas som inte inom tiden. Ålder avser den dag
    då utredningen avslutades, för pågående den dag då den inleddes. Förlängda ingår och redovisas för sig.
  en: >-
    Investigations that concern children under 18 and were closed at latest on the same day number four months after
    they were opened (or the last day of the month, where it lacks that number), out of all closed in the period and
    all that at its end were ongoing and older than four months; the latter count as not within. Age is that of the
    day of closing, for ongoing ones that of the day of opening. Extended ones are included and shown apart.
population: Utredningar under 18 år som avslutades under perioden, och äldre än fyra månader som pågick vid dess slut.
kalla: SoL (2025:400) 20 kap. 3 §
sager_inte:
  sv: >-
    Hur mycket för sena de sena är, eller om utredningen var tillräcklig. Många förlängda kan ha särskilda skäl; det
    syns i uppdelningen, inte i andelen.
  en: >-
    How much too late the late ones are, or whether the investigation was sufficient. Many extended ones may have
    special reasons; that is seen in the breakdown, not in the share.
fragor:
  - Hur många av de sena är förlängda, och är skälen för det dokumenterade?
  - Vilka pågår ännu efter fyra månader, och vet vi varför i varje fall?
  - Har handläggarna för många utredningar samtidigt, eller finns det väntan som kan undvikas?
riktning: hogre_ar_battre
alder: [0, 17]                   # at closing; for ongoing ones at opening
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17]}
periodtyper: [halvar, helar]
varianter:
  "": Inom fyra kalendermånader
  120_dagar: Inom 120 dagar
uppdelningar:
  forlangd:
    grupper: {ja: Förlängd, nej: Inte förlängd}
matt:
  - {matt: andel}
---*/
with utredning_frist as (
    select
        u.*,
        v.variant,
        -- 31 October + 4 months is the last day of February.
        case v.variant
            when '120_dagar' then u.inledd_datum + 120
            else cast(u.inledd_datum + interval 4 month as date)
        end as sista_dag
    from utredning_individ as u
    cross join (values (''), ('120_dagar')) as v (variant)
    where u.omrade = 'barn_unga'
)
select
    p.period,
    u.variant,
    u.pid as nyckel,
    u.kon,
    u.alder_vid_avslut as alder,
    u.ungefarlig_alder_vid_avslut as ungefarlig_alder,
    case when u.forlangd_beslut_datum <= p.till then 'ja' else 'nej' end as forlangd,
    u.avslutad_datum <= u.sista_dag as utfall
from utredning_frist as u
join perioder as p
    on u.avslutad_datum between p.fran and p.till

union all

-- Open at the end of the period, with the time run out. A closing after the period changes nothing in it.
-- A row without a closing day is open until a later delivery closes it.
select
    p.period,
    u.variant,
    u.pid as nyckel,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    case when u.forlangd_beslut_datum <= p.till then 'ja' else 'nej' end as forlangd,
    false as utfall
from utredning_frist as u
join perioder as p
    on u.sista_dag < p.till
    and (u.avslutad_datum is null or u.avslutad_datum > p.till)
