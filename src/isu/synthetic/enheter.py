"""The units, providers and target groups of one lämnare, and how well each unit does.

A unit's effect is on the logit scale: it moves goals, reasons for ending and plans, so that a local analysis has
something to find. Some units have a way of working of their own (`former`), which helps some groups more than others.
Decided once per lämnare; which unit a service gets is drawn with its row.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.slump import codes, stream

EGEN = "Egen regi"


@dataclass(frozen=True)
class Enheter:
    """All units in one row after another; `first` and `count` say which of them give a type of service."""

    kod: pl.Series
    utforare: pl.Series
    effekt: np.ndarray
    tillagg: dict[str, np.ndarray]
    first: dict[str, int]
    count: dict[str, int]

    def draw(self, u: np.ndarray, typ: pl.Series) -> np.ndarray:
        """The unit of each service by a number from 0 to 1, or -1 where the type has no units."""
        first = typ.replace_strict(self.first, default=-1, return_dtype=pl.Int64).to_numpy()
        count = typ.replace_strict(self.count, default=0, return_dtype=pl.Int64).to_numpy()
        return np.where(count > 0, first + (u * count).astype(np.int64), -1)

    def effect(self, unit: np.ndarray, malgrupp: pl.Series) -> np.ndarray:
        """What the unit does for this group; 0 where there is no unit."""
        found = self.effekt[unit]
        for grupp, more in self.tillagg.items():
            found = found + np.where((malgrupp == grupp).fill_null(False).to_numpy(), more[unit], 0.0)
        return np.where(unit >= 0, found, 0.0)

    def words(self, column: pl.Series, unit: np.ndarray) -> pl.Series:
        """The column's text of each unit, empty where there is none."""
        return column.extend_constant(None, 1).gather(np.where(unit >= 0, unit, len(column)).astype(np.uint32))


def enheter(lamnare: str, seed: int, invanare: float, a: Antaganden) -> Enheter:
    rng = stream(seed, lamnare, "enheter")
    rows, first, count = [], {}, {}
    for typ, about in a.enheter.items():
        names = _names(about, invanare)
        effects = rng.normal(0, about["spridning"], len(names))
        first[typ], count[typ] = len(rows), len(names)
        rows += [_unit(about, name, effect) for name, effect in zip(names, effects)]
    grupper = {grupp for _, _, more in rows for grupp in more}
    return Enheter(
        pl.Series([kod for kod, _, _ in rows]),
        codes(rng, a.utforare, len(rows)),
        np.array([effekt for _, effekt, _ in rows]),
        {g: np.array([more.get(g, 0.0) for _, _, more in rows]) for g in sorted(grupper)},
        first,
        count,
    )


def _names(about: dict, invanare: float) -> list[str]:
    """As many units as the inhabitants ask for; at most one for each way of working where there are such."""
    wanted = max(1, round(invanare / about["invanare"]))
    return list(about.get("former", [f"{nr:02d}" for nr in range(1, wanted + 1)]))[:wanted]


def _unit(about: dict, name: str, effect: float) -> tuple[str, float, dict[str, float]]:
    form = about.get("former", {}).get(name, {"effekt": 0.0, "malgrupper": {}})
    return f"{about['stam']}-{name}", form["effekt"] + float(effect), form["malgrupper"]
