-- One row per person and day on which the last of the person's utredningar and insatser ended, and whether the person
-- came back: a new utredning opened 1–365 days later. An utredning opened the same day is still ongoing, so the person
-- had not left.
--
-- krets     which cases are looked at: all but ekonomiskt bistånd, or those of missbruk alone.
-- aterkom   NULL where the only new utredning is of an area without translation: it may be another one.
--
-- While a case of an area without translation is ongoing, nobody knows whether the person has left: no row.
-- An utredning without pseudonym cannot be followed; it is kept, so that it is counted as unknown.
with i_krets as (
    select 'utom_ekonomiskt_bistand' as krets, slag, pid, omrade, fran, till, kon, alder, ungefarlig_alder
    from arendetid
    where omrade <> 'ekonomiskt_bistand'
    union all
    select 'missbruk' as krets, slag, pid, omrade, fran, till, kon, alder, ungefarlig_alder
    from arendetid
    where omrade in ('missbruk', 'omappad')
)
select
    a.krets,
    a.pid,
    a.till as avslut_datum,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    (
        select
            case
                when bool_or(ny.omrade <> 'omappad') then true
                when count(*) > 0 then null
                else false
            end
        from i_krets as ny
        where ny.krets = a.krets
            and ny.pid = a.pid
            and ny.slag = 'utredning'
            and ny.fran > a.till
            and ny.fran <= a.till + 365
    ) as aterkom
from i_krets as a
where a.till is not null
    and a.omrade <> 'omappad'
    and (a.pid is not null or a.slag = 'utredning')
    and not exists (
        select 1
        from i_krets as kvar
        where kvar.krets = a.krets
            and kvar.pid = a.pid
            and kvar.fran <= a.till
            and (kvar.till is null or kvar.till > a.till)
    )
