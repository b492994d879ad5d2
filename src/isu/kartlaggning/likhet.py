"""How alike two names are, 0–1: headers and columns, local codes and common ones. Pure."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from isu.declaration.rubrik import normal_name

#: Words of descriptions that tell nothing of the column.
_SMALL = frozenset(
    [
        "av",
        "den",
        "det",
        "de",
        "då",
        "när",
        "som",
        "har",
        "i",
        "och",
        "på",
        "om",
        "för",
        "från",
        "till",
        "med",
        "en",
        "ett",
    ]
    + ["är", "var", "vid", "the", "of", "it", "was", "and", "in"]
)
#: The halves of a pair: a system that names a column `Source.Text` tells by the second word nothing of what it holds.
_HALVES = frozenset(["text", "code"])
#: Other ways to say no; `Inleds ej` is `inleds_inte` and not `inleds`.
_NO = dict.fromkeys(("ej", "icke", "ingen", "inget", "inga", "nej"), "inte")
#: Shorter words have too few letters to be alike by chance in an interesting way.
SHORTEST = 3


def words(text: str) -> list[str]:
    """`InkomDatum` and `Inkom datum` → inkom, datum."""
    parted = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", text)
    return [_NO.get(w, w) for w in _parts(parted) if w not in _SMALL]


def _parts(text: str) -> list[str]:
    """The words of a name, without the second of a pair."""
    told = [w for w in normal_name(text).split("_") if w]
    return [w for w in told if w not in _HALVES] or told


@lru_cache(maxsize=50_000)
def likeness_of_names(one: str, other: str) -> float:
    """1 for the same name in any case and spelling, else the better of the letters' and the words' likeness."""
    a, b = "".join(_parts(one)), "".join(_parts(other))
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    letters = SequenceMatcher(None, a, b, autojunk=False).ratio() if min(len(a), len(b)) > SHORTEST else 0.0
    likeness = max(letters, _likeness_of_words(words(one), words(other)))
    contrary = ("inte" in words(one)) != ("inte" in words(other))
    return min(0.95, likeness * (0.5 if contrary else 1.0))


def _likeness_of_words(one: list[str], other: list[str]) -> float:
    """Every word's best match, weighted by its length; both ways, so that a longer name is less like."""
    if not one or not other:
        return 0.0
    return (_matched(one, other) + _matched(other, one)) / 2


def _matched(one: list[str], other: list[str]) -> float:
    total = sum(map(len, one))
    return sum(len(w) * max(_likeness_of_word(w, o) for o in other) for w in one) / total


def _likeness_of_word(a: str, b: str) -> float:
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) >= SHORTEST and long.startswith(short):
        return 0.85  # an abbreviation
    if len(short) >= SHORTEST + 1 and short in long:
        return 0.7  # part of a compound
    return 0.6 * SequenceMatcher(None, a, b, autojunk=False).ratio()


def best_likeness(name: str, candidates: Iterable[str]) -> float:
    return max((likeness_of_names(name, c) for c in candidates), default=0.0)


def said_in(name: str, description: str) -> float:
    """How much of the name stands among the words of a longer description."""
    own, told = words(name), words(description)
    return _matched(own, told) if own and told else 0.0
