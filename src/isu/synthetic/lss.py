"""Rows of the table lss_insats: what persons have under LSS on 1 October, out of the services that are going on."""

from datetime import date

import numpy as np
import polars as pl

from isu.period import Period
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.kontakter import day_number
from isu.synthetic.lott import Lott, lott
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, constant, only_if

PUNKT = {
    "lss_personlig_assistans": "2",
    "lss_ledsagarservice": "3",
    "lss_kontaktperson": "4",
    "lss_avlosarservice": "5",
    "lss_korttidsvistelse": "6",
    "lss_korttidstillsyn": "7",
    "lss_boende_barn": "82",
    "lss_boende_vuxna": "91",
    "lss_daglig_verksamhet": "10",
}
#: Median hours a month; other items are not granted in hours.
TIMMAR = {"2": 180.0, "3": 14.0, "5": 20.0}


def lss_rows(a: Antaganden, s: Sardrag, insats: pl.DataFrame, halvar: Period, grannar: list[str]) -> pl.DataFrame:
    """The day of measurement is in the second half of the year; the first half has no rows."""
    day = date(halvar.fran.year, 10, 1)
    ongoing = (pl.col("start") <= day) & (pl.col("slut") > day) & pl.col("insatstyp").is_in(list(PUNKT))
    row = insats.filter(ongoing & (halvar.fran <= day <= halvar.till))
    lot, n = lott(s.seed, s.lamnare, "lss", row["nummer"].to_numpy()), len(row)
    krets = lott(s.seed, s.lamnare, "personkrets", row["nummer"].to_numpy() // 8)
    punkt = row["insatstyp"].replace_strict(PUNKT, return_dtype=pl.String)
    punkt = _elsewhere(lot, punkt, "82", "81", 0.2)
    punkt = _elsewhere(lot, punkt, "91", "92", 0.15)
    open_identity = row["skyddad"] != "1"
    home, away = constant(s.lamnare[:4], n), codes(lot, dict.fromkeys(grannar, 1.0), n)
    return (
        row.select("pid", "beslut_datum", "forsta_erbjudande_datum", "verkstalld_datum", "enhet", "utforare", "kon")
        .with_columns(
            pl.lit(day).alias("matdatum"),
            codes(krets, a.koder("personkrets", "personkrets"), n).alias("personkrets"),
            punkt.alias("punkt"),
            _hours(lot, punkt).alias("timmar"),
            only_if(punkt == "6", _number(1 + 7 * lot.random())).alias("dygn"),
            only_if(open_identity, home).alias("boendekommun"),
            only_if(open_identity, choose(lot.random() < a.utfors_i_annan_kommun, away, home)).alias("utforarkommun"),
            age(row, np.full(n, day_number(day))).alias("alder"),
        )
        .unique(["pid", "punkt"], keep="first", maintain_order=True)
    )


def _elsewhere(lot: Lott, punkt: pl.Series, usual: str, other: str, share: float) -> pl.Series:
    chosen = (punkt == usual) & pl.Series(lot.random() < share, dtype=pl.Boolean)
    return choose(chosen, constant(other, len(punkt)), punkt)


def _hours(lot: Lott, punkt: pl.Series) -> pl.Series:
    median = punkt.replace_strict(TIMMAR, default=1.0, return_dtype=pl.Float64).to_numpy()
    return only_if(punkt.is_in(list(TIMMAR)), _number(np.clip(lot.lognormal(median, 0.6), 1, 720)))


def _number(values: np.ndarray) -> pl.Series:
    return pl.Series(np.rint(values), dtype=pl.Float64).cast(pl.Decimal(18, 2))
