"""Counts indicators of one lämnare in DuckDB: stages its register once, then counts all of them together.

The SQL of an indicator or a view may be somebody else's (a pack): what does not come to an end is cut off, and named.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection, InterruptException

from isu.cells import omappat, rakna, skyddade, upprepade
from isu.cells.cellfil import per_file
from isu.cells.cellnyckel import FORGET, REMEMBER
from isu.cells.enheter import ENHETER, VEMS, rows_sql, units_sql
from isu.cells.indikator import Indikator
from isu.cells.plan import Files, Plan
from isu.cells.underlag import make_perioder, make_tables, make_views
from isu.declaration import Deklaration
from isu.duck import Tidsgrans, parsed
from isu.errors import DeclarationError, IsuError
from isu.period import Period

#: Seconds that the SQL of one indicator or view is given; all of them take a second for 100,000 rows.
LONGEST = 1800.0


@dataclass(frozen=True)
class Raknat:
    """What the counting of one indicator found: periods held back, periods in which any age was derived, and the pairs
    of events of the same person where these are counted."""

    hallna: frozenset[str] = frozenset()
    ungefarlig_alder: frozenset[str] = frozenset()
    par: pa.Table | None = None


#: The cells of those that have any, by (indikator, is it local).
Celler = Mapping[tuple[str, bool], pa.Table]


def stage(
    connection: DuckDBPyConnection, deklaration: Deklaration, files: Files, plans: Sequence[Plan], protected: bool
) -> None:
    """The tables and views that any of the indicators reads, each made once, without protected persons."""
    indikatorer = [p.indikator for p in plans if p.complete]
    tabeller = sorted({t for i in indikatorer for t in i.tabeller})
    kodlistor = sorted({k for i in indikatorer for k in i.kodlistor})
    make_tables(connection, deklaration, tabeller, kodlistor, files)
    if protected:
        skyddade.remove(connection, deklaration, tabeller, files)
    # An indicator lists every view after those that it reads, so any order of indicators will do.
    vyer = {vy.namn: vy for i in indikatorer for vy in i.vyer}
    with Tidsgrans(connection, LONGEST) as limit:
        for vy in vyer.values():
            with _in_time(limit, deklaration, vy.path):
                make_views(connection, [vy])


def count(
    connection: DuckDBPyConnection,
    deklaration: Deklaration,
    lamnare: str,
    plans: Sequence[Plan],
    hemlighet: bytes | None = None,
) -> tuple[Celler, dict[str, Raknat]]:
    """The cells of what is staged, for the complete periods that are not held back; what was found per indicator. With
    `hemlighet` each cell has a key (`cellnyckel`)."""
    held = _held_back(connection, deklaration, plans)
    counted = {p.indikator.id: tuple(q for q in p.complete if q not in held[p.indikator.id]) for p in plans}
    indikatorer = [p.indikator for p in plans if counted[p.indikator.id]]
    if not indikatorer:
        return {}, {id_: Raknat(_names(of)) for id_, of in held.items()}
    with Tidsgrans(connection, LONGEST) as limit:
        pairs = _lay_out(connection, limit, deklaration, lamnare, indikatorer, counted, hemlighet is not None)
    _refuse_unknown_variants(connection, indikatorer)
    derived = set(connection.execute(rakna.DERIVED_AGES).fetchall())
    cells = _cells(connection, lamnare, hemlighet)
    return dict(per_file(cells)), {
        id_: Raknat(_names(of), frozenset(p.namn for p in counted[id_] if (id_, p.namn) in derived), pairs.get(id_))
        for id_, of in held.items()
    }


def _cells(connection: DuckDBPyConnection, lamnare: str, hemlighet: bytes | None) -> pa.Table:
    """No SQL of an indicator runs while the secret is there to be read."""
    if hemlighet is None:
        return connection.sql(rakna.cells_sql(lamnare)).to_arrow_table()
    connection.execute(REMEMBER, [hemlighet.hex()])
    try:
        return connection.sql(rakna.cells_sql(lamnare, keyed=True)).to_arrow_table()
    finally:
        connection.execute(FORGET)


def _held_back(
    connection: DuckDBPyConnection, deklaration: Deklaration, plans: Sequence[Plan]
) -> dict[str, set[Period]]:
    columns = (k for p in plans if p.complete for k in p.indikator.kodkolumner)
    suspected = omappat.columns_with_unmapped(connection, deklaration, columns)
    return {
        p.indikator.id: omappat.held_back(connection, deklaration, p.indikator, suspected, p.complete) for p in plans
    }


def _names(periods: set[Period]) -> frozenset[str]:
    return frozenset(p.namn for p in periods)


def _lay_out(
    connection: DuckDBPyConnection,
    limit: Tidsgrans,
    deklaration: Deklaration,
    lamnare: str,
    indikatorer: Sequence[Indikator],
    counted: Mapping[str, tuple[Period, ...]],
    keyed: bool,
) -> Mapping[str, pa.Table]:
    """The units of all indicators in one table; `perioder` is made anew only where an indicator has others. Per
    indicator that counts pairs, these."""
    connection.execute(ENHETER)
    if keyed:
        connection.execute(VEMS)
    connection.execute(parsed(rakna.layout_sql(indikatorer)))
    connection.execute(parsed(rakna.periods_sql({i.id: counted[i.id] for i in indikatorer})))

    def periods(indikator: Indikator) -> tuple[str, ...]:
        return tuple(p.namn for p in counted[indikator.id])

    pairs = {}
    for _, alike in groupby(sorted(indikatorer, key=periods), key=periods):
        alike = list(alike)
        make_perioder(connection, counted[alike[0].id])
        for indikator in alike:
            with _in_time(limit, deklaration, indikator.path):
                if (found := _units(connection, indikator, lamnare, keyed)) is not None:
                    pairs[indikator.id] = found
    return pairs


def _units(connection: DuckDBPyConnection, indikator: Indikator, lamnare: str, keyed: bool) -> pa.Table | None:
    """Add the units of one indicator to the table of all; the pairs, if it counts them."""
    if not upprepade.counts_pairs(indikator):
        connection.execute(parsed(units_sql(indikator, keyed=keyed)))
        return None
    connection.execute(parsed(rows_sql(indikator, upprepade.ROWS, keyed)))
    connection.execute(parsed(units_sql(indikator, upprepade.ROWS, keyed)))
    return upprepade.count_pairs(connection, indikator, lamnare)


@contextmanager
def _in_time(limit: Tidsgrans, deklaration: Deklaration, path: Path) -> Iterator[None]:
    try:
        with limit.each():
            yield
    except InterruptException:
        if not limit.late:
            raise
        raise IsuError(_too_long(path.stem, deklaration.katalog.pack_with(path))) from None


def _too_long(namn: str, paket: tuple[str, str] | None) -> str:
    whose = f" i paketet {paket[0]} {paket[1]}" if paket else ""
    remedy = f"Ta bort paketet (isu pack remove {paket[0]}) och säg till den som gjort det." if paket else "Rätta den."
    return (
        f"SQL-satsen {namn}{whose} var inte klar efter {LONGEST / 60:.0f} minuter och avbröts. "
        f"Cellerna är som de var. {remedy}"
    )


def _refuse_unknown_variants(connection: DuckDBPyConnection, indikatorer: Sequence[Indikator]) -> None:
    found = set(connection.execute(rakna.VARIANTS).fetchall())
    for indikator in indikatorer:
        if any(id_ == indikator.id and variant not in indikator.varianter for id_, variant in found):
            raise DeclarationError(f"Indikatorn {indikator.path}: SELECT-satsen ger en variant som huvudet inte har.")
