"""The closed set of table checks that a declaration may use beside pandera's built-in column checks.

Each is a pandera check: its polars form stands here (it is the oracle), its parameters in `statistics`.
The SQL form is in `validation/predicates.py`; a check that lacks one stops the start-up.
NULL never breaks a table check: an empty cell is judged by the column's own rules.
"""

from collections.abc import Callable
from typing import Any

import polars as pl
from pandera.api.checks import Check

#: Name of the frame column that carries the last day a date may have; bound per delivery.
SISTA_DAG = "_sista_dag"
FRAN, TILL = "_fran", "_till"


def _check(namn: str, ok: Callable[[], pl.Expr], varning: bool, **statistics: Any) -> Check:
    def judge(data) -> pl.LazyFrame:
        return data.lazyframe.select(ok().fill_null(True))

    return Check(judge, name=namn, error=namn, statistics=statistics, raise_warning=varning)


def datumordning(a: str, b: str, varning: bool = False) -> Check:
    """`a` may not lie after `b`."""
    return _check("datumordning", lambda: pl.col(a) <= pl.col(b), varning, a=a, b=b)


def rimligt_datum(kolumn: str) -> Check:
    """The date lies from 1900 to the last day that the delivery can know of."""
    return _check(
        "rimligt_datum",
        lambda: pl.col(kolumn).is_between(pl.date(1900, 1, 1), pl.col(SISTA_DAG)),
        False,
        kolumn=kolumn,
    )


def inom_intervall(start: str, slut: str | None) -> Check:
    """The row touches the delivery's interval: an event starts in it, a spell shares a day with it."""
    begun = pl.col(start) <= pl.col(TILL)
    if slut is None:
        return _check("inom_intervall", lambda: begun & (pl.col(start) >= pl.col(FRAN)), False, start=start, slut=None)
    last = pl.max_horizontal(pl.col(start), pl.col(slut))
    touches = pl.when(pl.col(slut).is_null()).then(True).otherwise(last >= pl.col(FRAN))
    return _check("inom_intervall", lambda: begun & touches, False, start=start, slut=slut)


def _condition(om: str, varden: list[str] | None) -> pl.Expr:
    if varden is None:
        return pl.col(om).is_not_null()
    return pl.col(om).is_in(varden).fill_null(False)


def kravs_om(kolumn: str, om: str, varden: list[str] | None = None, varning: bool = False) -> Check:
    """`kolumn` must be filled when `om` is one of `varden` (None: when `om` is filled)."""
    return _check(
        "kravs_om",
        lambda: ~_condition(om, varden) | pl.col(kolumn).is_not_null(),
        varning,
        kolumn=kolumn,
        om=om,
        varden=varden,
    )


def tom_om(kolumn: str, om: str, varden: list[str] | None = None, varning: bool = False) -> Check:
    """`kolumn` must be empty when `om` is one of `varden`."""
    return _check(
        "tom_om",
        lambda: ~_condition(om, varden) | pl.col(kolumn).is_null(),
        varning,
        kolumn=kolumn,
        om=om,
        varden=varden,
    )


def varde_om(kolumn: str, tillatna: list[str], om: str, varden: list[str], varning: bool = False) -> Check:
    """A filled `kolumn` must be one of `tillatna` when `om` is one of `varden`."""
    return _check(
        "varde_om",
        lambda: ~_condition(om, varden) | pl.col(kolumn).is_in(tillatna),
        varning,
        kolumn=kolumn,
        tillatna=tillatna,
        om=om,
        varden=varden,
    )


def or_also(check: Check, varde: str) -> Check:
    """A `varde_om` that allows `varde` too."""
    wider = check.statistics | {"tillatna": [*check.statistics["tillatna"], varde]}
    return varde_om(**wider, varning=check.raise_warning)


def hogst_dagar(fran: str, till: str, dagar: int, utom: str | None = None, varning: bool = True) -> Check:
    """At most `dagar` days from `fran` to `till`, unless `utom` is filled and not 0 or 9."""
    return _check(
        "hogst_dagar",
        lambda: ((pl.col(till) - pl.col(fran)).dt.total_days() <= dagar) | _extended(utom),
        varning,
        fran=fran,
        till=till,
        dagar=dagar,
        utom=utom,
    )


def hogst_manader(fran: str, till: str, manader: int, utom: str | None = None, varning: bool = True) -> Check:
    """`till` lies at latest on the same day number `manader` months after `fran`, unless `utom` is filled."""
    return _check(
        "hogst_manader",
        lambda: (pl.col(till) <= pl.col(fran).dt.offset_by(f"{manader}mo")) | _extended(utom),
        varning,
        fran=fran,
        till=till,
        manader=manader,
        utom=utom,
    )


def _extended(utom: str | None) -> pl.Expr:
    if utom is None:
        return pl.lit(False)
    return pl.col(utom).cast(pl.String).is_in(["0", "9"]).not_().fill_null(False)


def hogst_alder(kolumn: str, ar: int, om: str, varden: list[str], varning: bool = False) -> Check:
    """The age in `kolumn` is at most `ar` when `om` is one of `varden`."""
    return _check(
        "hogst_alder",
        lambda: ~_condition(om, varden) | (pl.col(kolumn) <= ar),
        varning,
        kolumn=kolumn,
        ar=ar,
        om=om,
        varden=varden,
    )
