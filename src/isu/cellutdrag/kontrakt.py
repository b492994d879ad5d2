"""The contract of a row of cells: a pandera schema of what any cell may be, and the words that its indicator knows.

All text is closed: codes of lists, names of periods, bands and groups. So a file that keeps the contract holds no word
of the sender's own, and no number long enough to be anybody's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from isu.cells import upprepade
from isu.cells.cellnyckel import KEYS, NYCKEL
from isu.cells.falt import OKAND, OMAPPAD
from isu.cells.indikator import Indikator
from isu.cells.tackning import KOMPLETT, KVALITET
from isu.cellutdrag.fil import COLUMNS
from isu.cellutdrag.fortunna import bands, parts_of
from isu.cellutdrag.uppgifter import Uppgifter
from isu.declaration.kodlista import Kodlista
from isu.period import period

SEXES = ("1", "2", "9")
#: The longest outcome is a number of days: a lifetime has fewer than a hundred thousand.
NUMBER = r"-?[0-9]{1,6}"
#: A band of days, as isu.cellutdrag.fortunna writes it.
SPAN = r"[0-9]{1,5}-([0-9]{1,5})?"
MOST = 10**9


#: The columns of words, so that few rows differ in those that are looked at together.
TOGETHER = (
    ("variant", "periodtyp", "period", "uppdelning", "grupp"),
    ("aldersgrupp", *upprepade.ANDRA),
)
#: What tells one cell from another.
KEY = [name for name in COLUMNS if name != "antal"]


@lru_cache(maxsize=4)
def schema(codes: frozenset[str], keyed: bool = False) -> pa.DataFrameSchema:
    """What holds for every cell of every indicator. `codes` are the outcomes that are codes of some list; with `keyed`
    each has the key of its records."""
    outcome = f"^({'|'.join([NUMBER, SPAN, *sorted(map(_escaped, codes))])})$"
    closed = {
        "kon": [pa.Check.isin(SEXES)],
        "antal": [pa.Check.in_range(1, MOST)],
        "utfall": [pa.Check.str_matches(outcome)],
        "fore": [pa.Check.str_matches(outcome)],
        "annat_kon": [pa.Check.isin(SEXES)],
    }
    closed |= {NYCKEL: [pa.Check.in_range(0, KEYS - 1)]} if keyed else {}
    types = {"antal": pl.Int64, "censurerad": pl.Boolean, NYCKEL: pl.Int64}
    may_lack = {"utfall", "fore", "censurerad", NYCKEL, *upprepade.ANDRA}
    columns = (*COLUMNS, *([NYCKEL] if keyed else []))
    return pa.DataFrameSchema(
        {name: pa.Column(types.get(name, pl.String), closed.get(name), nullable=name in may_lack) for name in columns},
        unique=KEY,
        strict=True,
        ordered=True,
    )


def _escaped(code: str) -> str:
    return "".join(c if c.isalnum() or c == "_" else f"\\{c}" for c in code)


def broken(
    cells: pl.DataFrame, uppgifter: Uppgifter, indikatorer: Mapping[str, Indikator], kodlistor: Mapping[str, Kodlista]
) -> dict[str, int]:
    """Column (or columns that belong together) → rows that break the contract there."""
    codes = frozenset(("true", "false", OMAPPAD)).union(*(lista.values for lista in kodlistor.values()))
    found = _by_schema(cells, codes)
    alike = [cells.select("indikator", *columns).unique() for columns in TOGETHER]
    for columns, known in _words(uppgifter, indikatorer):
        distinct = next(of for of in alike if set(columns) <= set(of.columns))
        if without(distinct, known, ["indikator", *columns]).height:
            name, strange = ", ".join(columns), without(cells, known, ["indikator", *columns])
            found[name] = max(found.get(name, 0), strange.height)
    if strange := _other_outcomes(cells, uppgifter):
        found["utfall"] = max(found.get("utfall", 0), strange)
    return found


def _other_outcomes(cells: pl.DataFrame, uppgifter: Uppgifter) -> int:
    """Rows with days where the file says bands, or the other way round."""
    banded = {id_: bands(raknat.grovre.dagar) for id_, raknat in uppgifter.indikatorer.items() if raknat.grovre.dagar}
    spans = _distinct(cells["utfall"])
    spans = spans.filter(spans.str.contains(f"^{SPAN}$")).to_list()
    if not banded and not spans:
        return 0
    known = _known(("utfall",), ((id_, band) for id_, of in banded.items() for band in (*of, OMAPPAD, None)))
    says = pl.col("indikator").is_in(list(banded))
    neither = without(cells.filter(says), known, ["indikator", "utfall"])
    is_pair = pl.col(upprepade.ANDRA[0]).is_not_null()
    return neither.height + cells.filter(~says & ~is_pair & pl.col("utfall").is_in(spans)).height


def without(rows: pl.DataFrame, known: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """The rows that are not among the known ones."""
    alike = known.cast({name: rows.schema[name] for name in on})
    return rows.join(alike, on=on, how="anti", nulls_equal=True)


def _by_schema(cells: pl.DataFrame, codes: frozenset[str]) -> dict[str, int]:
    """pandera tells what is wrong and where, which takes the longest; that nothing is, is told fast."""
    if _holds(cells, codes) and not cells.select(KEY).is_duplicated().any():
        return {}
    return _by_row(cells.cast({pl.Categorical: pl.String}), codes)


def _holds(cells: pl.DataFrame, codes: frozenset[str]) -> bool:
    """Does the contract hold for all rows, but that no two are alike? Of texts the distinct ones tell."""
    columns = schema(codes, NYCKEL in cells.columns).columns
    return all(_keeps(_distinct(cells[name]), column) for name, column in columns.items())


def _distinct(values: pl.Series) -> pl.Series:
    return values.unique().cast(pl.String) if values.dtype in (pl.Categorical, pl.String) else values


#: The checks of the contract as conditions. One that stands not here stops the first file.
_CONDITIONS = {
    "isin": lambda values, allowed_values: values.is_in(list(allowed_values)),
    "in_range": lambda values, min_value, max_value, **_: values.is_between(min_value, max_value),
    "str_matches": lambda values, pattern: values.str.contains(pattern),
}


def _keeps(values: pl.Series, column: pa.Column) -> bool:
    there = column.nullable or not values.null_count()
    return there and all(_CONDITIONS[check.name](values, **check.statistics).all() for check in column.checks)


def _by_row(cells: pl.DataFrame, codes: frozenset[str]) -> dict[str, int]:
    try:
        schema(codes, NYCKEL in cells.columns).validate(cells, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.group_by("column").len().rows()
        return {name if name in cells.columns else "raden": number for name, number in cases}
    return {}


def _words(
    uppgifter: Uppgifter, indikatorer: Mapping[str, Indikator]
) -> Iterator[tuple[tuple[str, ...], pl.DataFrame]]:
    """The columns whose words an indicator declares, each with all that are allowed."""
    chosen = [indikatorer[id_] for id_ in uppgifter.indikatorer]
    yield ("variant",), _known(("variant",), ((i.id, v) for i in chosen for v in i.varianter))
    yield ("aldersgrupp",), _known(("aldersgrupp",), ((i.id, b) for i in chosen for b in _ages(i, uppgifter)))
    yield ("uppdelning", "grupp"), _known(("uppdelning", "grupp"), (row for i in chosen for row in _groups(i)))
    yield upprepade.ANDRA, _known(upprepade.ANDRA, (row for i in chosen for row in _second_events(i, uppgifter)))
    periods = (row for i in chosen for row in _periods(i, uppgifter))
    yield ("periodtyp", "period"), _known(("periodtyp", "period"), periods)


def _groups(indikator: Indikator) -> Iterator[tuple[str, str, str]]:
    yield indikator.id, "", ""
    for namn, uppdelning in indikator.uppdelningar.items():
        yield from ((indikator.id, namn, grupp) for grupp in (*uppdelning.grupper, OKAND))


def _ages(indikator: Indikator, uppgifter: Uppgifter) -> list[str]:
    """Its age groups, and instead of those that are sent as one the name that they are sent by."""
    sent = uppgifter.indikatorer[indikator.id].grovre.aldrar
    joined = {band for name in sent for band in parts_of(indikator, name)}
    return [*(band for band in (*indikator.aldersgrupper, OKAND) if band not in joined), *sent]


def _second_events(indikator: Indikator, uppgifter: Uppgifter) -> Iterator[tuple[str, str | None, str | None]]:
    """None of a cell; of a pair, where the indicator counts these, what its second event may be."""
    yield indikator.id, None, None
    if upprepade.counts_pairs(indikator):
        yield from ((indikator.id, kon, band) for kon in SEXES for band in _ages(indikator, uppgifter))


def _periods(indikator: Indikator, uppgifter: Uppgifter) -> Iterator[tuple[str, str, str]]:
    """Only periods that the file says are complete have cells."""
    for namn, (status, _) in uppgifter.indikatorer[indikator.id].perioder.items():
        if status in (KOMPLETT, KVALITET):
            yield indikator.id, period(namn).typ, namn


def _known(columns: tuple[str, ...], rows: Iterable[tuple[str | None, ...]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict.fromkeys(("indikator", *columns), pl.String), orient="row")
