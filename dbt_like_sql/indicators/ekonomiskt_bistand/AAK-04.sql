/*---
id: AAK-04
version: "1"
grupp: AAK
omraden: [ekonomiskt_bistand]
namn:
  sv: Ej återaktualiserade vuxna med försörjningsstöd 18 år och äldre
  en: Adults aged 18 and over who did not come back to social assistance
definition:
  sv: >-
    Vuxna 18 år och äldre, sökande och medsökande, vars ekonomiska bistånd upphörde under perioden och som inte återkom
    inom ett år, av alla sådana vuxna. Biståndet upphör den sista dagen i en månad som är markerad som den sista, i alla
    hushåll som personen hade bistånd i den månaden. Som återkomst räknas bara en formell ansökan som kom in 1–365 dagar
    efter den dagen, eller bistånd för någon av de tolv månaderna därefter, eftersom bistånd kräver en ansökan. Den
    vars bistånd upphör flera gånger under perioden räknas en gång och följs från den första. Ålder avser den dag då
    biståndet upphörde. Kolada mätte dem vars bistånd upphörde under första halvåret.
  en: >-
    Adults aged 18 and over, applicants and co-applicants, whose social assistance ended in the period and who did not
    come back within a year, out of all such. The assistance ends on the last day of a month that is marked as the last,
    in every household in which the person had assistance that month. Only a formal application that came in 1–365 days
    after that day counts as coming back, or assistance for any of the twelve months that follow, since assistance takes
    an application. Somebody whose assistance ends more than once in the period counts once and is followed from the
    first. Age is that of the day it ended. Kolada measured those whose assistance ended in the first half-year.
population: Vuxna 18 år och äldre, sökande och medsökande, vars ekonomiska bistånd upphörde under perioden.
kalla: Kolada U31462, till och med 2024
stallning: kkik_utgangen
sager_inte:
  sv: >-
    Vad personen lever av. Den som flyttat till en annan kommun återkommer inte hit. En ansökan som fick avslag och
    registrerades bara på den ena vuxna syns inte hos den andra.
  en: >-
    What the person lives on. Those who have moved to another municipality do not come back here. An application that
    was refused and registered on one of the adults only is not seen for the other.
fragor:
  - Varför upphörde biståndet – arbete, studier, annan ersättning, flytt – och vilka av dem återkommer?
  - Hur många återkommer redan inom tre månader, och var det då rätt att avsluta?
  - Skiljer sig återkomsten mellan kvinnor och män, unga och äldre, och vad erbjöd vi dem?
riktning: hogre_ar_battre
alder: [18, null]                # at the end
aldersgrupper: {18-24: [18, 24], 25-64: [25, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel}
per_person: forsta               # the first end in the period is the one that is followed
uppfoljning_dagar: 365
---*/
with upphort as (
    select
        e.pid,
        e.manad,
        last_day(e.manad) as sista_dag,
        coalesce(case when e.kon in ('1', '2') then e.kon end, i.kon, '9') as kon,
        coalesce(e.alder, year(e.manad) - i.fodelsear) as alder,
        e.alder is null and i.fodelsear is not null as ungefarlig_alder
    from ekb_manad as e
    left join person as i
        on i.pid = e.pid
    where e.avslutad = '1'
        and e.roll in ('sokande', 'medsokande')
        -- Somebody with assistance in two households has left when both have.
        and not exists (
            select 1
            from ekb_manad as annan
            where annan.pid = e.pid
                and annan.manad = e.manad
                and annan.avslutad is distinct from '1'
        )
)
select
    p.period,
    u.pid as person,
    u.sista_dag as ordning,
    u.kon,
    u.alder,
    u.ungefarlig_alder,
    case
        when exists (
            select 1
            from ekb_manad as senare
            where senare.pid = u.pid
                and senare.manad > u.sista_dag
                and senare.manad <= u.manad + interval 12 month
        ) then false
        else (
            -- A new referral of a type without translation may be an application: unknown, unless another one is.
            select
                case
                    when bool_or(ny.typ = 'ansokan') then false
                    when bool_or(ny.typ = 'omappad') then null
                    else true
                end
            from aktualisering as ny
            where ny.pid = u.pid
                and ny.omrade = 'ekonomiskt_bistand'
                and ny.inkom_datum > u.sista_dag
                and ny.inkom_datum <= u.sista_dag + 365
        )
    end as utfall
from upphort as u
join perioder as p
    on u.sista_dag between p.fran and p.till
