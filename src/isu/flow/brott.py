"""Breaks in the series, as the ledger of deliveries tells them: from one delivery of a table to the next in time. Pure.

A *system change* is told by the sender (another kallsystem in the manifest), by another source declaration being used,
or by the rule L12: none of the ids were known before. A *change of definition* is that another version of the table, or
other codes of a list with dates, is in force on the last day of the delivery. An indicator's own definition never
differs between the periods of an edition: all of them are counted anew when it changes.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from isu.cellutdrag import BROTT, CELLER
from isu.declaration import Deklaration
from isu.declaration.rubrik import normal_name
from isu.declaration.tabell import Tabell
from isu.ledger import Leverans
from isu.release.brott import Overgang

ALLA_ID_NYA = "alla_id_nya"


def transitions(deklaration: Deklaration, deliveries: Iterable[Leverans]) -> list[Overgang]:
    """Of deliveries in force, with their findings: every one that follows another of its sender and table, and those
    that a delivery of cells tells of."""
    deliveries = list(deliveries)
    ordered = sorted(dated(deklaration, deliveries), key=lambda d: (d.lamnare, d.tabell, d.fran, d.till))
    series = (list(own) for _, own in groupby(ordered, key=lambda d: (d.lamnare, d.tabell)))
    found = [_transition(deklaration, fore, efter) for own in series for fore, efter in _pairs(own)]
    return found + [
        Overgang(kommun, tabell, date.fromisoformat(dag), systembyte, definitionsbyte)
        for kommun, tabell, dag, systembyte, definitionsbyte in told_with_cells(deklaration, deliveries, BROTT)
    ]


def told_with_cells(deklaration: Deklaration, deliveries: Iterable[Leverans], om: str) -> Iterator[tuple]:
    """What a sender's own ISU has told with its cells, in the part `om` of the profile: kommun, table and the facts, of
    tables that are known here."""
    for delivery in deliveries:
        if delivery.tabell == CELLER and delivery.lamnare in deklaration.lamnare:
            kommun = deklaration.sender(delivery.lamnare).kommunkod
            told = (delivery.profil or {}).get(om, ())
            yield from ((kommun, tabell, *facts) for tabell, *facts in told if tabell in deklaration.tabeller)


def dated(deklaration: Deklaration, deliveries: Iterable[Leverans]) -> list[Leverans]:
    """Those of a known lämnare and of a table with dates."""
    tables = {namn for namn, tabell in deklaration.tabeller.items() if tabell.start}
    return [d for d in deliveries if d.tabell in tables and d.lamnare in deklaration.lamnare]


def _pairs(series: list[Leverans]) -> Iterator[tuple[Leverans, Leverans]]:
    for efter in series:
        earlier = [d for d in series if d.till < efter.fran]
        if earlier:
            yield max(earlier, key=lambda d: (d.till, d.fran)), efter


def _transition(deklaration: Deklaration, fore: Leverans, efter: Leverans) -> Overgang:
    kommun = deklaration.sender(efter.lamnare).kommunkod
    tabell = deklaration.tabeller[efter.tabell]
    same = _in_force(deklaration, tabell, fore.till) == _in_force(deklaration, tabell, efter.till)
    return Overgang(kommun, efter.tabell, efter.fran, _another_system(fore, efter), not same)


def _another_system(fore: Leverans, efter: Leverans) -> bool:
    told = [(fore.kallsystem, efter.kallsystem), (fore.kalla, efter.kalla)]
    named = any(a and b and normal_name(a) != normal_name(b) for a, b in told)
    return named or any(f.regel == ALLA_ID_NYA for f in efter.fynd)


def _in_force(deklaration: Deklaration, tabell: Tabell, day: date) -> tuple:
    """What decides how rows are judged that day, as far as it differs from other days."""
    version = max((fran for fran, _ in tabell.versioner if fran <= day), default=None)
    listed = (deklaration.kodlistor[k] for c in tabell.kolumner.values() if (k := c.metadata.get("kodlista")))
    dated = {(lista.namn, k.kod) for lista in listed for k in lista.daterade if k.covers(day)}
    return version, sorted(dated)
