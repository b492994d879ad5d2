"""Rows of the table aldre_fn: a row per month, person and service under SoL that is going on on its last day.

Made for one half-year at a time; every month and person has its own lottery. Safety alarms and meals go with home
help; some have an alarm and nothing else, and they have no case in the other tables.
"""

from datetime import date

import numpy as np
import polars as pl

from isu.period import Period
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.kontakter import YEAR, day_number, person_columns
from isu.synthetic.lott import lott
from isu.synthetic.manader import Manad, months_of
from isu.synthetic.pseudonym import first_number, ids
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import constant, dates, only_if, stream
from isu.synthetic.storlek import OMRADEN

#: How many years an alarm alone lasts, on the average.
LARM_AR = 3.3

INSATSER = ["hemtjanst", "sabo", "korttid", "dagverksamhet", "boendestod"]
KOLUMNER = [
    "pid",
    "kon",
    "fodd",
    "alder_kand",
    "nummer",
    "insats",
    "bara_larm",
    "timmar",
    "beslut",
    "start",
    "slut",
    "enhet",
    "utforare",
]


def services(a: Antaganden, s: Sardrag, insats: pl.DataFrame, alarm: pl.DataFrame) -> pl.DataFrame:
    """What may show in a month: services, what goes with home help, and alarms alone."""
    row = insats.filter(pl.col("insatstyp").is_in(INSATSER)).with_columns(
        pl.col("insatstyp").alias("insats"), pl.col("beslut_datum").alias("beslut")
    )
    numbers = row["nummer"].to_numpy()
    about = a.hemtjanst_timmar
    hours = np.clip(lott(s.seed, s.lamnare, "timmar", numbers).lognormal(about["median"], about["spridning"]), 1, 600)
    home = (row["insats"] == "hemtjanst").to_numpy()
    row = row.with_columns(only_if(home, hours).alias("timmar"), pl.lit(None, dtype=pl.String).alias("bara_larm"))
    lot = lott(s.seed, s.lamnare, "larm", numbers)
    parts = [row]
    for namn, share, code in (
        ("trygghetslarm", a.larm_vid_hemtjanst, "2"),
        ("matdistribution", a.matdistribution, None),
    ):
        chosen = row.filter(pl.Series((lot.random() < share) & home, dtype=pl.Boolean))
        parts.append(
            chosen.with_columns(
                pl.lit(namn).alias("insats"),
                pl.lit(code, dtype=pl.String).alias("bara_larm"),
                pl.lit(None, dtype=pl.Float64).alias("timmar"),
            )
        )
    return pl.concat([*(p.select(KOLUMNER) for p in parts), alarm.select(KOLUMNER)])


def alarms(a: Antaganden, s: Sardrag, years: range) -> pl.DataFrame:
    """Persons with an alarm alone, with what person and aldre_fn tell of them. Some come new each year."""
    first = day_number(date(years[0], 1, 1))
    numbers, start = (np.concatenate(part) for part in zip(*(_begun(a, s, kull, first) for kull in _kullar(years))))
    lot, n = lott(s.seed, s.lamnare, "larm/person", numbers), len(numbers)
    fodd = start - ((70 + 25 * lot.random()) * YEAR).astype(np.int64)
    slut = np.maximum(start, first) + lot.exponential(LARM_AR * YEAR).astype(np.int64)
    man = a.omraden["aldre"]["andel_man"]
    pid = ids("p", f"{s.seed}/{s.lamnare}", numbers)
    return person_columns(lot, a, pid, start, fodd, {"1": man, "2": 1 - man}).with_columns(
        pl.Series("nummer", numbers, dtype=pl.Int64),
        constant("trygghetslarm", n).alias("insats"),
        constant("1", n).alias("bara_larm"),
        dates(start - 10).alias("beslut"),
        dates(start).alias("start"),
        dates(slut).alias("slut"),
        pl.lit(None, dtype=pl.Float64).alias("timmar"),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in ("enhet", "utforare")),
    )


def _kullar(years: range) -> list[int]:
    """The year before stands for all those who have an alarm when the first year begins."""
    return [years[0] - 1, *years]


def _begun(a: Antaganden, s: Sardrag, kull: int, first: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of those who get an alarm, and when."""
    rng, day = stream(s.seed, s.lamnare, "larm", kull), day_number(date(kull, 1, 1))
    stock = day < first
    n = rng.poisson(a.bara_larm_per_1000 * s.invanare / 1000 / (1 if stock else LARM_AR))
    begun = first - rng.integers(1, 900, n) if stock else day + rng.integers(0, 365, n)
    return first_number(kull, len(OMRADEN)) + np.arange(n), begun


def aldre_months(s: Sardrag, row: pl.DataFrame, halvar: Period) -> pl.DataFrame:
    """A person has each service once a month, so a second one of the same kind is left out."""
    return pl.concat([_month(s, row, manad) for manad in months_of(halvar)])


def _month(s: Sardrag, row: pl.DataFrame, manad: Manad) -> pl.DataFrame:
    row = row.filter((pl.col("start") <= manad.sista) & (pl.col("slut") > manad.sista))
    lot = lott(s.seed, s.lamnare, f"timmar/{manad.namn}", row["nummer"].to_numpy())
    hours = (row["timmar"] * pl.Series(lot.lognormal(1.0, 0.08), dtype=pl.Float64)).clip(1, 744)
    return row.with_columns(
        pl.lit(manad.forsta).alias("period"),
        hours.round(0).cast(pl.Decimal(18, 2)).alias("timmar"),
        pl.col("start").alias("verkst"),
        pl.col("slut").alias("avslut"),
        age(row, np.full(len(row), day_number(manad.sista))).alias("alder"),
    ).unique(["pid", "insats"], keep="first", maintain_order=True)
