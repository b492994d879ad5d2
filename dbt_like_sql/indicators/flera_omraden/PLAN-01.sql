/*---
id: PLAN-01
version: "1"
grupp: PLAN
omraden: [aldre, funktionsnedsattning, barn_unga]
namn:
  sv: Aktuell genomförandeplan
  en: Up-to-date implementation plan
definition:
  sv: >-
    Personer med pågående insats den 1 oktober och en genomförandeplan som är aktuell den dagen, av alla med pågående
    insats. Insatserna är hemtjänst och särskilt boende för äldre, bostad för vuxna och daglig verksamhet enligt LSS
    samt behovsprövade insatser till barn och unga. Inom äldreomsorgen får planen vara högst sex månader gammal:
    upprättad eller senast följd upp tidigast samma dagnummer sex månader tidigare. I övrigt ska den vara upprättad
    för mindre än tolv månader sedan eller följd upp inom tolv månader. En person räknas en gång i varje grupp av
    insatser och är i den aktuell om någon plan är det. En plan som upprättats efter mätdagen räknas inte. Bara den
    senaste uppföljningen är känd: är den gjord efter mätdagen och planen för gammal utan den, är utfallet okänt. Det
    är okänt också för alla i ett område där lämnaren inte redovisar någon plan. Ålder är den som uppnås under
    kalenderåret; Koladas tal för äldre är åldersgruppen 65 år och äldre.
  en: >-
    Persons with an ongoing service on 1 October and an implementation plan that is up to date that day, out of all
    with an ongoing service. The services are home help and special housing for older people, housing for adults and
    daily activities under LSS, and services with a needs test to children and young people. In care for older people
    the plan may be at most six months old: made or last followed up at the earliest on the same day number six months
    before. Elsewhere it is to be made less than twelve months ago or followed up within twelve months. A person
    counts once in each group of services, and is up to date in it if any plan is. A plan made after the measuring day
    does not count. Only the latest follow-up is known: where it was made after the measuring day and the plan is too
    old without it, the outcome is unknown. So it is for everybody in an area where the sender tells of no plan. Age
    is the one reached in the calendar year; Kolada's numbers for older people are those of 65 and older.
population: Personer med pågående insats den 1 oktober, en gång i varje grupp av insatser.
kalla: >-
  Kolada U21452, U20443, U28129 och U28143; för barn och unga SoL (2025:400) 9 kap. 12–13 §§. Mätdagen är egen, liksom
  gränsen tolv månader för barn och unga
sager_inte:
  sv: >-
    Att planen är aktuell säger inte att den är bra, att den följs eller att personen känner till den. En uppföljning
    som gjorts men inte registrerats syns inte.
  en: >-
    That a plan is up to date does not tell that it is good, that it is followed or that the person knows of it. A
    follow-up that was made but not recorded is not seen.
fragor:
  - Saknas planen, eller är den för gammal, och i vilka verksamheter?
  - Har alla en person som ansvarar för att planen följs upp?
  - Är uppföljningen gjord men inte registrerad?
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
            else a.aktuell
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
