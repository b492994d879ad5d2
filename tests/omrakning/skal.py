"""Why a number is withheld, asked of the recomputed counts alone.

A number is withheld because it, or what it is made of, is small; or because it is the partner of one that is: it shares
every label but one with a withheld number, so that the two stand in one addition (kön, ages, kommuner, periods or
groups). A partner's partner is explained by the partner.
"""

import polars as pl

from tests.omrakning.tryck import NYCKEL

TROSKEL = 5
#: Along which labels numbers add up. A period's type goes with its name.
LEDER = (["kon"], ["aldersgrupp"], ["kommun"], ["periodtyp", "period"], ["grupp"])
#: n is the same for all measures of a variant; a share's numerators have additions of their own.
VARDE = [*NYCKEL, "matt"]


def oforklarade(rows: pl.DataFrame) -> pl.DataFrame:
    """Withheld n, and withheld values beside a shown n, that nothing in the counts explains."""
    n_secret = rows.filter(pl.col("status_n") == "sekretess").with_columns(litet=_litet(pl.col("n_sjalv")))
    shared = [_utan(namn, n_secret, NYCKEL) for namn in LEDER]
    secret = rows.filter(pl.col("status") == "sekretess").with_columns(litet=_vardet_ar_litet() | _dold_manad(rows))
    alone = [_utan(namn, secret, VARDE) for namn in LEDER]
    return pl.concat([_kvar(n_secret, shared), _kvar(secret, alone)])


def _litet(count: pl.Expr) -> pl.Expr:
    return count.is_between(1, TROSKEL - 1)


def _vardet_ar_litet() -> pl.Expr:
    """n is withheld, or few are on one side of the numerator, the median or the survival median."""
    n, taljare, matt = pl.col("n_sjalv"), pl.col("taljare_sjalv"), pl.col("matt")
    share = (matt == "andel") & (_litet(taljare) | _litet(n - taljare))
    sides = matt.is_in(["median", "km_median"]) & (n < 2 * TROSKEL)
    ends = (matt == "km_median") & (_slut_pa_minsta_sidan() < TROSKEL)
    return (pl.col("status_n") == "sekretess") | share | sides | ends


def _dold_manad(rows: pl.DataFrame) -> pl.Expr:
    """A median of months of which any is withheld."""
    month, of = pl.col("period").str.slice(5).cast(pl.Int64), pl.col("period").str.slice(0, 4)
    half = pl.format("{}H{}", of, (month > 6).cast(pl.Int64) + 1)
    months = rows.filter(pl.col("periodtyp") == "manad", pl.col("status_n") == "sekretess")
    held = pl.concat([months.with_columns(period=longer) for longer in (half, of)])
    whose = [name for name in NYCKEL if name != "periodtyp"]
    keys = held.select(pl.concat_str(whose, separator="|", ignore_nulls=True)).to_series().unique()
    own = pl.concat_str(whose, separator="|", ignore_nulls=True).is_in(keys.implode())
    return (pl.col("matt") == "manadsmedian") & own


def _slut_pa_minsta_sidan() -> pl.Expr:
    """Of those seen to end: the smaller number of up to and with the median, and after it."""
    ends = pl.struct("varden", "slut", "tiondelar").map_elements(_sidor, return_dtype=pl.Int64, skip_nulls=False)
    return pl.when(pl.col("matt") == "km_median").then(ends)


def _sidor(row: dict) -> int:
    times = [t for t, e in zip(row["varden"] or [], row["slut"] or []) if e]
    if row["tiondelar"] is None:
        return 0
    upto = sum(10 * t <= row["tiondelar"] for t in times)
    return min(upto, len(times) - upto)


def _utan(led: list[str], rows: pl.DataFrame, nyckel: list[str]) -> list[str]:
    return [name for name in nyckel if name not in led]


def _kvar(secret: pl.DataFrame, additions: list[list[str]]) -> pl.DataFrame:
    """What is left when explanation has spread from what is small, addition by addition, as far as it goes."""
    reached = -1
    while (now := secret["litet"].sum()) != reached:
        reached = now
        for others in additions:
            secret = secret.with_columns(litet=pl.col("litet") | pl.col("litet").any().over(others))
    return secret.filter(~pl.col("litet"))
