"""Rows of the table beslut, for all areas: services that were granted, applications refused, and re-decisions.

A service that was granted points at its decision; a refusal stands alone with its utredning.
"""

from datetime import date

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.insatser import local_words
from isu.synthetic.kontakter import day_number
from isu.synthetic.lott import lott
from isu.synthetic.pseudonym import ids
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import codes, constant, dates, only_if

#: Areas where a running service is decided anew, how often, and types of service that are granted in hours.
OMPROVAS = ["funktionsnedsattning", "aldre"]
YEAR_ROUND = 365
I_TIMMAR = ["hemtjanst", "lss_personlig_assistans", "lss_ledsagarservice", "lss_avlosarservice", "boendestod"]


def decisions(
    a: Antaganden, s: Sardrag, utredning: pl.DataFrame, insats: pl.DataFrame, first: date, last: date
) -> pl.DataFrame:
    anew = _again(a, s, insats, first, last)
    return pl.concat([_granted(a, s, insats), _refused(a, s, utredning), *anew], how="diagonal")


def _granted(a: Antaganden, s: Sardrag, insats: pl.DataFrame) -> pl.DataFrame:
    row = insats.filter(pl.col("beslut_id").is_not_null())
    lot = lott(s.seed, s.lamnare, "beslut", row["nummer"].to_numpy())
    shares = {"bifall": 1 - a.delvis_bifall, "delvis_bifall": a.delvis_bifall}
    typ = codes(lot, shares, len(row))
    return _columns(a, row, row["beslut_datum"], typ, lot.lognormal(24, 0.8)).with_columns(
        row["beslut_id"], row["utredning_id"]
    )


def _again(a: Antaganden, s: Sardrag, insats: pl.DataFrame, first: date, last: date) -> list[pl.DataFrame]:
    """Decisions made anew of services that have gone on for long, a round for every year of the deliveries."""
    row = insats.filter(pl.col("omrade").is_in(OMPROVAS))
    begun = day_number(first)
    return [_round(a, s, row, begun + n * YEAR_ROUND, n) for n in range((day_number(last) - begun) // YEAR_ROUND + 1)]


def _round(a: Antaganden, s: Sardrag, row: pl.DataFrame, begun: int, nr: int) -> pl.DataFrame:
    """Those whose yearly day falls within 365 days from `begun`."""
    lot = lott(s.seed, s.lamnare, f"omprovning/{nr}", row["nummer"].to_numpy())
    start, slut = (row[name].to_physical().to_numpy().astype(np.int64) for name in ("start", "slut"))
    dag = start + np.maximum(np.ceil((begun - start) / YEAR_ROUND), 1).astype(np.int64) * YEAR_ROUND
    chosen = (lot.random() < a.omprovas) & (dag < np.minimum(slut, begun + YEAR_ROUND))
    hours = lot.lognormal(24, 0.8)[chosen]
    row = row.filter(pl.Series(chosen, dtype=pl.Boolean))
    own = ids(f"o{chr(ord('a') + nr)}", f"{s.seed}/{s.lamnare}", row["nummer"].to_numpy())
    typ = constant("omprovning", len(row))
    return _columns(a, row, dates(dag[chosen]), typ, hours).with_columns(own.alias("beslut_id"))


def _columns(a: Antaganden, row: pl.DataFrame, dag: pl.Series, typ: pl.Series, hours: np.ndarray) -> pl.DataFrame:
    timed = row["insatstyp"].is_in(I_TIMMAR)
    unit = {True: "timmar_manad", False: "ja_nej"}
    return row.select("pid", "omrade", "lagrum", "insatstyp_lokal", "insatstyp", "kon").with_columns(
        dag.alias("datum"),
        typ.alias("typ"),
        dag.alias("fran"),
        dag.dt.offset_by("1y").alias("till"),
        only_if(timed, _amount(np.clip(hours, 2, 400))).alias("omfattning"),
        timed.replace_strict(unit, return_dtype=pl.String).alias("enhet"),
        age(row, dag.to_physical().to_numpy()).alias("alder"),
    )


def _amount(hours: np.ndarray) -> pl.Series:
    return pl.Series(np.round(hours)).cast(pl.Decimal(18, 2))


def _refused(a: Antaganden, s: Sardrag, utredning: pl.DataFrame) -> pl.DataFrame:
    """Most applications that did not lead to a service were refused; some were dropped."""
    row = utredning.filter((pl.col("typ") == "ansokan") & (pl.col("utfall") == "ingen_insats"))
    lot = lott(s.seed, s.lamnare, "avslag", row["nummer"].to_numpy())
    shares = {"avslag": a.avslag_av_utan_insats, "avskrivning": 1 - a.avslag_av_utan_insats}
    return row.select("utredning_id", "pid", "omrade", "lagrum", "insatstyp", "kon").with_columns(
        ids("v", f"{s.seed}/{s.lamnare}", row["nummer"].to_numpy()).alias("beslut_id"),
        row["avslutad_datum"].alias("datum"),
        codes(lot, shares, len(row)).alias("typ"),
        local_words(a, row["insatstyp"]).alias("insatstyp_lokal"),
        row["alder_vid_avslut"].alias("alder"),
    )
