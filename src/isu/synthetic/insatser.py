"""Rows of the table insats: services decided after an utredning, and advice without a needs test.

As in rader.py the rows are complete; uttag.py takes away what was not yet known.
"""

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.kontakter import YEAR
from isu.synthetic.pseudonym import pseudonyms
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, constant, dates, only_if
from isu.synthetic.storlek import OMRADE

#: Care outside the home that a court may order (LVU), and after which the child goes somewhere.
PLACERING = ["familjehem", "jourhem", "natverkshem", "hvb", "sarskilt_ungdomshem"]
SIS = "sarskilt_ungdomshem"
UTAN_BEHOVSPROVNING = "rad_och_stod"


def insatser(
    rng: np.random.Generator, a: Antaganden, s: Sardrag, kull: int, contact: pl.DataFrame, utredning: pl.DataFrame
) -> pl.DataFrame:
    """All services of one year's people. `utredning_slut` is never delivered."""
    frame = pl.concat([_decided(rng, a, utredning), _advice(rng, a, contact)], how="diagonal")
    ids = pseudonyms("i", f"{s.seed}/{s.lamnare}", kull, len(frame))
    decisions = pseudonyms("b", f"{s.seed}/{s.lamnare}", kull, len(frame))
    return frame.with_columns(
        ids.alias("insats_id"), only_if(frame["beslut_datum"].is_not_null(), decisions).alias("beslut_id")
    )


def _decided(rng: np.random.Generator, a: Antaganden, utredning: pl.DataFrame) -> pl.DataFrame:
    """One or two services after an utredning that led to one, decided the day it was closed."""
    row = utredning.filter(pl.col("utfall") == "insats")
    row = row[np.repeat(np.arange(len(row)), 1 + (rng.random(len(row)) < a.ytterligare_insats)).astype(np.uint32)]
    n, beslut = len(row), row["avslutad_datum"].to_physical().to_numpy()
    typ = _types(rng, a, np.floor((beslut - row["fodd"].to_numpy()) / YEAR))
    start = beslut + np.minimum(rng.exponential(a.insats_startar_efter_dagar, n), 150).astype(np.int64)
    placed = typ.is_in(PLACERING)
    forced = (placed & pl.Series(rng.random(n) < a.lvu_vid_placering)) | (typ == SIS)
    offered = dates(beslut + ((start - beslut) * rng.random(n)).astype(np.int64))
    return _columns(rng, a, row, typ, start).with_columns(
        row["avslutad_datum"].alias("beslut_datum"),
        row["utredning_id"],
        row["avslutad_datum"].alias("utredning_slut"),
        choose(forced, constant("LVU", n), constant("SoL", n)).alias("lagrum"),
        constant("1", n).alias("behovsprovad"),
        choose(typ == SIS, constant("sis", n), codes(rng, a.koder("regi", "regi"), n)).alias("regi"),
        only_if(rng.random(n) < 0.7, offered).alias("forsta_erbjudande_datum"),
        dates(start).alias("verkstalld_datum"),
        codes(rng, a.koder("avslutsorsak", "avslutsorsak"), n, a.uppgift_okand).alias("avslutsorsak"),
        only_if(placed, codes(rng, a.koder("efter_insats", "efter_insats"), n)).alias("efter_insats"),
    )


def _advice(rng: np.random.Generator, a: Antaganden, contact: pl.DataFrame) -> pl.DataFrame:
    """Advice and support after a contact that opened no utredning; often noted without a person."""
    row = contact.filter(~pl.col("inleds") & ~pl.col("pagaende"))
    row = row.filter(pl.Series(rng.random(len(row)) < a.rad_och_stod))
    n = len(row)
    start = row["beslut"].to_numpy() + rng.integers(0, 30, n)
    named = pl.Series(rng.random(n) >= a.rad_och_stod_utan_pid)
    return _columns(rng, a, row, constant(UTAN_BEHOVSPROVNING, n), start).with_columns(
        only_if(named, row["pid"]).alias("pid"),
        constant("SoL", n).alias("lagrum"),
        constant("0", n).alias("behovsprovad"),
        constant("egen", n).alias("regi"),
    )


def _columns(
    rng: np.random.Generator, a: Antaganden, row: pl.DataFrame, typ: pl.Series, start: np.ndarray
) -> pl.DataFrame:
    """What every service has."""
    words = {k.kod: k.sv for k in a.kodlistor["insatstyp"].koder}
    return row.select("pid", "kon").with_columns(
        constant(OMRADE, len(row)).alias("omrade"),
        typ.replace_strict(words, default=None, return_dtype=pl.String).alias("insatstyp_lokal"),
        typ.alias("insatstyp"),
        dates(start).alias("start"),
        dates(start + _days(rng, a, typ)).alias("slut"),
        age(row, start).alias("alder"),
    )


def _types(rng: np.random.Generator, a: Antaganden, years: np.ndarray) -> pl.Series:
    younger, older = (codes(rng, a.koder("insatstyp", "insatstyp", band), len(years)) for band in a.insatstyp)
    return choose(years < 13, younger, older)


def _days(rng: np.random.Generator, a: Antaganden, typ: pl.Series) -> np.ndarray:
    """How long it lasts: a median per type, at most two years."""
    medians = a.insatsdagar_median
    median = typ.replace_strict(medians, default=medians["ovriga"], return_dtype=pl.Float64).to_numpy()
    return np.clip(median * rng.lognormal(0, 0.6, len(typ)), 1, 730).astype(np.int64)
