"""The series of an indicator: a variant, a measure and a category each, over periods. Pure.

A page shows the latest period of one period type: half-years where any is shown of a kommun, since they are the newest,
else years.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from isu.katalog.utgava import KOMMUN
from isu.sajt.bilder import shown
from isu.sajt.visning import SHOWN

Rad = Mapping[str, Any]
PERIOD_TYPES = ("halvar", "helar", "dag")
KEY = ("indikator", "variant", "matt", "utfall")


def key_of(row: Rad) -> tuple[str, str, str, str]:
    return row["indikator"], row["variant"], row["matt"], row["utfall"]


@dataclass(frozen=True)
class Serie:
    """All rows of one key and one period type, the latest period first."""

    key: tuple[str, str, str, str]
    periodtyp: str
    rader: list[Rad] = field(repr=False)

    @cached_property
    def period(self) -> str:
        """The latest one with a shown number of both sexes and all ages, else the latest there is."""
        whole = [r for r in self.rader if (r["kon"], r["aldersgrupp"]) == ("T", "alla")]
        told = [r["period"] for r in whole if r["status"] == SHOWN]
        return max(told or [r["period"] for r in self.rader])

    @cached_property
    def _of_period(self) -> dict[tuple[str, str], Rad]:
        return {(r["kon"], r["aldersgrupp"]): r for r in self.rader if r["period"] == self.period}

    def latest(self, kon: str = "T", alder: str = "alla") -> Rad | None:
        return self._of_period.get((kon, alder))

    def over_time(self, kon: str = "T") -> list[Rad]:
        return [r for r in self.rader if r["kon"] == kon and r["aldersgrupp"] == "alla"]

    def ages(self) -> list[Rad]:
        """Both sexes, the latest period, every age group but all."""
        return [r for (kon, alder), r in self._of_period.items() if kon == "T" and alder != "alla"]


def series(rows: Iterable[Rad]) -> list[Serie]:
    """Of rows sorted by key, one each: of the first period type that shows a kommun, else any area, else none."""
    found = []
    for key, own in groupby(rows, key=key_of):
        by_type: dict[str, list[Rad]] = {}
        for row in own:
            by_type.setdefault(row["periodtyp"], []).append(row)
        if there := [typ for typ in PERIOD_TYPES if typ in by_type]:
            typ = max(there, key=lambda typ: _shows(by_type[typ]))
            found.append(Serie(key, typ, by_type[typ]))
    return found


def _shows(rows: Iterable[Rad]) -> int:
    """2 where a kommun is shown, 1 where any area is, else 0."""
    return max((1 + (r["omrade_typ"] == KOMMUN) for r in shown(rows)), default=0)


def label(key: tuple[str, str, str, str], koder: Mapping[tuple[str, str, str], tuple[str, str]], sprak: str) -> str:
    """What this number of the indicator is, in words."""
    indikator, variant, matt, utfall = key
    of = 1 if sprak == "en" else 0
    codes = (("", "matt", matt), (indikator, "utfall", utfall), (indikator, "variant", variant))
    texts = [koder.get(code, (code[-1],) * 2)[of] for code in codes if code[-1]]
    text = ": ".join(texts)
    return text[:1].upper() + text[1:]


def category(key: tuple[str, str, str, str], koder: Mapping[tuple[str, str, str], tuple[str, str]], sprak: str) -> str:
    """What a category of a distribution is called; nothing where there is none."""
    text = koder.get((key[0], "utfall", key[3]), (key[3],) * 2)[sprak == "en"]
    return text[:1].upper() + text[1:]
