"""A number among all kommuner: what is drawn of a series, and told of it, in one period. Pure.

What is drawn lies in a script file of its own beside the pages, since several pages draw it, when a reader asks for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, groupby
from typing import Any

from isu.katalog.utgava import KOMMUN, LAN, RIKET
from isu.sajt import bilder
from isu.sajt.serier import Rad, Serie, key_of, series


@dataclass(frozen=True)
class Ritad:
    """Where what is drawn of a series lies, of which period, and whether there is a funnel."""

    fil: str
    period: str
    tratt: bool


@dataclass(frozen=True)
class Bland:
    """`fil` is the name of the script file, `mot_riket` the comparisons of the period with riket."""

    fil: str
    serie: Serie
    period: str
    mot_riket: Sequence[Rad] = field(repr=False)

    @cached_property
    def kommuner(self) -> dict[str, Rad]:
        """Every kommun that has reported, by code."""
        rows = (r for r in self.serie.rader if (r["omrade_typ"], r["period"]) == (KOMMUN, self.period))
        return {r["omrade"]: r for r in rows}

    @cached_property
    def storre(self) -> dict[tuple[str, str], dict[str, Rad]]:
        """(kind, code) → period → row: riket first, then the län."""
        found: dict[tuple[str, str], dict[str, Rad]] = {}
        for row in self.serie.rader:
            if row["omrade_typ"] in (RIKET, LAN):
                found.setdefault((row["omrade_typ"], row["omrade"]), {})[row["period"]] = row
        return dict(sorted(found.items(), key=lambda area: (area[0][0] != RIKET, area[0][1])))

    @property
    def perioder(self) -> set[str]:
        return {r["period"] for r in self.serie.rader}

    @cached_property
    def riket(self) -> dict[str, Rad]:
        """Period → row."""
        return next((rows for (typ, _), rows in self.storre.items() if typ == RIKET), {})

    @cached_property
    def klasser(self) -> dict[str, Rad]:
        """Kommun → its comparison with riket."""
        return {r["omrade"]: r for r in self.mot_riket}

    @property
    def ritad(self) -> Ritad:
        return Ritad(self.fil, self.period, bool(self.bild["tratt"]))

    @cached_property
    def bild(self) -> dict[str, Any]:
        """What the file holds. Riket's count has no place among those of kommuner; `tratt` may be empty."""
        spread = bilder.spread(self.kommuner.values())
        riket = self.riket.get(self.period) if self.serie.key[2] != "antal" else None
        middle = bilder.shown([riket] if riket else [])
        return {
            "kommuner": spread,
            "hojd": bilder.height(spread),
            "mitt": middle[0]["varde"] if middle else None,
            "tratt": bilder.funnel(self.mot_riket, self.kommuner),
            "tid": bilder.trend(self.riket.values()),
        }


def among(rows: Iterable[Rad], against: Iterable[Rad]) -> list[list[Bland]]:
    """Of an indicator, each variant and measure by itself: the categories of a distribution in one period, else one."""
    compared: dict[tuple, list[Rad]] = {}
    for row in against:
        if row["referens"] == "riket":
            compared.setdefault((key_of(row), row["period"]), []).append(row)
    numbers = count()

    def part(own: Sequence[Serie]) -> list[Bland]:
        period = _period(own)
        return [Bland(f"{s.key[0]}.{next(numbers)}", s, period, compared.get((s.key, period), [])) for s in own]

    return [part(list(own)) for _, own in groupby(series(rows), key=lambda s: s.key[1:3])]


def _period(own: Iterable[Serie]) -> str:
    """The latest in which any kommun is shown; else in which anything is."""
    of_kommuner = [r["period"] for s in own for r in bilder.shown(s.rader) if r["omrade_typ"] == KOMMUN]
    return max(of_kommuner or [s.period for s in own])
