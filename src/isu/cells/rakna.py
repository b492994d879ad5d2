"""Counting: from the units of all indicators (enheter.py) to cells, as SQL. Pure: text in, text out.

The indicator's file says which units there are and what came of each; everything here is the same for all, and is
done for all at once: breakdowns, one row per person, and the count itself.
"""

from collections.abc import Iterable, Iterator, Mapping

from isu.cells import lokalt
from isu.cells.cellnyckel import KEYS, NYCKEL, person_key_sql, unit_key_sql
from isu.cells.enheter import codes_of
from isu.cells.falt import OKAND
from isu.cells.indikator import Indikator
from isu.duck import quoted
from isu.period import Period

#: Has any unit of a period a derived age? Which variants are there?
DERIVED_AGES = "select distinct indikator, period from enheter where ungefarlig_alder"
VARIANTS = "select distinct indikator, variant from enheter"

#: The units once in the whole and once in each breakdown (`del`). `inom` is the stratum of a local code.
_INDELADE = """
    select e.*, i.del, e.koder[i.inom] as inom, e.koder[i.grupp] as grupp
    from enheter as e
    join indelning as i using (indikator)
    where e.aldersgrupp is not null"""

#: One row per person; kön and age from the person's first row. A row without person is a unit by itself.
_PERSONER = f"""
    select
        del,
        inom,
        grupp,
        variant,
        period,
        person,
        arg_min(
            {{kon: kon, aldersgrupp: aldersgrupp, utfall: utfall, fore: fore, censurerad: censurerad}},
            forst
        ) as forsta,
        arg_min({{utfall: utfall, fore: fore, censurerad: censurerad}}, sist) as sista,
        bool_or(utfall = 'true') as nagon,
        case when count(utfall) > 0 then count(*) filter (where utfall = 'true') end as antal
    from ({_INDELADE}
        and e.person is not null
    )
    group by del, inom, grupp, variant, period, person"""


def cells_sql(lamnare: str, keyed: bool = False) -> str:
    """The cells of one lämnare, its local ones last (`lokalt`), sorted by all columns. With `keyed` each has the key of
    its units.

    Where the indicator is limited by age, a unit of unknown age has an unknown outcome; what was before stands. Of
    other units enheter.py has seen to it; a person has the age of the first row.
    """
    of_unit = f", antal * {unit_key_sql()} as {NYCKEL}" if keyed else ""
    of_person = f", {person_key_sql('p.person')}" if keyed else ""
    of_sum, of_cell = (f", (sum({NYCKEL}) % {KEYS})::bigint as {NYCKEL}", f", a.{NYCKEL}") if keyed else ("", "")
    return f"""
with personer as ({_PERSONER}
),
raknat as (
    select del, inom, grupp, variant, period, kon, aldersgrupp, utfall, fore, censurerad, antal{of_unit}
    from ({_INDELADE}
        and e.person is null
    )
    union all
    select
        del,
        p.inom,
        p.grupp,
        variant,
        period,
        forsta.kon,
        forsta.aldersgrupp,
        case
            when i.okand_alder and forsta.aldersgrupp = '{OKAND}' then null
            when i.per_person = 'nagon' then nagon::varchar
            when i.per_person = 'antal' then p.antal::varchar
            when i.per_person = 'sista' then sista.utfall
            else forsta.utfall
        end as utfall,
        case when i.per_person = 'sista' then sista.fore else forsta.fore end as fore,
        case
            when i.okand_alder and forsta.aldersgrupp = '{OKAND}' then null
            when i.per_person = 'sista' then sista.censurerad
            else forsta.censurerad
        end as censurerad,
        1 as antal{of_person}
    from personer as p
    join indelning as i using (del)
),
antal as (
    select del, inom, grupp, variant, period, kon, aldersgrupp, utfall, fore, censurerad,
        sum(antal)::bigint as antal{of_sum}
    from raknat
    group by all
    having sum(antal) > 0
)
select
    i.lokalt,
    {quoted(lamnare)} as lamnare,
    i.indikator,
    coalesce(a.inom, '') as inom,
    a.variant,
    p.periodtyp,
    a.period,
    a.kon,
    a.aldersgrupp,
    i.uppdelning,
    coalesce(a.grupp, '') as grupp,
    a.utfall,
    a.fore,
    a.censurerad,
    a.antal{of_cell}
from antal as a
join indelning as i using (del)
join raknade_perioder as p using (indikator, period)
order by all
"""


def layout_sql(indikatorer: Iterable[Indikator]) -> str:
    """The table `indelning`: every whole and breakdown of an indicator. `inom` and `grupp` are places in `koder`."""
    parts = (row for indikator in indikatorer for row in _layout(indikator))
    rows = ", ".join(f"({nr}, {row})" for nr, row in enumerate(parts))
    names = "del, indikator, per_person, okand_alder, lokalt, inom, uppdelning, grupp"
    return f"create or replace temp table indelning as from (values {rows}) as i ({names})"


def _layout(indikator: Indikator) -> Iterator[str]:
    place = {None: "null::integer"} | {namn: str(nr) for nr, namn in enumerate(codes_of(indikator), start=1)}
    head = f"{quoted(indikator.id)}, {quoted(indikator.per_person or '')}, {indikator.alder is not None}"
    for namn in ("", *indikator.uppdelningar):
        yield f"{head}, false, null::integer, {quoted(namn)}, {place[namn or None]}"
    if lokalt.is_local(indikator):
        for inom, namn, grupp in lokalt.breakdowns(indikator):
            yield f"{head}, true, {place[inom]}, {quoted(namn)}, {place[grupp]}"


def periods_sql(counted: Mapping[str, Iterable[Period]]) -> str:
    """The table `raknade_perioder`: per indicator the periods that are counted, with their type."""
    rows = ", ".join(
        f"({quoted(indikator)}, {quoted(p.namn)}, {quoted(p.typ)})" for indikator, of in counted.items() for p in of
    )
    return f"create or replace temp table raknade_perioder as from (values {rows}) as p (indikator, period, periodtyp)"
