"""What an indicator is offered by at each level. Pure; knows the members of the axes and nothing of the counts.

A *class* says whether kön and ages are split and by which breakdown. What is not offered has no rows; which classes
that is, is decided before anything is withheld (`utformning`).
"""

from collections.abc import Container, Mapping
from typing import NamedTuple

import numpy as np

from isu.aggregate.axel import ALLA, HELHET, TOTALT, Axel
from isu.aggregate.summor import Summor
from isu.disclosure.dimension import alone


class Klass(NamedTuple):
    """Split by kön, split by age, and the breakdown; empty for none."""

    kon: bool
    alder: bool
    uppdelning: str


#: Level (omrade_typ) → class → why it is not offered; empty where it is.
Utbud = Mapping[str, Mapping[Klass, str]]


def classes(axlar: Mapping[str, Axel]) -> list[Klass]:
    """Every class that has members, the coarser before the finer."""
    wholes = [""] if HELHET in axlar["grupp"].medlemmar else []
    names = wholes + sorted({namn for namn, _ in axlar["grupp"].medlemmar if namn})
    every = [Klass(kon, alder, namn) for namn in names for kon in (False, True) for alder in (False, True)]
    return [klass for klass in every if all(len(m) for m in members_of(klass, axlar))]


def coarser(klass: Klass, own: Container[Klass]) -> list[Klass]:
    """Those of a level's own classes that are split by one thing less."""
    less = [klass._replace(kon=False), klass._replace(alder=False), klass._replace(uppdelning="")]
    return [c for c in less if c != klass and c in own]


def members_of(klass: Klass, axlar: Mapping[str, Axel]) -> tuple[list[int], list[int], list[int]]:
    """Where the printed members of a class stand on the axes of kön, age and group."""
    kon, alder, grupp = (axlar[name] for name in ("kon", "aldersgrupp", "grupp"))
    return (
        [i for i in kon.visade if (kon.medlemmar[i] != TOTALT) == klass.kon],
        [i for i in alder.visade if (alder.medlemmar[i] != ALLA) == klass.alder],
        [i for i in grupp.visade if grupp.medlemmar[i][0] == klass.uppdelning],
    )


def everything(axlar: Mapping[str, Axel]) -> dict[str, dict[Klass, str]]:
    """Every class at every level."""
    levels = sorted({typ for typ, _ in axlar["omrade"].medlemmar})
    return {level: dict.fromkeys(classes(axlar), "") for level in levels}


def offered_at(utbud: Mapping[Klass, str], axlar: Mapping[str, Axel]) -> np.ndarray:
    """Kön × age × group: is it offered at the level with these classes?"""
    found = np.zeros([len(axlar[name].medlemmar) for name in ("kon", "aldersgrupp", "grupp")], bool)
    for klass in (k for k, reason in utbud.items() if not reason):
        found[np.ix_(*members_of(klass, axlar))] = True
    return found


def offered_by_level(summor: Summor, utbud: Utbud) -> np.ndarray:
    """Område × period × kön × age × group: has it rows?"""
    levels = {level: offered_at(classes, summor.axlar) for level, classes in utbud.items()}
    own = np.stack([levels[typ] for typ, _ in summor.axlar["omrade"].medlemmar])
    return np.broadcast_to(own[:, None], summor.shape)


def offered(summor: Summor, utbud: Utbud) -> np.ndarray:
    """Område × period × kön × age × group: may it be printed?"""
    return by_any_name(summor, offered_by_level(summor, utbud))


def by_any_name(summor: Summor, offered: np.ndarray) -> np.ndarray:
    """Område × period × …: areas of the same reporting kommuner are one area with several names, and are offered what
    all of these are. Of numbers the least of theirs."""
    found = offered.copy()
    holds = summor.axlar["omrade"].matris > 0
    reports = summor.status[alone(holds)] == 0
    for period, counts in enumerate(reports.T):
        for same in _alike(holds & counts):
            found[same, period] = found[same, period].min(0)
    return found


def known_by_name(summor: Summor, known: np.ndarray) -> np.ndarray:
    """The same of what is known: what is so by one name is by all."""
    return ~by_any_name(summor, ~known)


def _alike(rows: np.ndarray) -> list[np.ndarray]:
    """Groups of two or more rows that are the same and not empty."""
    groups: dict[bytes, list[int]] = {}
    for i, row in enumerate(np.packbits(rows, axis=1)):
        groups.setdefault(row.tobytes(), []).append(i)
    return [np.array(same) for same in groups.values() if len(same) > 1 and rows[same[0]].any()]


def kept(utbud: Utbud, axlar: Mapping[str, Axel]) -> tuple[list[int], list[int], list[int]]:
    """Which members of kön, age and group are of a class that is offered somewhere: the others need not be counted."""
    somewhere = {klass for classes in utbud.values() for klass, reason in classes.items() if not reason}
    named = {klass.uppdelning for klass in somewhere}
    kon, alder, grupp = (axlar[name] for name in ("kon", "aldersgrupp", "grupp"))
    return (
        [i for i, m in enumerate(kon.medlemmar) if m == TOTALT or any(k.kon for k in somewhere)],
        [i for i, m in enumerate(alder.medlemmar) if m == ALLA or any(k.alder for k in somewhere)],
        [i for i, (namn, _) in enumerate(grupp.medlemmar) if namn in named],
    )
