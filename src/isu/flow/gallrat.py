"""Which of the deliveries behind the numbers have had their rows erased by retention, as the ledger tells it. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from isu.cellutdrag import CELLER, TIDER
from isu.declaration import Deklaration
from isu.flow.brott import dated
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
    told = (d for d in deliveries if d.tabell == CELLER and d.lamnare in deklaration.lamnare)
    return own + [one for d in told for one in _of_cells(deklaration, d)]


def _of_cells(deklaration: Deklaration, delivery: Leverans) -> Iterator[Lamnat]:
    """What the sender's own ISU has told with its cells, of tables that are known here."""
    kommun = deklaration.sender(delivery.lamnare).kommunkod
    for tabell, fran, till, gallrad in (delivery.profil or {}).get(TIDER, ()):
        if tabell in deklaration.tabeller:
            yield Lamnat(kommun, tabell, Interval(date.fromisoformat(fran), date.fromisoformat(till)), gallrad)
