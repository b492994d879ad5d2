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
    """The units of every group, whatever their kön, age and outcome, and those of known outcome (`kanda`): all that the
    sums below ask for."""
    known = pl.col("antal").filter(pl.col("utfall").is_not_null()).sum()
    return cells.group_by([*SAME, "uppdelning", "grupp"]).agg(pl.col("antal").sum(), kanda=known)


def not_adding_up(groups: pl.DataFrame, indikatorer: Mapping[str, Indikator]) -> dict[str, int]:
    """Indicator → places (variant × period × breakdown) whose groups do not agree with the whole."""
    wholes = groups.filter(pl.col("uppdelning") == "").group_by(SAME).agg(hela=pl.col("antal").sum())
    parts = groups.filter(pl.col("uppdelning") != "")
    sums = parts.group_by([*SAME, "uppdelning"]).agg(delar=pl.col("antal").sum(), storst=pl.col("antal").max())
    persons = [id_ for id_, i in indikatorer.items() if i.per_person not in (None, VARJE)]
    seen = sums.join(wholes, on=SAME, how="left").with_columns(
        pl.col("hela").fill_null(0), several=pl.col("indikator").is_in(persons)
    )
    agree = (
        pl.when("several")
        .then((pl.col("delar") >= pl.col("hela")) & (pl.col("storst") <= pl.col("hela")))
        .otherwise(pl.col("delar") == pl.col("hela"))
    )
    wrong = seen.filter(~agree).group_by("indikator").len().sort("indikator")
    lacking = _lacking(groups, indikatorer)
    found = dict(wrong.rows())
    return {id_: found.get(id_, 0) + lacking.get(id_, 0) for id_ in sorted({*found, *lacking})}


def _lacking(groups: pl.DataFrame, indikatorer: Mapping[str, Indikator]) -> dict[str, int]:
    """Indicator → wholes that have units while a declared breakdown of them has none."""
    declared = [(id_, namn) for id_, i in indikatorer.items() for namn in i.uppdelningar]
    asked = pl.DataFrame(declared, schema={"indikator": pl.String, "uppdelning": pl.String}, orient="row")
    wholes = groups.filter(pl.col("uppdelning") == "").select(SAME).unique()
    there = groups.select([*SAME, "uppdelning"]).unique()
    asked = asked.cast({name: groups.schema[name] for name in asked.columns})
    missing = wholes.join(asked, on="indikator").join(there, on=[*SAME, "uppdelning"], how="anti")
    return dict(missing.group_by("indikator").len().rows())


def too_many_pairs(groups: pl.DataFrame, pairs: pl.DataFrame) -> dict[str, int]:
    """Indicator → places (variant × period × group) with more pairs of events of one person than its events have."""
    place = [*SAME, "uppdelning", "grupp"]
    n, of = pl.col("kanda").fill_null(0), pl.col("par")
    found = pairs.group_by(place).agg(par=pl.col("antal").sum()).join(groups, on=place, how="left")
    return dict(found.filter(of > n * (n - 1)).group_by("indikator").len().sort("indikator").rows())


def units(groups: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Indicator → period → units in the whole, of all variants: what the next file is compared with."""
    sums = groups.filter(pl.col("uppdelning") == "").group_by("indikator", "period").agg(pl.col("antal").sum())
    found: dict[str, dict[str, int]] = {}
    for indikator, period, antal in sums.sort("indikator", "period").rows():
        found.setdefault(indikator, {})[period] = antal
    return found
