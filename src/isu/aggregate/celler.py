"""Reading the cells of the lämnare that count, as numbered atoms. The only place that opens cells.

An atom is (kommun or stadsdel, period, kön, age band, group) with an outcome and a number of units; its places on the
axes are numbers, so that the adding is plain arithmetic on arrays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate.axel import HELHET, Axel
from isu.aggregate.utfall import Utfall
from isu.cells.cellnyckel import KEYS, NYCKEL, has_keys
from isu.duck import open_connection
from isu.errors import IsuError
from isu.home import Home
from isu.valv import opened, url

SQL = Path(__file__).with_name("celler.sql").read_text(encoding="utf-8")
#: With the keys of records, which add up modulo KEYS.
SQL_NYCKLAR = SQL.replace("AS antal", f"AS antal,\n    (sum(c.{NYCKEL}) % {KEYS})::BIGINT AS {NYCKEL}").replace(
    "hive_partitioning = false", "hive_partitioning = false, union_by_name = true"
)


@dataclass(frozen=True)
class Atomer:
    """Per atom: its place on each axis, its outcome (a place in `utfall`) and its number of units; and its key, where
    the cells have any."""

    plats: tuple[np.ndarray, ...]
    utfall_nr: np.ndarray
    antal: np.ndarray
    utfall: tuple[Utfall, ...]
    nyckel: np.ndarray | None = None

    @classmethod
    def empty(cls, axes: int, keyed: bool = False) -> "Atomer":
        none = np.zeros(0, dtype=np.int64)
        return cls((none,) * axes, none, none, (), none if keyed else None)

    def where(self, chosen: np.ndarray) -> "Atomer":
        places = tuple(p[chosen] for p in self.plats)
        keys = None if self.nyckel is None else self.nyckel[chosen]
        return Atomer(places, self.utfall_nr[chosen], self.antal[chosen], self.utfall, keys)


def read_atoms(
    home: Home,
    indikator: str,
    raknas: Sequence[tuple[str, str, str]],
    axlar: Mapping[str, Axel],
    keyed: bool = False,
) -> dict[str, Atomer]:
    """Atoms per variant. `axlar` are omrade, period, kon, aldersgrupp and grupp, in that order. With `keyed` each has
    its key; an IsuError where a lämnare's cells have none."""
    name = f"{indikator}.parquet"
    if keyed:
        counted = {lamnare: _keys(home, lamnare, name, raknas) for lamnare in sorted({r[0] for r in raknas})}
        if lacking := [lamnare for lamnare, keys in counted.items() if keys.null_count]:
            raise IsuError(
                f"Skyddsprofilen kräver nycklar, och cellerna för {indikator} från {', '.join(lacking)} har inga. "
                "Räkna om dem (isu run), be om nya celler räknade med profilen, eller välj en annan profil."
            )
        if not any(map(len, counted.values())):
            return {}
    return atoms_of(read_counted(home, name, raknas, SQL_NYCKLAR if keyed else SQL), indikator, axlar)


def _keys(home: Home, lamnare: str, name: str, raknas: Sequence[tuple[str, str, str]]) -> pa.ChunkedArray:
    """The keys of a lämnare's cells that count, empty where they have none."""
    cells = pq.read_table(opened(home.cells(lamnare) / name))
    periods = pa.array([period for sender, _, period in raknas if sender == lamnare], pa.string())
    own = cells.filter(pc.is_in(cells["period"], periods))
    return own[NYCKEL] if has_keys(own) else pa.chunked_array([pa.nulls(own.num_rows)])


def atoms_of(table: pa.Table, indikator: str, axlar: Mapping[str, Axel]) -> dict[str, Atomer]:
    """Atoms per variant, of a table with the columns of celler.sql."""
    try:
        at = tuple(places(table, name, axel) for name, axel in axlar.items())
    except KeyError as unknown:
        raise IsuError(f"Cellerna för {indikator} följer inte huvudet ({unknown}). Räkna om indikatorn.") from None
    utfall, utfall_nr = _outcomes(table)
    keys = table[NYCKEL].to_numpy() if has_keys(table) else None
    atoms = Atomer(at, utfall_nr, table["antal"].to_numpy(), utfall, keys)
    # A whole that the head does not print stands in the cells all the same; it has no place on the axis.
    variants, variant_nr = _numbered(table["variant"])
    return {v: atoms.where((variant_nr == i) & (at[-1] >= 0)) for i, v in enumerate(variants)}


def read_counted(home: Home, name: str, raknas: Sequence[tuple[str, str, str]], sql: str) -> pa.Table:
    """What `sql` makes of the file `name` in the cells of every lämnare that counts."""
    files = [url(home.cells(lamnare) / name) for lamnare in sorted({r[0] for r in raknas})]
    names = ("lamnare", "omrade", "period")
    with open_connection() as con:
        con.register(
            "raknas", pa.table({n: pa.array([r[i] for r in raknas], pa.string()) for i, n in enumerate(names)})
        )
        return con.sql(sql, params={"filer": files}).to_arrow_table()


def _numbered(column: pa.ChunkedArray) -> tuple[list[str | None], np.ndarray]:
    """The distinct values of a column, and for each row the place of its value among them."""
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)


def _outcomes(table: pa.Table) -> tuple[tuple[Utfall, ...], np.ndarray]:
    """The distinct outcomes, each with the value before and whether it is censored, and the place of each row's."""
    parts = [_numbered(table[name]) for name in Utfall._fields]
    sizes = tuple(max(1, len(values)) for values, _ in parts)
    distinct, nr = np.unique(np.ravel_multi_index([nr for _, nr in parts], sizes), return_inverse=True)
    chosen = zip(*np.unravel_index(distinct, sizes), strict=True)
    return tuple(Utfall(*(values[i] for (values, _), i in zip(parts, places, strict=True))) for places in chosen), nr


def places(table: pa.Table, name: str, axel: Axel) -> np.ndarray:
    """For each row its place among the axis' atoms. A KeyError where it has none."""
    if name == "grupp":
        return _group_places(table, axel)
    values, nr = _numbered(table[name])
    at = {atom[1] if isinstance(atom, tuple) else atom: i for i, atom in enumerate(axel.atomer)}
    return np.array([_at(at, name, v) for v in values], dtype=np.int64)[nr]


def _group_places(table: pa.Table, axel: Axel) -> np.ndarray:
    """A group is named by its breakdown and itself. -1 for a whole that is not printed."""
    breakdowns, breakdown_nr = _numbered(table["uppdelning"])
    groups, group_nr = _numbered(table["grupp"])
    at = {HELHET: -1} | {atom: i for i, atom in enumerate(axel.atomer)}
    places = np.zeros((len(breakdowns), len(groups)), dtype=np.int64)
    for pair in np.unique(breakdown_nr * len(groups) + group_nr):
        i, j = divmod(int(pair), len(groups))
        places[i, j] = _at(at, "grupp", (breakdowns[i], groups[j]))
    return places[breakdown_nr, group_nr]


def _at(at: Mapping, name: str, value) -> int:
    """The place of a value. The value itself is not named in the error: cells are secret."""
    if value not in at:
        raise KeyError(name)
    return at[value]
