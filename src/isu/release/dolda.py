"""`dolda.csv`: how much has been withheld, per indicator and level, so that every gap is told of. Pure.

Counted from the published rows, so that it says nothing that they do not. Why a number is withheld, for being small or
to protect another, is not told: to whoever reads the release the two look the same.
"""

from collections import Counter

import pyarrow as pa

from isu.aggregate.status import SEKRETESS, VISAS
from isu.release.beskriven import described

#: What can be withheld: its name in the file → the column that says whether it is.
TAL = {"n": "status_n", "n_okand": "status_okand", "varde": "status"}
#: name, type, Swedish, English. The first three are the key.
KOLUMNER = (
    ("indikator", pa.string(), "Indikatorns id", "Id of the indicator"),
    ("omrade_typ", pa.string(), "kommun, kommungrupp, lan, riket eller stadsdel", "Kind of area"),
    (
        "tal",
        pa.string(),
        "n, n_okand, eller varde: täljaren och värdet",
        "n, n_okand, or varde: the numerator and the value",
    ),
    ("antal", pa.int64(), "Antal tal att visa", "Numbers to show"),
    ("dolda", pa.int64(), "Antal av dem som är dolda", "Those of them that are withheld"),
    ("andel_dolda", pa.float64(), "Andelen dolda i procent", "Their share, per cent"),
)
SCHEMA = described(KOLUMNER, "Hur stor del av talen som hålls inne", "How much has been withheld", 3)

#: The steward's own file: too small by themselves, and withheld to protect these.
DELNING = ("indikator", "omrade_typ", "tal", "for_sma", "skyddande")

#: (indikator, omrade_typ, tal, status) → rows
Raknade = Counter[tuple[str, str, str, str]]


def count(counted: Raknade, rows: pa.Table) -> None:
    """Add the rows of one table to what is counted."""
    for tal, status in TAL.items():
        of = rows.group_by(["indikator", "omrade_typ", status]).aggregate([([], "count_all")]).to_pylist()
        for group in of:
            counted[group["indikator"], group["omrade_typ"], tal, group[status]] += group["count_all"]


def lines(counted: Raknade) -> list[tuple[str, ...]]:
    """Per indicator, level and kind of number: how many there are to show, how many are withheld, in per cent.

    Numbers that nobody has reported or that do not apply are no gaps of secrecy and are not counted.
    """
    found = []
    for indikator, omrade_typ, tal in sorted({key[:3] for key in counted}):
        shown, hidden = (counted[indikator, omrade_typ, tal, status] for status in (VISAS, SEKRETESS))
        if shown + hidden:
            share = f"{100 * hidden / (shown + hidden):.1f}"
            found.append((indikator, omrade_typ, tal, str(shown + hidden), str(hidden), share))
    return found
