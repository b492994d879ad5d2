"""How a number, and the lack of one, is written: a sign for the eye and a text for the screen reader. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from markupsafe import escape

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
#: A user's own group, of which no kommun has a value.
INGEN_VISAS = (
    "∅",
    "ingen kommun i gruppen har ett värde som visas",
    "no municipality of the group has a value to show",
)
OSAKER = ("~", "osäkert: bygger på få", "uncertain: rests on few")
#: Class of a comparison → (sign, Swedish, English).
KLASS = {
    "hogre": ("▲", "kommunen högre", "municipality higher"),
    "lagre": ("▼", "kommunen lägre", "municipality lower"),
    "ingen_skillnad": ("=", "ingen säker skillnad", "no certain difference"),
}
CERTAIN = ("hogre", "lagre")
HALVOR = {SV: ("jan–jun", "jul–dec"), EN: ("Jan–Jun", "Jul–Dec")}
#: What a number is counted in, after it.
ENHET = {"andel": " %", "fordelning": " %"}
#: Measures that are in the unit of the outcome.
I_ENHET = ("medel", "median", "p90", "km_median")


@dataclass(frozen=True)
class Text:
    """`tecken` is shown, with `granser` below it; `ord` is read aloud in their place, where it is anything else. In a
    page it is laid out so."""

    tecken: str
    ord: str
    granser: str = ""

    @cached_property
    def _html(self) -> str:
        below = f'<span class="g">{escape(self.granser)}</span>' if self.granser else ""
        if self.ord == f"{self.tecken} {self.granser}".strip():
            return f"{escape(self.tecken)}{below}"
        seen = f'<span aria-hidden="true">{escape(self.tecken)}{below}</span>'
        return f'{seen}<span class="lases">{escape(self.ord)}</span>'

    def __html__(self) -> str:
        return self._html


def number(value: float | int | None, sprak: str = SV, decimals: int = 1) -> str:
    """1 234,5 in Swedish, 1,234.5 in English; a whole number keeps no decimals when it is a count."""
    if value is None:
        return ""
    text = f"{value:,.{0 if isinstance(value, int) else decimals}f}".replace("-", "−")
    return text if sprak == EN else text.replace(",", "\u202f").replace(".", ",")


def cell(row: Mapping[str, Any] | None, sprak: str = SV) -> Text:
    """A published row as a reader sees it: the value with its limits, or the sign of what is lacking."""
    if row is None or row["status"] != SHOWN:
        return _lacking(row and row["status"], sprak)
    return _shown(
        row["matt"], row["varde"], row.get("nedre"), row.get("ovre"), row.get("tillforlitlighet") == "osaker", sprak
    )


@cache
def _lacking(status: str | None, sprak: str) -> Text:
    sign, sv, en = TECKEN[status] if status else SAKNAS
    return Text(sign, en if sprak == EN else sv)


@lru_cache(maxsize=100_000)
def _shown(matt: str, value: float, low: float | None, high: float | None, uncertain: bool, sprak: str) -> Text:
    """Pages say the same numbers of riket, a län and a kommungrupp many times over."""
    text = _number(matt, value, sprak) + ENHET.get(matt, "")
    limits = _limits(matt, low, high, sprak)
    sign, sv, en = OSAKER if uncertain else ("", "", "")
    aloud = ", ".join(filter(None, (f"{text} {limits}".strip(), en if sprak == EN else sv)))
    return Text(f"{text} {sign}".strip(), aloud, limits)


def _number(matt: str, value: float | None, sprak: str) -> str:
    """Counts and their limits are whole persons."""
    return number(round(value) if matt == "antal" and value is not None else value, sprak)


def _limits(matt: str, low: float | None, high: float | None, sprak: str) -> str:
    if low is None and high is None:
        return ""
    lower, upper = (_number(matt, limit, sprak) or "…" for limit in (low, high))
    return f"({lower}–{upper})"


def median_of(found: Mapping[str, Any] | None, members: int, sprak: str = SV) -> Text:
    """The median of some kommuner's shown values, and of how many of them; a sign where none has any."""
    if found is None:
        return Text(INGEN_VISAS[0], INGEN_VISAS[2 if sprak == EN else 1])
    text = _number(found["matt"], found["varde"], sprak) + ENHET.get(found["matt"], "")
    of = f"median of {found['antal']} of {members}" if sprak == EN else f"median av {found['antal']} av {members}"
    return Text(text, f"{text}, {of} {'municipalities' if sprak == EN else 'kommuner'}", f"({of})")


def compared(row: Mapping[str, Any] | None, sprak: str = SV) -> Text | None:
    """The class of a comparison; None where there is nothing to say."""
    return _classed(row["klass"], sprak) if row else None


@cache
def _classed(klass: str | None, sprak: str) -> Text | None:
    if klass not in KLASS:
        return None
    sign, sv, en = KLASS[klass]
    words = f"{sign} {en if sprak == EN else sv}"
    return Text("", words, words)


def certain(row: Mapping[str, Any] | None, sprak: str = SV) -> str:
    """The class where it is a difference, for a table with no room for more."""
    found = compared(row, sprak)
    return found.granser if found and row["klass"] in CERTAIN else ""


def units(row: Mapping[str, Any] | None, sprak: str = SV) -> Text:
    """How many are counted, or the sign of why it is not told."""
    if row is None or row["status_n"] != SHOWN:
        return _lacking(row and row["status_n"], sprak)
    return _shown("antal", row["n"], None, None, False, sprak)


def known(row: Mapping[str, Any] | None, sprak: str = SV) -> Text | None:
    """Of how many of a hundred the outcome is known, or the sign that it is withheld; None if there is no value."""
    share = row["tackning"] if row and row["status"] == SHOWN else None
    if share is None and row and row["status_n"] == SHOWN != row["status_okand"]:
        return _lacking(row["status_okand"], sprak)
    return None if share is None else _shown("andel", share, None, None, False, sprak)


def behind(row: Mapping[str, Any] | None, area: Mapping[str, Any] | None, sprak: str = SV) -> str:
    """How many kommuner a larger area's number is of, where they are not all: 9 av 290 kommuner."""
    if not row or not area or row["status"] != SHOWN or row["antal_kommuner"] >= area["antal_kommuner"]:
        return ""
    of, what = ("of", "municipalities") if sprak == EN else ("av", "kommuner")
    return f"{row['antal_kommuner']} {of} {area['antal_kommuner']} {what}"


@cache
def in_words(period: str, sprak: str = SV) -> str:
    """2025H2 as jul–dec 2025; a year and a day are as they are."""
    year, half, number_ = period.partition("H")
    return f"{HALVOR[sprak][int(number_) - 1]} {year}" if half else period


def legend(sprak: str = SV) -> list[Text]:
    """Every sign with what it means."""
    signs = [*TECKEN.values(), SAKNAS, INGEN_VISAS, OSAKER, *KLASS.values()]
    return [Text(sign, en if sprak == EN else sv) for sign, sv, en in signs]
