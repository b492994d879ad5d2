"""UTR-02 and UTR-03, by the words of their definitions."""

from datetime import timedelta

import polars as pl

from tests.omrakning.las import Nation
from tests.omrakning.perioder import under
from tests.omrakning.person import fyllda_ar, med_person


def _barn(nation: Nation) -> pl.DataFrame:
    """Within child welfare, with the ages at opening and closing.

    Where nothing tells the year of birth it is that of the opening minus the age on that day.
    """
    rows = med_person(nation, nation.tabell("utredning").filter(pl.col("omrade") == "barn_unga"))
    birth = pl.coalesce("fodelsear", pl.col("inledd_datum").dt.year().cast(pl.Int64) - pl.col("alder"))
    closing = pl.coalesce("alder_vid_avslut", pl.col("avslutad_datum").dt.year().cast(pl.Int64) - birth)
    return rows.with_columns(vid_avslut=closing, vid_inledning=fyllda_ar("alder", "inledd_datum"))


def _dagar(till: pl.Expr) -> pl.Expr:
    return (till - pl.col("inledd_datum")).dt.total_days()


def utr_02(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Days of those closed in the period; in beslutskohort of all opened in it, ongoing up to the day taken out."""
    rows = _barn(nation)
    closed = under(rows, "avslutad_datum", times).filter(pl.col("avslutad_datum").is_not_null())
    closed = closed.with_columns(variant=pl.lit(""), alder="vid_avslut", utfall=_dagar(pl.col("avslutad_datum")))
    cohort = under(rows, "inledd_datum", times).with_columns(
        variant=pl.lit("beslutskohort"),
        alder="vid_inledning",
        utfall=_dagar(pl.coalesce("avslutad_datum", "uttag")),
    )
    ongoing = pl.col("avslutad_datum").is_null()
    return pl.concat([closed.with_columns(censurerad=False), cohort.with_columns(censurerad=ongoing)])


def utr_03(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Closed in the period, and those older than four months (120 days) that were ongoing at its end, as not within."""
    rows = _barn(nation)
    four = pl.col("inledd_datum").dt.offset_by("4mo")  # the last day of the month where it lacks that number
    frister = {"": four, "120_dagar": pl.col("inledd_datum") + timedelta(days=120)}
    rows = pl.concat([rows.with_columns(variant=pl.lit(namn), frist=frist) for namn, frist in frister.items()])
    closed = under(rows, "avslutad_datum", times).filter(pl.col("avslutad_datum").is_not_null())
    closed = closed.with_columns(alder="vid_avslut", utfall=(pl.col("avslutad_datum") <= pl.col("frist")).cast(int))
    ended_later = pl.col("avslutad_datum").is_null() | (pl.col("avslutad_datum") > pl.col("till"))
    ongoing = rows.join(times, how="cross").filter(pl.col("frist") < pl.col("till"), ended_later)
    ongoing = ongoing.with_columns(alder="vid_inledning", utfall=pl.lit(0, pl.Int64))
    extended = (pl.col("forlangd_beslut_datum") <= pl.col("till")).fill_null(False)
    both = pl.concat([closed, ongoing], how="diagonal_relaxed")
    return both.with_columns(forlangd=pl.when(extended).then(pl.lit("ja")).otherwise(pl.lit("nej")))
