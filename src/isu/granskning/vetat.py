"""What is known of an indicator: by itself, with another release beside it, and with what other indicators show in
either. Reads the published files alone.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from isu.granskning.angrepp import Tabell, laid_out, narrowed, possible
from isu.granskning.inom import told_of_few
from isu.granskning.jamte import Jamte
from isu.granskning.kunskap import Tror, every_guess, no_guess
from isu.granskning.las import SHOWN, WITHHELD, Publicerat, n_of_all, of_rows
from isu.granskning.lp import solved
from isu.granskning.mellan import Kalla, found_with_others, sources, with_others
from isu.granskning.utlatande import ANNAN, INOM

SEED = 0


class Vetat(NamedTuple):
    """What is known of an indicator in a release, before others tell of it, and as narrow as that can be made."""

    jamte: Jamte
    publicerat: Publicerat
    tabell: Tabell


def known_now(jamte: Jamte, published: Publicerat, merged: Publicerat, andel: float, tror: Tror) -> Vetat:
    """With what the other release adds (`merged`), if there is any and there is room for that; else alone."""
    indelning = jamte.utgava.indelning
    for tabell in _that_may_be(merged, indelning, andel, tror) if jamte.annan else ():
        return Vetat(jamte, merged, tabell)
    return Vetat(jamte, published, attacked(published, indelning, andel, tror))


def known_of(earlier: Sequence[Jamte], indikator: str, andel: float, tror: Tror) -> list[Vetat]:
    """Of an earlier release, with what this one adds, if there is room for that."""
    return [
        Vetat(jamte, known, tabell)
        for jamte in earlier
        if indikator in jamte.utgava.indikatorer
        for known in [jamte.known(jamte.utgava.table(indikator), of_rows)]
        for tabell in _that_may_be(known, jamte.utgava.indelning, andel, tror)
    ]


def told_by_others(
    known: Sequence[Vetat], andel: float, tror: Tror, guesses: bool
) -> tuple[Counter[str], tuple[str, ...]]:
    """Breaches per kind by what other indicators show, and which these are."""
    found, andra = Counter(), set()
    for jamte, publicerat, tabell in known:
        indelning, indikator, mellan = jamte.utgava.indelning, publicerat.indikator, jamte.mellan
        alla = cache(partial(_n_of_all, jamte, indikator))
        attack = partial(_with_others, jamte, publicerat, alla, andel, tror)
        kallor = sources(publicerat, mellan.par, mellan.delar, indelning)
        more, of_more = found_with_others(tabell, kallor, attack, guesses)
        few, of_few = told_of_few(mellan.delar.get(indikator, ()), publicerat.troskel, indelning)
        found.update({ANNAN: more, INOM: few})
        andra |= {*of_more, *of_few}
    return +found, tuple(sorted(andra))


def _n_of_all(jamte: Jamte, indikator: str) -> Publicerat:
    return jamte.known(jamte.utgava.table(indikator, n_of_all), n_of_all)


def _with_others(
    jamte: Jamte,
    publicerat: Publicerat,
    alla: Callable[[], Publicerat],
    andel: float,
    tror: Tror,
    kallor: Sequence[Kalla],
) -> list[Tabell]:
    indelning, utan_okanda = jamte.utgava.indelning, jamte.mellan.utan_okanda.get(publicerat.indikator, ())
    told = with_others(publicerat, kallor, alla, utan_okanda, indelning)
    return _that_may_be(told, indelning, andel, tror)


def attacked(
    published: Publicerat, kommungrupp: Mapping[str, str], andel: float = 0.0, tror: Tror = every_guess
) -> Tabell:
    """The table as narrow as the attacker can make it; guesses that leave no room are given up."""
    tabell = narrowed(laid_out(published, kommungrupp, tror))
    if not possible(tabell):
        tabell = narrowed(laid_out(published, kommungrupp, no_guess))
    p = tabell.publicerat
    unknown = (p.lage == WITHHELD) | ((p.lage == SHOWN) & (p.fel > 0) & (tabell.lag < p.troskel))
    chosen = unknown & (np.random.default_rng(SEED).random(unknown.shape) < andel)
    return solved(tabell, chosen) if chosen.any() else tabell


def _that_may_be(merged: Publicerat, kommungrupp: Mapping[str, str], andel: float, tror: Tror) -> list[Tabell]:
    """What one release adds to the other, unless that leaves no room: then something in it has changed unseen."""
    tabell = attacked(merged, kommungrupp, 0.0, tror)
    return [attacked(merged, kommungrupp, andel, tror) if andel else tabell] if possible(tabell) else []
