"""Fetches SCB's population over PxWebApi 2: what a table holds, then one question per year. Nothing is kept here.

Written on the standard library: the clients there are (pxwebpy 0.6, pxstatspy 1.0) wait for ever on a network that says
nothing, or need pandas, and the questions asked are two. API: https://github.com/PxTools/PxApiSpecs (PxAPI-2.yml):
metadata comes as JSON-stat 2 and takes no output format; data is asked for by a selection; 403 is too many cells.
"""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import polars as pl

from isu.declaration.befolkning import regions as known_regions
from isu.declaration.lamnare import Kommun
from isu.errors import IsuError
from isu.referens.folkmangd import RIKET, SUMMA, alder_of
from isu.referens.jsonstat import codes_of, frame_of, labels_of, population_code

ADRESS = "https://statistikdatabasen.scb.se/api/v2"

#: Folkmängden efter region, civilstånd, ålder och kön: 1968–2024, and from 2025, when SCB began to add noise (CKM).
TABELLER = ("TAB638", "TAB5557")

#: SCB answers at most so many cells at a time, and says 429 when asked too often.
HOGST_CELLER = 150_000
SEKUNDER, FORSOK, HOGST_VANTAN = 60, 4, 30

SPARA_SJALV = (
    "Spara annars tabellen själv, på en dator som når nätet: öppna https://www.statistikdatabasen.scb.se, Befolkning → "
    "Befolkningsstatistik → Folkmängd → Folkmängden efter region, civilstånd, ålder och kön. Välj alla kommuner, alla "
    "ettårsklasser till 100+ år, män och kvinnor, åren och Folkmängd. Spara som »Semikolonavgränsad med rubrik« och "
    "kör isu reference befolkning --fil FILEN.csv"
)


@dataclass(frozen=True)
class Tabell:
    """A table of the API: its id, what SCB calls it, when it was renewed, and its years."""

    tabell: str
    namn: str
    uppdaterad: str
    ar: tuple[int, ...]
    dimensioner: dict[str, Any]


def describe(adress: str, tabell: str) -> Tabell:
    found = _call(f"{adress.rstrip('/')}/tables/{tabell}/metadata?lang=sv")
    try:
        dimensions = found["dimension"]
        years = tuple(sorted(int(code) for code in codes_of(dimensions["Tid"])))
        _ = [dimensions[name]["category"] for name in ("Region", "Alder", "Kon", "ContentsCode")]
        return Tabell(tabell, found.get("label", tabell), str(found.get("updated", ""))[:10], years, dimensions)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _strange(tabell) from None


def years_of(tabeller: list[Tabell], wanted: list[int], latest: int) -> dict[str, list[int]]:
    """Table → the years to take from it: those wanted, else the `latest` ones. A year in two is the older table's."""
    owner = {ar: t.tabell for t in reversed(tabeller) for ar in t.ar}
    missing = sorted(set(wanted) - owner.keys())
    if missing:
        raise IsuError(f"SCB:s tabell har inte år {', '.join(map(str, missing))}. Den har {min(owner)}–{max(owner)}.")
    chosen = sorted(set(wanted)) or sorted(owner)[-latest:]
    return {t.tabell: years for t in tabeller if (years := [ar for ar in chosen if owner[ar] == t.tabell])}


def fetch(adress: str, tabell: Tabell, years: list[int], kommuner: Mapping[str, Kommun]) -> Iterator[pl.DataFrame]:
    """A frame for `folkmangd` per question."""
    url = f"{adress.rstrip('/')}/tables/{tabell.tabell}/data?lang=sv&outputFormat=json-stat2"
    for ar in years:
        for selection in questions(tabell, ar, kommuner):
            try:
                yield frame_of(_call(url, {"selection": _as_list(selection)}))
            except (KeyError, TypeError, ValueError, AttributeError):
                raise _strange(tabell.tabell) from None


def questions(tabell: Tabell, ar: int, kommuner: Mapping[str, Kommun]) -> Iterator[dict[str, list[str]]]:
    """What to ask for one year, in parts that are not too large: codes of each variable."""
    dimensions = tabell.dimensioner
    try:
        fixed = {
            "Alder": [code for code in codes_of(dimensions["Alder"]) if alder_of(code) not in (SUMMA, None)],
            "Kon": [code for code in codes_of(dimensions["Kon"]) if code in ("1", "2")],
            "ContentsCode": [population_code(dimensions["ContentsCode"])],
            "Tid": [str(ar)],
        } | _civilstand(dimensions.get("Civilstand"))
    except ValueError:
        raise _strange(tabell.tabell) from None
    if not all(fixed.values()):
        raise _strange(tabell.tabell)
    wanted = known_regions(kommuner) | {RIKET}
    regions = [code for code in codes_of(dimensions["Region"]) if code in wanted]
    size = max(1, HOGST_CELLER // prod(map(len, fixed.values())))
    for first in range(0, len(regions), size):
        yield {"Region": regions[first : first + size]} | fixed


def _civilstand(dimension: dict[str, Any] | None) -> dict[str, list[str]]:
    """SCB's own total where there is one; else left out, which makes SCB add the parts; else all of them."""
    if dimension is None:
        return {}
    total = [code for code, label in labels_of(dimension).items() if label.lower().startswith("totalt")]
    if not total and dimension.get("extension", {}).get("elimination"):
        return {}
    return {"Civilstand": total[:1] or codes_of(dimension)}


def _as_list(selection: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [{"variableCode": name, "valueCodes": codes} for name, codes in selection.items()]


def _call(url: str, question: dict[str, Any] | None = None) -> Any:
    if not url.startswith(("https://", "http://")):
        raise IsuError(f"Adressen {url} går inte att använda. Den ska börja med https://.")
    body = json.dumps(question).encode() if question else None
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", "Accept": "application/json"})
    for attempt in range(1, FORSOK + 1):
        try:
            with urllib.request.urlopen(request, timeout=SEKUNDER) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 429 or attempt == FORSOK:
                raise IsuError(f"SCB:s databas svarade {error.code} på {url}. {SPARA_SJALV}") from None
            time.sleep(_wait(error.headers.get("Retry-After")))
        except ValueError:
            raise IsuError(f"{url} svarade med något annat än en tabell. {SPARA_SJALV}") from None
        except (OSError, http.client.HTTPException):
            raise IsuError(f"SCB:s databas går inte att nå ({url}). Kontrollera nätet. {SPARA_SJALV}") from None
    raise AssertionError("unreachable")


def _wait(told: str | None) -> float:
    return min(float(told), HOGST_VANTAN) if told and told.isdigit() else 10.0


def _strange(tabell: str) -> IsuError:
    return IsuError(f"SCB:s tabell {tabell} ser inte ut som väntat. {SPARA_SJALV}")
