"""One field of an indicator's head at a time: YAML value in, typed value out, or a Fault that says what is wrong.

Fields are judged alone here; what they must be together stands in huvud.py.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from isu.declaration.kodlista import Kodlista

#: Rates: measure → per how many inhabitants.
PER_INVANARE = {"per_1000": 1_000, "per_10000": 10_000}
MANADSMEDIAN, FORANDRING, KM_MEDIAN = "manadsmedian", "forandring", "km_median"
MATT = (
    *("antal", "andel", "fordelning", "medel", "median", "p90"),
    *(*PER_INVANARE, FORANDRING, KM_MEDIAN, MANADSMEDIAN),
)

#: Columns of local codes that a SELECT may yield for the local analysis of the lämnare itself, and for nobody else.
LOKALA = ("enhet", "utforare", "insatstyp", "malgrupp")

#: Values that the counting itself uses; no band, group or code may be called so.
OKAND, OMAPPAD = "okand", "omappad"

#: `per_person`: every row counts, and a person may have several; else a person counts once.
VARJE = "varje"

_VILLKOR = re.compile(r"^(>=|<=|>|<|=) (-?\d+|fore)$")
_MATDAG = re.compile(r"^(\d\d)-(\d\d)$")

Band = tuple[int, int | None]


@dataclass(frozen=True)
class Matt:
    """A measure of the outcome. `villkor` is a comparison (`>= 1`, `< fore`), codes, or None for a boolean outcome.

    `variant` names the variants it is made for; None is all of them. `per_person` is the head's.
    """

    matt: str
    villkor: str | tuple[str, ...] | None = None
    kodlista: str | None = None
    variant: tuple[str, ...] | None = None
    per_person: str | None = None

    def applies_to(self, variant: str) -> bool:
        return self.variant is None or variant in self.variant

    @property
    def parat(self) -> bool:
        """Of the units with a value before: the outcome is compared with it, unit by unit."""
        return self.matt == FORANDRING or (isinstance(self.villkor, str) and self.villkor.endswith(" fore"))

    @property
    def upprepas(self) -> bool:
        """A count of events of which a person may have several."""
        return self.per_person == VARJE and self.matt in ("antal", *PER_INVANARE)


@dataclass(frozen=True)
class Uppdelning:
    """A breakdown: group → Swedish label, in order. `utan_total` where a sum over the groups means nothing."""

    grupper: Mapping[str, str]
    utan_total: bool = False


class Fault(Exception):
    """What is wrong with one field, as the end of a Swedish sentence."""


def string(value: Any) -> str:
    if not isinstance(value, str):
        raise Fault("ska vara text; sätt citattecken om värdet är ett tal eller ett ja- eller nej-ord.")
    return value


def text(value: Any) -> str:
    if not string(value).strip():
        raise Fault("får inte vara tomt.")
    return value


def many(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Fault("ska vara en lista med minst ett värde.")
    return value


def mapping(value: Any, known: tuple[str, ...] | None = None) -> dict[Any, Any]:
    if not isinstance(value, dict) or not value:
        raise Fault("ska bestå av namn: värde.")
    unknown = [str(k) for k in value if known is not None and k not in known]
    if unknown:
        raise Fault(f"känner inte {unknown[0]}; tillåtet är {', '.join(known)}.")
    return value


def each(reader: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    """A reader of name: value, where `reader` reads each value."""
    return lambda value: {string(name): reader(item) for name, item in mapping(value).items()}


def one_of(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Fault(f"ska vara ett av {', '.join(allowed)}.")
    return value


def some_of(value: Any, allowed: Any) -> tuple[str, ...]:
    return tuple(one_of(v, tuple(allowed)) for v in many(value))


def sv_en(value: Any) -> dict[str, str]:
    texts = mapping(value, ("sv", "en"))
    if set(texts) != {"sv", "en"}:
        raise Fault("ska finnas på svenska (sv) och engelska (en).")
    return {language: text(texts[language]) for language in ("sv", "en")}


def yes_no(value: Any) -> bool:
    if type(value) is not bool:
        raise Fault("ska vara true eller false.")
    return value


def days(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise Fault("ska vara ett antal dagar, 0 eller fler.")
    return value


def matdag(value: Any) -> str:
    """A date that every year has, as MM-DD."""
    match = _MATDAG.match(string(value))
    try:
        return date(2023, int(match[1]), int(match[2])).strftime("%m-%d")
    except (TypeError, ValueError):
        raise Fault('en mätdag skrivs "11-01" (månad och dag) och ska finnas varje år.') from None


def fragor(value: Any) -> tuple[str, ...]:
    if len(many(value)) != 3:
        raise Fault("ska vara tre frågor.")
    return tuple(text(fraga) for fraga in value)


def band(value: Any) -> Band:
    """Ages from–to, both included; the last band may be open: [21, null]."""
    if isinstance(value, list) and len(value) == 2 and type(value[0]) is int:
        low, high = value
        if low >= 0 and (high is None or type(high) is int and high >= low):
            return low, high
    raise Fault("en ålder skrivs [från, till], med [från, null] för den som saknar övre gräns.")


def uppdelning(value: Any, kodlistor: Mapping[str, Kodlista]) -> Uppdelning:
    head = mapping(value, ("grupper", "kodlista", "utan_total"))
    if ("grupper" in head) == ("kodlista" in head):
        raise Fault("en uppdelning har antingen grupper eller kodlista.")
    if type(head.get("utan_total", False)) is not bool:
        raise Fault("utan_total är true eller false.")
    if "grupper" in head:
        groups = {text(kod): text(sv) for kod, sv in mapping(head["grupper"]).items()}
    else:
        groups = {k.kod: k.sv for k in kodlista(head["kodlista"], kodlistor).koder}
    if OKAND in groups:
        raise Fault(f"ingen grupp får heta {OKAND}.")
    return Uppdelning(groups, head.get("utan_total", False))


def kodlista(namn: Any, kodlistor: Mapping[str, Kodlista]) -> Kodlista:
    if text(namn) not in kodlistor:
        raise Fault(f"kodlistan {namn} finns inte i schemas/codes.")
    return kodlistor[namn]


def matt(value: Any, kodlistor: Mapping[str, Kodlista]) -> Matt:
    head = mapping(value, ("matt", "villkor", "kodlista", "variant"))
    name = one_of(head.get("matt"), MATT)
    if ("kodlista" in head) != (name == "fordelning"):
        raise Fault("kodlista hör till måttet fordelning, och bara dit.")
    if "kodlista" in head:
        kodlista(head["kodlista"], kodlistor)
    if "villkor" in head and name != "andel":
        raise Fault("villkor hör till måttet andel.")
    condition = villkor(head["villkor"]) if "villkor" in head else None
    return Matt(name, condition, head.get("kodlista"), variants(head["variant"]) if "variant" in head else None)


def villkor(value: Any) -> str | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text(kod) for kod in many(value))
    if not _VILLKOR.match(text(value)):
        raise Fault('ett villkor skrivs ">= 1" (>=, <=, >, < eller =, blanksteg, helt tal), "< fore" eller [kod, kod].')
    return value


def variants(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(string(v) for v in many(value))
