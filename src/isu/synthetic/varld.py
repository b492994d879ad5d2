"""Everything that happens at one lämnare, with all of it known: families of rows put together.

What was known on a certain day, and so delivered, stands in uttag.py.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from isu.declaration import Deklaration
from isu.period import Period
from isu.synthetic.aldre import alarms, services
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.beslut import decisions
from isu.synthetic.ekb import further_people, members
from isu.synthetic.insatser import insatser
from isu.synthetic.kontakter import contacts, day_number, people
from isu.synthetic.placeringar import placements
from isu.synthetic.planer import goals, plans
from isu.synthetic.rader import aktualiseringar, utredningar
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.skattningar import ratings
from isu.synthetic.slump import stream
from isu.synthetic.storlek import OMRADE, OMRADEN
from isu.synthetic.vuxna import adults

#: Years simulated before the first one delivered, so that it does not begin with empty hands.
UPPVARMNING = 2
KARNA = ("person", "aktualisering", "utredning", "insats")


@dataclass(frozen=True)
class Varld:
    """All rows of one lämnare; table name → frame. `kallor` are what tables by the month are made of."""

    a: Antaganden
    sardrag: Sardrag
    first: date
    grannar: list[str]
    rader: dict[str, pl.DataFrame]
    kallor: dict[str, pl.DataFrame]


def simulate(deklaration: Deklaration, a: Antaganden, s: Sardrag, halvar: list[Period]) -> Varld:
    """Whole years from well before the first half-year. A later last half-year changes nothing of the earlier ones."""
    years = range(halvar[0].fran.year - UPPVARMNING, halvar[-1].till.year + 1)
    first, last = halvar[0].fran, halvar[-1].till
    grannar = _neighbours(deklaration, s)
    frames = _core(a, s, years, first, last)
    rader = frames | _following(a, s, frames, first, last, grannar)
    rader = {namn: _in_order(deklaration, namn, frame) for namn, frame in rader.items()}
    kallor, persons = _monthly(a, s, years, rader["insats"])
    rader["person"] = pl.concat([rader["person"], *(p.select(rader["person"].columns) for p in persons)])
    return Varld(a, s, first, grannar, rader, kallor)


def _core(a: Antaganden, s: Sardrag, years: range, first: date, last: date) -> dict[str, pl.DataFrame]:
    """People and their cases, area by area. No service points at what was closed before the first delivery."""
    parts = [_children(a, s, kull, first) for kull in (years if OMRADE in s.omraden else ())]
    for omrade in (o for o in OMRADEN[1:] if o in s.omraden):
        parts.append(adults(a, s, omrade, years, day_number(last), day_number(first)))
    return {namn: pl.concat([p[namn] for p in parts], how="diagonal") for namn in KARNA}


def _children(a: Antaganden, s: Sardrag, kull: int, first: date) -> dict[str, pl.DataFrame]:
    rng = stream(s.seed, s.lamnare, "kull", kull)
    person = people(rng, a, s, kull)
    contact = contacts(rng, a, s, kull, person)
    aktualisering = aktualiseringar(rng, a, s, kull, contact)
    utredning = utredningar(rng, a, s, kull, contact)
    service = insatser(rng, a, s, kull, contact, utredning)
    delivered = pl.col("utredning_slut") >= first
    return {
        "person": person,
        "aktualisering": aktualisering,
        "utredning": utredning,
        "insats": service.with_columns(pl.when(delivered).then(pl.col(n)) for n in ("utredning_id", "beslut_id")),
    }


def _following(
    a: Antaganden, s: Sardrag, frames: dict[str, pl.DataFrame], first: date, last: date, grannar: list[str]
) -> dict[str, pl.DataFrame]:
    """What follows of the cases, for those tables that the lämnare delivers."""
    going, found = frames["insats"].filter(pl.col("slut") >= first), {}
    if "beslut" in s.tabeller:
        found["beslut"] = decisions(a, s, frames["utredning"], going, first, last)
    if "placering" in s.tabeller and OMRADE in s.omraden:
        found["placering"] = placements(a, s, going, grannar)
    if "plan" in s.tabeller:
        found["plan"] = plans(a, s, going, day_number(first))
    if "mal" in s.tabeller:
        found["mal"] = goals(a, s, found["plan"])
    if "skattning" in s.tabeller and "missbruk" in s.omraden:
        found["skattning"] = ratings(a, s, going, day_number(first))
    return found


def _monthly(
    a: Antaganden, s: Sardrag, years: range, insats: pl.DataFrame
) -> tuple[dict[str, pl.DataFrame], list[pl.DataFrame]]:
    """What the tables by the month are made of, and the persons that only they know."""
    kallor, persons = {}, []
    if "ekb_manad" in s.tabeller and "ekonomiskt_bistand" in s.omraden:
        kallor["ekb_manad"] = members(a, s, insats)
        persons.append(further_people(a, s, kallor["ekb_manad"]))
    if "aldre_fn" in s.tabeller and "aldre" in s.omraden:
        alarm = alarms(a, s, years)
        kallor["aldre_fn"] = services(a, s, insats, alarm)
        persons.append(alarm)
    return kallor, persons


def _in_order(deklaration: Deklaration, namn: str, frame: pl.DataFrame) -> pl.DataFrame:
    tabell = deklaration.tabeller[namn]
    return frame.sort(tabell.start, *tabell.nyckel) if tabell.start else frame


def _neighbours(deklaration: Deklaration, s: Sardrag) -> list[str]:
    """Kommuner of the same län."""
    lan = deklaration.kommuner[s.lamnare[:4]].lan_kod
    return [k.kommunkod for k in deklaration.kommuner.values() if k.lan_kod == lan]
