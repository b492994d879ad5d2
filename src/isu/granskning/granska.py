"""A release under attack: one indicator after the other, files in, what was found out. Reads the published files
alone."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isu.granskning.angrepp import Tabell, laid_out, narrowed, possible
from isu.granskning.bredvid import left_beside
from isu.granskning.ensamma import known_by_some
from isu.granskning.indelning import apart, grouping
from isu.granskning.inom import told_of_few
from isu.granskning.kunskap import Antagande, Tror, every_guess, no_guess
from isu.granskning.kvalitet import PREFIX, quality
from isu.granskning.las import (
    OM_OKANDA,
    SHOWN,
    WITHHELD,
    Publicerat,
    about_of,
    beside,
    indicators,
    is_bound,
    of_rows,
    protected_alone,
    read,
    reckons_with_all,
    revised,
    threshold,
    told_rows,
)
from isu.granskning.lp import solved
from isu.granskning.mellan import (
    Kalla,
    TrorLika,
    always,
    equalities,
    found_with_others,
    parts_of_others,
    shown,
    sources,
    with_others,
)
from isu.granskning.utgavor import together
from isu.granskning.utlatande import ANNAN, INOM, MELLAN, breaches, widths

INDIKATORER = "indikatorer.parquet"
SEED = 0


@dataclass
class Utlatande:
    """Of one indicator, or of the quality of a table: breaches per kind, and per kind of area how many numbers are
    withheld and the narrowest. `antagna` are those that there would be if all that the attacker can guess
    (`antaganden`) were true. `andra` are the indicators that tell of this one, where that is a breach or would be."""

    indikator: str
    brister: dict[str, int] = field(default_factory=dict)
    bredd: dict[str, tuple[int, float]] = field(default_factory=dict)
    antagna: dict[str, int] = field(default_factory=dict)
    antaganden: tuple[Antagande, ...] = ()
    andra: tuple[str, ...] = ()


@dataclass(frozen=True)
class Samlat:
    """Of a whole edition: how many indicators and withheld numbers, breaches per kind, and which indicators have any;
    those of which some are found only by a guess; and which have any by what others tell, and by which. Never a number
    that is withheld."""

    indikatorer: int
    dolda: int
    brister: Mapping[str, int]
    bristfalliga: tuple[str, ...]
    gissade: tuple[Utlatande, ...] = ()
    mellan: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def gathered(found: Sequence[Utlatande]) -> Samlat:
    brister: Counter[str] = Counter()
    for utlatande in found:
        brister.update(utlatande.brister)
    dolda = sum(n for utlatande in found for n, _ in utlatande.bredd.values())
    with_any = tuple(u.indikator for u in found if u.brister)
    of_numbers = sum(not utlatande.indikator.startswith(PREFIX) for utlatande in found)
    gissade = tuple(u for u in found if u.antagna)
    mellan = {u.indikator: u.andra for u in found if u.brister.keys() & {*MELLAN}}
    return Samlat(of_numbers, dolda, dict(sorted(brister.items())), with_any, gissade, mellan)


def audit(
    utgava: Path,
    kommungrupp: Mapping[str, str],
    tidigare: Path | None = None,
    andel: float = 0.0,
    tror: Callable[[str], Tror] | None = None,
    summor: Callable[[str], pa.Table | None] = lambda _: None,
    lika: TrorLika = always,
) -> Iterator[Utlatande]:
    """What the attacker finds, indicator by indicator, then in the quality of each table. `kommungrupp`, kommun →
    group, is asked only of a release that does not tell its own grouping. `andel` of the withheld numbers are bounded
    by linear programming. `tror` says of each indicator which guesses the attacker believes; else it believes them all,
    but of a release whose rule reckons with what is true none: who believes in more than that is told nothing by it.
    What they would tell is told apart. With `summor`, which gives the counts behind each indicator, those who are alone
    in a number attack too, where the profile promises anything of it. What two indicators count the same of is a guess
    too, and `lika` says whether it is believed."""
    path = utgava / INDIKATORER
    guesses = tror is None and reckons_with_all(path)
    tror = tror or (lambda _: no_guess if guesses else every_guess)
    kommungrupp = grouping(utgava, kommungrupp)
    troskel, levels, revision = threshold(path), protected_alone(path), revised(path)
    before = indicators(tidigare / INDIKATORER) if tidigare else []
    earlier = grouping(tidigare, kommungrupp) if tidigare else kommungrupp
    visade = shown(path)
    par, delar = equalities(visade, lika), parts_of_others(visade, lika)
    for indikator in indicators(path):
        rows = told_rows(path, pc.field("indikator") == indikator, *OM_OKANDA)
        published = of_rows(rows, indikator, about_of(path))
        if not published.storheter:
            continue
        brister = Counter(left_beside(beside(path, indikator)))
        alone = attacked(published, kommungrupp, andel, tror(indikator))
        tables = [alone]
        if tidigare and indikator in before:
            old, bound = read(tidigare / INDIKATORER, indikator), is_bound(path)
            merged, difference = together(published, apart(old, earlier, kommungrupp), bound)
            old_merged, _ = together(old, apart(published, kommungrupp, earlier), bound)
            few = (np.abs(difference) > 0) & (np.abs(difference) < troskel) & (published.storning == 0)
            brister.update({"skillnad": int(few.sum())} if few.any() and not revision else {})
            tables = _that_may_be(merged, kommungrupp, andel, tror(indikator)) or tables
            tables += _that_may_be(old_merged, earlier, andel, tror(indikator))
        if levels and (counts := summor(indikator)) is not None:
            told = known_by_some(tables[0], counts, levels, troskel, SEED)
            brister.update({"ensam": told} if told else {})
        found = [brist.slag for tabell in tables for brist in breaches(tabell, troskel)]
        brister.update(slag for slag in found if slag != "vantande" or not revision)
        assumed = _if_guessed(published, kommungrupp, troskel) if guesses else Antaget()
        attack = partial(_with_others, published, rows, kommungrupp, andel, tror(indikator))
        more, andra = found_with_others(alone, sources(published, par, kommungrupp), attack, guesses)
        few, of_few = told_of_few(delar.get(indikator, ()), troskel, kommungrupp)
        told, andra = +Counter({ANNAN: more, INOM: few}), tuple(sorted({*andra, *of_few}))
        antagna = dict(assumed.brister - brister + (told if guesses else Counter()))
        brister.update({} if guesses else told)
        yield Utlatande(indikator, dict(brister), widths(tables[0]), antagna, assumed.antaganden, andra)
    yield from _of_quality(utgava, kommungrupp, troskel)


def _of_quality(utgava: Path, kommungrupp: Mapping[str, str], troskel: int) -> Iterator[Utlatande]:
    """Rows of a year are those of its half-years: everybody may know that."""
    for published in quality(utgava, utgava / INDIKATORER):
        tabell = attacked(published, kommungrupp)
        found = Counter(brist.slag for brist in breaches(tabell, troskel))
        yield Utlatande(published.indikator, dict(found), widths(tabell))


class Antaget(NamedTuple):
    """Breaches per kind, if all of this were true."""

    brister: Counter[str] = Counter()
    antaganden: tuple[Antagande, ...] = ()


def _if_guessed(published: Publicerat, kommungrupp: Mapping[str, str], troskel: int) -> Antaget:
    """What would be found by every guess, and these; nothing where they leave no room, so that one of them is wrong."""
    guessed: dict[Antagande, None] = {}
    tabell = laid_out(published, kommungrupp, lambda *guess: guessed.setdefault(guess) is None)
    if not guessed or not possible(tabell := narrowed(tabell)):
        return Antaget()
    return Antaget(Counter(brist.slag for brist in breaches(tabell, troskel)), tuple(guessed))


def _that_may_be(merged: Publicerat, kommungrupp: Mapping[str, str], andel: float, tror: Tror) -> list[Tabell]:
    """What one release adds to the other, unless that leaves no room: then something in it has changed unseen."""
    tabell = attacked(merged, kommungrupp, 0.0, tror)
    return [attacked(merged, kommungrupp, andel, tror) if andel else tabell] if possible(tabell) else []


def _with_others(
    published: Publicerat,
    rows: pa.Table,
    kommungrupp: Mapping[str, str],
    andel: float,
    tror: Tror,
    kallor: Sequence[Kalla],
) -> list[Tabell]:
    return _that_may_be(with_others(published, kallor, rows, kommungrupp), kommungrupp, andel, tror)


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
