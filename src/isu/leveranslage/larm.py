"""What a steward is to be told without looking: each thing once, when it begins. Pure: no clock, no network.

An alarm names a lämnare, a table, a period and how it stands. Never a file name, a row or a value.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from isu.ledger import Leverans
from isu.leveranslage.vantat import BRISTER, Lage, Ruta
from isu.period import Interval

MOST_LINES = 100
NYCKELN_SAKNAS = "nyckeln saknas"
ORD = {Lage.SEN: "försenad", Lage.AVVISAD: "avvisad", Lage.OFULLSTANDIG: "en del av perioden fattas"}


@dataclass(frozen=True, order=True)
class Larm:
    """`tabell` and `period` are '' where they are not known, or it concerns all of them."""

    lamnare: str
    tabell: str
    period: str
    lage: str

    @property
    def mening(self) -> str:
        """1780 aktualisering 2024H1: försenad."""
        return f"{' '.join(filter(None, (self.lamnare, self.tabell, self.period)))}: {self.lage}"


def alarms(rutor: Iterable[Ruta], unmended: Iterable[Leverans], locked: Iterable[str], idag: date) -> list[Larm]:
    """All that is wrong now: late, refused or incomplete by the calendar, refused outside it, or without its key."""
    late = {Larm(r.lamnare, r.tabell, r.period, ORD[r.lage]) for r in rutor if r.lage in BRISTER and r.senast < idag}
    told = {(larm.lamnare, larm.tabell) for larm in late if larm.lage == ORD[Lage.AVVISAD]}
    refused = {_refused(d) for d in unmended if (d.lamnare, d.tabell) not in told}
    return sorted(late | refused | {Larm(lamnare, "", "", NYCKELN_SAKNAS) for lamnare in locked})


def _refused(d: Leverans) -> Larm:
    return Larm(d.lamnare, d.tabell or "", str(Interval(d.fran, d.till)) if d.fran else "", ORD[Lage.AVVISAD])


def news(told: Collection[str], now: Sequence[Larm]) -> list[Larm]:
    """Those that have not been told. What is mended is forgotten, so that it is told anew if it comes back."""
    return [larm for larm in now if larm.mening not in told]


def message(new: Sequence[Larm], lank: str) -> str:
    more = [f"… och {len(new) - MOST_LINES} till"] if len(new) > MOST_LINES else []
    link = [f"Hela läget: {lank}"] if lank else []
    return "\n".join([subject(new), "", *(f"- {larm.mening}" for larm in new[:MOST_LINES]), *more, "", *link]).strip()


def subject(new: Sequence[Larm]) -> str:
    return f"ISU: {len(new)} {'nytt' if len(new) == 1 else 'nya'} larm"
