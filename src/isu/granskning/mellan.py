"""What the indicators of a release tell of each other: which count the same units, and a table with what the others
show. Pure, of what is shown (`visat`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from isu.granskning.angrepp import Tabell, laid_out, narrowed, possible
from isu.granskning.inom import Del, limits, some_of_others
from isu.granskning.klasser import HELHET, Antal, Klasspar, Visade
from isu.granskning.kunskap import Storhet, no_guess
from isu.granskning.las import WITHHELD, Publicerat
from isu.granskning.lika import MED_OKANDA, Inom, N, Vad, equal_classes, equal_wholes, of_both, seen_equal
from isu.granskning.utfyllt import (
    HOGST,
    JUST,
    KVAR,
    MINST,
    Fyllning,
    Samma,
    at_least,
    at_most,
    filled,
    fillings,
    with_left,
)
from isu.granskning.utlatande import added

#: Does the attacker believe that these two are the same, in all classes of a breakdown or in two classes?
TrorLika = Callable[[Antal, Antal, Vad], bool]
#: Indicator → what of it is the same as something of another.
Par = Mapping[str, Sequence[Samma]]
#: Indicator → which of its quantities count some of what another does.
Delar = Mapping[str, Sequence[Del]]


def always(one: Antal, other: Antal, vad: Vad) -> bool:
    """Whatever is seen so often that it is no chance."""
    return not isinstance(vad, Inom) or vad.ofta


def equalities(visade: Sequence[Visade], tror: TrorLika = always) -> Par:
    """Which quantities seem to be the same in two indicators, in what, and are believed to be."""
    found = defaultdict(list)
    for (one, other), vad in _believed(visade, tror).items():
        for own, its, what in ((one, other, vad), (other, one, [*map(_turned, vad)])):
            found[visade[own].antal.indikator].append(Samma(visade[own], visade[its], what))
    return found


def parts_of_others(visade: Sequence[Visade], tror: TrorLika = always) -> Delar:
    """Which seem to, and are believed to."""
    found = defaultdict(list)
    for del_ in some_of_others([v for v in visade if v.antal.av == MED_OKANDA]):
        if tror(del_.egen.antal, del_.annan.antal, del_.vad):
            found[del_.egen.antal.indikator].append(del_)
    return found


def without_unknown(visade: Sequence[Visade], tror: TrorLika = always) -> dict[str, set[Storhet]]:
    """Indicator → the n that seem to have none of unknown outcome anywhere, and are believed to."""
    every = {v.antal: v for v in visade}
    found = defaultdict(set)
    for own in visade:
        of_all = every.get(own.antal._replace(av=MED_OKANDA))
        if own.antal.av == N and of_all and seen_equal(own, of_all, HELHET) and tror(own.antal, of_all.antal, HELHET):
            found[own.antal.indikator].add(own.storhet)
    return found


def _turned(vad: Vad) -> Vad:
    return vad if isinstance(vad, str) else Klasspar(vad.andra, vad.ena)


def _believed(visade: Sequence[Visade], tror: TrorLika) -> Mapping[tuple[int, int], list[Vad]]:
    """Pairs of quantities and in what they are the same. Of two indicators all is asked at once: whoever believes may
    have to look up their numbers."""
    found = defaultdict(list)
    for one, other, vad in sorted(_seen(visade), key=lambda of: _indicators(visade, *of[:2])):
        believed = found[one, other]
        if not _is_told(vad, believed) and tror(visade[one].antal, visade[other].antal, vad):
            believed.append(vad)
    return {pair: believed for pair, believed in found.items() if believed}


def _is_told(vad: Vad, believed: Sequence[Vad]) -> bool:
    """What a breakdown tells its classes do not tell again."""
    return isinstance(vad, Klasspar) and vad.ena == vad.andra and vad.ena.uppdelning in believed


def _seen(visade: Sequence[Visade]) -> Iterator[tuple[int, int, Vad]]:
    """What seems to be the same in pairs of quantities: the whole and then breakdowns that both have, before
    classes."""
    wholes = [
        (one, other, name)
        for one, other in equal_wholes(visade)
        for name in (HELHET, *_breakdowns(visade[one], visade[other]))
    ]
    yield from [*wholes, *equal_classes(visade)]


def _indicators(visade: Sequence[Visade], one: int, other: int) -> tuple[str, str]:
    return visade[one].antal.indikator, visade[other].antal.indikator


def _breakdowns(one: Visade, other: Visade) -> list[str]:
    """Those that both have groups of, and that seem to be the same."""
    names = {klass.uppdelning for klass in of_both(one, other)} - {HELHET}
    return [name for name in sorted(names) if seen_equal(one, other, name)]


class Kalla(NamedTuple):
    """What quantities of other indicators tell of a table."""

    andra: tuple[str, ...]
    fyllningar: tuple[Fyllning, ...]


def sources(publicerat: Publicerat, par: Par, delar: Delar, kommungrupp: Mapping[str, str]) -> list[Kalla]:
    """What others tell of this indicator. Those that tell the same are one."""
    andra = defaultdict(set)
    found: dict[tuple, tuple[Fyllning, ...]] = {}
    for annan, told in _told(publicerat, par, delar, kommungrupp):
        key = tuple((of.platser.tobytes(), of.tal.tobytes(), of.med_okanda, of.grans) for of in told)
        found[key] = told
        andra[key].add(annan)
    return [Kalla(tuple(sorted(andra[key])), told) for key, told in found.items() if told]


def _told(
    publicerat: Publicerat, par: Par, delar: Delar, kommungrupp: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Fyllning, ...]]]:
    """Which other, and what it tells."""
    own = publicerat.indikator
    for samma in par.get(own, ()):
        yield samma.annan.antal.indikator, tuple(fillings(publicerat, samma, kommungrupp))
    for del_ in chain.from_iterable(delar.values()):
        of_both = del_.egen.antal.indikator, del_.annan.antal.indikator
        if own in of_both:
            annan = next(indikator for indikator in of_both if indikator != own)
            yield annan, tuple(limits(publicerat, del_, kommungrupp))


def with_others(
    publicerat: Publicerat,
    kallor: Sequence[Kalla],
    alla: Callable[[], Publicerat],
    utan_okanda: Collection[Storhet],
    kommungrupp: Mapping[str, str],
) -> Publicerat:
    """The table with what all of them tell. Where they tell of n with those of unknown outcome, n is no more than can
    be had of that, and no less where it has none (`utan_okanda`). `alla` gives the table with these in n and no
    numerators."""
    told = [of for kalla in kallor for of in kalla.fyllningar]
    own, of_all = ([of for of in told if of.med_okanda is med] for med in (False, True))
    just, left = ([of for of in own if of.grans == grans] for grans in (JUST, KVAR))
    found = with_left(filled(publicerat, just), left)
    if not of_all:
        return found
    just, least, most = ([of for of in of_all if of.grans == grans] for grans in (JUST, MINST, HOGST))
    known = at_most(at_least(filled(alla(), just), least), most)
    every = narrowed(laid_out(known, kommungrupp, no_guess))
    if not possible(every):
        return found
    lag, hog = (limit[..., : publicerat.tal.shape[-1]] for limit in (every.lag, every.hog))
    nobody = np.array([storhet in utan_okanda for storhet in publicerat.storheter])
    no_fewer = (found.lage == WITHHELD) & ~found.vantar & (lag > 0) & nobody
    return replace(found, tal=np.where(no_fewer, lag, found.tal), tak=hog)


def found_with_others(
    tabell: Tabell,
    kallor: Sequence[Kalla],
    attack: Callable[[Sequence[Kalla]], list[Tabell]],
    gissat: bool,
) -> tuple[int, tuple[str, ...]]:
    """How many breaches there are with what others show, that there are not in `tabell`, and which others those are.
    `attack` is with what some of them show, and gives no table where there is no room for every number. Where there is
    none for all that they show, some of them is not the same: then each is taken by itself, and of one that leaves no
    room each of its classes. So it is of what is only guessed (`gissat`): one that is not the same may show what is
    told by one that is."""

    def attempts(ways: Sequence[Sequence[Kalla]]) -> list[tuple[Sequence[Kalla], Tabell]]:
        return [(some, table) for some in ways for table in attack(some)]

    def each() -> list[tuple[Sequence[Kalla], Tabell]]:
        return [found for kalla in kallor for found in attempts([[kalla]]) or attempts(_parts(kalla))]

    if not kallor:
        return 0, ()
    tables = attempts([kallor])
    if not tables or (gissat and len(kallor) > 1):
        tables += each()
    found = [(some, added(table, tabell, tabell.publicerat.troskel)) for some, table in tables]
    names = {name for some, more in found for kalla in some if more for name in kalla.andra}
    return len(set().union(*(more for _, more in found))), tuple(sorted(names))


def _parts(kalla: Kalla) -> list[list[Kalla]]:
    return [[Kalla(kalla.andra, (of,))] for of in kalla.fyllningar if len(kalla.fyllningar) > 1]
