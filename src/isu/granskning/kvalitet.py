"""`kvalitet.parquet` as an attacker lays it out: each measure of a table is a share, and its columns are groups that
add up to nothing. Knows the files of a release alone.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.granskning.las import SEKRETESS, VISAS, Publicerat, about_of, of_rows

KVALITET = "kvalitet.parquet"
PREFIX = "kvalitet "
#: What is counted of kommuner and not of rows.
AV_KOMMUNER = ("systembyte", "definitionsbyte", "gallrade")
#: Published row → what stands there.
_NAMN = {"rader": "n", "antal": "taljare", "kolumn": "grupp"}
_LIKA = {"variant": "", "matt": "andel", "utfall": "", "kon": "T", "aldersgrupp": "alla", "uppdelning": "kolumn"}


def quality(utgava: Path, indikatorer: Path) -> Iterator[Publicerat]:
    """Of each table and measure. `indikatorer` says by which rule."""
    path = utgava / KVALITET
    if not path.is_file():
        return
    told = pc.field("status").isin([VISAS, SEKRETESS]) | pc.field("status_n").isin([VISAS, SEKRETESS])
    rows = pq.read_table(path, filters=told & ~pc.field("matt").isin(AV_KOMMUNER))
    named = pc.binary_join_element_wise(*(rows[name].cast(pa.string()) for name in ("tabell", "matt")), " ")
    for name in sorted(pc.unique(named).to_pylist()):
        own = rows.filter(pc.equal(named, name)).drop_columns(["tabell", "matt"])
        own = own.rename_columns([_NAMN.get(column, column) for column in own.column_names])
        for column, value in _LIKA.items():
            own = own.append_column(column, pa.array([value] * own.num_rows, pa.string()))
        yield of_rows(own, f"{PREFIX}{name}", about_of(indikatorer))
