/*---
id: ALD-01
version: "1"
grupp: ALD
omraden: [aldre]
namn:
  sv: Hemtjänst i ordinärt boende, 65 år och äldre
  en: Home help in ordinary housing, 65 and older
definition:
  sv: >-
    Personer 65 år och äldre med hemtjänst i ordinärt boende den sista dagen i månaden, och antalet per 1 000 invånare i
    samma åldrar. Den som bara har trygghetslarm, matdistribution, avlösning eller ledsagning ingår inte. För
    ett halvår och ett år är huvudmåttet medianen av månadernas antal, som räknas bara när alla månader visas; antal och
    andel för halvår och år är personer som hade hemtjänst sista dagen i någon av månaderna. Ålder avser månadens
    sista dag. Kolada skriver medianen i procent av folkmängden.
  en: >-
    Persons aged 65 and older with home help in ordinary housing on the last day of the month, and their number per
    1,000 inhabitants of the same ages. Those with only an alarm, meals, relief or companion service are left out. For
    a half-year and a year the main measure is the median of the monthly counts, made only when all months are
    shown; number and rate of a half-year or year are persons who had home help on the last day of any of the months.
    Age is that of the last day of the month. Kolada writes the median in per cent of the population.
population: Personer 65 år och äldre med hemtjänst den sista dagen i minst en av periodens månader.
kalla: Kolada N21701
sager_inte:
  sv: >-
    Talet säger inte hur mycket hjälp någon får eller hur god den är, och inte hur många som behöver hjälp men inte
    sökt. En låg andel kan bero på friskare äldre, på anhöriga som hjälper eller på stramare bedömning.
  en: >-
    It does not tell how much help anybody gets or how good it is, nor how many need help and have not applied. A low
    rate may be due to healthier people, to relatives who help or to stricter assessment.
fragor:
  - Ändras andelen bland dem över 80 år, eller är det åldersfördelningen som ändras?
  - Har platserna i särskilt boende ändrats under samma tid?
  - Hur många får avslag eller bara larm, och vet vi hur de klarar sig?
riktning: ingen
alder: [65, null]
aldersgrupper: {65-79: [65, 79], 80+: [80, null]}
periodtyper: [manad, halvar, helar]
lokala: [enhet, utforare]
matt:
  - {matt: antal}
  - {matt: per_1000}
  - {matt: manadsmedian}
befolkning: [65, null]
per_person: forsta               # each person once
---*/
select
    p.period,
    a.pid as person,
    a.period as ordning,
    coalesce(case when a.kon in ('1', '2') then a.kon end, i.kon, '9') as kon,
    -- The year of birth alone gives an age that is one year too high before the birthday.
    coalesce(a.alder, year(a.period) - i.fodelsear) as alder,
    a.alder is null and i.fodelsear is not null as ungefarlig_alder,
    a.enhet,
    a.utforare,
    true as utfall
from aldre_fn as a
join perioder as p
    on a.period between p.fran and p.till
left join person as i
    on i.pid = a.pid
where a.insats = 'hemtjanst'
    and a.bara_larm is distinct from '1'
    -- A service that has ended before the last day of its month is not ongoing then.
    and (a.avslut is null or a.avslut >= last_day(a.period))
