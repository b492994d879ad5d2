"""What the charts are told, as plain data: shown numbers only, as short as they can be. Pure.

How they are drawn stands in statik/.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isu.sajt.visning import SHOWN

Rad = Mapping[str, Any]
#: As many kommuner can be named beside their lines. The chart of all 290 is as high as a printed page.
FEW = 40


def shown(rows: Iterable[Rad]) -> list[Rad]:
    return [r for r in rows if r["status"] == SHOWN and r["varde"] is not None]


def trend(rows: Iterable[Rad]) -> list[list[Any]]:
    """[period, value, lower, upper] in the order of time."""
    return [[r["period"], r["varde"], r["nedre"], r["ovre"]] for r in sorted(shown(rows), key=lambda r: r["period"])]


def spread(rows: Iterable[Rad]) -> list[list[Any]]:
    """[code, value, lower, upper, n] of every kommun that is shown."""
    return [[r["omrade"], r["varde"], r["nedre"], r["ovre"], r["n"]] for r in shown(rows)]


def height(points: Sequence[Any]) -> int:
    """Of a chart with a line for each point, in pixels; kept free in the page until it is drawn."""
    return 80 + (22 if len(points) <= FEW else 3) * len(points)


def funnel(compared: Iterable[Rad], of: Mapping[str, Rad]) -> dict[str, Any]:
    """The limits around riket by size: [n, lower 99.8, upper 99.8], and the middle. Empty where there is no funnel."""
    rows = [r for r in compared if r["tratt_mitt"] is not None]
    limits = sorted(
        {
            (of[r["omrade"]]["n"], r["tratt_nedre_998"], r["tratt_ovre_998"])
            for r in rows
            if r["omrade"] in of and r["tratt_nedre_998"] is not None and r["tratt_ovre_998"] is not None
        }
    )
    return {"mitt": rows[0]["tratt_mitt"], "granser": [list(x) for x in limits]} if len(limits) > 2 else {}
