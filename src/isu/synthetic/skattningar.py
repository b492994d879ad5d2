"""Rows of the table skattning: ASI interviews with adults in the area of substance use, seven rows each.

The baseline is made when the service begins. Some are followed up half a year later; what has changed by then depends
on the unit.
"""

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.lott import lott
from isu.synthetic.pseudonym import ids
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import constant, dates, only_if

#: Letters of the ids: the occasion, then the area of life.
GRUND, UPPFOLJNING = "s", "t"


def ratings(a: Antaganden, s: Sardrag, insats: pl.DataFrame, first: int) -> pl.DataFrame:
    """Baselines from the first day delivered on, and the follow-ups of these."""
    row = insats.filter((pl.col("omrade") == "missbruk") & pl.col("pid").is_not_null())
    lot = lott(s.seed, s.lamnare, "asi", row["nummer"].to_numpy())
    grund = row["start"].to_physical().to_numpy() + lot.whole(0, 21)
    about = a.asi_uppfoljning_dagar
    later = grund + np.maximum(about["medel"] + about["spridning"] * lot.normal(), 60).astype(np.int64)
    asked = (lot.random() < a.asi_grund) & (grund >= first)
    again = asked & (lot.random() < a.asi_uppfoljning)
    pages = [
        _page(a, s, row.filter(pl.Series(who, dtype=pl.Boolean)), day[who], letter, omrade)
        for omrade in a.asi_niva
        for letter, who, day in ((GRUND, asked, grund), (UPPFOLJNING, again, later))
    ]
    return pl.concat(pages)


def _page(a: Antaganden, s: Sardrag, row: pl.DataFrame, day: np.ndarray, letter: str, omrade: str) -> pl.DataFrame:
    """One area of life of everybody interviewed. What a person is like is the same on both occasions."""
    numbers, n = row["nummer"].to_numpy(), len(row)
    person = lott(s.seed, s.lamnare, f"asi/{omrade}", numbers)
    now = lott(s.seed, s.lamnare, f"asi/{omrade}/{letter}", numbers)
    level = a.asi_niva[omrade] + 1.0 * person.normal()
    if letter == UPPFOLJNING:
        level = level - a.asi_forandring[omrade] * (1 + row["effekt"].to_numpy())
    return row.select("pid", "insats_id", "kon").with_columns(
        ids(f"{letter}{chr(ord('a') + int(omrade) - 1)}", f"{s.seed}/{s.lamnare}", numbers).alias("skattning_id"),
        constant("ASI", n).alias("instrument"),
        constant("grund" if letter == GRUND else "uppfoljning", n).alias("tillfalle"),
        constant(omrade, n).alias("livsomrade"),
        only_if(now.random() >= a.asi_okant, _grade(level + 0.6 * now.normal(), 4)).alias("klient_oro"),
        only_if(now.random() >= a.asi_okant, _grade(level + 0.6 * now.normal(), 4)).alias("klient_hjalpbehov"),
        only_if(now.random() >= a.asi_okant, _grade(2.1 * level + 1.0 * now.normal(), 9)).alias("intervjuare"),
        dates(day).alias("datum"),
        age(row, day).alias("alder"),
    )


def _grade(level: np.ndarray, highest: int) -> np.ndarray:
    return np.clip(np.rint(level), 0, highest).astype(np.int32)
