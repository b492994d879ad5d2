"""Counting: from the rows of an indicator's SELECT to cells, as SQL. Pure: text in, text out.

The indicator's file says which units there are and what came of each; everything here is the same for all:
age bands and limits, unknown kön and age, breakdowns, one row per person, and the count itself.
"""

from isu.cells import lokalt
from isu.cells.falt import OKAND, Band
from isu.cells.indikator import Indikator
from isu.cells.sqlgraf import PERIODER
from isu.duck import quoted

#: What of a row is its outcome, and follows the row that is chosen for a person.
_OUTCOME = {"utfall": "varchar", "fore": "varchar", "censurerad": "boolean"}
_UNIT = "variant, periodtyp, period, kon, aldersgrupp, uppdelning, grupp"


def rows_sql(indikator: Indikator) -> str:
    """The SELECT's rows in the counted periods, with every column that the counting uses.

    `aldersgrupp` is NULL where a known age lies outside the indicator's limit.
    """
    columns = [
        f"coalesce({_column(indikator, 'variant', 'varchar')}, '') as variant",
        "p.periodtyp",
        "p.period",
        "case when r.kon in ('1', '2') then r.kon else '9' end as kon",
        f"{_band_sql(indikator)} as aldersgrupp",
        *(f"{_group_sql(list(u.grupper), namn)} as {namn}" for namn, u in indikator.uppdelningar.items()),
        *map(lokalt.code_sql, indikator.lokala),
        f"{_column(indikator, 'person', 'varchar')} as person",
        f"{_column(indikator, 'ordning', 'integer')} as ordning",
        "r.utfall",
        f"{_column(indikator, 'fore', 'varchar')} as fore",
        f"{_column(indikator, 'censurerad', 'boolean')} as censurerad",
        f"coalesce({_column(indikator, 'antal', 'bigint')}, 1) as antal",
        f"coalesce({_column(indikator, 'ungefarlig_alder', 'boolean')}, false) as ungefarlig_alder",
    ]
    listed = ",\n    ".join(columns)
    return f"select\n    {listed}\nfrom (\n{indikator.sql}\n) as r\njoin {PERIODER} as p on p.period = r.period"


def _column(indikator: Indikator, name: str, sql_type: str) -> str:
    """An optional column of the SELECT; NULL where it has none."""
    return f"r.{name}" if name in indikator.kolumner else f"null::{sql_type}"


def _band_sql(indikator: Indikator) -> str:
    if "aldersgrupp" in indikator.kolumner:
        return _group_sql(list(indikator.aldersgrupper), "aldersgrupp")
    bands = " ".join(f"when {_within(band)} then {quoted(namn)}" for namn, band in indikator.aldersgrupper.items())
    return f"case when r.alder is null or r.alder < 0 then '{OKAND}' {bands} end"


def _within(band: Band) -> str:
    low, high = band
    return f"r.alder >= {low}" if high is None else f"r.alder between {low} and {high}"


def _group_sql(groups: list[str], column: str) -> str:
    """The group, or `okand` where it is empty or none of those declared."""
    listed = ", ".join(map(quoted, groups))
    return f"case when r.{column} in ({listed}) then r.{column} else '{OKAND}' end"


def cells_sql(indikator: Indikator, lamnare: str, rows: str) -> str:
    """The cells of one lämnare, counted from the table `rows` and sorted by all columns."""
    return _counted_sql(indikator, lamnare, _per_person(indikator, _units_sql(indikator, rows)))


def local_cells_sql(indikator: Indikator, lamnare: str, rows: str) -> str:
    """The same per local code; `inom` is the stratum that the code is looked at in, else ''."""
    return _counted_sql(
        indikator, lamnare, _per_person(indikator, lokalt.units_sql(indikator, rows), "inom, "), "inom, "
    )


def _counted_sql(indikator: Indikator, lamnare: str, units: str, more: str = "") -> str:
    return f"""
select
    {quoted(lamnare)} as lamnare,
    {quoted(indikator.id)} as indikator,
    {more}{_UNIT},
    {", ".join(f"{_known_age(indikator, name)}::{sql_type} as {name}" for name, sql_type in _OUTCOME.items())},
    sum(antal)::bigint as antal
from ({units})
group by all
having sum(antal) > 0
order by all
"""


def _known_age(indikator: Indikator, outcome: str) -> str:
    """Where the indicator is limited by age, a unit of unknown age has an unknown outcome; what was before stands."""
    if indikator.alder is None or outcome == "fore":
        return outcome
    return f"case when aldersgrupp <> '{OKAND}' then {outcome} end"


def _units_sql(indikator: Indikator, rows: str) -> str:
    """One row per unit and breakdown; the whole is the breakdown called ''."""
    breakdowns = {"": "''"} | {namn: namn for namn in indikator.uppdelningar}
    return "\n  union all\n".join(
        f"  select *, {quoted(namn)} as uppdelning, {column} as grupp from {rows} where aldersgrupp is not null"
        for namn, column in breakdowns.items()
    )


def _per_person(indikator: Indikator, units: str, more: str = "") -> str:
    return units if indikator.per_person is None else _persons_sql(indikator, units, more)


def _persons_sql(indikator: Indikator, union: str, more: str) -> str:
    """One row per person; kön and age from the person's first row. A row without person is a unit by itself."""
    first, last = _order("asc"), _order("desc")
    chosen = last if indikator.per_person == "sista" else first
    outcome = {
        "nagon": "bool_or(utfall)",
        "antal": "case when count(utfall) > 0 then count(*) filter (where utfall) end",
    }.get(indikator.per_person, f"first(utfall order by {chosen})")
    return f"""
  select {more}variant, periodtyp, period, uppdelning, grupp,
    first(kon order by {first}) as kon,
    first(aldersgrupp order by {first}) as aldersgrupp,
    case when any_value(person) is not null then {outcome} end as utfall,
    first(fore order by {chosen}) as fore,
    case when any_value(person) is not null then first(censurerad order by {chosen}) end as censurerad,
    1 as antal
  from (select *, row_number() over () as rad from ({union}))
  group by {more}variant, periodtyp, period, uppdelning, grupp, person, case when person is null then rad end"""


def _order(direction: str) -> str:
    """Equal `ordning` is decided by the rest of the row, so that the same rows always give the same cells."""
    return f"ordning {direction} nulls last, kon, aldersgrupp, utfall, fore, censurerad"


def control_sql(indikator: Indikator, rows: str) -> str:
    """Per period: has any row a derived age, and has any row a variant that the head does not know?"""
    known = ", ".join(map(quoted, indikator.varianter))
    return (
        f"select period, bool_or(ungefarlig_alder), bool_or(variant not in ({known})) from {rows} "
        "group by period order by period"
    )


def empty_cells_sql(local: bool = False) -> str:
    """No cells, with the columns that cells have."""
    text = ["lamnare", "indikator", *(["inom"] if local else []), *_UNIT.split(", "), "utfall", "fore"]
    listed = ", ".join(f"null::varchar as {name}" for name in text)
    return f"select {listed}, null::boolean as censurerad, null::bigint as antal where false"
