"""AKT-01, AKT-05 and AKT-07, by the words of their definitions. One row per unit; utfall is 1, 0 or unknown."""

from datetime import timedelta

import polars as pl

from tests.omrakning.las import Nation
from tests.omrakning.perioder import under
from tests.omrakning.person import fyllda_ar, med_person, utan_skyddade

FJORTON, ETT_AR = timedelta(days=14), timedelta(days=365)


def _barn(nation: Nation) -> pl.DataFrame:
    """Within child welfare; age is that of the day the case came in."""
    rows = utan_skyddade(nation, nation.tabell("aktualisering"), "utredning", "utredning_id")
    rows = med_person(nation, rows.filter(pl.col("omrade") == "barn_unga"))
    return rows.with_columns(alder=fyllda_ar("alder", "inkom_datum"))


def akt_01(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """«Varje aktualisering räknas»; in anmalan only reports, and where the type is missing it is unknown."""
    came = under(_barn(nation), "inkom_datum", times)
    every = came.with_columns(variant=pl.lit(""), utfall=1)
    reports = came.filter(pl.col("typ").is_null() | (pl.col("typ") == "anmalan"))
    known = pl.when(pl.col("typ").is_not_null()).then(1)
    return pl.concat([every, reports.with_columns(variant=pl.lit("anmalan"), utfall=known)], how="vertical_relaxed")


def akt_05(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Decided, or older than 14 days when taken out; those joined to an ongoing investigation are left out."""
    rows = _barn(nation).filter(pl.col("typ") == "anmalan")
    rows = rows.filter(pl.col("atgard").is_null() | pl.col("atgard").is_in(["inleds", "inleds_inte"]))
    decided = pl.col("atgard").is_not_null() & pl.col("atgard_datum").is_not_null()
    rows = rows.filter(decided | (pl.col("uttag") - pl.col("inkom_datum") > FJORTON))
    in_time = decided & (pl.col("atgard_datum") - pl.col("inkom_datum") <= FJORTON)
    extended = pl.col("forlangd_synnerliga_skal").replace_strict({"1": "ja", "0": "nej"}, default=None)
    rows = rows.with_columns(variant=pl.lit(""), utfall=in_time.fill_null(False).cast(pl.Int64), forlangd=extended)
    return under(rows, "inkom_datum", times)


def akt_07(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """A new report 1–365 days after the decision not to investigate. The caller takes each child's first decision."""
    rows = _barn(nation)
    decided = rows.filter(pl.col("atgard") == "inleds_inte")
    new = rows.filter(pl.col("typ") == "anmalan").select("kommun", "pid", ny="inkom_datum")
    after = decided.join(new, on=["kommun", "pid"]).with_columns(dagar=pl.col("ny") - pl.col("atgard_datum"))
    came_back = after.filter(pl.col("dagar") > timedelta(0), pl.col("dagar") <= ETT_AR)
    ids = came_back.select("kommun", "aktualisering_id").unique().with_columns(ater=1)
    decided = decided.join(ids, on=["kommun", "aktualisering_id"], how="left")
    known = pl.when(pl.col("pid").is_not_null()).then(pl.col("ater").fill_null(0))
    decided = decided.with_columns(variant=pl.lit(""), utfall=known, person="pid", ordning="atgard_datum")
    return under(decided, "atgard_datum", times)
