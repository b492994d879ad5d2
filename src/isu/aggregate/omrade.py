"""Whether an area has a value for a period, and which kommuner it rests on. Pure.

A kommun counts when every lämnare that answers for the indicator's områden is complete for the period and none is held
back for quality, and its stadsdelar count when it does. A group of kommuner covers its complete kommuner only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from isu.aggregate import innehall, status
from isu.aggregate.axel import Axel, add_along, along
from isu.aggregate.innehall import Innehall
from isu.declaration import Deklaration
from isu.declaration.lamnare import senders_by_kommun

VISAS, EJ_KOMPLETT, EJ_RAPPORTERAT, EJ_TILLAMPLIGT, KVALITET = map(
    status.kod, (status.VISAS, status.EJ_KOMPLETT, status.EJ_RAPPORTERAT, status.EJ_TILLAMPLIGT, status.KVALITET)
)


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
    reporting = {lamnare for lamnare, _ in saw.status}
    status = np.empty((len(needed), len(names)), np.uint8)
    derived = np.zeros(status.shape, bool)
    for i, own in enumerate(needed):
        if reporting.isdisjoint(own):
            status[i] = EJ_RAPPORTERAT if own else EJ_TILLAMPLIGT
        else:
            status[i] = [_kommun_status(tuple(saw.of(s, p) for s in own)) for p in names]
            derived[i] = [any((s, p) in saw.ungefarlig_alder for s in own) for p in names]
    return status, derived


@cache
def _kommun_status(of_senders: tuple[str, ...]) -> int:
    """A kommun without a lämnare for these områden has nothing to report."""
    if not of_senders:
        return EJ_TILLAMPLIGT
    if all(s == innehall.KOMPLETT for s in of_senders):
        return VISAS
    if all(s in (innehall.KOMPLETT, innehall.KVALITET) for s in of_senders):
        return KVALITET
    return EJ_RAPPORTERAT if all(s == innehall.EJ_RAPPORTERAT for s in of_senders) else EJ_KOMPLETT


def _area_status(kommuner: np.ndarray, omrade: Axel) -> np.ndarray:
    """Per area and period: shown if any kommun counts, else the strongest reason why none does."""
    order = np.array([VISAS, KVALITET, EJ_KOMPLETT, EJ_RAPPORTERAT, EJ_TILLAMPLIGT], np.uint8)
    place = np.zeros(len(status.STATUSAR), np.uint8)
    place[order] = np.arange(order.size)
    return order[along(np.minimum, place[kommuner], 0, omrade)]
