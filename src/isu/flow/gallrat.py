"""Which of the deliveries behind the numbers have had their rows erased by retention, as the ledger tells it. Pure."""

from collections.abc import Iterable

from isu.declaration import Deklaration
from isu.flow.brott import dated
from isu.ledger import Leverans
from isu.period import Interval
from isu.release.gallrat import Lamnat


def delivered(deklaration: Deklaration, deliveries: Iterable[Leverans]) -> list[Lamnat]:
    """Every delivery of a table with dates; one without dates has no period to be marked."""
    return [
        Lamnat(deklaration.sender(d.lamnare).kommunkod, d.tabell, Interval(d.fran, d.till), d.gallrad is not None)
        for d in dated(deklaration, deliveries)
    ]
