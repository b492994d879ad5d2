"""A release under attack: one indicator after the other, files in, what was found out. Reads the published files
alone."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from isu.granskning.angrepp import Tabell, laid_out, narrowed, possible
from isu.granskning.bredvid import left_beside
from isu.granskning.ensamma import known_by_some
from isu.granskning.kunskap import Tror, every_guess, no_guess
from isu.granskning.las import (
    WITHHELD,
    Publicerat,
    beside,
    indicators,
    is_bound,
    protected_alone,
    read,
    revised,
    threshold,
)
from isu.granskning.lp import solved
from isu.granskning.utgavor import together
from isu.granskning.utlatande import breaches, widths

INDIKATORER = "indikatorer.parquet"
SEED = 0


@dataclass
class Utlatande:
    """Of one indicator: breaches per kind, and per kind of area how many numbers are withheld and the narrowest."""

    indikator: str
    brister: dict[str, int] = field(default_factory=dict)
    bredd: dict[str, tuple[int, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Samlat:
    """Of a whole edition: how many indicators and withheld numbers, breaches per kind, and which indicators have any.
    Never a number that is withheld."""

    indikatorer: int
    dolda: int
    brister: Mapping[str, int]
    bristfalliga: tuple[str, ...]


def gathered(found: Sequence[Utlatande]) -> Samlat:
    brister: Counter[str] = Counter()
    for utlatande in found:
        brister.update(utlatande.brister)
    dolda = sum(n for utlatande in found for n, _ in utlatande.bredd.values())
    return Samlat(len(found), dolda, dict(sorted(brister.items())), tuple(u.indikator for u in found if u.brister))


def audit(
    utgava: Path,
    kommungrupp: Mapping[str, str],
    tidigare: Path | None = None,
    andel: float = 0.0,
    tror: Callable[[str], Tror] = lambda _: every_guess,
    summor: Callable[[str], pa.Table | None] = lambda _: None,
) -> Iterator[Utlatande]:
    """What the attacker finds, indicator by indicator. `andel` of the withheld numbers are bounded by linear
    programming. `tror` says of each indicator which guesses the attacker believes. With `summor`, which gives
    the counts behind each indicator, those who are alone in a number attack too, where the profile promises anything of
    it."""
    path = utgava / INDIKATORER
    troskel, levels, revision = threshold(path), protected_alone(path), revised(path)
    before = indicators(tidigare / INDIKATORER) if tidigare else []
    for indikator in indicators(path):
        published = read(path, indikator)
        if not published.storheter:
            continue
        brister = Counter(left_beside(beside(path, indikator)))
        tables = [attacked(published, kommungrupp, andel, tror(indikator))]
        if tidigare and indikator in before:
            old, bound = read(tidigare / INDIKATORER, indikator), is_bound(path)
            (merged, difference), (old_merged, _) = together(published, old, bound), together(old, published, bound)
            few = (np.abs(difference) > 0) & (np.abs(difference) < troskel) & (published.storning == 0)
            brister.update({"skillnad": int(few.sum())} if few.any() and not revision else {})
            tables = _that_may_be(merged, kommungrupp, andel) or tables
            tables += _that_may_be(old_merged, kommungrupp, andel)
        if levels and (counts := summor(indikator)) is not None:
            told = known_by_some(tables[0], counts, levels, troskel, SEED)
            brister.update({"ensam": told} if told else {})
        found = [brist.slag for tabell in tables for brist in breaches(tabell, troskel)]
        brister.update(slag for slag in found if slag != "vantande" or not revision)
        yield Utlatande(indikator, dict(brister), widths(tables[0]))


def _that_may_be(merged: Publicerat, kommungrupp: Mapping[str, str], andel: float) -> list[Tabell]:
    """What one release adds to the other, unless that leaves no room: then something in it has changed unseen."""
    tabell = attacked(merged, kommungrupp)
    return [attacked(merged, kommungrupp, andel) if andel else tabell] if possible(tabell) else []


def attacked(
    published: Publicerat, kommungrupp: Mapping[str, str], andel: float = 0.0, tror: Tror = every_guess
) -> Tabell:
    """The table as narrow as the attacker can make it; guesses that leave no room are given up."""
    tabell = narrowed(laid_out(published, kommungrupp, tror))
    if not possible(tabell):
        tabell = narrowed(laid_out(published, kommungrupp, no_guess))
    withheld = tabell.publicerat.lage == WITHHELD
    chosen = withheld & (np.random.default_rng(SEED).random(withheld.shape) < andel)
    return solved(tabell, chosen) if chosen.any() else tabell
