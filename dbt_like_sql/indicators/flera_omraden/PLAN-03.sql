/*---
id: PLAN-03
version: "1"
grupp: PLAN
omraden: [aldre, funktionsnedsattning, barn_unga]
namn:
  sv: Individuellt utformade mål i genomförandeplanen
  en: Individual goals in the implementation plan
definition:
  sv: >-
    Personer med pågående insats den 1 oktober och en aktuell genomförandeplan med individuellt utformade mål, av alla
    med pågående insats, även de utan plan. Individuella är mål som personen varit med om att utforma, som är
    konkreta, går att följa upp och hör till aktiviteterna; lagens övergripande mål räknas inte. Insatserna, vad som
    är en aktuell plan och när den är okänd är som i PLAN-01. Är planen aktuell men uppgiften om mål saknas, är
    utfallet okänt. En person räknas en gång i varje grupp av insatser. Ålder är den som uppnås under kalenderåret.
  en: >-
    Persons with an ongoing service on 1 October and an up-to-date implementation plan with individual goals, out of
    all with an ongoing service, those without a plan too. Individual are goals that the person took part in forming,
    that are concrete, can be followed up and belong to the activities; the overall goals of the law do not count. The
    services, what an up-to-date plan is and when it is unknown are as in PLAN-01. Where the plan is up to date but
    nothing is told of goals, the outcome is unknown. A person counts once in each group of services. Age is the one
    reached in the calendar year.
population: Personer med pågående insats den 1 oktober, en gång i varje grupp av insatser.
kalla: Kolada U28131 och U28145 (LSS). Mätdagen är egen, liksom tillämpningen på äldre, barn och unga
sager_inte:
  sv: >-
    Talet säger inte om målen är de rätta, om de nåddes (RES-01 och RES-02) eller vem som formulerade dem.
  en: >-
    It does not tell whether the goals are the right ones, whether they were reached (RES-01 and RES-02) or who worded
    them.
fragor:
  - Saknas individuella mål, eller saknas aktuell plan (jämför med PLAN-01)?
  - Går målen att följa upp, och görs det?
  - Bedömer verksamheterna likadant vad som är ett individuellt mål?
riktning: hogre_ar_battre
aldersgrupper: {0-17: [0, 17], 18-64: [18, 64], 65+: [65, null]}
periodtyper: [dag]
matdag: "10-01"
uppdelningar:
  insatsgrupp:
    grupper:
      hemtjanst: Hemtjänst
      sabo: Särskilt boende för äldre
      lss_bostad: Bostad för vuxna enligt LSS
      daglig_verksamhet: Daglig verksamhet enligt LSS
      barn_unga: Behovsprövade insatser till barn och unga
lokala: [enhet, utforare, malgrupp]
matt:
  - {matt: andel}
per_person: forsta               # the one that decides: see ordning
tillbakablick_dagar: 366         # a plan may have been followed up for the last time twelve months ago
---*/
with pa_matdagen as (
    select
        p.period,
        i.person_i_grupp,
        i.insatsgrupp,
        i.enhet,
        i.utforare,
        i.malgrupp,
        i.kon,
        year(p.fran) - i.fodelsear as alder,
        i.ungefarligt_fodelsear,
        -- No plan whose days hold the measuring day: it has none, or one that is too old.
        case
            when not i.planer_redovisas then null
            when a.insats_id is null then false
            else a.aktuell and a.individuellt_mal
        end as utfall
    from insats_med_plan as i
    join perioder as p
        on i.start <= p.fran
        and (i.slut is null or i.slut >= p.fran)
    left join plan_aktuell as a
        on a.insats_id = i.insats_id
        and p.fran between a.fran and a.till
)
select
    period,
    person_i_grupp as person,
    -- Yes if it is so for any service or plan; else unknown if it is unknown for any; else no.
    case when utfall then 1 when utfall is null then 2 else 3 end as ordning,
    kon,
    alder,
    ungefarligt_fodelsear as ungefarlig_alder,
    insatsgrupp,
    enhet,
    utforare,
    malgrupp,
    utfall
from pa_matdagen
