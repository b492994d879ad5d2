"""The design of distributions: at which levels their categories are told. Pure; decides on counts only.

Where most categories of a class would have to be withheld, all are, at that level: the rows stand there, withheld,
and n is told as before. Such a class is *closed*. The finer ones are closed first, and what a coarser class does not
tell, a finer one does not either.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from isu.aggregate.summor import Summor
from isu.aggregate.utfall import FORDELNING
from isu.disclosure.minne import Minne
from isu.disclosure.per_niva import PerNiva, share
from isu.disclosure.rakning import Rakning
from isu.disclosure.utbud import Klass, Utbud, coarser, members_of

#: (Level, class, part of the sums).
Slutna = frozenset[tuple[str, Klass, int]]


@dataclass(frozen=True)
class Fordelningar:
    """The distributions of some sums in this design; what an earlier release has told (`sagda`) cannot be closed."""

    summor: Summor
    utbud: Utbud
    sagda: Slutna = frozenset()

    def closed_at_first(self, limit: int, most: float, still: Slutna = frozenset()) -> Slutna:
        """Those with a coarser class where more than the share `most` of what is above 0 is less than `limit`; and
        those that are closed `still`."""

        def many(klass: tuple[str, Klass, int]) -> bool:
            counts = self.summor.delar[klass[2]].taljare[np.ix_(*self.places(klass))]
            return bool(self._coarser(klass)) and share((counts > 0) & (counts < limit), counts > 0) > most

        return self._closed(still, many)

    def closed_more(
        self, slutna: Slutna, rakning: Rakning, printed: PerNiva, withheld: PerNiva, most: float, genast: float
    ) -> Slutna:
        """Also the finest open classes of which more than the share `most` is withheld, and others of which more than
        `genast` is, at once, before their finer ones have been tried without.

        `printed` and `withheld` are how many numbers above 0 that are told there are, and how many of them are not
        shown.
        """
        still = [k for k in self.all() if k not in slutna]

        def many(klass: tuple[str, Klass, int]) -> bool:
            level, (_, _, *members) = klass[0], self.places(klass)
            at = np.ix_(*members, self._categories(rakning, klass[2]))
            finest = not any(klass in self._coarser(other) for other in still)
            return share(withheld[level][at], printed[level][at]) > (most if finest else max(most, genast))

        return self._closed(slutna, many)

    def told(self, slutna: Slutna, rakning: Rakning) -> np.ndarray:
        """Over the members of the sums and what is counted: False for the categories, and what they leave of n, that
        are closed."""
        found = np.ones((*self.summor.shape, len(rakning.styr)), bool)
        for klass in slutna:
            members = np.flatnonzero(np.isin(rakning.styr, self._categories(rakning, klass[2])))
            found[np.ix_(*self.places(klass), members)] = False
        return found

    def _closed(self, slutna: Slutna, many: Callable[[tuple[str, Klass, int]], bool]) -> Slutna:
        found = set(slutna)
        for klass in (k for k in self.all() if k not in slutna):
            if (any(c in found for c in self._coarser(klass)) or many(klass)) and klass not in self.sagda:
                found.add(klass)
        return frozenset(found)

    def all(self) -> dict[tuple[str, Klass, int], None]:
        """The coarser classes before the finer."""
        parts = [i for i, del_ in enumerate(self.summor.delar) if del_.matt == FORDELNING]
        offered = [(level, k) for level, own in self.utbud.items() for k, reason in own.items() if not reason]
        return dict.fromkeys((level, k, i) for i in parts for level, k in offered)

    def _coarser(self, klass: tuple[str, Klass, int]) -> list[tuple[str, Klass, int]]:
        level, own, i = klass
        return [(level, c, i) for c in coarser(own, self.utbud[level])]

    def places(self, klass: tuple[str, Klass, int]) -> list[Sequence[int]]:
        areas = [i for i, (typ, _) in enumerate(self.summor.axlar["omrade"].medlemmar) if typ == klass[0]]
        return [areas, range(self.summor.shape[1]), *members_of(klass[1], self.summor.axlar)]

    def _categories(self, rakning: Rakning, part: int) -> list[int]:
        """But for those that some other measure tells too."""
        others = {member for (i, k), member in rakning.plats.items() if i != part}
        own = {rakning.plats[part, k] for k in range(len(self.summor.delar[part].utfall))}
        return sorted(own - others)


def told_before(summor: Summor, utbud: Utbud, minne: Minne | None) -> Slutna:
    """Those that an earlier release has told, in any period."""
    if minne is None:
        return frozenset()
    own = Fordelningar(summor, utbud)
    return frozenset(k for k in own.all() if minne.kanda[k[2]][np.ix_(*own.places(k))].any())


def closed_before(summor: Summor, utbud: Utbud, minne: Minne | None) -> Slutna:
    """Those of which the last release told nothing, though it had their rows."""
    if minne is None:
        return frozenset()
    own = Fordelningar(summor, utbud)

    def closed(klass: tuple[str, Klass, int]) -> bool:
        at = np.ix_(*own.places(klass))
        return bool(minne.tvungna[klass[2]][at].any() and not minne.kanda[klass[2]][at].any())

    return frozenset(filter(closed, own.all()))
