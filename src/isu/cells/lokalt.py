"""Cells for the lämnare's own local analysis, as SQL. Pure: text in, text out.

They are counted from the same units as the other cells, per local code (enhet, utförare, insatstyp, målgrupp) instead
of per declared group. They lie in a folder of their own (`cells/lamnare=<id>/lokalt/`), which nobody but the lämnare's
own report opens: a local code never passes the wall.

Units are compared with units of the same kind only: a home with homes, not with home help. So they are counted within
the *stratum*, the type of service where the indicator has several.
"""

from collections.abc import Iterator

from isu.cells.falt import OKAND, OMAPPAD
from isu.cells.indikator import Indikator

FOLDER = "lokalt"
#: Of the codes that a unit carries: those of local codes are named so, beside a declared group of the same name.
PREFIX = "lokal_"
#: Columns that tell which kind of service it is; the first that the indicator has is its stratum.
SLAG = ("insatstyp", "insatsgrupp")


def is_local(indikator: Indikator) -> bool:
    """Has it local codes, or a change of the same persons that the lämnare should see with its uncertainty?"""
    return bool(indikator.lokala) or any(m.parat for m in indikator.matt)


def without_total(indikator: Indikator) -> bool:
    return any(u.utan_total for u in indikator.uppdelningar.values())


def stratum(indikator: Indikator) -> str | None:
    """The column whose groups are each looked at by itself: one without a total (livsområden of ASI), else the kind."""
    without = (namn for namn, u in indikator.uppdelningar.items() if u.utan_total)
    kinds = (namn for namn in SLAG if namn in (*indikator.lokala, *indikator.uppdelningar))
    return next(without, None) or next(kinds, None)


def within(indikator: Indikator) -> tuple[str, ...]:
    """The local columns that are looked at within the stratum."""
    return tuple(namn for namn in indikator.lokala if namn != stratum(indikator))


def code_sql(column: str) -> str:
    """The local code as it was delivered, `okand` where there is none."""
    none = f"trim(r.{column}) in ('', '{OMAPPAD}', '{OKAND}')"
    return f"case when r.{column} is null or {none} then '{OKAND}' else r.{column} end"


def breakdowns(indikator: Indikator) -> Iterator[tuple[str | None, str, str | None]]:
    """How the units are laid out, as columns of codes: the whole, its stratum, and each local column within it.

    (column of the stratum, name of the breakdown, column of its groups)
    """
    namn = stratum(indikator)
    column = PREFIX + namn if namn in indikator.lokala else namn
    if not without_total(indikator):
        yield None, "", None
    if namn:
        yield None, namn, column
    yield from ((column, local, PREFIX + local) for local in within(indikator))
