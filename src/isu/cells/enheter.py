"""From the rows of an indicator's SELECT to units that can be counted, as SQL. Pure: text in, text out.

The units of all indicators lie in one table, so that they are counted by a few statements (rakna.py) and not by a few
per indicator. Here is what an indicator's head says of one row: its age band, its groups, whether it has a person.
"""

from collections.abc import Iterable

from isu.cells import lokalt
from isu.cells.falt import OKAND, VARJE, Band
from isu.cells.indikator import Indikator
from isu.duck import quoted

#: One row per unit, or per units that are alike where no person is to be counted once. `aldersgrupp` is NULL where a
#: known age lies outside the indicator's limit; `koder` are the groups of `codes_of`. Of a person's rows the first is
#: the one of the least `forst`, and the last, where it is asked for, that of the least `sist`.
ENHETER = """
create or replace temp table enheter (
    indikator varchar,
    variant varchar,
    period varchar,
    kon varchar,
    aldersgrupp varchar,
    koder varchar[],
    person varchar,
    forst blob,
    sist blob,
    utfall varchar,
    fore varchar,
    censurerad boolean,
    antal bigint,
    ungefarlig_alder boolean
)"""
#: Where records have keys: the pseudonym of the person that the unit concerns.
VEMS = "alter table enheter add column vems varchar"


def rows_sql(indikator: Indikator, table: str, keyed: bool = False) -> str:
    """Puts the rows of the indicator's SELECT in a table of their own, where they are read more than once."""
    return f"create or replace temp table {table} as {_row_sql(indikator, keyed)}"


def units_sql(indikator: Indikator, table: str = "", keyed: bool = False) -> str:
    """Puts the units of the indicator in the table `enheter`; `table` has its rows, if they stand in one. With `keyed`
    those of different persons are not alike."""
    source = table or f"(\n{_row_sql(indikator, keyed)}\n)"
    every_row = indikator.per_person in (None, VARJE)
    units = (_alike_sql if every_row else _of_persons_sql)(indikator, source, ",\n    vems" if keyed else "")
    return f"insert into enheter {units}"


def codes_of(indikator: Indikator) -> list[str]:
    """The columns whose values a unit carries in `koder`: the breakdowns, then the local columns."""
    return [*indikator.uppdelningar, *(lokalt.PREFIX + namn for namn in indikator.lokala)]


def _row_sql(indikator: Indikator, keyed: bool) -> str:
    """One row per row of the SELECT."""
    groups = [_group_sql(list(u.grupper), namn) for namn, u in indikator.uppdelningar.items()]
    codes = ", ".join([*groups, *map(lokalt.code_sql, indikator.lokala)])
    columns = [
        f"{quoted(indikator.id)} as indikator",
        f"coalesce({_column(indikator, 'variant', 'varchar')}, '') as variant",
        "r.period",
        "case when r.kon in ('1', '2') then r.kon else '9' end as kon",
        f"{_band_sql(indikator)} as aldersgrupp",
        f"[{codes}]::varchar[] as koder",
        f"{_column(indikator, 'person', 'varchar')} as person",
        f"{_column(indikator, 'ordning', 'integer')} as ordning",
        "r.utfall",
        f"{_column(indikator, 'fore', 'varchar')} as fore",
        f"{_column(indikator, 'censurerad', 'boolean')} as censurerad",
        f"coalesce({_column(indikator, 'antal', 'bigint')}, 1) as antal",
        f"coalesce({_column(indikator, 'ungefarlig_alder', 'boolean')}, false) as ungefarlig_alder",
    ]
    if keyed:
        columns.append(f"{_column(indikator, 'person' if indikator.per_person else 'nyckel', 'varchar')} as vems")
    listed = ",\n    ".join(columns)
    return f"select\n    {listed}\nfrom (\n{indikator.sql}\n) as r"


def _alike_sql(indikator: Indikator, source: str, more: str) -> str:
    """Units that are alike in everything are counted at once."""
    known = "true" if indikator.alder is None else f"aldersgrupp <> '{OKAND}'"
    return f"""
select indikator, variant, period, kon, aldersgrupp, koder, null, null, null,
    case when {known} then utfall end as utfall, fore, case when {known} then censurerad end as censurerad,
    sum(antal), bool_or(ungefarlig_alder){more}
from {source}
group by all"""


def _of_persons_sql(indikator: Indikator, source: str, more: str) -> str:
    """Every row, with its place among those of the same person. A row without person has an unknown outcome."""
    known = "person is not null"
    last = _place_sql("desc") if indikator.per_person == "sista" else "null"
    return f"""
select indikator, variant, period, kon, aldersgrupp, koder, person, {_place_sql("asc")}, {last},
    case when {known} then utfall end, fore, case when {known} then censurerad end,
    1, ungefarlig_alder{more}
from {source}"""


def _place_sql(direction: str) -> str:
    """Equal `ordning` is decided by the rest of the row, so that the same rows always give the same cells."""
    rest = ("kon", "aldersgrupp", "utfall", "fore", "censurerad")
    parts = [f"ordning, '{direction} nulls last'", *(f"{name}, 'asc nulls last'" for name in rest)]
    return f"create_sort_key({', '.join(parts)})"


def _column(indikator: Indikator, name: str, sql_type: str) -> str:
    """An optional column of the SELECT; NULL where it has none."""
    return f"r.{name}" if name in indikator.kolumner else f"null::{sql_type}"


def _band_sql(indikator: Indikator) -> str:
    if "aldersgrupp" in indikator.kolumner:
        return _group_sql(indikator.aldersgrupper, "aldersgrupp")
    bands = " ".join(f"when {_within(band)} then {quoted(namn)}" for namn, band in indikator.aldersgrupper.items())
    return f"case when r.alder is null or r.alder < 0 then '{OKAND}' {bands} end"


def _within(band: Band) -> str:
    low, high = band
    return f"r.alder >= {low}" if high is None else f"r.alder between {low} and {high}"


def _group_sql(groups: Iterable[str], column: str) -> str:
    """The group, or `okand` where it is empty or none of those declared."""
    listed = ", ".join(map(quoted, groups))
    return f"case when r.{column} in ({listed}) then r.{column} else '{OKAND}' end"
