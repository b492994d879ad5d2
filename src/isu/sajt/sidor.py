"""What every page is told, and what the first one is: texts that the templates lay out. Pure.

The two kinds of pages beside it are kommunsida.py and indikatorsida.py.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from isu.katalog.utgava import LAN
from isu.sajt.lasning import Utgavan
from isu.sajt.serier import Rad, label
from isu.sajt.visning import EN, HALVOR, I_ENHET

#: So many periods of a series stand in a table; older ones stand in the release.
MOST_PERIODS = 6


def group_of(indikator: str) -> str:
    return indikator.partition("-")[0]


def in_order(known: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    """Name → its place: those that are known in their order, then the rest."""
    return {name: place for place, name in enumerate(dict.fromkeys([*known, *found]))}


def name_of(definition: Rad, o: Mapping[str, str]) -> str:
    return definition["name"] if o["sprak"] == EN else definition["namn"]


def measure(utgavan: Utgavan, key: tuple[str, str, str, str], o: Mapping[str, str]) -> str:
    """What this number of the indicator is, with its unit where it has one: Median, dagar."""
    definition, text = utgavan.definitioner[key[0]], label(key, utgavan.koder, o["sprak"])
    unit = definition["unit" if o["sprak"] == EN else "enhet"] if key[2] in I_ENHET else None
    return f"{text}, {unit}" if unit else text


def explained(definition: Rad, o: Mapping[str, str]) -> dict[str, Any]:
    """What an indicator means, and what to ask of it."""
    english = o["sprak"] == EN
    return {
        "id": definition["indikator"],
        "namn": name_of(definition, o),
        "definition": definition["definition_en" if english else "definition"],
        "sager_inte": definition["does_not_say" if english else "sager_inte"],
        "riktning": o[definition["riktning"]],
        "fragor": (definition.get("fragor") or "").splitlines(),
    }


def charted(o: Mapping[str, str]) -> dict[str, Any]:
    """The words that every chart needs."""
    return {"sprak": o["sprak"], "halvor": HALVOR[o["sprak"]], "ord": {"riket": o["riket"], "n": o["storlek_axel"]}}


def first_page(utgavan: Utgavan, delivered: Iterable[str], o: Mapping[str, str]) -> dict[str, Any]:
    """Every indicator by group and every kommun by län, with how many have reported."""
    there = set(delivered)
    order = in_order(o["grupper"], map(group_of, utgavan.definitioner))
    own = [{"id": id_, "namn": name_of(d, o)} for id_, d in utgavan.definitioner.items()]
    own.sort(key=lambda i: order[group_of(i["id"])])
    kommuner = [
        {"kod": k["omrade"], "namn": k["namn"], "lan": k["lan"], "finns": k["omrade"] in there}
        for k in utgavan.kommuner
    ]
    kommuner.sort(key=lambda k: (k["lan"], k["namn"]))
    names = {kod: row["namn"] for (typ, kod), row in utgavan.omraden.items() if typ == LAN}
    by_lan = [(names.get(kod, kod), list(k)) for kod, k in groupby(kommuner, key=lambda k: k["lan"])]
    return {
        "grupper": [(o["grupper"].get(g, g), list(i)) for g, i in groupby(own, key=lambda i: group_of(i["id"]))],
        "lan": [(namn, sum(k["finns"] for k in of), of) for namn, of in by_lan],
        "antal": len(there),
        "alla": len(kommuner),
    }
