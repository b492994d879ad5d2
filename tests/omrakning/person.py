"""Whose a row is: kön and age as docs/forskare.md and the tables tell of them."""

import polars as pl

from tests.omrakning.las import Nation


def med_person(nation: Nation, rows: pl.DataFrame) -> pl.DataFrame:
    """Adds `fodelsear` and `id_typ` of the person table, and takes kön from it where the row tells of none."""
    person = nation.tabell("person").select("kommun", "pid", "id_typ", "fodelsear", person_kon="kon")
    rows = rows.join(person, on=["kommun", "pid"], how="left")
    own = pl.when(pl.col("kon").is_in(["1", "2"])).then(pl.col("kon"))
    return rows.with_columns(kon=pl.coalesce(own, "person_kon", pl.lit("9")))


def fyllda_ar(alder: str, dag: str) -> pl.Expr:
    """Age in completed years where the row tells it; else the year of the day minus the year of birth."""
    return pl.coalesce(pl.col(alder), pl.col(dag).dt.year().cast(pl.Int64) - pl.col("fodelsear"))


def utan_skyddade(nation: Nation, rows: pl.DataFrame, tabell: str, nyckel: str) -> pl.DataFrame:
    """Rows that tell no pid go with the row that they refer to: left out where that one's person is protected."""
    every = nation.alla_versioner(tabell).join(nation.skyddade, on=["kommun", "pid"], how="semi")
    hit = every.select("kommun", nyckel, skyddads=True).unique()
    silent = pl.col("pid").is_null() if "pid" in rows.columns else pl.lit(True)
    rows = rows.join(hit, on=["kommun", nyckel], how="left")
    return rows.filter(~(silent & pl.col("skyddads").fill_null(False))).drop("skyddads")
