"""The delivery calendar, `schemas/reference/leveransplan.yaml`: who is to send what, for which periods, by which day.

The project's own expects nothing; a user's own in the home's folder replaces it. Only what was agreed stands here: what
has come, and what day it is, is not known. It is read where it is used and not with the other declarations, so that a
slip of the pen in it never keeps a delivery from being taken.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from isu.declaration import Deklaration
from isu.declaration.lamnare import ALLA, Lamnare
from isu.declaration.yamlfalt import Falt, read_fields
from isu.period import MANADER, Interval, Period, period, periods_within

TOP = ("andamal", "insamlingar", "deltagare", "utgavor")
INSAMLING = ("namn", "tabeller", "periodtyp", "fran", "till", "senast_dagar", "deltagare", "gallras_dagar")
DELTAGARE = ("avtal", "till")
UTGAVA = ("namn", "synpunkter_senast")


@dataclass(frozen=True)
class Insamling:
    """Tables that are to come for each of some periods, at the latest so many days after the period's end.

    `deltagare` are lämnare; None means everyone with an agreement. `gallras_dagar` are the days after the period's end
    that rows are kept; None means that the calendar does not erase them.
    """

    namn: str
    tabeller: tuple[str, ...]
    perioder: tuple[Period, ...]
    senast_dagar: int
    deltagare: frozenset[str] | None
    gallras_dagar: int | None = None

    def concerns(self, lamnare: str) -> bool:
        """Asked of the lämnare, whatever its agreement covers."""
        return self.deltagare is None or lamnare in self.deltagare

    def due(self, vantad: Period) -> date:
        return vantad.till + timedelta(days=self.senast_dagar)


@dataclass(frozen=True)
class Avtal:
    """The agreement of one lämnare: since when it is signed, and its last day if it has one."""

    fran: date
    till: date | None = None

    def holds(self, day: date) -> bool:
        return self.fran <= day and (self.till is None or day <= self.till)


@dataclass(frozen=True)
class VantadUtgava:
    """A release to come: its name, and the last day that a lämnare may object to its preliminary values."""

    namn: str
    synpunkter_senast: date


@dataclass(frozen=True)
class Leveransplan:
    """What the deliveries are for, what is collected, who takes part (lämnare → agreement), and releases to come."""

    andamal: str
    insamlingar: tuple[Insamling, ...]
    deltagare: dict[str, Avtal]
    utgavor: tuple[VantadUtgava, ...] = ()

    def takes_part(self, insamling: Insamling, lamnare: str, day: date) -> bool:
        """Is the lämnare to send what this asks for, on a last day that its agreement covers?"""
        signed = lamnare in self.deltagare and self.deltagare[lamnare].holds(day)
        return insamling.concerns(lamnare) and signed

    def next_release(self, made: Collection[str]) -> VantadUtgava | None:
        """Of those that are not made, the one whose last day comes first."""
        return min((u for u in self.utgavor if u.namn not in made), key=lambda u: u.synpunkter_senast, default=None)

    def objections_until(self, utgava: str) -> date | None:
        """The last day to object to its preliminary values; None where the calendar does not have it."""
        return next((u.synpunkter_senast for u in self.utgavor if u.namn == utgava), None)


def read_leveransplan(deklaration: Deklaration) -> Leveransplan:
    path = deklaration.katalog.file("schemas/reference", "leveransplan.yaml")
    fields = read_fields(path).mapping(TOP, needed=TOP[:3])
    deltagare = {name: _avtal(name, f, deklaration.lamnare) for name, f in _listed(fields["deltagare"]).items()}
    return Leveransplan(
        fields["andamal"].filled(),
        tuple(_insamling(f, deklaration.tabeller, deltagare) for f in _items(fields["insamlingar"])),
        deltagare,
        _releases(_items(fields["utgavor"])) if "utgavor" in fields else (),
    )


def _releases(listed: list[Falt]) -> tuple[VantadUtgava, ...]:
    found: dict[str, VantadUtgava] = {}
    for field in listed:
        fields = field.mapping(UTGAVA, needed=UTGAVA)
        namn = fields["namn"].filled()
        if namn in found:
            fields["namn"].fail(f"utgåvan {namn} står två gånger.")
        found[namn] = VantadUtgava(namn, _day(fields["synpunkter_senast"]))
    return tuple(found.values())


def _listed(field: Falt) -> dict[str, Falt]:
    """An empty list of names is written as nothing at all."""
    return {} if field.varde == "" else field.mapping()


def _items(field: Falt) -> list[Falt]:
    if field.varde == "":
        return []
    return field.varde if isinstance(field.varde, list) else field.fail("här ska stå en lista, med - för varje post.")


def _avtal(name: str, field: Falt, lamnare: dict[str, Lamnare]) -> Avtal:
    if name not in lamnare:
        field.fail(f"lämnaren {name} finns inte i lamnare.csv.")
    fields = field.mapping(DELTAGARE, needed=DELTAGARE[:1])
    return Avtal(_day(fields["avtal"]), _day(fields["till"]) if "till" in fields else None)


def _insamling(field: Falt, tabeller: Collection[str], deltagare: dict[str, Avtal]) -> Insamling:
    fields = field.mapping(INSAMLING, needed=INSAMLING[:-2])
    return Insamling(
        fields["namn"].filled(),
        _known(fields["tabeller"], tabeller, "tabellen"),
        _periods(fields),
        _whole(fields["senast_dagar"]),
        _chosen(fields.get("deltagare"), deltagare),
        _whole(fields["gallras_dagar"]) if "gallras_dagar" in fields else None,
    )


def _chosen(field: Falt | None, deltagare: dict[str, Avtal]) -> frozenset[str] | None:
    if field is None or field.texts() == (ALLA,):
        return None
    return frozenset(_known(field, deltagare, "deltagaren"))


def _known(field: Falt, known: Collection[str], what: str) -> tuple[str, ...]:
    for name in field.texts():
        if name not in known:
            field.fail(f"{what} {name} är okänd. Tillåtet är {', '.join(known) or 'ingen, listan är tom'}.")
    return field.texts()


def _periods(fields: dict[str, Falt]) -> tuple[Period, ...]:
    typ = fields["periodtyp"].filled()
    if typ not in MANADER:
        fields["periodtyp"].fail(f"periodtypen {typ} är okänd. Tillåtet är {', '.join(MANADER)}.")
    first, last = (_period(fields[name], typ) for name in ("fran", "till"))
    if last.fran < first.fran:
        fields["till"].fail(f"{last.namn} ligger före {first.namn}.")
    return tuple(periods_within(Interval(first.fran, last.till), [typ]))


def _period(field: Falt, typ: str) -> Period:
    found = period(field.filled())
    if found is None or found.typ != typ:
        field.fail(f"{field.text()} är ingen period av typen {typ}. Skriv till exempel 2025, 2025H1, 2025K1, 2025-01.")
    return found


def _day(field: Falt) -> date:
    try:
        return date.fromisoformat(field.filled())
    except ValueError:
        field.fail(f"{field.text()} är inget datum. Skriv ÅÅÅÅ-MM-DD.")


def _whole(field: Falt) -> int:
    if not field.filled().isdecimal():
        field.fail("här ska stå ett antal dagar, ett helt tal från 0.")
    return int(field.text())
