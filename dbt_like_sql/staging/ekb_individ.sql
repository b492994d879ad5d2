-- One row per month, household and person with ekonomiskt bistånd, with the kön and age that indicators count by.
--
-- kon    what the row says; where it says nothing, 9 or a code without translation, what the person table says.
-- alder  the age that is reached in the calendar year of the month, so that a person has one age all the year and
--        the same as the population on 31 December: the year minus the year of birth. Where no year of birth is known,
--        the highest age that the person's rows of the year say: ungefarlig_alder is then true, and it may be one year
--        too low.
select
    e.manad,
    e.pid,
    e.roll,
    e.forsorjningshinder,
    coalesce(case when e.kon in ('1', '2') then e.kon end, p.kon, '9') as kon,
    coalesce(
        year(e.manad) - p.fodelsear,
        max(e.alder) over (partition by e.pid, year(e.manad))
    ) as alder,
    p.fodelsear is null
        and max(e.alder) over (partition by e.pid, year(e.manad)) is not null as ungefarlig_alder
from ekb_manad as e
left join person as p
    on p.pid = e.pid
