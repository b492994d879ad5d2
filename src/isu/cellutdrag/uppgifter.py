"""What a file of cells tells of itself, as JSON in the Parquet file's metadata. Pure: data, reading and writing.

Everything in it is closed: names of indicators and periods, statuses, hashes and counts. So no word of the sender's own
can travel with it, and what is read here may be shown in a receipt.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from isu import period as perioder
from isu.cells.tackning import EJ_KOMPLETT, EJ_RAPPORTERAT, KOMPLETT, KVALITET
from isu.declaration.fortunning import Grovre
from isu.errors import ReadError

#: The key in the file's metadata, and the form of what stands there. Raised when a field changes its meaning.
METADATA, FORM = b"isu_celler", 4

STATUSES = frozenset({KOMPLETT, EJ_KOMPLETT, EJ_RAPPORTERAT, KVALITET})

ID = re.compile(r"[A-Z][A-Z0-9]{1,7}-[a-zA-Z0-9_]{1,40}")
_VERSION = re.compile(r"[0-9][0-9a-z.]{0,11}")
_PACK_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_AGES = re.compile(r"[0-9a-z+-]{1,20}")
_HASH = re.compile(r"[0-9a-f]{64}")
_SENDER = re.compile(r"[0-9]{4}(-[a-z0-9_-]{1,40})?")
_TABLE = re.compile(r"[a-z][a-z0-9_]{0,40}")
_MOST = 10**12


@dataclass(frozen=True)
class Raknat:
    """One indicator: by which definition it was counted, and what is known of each period: (status, derived ages).

    `paket` is (name, version) of the pack that it came with, if any; `grovre` how it was thinned before it was sent.
    """

    version: str
    definition: str
    fingeravtryck: str
    perioder: Mapping[str, tuple[str, bool]]
    paket: tuple[str, str] | None = None
    grovre: Grovre = Grovre()


@dataclass(frozen=True)
class Bakom:
    """What one table's deliveries in force held at the sender's: how far the cells can be trusted."""

    leveranser: int
    rader: int
    accepterade: int
    avsatta: int
    olasbara: int


@dataclass(frozen=True, order=True)
class Brott:
    """One delivery of a table at the sender's that follows another: its first day, and what changed with it."""

    tabell: str
    dag: date
    systembyte: bool
    definitionsbyte: bool


@dataclass(frozen=True, order=True)
class Tid:
    """The days of one delivery in force of a table with dates, and whether its rows have been erased by retention."""

    tabell: str
    fran: date
    till: date
    gallrad: bool


@dataclass(frozen=True)
class Uppgifter:
    """`uttagsdatum` is that of the latest delivery that the cells rest on; `skyddade` the persons left out; `brott` the
    breaks in the series, and where there was none; `tider` the days that were delivered."""

    lamnare: str
    uttagsdatum: date | None
    skyddade: int
    indikatorer: Mapping[str, Raknat]
    tabeller: Mapping[str, Bakom]
    brott: tuple[Brott, ...] = ()
    tider: tuple[Tid, ...] = ()


def as_json(uppgifter: Uppgifter) -> bytes:
    """The same facts always give the same bytes."""
    return json.dumps(vars(uppgifter) | {"form": FORM}, sort_keys=True, default=_plain).encode()


def _plain(value: Any) -> Any:
    """Of what JSON does not know: a date is text, and a part of the facts is its fields."""
    return value.isoformat() if isinstance(value, date) else vars(value)


@lru_cache(maxsize=2)
def from_json(content: bytes) -> Uppgifter:
    """Raises ReadError('celler_trasiga') for anything that is not exactly what `as_json` writes. Remembered, since what
    is judged is unpacked just after."""
    try:
        facts = json.loads(content)
        if facts["form"] != FORM:
            raise ReadError("celler_trasiga", skal="den är skriven av en annan version av ISU")
        _exactly(facts, {*Uppgifter.__dataclass_fields__, "form"})
        return Uppgifter(
            lamnare=_matching(_SENDER, facts["lamnare"]),
            uttagsdatum=date.fromisoformat(facts["uttagsdatum"]) if facts["uttagsdatum"] else None,
            skyddade=_count(facts["skyddade"]),
            indikatorer=_each(ID, facts["indikatorer"], _raknat),
            tabeller=_each(_TABLE, facts["tabeller"], _bakom),
            brott=tuple(map(_brott, facts["brott"])),
            tider=tuple(map(_tid, facts["tider"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ReadError("celler_trasiga", skal="beskrivningen i filen är inte den som isu cells skriver") from None


def _raknat(facts: Any) -> Raknat:
    _exactly(facts, Raknat.__dataclass_fields__)
    return Raknat(
        version=_matching(_VERSION, facts["version"]),
        definition=_matching(_HASH, facts["definition"]),
        fingeravtryck=_matching(_HASH, facts["fingeravtryck"]),
        perioder={_period(namn): _state(state) for namn, state in facts["perioder"].items()},
        paket=_paket(facts["paket"]),
        grovre=_grovre(facts["grovre"]),
    )


def _grovre(facts: Any) -> Grovre:
    _exactly(facts, Grovre.__dataclass_fields__)
    return Grovre(tuple(_matching(_AGES, name) for name in facts["aldrar"]), tuple(map(_count, facts["dagar"])))


def _paket(facts: Any) -> tuple[str, str] | None:
    if facts is None:
        return None
    namn, version = facts
    return _matching(_TABLE, namn), _matching(_PACK_VERSION, version)


def _bakom(facts: Any) -> Bakom:
    _exactly(facts, Bakom.__dataclass_fields__)
    return Bakom(**{name: _count(number) for name, number in facts.items()})


def _brott(facts: Any) -> Brott:
    _exactly(facts, Brott.__dataclass_fields__)
    changed = _yes_or_no(facts["systembyte"]), _yes_or_no(facts["definitionsbyte"])
    return Brott(_matching(_TABLE, facts["tabell"]), date.fromisoformat(facts["dag"]), *changed)


def _tid(facts: Any) -> Tid:
    _exactly(facts, Tid.__dataclass_fields__)
    fran, till = date.fromisoformat(facts["fran"]), date.fromisoformat(facts["till"])
    if not 1900 <= fran.year <= till.year < 2200 or till < fran:
        raise ValueError("no days of a delivery")
    return Tid(_matching(_TABLE, facts["tabell"]), fran, till, _yes_or_no(facts["gallrad"]))


def _period(namn: str) -> str:
    found = perioder.period(namn)
    if found is None or found.namn != namn:
        raise ValueError("no period")
    return namn


def _state(state: Any) -> tuple[str, bool]:
    status, derived = state
    if status not in STATUSES:
        raise ValueError("no status")
    return status, _yes_or_no(derived)


def _yes_or_no(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("no yes or no")
    return value


def _exactly(facts: Any, names: Any) -> None:
    if set(facts) != set(names):
        raise ValueError("other fields")


def _each(form: re.Pattern, facts: Mapping[str, Any], reader: Callable[[Any], Any]) -> dict[str, Any]:
    return {_matching(form, name): reader(value) for name, value in facts.items()}


def _matching(form: re.Pattern, text: Any) -> str:
    if not form.fullmatch(text):
        raise ValueError("another form")
    return text


def _count(number: Any) -> int:
    if type(number) is not int or not 0 <= number <= _MOST:
        raise ValueError("no count")
    return number
