"""A release under attack: one indicator after the other, files in, what was found out. Reads the published files
alone."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from isu.granskning.angrepp import laid_out, narrowed, possible
from isu.granskning.bredvid import left_beside
from isu.granskning.ensamma import known_by_some
from isu.granskning.indelning import grouping
from isu.granskning.jamte import Jamte, Utgava
from isu.granskning.kunskap import Antagande, Tror, every_guess, no_guess
from isu.granskning.kvalitet import PREFIX, quality
from isu.granskning.las import (
    Publicerat,
    beside,
    is_bound,
    of_rows,
    protected_alone,
    reckons_with_all,
    revised,
    threshold,
)
from isu.granskning.mellan import TrorLika, always
from isu.granskning.utlatande import MELLAN, breaches, widths
from isu.granskning.vetat import SEED, attacked, known_now, known_of, told_by_others

INDIKATORER = "indikatorer.parquet"


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
    What they would tell is told apart. With `tidigare` each of the two is attacked with the other beside it. With
    `summor`, which gives the counts behind each indicator, those who are alone in a number attack too, where the
    profile promises anything of it. What two indicators count the same of is a guess too, and `lika` says whether it
    is believed."""
    path = utgava / INDIKATORER
    guesses = tror is None and reckons_with_all(path)
    tror = tror or (lambda _: no_guess if guesses else every_guess)
    kommungrupp = grouping(utgava, kommungrupp)
    troskel, levels, revision = threshold(path), protected_alone(path), revised(path)
    own, *old = _beside_each_other(utgava, kommungrupp, tidigare, lika)
    for indikator in own.utgava.indikatorer:
        published = own.utgava.table(indikator)
        if not published.storheter:
            continue
        brister = Counter(left_beside(beside(path, indikator)))
        merged, difference = own.beside(published, of_rows)
        if not revision and (few := _few(difference, published)):
            brister["skillnad"] += few
        known = [
            known_now(own, published, merged, andel, tror(indikator)),
            *known_of(old, indikator, andel, tror(indikator)),
        ]
        if levels and (counts := summor(indikator)) is not None:
            told = known_by_some(known[0].tabell, counts, levels, troskel, SEED)
            brister.update({"ensam": told} if told else {})
        found = [brist.slag for vetat in known for brist in breaches(vetat.tabell, troskel)]
        brister.update(slag for slag in found if slag != "vantande" or not revision)
        assumed = _if_guessed(published, kommungrupp, troskel) if guesses else Antaget()
        told, andra = told_by_others(known, andel, tror(indikator), guesses)
        antagna = dict(assumed.brister - brister + (told if guesses else Counter()))
        brister.update({} if guesses else told)
        yield Utlatande(indikator, dict(brister), widths(known[0].tabell), antagna, assumed.antaganden, andra)
    yield from _of_no_more(own, old, andel, tror, guesses)
    yield from _of_quality(utgava, kommungrupp, troskel)


def _of_no_more(
    own: Jamte, earlier: Sequence[Jamte], andel: float, tror: Callable[[str], Tror], guesses: bool
) -> Iterator[Utlatande]:
    """Of indicators that only an earlier release has: what others tell of them now."""
    for jamte in earlier:
        for indikator in sorted({*jamte.utgava.indikatorer} - {*own.utgava.indikatorer}):
            known = known_of([jamte], indikator, andel, tror(indikator))
            told, andra = told_by_others(known, andel, tror(indikator), guesses)
            if told:
                brister, antagna = ({}, dict(told)) if guesses else (dict(told), {})
                yield Utlatande(indikator, brister, antagna=antagna, andra=andra)


def _beside_each_other(
    utgava: Path, kommungrupp: Mapping[str, str], tidigare: Path | None, lika: TrorLika
) -> list[Jamte]:
    """The release, and an earlier one if there is any: each with the other beside it."""
    own = Utgava(utgava / INDIKATORER, kommungrupp)
    if tidigare is None:
        return [Jamte(own, None, False, lika)]
    old = Utgava(tidigare / INDIKATORER, grouping(tidigare, kommungrupp))
    return [Jamte(one, other, is_bound(own.path), lika) for one, other in ((own, old), (old, own))]


def _few(difference: np.ndarray, published: Publicerat) -> int:
    """How many numbers differ from those of the other release by few, where they are printed as they are."""
    size = np.abs(difference)
    return 0 if published.storning else int(((size > 0) & (size < published.troskel)).sum())


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
