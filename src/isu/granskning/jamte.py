"""A release, alone or with another beside it: its tables as they are known then, and what the indicators tell of each
other. Reads the published files alone.

With another release beside it each indicator shows what either shows of it: so one may tell what another withholds in
both.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from isu.granskning.indelning import Indelning, apart
from isu.granskning.kunskap import Storhet
from isu.granskning.las import Las, Publicerat, indicators, of_rows, read
from isu.granskning.mellan import Delar, Par, TrorLika, equalities, parts_of_others, without_unknown
from isu.granskning.utgavor import together
from isu.granskning.visat import shown


@dataclass(frozen=True)
class Utgava:
    """A file of indicators, and the grouping of kommuner that it was made with."""

    path: Path
    indelning: Indelning

    @cached_property
    def indikatorer(self) -> tuple[str, ...]:
        return tuple(indicators(self.path))

    def table(self, indikator: str, las: Las = of_rows) -> Publicerat:
        return read(self.path, indikator, las)


@dataclass(frozen=True)
class Jamte:
    """A release with `annan` beside it, if there is one; `bound` if the later was made with the earlier in mind.
    `lika` is which guesses of what two indicators count the same of are believed."""

    utgava: Utgava
    annan: Utgava | None
    bound: bool
    lika: TrorLika

    def known(self, publicerat: Publicerat, las: Las) -> Publicerat:
        """A table with what the other release adds to it."""
        return self.beside(publicerat, las)[0]

    def beside(self, publicerat: Publicerat, las: Las) -> tuple[Publicerat, np.ndarray]:
        """The same, and by how much each number differs from that of the other release where both print it, else 0.
        The other alone may have the indicator too."""
        indikator, alone = publicerat.indikator, np.zeros(publicerat.tal.shape)
        if self.annan is None or indikator not in self.annan.indikatorer:
            return publicerat, alone
        indelningar = self.annan.indelning, self.utgava.indelning
        if indikator not in self.utgava.indikatorer:
            return apart(publicerat, *indelningar), alone
        return together(publicerat, apart(self.annan.table(indikator, las), *indelningar), self.bound)

    @cached_property
    def mellan(self) -> "Mellan":
        visade = shown(self.utgava.path, self.annan and self.annan.path, self.known)
        return Mellan(*(seen(visade, self.lika) for seen in (equalities, parts_of_others, without_unknown)))


class Mellan(NamedTuple):
    """What of the indicators is the same, or some of each other's, and which of them have none of unknown outcome."""

    par: Par
    delar: Delar
    utan_okanda: Mapping[str, Collection[Storhet]]
