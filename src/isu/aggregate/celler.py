"""The cells of the lämnare that count, as numbered atoms.

An atom is (kommun or stadsdel, period, kön, age band, group) with an outcome and a number of units; its places on the
axes are numbers, so that the adding is plain arithmetic on arrays.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from isu.aggregate.axel import HELHET, Axel
from isu.aggregate.rader import ANTAL, CELLER, CENSURERAD, ORD, UTAN, Kalla, Rader, rows_of
from isu.aggregate.utfall import Utfall
from isu.cells.cellnyckel import NYCKEL
from isu.errors import IsuError

OMRADE, PERIOD = "omrade", "period"
NONE = np.zeros(0, np.uint8)
#: The (lämnare, atom, period) that are added.
Raknas = Sequence[tuple[str, str, str]]


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
    kalla: Kalla,
    indikator: str,
    raknas: Raknas,
    samlade: Collection[str],
    axlar: Mapping[str, Axel],
    keyed: bool = False,
) -> dict[str, Atomer]:
    """Atoms per variant. `samlade` are the lämnare whose cells lie in one file; `axlar` are omrade, period, kon,
    aldersgrupp and grupp, in that order. With `keyed` each has its key, which add up too; an IsuError where a lämnare's
    cells have none."""
    parts = counted_rows(kalla, indikator, CELLER, raknas, samlade)
    if keyed and (lacking := [lamnare for lamnare, rows in parts.items() if not _has_keys(rows)]):
        raise IsuError(
            f"Skyddsprofilen kräver nycklar, och cellerna för {indikator} från {', '.join(lacking)} har inga. "
            "Räkna om dem (isu run), be om nya celler räknade med profilen, eller välj en annan profil."
        )
    numbers = (ANTAL, CENSURERAD, *([NYCKEL] if keyed else []))
    return _atoms(joined(parts, raknas, ORD, numbers), indikator, axlar)


def _has_keys(rows: Rader) -> bool:
    """Has every cell one?"""
    return not len(rows) or (NYCKEL in rows.tal and (rows.tal[NYCKEL] != UTAN).all())


def atoms_of(table: pa.Table, indikator: str, axlar: Mapping[str, Axel]) -> dict[str, Atomer]:
    """Atoms per variant, of a table of cells with the area of each (`omrade`)."""
    return _atoms(rows_of(table, (*ORD, OMRADE)), indikator, axlar)


def _atoms(rows: Rader, indikator: str, axlar: Mapping[str, Axel]) -> dict[str, Atomer]:
    try:
        at = tuple(places(rows, name, axel) for name, axel in axlar.items())
    except KeyError as unknown:
        raise IsuError(f"Cellerna för {indikator} följer inte huvudet ({unknown}). Räkna om indikatorn.") from None
    utfall, utfall_nr = _outcomes(rows)
    atoms = Atomer(at, utfall_nr, rows.tal[ANTAL].astype(np.int64), utfall, rows.tal.get(NYCKEL))
    # A whole that the head does not print stands in the cells all the same; it has no place on the axis.
    variants, variant_nr = rows.column("variant")
    return {variants[i]: atoms.where((variant_nr == i) & (at[-1] >= 0)) for i in np.unique(variant_nr).tolist()}


def counted_rows(kalla: Kalla, indikator: str, slag: str, raknas: Raknas, samlade: Collection[str]) -> dict[str, Rader]:
    """Of every lämnare that counts, the rows of the periods that it counts for."""
    periods: dict[str, set[str]] = {lamnare: set() for lamnare, _, _ in sorted(raknas)}
    for lamnare, _, period in raknas:
        periods[lamnare].add(period)
    return {of: _within(kalla.rows(of, indikator, slag, of in samlade), counted) for of, counted in periods.items()}


def _within(rows: Rader, periods: Collection[str]) -> Rader:
    known, place = rows.column(PERIOD)
    chosen = np.array([period in periods for period in known], bool)[place]
    return rows if chosen.all() else rows.where(chosen)


def joined(parts: Mapping[str, Rader], raknas: Raknas, words: Iterable[str], numbers: Iterable[str]) -> Rader:
    """Below each other, with the kommun or stadsdel that they are added to (`omrade`): a lämnare is part of one. Who
    has no rows need not have the numbers."""
    area, own = {lamnare: atom for lamnare, atom, _ in raknas}, list(parts.values())
    plats = {name: np.concatenate([rows.plats[name] for rows in own]) for name in words}
    plats[OMRADE] = np.repeat(np.arange(len(own)), [len(rows) for rows in own])
    tal = {name: np.concatenate([rows.tal[name] for rows in own if len(rows)] or [NONE]) for name in numbers}
    return Rader({**own[0].ord, OMRADE: [area[lamnare] for lamnare in parts]}, plats, tal)


def _outcomes(rows: Rader) -> tuple[tuple[Utfall, ...], np.ndarray]:
    """The distinct outcomes, each with the value before and whether it is censored, and the place of each row's."""
    parts = [rows.column("utfall"), rows.column("fore"), ([False, True], rows.tal[CENSURERAD].astype(np.uint8))]
    sizes = tuple(max(1, len(values)) for values, _ in parts)
    distinct, nr = np.unique(np.ravel_multi_index([nr for _, nr in parts], sizes), return_inverse=True)
    chosen = zip(*np.unravel_index(distinct, sizes), strict=True)
    return tuple(Utfall(*(values[i] for (values, _), i in zip(parts, places, strict=True))) for places in chosen), nr


def places(rows: Rader, name: str, axel: Axel) -> np.ndarray:
    """For each row its place among the axis' atoms. A KeyError where it has none."""
    if name == "grupp":
        return _group_places(rows, axel)
    values, nr = rows.column(name)
    at = {atom[1] if isinstance(atom, tuple) else atom: i for i, atom in enumerate(axel.atomer)}
    # a word may stand in the list for rows that are not counted here
    found = np.array([at.get(value, -1) for value in values], np.int32)[nr]
    if (found < 0).any():
        raise KeyError(name)  # the value itself is not named: cells are secret
    return found


def _group_places(rows: Rader, axel: Axel) -> np.ndarray:
    """A group is named by its breakdown and itself. -1 for a whole that is not printed."""
    breakdowns, breakdown_nr = rows.column("uppdelning")
    groups, group_nr = rows.column("grupp")
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
