"""Faults to plant: each takes a good file and returns it with one named fault. Pure.

Which files get which fault is decided in plantering.py. A fault never looks at the lämnare or at other files.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import polars as pl

from isu.declaration.tabell import Tabell, slag
from isu.synthetic.fil import Fil

Fault = Callable[[Fil, np.random.Generator], Fil]

ANDEL_RADER = 0.01


def _some_rows(rng: np.random.Generator, eligible: pl.Series) -> pl.Series:
    """About one per cent of all rows, at least one, taken among the eligible ones; as a mask."""
    candidates = np.flatnonzero(eligible.fill_null(False).to_numpy())
    wanted = min(len(candidates), max(1, round(len(eligible) * ANDEL_RADER)))
    mask = np.zeros(len(eligible), dtype=bool)
    mask[rng.choice(candidates, wanted, replace=False) if wanted else []] = True
    return pl.Series(mask)


def _date_columns(fil: Fil) -> list[str]:
    return [n for n, column in fil.tabell.kolumner.items() if slag(column) == "datum" and n in fil.frame.columns]


def code_column(tabell: Tabell, present: list[str]) -> str:
    """The first column where a code outside the list is an error of the row and of nothing else."""
    return next(
        name
        for name, column in tabell.kolumner.items()
        if name in present and name != tabell.omrade and column.metadata.get("okand_kod_ar_fel")
    )


def felaktiga_koder(fil: Fil, rng: np.random.Generator) -> Fil:
    """One row in a hundred has a code that is in no list."""
    name = code_column(fil.tabell, fil.frame.columns)
    wrong = _some_rows(rng, fil.frame[name].is_not_null())
    return fil.with_frame(fil.frame.with_columns(pl.when(wrong).then(pl.lit("X9")).otherwise(pl.col(name)).alias(name)))


def saknad_kolumn(fil: Fil, rng: np.random.Generator) -> Fil:
    """A column that the table must have is not there."""
    return fil.with_frame(fil.frame.drop(fil.tabell.required[-1]))


def slut_fore_start(fil: Fil, rng: np.random.Generator) -> Fil:
    """One row in a hundred ends three days before it starts."""
    start, slut = fil.tabell.start, fil.tabell.slut
    started_here = fil.frame[start] >= fil.period.fran
    wrong = _some_rows(rng, started_here & fil.frame[slut].is_not_null())
    earlier = pl.col(start) - timedelta(days=3)
    return fil.with_frame(fil.frame.with_columns(pl.when(wrong).then(earlier).otherwise(pl.col(slut)).alias(slut)))


def dubbletter(fil: Fil, rng: np.random.Generator) -> Fil:
    """One row in a hundred stands there twice."""
    return fil.with_frame(
        pl.concat([fil.frame, fil.frame.filter(_some_rows(rng, fil.frame[fil.tabell.nyckel[0]].is_not_null()))])
    )


def forskjuten_kolumn(fil: Fil, rng: np.random.Generator) -> Fil:
    """Every value has moved one column to the right under unmoved headings; the last one stands first."""
    text = fil.frame.select(pl.all().cast(pl.String))
    moved = [text.columns[-1], *text.columns[:-1]]
    return fil.with_frame(text.select(pl.col(old).alias(new) for old, new in zip(moved, text.columns)))


def fel_mapp(fil: Fil, rng: np.random.Generator) -> Fil:
    """The file lies in a folder that is no lämnare's."""
    return replace(fil, mapp=f"{fil.mapp}-kopia")


def okand_tabell(fil: Fil, rng: np.random.Generator) -> Fil:
    """The headings are another list's altogether."""
    names = {name: f"rapportkolumn_{place}" for place, name in enumerate(fil.frame.columns, start=1)}
    return replace(fil, stam=f"rapport_{fil.period.namn}_{fil.tabell.namn[:3]}", frame=fil.frame.rename(names))


def ojamn_rad(fil: Fil, rng: np.random.Generator) -> Fil:
    """The row in the middle has a field too many, as when a text holds the separator."""
    end = fil.dialekt.radslut.encode()
    lines = fil.content.split(end)
    middle = len(lines) // 2
    lines[middle] += f"{fil.dialekt.skiljetecken}uppgift".encode()
    return replace(fil, innehall=end.join(lines))


def tom_fil(fil: Fil, rng: np.random.Generator) -> Fil:
    """The file has no bytes."""
    return replace(fil, innehall=b"")


def oklart_intervall(fil: Fil, rng: np.random.Generator) -> Fil:
    """No period in the name, and every other row lies a year earlier."""
    earlier = pl.int_range(pl.len()) % 2 == 1
    moved = [
        pl.when(earlier).then(pl.col(n).dt.offset_by("-1y")).otherwise(pl.col(n)).alias(n) for n in _date_columns(fil)
    ]
    return replace(fil, stam=f"{fil.tabell.namn}_uttag", frame=fil.frame.with_columns(moved))


FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        felaktiga_koder,
        saknad_kolumn,
        slut_fore_start,
        dubbletter,
        forskjuten_kolumn,
        fel_mapp,
        okand_tabell,
        ojamn_rad,
        tom_fil,
        oklart_intervall,
    )
}
