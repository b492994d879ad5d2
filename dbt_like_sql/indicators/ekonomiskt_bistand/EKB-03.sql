/*---
id: EKB-03
version: "1"
grupp: EKB
omraden: [ekonomiskt_bistand]
namn:
  sv: Mycket långvarigt ekonomiskt bistånd
  en: Very long-term social assistance
definition:
  sv: >-
    Vuxna som ingått i ett hushåll med ekonomiskt bistånd under minst 27 av de 36 månader som slutar med året, med
    uppehåll om högst två månader i rad, av alla vuxna som gjort det under minst en av årets månader. Ett uppehåll
    är månader utan bistånd mellan två månader med; tiden före den första och efter den sista månaden är inget
    uppehåll. Vuxen är den som fyller 18 år under året eller är äldre; också månader före födelsedagen räknas. Bara
    månader i den egna kommunen kan räknas. Året redovisas först när alla tre åren är lämnade.
  en: >-
    Adults who were part of a household with social assistance in at least 27 of the 36 months that end with the
    year, without it for at most two months in a row, out of all adults who were in at least one month of the
    year. A gap is months without aid between two months with it; the time before the first and after the last
    month is no gap. Adults are those who turn 18 in the year or are older; months before the birthday count too. Only
    months in the own municipality can be counted. The year is shown only when all three years are delivered.
population: Vuxna som ingått i ett hushåll med ekonomiskt bistånd minst en månad under året.
kalla: Kolada U31801; att tid före första och efter sista månaden inte är uppehåll är egen tolkning
sager_inte:
  sv: >-
    Talet säger inte varför biståndet varar, och inte om den enskilde kommit närmare egen försörjning. Den som fått
    bistånd i en annan kommun under de tre åren kan räknas som kortare än vad som är sant.
  en: >-
    It does not tell why the aid lasts, nor whether the person has come closer to supporting themselves. Aid in another
    municipality in the three years is not seen.
fragor:
  - Hur många av dem är sjuka eller har arbetshinder av sociala skäl, och är rätt myndighet inkopplad?
  - När prövades senast om planeringen leder till egen försörjning?
  - Hur ser barnens situation ut i hushållen som fått bistånd i tre år?
riktning: lagre_ar_battre
alder: [18, null]
aldersgrupper: {18-24: [18, 24], 25-34: [25, 34], 35-44: [35, 44], 45-54: [45, 54], 55-64: [55, 64], 65+: [65, null]}
periodtyper: [helar]
matt:
  - {matt: andel}
per_person: nagon
tillbakablick_dagar: 730         # the two years before
---*/
with en_manad as (
    -- Every month with aid in the three years that end with the period, once per person.
    select distinct
        p.period,
        p.fran,
        e.pid,
        e.manad
    from ekb_individ as e
    join perioder as p
        on e.manad between p.fran - interval 2 year and p.till
),
med_uppehall as (
    -- March after January is a gap of one month, February.
    select
        *,
        datediff('month', lag(manad) over (partition by period, pid order by manad), manad) - 1 as uppehall
    from en_manad
),
tre_ar as (
    select
        period,
        pid,
        count(*) >= 27 and coalesce(max(uppehall), 0) <= 2 as mycket_lange
    from med_uppehall
    group by period, pid
)
-- Those who got aid in the year itself, with the age of that year.
select
    p.period,
    e.pid as person,
    e.kon,
    e.alder,
    e.ungefarlig_alder,
    t.mycket_lange as utfall
from ekb_individ as e
join perioder as p
    on e.manad between p.fran and p.till
join tre_ar as t
    on t.period = p.period
    and t.pid = e.pid
