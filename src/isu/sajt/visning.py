"""How a number, and the lack of one, is written: a sign for the eye and a text for the screen reader. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SV, EN = "sv", "en"
SHOWN = "visas"

#: Status → (sign, Swedish, English). No two are alike, and none of them is a number.
TECKEN = {
    "sekretess": ("··", "visas inte, av hänsyn till enskilda", "withheld to protect individuals"),
    "ej_rapporterat": ("–", "inte rapporterat", "not reported"),
    "ej_komplett": ("◌", "ofullständigt underlag", "incomplete data"),
    "ej_tillampligt": ("·", "inte tillämpligt", "not applicable"),
    "grovre": ("≋", "saknas: någon kommun har lämnat grövre uppgifter", "missing: a municipality gave coarser data"),
    "kvalitet": ("≈", "hålls inne: för osäker kvalitet", "held back: quality too uncertain"),
}
#: A row that the release does not have: the breakdown is not offered for the area, lest it would tell of a few.
SAKNAS = ("/", "redovisas inte så här uppdelat", "not given in this breakdown")
OSAKER = ("~", "osäkert: bygger på få", "uncertain: rests on few")
#: Class of a comparison → (sign, Swedish, English).
KLASS = {
    "hogre": ("▲", "högre", "higher"),
    "lagre": ("▼", "lägre", "lower"),
    "ingen_skillnad": ("=", "ingen säker skillnad", "no certain difference"),
}
#: What a number is counted in, after it.
ENHET = {"andel": " %", "fordelning": " %"}


@dataclass(frozen=True)
class Text:
    """`tecken` is shown, with `granser` below it; `ord` is read aloud in their place."""

    tecken: str
    ord: str
    granser: str = ""


def number(value: float | int | None, sprak: str = SV, decimals: int = 1) -> str:
    """1 234,5 in Swedish, 1,234.5 in English; a whole number keeps no decimals when it is a count."""
    if value is None:
        return ""
    text = f"{value:,.{0 if isinstance(value, int) else decimals}f}".replace("-", "−")
    return text if sprak == EN else text.replace(",", "\u202f").replace(".", ",")


def cell(row: Mapping[str, Any] | None, sprak: str = SV) -> Text:
    """A published row as a reader sees it: the value with its limits, or the sign of what is lacking."""
    if row is None or row["status"] != SHOWN:
        sign, sv, en = TECKEN[row["status"]] if row else SAKNAS
        return Text(sign, en if sprak == EN else sv)
    value = _number(row, "varde", sprak) + ENHET.get(row["matt"], "")
    limits = _limits(row, sprak)
    sign, sv, en = OSAKER if row.get("tillforlitlighet") == "osaker" else ("", "", "")
    aloud = ", ".join(filter(None, (f"{value} {limits}".strip(), en if sprak == EN else sv)))
    return Text(f"{value} {sign}".strip(), aloud, limits)


def _number(row: Mapping[str, Any], name: str, sprak: str) -> str:
    """Counts and their limits are whole persons."""
    value = row[name]
    return number(round(value) if row["matt"] == "antal" and value is not None else value, sprak)


def _limits(row: Mapping[str, Any], sprak: str) -> str:
    if row.get("nedre") is None and row.get("ovre") is None:
        return ""
    low, high = (_number(row, k, sprak) or "…" for k in ("nedre", "ovre"))
    return f"({low}–{high})"


def compared(row: Mapping[str, Any] | None, sprak: str = SV) -> Text | None:
    """The class of a comparison; None where there is nothing to say."""
    if row is None or row["klass"] not in KLASS:
        return None
    sign, sv, en = KLASS[row["klass"]]
    return Text(sign, en if sprak == EN else sv)


def legend(sprak: str = SV) -> list[Text]:
    """Every sign with what it means."""
    signs = [*TECKEN.values(), SAKNAS, OSAKER, *KLASS.values()]
    return [Text(sign, en if sprak == EN else sv) for sign, sv, en in signs]
