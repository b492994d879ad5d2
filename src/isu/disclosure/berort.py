"""The periods that a new release judges: those that hang together with one in which something has changed. Pure.

In the others nothing can come to stand or wait, and what was told of them is told again. The rule is asked of all,
since it offers the same in all; of the others it is only seen that it withholds nothing known.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.disclosure.kanda import known_withheld, withheld_again
from isu.disclosure.minne import Minne
from isu.disclosure.sammanfogat import COUNTED, Bundet, unbound
from isu.disclosure.skydd import Skydd
from isu.disclosure.urval import among, of_periods


class Utanfor(Exception):
    """The rule would withhold something known in a period that is not judged."""


class Berort:
    """The rule, asked of some periods (`summor`) of all (`helt`). `minne` is what it was told last of all of them, and
    `skydd` what it then decided."""

    def __init__(self, helt: Summor, decide: Callable[[Minne], Skydd], minne: Minne, perioder: Sequence[int]):
        self.helt, self.decide, self.minne, self.perioder = helt, decide, minne, perioder
        self.summor = of_periods(helt, perioder)
        self.skydd: Skydd | None = None

    def decided(self, minne: Minne) -> Skydd:
        """By what is remembered of these periods."""
        self.minne = self.minne.among(self.perioder, minne)
        self.skydd = self.decide(self.minne)
        useless = known_withheld(self.helt, self.skydd, self.minne)
        if np.delete(useless, self.perioder, 1).any():
            raise Utanfor
        return self.skydd.of(self.perioder)

    def among_all(self, own: Bundet) -> Bundet:
        """What is printed of these periods among what was decided of the others."""
        others = unbound(self.helt, withheld_again(self.skydd, self.minne))
        parts = zip(self.helt.delar, self.summor.delar, own.summor.delar, strict=True)
        return Bundet(
            replace(self.helt, delar=tuple(self._part(*part) for part in parts)),
            others.skydd.among(self.perioder, own.skydd),
            among(others.vantar, self.perioder, own.vantar),
            among(others.antal_kommuner, self.perioder, own.antal_kommuner),
        )

    def _part(self, now: Del, asked: Del, printed: Del) -> Del:
        """Mostly nothing stands: where none does, the numbers are those of now, and not copied."""
        pairs = {name: (getattr(asked, name), getattr(printed, name)) for name in COUNTED if printed is not asked}
        stand = [name for name, (new, own) in pairs.items() if own is not None and not np.array_equal(new, own)]
        every, own = ([getattr(of, name) for name in stand] for of in (now, printed))
        return replace(now, **dict(zip(stand, among(every, self.perioder, own), strict=True)))
