"""A made-up lämnare that delivers every table, for the tests of what isu.synthetic makes."""

from dataclasses import replace

import polars as pl

from isu.declaration import Deklaration, load_declarations
from isu.period import Period, half_years
from isu.synthetic.antaganden import read_antaganden
from isu.synthetic.sardrag import Sardrag, sardrag
from isu.synthetic.storlek import sizes
from isu.synthetic.uttag import extracts
from isu.synthetic.varld import Varld, simulate

DEKLARATION: Deklaration = load_declarations()
ANTAGANDEN = read_antaganden(DEKLARATION)
HALVAR = half_years("2024H1", "2025H1")


def sender(lamnare: str, **changes) -> Sardrag:
    """The lämnare as it is with the seed 1, but that it delivers all tables; `changes` are made last."""
    s = sardrag(DEKLARATION.lamnare[lamnare], 1, sizes(DEKLARATION, 1)[lamnare], ANTAGANDEN)
    return replace(s, **({"tabeller": frozenset(ANTAGANDEN.lamnar)} | changes))


def world(s: Sardrag, halvar: list[Period] = HALVAR) -> Varld:
    return simulate(DEKLARATION, ANTAGANDEN, s, halvar)


def delivered(varld: Varld) -> dict[str, pl.DataFrame]:
    """Table → all rows of the three half-years, the latest version of each key."""
    sent = [extracts(DEKLARATION, varld, halvar) for halvar in HALVAR]
    return {
        namn: pl.concat([tables[namn] for tables in sent if namn in tables]).unique(
            DEKLARATION.tabeller[namn].nyckel, keep="last", maintain_order=True
        )
        for namn in {namn for tables in sent for namn in tables}
    }
