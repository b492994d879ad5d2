/*---
id: RES-02
version: "1"
grupp: RES
omraden: [aldre, funktionsnedsattning]
namn:
  sv: Förbättrad funktion i livsområdet
  en: Improved functioning in the area of life
definition:
  sv: >-
    Mål som sattes under perioden med ett bedömt nuläge på ICF:s skala 0–4, där begränsningen bedömdes igen inom 365
    dagar: andelen där den är mindre än nuläget, och den genomsnittliga förändringen i grader (ett minustal är en
    förbättring). I varianten mal_natt är det andelen där begränsningen är högst så stor som målnivån, av mål med en
    målnivå på skalan. Mål som inte bedömts inom 365 dagar, eller bedömts som 8 (ej specificerat) eller 9 (ej
    tillämpbart), har okänt utfall: andelen uppföljda är n delat med n och okända. Mål utan nuläge på skalan ingår
    inte. Enheten är målet. En period räknas först när ett år därefter har lämnats. Ålder avser den dag då målet
    sattes.
  en: >-
    Goals set in the period with an assessed present level on the ICF scale 0–4, where the limitation was assessed
    again within 365 days: the share where it is smaller than before, and the mean change in grades (a negative number
    is an improvement). In the variant mal_natt it is the share where the limitation is at most that aimed at, of
    goals with such a level on the scale. Goals not assessed within 365 days, or assessed as 8 (not specified) or 9
    (not applicable), have an unknown outcome: the share followed up is n divided by n and unknown. Goals without a
    present level on the scale are left out. The unit is the goal. A period is counted when a year after it has been
    delivered. Age is that of the day the goal was set.
population: Mål som sattes under perioden inom äldreomsorg och funktionsnedsättning, med bedömt nuläge 0–4.
kalla: ICF, bedömningsfaktor; IBIC. Andelen uppföljda och gränsen 365 dagar är egna
stallning: egen
sager_inte:
  sv: >-
    Förändringen säger inte att insatsen är orsaken: hälsan ändras ändå, hos äldre oftast åt det sämre, och att
    behålla sin funktion kan vara ett gott resultat. Den vars nuläge är 0 kan inte förbättras. De uppföljda kan skilja
    sig från de andra: läs alltid andelen uppföljda först. Graderna är bedömningar, och steget mellan två grader är
    inte lika stort överallt på skalan.
  en: >-
    The change does not tell that the service is the cause: health changes anyway, among older people mostly for the
    worse, and keeping one's functioning may be a good result. Who begins at 0 cannot improve. Those followed up may
    differ from the others: always read the share followed up first. Grades are judgements, and the step between two
    of them is not the same all along the scale.
fragor:
  - Hur stor del av målen följs upp inom ett år, och vilka följs inte upp?
  - I vilka livsområden förbättras funktionen, och är målnivåerna rimliga där den inte gör det?
  - Gör handläggare och utförare bedömningen likadant vid båda tillfällena?
riktning: hogre_ar_battre
aldersgrupper: {0-64: [0, 64], 65-79: [65, 79], 80+: [80, null]}
aldersunioner: {65+: [65-79, 80+]}
periodtyper: [halvar, helar]
varianter:
  "": Begränsningen jämförd med nuläget
  mal_natt: Begränsningen jämförd med målnivån
uppdelningar:
  omrade:
    grupper: {aldre: Äldre, funktionsnedsattning: Funktionsnedsättning}
  livsomrade: {kodlista: icf}
lokala: [enhet, utforare, insatstyp, malgrupp]
matt:
  - {matt: andel, villkor: "< fore", variant: ""}
  - {matt: forandring, variant: ""}
  - {matt: andel, villkor: "<= fore", variant: mal_natt}
uppfoljning_dagar: 365
---*/
with mal_grad as (
    select
        i.pid,
        m.datum,
        m.icf,
        pl.omrade,
        coalesce(pl.enhet, i.enhet) as enhet,
        coalesce(pl.utforare, i.utforare) as utforare,
        i.insatstyp,
        i.malgrupp,
        coalesce(case when m.kon in ('1', '2') then m.kon end, i.kon, '9') as kon,
        coalesce(m.alder, year(m.datum) - i.fodelsear) as alder,
        m.alder is null and i.fodelsear is not null as ungefarlig_alder,
        -- Only 0–4 are grades: 8 and 9 are not.
        case when m.nulage in ('0', '1', '2', '3', '4') then cast(m.nulage as integer) end as nulage,
        case when m.malniva in ('0', '1', '2', '3', '4') then cast(m.malniva as integer) end as malniva,
        case
            when m.utfall in ('0', '1', '2', '3', '4') and m.bedomd_datum <= m.datum + 365
                then cast(m.utfall as integer)
        end as grad_efter
    from mal as m
    join plan as pl
        on pl.plan_id = m.plan_id
    left join insats_individ as i
        on i.insats_id = pl.insats_id
    where pl.omrade in ('aldre', 'funktionsnedsattning')
)
select
    p.period,
    v.variant,
    m.pid as nyckel,
    m.kon,
    m.alder,
    m.ungefarlig_alder,
    m.omrade,
    m.icf as livsomrade,
    m.enhet,
    m.utforare,
    m.insatstyp,
    m.malgrupp,
    case v.variant when '' then m.nulage else m.malniva end as fore,
    m.grad_efter as utfall
from mal_grad as m
join perioder as p
    on m.datum between p.fran and p.till
cross join (values (''), ('mal_natt')) as v (variant)
where m.nulage is not null
    and (v.variant = '' or m.malniva is not null)
