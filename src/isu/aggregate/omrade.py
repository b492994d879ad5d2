"""Whether an area has a value for a period, and which kommuner it rests on. Pure.

A kommun counts when every lämnare that answers for the indicator's områden is complete for the period and none is held
back for quality. A group of kommuner covers its complete kommuner only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from isu.aggregate import innehall, status
from isu.aggregate.axel import Axel, add_along
from isu.aggregate.innehall import Innehall
from isu.declaration import Deklaration
from isu.declaration.lamnare import senders_of

VISAS, EJ_KOMPLETT, EJ_RAPPORTERAT, EJ_TILLAMPLIGT, KVALITET = map(
    status.kod, (status.VISAS, status.EJ_KOMPLETT, status.EJ_RAPPORTERAT, status.EJ_TILLAMPLIGT, status.KVALITET)
)


@dataclass(frozen=True)
class Tackning:
    """Per area and period: its status, how many kommuner it rests on, and whether any of their ages are derived.

    `raknas` are the (lämnare, kommun, period) whose cells are added.
    """

    status: np.ndarray
    antal_kommuner: np.ndarray
    ungefarlig_alder: np.ndarray
    raknas: tuple[tuple[str, str, str], ...]


def coverage(deklaration: Deklaration, omraden: Iterable[str], omrade: Axel, period: Axel, saw: Innehall) -> Tackning:
    """What each area of the axis rests on in each period."""
    needed = {k: sorted(senders_of(k, omraden, deklaration.lamnare.values())) for k in omrade.atomer}
    names = [namn for _, namn in period.medlemmar]
    kommun = [[_kommun_status([saw.of(s, p) for s in needed[k]]) for p in names] for k in omrade.atomer]
    derived = [[any((s, p) in saw.ungefarlig_alder for s in needed[k]) for p in names] for k in omrade.atomer]
    counts = np.array(kommun) == VISAS
    return Tackning(
        np.stack([_area_status(np.array(kommun)[list(parts)]) for parts in omrade.bestar_av]),
        add_along(counts.astype(np.int64), 0, omrade),
        add_along(counts & np.array(derived, bool), 0, omrade),
        tuple(
            (s, k, p)
            for i, k in enumerate(omrade.atomer)
            for j, p in enumerate(names)
            if counts[i, j]
            for s in needed[k]
        ),
    )


def _kommun_status(of_senders: list[str]) -> int:
    """A kommun without a lämnare for these områden has nothing to report."""
    if not of_senders:
        return EJ_TILLAMPLIGT
    if all(s == innehall.KOMPLETT for s in of_senders):
        return VISAS
    if all(s in (innehall.KOMPLETT, innehall.KVALITET) for s in of_senders):
        return KVALITET
    return EJ_RAPPORTERAT if all(s == innehall.EJ_RAPPORTERAT for s in of_senders) else EJ_KOMPLETT


def _area_status(kommuner: np.ndarray) -> np.ndarray:
    """Of one area, per period: shown if any kommun counts, else the strongest reason why none does."""
    order = [VISAS, KVALITET, EJ_KOMPLETT, EJ_RAPPORTERAT]
    return np.select([(kommuner == code).any(0) for code in order], order, EJ_TILLAMPLIGT).astype(np.uint8)
