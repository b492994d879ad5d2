"""Rows of the table placering: where a child stays during a service outside the home, one row after another.

The first stay begins with the service and the last ends with it, so that they never overlap and none lies outside.
"""

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.insatser import FORMER
from isu.synthetic.kontakter import YEAR
from isu.synthetic.lott import lott
from isu.synthetic.pseudonym import ids
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, constant, dates, only_if

MEST = 4


def placements(a: Antaganden, s: Sardrag, insats: pl.DataFrame, grannar: list[str]) -> pl.DataFrame:
    """`grannar` are kommunkoder where children may be placed besides the own."""
    row = insats.filter((pl.col("omrade") == "barn_unga") & pl.col("insatstyp").is_in(FORMER))
    lot = lott(s.seed, s.lamnare, "placeringar", row["nummer"].to_numpy())
    first, end = (row[name].to_physical().to_numpy() for name in ("start", "slut"))
    moves = np.minimum(np.log1p(-lot.random()) / np.log(a.omplacering), MEST - 1).astype(np.int64)
    moves = np.minimum(moves, np.maximum((end - first) // 20 - 1, 0))
    place = np.repeat(np.arange(len(row)), moves + 1)
    turn = np.arange(len(place)) - np.repeat(np.cumsum(moves + 1) - moves - 1, moves + 1)
    share = (end - first)[place] / (moves + 1)[place]
    start = first[place] + np.floor(turn * share).astype(np.int64)
    slut = np.where(turn == moves[place], end[place], first[place] + np.floor((turn + 1) * share).astype(np.int64))
    stay = row[place.astype(np.uint32)].with_columns(
        pl.Series("start", dates(start)), pl.Series("slut", dates(slut)), pl.Series("turn", turn, dtype=pl.Int64)
    )
    return _columns(a, s, stay.filter(pl.Series((start - stay["fodd"].to_numpy()) < 20.9 * YEAR)), grannar)


def _columns(a: Antaganden, s: Sardrag, stay: pl.DataFrame, grannar: list[str]) -> pl.DataFrame:
    nummer = stay["nummer"].to_numpy() * MEST + stay["turn"].to_numpy()
    lot, n = lott(s.seed, s.lamnare, "placering", nummer), len(stay)
    forced = codes(lot, a.koder("lagrum_placering_lvu", "lagrum_placering"), n)
    away = codes(lot, dict.fromkeys(grannar, 1.0), n)
    kommun = choose(lot.random() < a.placerad_i_egen_kommun, constant(s.lamnare[:4], n), away)
    open_identity = stay["skyddad"] != "1"
    return stay.select("insats_id", "start", "slut", "utforare", "kon").with_columns(
        ids("l", f"{s.seed}/{s.lamnare}", nummer % (1 << 32)).alias("placering_id"),
        stay["insatstyp"].alias("form"),
        choose(stay["lagrum"] == "LVU", forced, constant("SoL", n)).alias("lagrum_placering"),
        only_if(open_identity, kommun).alias("placeringskommun"),
        only_if(open_identity & (stay["turn"] == 0), stay["enhet"]).alias("enhet"),
        age(stay, stay["start"].to_physical().to_numpy()).alias("alder"),
    )
