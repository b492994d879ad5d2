"""What stands beside the numbers of a published file and would give back what is withheld. Reads the file alone.

A share with one decimal and its limits belong to one n and one numerator only, as long as these are small. A directly
standardised rate is a sum over kön and ages with known weights: with one of its strata withheld it tells that one.
"""

import pyarrow as pa
import pyarrow.compute as pc

from isu.granskning.kunskap import narrow_bands
from isu.granskning.las import SEKRETESS

#: Status column → the columns that must be empty where it says that the number is withheld.
TOMMA = {
    "status": ("taljare", "varde", "varde_ovagt", "nedre", "ovre", "lagst", "hogst"),
    "status_n": ("n", "n_okand", "tackning", "taljare", "varde", "nedre", "ovre"),
    "status_okand": ("n_okand", "tackning", "lagst", "hogst"),
}
KEY = ["variant", "matt", "omrade_typ", "omrade", "period", "uppdelning", "grupp"]
#: Kön of a row → kön of its strata.
STRATA = {"T": ("K", "M"), "K": ("K",), "M": ("M",)}
DIREKT = "dobson"


def left_beside(rows: pa.Table) -> dict[str, int]:
    """Kind of breach → how many rows of one indicator."""
    found = {"bredvid": _not_empty(rows), "standardiserat": _sums_of_withheld(rows)}
    return {slag: number for slag, number in found.items() if number}


def _not_empty(rows: pa.Table) -> int:
    left = pa.array([False] * rows.num_rows)
    for status, names in TOMMA.items():
        if status not in rows.column_names:
            continue
        withheld = pc.equal(rows[status], SEKRETESS)
        for name in (name for name in names if name in rows.column_names):
            left = pc.or_(left, pc.and_(withheld, pc.is_valid(rows[name])))
    return pc.sum(left).as_py() or 0


def _sums_of_withheld(rows: pa.Table) -> int:
    """Direct rates with a stratum that is withheld."""
    if "standardiserat_metod" not in rows.column_names:
        return 0
    direct = rows.filter(pc.equal(rows["standardiserat_metod"], DIREKT)).select([*KEY, "kon"]).to_pylist()
    if not direct:
        return 0
    bands = narrow_bands([(name,) for name in pc.unique(rows["aldersgrupp"]).to_pylist()])
    of_band = pc.is_in(rows["aldersgrupp"], pa.array([name for (name,) in bands], pa.string()))
    strata = rows.filter(pc.and_(of_band, pc.equal(rows["status"], SEKRETESS))).select([*KEY, "kon"])
    withheld = {tuple(row.values()) for row in strata.to_pylist()}
    return sum(any((*key, kon) in withheld for kon in STRATA[own]) for *key, own in (row.values() for row in direct))
