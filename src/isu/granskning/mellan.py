"""What the indicators of a release tell of each other: which count the same units, and a table with what the others
show. Reads the published file alone.

The whole of every indicator is read once, to find those that are the same; groups are read of those alone. Where
numbers are printed near what they are the same persons are printed alike everywhere, so there is nothing to be told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isu.granskning.angrepp import Tabell
from isu.granskning.kunskap import Storhet
from isu.granskning.las import SHOWN, Publicerat, about_of, of_rows, told_rows
from isu.granskning.lika import HELHET, MED_OKANDA, Antal, filled, quantities, seen_equal
from isu.granskning.utlatande import added

OKANDA = "n_okand"
#: Does the attacker believe that these two are the same, in the whole or in the groups of a breakdown?
TrorLika = Callable[[Antal, Antal, str], bool]
#: Indicator → its quantities that are the same as one of another, and the whole of that one.
Par = Mapping[str, Sequence[tuple[Antal, Antal, Publicerat]]]


def always(one: Antal, other: Antal, uppdelning: str) -> bool:
    return True


def equalities(path: Path, tror: TrorLika = always) -> Par:
    """Which quantities seem to be the same in two indicators, and are believed to be."""
    found = defaultdict(list)
    if _is_near(path):
        return found
    tables = dict(_wholes(path))
    for one, other in _candidates(tables):
        if seen_equal(tables[one], tables[other]) and tror(one, other, HELHET):
            for own, its in ((one, other), (other, one)):
                if own.av != MED_OKANDA:
                    found[own.indikator].append((own, its, tables[its]))
    return found


def _is_near(path: Path) -> bool:
    return any(int(about_of(path).get(name, b"0")) for name in (b"avrundning", b"storning"))


def _wholes(path: Path) -> Iterator[tuple[Antal, Publicerat]]:
    rows = told_rows(path, pc.field("uppdelning") == HELHET, OKANDA)
    for indikator in sorted(pc.unique(rows["indikator"]).to_pylist()):
        yield from _quantities(rows.filter(pc.equal(rows["indikator"], indikator)), indikator, path).items()


def _quantities(rows: pa.Table, indikator: str, path: Path) -> dict[Antal, Publicerat]:
    about = about_of(path)
    found = quantities(of_rows(rows, indikator, about))
    if OKANDA not in rows.column_names:
        return found
    unknown = pc.fill_null(rows[OKANDA], 0)
    n = rows.column_names.index("n")
    return found | quantities(
        of_rows(rows.set_column(n, "n", pc.add(rows["n"], unknown)), indikator, about), MED_OKANDA
    )


def _candidates(tables: Mapping[Antal, Publicerat]) -> list[tuple[Antal, Antal]]:
    """Pairs of different indicators that nowhere differ in all of a kommun."""
    names = [*tables]
    numbers = _of_kommuner([*tables.values()])
    unknown = numbers < 0
    near = [((numbers == own) | unknown | (own < 0)).all(1) & ((numbers == own) & (own > 0)).any(1) for own in numbers]
    pairs = combinations(range(len(names)), 2)
    return [(names[a], names[b]) for a, b in pairs if near[a][b] and _may_tell(names[a], names[b])]


def _may_tell(one: Antal, other: Antal) -> bool:
    """n with the unknown is never a number of its own table."""
    return one.indikator != other.indikator and {one.av, other.av} != {MED_OKANDA}


def _of_kommuner(tables: Sequence[Publicerat]) -> np.ndarray:
    """Quantity × kommun and period: what is shown of everybody, else -1."""
    found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for nr, table in enumerate(tables):
        areas, periods, kon, alder, grupp = table.axlar
        if ("T",) in kon and ("alla",) in alder and (HELHET, "") in grupp:
            at = (slice(None), slice(None), kon.index(("T",)), alder.index(("alla",)), grupp.index((HELHET, "")), 0)
            for area, period in np.argwhere(table.lage[at] == SHOWN):
                if areas[area][0] == "kommun":
                    found[areas[area][1], periods[period][0]][nr] = table.tal[at][area, period]
    numbers = np.full((len(tables), len(found)), -1.0)
    for column, own in enumerate(found.values()):
        numbers[[*own], column] = [*own.values()]
    return numbers


class Kalla(NamedTuple):
    """A quantity of another indicator, and in which breakdowns, the whole among them, it is the same as this one."""

    storhet: Storhet
    annan: Publicerat
    uppdelningar: Sequence[str]


def sources(path: Path, publicerat: Publicerat, par: Par, tror: TrorLika = always) -> Iterator[Kalla]:
    """What others may tell of this indicator."""
    own = quantities(publicerat)
    of_own = sorted({name for name, _ in publicerat.axlar[4]} - {HELHET})
    for antal, its, whole in par.get(publicerat.indikator, ()):
        other = _with_groups(path, its, of_own) or whole
        names = sorted({name for name, _ in other.axlar[4]} - {HELHET})
        seen = [name for name in names if seen_equal(own[antal], other, name) and tror(antal, its, name)]
        yield Kalla(own[antal].storheter[0], other, [HELHET, *seen])


def _with_groups(path: Path, antal: Antal, uppdelningar: Sequence[str]) -> Publicerat | None:
    """The quantity with its groups in these breakdowns; None where it has none."""
    of_indikator = pc.field("indikator") == antal.indikator
    if not uppdelningar or not told_rows(path, of_indikator & pc.field("uppdelning").isin(uppdelningar)).num_rows:
        return None
    rows = told_rows(path, of_indikator & pc.field("uppdelning").isin([HELHET, *uppdelningar]), OKANDA)
    return _quantities(rows, antal.indikator, path)[antal]


def with_others(publicerat: Publicerat, kallor: Sequence[Kalla], kommungrupp: Mapping[str, str]) -> Publicerat:
    """The table with what all of them show where it is withheld here."""
    return reduce(lambda table, kalla: filled(table, *kalla, kommungrupp), kallor, publicerat)


def found_with_others(
    publicerat: Publicerat,
    tabell: Tabell,
    kallor: Sequence[Kalla],
    kommungrupp: Mapping[str, str],
    attack: Callable[[Publicerat], list[Tabell]],
    gissat: bool,
) -> tuple[int, tuple[str, ...]]:
    """How many breaches there are with what others show, that there are not in `tabell`, and which others those are.
    `attack` gives no table where there is no room for every number. Where there is none for all that they show, some of
    them is not the same: then each is taken by itself. So it is of what is only guessed (`gissat`): one that is not the
    same may show what is told by one that is."""
    telling = [kalla for kalla in kallor if with_others(publicerat, [kalla], kommungrupp) is not publicerat]
    if not telling:
        return 0, ()

    def attempts(ways: Sequence[Sequence[Kalla]]) -> list[tuple[Sequence[Kalla], Tabell]]:
        return [(some, table) for some in ways for table in attack(with_others(publicerat, some, kommungrupp))]

    each = [[kalla] for kalla in telling if len(telling) > 1]
    tables = attempts([telling, *(each if gissat else [])]) or attempts(each)
    found = [(some, added(table, tabell, publicerat.troskel)) for some, table in tables]
    names = {kalla.annan.indikator for some, more in found for kalla in some if more}
    return len(set().union(*(more for _, more in found))), tuple(sorted(names))
