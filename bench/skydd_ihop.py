"""The indicators of a home in one period of a national release, those that count the same units decided together:

    python -m bench.skydd_ihop HEM [ID …]

The counts are those of the home (`isu demo` makes one), so the indicators have to do with each other as they do: each
of 290 kommuner has those of one of the home's kommuner in one of its periods, the same in all indicators, which makes
many kommuner alike. By the profile that holds, with nothing released before. Says per family CPU seconds, rounds and
how many n are shown of those that are offered; and altogether also when each is decided by itself.
"""

import resource
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from isu.aggregate import read_summor
from isu.aggregate.axel import KOMMUN, add_along, omrade_axis
from isu.aggregate.status import EJ_RAPPORTERAT, kod
from isu.aggregate.summera import axes_of
from isu.aggregate.summor import Del, Summor
from isu.cells.falt import MANADSMEDIAN
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration, load_declarations
from isu.disclosure import Hagkomst, asked, protected
from isu.disclosure.familjer import families, whole_of
from isu.disclosure.hogst import Tak
from isu.disclosure.kanda import withheld_again
from isu.disclosure.sammanfogat import Bundet, unbound
from isu.disclosure.sammanhang import Sagt, has_row
from isu.disclosure.tidigare import SEKRETESS, SHOWN
from isu.disclosure.tillsammans import reckoned_with, settled
from isu.disclosure.utbud import Utbud
from isu.flow.indikatorer import indicators
from isu.home import Home

SEED = 1
#: Of each indicator whether 0 tells of everyone, and its sums.
Land = Mapping[str, tuple[bool, Summor]]
NOTHING_TOLD = kod(EJ_RAPPORTERAT)


def main(hem: str, *wanted: str) -> None:
    home = Home(Path(hem))
    deklaration = load_declarations(home)
    land = country(home, deklaration, wanted)
    for namn, every in (("var för sig", [[id_] for id_ in land]), ("ihop", in_families(land))):
        cpu, shown, offered = 0.0, 0, 0
        for family in every:
            spent, rounds, found = decided(deklaration, [land[id_] for id_ in family])
            told = [_told(bundet) for bundet in found]
            cpu, shown, offered = cpu + spent, shown + sum(t[0] for t in told), offered + sum(t[1] for t in told)
            if len(family) > 1:
                print(f"{' '.join(family)}: {spent:.1f} s, {rounds} varv, {told}", flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(land)} indikatorer {namn}: {cpu:.1f} CPU-s, {shown} av {offered} n visas, {peak:.0f} MB")


def country(home: Home, deklaration: Deklaration, wanted: Sequence[str] = ()) -> Land:
    """Of those that are wanted, or all."""
    return {
        id_: (indikator.noll_rojer, summor)
        for id_, indikator in indicators(deklaration).items()
        if (id_ in wanted or not wanted) and (summor := of_country(home, deklaration, indikator))
    }


def in_families(land: Land) -> list[list[str]]:
    """The families, then each that is of none."""
    found = families([whole_of(summor) for _, summor in land.values()])
    together = {id_ for family in found for id_ in family}
    return [*found, *([id_] for id_ in land if id_ not in together)]


def decided(deklaration: Deklaration, family: Sequence[tuple[bool, Summor]]) -> tuple[float, int, list[Bundet]]:
    """CPU seconds, how often each was decided at most, and what is to be printed of each."""
    noll, summor = zip(*family, strict=True)
    hagkomster, rounds = [Hagkomst() for _ in summor], [0] * len(summor)

    def of_one(k: int, andra: Sequence[Sagt], tak: Tak, hogst: Utbud | None) -> Bundet:
        rounds[k] += 1
        fraga = asked(summor[k], deklaration.skydd, b"land", noll[k], hogst=hogst)
        minne = reckoned_with(summor[k], andra, tak, fraga.krav.rest)
        skydd = protected(summor[k], deklaration.skydd, fraga, minne, hagkomster[k])
        return unbound(summor[k], withheld_again(skydd, minne) if minne else skydd)

    started = time.process_time()
    found = settled(summor, of_one, deklaration.skydd.troskel)
    return time.process_time() - started, max(rounds), found


def _told(bundet: Bundet) -> tuple[int, int]:
    """The n that are shown, and those that are offered."""
    rows, status = has_row(bundet.summor, bundet.skydd), bundet.skydd.status_n[0]
    return int((rows & (status == SHOWN)).sum()), int((rows & np.isin(status, (SHOWN, SEKRETESS))).sum())


def of_country(home: Home, deklaration: Deklaration, indikator: Indikator) -> Summor | None:
    """None where no kommun tells anything."""
    summor = read_summor(home, deklaration, indikator)
    periods = summor.axlar["period"].medlemmar
    types = [typ for typ, _ in periods]
    shortest = [i for i, typ in enumerate(types) if typ == max(types, key=types.count)]
    kommuner = summor.axlar["omrade"].of_type(KOMMUN)
    if not kommuner:
        return None
    omrade = omrade_axis(deklaration.kommuner)
    rng, size = np.random.default_rng(SEED), len(omrade.atomer)
    at = (rng.choice(10**6, size) % len(kommuner), rng.choice(10**6, size) % len(shortest))
    places = np.array(kommuner)[at[0]], np.array(shortest)[at[1]]
    counts = summor.status[places] == SHOWN

    def of(values: np.ndarray | None) -> np.ndarray | None:
        if values is None or values.shape[:5] != summor.shape or values.dtype.kind == "f":
            return None
        chosen = values[places] * counts.reshape(-1, *(1,) * (values.ndim - 2))
        return add_along(chosen[:, None], 0, omrade)

    axlar = {**axes_of(deklaration, indikator, [str(periods[shortest[-1]][1])]), "omrade": omrade}
    status = np.where(add_along(counts[:, None].astype(np.int64), 0, omrade) > 0, SHOWN, NOTHING_TOLD).astype(np.uint8)
    told = [del_ for del_ in summor.delar if del_.matt != MANADSMEDIAN]
    delar = tuple(
        Del(d.variant, d.matt, d.utfall, of(d.n), of(d.n_okand), of(d.taljare), sida=of(d.sida), parat=d.parat)
        for d in told
    )
    return Summor(summor.indikator, axlar, status, status, status > 9, delar)


if __name__ == "__main__":
    main(*sys.argv[1:])
