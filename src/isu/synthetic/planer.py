"""Rows of the tables plan and mal: plans of services, their follow-up, and the goals that stand in them.

A unit that does well plans and follows up more, and its goals are reached more often. A plan is followed up again and
again: `upprattad`, `steg` and `antal` (helpers, never delivered) say when, and uttag.py takes the latest known day.
"""

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.lott import Lott, lott
from isu.synthetic.pseudonym import ids
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import Draws, choose, codes, constant, dates, only_if, positions, shift, yes_no

IBIC = ["funktionsnedsattning", "aldre"]

#: Goals of one plan; their ids differ by the letter. The first may be the overall goal of the service.
BOKSTAVER = "mnk"

#: A plan is made anew after so long; older ones of the same service are not delivered.
NY_PLAN = 700
MAL_NATT = {"mal_helt": "helt", "mal_delvis": "delvis", "mal_ej": "inte"}


def plans(a: Antaganden, s: Sardrag, insats: pl.DataFrame, first: int) -> pl.DataFrame:
    """At most one plan per service, with helpers about the service."""
    row = insats.filter(pl.col("behovsprovad") == "1")
    lot = lott(s.seed, s.lamnare, "plan", row["nummer"].to_numpy())
    effekt = row["effekt"].to_numpy()
    share = row["omrade"].replace_strict(_shares(a), return_dtype=pl.Float64).to_numpy()
    start, slut = (row[name].to_physical().to_numpy().astype(np.int64) for name in ("start", "slut"))
    made = np.maximum(start, first - lot.whole(0, NY_PLAN)) + lot.exponential(a.plan_efter_dagar).astype(np.int64)
    often = row["omrade"].replace_strict(a.uppfoljning_var, return_dtype=pl.Float64).to_numpy()
    step = np.maximum(lot.lognormal(often * np.exp(-0.4 * effekt), 0.25), 30).astype(np.int64)
    never = lot.random() < shift(a.foljs_inte_upp, -effekt)
    chosen = (lot.random() < shift(share, 0.8 * effekt)) & (made < slut)
    n = len(row)
    return row.with_columns(
        ids("g", f"{s.seed}/{s.lamnare}", row["nummer"].to_numpy()).alias("plan_id"),
        codes(lot, {"genomforandeplan": 0.82, "vardplan": 0.18}, n).alias("plantyp"),
        pl.Series("upprattad", dates(made)),
        pl.Series("steg", step),
        pl.Series("antal", np.where(never, 0, (slut - made) // step)),
        yes_no(lot, shift(a.delaktighet, 0.5 * effekt), n, a.uppgift_okand).alias("delaktighet_dokumenterad"),
        yes_no(lot, shift(a.individuellt_mal, 0.5 * effekt), n, a.uppgift_okand).alias("individuellt_mal"),
        age(row, made).alias("alder"),
    ).filter(pl.Series(chosen, dtype=pl.Boolean))


def _shares(a: Antaganden) -> dict[str, float]:
    return {"barn_unga": a.plan_barn} | {omrade: about["plan"] for omrade, about in a.omraden.items()}


def goals(a: Antaganden, s: Sardrag, plan: pl.DataFrame) -> pl.DataFrame:
    """One to three goals of each plan."""
    lot = lott(s.seed, s.lamnare, "mal", plan["nummer"].to_numpy())
    number = np.array(list(a.mal_per_plan))[positions(lot, list(a.mal_per_plan.values()), len(plan))]
    return pl.concat([_goals(a, s, plan.filter(pl.Series(number > i)), i) for i in range(len(BOKSTAVER))])


def _goals(a: Antaganden, s: Sardrag, plan: pl.DataFrame, nr: int) -> pl.DataFrame:
    """An overall goal is assessed when the service ends, another one at the first follow-up."""
    lot = lott(s.seed, s.lamnare, f"mal/{nr}", plan["nummer"].to_numpy())
    overall = (lot.random() < a.overgripande_mal) & (nr == 0)
    made, slut = (plan[name].to_physical().to_numpy().astype(np.int64) for name in ("upprattad", "slut"))
    assessed = lot.random() < np.where(overall | (plan["antal"].to_numpy() > 0), a.mal_bedomt, 0)
    bedomd = np.where(overall, slut, made + plan["steg"].to_numpy())
    grades = _grades(a, lot, plan)
    return (
        plan.select("plan_id", "kon", "alder", "upprattad", "steg", "antal", "slut")
        .with_columns(
            ids(BOKSTAVER[nr], f"{s.seed}/{s.lamnare}", plan["nummer"].to_numpy()).alias("mal_id"),
            plan["upprattad"].alias("datum"),
            *grades,
            only_if(assessed, _reached(lot, plan, overall)).alias("maluppfyllelse"),
            pl.Series("overgripande", np.where(overall, "1", "0"), dtype=pl.String),
            only_if(assessed, dates(bedomd)).alias("bedomd_datum"),
        )
        .with_columns(pl.when(pl.col("bedomd_datum").is_not_null()).then(pl.col("utfall")))
    )


def _grades(a: Antaganden, lot: Lott, plan: pl.DataFrame) -> list[pl.Series]:
    """Area of life, and the degree of limitation now, aimed at and reached; lower is better."""
    used = plan["omrade"].is_in(IBIC) | pl.Series(lot.random() < a.icf_barn, dtype=pl.Boolean)
    n = len(plan)
    now = codes(lot, a.koder("nulage", "icf_grad"), n)
    level = now.cast(pl.Int64).to_numpy()
    known = level <= 4
    aim = np.maximum(level - 1 - (lot.random() < 0.25), 0)
    change = np.rint(a.forandring_medel + 0.7 * plan["effekt"].to_numpy() + 0.9 * lot.normal())
    reached = np.clip(level - change, 0, 4)
    return [
        only_if(used, codes(lot, a.koder("icf", "icf"), n)).alias("icf"),
        only_if(used, now).alias("nulage"),
        only_if(used & pl.Series(known, dtype=pl.Boolean), _digits(aim)).alias("malniva"),
        only_if(used & pl.Series(known, dtype=pl.Boolean), _digits(reached)).alias("utfall"),
    ]


def _digits(grades: np.ndarray) -> pl.Series:
    return pl.Series(grades.astype(np.int64) % 10, dtype=pl.Int64).cast(pl.String)


def _reached(lot: Draws, plan: pl.DataFrame, overall: np.ndarray) -> pl.Series:
    """As the reason for ending says of an overall goal; else better where the unit does well."""
    n = len(plan)
    good = lot.random(n) < shift(0.42, 0.9 * plan["effekt"].to_numpy())
    partly = codes(lot, {"delvis": 0.62, "inte": 0.33, "ej_bedomt": 0.05}, n)
    drawn = choose(good, constant("helt", n), partly)
    said = plan["avslutsorsak"].replace_strict(MAL_NATT, default=None, return_dtype=pl.String)
    return choose(pl.Series(overall, dtype=pl.Boolean) & said.is_not_null(), said, drawn)
