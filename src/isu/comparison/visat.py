"""All that may be seen of one measure, made once: values, what they are made of, and what stands beside them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.comparison.jamforelse import Jamforelse, comparisons
from isu.comparison.osakerhet import Osakerhet, of_perturbed, uncertainty, without_unknown
from isu.comparison.skattning import Skattning, estimate
from isu.comparison.standard import Standardiserat, standardised
from isu.comparison.varde import Varden, values
from isu.disclosure import Skydd, limits_shown


@dataclass(frozen=True)
class Visat:
    """One measure of one variant; arrays per area, period, kön, age and group, and category where there are several.
    `kanda` is the coverage also where it is not told: only whether it is enough to compare by."""

    del_: Del
    status_n: np.ndarray
    status: np.ndarray
    status_okand: np.ndarray
    kanda: np.ndarray
    varden: Varden
    skattning: Skattning
    osakerhet: Osakerhet
    standard: Standardiserat

    def comparisons(self, summor: Summor) -> Iterator[Jamforelse]:
        return comparisons(self.del_.matt, self.skattning, self.kanda, summor.antal_kommuner, summor.axlar)


def shown(
    summor: Summor, skydd: Skydd, troskel: int, standard: np.ndarray | None = None, storda: bool = False
) -> Iterator[Visat]:
    """Every measure in order. `standard` is the standard population's kön × ages of the axes. Of counts that have been
    changed on purpose (`storda`) nothing is computed but the value."""
    statuses = (skydd.status_n, skydd.status, skydd.status_okand)
    for del_, status_n, status, status_okand in zip(summor.delar, *statuses, strict=True):
        varden = values(summor, del_, status_n, status)
        limits = limits_shown(summor, del_, status_n, status, troskel)
        s = estimate(del_, varden, limits, summor.axlar["omrade"], summor.underlag and summor.underlag.dagband)
        of_ages = standardised(del_.matt, s, varden.befolkning, summor.axlar, None if storda else standard)
        known = uncertainty(del_, varden, s)
        told = without_unknown(of_perturbed(varden, known) if storda else known, varden.n, status_okand == 0, troskel)
        varden = replace(varden, n_okand=np.where(status_okand == 0, varden.n_okand, np.nan))
        yield Visat(del_, status_n, status, status_okand, known.tackning, varden, s, told, of_ages)
