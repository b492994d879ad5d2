"""What every page is told, and what the first one is: texts that the templates lay out. Pure.

The two kinds of pages beside it are kommunsida.py and indikatorsida.py.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from isu.katalog.utgava import LAN
from isu.sajt.lasning import Utgavan
from isu.sajt.serier import Rad
from isu.sajt.visning import EN, HALVOR

#: So many periods of a series stand in a table; older ones stand in the release.
MOST_PERIODS = 6


def group_of(indikator: str) -> str:
    return indikator.partition("-")[0]


def name_of(definition: Rad, o: Mapping[str, str]) -> str:
    return definition["name"] if o["sprak"] == EN else definition["namn"]


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
    own = [{"id": id_, "namn": name_of(d, o)} for id_, d in utgavan.definitioner.items()]
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
