"""The periods that a nation's half-years hold, and which rows lie in them."""

from calendar import monthrange
from datetime import date

import polars as pl


def perioder(ar: list[int], *typer: str) -> pl.DataFrame:
    """namn, typ, first and last day, of whole years."""
    rows = [row for one in ar for typ in typer for row in _of_year(one, typ)]
    return pl.DataFrame(rows, schema=["period", "periodtyp", "fran", "till"], orient="row")


def _of_year(ar: int, typ: str) -> list[tuple[str, str, date, date]]:
    if typ == "dag":  # the day of measurement of LSS
        return [(f"{ar}-10-01", typ, date(ar, 10, 1), date(ar, 10, 1))]
    step = {"helar": 12, "halvar": 6, "manad": 1}[typ]
    named = {"helar": "{ar}", "halvar": "{ar}H{nr}", "manad": "{ar}-{nr:02d}"}[typ]
    return [
        (named.format(ar=ar, nr=nr), typ, date(ar, last - step + 1, 1), date(ar, last, monthrange(ar, last)[1]))
        for nr, last in enumerate(range(step, 13, step), start=1)
    ]


def under(rows: pl.DataFrame, dag: str, times: pl.DataFrame) -> pl.DataFrame:
    """The rows whose day lies in a period, once per such period."""
    return pagick(rows, pl.col(dag), pl.col(dag), times)


def pagick(rows: pl.DataFrame, start: pl.Expr, slut: pl.Expr, times: pl.DataFrame) -> pl.DataFrame:
    """The rows that went on some day of a period, once per such period; without an end they go on."""
    both = rows.lazy().join(times.lazy(), how="cross")
    return both.filter(start <= pl.col("till"), slut.is_null() | (slut >= pl.col("fran"))).collect()
