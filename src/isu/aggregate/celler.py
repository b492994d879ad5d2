"""Reading the cells of the lämnare that count, as numbered atoms. The only place that opens cells.

An atom is (kommun or stadsdel, period, kön, age band, group) with an outcome and a number of units; its places on the
axes are numbers, so that the adding is plain arithmetic on arrays. Texts are read as the places in a list that they are
in the files: riket has millions of cells and few words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate.axel import HELHET, Axel
from isu.aggregate.utfall import Utfall
from isu.cells.cellnyckel import NYCKEL, has_keys
from isu.errors import IsuError
from isu.home import Home
from isu.valv import read

#: The words of a cell that adding asks for.
ORD = ("variant", "period", "kon", "aldersgrupp", "uppdelning", "grupp", "utfall", "fore")


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
    its key, which add up too; an IsuError where a lämnare's cells have none."""
    others = ("censurerad", "antal", *([NYCKEL] if keyed else []))
    parts = counted_rows(home, f"{indikator}.parquet", raknas, ORD, others)
    if keyed and (lacking := [lamnare for lamnare, rows in parts.items() if rows[NYCKEL].null_count]):
        raise IsuError(
            f"Skyddsprofilen kräver nycklar, och cellerna för {indikator} från {', '.join(lacking)} har inga. "
            "Räkna om dem (isu run), be om nya celler räknade med profilen, eller välj en annan profil."
        )
    cells = joined(parts.values())
    ended = cells.schema.get_field_index("censurerad")
    known = pc.fill_null(cells["censurerad"], False)  # a spell is censored only where that is said
    return atoms_of(cells.set_column(ended, "censurerad", known), indikator, axlar)


def atoms_of(table: pa.Table, indikator: str, axlar: Mapping[str, Axel]) -> dict[str, Atomer]:
    """Atoms per variant, of a table of cells with the area of each (`omrade`)."""
    try:
        at = tuple(places(table, name, axel) for name, axel in axlar.items())
    except KeyError as unknown:
        raise IsuError(f"Cellerna för {indikator} följer inte huvudet ({unknown}). Räkna om indikatorn.") from None
    utfall, utfall_nr = _outcomes(table)
    keys = table[NYCKEL].to_numpy() if has_keys(table) else None
    atoms = Atomer(at, utfall_nr, table["antal"].to_numpy(), utfall, keys)
    # A whole that the head does not print stands in the cells all the same; it has no place on the axis.
    variants, variant_nr = numbered(table["variant"])
    return {v: atoms.where((variant_nr == i) & (at[-1] >= 0)) for i, v in enumerate(variants)}


def counted_rows(
    home: Home, name: str, raknas: Sequence[tuple[str, str, str]], words: Sequence[str], others: Sequence[str]
) -> dict[str, pa.Table]:
    """Of every lämnare that counts, the rows of the file `name` in its cells of the periods that it counts for, with
    the kommun or stadsdel that they are added to (`omrade`): a lämnare is part of one."""
    area = {lamnare: atom for lamnare, atom, _ in raknas}
    periods: dict[str, set[str]] = {lamnare: set() for lamnare in sorted(area)}
    for lamnare, _, period in raknas:
        periods[lamnare].add(period)
    return {of: _rows(home.cells(of) / name, area[of], counted, words, others) for of, counted in periods.items()}


def joined(parts: Iterable[pa.Table]) -> pa.Table:
    """Below each other, with one list of words for all."""
    return pa.concat_tables(parts).unify_dictionaries()


def _rows(path: Path, area: str, periods: Collection[str], words: Sequence[str], others: Sequence[str]) -> pa.Table:
    """A number that the file has not is NULL."""
    file = pq.ParquetFile(pa.BufferReader(read(path)), read_dictionary=list(words))
    there = file.schema_arrow.names
    rows = file.read([*words, *(name for name in others if name in there)], use_threads=False)
    for lacking in (name for name in others if name not in there):
        rows = rows.append_column(lacking, pa.nulls(rows.num_rows, pa.int64()))
    known, place = numbered(rows["period"])
    counted = np.array([period in periods for period in known], bool)
    if not counted.all():
        rows = rows.filter(pa.array(counted[place]))
    here = pa.DictionaryArray.from_arrays(np.zeros(rows.num_rows, np.int32), pa.array([area]))
    return rows.append_column("omrade", here)


def numbered(column: pa.ChunkedArray) -> tuple[list[str | None], np.ndarray]:
    """The distinct values of a column, and for each row the place of its value among them."""
    whole = column.combine_chunks()
    encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    if not encoded.null_count:
        return values, encoded.indices.to_numpy()
    return [*values, None], pc.fill_null(encoded.indices, len(values)).to_numpy()


def _outcomes(table: pa.Table) -> tuple[tuple[Utfall, ...], np.ndarray]:
    """The distinct outcomes, each with the value before and whether it is censored, and the place of each row's."""
    parts = [numbered(table[name]) for name in Utfall._fields]
    sizes = tuple(max(1, len(values)) for values, _ in parts)
    distinct, nr = numbered(pa.chunked_array([np.ravel_multi_index([nr for _, nr in parts], sizes)]))
    chosen = zip(*np.unravel_index(np.array(distinct, np.int64), sizes), strict=True)
    return tuple(Utfall(*(values[i] for (values, _), i in zip(parts, places, strict=True))) for places in chosen), nr


def places(table: pa.Table, name: str, axel: Axel) -> np.ndarray:
    """For each row its place among the axis' atoms. A KeyError where it has none."""
    if name == "grupp":
        return _group_places(table, axel)
    values, nr = numbered(table[name])
    at = {atom[1] if isinstance(atom, tuple) else atom: i for i, atom in enumerate(axel.atomer)}
    # a word may stand in a file's list for rows that are not counted
    found = np.array([at.get(value, -1) for value in values], np.int32)[nr]
    if (found < 0).any():
        raise KeyError(name)  # the value itself is not named: cells are secret
    return found


def _group_places(table: pa.Table, axel: Axel) -> np.ndarray:
    """A group is named by its breakdown and itself. -1 for a whole that is not printed."""
    breakdowns, breakdown_nr = numbered(table["uppdelning"])
    groups, group_nr = numbered(table["grupp"])
    at = {HELHET: -1} | {atom: i for i, atom in enumerate(axel.atomer)}
    places = np.zeros((len(breakdowns), len(groups)), np.int32)
    for i, j in zip(*np.nonzero(_together(breakdown_nr, group_nr, places.shape)), strict=True):
        if (breakdowns[i], groups[j]) not in at:
            raise KeyError("grupp")
        places[i, j] = at[breakdowns[i], groups[j]]
    return places[breakdown_nr, group_nr]


def _together(first: np.ndarray, second: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Which of each stand together in any row."""
    found = np.zeros(shape, bool)
    found[first, second] = True
    return found
