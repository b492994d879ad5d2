"""Which of the deliveries behind the numbers have had their rows erased by retention, as the ledger tells it. Pure."""

from collections.abc import Iterable
from datetime import date

from isu.cellutdrag import TIDER
from isu.declaration import Deklaration
from isu.flow.brott import dated, told_with_cells
from isu.ledger import Leverans
from isu.period import Interval
from isu.release.gallrat import Lamnat


def delivered(deklaration: Deklaration, deliveries: Iterable[Leverans]) -> list[Lamnat]:
    """Every delivery of a table with dates, and those that a delivery of cells tells of. One without has no period."""
    deliveries = list(deliveries)
    own = [
        Lamnat(deklaration.sender(d.lamnare).kommunkod, d.tabell, Interval(d.fran, d.till), d.gallrad is not None)
        for d in dated(deklaration, deliveries)
    ]
    return own + [
        Lamnat(kommun, tabell, Interval(date.fromisoformat(fran), date.fromisoformat(till)), gallrad)
        for kommun, tabell, fran, till, gallrad in told_with_cells(deklaration, deliveries, TIDER)
    ]
