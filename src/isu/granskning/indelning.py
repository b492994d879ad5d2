"""The grouping of kommuner that a release was made with: its own table of areas tells it. An older one may have had
another than that of now. Knows the files of a release alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.granskning.las import Publicerat

OMRADEN = "omraden.parquet"
KOMMUN, KOMMUNGRUPP = "kommun", "kommungrupp"
ANNAN = "{} (annan indelning)"
#: Kommun → its group.
Indelning = Mapping[str, str]


def grouping(utgava: Path, annars: Indelning) -> Indelning:
    """That of the release, and where it tells of none `annars`."""
    path = utgava / OMRADEN
    if not path.is_file():
        return annars
    rows = pq.read_table(path, columns=["omrade", "kommungrupp"], filters=pc.field("omrade_typ") == KOMMUN)
    return {kommun: grupp for kommun, grupp in zip(*(column.to_pylist() for column in rows.columns)) if grupp} or annars


def apart(publicerat: Publicerat, indelning: Indelning, annan: Indelning) -> Publicerat:
    """A published table beside one of another grouping: a group that there is of other kommuner is another area."""
    told = {name for typ, name in publicerat.axlar[0] if typ == KOMMUN}
    changed = {grupp for kommun, grupp in indelning.items() ^ annan.items() if kommun in told}
    areas = tuple(
        (typ, ANNAN.format(name)) if typ == KOMMUNGRUPP and name in changed else (typ, name)
        for typ, name in publicerat.axlar[0]
    )
    return replace(publicerat, axlar=(areas, *publicerat.axlar[1:]))
