"""What the charts are told, as plain data in the page: shown numbers only, as short as they can be. Pure.

How they are drawn stands in statik/sajt.js.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from isu.sajt.visning import SHOWN

Rad = Mapping[str, Any]


def shown(rows: Iterable[Rad]) -> list[Rad]:
    return [r for r in rows if r["status"] == SHOWN and r["varde"] is not None]


def trend(rows: Iterable[Rad]) -> list[list[Any]]:
    """[period, value, lower, upper] in the order of time."""
    found = sorted(shown(rows), key=lambda r: r["period"])
    return [[r["period"], r["varde"], r["nedre"], r["ovre"]] for r in found]


def spread(rows: Iterable[Rad], names: Mapping[str, str]) -> list[list[Any]]:
    """[code, name, value, lower, upper, n] of every kommun that is shown."""
    return [[r["omrade"], names[r["omrade"]], r["varde"], r["nedre"], r["ovre"], r["n"]] for r in shown(rows)]


def funnel(compared: Iterable[Rad], of: Mapping[str, Rad]) -> dict[str, Any]:
    """The limits around riket by size: [n, lower 99.8, upper 99.8], and the middle. Empty where there is no funnel."""
    rows = [r for r in compared if r["referens"] == "riket" and r["tratt_mitt"] is not None]
    limits = sorted(
        {(of[r["omrade"]]["n"], r["tratt_nedre_998"], r["tratt_ovre_998"]) for r in rows if r["omrade"] in of}
    )
    return {"mitt": rows[0]["tratt_mitt"], "granser": [list(x) for x in limits]} if len(limits) > 2 else {}
