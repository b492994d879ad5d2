"""The published rows of the kommuner that have delivered, with the recomputed numbers beside them."""

import polars as pl

from tests.omrakning.huvuden import Huvud
from tests.omrakning.las import Nation
from tests.omrakning.tryck import NYCKEL, celler, invanare, matvarden

AR = [2023, 2024]
TAL = {"per_1000", "per_10000"}


def bredvid(nation: Nation, huvud: Huvud, rows: pl.DataFrame) -> pl.DataFrame:
    """Every published row, with n_sjalv, n_okand_sjalv, taljare_sjalv, befolkning_sjalv and tiondelar.

    What nobody is counted in is 0: a lämnare that has delivered has counted all."""
    own = celler(nation, huvud, AR).rename({"n": "n_sjalv", "n_okand": "n_okand_sjalv"})
    rows = rows.join(own, on=NYCKEL, how="left")
    rows = rows.with_columns(pl.col("n_sjalv", "n_okand_sjalv").fill_null(0))
    rows = rows.with_columns(ar=pl.col("period").str.slice(0, 4).cast(pl.Int64))
    rows = rows.join(invanare(nation, huvud), on=["kommun", "ar", "kon", "aldersgrupp"], how="left")
    rows = rows.with_columns(befolkning_sjalv=pl.when(pl.col("matt").is_in(list(TAL))).then("befolkning_sjalv"))
    return matvarden(_med_manader(rows), huvud)


def _med_manader(rows: pl.DataFrame) -> pl.DataFrame:
    """`manader`: the counts of the months of a half-year or year, for the median of them."""
    months = rows.filter(pl.col("matt") == "antal", pl.col("periodtyp") == "manad")
    half = pl.when(pl.col("period").str.slice(5, 2).cast(pl.Int64) <= 6).then(pl.lit("H1")).otherwise(pl.lit("H2"))
    ar = pl.col("period").str.slice(0, 4)
    months = pl.concat([months.with_columns(period=ar), months.with_columns(period=ar + half)])
    keys = [n for n in NYCKEL if n != "periodtyp"]
    return rows.join(months.group_by(keys).agg(manader=pl.col("n_sjalv")), on=keys, how="left")


def skilda(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows where a shown number is not the recomputed one."""
    n_differs = (pl.col("status_n") == "visas") & pl.col("n").ne_missing(pl.col("n_sjalv"))
    n_differs |= (pl.col("status_okand") == "visas") & pl.col("n_okand").ne_missing(pl.col("n_okand_sjalv"))
    value = (pl.col("varde") * 10).round().cast(pl.Int64)
    value_differs = (pl.col("status") == "visas") & (
        pl.col("taljare").ne_missing(pl.col("taljare_sjalv"))
        | value.ne_missing(pl.col("tiondelar"))
        | pl.col("befolkning").ne_missing(pl.col("befolkning_sjalv"))
    )
    return rows.filter(n_differs | value_differs)


def hela(nation: Nation, huvud: Huvud) -> set[tuple[str, str]]:
    """kommun and year that everything needed has been delivered for, as far as the definition looks."""
    delivered = [nation.lamnade(tabell) for tabell in huvud.tabeller]
    found = set()
    for kommun in set().union(*delivered):
        for ar in AR:
            years = (ar, ar + 1) if huvud.efterat else (ar,)
            halves = {f"{y}H{nr}" for y in years for nr in huvud.halvor}
            if all(halves <= table.get(kommun, set()) for table in delivered):
                found.add((kommun, str(ar)))
    return found
