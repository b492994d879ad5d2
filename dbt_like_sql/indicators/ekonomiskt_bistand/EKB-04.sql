/*---
id: EKB-04
version: "1"
grupp: EKB
omraden: [ekonomiskt_bistand]
namn:
  sv: Försörjningshinder
  en: Obstacles to self-support
definition:
  sv: >-
    Vuxna som fått ekonomiskt bistånd under perioden som sökande eller medsökande, fördelade efter försörjningshinder
    i elva grupper. Har hindret ändrats räknas det som gällt flest av månaderna, vid lika många det senaste. Har
    ingen månad något hinder räknas personen till uppgift saknas, som alltid visas. En lokal kod utan översättning
    är okänd och ingår inte i nämnaren. Vuxen är den som fyller 18 år under året eller är äldre. Barn i
    hushållet ingår inte, och inte rader där rollen är okänd.
  en: >-
    Adults who got social assistance in the period as applicant or co-applicant, by obstacle to self-support in eleven
    groups. Where it has changed, the one of most months counts, of equally many the latest. Without any in any
    month the person belongs to not known, which is always shown. A local code without translation is
    unknown and not part of the denominator. Adults are those who turn 18 in the year or are older. Children of the
    household are left out, and so are rows whose part in the household is unknown.
population: Vuxna sökande och medsökande med ekonomiskt bistånd under perioden.
kalla: Kolada N31858–N31869; det vanligaste hindret under året redovisas enligt SCB, Försörjningshinder 2021
sager_inte:
  sv: >-
    Hindret är handläggarens bedömning vid ansökan, och kommuner kan bedöma lika fall olika. Talet säger inte vad
    personen själv ser som hinder, och bara det vanligaste av flera syns.
  en: >-
    The obstacle is the caseworker's judgement when aid is applied for, and alike cases may be judged differently. It
    does not tell what the person sees as the obstacle, and only the most common of several is seen.
fragor:
  - Hur många saknar uppgift, och förstår vi fördelningen utan dem?
  - Vilka hinder växer, och har vi eller någon annan en insats mot just dem?
  - Bedömer handläggarna lika? Jämför några ärenden med sociala skäl och med arbetslöshet.
riktning: ingen
alder: [18, null]
aldersgrupper: {18-24: [18, 24], 25-34: [25, 34], 35-44: [35, 44], 45-54: [45, 54], 55-64: [55, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: fordelning, kodlista: forsorjningshinder}
---*/
with hinder_per_person as (
    -- One row per person and obstacle: in how many months, and in which of them last.
    select
        p.period,
        e.pid,
        min(e.kon) as kon,
        min(e.alder) as alder,
        bool_or(e.ungefarlig_alder) as ungefarlig_alder,
        -- Not known is no obstacle: it counts only where the person has no other.
        nullif(e.forsorjningshinder, 'uppgift_saknas') as hinder,
        count(distinct e.manad) as manader,
        max(e.manad) as senast
    from ekb_individ as e
    join perioder as p
        on e.manad between p.fran and p.till
    where e.roll in ('sokande', 'medsokande')
    group by p.period, e.pid, nullif(e.forsorjningshinder, 'uppgift_saknas')
),
vanligast as (
    select *
    from hinder_per_person
    qualify row_number() over (
        partition by period, pid
        order by hinder is null, manader desc, senast desc, hinder
    ) = 1
)
select
    v.period,
    v.pid as nyckel,
    v.kon,
    v.alder,
    v.ungefarlig_alder,
    case
        when v.hinder is null then 'uppgift_saknas'
        when k.kod is null then 'omappad'
        else k.kod
    end as utfall
from vanligast as v
left join kodlista_forsorjningshinder as k
    on k.kod = v.hinder
