"""What it costs to withhold a number: how much a reader loses. Pure.

The nation and the larger areas are worth more than a kommun, totals more than their parts, and large counts somewhat
more than small ones. A secret seed makes equals unequal, alike in all periods, so that the same numbers are withheld in
each as far as they are as large: who knows this program but not the seed cannot run it backwards.
"""

import numpy as np

from isu.disclosure.dimension import alone
from isu.disclosure.modell import Modell
from isu.disclosure.rakning import NAMNARE

NATION, LARGER_AREA = 1e5, 300.0
TOTAL, UNION = 4.0, 2.0
UNITS = 3.0
SEEN_EARLIER = 0.3
CHANCE = 0.05
#: The place of periods among the dimensions.
PERIOD = 1


def weights(modell: Modell, seed: int, earlier: np.ndarray | None = None) -> np.ndarray:
    """Per member that is printed, which are few of all there are; what was withheld `earlier` costs less, so that
    patterns stay."""
    printed = np.nonzero(modell.tryckt)
    weight = 1 + np.log1p(np.abs(modell.varden[printed]))
    for place, dimension in enumerate(modell.dimensioner[:-1]):
        factor = _of_area(dimension.medlemmar) if place == 0 else _of_part(dimension.medlemmar)
        weight = weight * factor[printed[place]]
    weight = weight * np.where(modell.slag == NAMNARE, UNITS, 1.0)[printed[-1]]
    if earlier is not None:
        weight = np.where(earlier[printed], SEEN_EARLIER * weight, weight)
    same_in_all_periods = [1 if place == PERIOD else size for place, size in enumerate(modell.varden.shape)]
    chance = np.random.default_rng(seed).random(same_in_all_periods)
    found = np.zeros(modell.varden.shape)
    found[printed] = weight * (1 + CHANCE * chance[tuple(0 if p == PERIOD else at for p, at in enumerate(printed))])
    return found


def _of_area(members: np.ndarray) -> np.ndarray:
    """A kommun with stadsdelar is one of the larger areas."""
    larger = ~np.isin(np.arange(len(members)), alone(members))
    return np.where(members.all(1), NATION, np.where(larger, LARGER_AREA, 1.0))


def _of_part(members: np.ndarray) -> np.ndarray:
    held = (members != 0).sum(1)
    return (
        np.where(held == members.shape[1], TOTAL, np.where(held > 1, UNION, 1.0))
        if members.shape[1] > 1
        else held * 1.0
    )
