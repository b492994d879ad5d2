"""What one lämnare takes out of its system on the last day of a half-year: rows and facts known that day.

A row is delivered in every half-year that it touches. What happened later is taken away: a spell that ends after
the last day is open, and what is written down only at its end is empty.
"""

from dataclasses import dataclass

import polars as pl

from isu.declaration import Deklaration, Tabell
from isu.period import Period
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.insatser import insatser
from isu.synthetic.kontakter import contacts, people
from isu.synthetic.rader import aktualiseringar, utredningar
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import stream

HANDELSER = ("aktualisering", "utredning", "insats")
TABELLER = ("person", *HANDELSER)

#: Years simulated before the first one delivered, so that it does not begin with empty hands.
UPPVARMNING = 2

#: Columns that are written down when the spell ends.
VID_AVSLUT = {
    "aktualisering": ["atgard", "forlangd_synnerliga_skal", "utredning_id"],
    "utredning": [
        "barnsamtal_antal",
        "info_andra_professioner",
        "bedomningsinstrument",
        "instrument",
        "vh_installning",
        "barn_installning",
        "utfall",
        "uppfoljning_23kap",
        "alder_vid_avslut",
    ],
    "insats": ["avslutsorsak", "efter_insats"],
}


@dataclass(frozen=True)
class Varld:
    """All rows of one lämnare, with everything known; table name → frame."""

    sardrag: Sardrag
    rader: dict[str, pl.DataFrame]


def simulate(deklaration: Deklaration, a: Antaganden, s: Sardrag, halvar: list[Period]) -> Varld:
    """Whole years from well before the first half-year, each with its own stream: a later last one changes nothing."""
    years = range(halvar[0].fran.year - UPPVARMNING, halvar[-1].till.year + 1)
    parts = [_kull(a, s, kull) for kull in years]
    frames = {name: pl.concat([p[name] for p in parts]) for name in TABELLER}
    for name in HANDELSER:
        tabell = deklaration.tabeller[name]
        frames[name] = frames[name].sort(tabell.start, *tabell.nyckel)
    return Varld(s, _without_older_utredningar(frames, halvar[0]))


def _kull(a: Antaganden, s: Sardrag, kull: int) -> dict[str, pl.DataFrame]:
    rng = stream(s.seed, s.lamnare, "kull", kull)
    person = people(rng, a, s, kull)
    contact = contacts(rng, a, s, kull, person)
    utredning = utredningar(rng, a, s, contact)
    return {
        "person": person,
        "aktualisering": aktualiseringar(rng, a, s, kull, contact),
        "utredning": utredning,
        "insats": insatser(rng, a, s, kull, contact, utredning),
    }


def _without_older_utredningar(frames: dict[str, pl.DataFrame], first: Period) -> dict[str, pl.DataFrame]:
    """An utredning closed before the first delivery is never delivered, so no service points at it."""
    known = pl.col("utredning_slut") >= first.fran
    return frames | {"insats": frames["insats"].with_columns(pl.when(known).then(pl.col("utredning_id")))}


def extracts(deklaration: Deklaration, varld: Varld, halvar: Period) -> dict[str, pl.DataFrame]:
    """The tables that the lämnare sends for one half-year: declared columns in the declared order."""
    found = {name: known_rows(deklaration.tabeller[name], varld.rader[name], halvar) for name in HANDELSER}
    if varld.sardrag.persontabell:
        found = {name: frame.drop("kon", "alder", "alder_vid_avslut", strict=False) for name, frame in found.items()}
        seen = pl.concat([frame.select("pid") for frame in found.values()])
        person = varld.rader["person"].join(seen, on="pid", how="semi").sort("pid")
        found = {"person": _declared(deklaration.tabeller["person"], person)} | found
    return {name: frame for name, frame in found.items() if len(frame)}


def known_rows(tabell: Tabell, rows: pl.DataFrame, halvar: Period) -> pl.DataFrame:
    """Rows that touch the half-year, as they were known on its last day."""
    begun = pl.col(tabell.start) <= halvar.till
    touching = rows.filter(begun & (pl.col(tabell.slut) >= halvar.fran))
    ended = pl.col(tabell.slut) <= halvar.till
    days = [name for name, dtype in rows.schema.items() if dtype == pl.Date]
    return _declared(
        tabell,
        touching.with_columns(
            *(pl.when(ended).then(pl.col(name)) for name in VID_AVSLUT[tabell.namn]),
            *(pl.when(pl.col(name) <= halvar.till).then(pl.col(name)) for name in days),
        ),
    )


def _declared(tabell: Tabell, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select([name for name in tabell.kolumner if name in rows.columns])
