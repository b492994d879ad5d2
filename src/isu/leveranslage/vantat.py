"""One square per lämnare, table and period: what was to come, and how it stands on a given day. Pure.

Both ways: what is in the calendar and has not come, and what has come and is not in the calendar.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from isu.declaration.leveransplan import Insamling, Leveransplan
from isu.ledger import Leverans
from isu.omdome import DELVIS
from isu.period import Interval, Period, covers


class Lage(StrEnum):
    """How one expected delivery stands. The first two are fine; `vantas` is not yet due."""

    MOTTAGEN = "mottagen"
    VANTAS = "vantas"
    DELVIS = "delvis"
    OFULLSTANDIG = "ofullstandig"
    AVVISAD = "avvisad"
    SEN = "sen"
    OVANTAD = "ovantad"


#: What a lämnare has to do something about.
BRISTER = (Lage.SEN, Lage.AVVISAD, Lage.OFULLSTANDIG)


@dataclass(frozen=True)
class Ruta:
    """`senast` is the last day, None where nothing was expected. `leveranser` are those it rests on, latest last."""

    lamnare: str
    insamling: str
    tabell: str
    period: str
    lage: Lage
    senast: date | None
    leveranser: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Vantad:
    lamnare: str
    insamling: Insamling
    tabell: str
    period: Period

    @property
    def senast(self) -> date:
        return self.insamling.due(self.period)


def squares(plan: Leveransplan, in_force: Iterable[Leverans], unmended: Iterable[Leverans], idag: date) -> list[Ruta]:
    """All squares, those of the calendar first, in its own order.

    `in_force` are the deliveries that count now, `unmended` the refused ones that nothing has replaced. A period is
    expected from the day after its end.
    """
    whole = list(_expected(plan))
    have, refused = _by_table(in_force), _by_table(d for d in unmended if d.tabell)
    due = [_square(v, have, refused, idag) for v in whole if v.period.till < idag]
    return due + list(_unexpected(whole, have))


def _expected(plan: Leveransplan) -> Iterator[_Vantad]:
    """Every expectation of the calendar, past and to come."""
    for insamling in plan.insamlingar:
        for vantad in insamling.perioder:
            for lamnare in sorted(plan.deltagare):
                if plan.takes_part(insamling, lamnare, insamling.due(vantad)):
                    yield from (_Vantad(lamnare, insamling, tabell, vantad) for tabell in insamling.tabeller)


def _by_table(deliveries: Iterable[Leverans]) -> dict[tuple[str, str], list[Leverans]]:
    key = attrgetter("lamnare", "tabell")
    ordered = sorted(deliveries, key=lambda d: (*key(d), d.ordning))
    return {whose: list(own) for whose, own in groupby(ordered, key=key)}


Deliveries = Mapping[tuple[str, str], Sequence[Leverans]]


def _square(vantad: _Vantad, have: Deliveries, refused: Deliveries, idag: date) -> Ruta:
    key = vantad.lamnare, vantad.tabell
    mine, others = (_sharing(vantad.period, own.get(key, ())) for own in (have, refused))
    lage = _standing(vantad.period.interval, mine, others, late=idag > vantad.senast)
    behind = others if lage is Lage.AVVISAD else mine
    return Ruta(
        vantad.lamnare,
        vantad.insamling.namn,
        vantad.tabell,
        vantad.period.namn,
        lage,
        vantad.senast,
        tuple(d.ordning for d in behind),
    )


def _standing(wanted: Interval, mine: Sequence[Leverans], refused: Sequence[Leverans], late: bool) -> Lage:
    """A refused file is told before a missing one: something was sent, and it needs mending."""
    if covers([_interval(d) for d in mine], wanted):
        return Lage.DELVIS if any(d.utfall == DELVIS for d in mine) else Lage.MOTTAGEN
    if refused:
        return Lage.AVVISAD
    if mine:
        return Lage.OFULLSTANDIG
    return Lage.SEN if late else Lage.VANTAS


def _sharing(wanted: Period, deliveries: Sequence[Leverans]) -> list[Leverans]:
    """Those of some day of the period; a refused file whose time was never known may be of any."""
    return [d for d in deliveries if d.fran is None or _interval(d).shares_days(wanted.interval)]


def _interval(delivery: Leverans) -> Interval:
    return Interval(delivery.fran, delivery.till)


def _unexpected(whole: Iterable[_Vantad], have: Deliveries) -> Iterator[Ruta]:
    """Deliveries in force that share no day with anything the calendar asks of their lämnare."""
    asked: dict[tuple[str, str], list[Period]] = {}
    for vantad in whole:
        asked.setdefault((vantad.lamnare, vantad.tabell), []).append(vantad.period)
    for (lamnare, tabell), own in have.items():
        for delivery in own:
            came = _interval(delivery)
            if not any(came.shares_days(p.interval) for p in asked.get((lamnare, tabell), ())):
                yield Ruta(lamnare, "", tabell, str(came), Lage.OVANTAD, None, (delivery.ordning,))
