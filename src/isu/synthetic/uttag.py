"""What one lämnare takes out of its system on the last day of a half-year: rows and facts known that day.

A row is delivered in every half-year that it touches. What happened later is taken away: a spell that ends after
the last day is open, and what is written down only at its end is empty.
"""

import numpy as np
import polars as pl

from isu.declaration import Deklaration, Tabell
from isu.period import Period
from isu.synthetic.aldre import aldre_months
from isu.synthetic.brukarsvar import answers
from isu.synthetic.ekb import ekb_months
from isu.synthetic.forebyggande import preventive
from isu.synthetic.kontakter import day_number
from isu.synthetic.lss import lss_rows
from isu.synthetic.slump import dates
from isu.synthetic.storlek import OMRADE
from isu.synthetic.varld import Varld

#: The order in which the tables are sent.
TABELLER = (
    *("person", "aktualisering", "utredning", "beslut", "insats", "placering", "plan", "mal", "skattning"),
    *("ekb_manad", "lss_insats", "aldre_fn", "forebyggande_insats", "brukarsvar"),
)
HANDELSER = ("aktualisering", "utredning", "beslut", "insats", "placering", "plan", "mal", "skattning")

#: Columns that only stand where there is no person table.
PERSONENS = ["kon", "alder", "alder_vid_avslut"]

#: Columns that are written down when the spell ends.
VID_AVSLUT = {
    "aktualisering": ["atgard", "forlangd_synnerliga_skal", "utredning_id"],
    "utredning": [
        "barnsamtal_antal",
        "info_andra_professioner",
        "bedomningsinstrument",
        "instrument",
        "riskfaktorer",
        "skyddsfaktorer",
        "vh_installning",
        "barn_installning",
        "utfall",
        "uppfoljning_23kap",
        "alder_vid_avslut",
    ],
    "insats": ["avslutsorsak", "efter_insats"],
    "mal": ["utfall", "maluppfyllelse"],
}


def extracts(deklaration: Deklaration, varld: Varld, halvar: Period) -> dict[str, pl.DataFrame]:
    """The tables that the lämnare sends for one half-year: declared columns in the declared order."""
    found = {
        namn: known_rows(deklaration.tabeller[namn], as_told(varld, namn, halvar), halvar)
        for namn in HANDELSER
        if namn in varld.rader
    } | {namn: _known_days(deklaration.tabeller[namn], rows, halvar) for namn, rows in _of_half_year(varld, halvar)}
    if varld.sardrag.persontabell:
        found = {"person": _persons(deklaration, varld, found)} | {
            n: _bare(deklaration, n, f) for n, f in found.items()
        }
    return {namn: found[namn] for namn in TABELLER if namn in found and len(found[namn])}


def _of_half_year(varld: Varld, halvar: Period) -> list[tuple[str, pl.DataFrame]]:
    """Tables that are made for one half-year at a time."""
    a, s, found = varld.a, varld.sardrag, []
    if "ekb_manad" in varld.kallor:
        found.append(("ekb_manad", ekb_months(a, s, varld.kallor["ekb_manad"], halvar)))
    if "lss_insats" in s.tabeller and "funktionsnedsattning" in s.omraden:
        found.append(("lss_insats", lss_rows(a, s, varld.rader["insats"], halvar, varld.grannar)))
    if "aldre_fn" in varld.kallor:
        found.append(("aldre_fn", aldre_months(s, varld.kallor["aldre_fn"], halvar)))
    if "forebyggande_insats" in s.tabeller and OMRADE in s.omraden:
        found.append(("forebyggande_insats", preventive(a, s, halvar)))
    if "brukarsvar" in s.tabeller:
        found.append(("brukarsvar", answers(a, s, halvar)))
    return found


def _persons(deklaration: Deklaration, varld: Varld, found: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Those seen in any of the tables."""
    seen = pl.concat([frame.select("pid") for frame in found.values() if "pid" in frame.columns])
    person = varld.rader["person"].join(seen, on="pid", how="semi").sort("pid")
    return _declared(deklaration.tabeller["person"], person)


def _bare(deklaration: Deklaration, namn: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Without what the person table tells. A table of nobody's keeps its own."""
    return frame.drop(PERSONENS, strict=False) if deklaration.tabeller[namn].referenser else frame


def as_told(varld: Varld, namn: str, halvar: Period) -> pl.DataFrame:
    """Rows whose latest follow-up depends on the day: a plan and its goals. Others are as they are."""
    rows = varld.rader[namn]
    if namn not in ("plan", "mal"):
        return rows
    followed = _latest_follow_up(rows, halvar)
    going = rows["slut"] >= halvar.fran
    if namn == "plan":
        return rows.with_columns(followed.alias("senast_foljd_upp")).filter(going)
    return rows.filter(going & (followed.is_null() | (followed >= varld.first)))


def _latest_follow_up(plan: pl.DataFrame, halvar: Period) -> pl.Series:
    """The latest day of follow-up up to the last day of the half-year, empty where there is none."""
    made, step, antal = (
        plan[name].to_physical().to_numpy().astype(np.int64) for name in ("upprattad", "steg", "antal")
    )
    turns = np.minimum((day_number(halvar.till) - made) // step, antal)
    latest = dates(made + np.maximum(turns, 0) * step)
    return pl.select(pl.when(pl.lit(pl.Series(turns > 0, dtype=pl.Boolean))).then(pl.lit(latest))).to_series()


def known_rows(tabell: Tabell, rows: pl.DataFrame, halvar: Period) -> pl.DataFrame:
    """Rows that touch the half-year, as they were known on its last day."""
    last = tabell.slut or tabell.start
    begun = pl.col(tabell.start) <= halvar.till
    touching = rows.filter(begun & (pl.col(last) >= halvar.fran).fill_null(True))
    ended = pl.col(last) <= halvar.till
    told_late = [name for name in VID_AVSLUT.get(tabell.namn, []) if name in rows.columns]
    late = (pl.when(ended).then(pl.col(name)).alias(name) for name in told_late)
    return _known_days(tabell, touching.with_columns(*late), halvar)


def _known_days(tabell: Tabell, rows: pl.DataFrame, halvar: Period) -> pl.DataFrame:
    """Declared columns only, and no day that was not known. A last day of validity may lie ahead."""
    rows = _declared(tabell, rows)
    days = [
        n for n, dtype in rows.schema.items() if dtype == pl.Date and not tabell.kolumner[n].metadata.get("framtida")
    ]
    return rows.with_columns(pl.when(pl.col(name) <= halvar.till).then(pl.col(name)) for name in days)


def _declared(tabell: Tabell, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select([name for name in tabell.kolumner if name in rows.columns])
