"""The words of a report: a number with its uncertainty, what stands where there is none, a difference. Pure.

Numbers are written as on the site. What is lacking is always told in words: withheld, not reported, incomplete and zero
are never the same text, and never an empty space.
"""

from collections.abc import Mapping

from isu.katalog.utgava import KOMMUNGRUPP, LAN, RIKET
from isu.rapport.fynd import ANDELAR, FOREGAENDE, HOGRE, Fynd, Rad
from isu.rapport.las import Omradet
from isu.sajt.serier import label
from isu.sajt.visning import ENHET, I_ENHET, OSAKER, SAKNAS, SHOWN, TECKEN, number

#: A number that is shown and is nothing; one that is shown and has no value.
NOLL, INGEN, INGET_VARDE = "noll", "ingen att räkna på", "går inte att räkna ut"


def status(r: Rad | None) -> str:
    """What a number is, or why there is none."""
    if r is None:
        return SAKNAS[1]
    if r["status"] != SHOWN:
        return TECKEN[r["status"]][1]
    if r["varde"] is None:
        return INGET_VARDE if r.get("n") else INGEN
    return NOLL if r["varde"] == 0 else "visas"


def status_n(r: Rad) -> str:
    """What the number of units is, or why there is none."""
    return TECKEN[r["status_n"]][1] if r["status_n"] != SHOWN else "visas" if r["n"] else NOLL


def amount(matt: str, of: float, enhet: str | None = None) -> str:
    """A count is a whole number of persons. `enhet` is the outcome's own. A number and its unit stand on one line."""
    unit = f" {enhet}" if enhet and matt in I_ENHET else ENHET.get(matt, "")
    return f"{number(round(of) if matt == 'antal' else of)}{unit}".replace(" ", "\u00a0")


def limits(r: Rad | None) -> str:
    """3,1–6,2; '' where there is no interval."""
    if r is None or r.get("nedre") is None or r.get("ovre") is None:
        return ""
    low, high = (number(round(r[k]) if r["matt"] == "antal" else r[k]) for k in ("nedre", "ovre"))
    return f"{low} till {high}" if r["nedre"] < 0 else f"{low}–{high}"


def reliability(r: Rad | None) -> str:
    return OSAKER[1] if r is not None and r.get("tillforlitlighet") == "osaker" else ""


def measure(r: Rad, koder: Mapping[tuple[str, str, str], tuple[str, str]]) -> str:
    """Andel i procent: sena; with the group first where the indicator is told by group alone."""
    text = label((r["indikator"], r["variant"], r["matt"], r["utfall"]), koder, "sv")
    if not r["grupp"]:
        return text
    group = koder.get((r["indikator"], "grupp", r["grupp"]), (r["grupp"], ""))[0]
    return f"{group}: {text[:1].lower()}{text[1:]}"


def against(r: Rad, omrade: Omradet, namn: Mapping[tuple[str, str], Rad]) -> str:
    """What a number is compared with: riket, Värmlands län, kommungruppen Större stad, 2023."""
    what = r["referens"]
    if what in (RIKET, FOREGAENDE):
        return "riket" if what == RIKET else r["referens_period"]
    found = namn[omrade.storre[what]]["namn"]
    return found if what == LAN else f"kommungruppen {found}" if what == KOMMUNGRUPP else found


def difference(r: Rad, enhet: str | None = None) -> str:
    """skillnaden är 9,2 procentenheter, osäkerhet 7,4–10,8."""
    unit = " procentenheter" if r["matt"] in ANDELAR else f" {enhet}" if enhet and r["matt"] in I_ENHET else ""
    low, high = sorted(abs(r[k]) for k in ("skillnad_nedre", "skillnad_ovre"))
    return f"skillnaden är {number(abs(r['skillnad']))}{unit}, osäkerhet {number(low)}–{number(high)}"


def judged(f: Fynd) -> str:
    """Better or worse, or neither."""
    if f.battre is None:
        return "varken bättre eller sämre i sig"
    return "bättre" if f.battre else "sämre"


def compared(r: Rad, koder: Mapping[tuple[str, str, str], tuple[str, str]]) -> str:
    """högre, lägre, ingen säker skillnad; else why nothing can be said."""
    column = "klass" if r["klass"] else "klass_metod" if r["jamforelse"] == "jamford" else "jamforelse"
    return koder.get(("", column, r[column]), ("går inte att säga",))[0]


def higher(r: Rad) -> str:
    return "högre" if r["klass"] == HOGRE else "lägre"
