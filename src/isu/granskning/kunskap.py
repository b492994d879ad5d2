"""What everybody knows of the members of a published table: which of them add up to which. From names and public lists.

And what can be guessed: that two quantities, or a year and its half-years, are bound to each other because they are
wherever both are shown.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from isu.granskning.las import NOTHING, OKAND, SHOWN, Publicerat

#: So many pairs of shown numbers make a reader believe that one quantity is always within another.
OFTEN = 8
Addition = tuple[int, tuple[int, ...]]
#: (variant, measure, category); without category it is n.
Storhet = tuple[str, str, str | None]
#: Does the attacker believe that the first quantity is the sum of the others, or no less (`inom`)?
Tror = Callable[[str, Storhet, tuple[Storhet, ...]], bool]
#: What is guessed: (how, the whole, its parts). Of periods a name stands where the variant does, and nothing else.
Antagande = tuple[str, Storhet, tuple[Storhet, ...]]
HELA_RIKET = "0000"
LIKA, INOM, DEL, SUMMA, PERIOD = "lika", "inom", "del", "summa", "period"


def every_guess(slag: str, whole: Storhet, parts: tuple[Storhet, ...]) -> bool:
    return True


def no_guess(slag: str, whole: Storhet, parts: tuple[Storhet, ...]) -> bool:
    return False


_BAND = re.compile(r"(\d+)(?:-(\d+)|\+)$")


def additions(
    publicerat: Publicerat, kommungrupp: Mapping[str, str], av_perioder: Iterable[Addition]
) -> list[list[Addition]]:
    """Per dimension but the last: (whole, parts). `kommungrupp` is the public list, kommun → group,
    `av_perioder` what adds up over periods."""
    omrade, _, kon, alder, grupp = publicerat.axlar
    return [
        _areas(omrade, kommungrupp),
        [*av_perioder],
        [(kon.index(("T",)), tuple(i for i, k in enumerate(kon) if k != ("T",)))],
        _ages(alder),
        _groups(publicerat, grupp),
    ]


def _areas(omrade: tuple, kommungrupp: Mapping[str, str]) -> list[Addition]:
    places = {
        typ: [i for i, (t, _) in enumerate(omrade) if t == typ]
        for typ in ("kommun", "lan", "kommungrupp", "riket", "stadsdel")
    }
    found = [
        (whole, tuple(i for i in places["kommun"] if area_of(omrade[i][1], typ, kommungrupp) == omrade[whole][1]))
        for typ in ("lan", "kommungrupp")
        for whole in places[typ]
    ]
    found += [(whole, tuple(places[typ])) for whole in places["riket"] for typ in ("lan", "kommungrupp")]
    found += [
        (whole, tuple(i for i in places["stadsdel"] if omrade[i][1].startswith(f"{omrade[whole][1]}-")))
        for whole in places["kommun"]
    ]
    return [(whole, parts) for whole, parts in found if parts]


def area_of(kommun: str, typ: str, kommungrupp: Mapping[str, str]) -> str | None:
    """The area of this type that a kommun is in."""
    return {"lan": kommun[:2], "kommungrupp": kommungrupp.get(kommun), "riket": HELA_RIKET}.get(typ)


def _ages(alder: tuple) -> list[Addition]:
    """`alla` holds every band and the unknown; a wider band holds the narrower ones that fill it."""
    bands = {i: _band(name) for i, (name,) in enumerate(alder) if _band(name)}
    narrow = [alder.index(member) for member in narrow_bands(alder)]
    found = [(i, tuple(j for j in narrow if _inside(bands[j], bands[i]))) for i in bands if i not in narrow]
    if ("alla",) in alder:
        found.append((alder.index(("alla",)), (*narrow, alder.index((OKAND,)))))
    return found


def narrow_bands(alder: Sequence[tuple[str]]) -> list[tuple[str]]:
    """The bands that hold no other."""
    bands = {member: band for member in alder if (band := _band(member[0]))}
    return [m for m, band in bands.items() if not any(_inside(other, band) for o, other in bands.items() if o != m)]


def _band(name: str) -> tuple[int, int] | None:
    match = _BAND.match(name)
    return (int(match[1]), int(match[2] or 999)) if match else None


def _inside(band: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= band[0] and band[1] <= other[1]


def _groups(publicerat: Publicerat, grupp: tuple) -> list[Addition]:
    if ("", "") not in grupp:
        return []
    whole = grupp.index(("", ""))
    names = sorted({uppdelning for uppdelning, _ in grupp if uppdelning})
    ways = [(whole, tuple(i for i, (u, _) in enumerate(grupp) if u == name)) for name in names]
    return [way for way in ways if _never_more(publicerat, 4, way)]


def _never_more(publicerat: Publicerat, place: int, way: Addition) -> bool:
    """The parts, as far as they are printed, are never more than the whole."""
    whole, parts, shown = shown_in(publicerat, place, way)
    return bool((parts <= whole)[shown].all())


def shown_in(publicerat: Publicerat, place: int, way: Addition) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The whole, the sum of the parts that are printed, and where all are shown: the dimension of `place` is gone."""
    tal, lage = (np.moveaxis(a, place, 0) for a in (publicerat.tal, publicerat.lage))
    whole, parts = way[0], list(way[1])
    printed = [p for p in parts if (lage[p] <= NOTHING).any()]
    shown = (lage[whole] == SHOWN) & (lage[printed] == SHOWN).all(0)
    return tal[whole], tal[printed].sum(0), shown


def relations(tal: np.ndarray, lage: np.ndarray, storheter, fel: int = 0) -> list[tuple[int, int, str]]:
    """Pairs of quantities (wider, narrower) and what holds between them: `del` for a numerator and its n; `lika` or
    `inom` for n with n and numerator with numerator, when it holds wherever both are shown.

    Two variants are never taken to be equal, though they are wherever both are shown: where they differ by a few one of
    them is withheld, so that is what is seen of nearly equal ones too. Then the one that is shown less is within the
    other. What a variant counts of its units may be within what another does when its units may be: else a smaller
    number would be taken for a part of any larger one.

    Where a printed number may be `fel` from what it is, one that is within another may be printed as the larger, and of
    two that are near each other either may be within the other.
    """
    found = []
    for a, (variant, matt, utfall) in enumerate(storheter):
        for b, (other, its_matt, its_utfall) in enumerate(storheter):
            if variant == other and utfall is None and its_utfall is not None:
                if matt == its_matt or _never_more_than(tal, lage, a, b, seen=False):
                    found.append((a, b, DEL))
            elif a != b and (utfall is None) == (its_utfall is None):
                if variant == other:
                    found += [(a, b, LIKA)] if a < b and _equal(tal, lage, a, (b,)) else []
                elif _never_more_than(tal, lage, a, b, fel=fel) and _units_may_be(tal, lage, storheter, a, b, fel):
                    same = _never_more_than(tal, lage, b, a)
                    found += [(a, b, INOM)] if fel or not same or _shown_at(lage, a, b) > _shown_at(lage, b, a) else []
    return found


def sums(tal: np.ndarray, lage: np.ndarray, storheter, fel: int = 0) -> list[Addition]:
    """What a numerator and its n have to do with the n of another variant, if it holds wherever all are shown: the
    other is of those in the numerator, as of those who have waited is asked how long; or it is of those left. And what
    n of variants have to do with each other."""
    found = _of_variants(tal, lage, storheter, fel)
    for a, (variant, _, utfall) in enumerate(storheter):
        of_a = [x for x, (own, _, its) in enumerate(storheter) if utfall is None and own == variant and its is not None]
        for x in of_a:
            others = [b for b, (other, _, its) in enumerate(storheter) if other != variant and its is None]
            found += [(a, (x, b)) for b in others if _equal(tal, lage, a, (x, b), fel)]
            found += [(x, (b,)) for b in others if _equal(tal, lage, x, (b,), fel)]
    return found


def _of_variants(tal: np.ndarray, lage: np.ndarray, storheter, fel: int) -> list[Addition]:
    """n that is the sum of those of two or three other variants, if it is wherever all are shown."""
    of_n = [i for i, (_, _, utfall) in enumerate(storheter) if utfall is None]
    first = {storheter[i][0]: i for i in reversed(of_n)}
    return [
        (whole, parts)
        for whole in first.values()
        for many in (2, 3)
        for parts in combinations([i for i in first.values() if i != whole], many)
        if _equal(tal, lage, whole, parts, fel)
    ]


def _equal(tal: np.ndarray, lage: np.ndarray, whole: int, parts: tuple[int, ...], fel: int = 0) -> bool:
    """Seen often enough to be more than chance?"""
    shown = (lage[..., [whole, *parts]] == SHOWN).all(-1)
    own = tal[..., whole][shown]
    off = np.abs(own - tal[..., parts][shown].sum(-1))
    return bool((off <= fel * (1 + len(parts))).all()) and int((own > 0).sum()) >= OFTEN


def _units_may_be(tal: np.ndarray, lage: np.ndarray, storheter, a: int, b: int, fel: int) -> bool:
    """May the units that b is of be within those that a is of? Either may be an n itself."""
    of_a, of_b = (
        [n for n, (variant, _, utfall) in enumerate(storheter) if variant == storheter[x][0] and utfall is None]
        for x in (a, b)
    )
    return any(_never_more_than(tal, lage, n, other, seen=False, fel=fel) for n in of_a for other in of_b)


def _shown_at(lage: np.ndarray, a: int, b: int) -> tuple[int, int]:
    """How often a quantity is shown; of two that are as often, the first counts as more."""
    return int((lage[..., a] == SHOWN).sum()), b - a


def _never_more_than(tal: np.ndarray, lage: np.ndarray, a: int, b: int, seen: bool = True, fel: int = 0) -> bool:
    """Is b nowhere more than a? With `seen` only if that has been seen often enough to be more than chance."""
    shown = (lage[..., a] == SHOWN) & (lage[..., b] == SHOWN)
    never = bool((tal[..., b] <= tal[..., a] + 2 * fel)[shown].all())
    return never and (not seen or int((tal[..., b][shown] > 0).sum()) >= OFTEN)
