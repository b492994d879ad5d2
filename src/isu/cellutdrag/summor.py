"""What must add up in a file of cells, and what it would be strange to see. Pure, over polars frames.

Every unit stands once in the whole and once in each breakdown. Where units are persons, one person may stand in several
groups of a breakdown, but in no group more often than in the whole.
"""

from collections.abc import Mapping

import polars as pl

from isu.cells.falt import VARJE
from isu.cells.indikator import Indikator

SAME = ("indikator", "variant", "period")


def per_group(cells: pl.DataFrame) -> pl.DataFrame:
    """The units of every group, whatever their kön, age and outcome: all that the sums below ask for."""
    return cells.group_by([*SAME, "uppdelning", "grupp"]).agg(pl.col("antal").sum())


def not_adding_up(cells: pl.DataFrame, indikatorer: Mapping[str, Indikator]) -> dict[str, int]:
    """Indicator → places (variant × period × breakdown) whose groups do not agree with the whole."""
    wholes = cells.filter(pl.col("uppdelning") == "").group_by(SAME).agg(hela=pl.col("antal").sum())
    parts = cells.filter(pl.col("uppdelning") != "")
    sums = parts.group_by([*SAME, "uppdelning"]).agg(delar=pl.col("antal").sum())
    largest = parts.group_by([*SAME, "uppdelning", "grupp"]).agg(grupp_antal=pl.col("antal").sum())
    largest = largest.group_by([*SAME, "uppdelning"]).agg(storst=pl.col("grupp_antal").max())
    persons = [id_ for id_, i in indikatorer.items() if i.per_person not in (None, VARJE)]
    seen = (
        sums.join(largest, on=[*SAME, "uppdelning"])
        .join(wholes, on=SAME, how="left")
        .with_columns(pl.col("hela").fill_null(0), several=pl.col("indikator").is_in(persons))
    )
    agree = (
        pl.when("several")
        .then((pl.col("delar") >= pl.col("hela")) & (pl.col("storst") <= pl.col("hela")))
        .otherwise(pl.col("delar") == pl.col("hela"))
    )
    wrong = seen.filter(~agree).group_by("indikator").len().sort("indikator")
    lacking = _lacking(cells, indikatorer)
    found = dict(wrong.rows())
    return {id_: found.get(id_, 0) + lacking.get(id_, 0) for id_ in sorted({*found, *lacking})}


def _lacking(cells: pl.DataFrame, indikatorer: Mapping[str, Indikator]) -> dict[str, int]:
    """Indicator → wholes that have units while a declared breakdown of them has none."""
    declared = [(id_, namn) for id_, i in indikatorer.items() for namn in i.uppdelningar]
    asked = pl.DataFrame(declared, schema={"indikator": pl.String, "uppdelning": pl.String}, orient="row")
    wholes = cells.filter(pl.col("uppdelning") == "").select(SAME).unique()
    there = cells.select([*SAME, "uppdelning"]).unique()
    asked = asked.cast({name: cells.schema[name] for name in asked.columns})
    missing = wholes.join(asked, on="indikator").join(there, on=[*SAME, "uppdelning"], how="anti")
    return dict(missing.group_by("indikator").len().rows())


def too_many_pairs(cells: pl.DataFrame, pairs: pl.DataFrame) -> dict[str, int]:
    """Indicator → places (variant × period × group) with more pairs of events of one person than its events have."""
    place = [*SAME, "uppdelning", "grupp"]
    n, of = pl.col("n").fill_null(0), pl.col("par")
    events = cells.filter(pl.col("utfall").is_not_null()).group_by(place).agg(n=pl.col("antal").sum())
    found = pairs.group_by(place).agg(par=pl.col("antal").sum()).join(events, on=place, how="left")
    return dict(found.filter(of > n * (n - 1)).group_by("indikator").len().sort("indikator").rows())


def units(cells: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Indicator → period → units in the whole, of all variants: what the next file is compared with."""
    sums = cells.filter(pl.col("uppdelning") == "").group_by("indikator", "period").agg(pl.col("antal").sum())
    found: dict[str, dict[str, int]] = {}
    for indikator, period, antal in sums.sort("indikator", "period").rows():
        found.setdefault(indikator, {})[period] = antal
    return found
