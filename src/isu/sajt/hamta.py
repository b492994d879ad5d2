"""The tables to download: every number behind a page, and what the page says beside it. Knows no files.

A row per number of the release, with the values that it is compared with, and the class; the user's own groups last.
"""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from isu.katalog.utgava import KOMMUN
from isu.ofarlig import ofarlig
from isu.sajt.grupper import EgenGrupp
from isu.sajt.lasning import Utgavan
from isu.sajt.serier import KEY

EGEN_GRUPP = "egen_grupp"
COLUMNS = (
    *(*KEY, "omrade_typ", "omrade", "period", "kon", "aldersgrupp"),
    *("n", "varde", "nedre", "ovre", "tillforlitlighet", "tackning", "antal_kommuner", "status", "status_n"),
    "status_okand",
)
#: Only the whole of a kommun is compared.
WHOLE = {"omrade_typ": KOMMUN, "kon": "T", "aldersgrupp": "alla"}


def tables(utgavan: Utgavan, own: Sequence[EgenGrupp]) -> Iterator[tuple[str, pl.DataFrame]]:
    """(kommun/1780, its rows) and so on, then (indikator/AKT-05, its rows) and so on."""
    rows, medians = _beside(utgavan.to_download(COLUMNS), utgavan.compared), _medians(own)
    of_kommuner = rows.filter(pl.col("omrade_typ") == KOMMUN)
    for (kod,), part in of_kommuner.group_by("omrade", maintain_order=True):
        mine, reported = [g.namn for g in own if kod in g.kommuner], part["indikator"].unique().to_list()
        groups = medians.filter(pl.col("omrade").is_in(mine), pl.col("indikator").is_in(reported))
        yield f"kommun/{kod}", _harmless(pl.concat([part, groups], how="diagonal_relaxed"))
    for (id_,), part in rows.group_by("indikator", maintain_order=True):
        groups = medians.filter(pl.col("indikator") == id_)
        yield f"indikator/{id_}", _harmless(pl.concat([part, groups], how="diagonal_relaxed"))


def _beside(rows: pl.DataFrame, compared: pl.DataFrame) -> pl.DataFrame:
    """The rows with the value of each reference, and the class of the difference."""
    whole = [pl.lit(value).alias(name) for name, value in WHOLE.items()]
    on = [*KEY, "omrade", "period"]
    for referens in ("riket", "lan", "kommungrupp"):
        told = (pl.col("referens_varde").alias(f"varde_{referens}"), pl.col("klass").alias(f"klass_{referens}"))
        of = compared.filter(pl.col("referens") == referens).select(*on, *told, *whole)
        rows = rows.join(of, on=[*on, *WHOLE], how="left", maintain_order="left")
    return rows


def _medians(own: Iterable[EgenGrupp]) -> pl.DataFrame:
    """A row per median: `antal_kommuner` is how many it is of."""
    names = (*KEY, "omrade_typ", "omrade", "period", "kon", "aldersgrupp", "status")
    schema = dict.fromkeys(names, pl.String) | {"varde": pl.Float64, "antal_kommuner": pl.Int64}
    told = (
        (*key, EGEN_GRUPP, g.namn, period, "T", "alla", "visas", row["varde"], row["antal"])
        for g in own
        for (key, period), row in g.medianer.items()
    )
    return pl.DataFrame(list(told), schema=schema, orient="row")


def _harmless(rows: pl.DataFrame) -> pl.DataFrame:
    """Codes and names of groups may be anybody's own words, and none of them is a formula."""
    for name in ("variant", "utfall", "omrade"):
        rows = rows.with_columns(pl.col(name).replace({code: ofarlig(code) for code in rows[name].unique()}))
    return rows
