/*---
id: PLAN-02
version: "1"
grupp: PLAN
omraden: [aldre, funktionsnedsattning, barn_unga]
namn:
  sv: Dokumenterad delaktighet i genomförandeplanen
  en: Documented participation in the implementation plan
definition:
  sv: >-
    Personer med pågående insats den 1 oktober och en aktuell genomförandeplan där det är dokumenterat hur personen
    varit delaktig, av alla med pågående insats, även de utan plan. Insatserna, vad som är en aktuell plan och när den
    är okänd är som i PLAN-01. Är planen aktuell men uppgiften om delaktighet saknas, är utfallet okänt. En person
    räknas en gång i varje grupp av insatser. Ålder är den som uppnås under kalenderåret; Koladas tal för äldre är
    åldersgruppen 65 år och äldre.
  en: >-
    Persons with an ongoing service on 1 October and an up-to-date implementation plan that documents how the person
    took part, out of all with an ongoing service, those without a plan too. The services, what an up-to-date plan is
    and when it is unknown are as in PLAN-01. Where the plan is up to date but nothing is told of participation, the
    outcome is unknown. A person counts once in each group of services. Age is the one reached in the calendar year;
    Kolada's numbers for older people are those of 65 and older.
population: Personer med pågående insats den 1 oktober, en gång i varje grupp av insatser.
kalla: Kolada U21554, U23565 och U28130. Mätdagen är egen, liksom tillämpningen på barn och unga
sager_inte:
  sv: >-
    Talet mäter dokumentationen, inte hur delaktig personen var eller kände sig; det säger brukarundersökningen mer om
    (RES-04).
  en: >-
    It measures the documentation, not how much the person took part or felt part of it; the users' survey tells more
    of that (RES-04).
fragor:
  - Saknas delaktighet, eller saknas aktuell plan (jämför med PLAN-01)?
  - Hur görs den delaktig som har svårt att uttrycka sig?
  - Stämmer dokumentationen med vad brukarna själva svarar?
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
            else a.aktuell and a.delaktighet
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
