"""Whether an area has a value for a period, and which kommuner it rests on. Pure.

A kommun counts when every lämnare that answers for the indicator's områden is complete for the period and none is held
back for quality, and its stadsdelar count when it does. A group of kommuner covers its complete kommuner only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from isu.aggregate import innehall, status
from isu.aggregate.axel import Axel, add_along, along
from isu.aggregate.innehall import Innehall
from isu.declaration import Deklaration
from isu.declaration.lamnare import senders_by_kommun

VISAS, EJ_KOMPLETT, EJ_RAPPORTERAT, EJ_TILLAMPLIGT, KVALITET = map(
    status.kod, (status.VISAS, status.EJ_KOMPLETT, status.EJ_RAPPORTERAT, status.EJ_TILLAMPLIGT, status.KVALITET)
)
#: What a lämnare says of a period: of several the worst decides, but that nothing has come only where all say so.
ORDNING = (innehall.KOMPLETT, innehall.KVALITET, innehall.EJ_KOMPLETT, innehall.EJ_RAPPORTERAT)


@dataclass(frozen=True)
class Tackning:
    """Per area and period: its status, how many kommuner it rests on, and whether any of their ages are derived.

    `raknas` are the (lämnare, atom, period) whose cells are added; the atom is the kommun, or one of its stadsdelar.
    """

    status: np.ndarray
    antal_kommuner: np.ndarray
    ungefarlig_alder: np.ndarray
    raknas: tuple[tuple[str, str, str], ...]

    def of(self, areas: np.ndarray) -> "Tackning":
        """The same of some areas only."""
        return Tackning(self.status[areas], self.antal_kommuner[areas], self.ungefarlig_alder[areas], self.raknas)


def coverage(deklaration: Deklaration, omraden: Iterable[str], omrade: Axel, period: Axel, saw: Innehall) -> Tackning:
    """What each area of the axis rests on in each period."""
    senders = senders_by_kommun(omraden, deklaration.lamnare.values())
    kommuner, atoms = omrade.kommunvis, set(omrade.atomer)
    needed = [sorted(senders.get(k, [])) for k in kommuner.atomer]
    names = [namn for _, namn in period.medlemmar]
    kommun, derived = _kommuner(needed, names, saw)
    counts = kommun == VISAS
    atom_of = [{s: s if s in atoms else k for s in own} for k, own in zip(kommuner.atomer, needed, strict=True)]
    return Tackning(
        _area_status(kommun, kommuner),
        add_along(counts.astype(np.int64), 0, kommuner),
        add_along(counts & derived, 0, kommuner),
        tuple((s, atom_of[i][s], names[j]) for i, j in zip(*np.nonzero(counts)) for s in needed[i]),
    )


def _kommuner(needed: list[list[str]], names: list[str], saw: Innehall) -> tuple[np.ndarray, np.ndarray]:
    """Per kommun and period: the status, and whether any ages are derived. Most kommuner may have said nothing."""
    at = {lamnare: i for i, lamnare in enumerate(dict.fromkeys(s for own in needed for s in own))}
    period = {name: j for j, name in enumerate(names)}
    told = np.full((len(at), len(names)), ORDNING.index(innehall.EJ_RAPPORTERAT), np.uint8)
    old = np.zeros(told.shape, bool)
    for (lamnare, name), said in saw.status.items():
        if lamnare in at and name in period:
            told[at[lamnare], period[name]] = ORDNING.index(said)
            old[at[lamnare], period[name]] = (lamnare, name) in saw.ungefarlig_alder
    own = [[at[s] for s in of] for of in needed]
    status = [_kommun_status(told[places]) if places else np.full(len(names), EJ_TILLAMPLIGT) for places in own]
    return np.array(status, np.uint8), np.array([old[places].any(0) for places in own], bool)


def _kommun_status(of_senders: np.ndarray) -> np.ndarray:
    """Of one kommun, whose lämnare have said so (ORDNING) of each period."""
    worst = of_senders.max(0)
    status = np.array([VISAS, KVALITET, EJ_KOMPLETT, EJ_KOMPLETT], np.uint8)[worst]
    nobody = of_senders.min(0) == ORDNING.index(innehall.EJ_RAPPORTERAT)
    return np.where(nobody, EJ_RAPPORTERAT, status)


def _area_status(kommuner: np.ndarray, omrade: Axel) -> np.ndarray:
    """Per area and period: shown if any kommun counts, else the strongest reason why none does."""
    order = np.array([VISAS, KVALITET, EJ_KOMPLETT, EJ_RAPPORTERAT, EJ_TILLAMPLIGT], np.uint8)
    place = np.zeros(len(status.STATUSAR), np.uint8)
    place[order] = np.arange(order.size)
    return order[along(np.minimum, place[kommuner], 0, omrade)]
