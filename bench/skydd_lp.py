"""Indicators of a release that count the same units, attacked together by linear programming:

    python -m bench.skydd_lp HEM UTGÅVA ANTAL [ID …]

`isu audit` takes an indicator at a time, with what others show. Here what they withhold counts too: numbers that are
the same in two, by the sums of the home, are one number; and n is no more than all that are counted. Of every family,
or of those of the named, in the period of which most is withheld, so many withheld numbers of each indicator are
bounded, by lot. Says of how many less is left than the indicator alone leaves (`snavare`), how many are exactly known
or surely small by it, and the least that is left of any.
"""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc
from scipy import sparse

from isu.aggregate import read_summor
from isu.aggregate.summor import Summor
from isu.declaration import load_declarations
from isu.disclosure.samma_tal import ANTAL, MED_OKANDA, REST, TALJARE, Platser, Tal, same_numbers
from isu.flow.angrepp import decided_together, guesses, kommungrupp_of
from isu.flow.indikatorer import indicators
from isu.granskning.angrepp import Tabell, laid_out, narrowed
from isu.granskning.granska import INDIKATORER
from isu.granskning.indelning import grouping
from isu.granskning.kunskap import no_guess
from isu.granskning.las import OKAND, OM_OKANDA, WITHHELD, about_of, of_rows, only_n, told_rows, with_unknown
from isu.granskning.lp import CEILING, Program, between, expanded, system
from isu.home import Home

SEED = 1
#: So little is of the solver.
NOTHING = 1e-6
#: Sums of atoms, and what these are at least and at most.
Ekvationer = tuple[sparse.csr_matrix, np.ndarray, np.ndarray]


def main(hem: str, utgava: str, antal: str, *wanted: str) -> None:
    home = Home(Path(hem))
    deklaration = load_declarations(home)
    known = indicators(deklaration)
    grupper = grouping(home.releases / utgava, kommungrupp_of(deklaration))
    families = {tuple(family) for family in decided_together(home, deklaration).values()}
    for family in sorted(f for f in families if not wanted or {*wanted} & {*f}):
        summor = {id_: read_summor(home, deklaration, known[id_]) for id_ in family}
        tror = partial(guesses, deklaration.skydd, summor.get)
        tabeller = tables(home.releases / utgava, grupper, summor, tror)
        started = time.process_time()
        for id_, found in bounded(tabeller, summor, int(antal), deklaration.skydd.troskel):
            print(f"  {id_}: {found}", flush=True)
        print(f"{' '.join(tabeller)}: {time.process_time() - started:.0f} CPU-s", flush=True)


class Tabeller(NamedTuple):
    """Of one indicator: n and its numerators, and all that are counted as if they were n."""

    egen: Tabell
    alla: Tabell


class Utfall(NamedTuple):
    """How many numbers of an indicator are withheld, and what came of those that were tried."""

    dolda: int
    provade: int
    snavare: int
    exakta: int
    sma: int
    minst_kvar: float


def tables(utgava: Path, kommungrupp: Mapping[str, str], summor: Mapping[str, Summor], tror) -> dict[str, Tabeller]:
    """Of those that have any rows in the period of which most is withheld."""
    path, found = utgava / INDIKATORER, {}
    own = pc.field("indikator").isin([*summor])
    withheld = told_rows(path, own & (pc.field("status") == "sekretess"))["period"].value_counts().to_pylist()
    period = max(withheld, key=lambda of: of["counts"], default={"values": ""})["values"]
    for id_ in summor:
        rows = told_rows(path, (pc.field("indikator") == id_) & (pc.field("period") == period), *OM_OKANDA)
        if rows.num_rows:
            publicerat = of_rows(rows, id_, about_of(path))
            egen = laid_out(publicerat, kommungrupp, tror(id_))
            alla = laid_out(only_n(with_unknown(rows), publicerat), kommungrupp, no_guess)
            found[id_] = Tabeller(narrowed(egen), narrowed(alla))
    return found


def bounded(
    tabeller: Mapping[str, Tabeller], summor: Mapping[str, Summor], antal: int, troskel: int
) -> Iterator[tuple[str, Utfall]]:
    """Of each indicator; of none where nothing is withheld."""
    if not tabeller:
        return
    delar = Delar([tabell for own in tabeller.values() for tabell in own])
    together = delar.program([*_no_more_than_all(tabeller, delar), *_same(tabeller, summor, delar)])
    rng = np.random.default_rng(SEED)
    for id_, (egen, _) in tabeller.items():
        alone = Delar([egen])
        program, p = alone.program([]), egen.publicerat
        withheld = np.flatnonzero((p.lage == WITHHELD) & ~p.skillnader)
        chosen = rng.permutation(withheld)[:antal]
        pairs = [(_bounds(program, alone, egen, at), _bounds(together, delar, egen, at)) for at in chosen]
        yield id_, _told(len(withheld), pairs, troskel)


def _told(dolda: int, pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]], troskel: int) -> Utfall:
    def exact(low: float, high: float) -> bool:
        return low == high > 0

    def small(low: float, high: float) -> bool:
        return low > 0 and high < troskel

    left = [both[1] - both[0] for _, both in pairs]
    return Utfall(
        dolda,
        len(pairs),
        sum(both[1] - both[0] < own[1] - own[0] for own, both in pairs),
        sum(exact(*both) and not exact(*own) for own, both in pairs),
        sum(small(*both) and not small(*own) for own, both in pairs),
        min(left, default=np.inf),
    )


def _bounds(program: Program, delar: "Delar", tabell: Tabell, at: int) -> tuple[float, float]:
    number = delar.numbers(tabell, np.array([at]))
    low, high = (program.bound(number, greatest) for greatest in (False, True))
    return float(np.ceil(low - NOTHING)), float(np.floor(high + NOTHING))


class Delar:
    """The atoms of several tables after each other."""

    def __init__(self, tabeller: Sequence[Tabell]) -> None:
        self.tabeller = tabeller
        self.sums, atoms = zip(*map(expanded, tabeller), strict=True)
        self.start = np.cumsum([0, *map(len, atoms)])
        systems = [system(*of) for of in zip(tabeller, self.sums, atoms, strict=True)]
        self.rader = [(self._wide(nr, rows), least, most) for nr, (rows, least, most) in enumerate(systems)]
        self.mellan = [np.concatenate(of) for of in zip(*map(between, tabeller, atoms), strict=True)]

    def numbers(self, tabell: Tabell, places: np.ndarray) -> sparse.csr_matrix:
        """Numbers of a table, each as a sum of atoms."""
        nr = next(i for i, own in enumerate(self.tabeller) if own is tabell)
        return self._wide(nr, self.sums[nr][places])

    def program(self, more: Sequence[Ekvationer]) -> Program:
        rows, least, most = zip(*self.rader, *more, strict=True)
        return Program(sparse.vstack(rows, "csr"), np.concatenate(least), np.concatenate(most), *self.mellan)

    def _wide(self, nr: int, rows: sparse.csr_matrix) -> sparse.csr_matrix:
        of = rows.tocoo()
        return sparse.csr_matrix((of.data, (of.row, of.col + self.start[nr])), (rows.shape[0], self.start[-1]))


def _no_more_than_all(tabeller: Mapping[str, Tabeller], delar: Delar) -> Iterator[Ekvationer]:
    for egen, alla in tabeller.values():
        place = np.arange(egen.lag.size).reshape(egen.lag.shape)
        for nr, (_, _, utfall) in enumerate(alla.publicerat.storheter):
            if utfall is None:
                own = place[..., nr].ravel()
                of_all = np.ravel_multi_index(np.unravel_index(own, egen.lag.shape), alla.lag.shape)
                yield delar.numbers(alla, of_all) - delar.numbers(egen, own), 0 * own, 0 * own + CEILING


def _same(tabeller: Mapping[str, Tabeller], summor: Mapping[str, Summor], delar: Delar) -> Iterator[Ekvationer]:
    """Numbers of two that are the same, in the members that both print."""
    for ett, annat in combinations(tabeller, 2):
        for of_one, of_other, platser in same_numbers(summor[ett], summor[annat]):
            for places in platser:
                pairs = (ett, of_one), (annat, of_other)
                at = [_members(summor[id_], tabeller[id_], places, side) for side, (id_, _) in enumerate(pairs)]
                both = (np.concatenate(at) >= 0).all(0)
                one, other = (
                    _quantity(summor[id_], tabeller[id_], tal, own[:, both], delar)
                    for (id_, tal), own in zip(pairs, at, strict=True)
                )
                none = np.zeros(int(both.sum()))
                yield one - other, none, none


def _members(summor: Summor, tabeller: Tabeller, platser: Platser, side: int) -> np.ndarray:
    """Axis × place: where the numbers that are the same stand in the published table; -1 for what is not printed."""
    index = platser[side]
    same = np.broadcast_to(platser.samma, np.broadcast_shapes(*(of.shape for of in index)))
    at = [np.broadcast_to(of, same.shape)[same] for of in index]
    groups = len(summor.axlar["grupp"].medlemmar)
    printed = zip(summor.axlar.values(), tabeller.egen.publicerat.axlar, strict=True)
    where = [_printed(nr, axel.medlemmar, members) for nr, (axel, members) in enumerate(printed)]
    places = [*at[:3], at[3] // groups, at[3] % groups]
    return np.stack([own[of] for own, of in zip(where, places, strict=True)])


def _printed(axis: int, members: Sequence, printed: Sequence[tuple[str, ...]]) -> np.ndarray:
    """The unknown stand for all that is not printed, so they are nobody's."""
    at = {member: nr for nr, member in enumerate(printed) if OKAND not in member}
    names = [(m,) if isinstance(m, str) else (m[1],) if axis == 1 else tuple(m) for m in members]
    return np.array([at.get(name, -1) for name in names])


def _quantity(summor: Summor, tabeller: Tabeller, tal: Tal, at: np.ndarray, delar: Delar) -> sparse.csr_matrix:
    """As sums of atoms."""
    del_ = summor.delar[tal.part]
    tabell = tabeller.alla if tal.slag == MED_OKANDA else tabeller.egen
    storheter = tabell.publicerat.storheter
    of_n = next(nr for nr, (variant, _, utfall) in enumerate(storheter) if variant == del_.variant and utfall is None)
    places = [of_n] if tal.slag in (ANTAL, MED_OKANDA, REST) else []
    if tal.slag in (TALJARE, REST):
        places.append(storheter.index((del_.variant, del_.matt, del_.utfall[tal.utfall])))
    found = [
        delar.numbers(tabell, np.ravel_multi_index((*at, np.full(at.shape[1], nr)), tabell.lag.shape)) for nr in places
    ]
    return found[0] if len(found) == 1 else found[0] - found[1]


if __name__ == "__main__":
    main(*sys.argv[1:])
