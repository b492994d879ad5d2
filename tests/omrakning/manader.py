"""EKB-02, LSS-01 and ALD-01, by the words of their definitions: tables of a month or a day of measurement."""

import polars as pl

from tests.omrakning.las import Nation
from tests.omrakning.perioder import under
from tests.omrakning.person import fyllda_ar, med_person


def ekb_02(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Per adult the number of months of the year; a month counts once even in two households."""
    rows = under(med_person(nation, nation.tabell("ekb_manad")), "manad", times)
    rows = rows.with_columns(ar=pl.col("till").dt.year().cast(pl.Int64))
    turns = pl.coalesce(pl.col("ar") - pl.col("fodelsear"), pl.col("alder").max().over("kommun", "pid", "ar"))
    rows = rows.with_columns(alder=turns).sort("manad", "kon")
    persons = rows.group_by("kommun", "pid", "period", "periodtyp", "till", maintain_order=True)
    return persons.agg(
        pl.col("kon").first(), pl.col("alder").first(), utfall=pl.col("manad").n_unique().cast(pl.Int64)
    ).with_columns(variant=pl.lit(""))


def lss_01(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Who has any item on 1 October. The caller counts each person once, and once per item."""
    rows = under(med_person(nation, nation.tabell("lss_insats")), "matdatum", times)
    return rows.with_columns(
        variant=pl.lit(""), alder=fyllda_ar("alder", "matdatum"), utfall=1, person="pid", ordning="matdatum"
    )


def ald_01(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Home help on the last day of a month; more than an alarm. The caller counts each person once."""
    rows = med_person(nation, nation.tabell("aldre_fn")).filter(pl.col("insats") == "hemtjanst")
    rows = rows.filter(pl.col("bara_larm").is_null() | (pl.col("bara_larm") != "1"))
    rows = rows.filter(pl.col("avslut").is_null() | (pl.col("avslut") >= pl.col("period").dt.month_end()))
    rows = rows.rename({"period": "manad"}).with_columns(variant=pl.lit(""), utfall=1, person="pid", ordning="manad")
    return under(rows.with_columns(alder=fyllda_ar("alder", "manad")), "manad", times)
