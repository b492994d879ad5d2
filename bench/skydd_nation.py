"""Every indicator of a national release from made-up counts, protected and proved: run by skydd.py.

290 kommuner, every variant, measure and breakdown of the real heads, by the profile that holds; one period, or with
`atta` first the eight of PERIODER, in which half-years add up to years. Other arguments name indicators. Says per
indicator and, as JSON on its last line, altogether: CPU seconds of design, search and gate, peak memory, and how much
is withheld. With eight periods one kommun then corrects a half-year of a year that is told too: `rattelse` has per
table what the indicators that read it cost again, before anything has been released, and `efter_utgava` what they cost
when it has. Of one period all of it is decided anew.
"""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from isu.aggregate.axel import Axel, add_along
from isu.aggregate.summera import axes_of, parts_of
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.cells.falt import KM_MEDIAN, MANADSMEDIAN
from isu.cells.indikator import Indikator, load_indicators
from isu.declaration import Deklaration, load_declarations
from isu.disclosure.arsvis import Hagkomst, by_blocks
from isu.disclosure.besluta import areas_of, limits_of
from isu.disclosure.bundet import bound
from isu.disclosure.minne import Minne
from isu.disclosure.prova import Fraga, rule_of
from isu.disclosure.sammanfogat import Bundet
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import NEVER, Tidigare
from isu.disclosure.utbud import offered

PERIOD = {"dag": "2024-11-01", "manad": "2024-01", "kvartal": "2024K1", "halvar": "2024H1", "helar": "2024"}
PERIODER = ["2022H1", "2022H2", "2022", "2023H1", "2023H2", "2023", "2024H1", "2024H2"]
KON = (0.49, 0.5, 0.01)
#: So many units in the nation, from the rarest indicator to the commonest.
FEWEST, MOST = 3.0, 5.3


def main(wanted: list[str]) -> None:
    deklaration, atta = load_declarations(), wanted[:1] == ["atta"]
    wanted, rattelse = wanted[atta:], Counter()
    efter_utgava = Counter()
    cpu, skydd, antal = 0.0, deklaration.skydd, Raknat()
    every = load_indicators(deklaration).values()
    chosen = [(number, i) for number, i in enumerate(every) if i.id in wanted or not wanted]
    for number, indikator in chosen:
        perioder = PERIODER if atta and "halvar" in indikator.periodtyper else ()
        summor = made_up(indikator, deklaration, np.random.default_rng(number), perioder)
        fraga = Fraga(limits_of(skydd), rule_of(skydd), 0, areas_of(summor, skydd.ensamma))
        own = Hagkommet()
        shown, spent = _timed(partial(by_blocks, summor, fraga, None, own))
        cpu, antal = cpu + spent, antal + own.antal
        share = 100 * own.antal.dolda / max(1, own.antal.tal)
        again, bound_again = spent, 0.0
        if perioder:
            now, fore = corrected(summor), released(summor, shown)
            again = _timed(partial(by_blocks, now, fraga, None, Hagkommet(own.nu)))[1]
            bound_again = _timed(partial(after_release, now, fore, replace(fraga, tidigare=shown.utbud), own))[1]
        rattelse.update(dict.fromkeys(indikator.tabeller, again))
        efter_utgava.update(dict.fromkeys(indikator.tabeller, bound_again))
        print(
            f"{indikator.id} {summor.shape} {spent:.1f} s, {share:.0f} % av {own.antal.tal}, "
            f"rättat {again:.1f} s, efter utgåva {bound_again:.1f} s",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"indikatorer": len(chosen), "cpu": cpu, "mb": peak, **antal._asdict()}
    for namn, per_tabell in (("rattelse", rattelse), ("efter_utgava", efter_utgava)):
        told |= {namn: {tabell: round(spent, 1) for tabell, spent in per_tabell.most_common()}}
    print(json.dumps(told))


class Raknat(NamedTuple):
    """Numbers above 0 that are offered, those withheld of them, and blocks withheld as a whole."""

    tal: int = 0
    dolda: int = 0
    hela: int = 0

    def __add__(self, other: "Raknat") -> "Raknat":
        return Raknat(*(a + b for a, b in zip(self, other, strict=True)))


class Hagkommet(Hagkomst):
    """Counts in what is decided."""

    antal = Raknat()

    def of(self, key, block, make):
        def counted():
            beslut, design = make()
            printed = beslut.modell.tryckt & (beslut.modell.varden > 0)
            self.antal += Raknat(int(printed.sum()), int((beslut.monster.dolda & printed).sum()), beslut.hel)
            return beslut, design

        return super().of(key, block, counted)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.process_time()
    return work(), time.process_time() - started


def after_release(now: Summor, fore: Tidigare, fraga: Fraga, hagkomst: Hagkommet) -> Bundet:
    """The same correction when everything has been released: what was printed binds, and what was proved is gone on
    with."""
    proved = {block: own for block, key in hagkomst.gallande.items() if (own := hagkomst.nu[key].bevisat)}
    decide = partial(_bound, now, fraga, Hagkomst(None, proved))
    return bound(now, decide, [fore], fraga.krav)


def _bound(summor: Summor, fraga: Fraga, hagkomst: Hagkomst, minne: Minne) -> Skydd:
    return by_blocks(summor, fraga, minne, hagkomst, minne)


def released(summor: Summor, shown: Skydd) -> Tidigare:
    rows = np.zeros(summor.shape, bool)
    rows[np.ix_(*(axel.visade for axel in summor.axlar.values()))] = True
    rows &= offered(summor, shown.utbud)
    status_n = tuple(np.where(rows, own, NEVER) for own in shown.status_n)
    status = tuple(np.where(rows[..., None], own, NEVER) for own in shown.status)
    none = tuple(np.zeros(summor.shape, bool) for _ in summor.delar)
    return Tidigare(summor.delar, status_n, status, none, summor.status == 0, summor.antal_kommuner, True)


def corrected(summor: Summor) -> Summor:
    """The first kommun has counted five more of one kön and age in the last half-year of a whole year."""
    omrade, period, kon, alder, grupp = summor.axlar.values()
    whole, (*_, half) = period.summor[-1]
    first = {namn: i for i, (namn, _) in reversed([*enumerate(grupp.medlemmar)])}
    holds = [np.flatnonzero(axel.matris[:, 0]) for axel in (omrade, kon, alder)]
    at = np.ix_(holds[0], [whole, half], *holds[1:], sorted(first.values()))

    def more(values: np.ndarray) -> np.ndarray:
        values = values.copy()
        values[at] += 5
        return values

    def of_first(taljare: np.ndarray) -> np.ndarray:
        return np.concatenate([more(taljare[..., 0])[..., None], taljare[..., 1:]], -1)

    return replace(summor, delar=tuple(replace(d, n=more(d.n), taljare=of_first(d.taljare)) for d in summor.delar))


def made_up(
    indikator: Indikator, deklaration: Deklaration, rng: np.random.Generator, perioder: Sequence[str] = ()
) -> Summor:
    """Kommuner of very different sizes; variants within the first, groups that add up, years that are the sum of their
    half-years."""
    axlar = axes_of(deklaration, indikator, perioder or [PERIOD[indikator.periodtyper[0]]])
    shape = [len(axlar[name].atomer) for name in ("omrade", "period", "kon", "aldersgrupp")]
    size = rng.lognormal(0, 1.2, shape[0])
    expected = 10 ** rng.uniform(FEWEST, MOST) * (size / size.sum())[:, None, None, None] * np.array(KON)[:, None]
    expected = np.broadcast_to(expected * rng.dirichlet(np.full(shape[3], 4.0)), shape)
    everybody = rng.poisson(expected)
    units: dict[str, np.ndarray] = {}
    delar = []
    for variant, matt, koder in parts_of(deklaration, indikator):
        if matt.matt == MANADSMEDIAN:
            continue
        if variant not in units:
            units[variant] = _grouped(everybody if not units else rng.binomial(everybody, 0.6), axlar["grupp"], rng)
        counted = units[variant]
        n = _added(counted, axlar)
        taljare = n[..., None]
        if matt.matt == ANDEL:
            taljare = _added(rng.binomial(counted, 0.4), axlar)[..., None]
        if matt.matt == FORDELNING:
            parts = rng.multinomial(counted, rng.dirichlet(np.full(len(koder), 2.0)))
            taljare = np.stack([_added(part, axlar) for part in np.moveaxis(parts, -1, 0)], -1)
        sida = n // 2 if matt.matt == KM_MEDIAN else None
        delar.append(Del(variant, matt.matt, koder, n, 0 * n, taljare, sida=sida, parat=matt.parat))
    status = np.zeros((len(axlar["omrade"].medlemmar), shape[1]), np.uint8)
    return Summor(indikator.id, axlar, status, status, status > 0, tuple(delar))


def _grouped(counts: np.ndarray, grupp: Axel, rng: np.random.Generator) -> np.ndarray:
    """A last dimension of the members of the axis: the whole, if there is one, and each breakdown of it."""
    found = np.repeat(counts[..., None], len(grupp.medlemmar), -1)
    for namn in dict.fromkeys(namn for namn, _ in grupp.medlemmar if namn):
        at = [i for i, member in enumerate(grupp.medlemmar) if member[0] == namn]
        found[..., at] = rng.multinomial(counts, rng.dirichlet(np.full(len(at), 1.0)))
    return found


def _added(counts: np.ndarray, axlar: dict[str, Axel]) -> np.ndarray:
    counts = counts.copy()
    for year, parts in axlar["period"].summor:
        counts[:, year] = counts[:, parts].sum(1)
    for place, axel in enumerate(axlar.values()):
        counts = add_along(counts, place, axel)
    return counts


if __name__ == "__main__":
    main(sys.argv[1:])
