-- One row per insats that shall have a genomförandeplan, and the group of services that it belongs to.
--
-- person_i_grupp      what is counted: a person in one group of services. NULL without pseudonym.
-- planer_redovisas    whether the sender tells of any plan in the same område. Where none is told, nothing is known of
--                     the plans there, least of all that they are missing.
with insats_grupp as (
    select
        *,
        case
            when omrade = 'aldre' and insatstyp = 'hemtjanst' then 'hemtjanst'
            when omrade = 'aldre' and insatstyp = 'sabo' then 'sabo'
            when insatstyp = 'lss_boende_vuxna' then 'lss_bostad'
            when insatstyp = 'lss_daglig_verksamhet' then 'daglig_verksamhet'
            when omrade = 'barn_unga' and behovsprovad = '1' then 'barn_unga'
        end as insatsgrupp
    from insats_individ
    where omrade in ('aldre', 'funktionsnedsattning', 'barn_unga')
)
select
    i.insats_id,
    i.pid || ' ' || i.insatsgrupp as person_i_grupp,
    i.insatsgrupp,
    i.enhet,
    i.utforare,
    i.malgrupp,
    i.start,
    i.slut,
    i.kon,
    i.fodelsear,
    m.fodelsear is null and i.fodelsear is not null as ungefarligt_fodelsear,
    i.omrade in (select omrade from plan) as planer_redovisas
from insats_grupp as i
left join person as m
    on m.pid = i.pid
where i.insatsgrupp is not null
