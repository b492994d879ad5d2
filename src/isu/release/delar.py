"""What may be shown of each indicator, kept in `summor/<ID>.visas.parquet`: only what has changed is protected again.

Only of areas where anything counts, and without labels; no more secret than the edition that is made of it.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isu import comparison, disclosure
from isu.aggregate import read_summor, read_upplagg
from isu.aggregate.summera import code_fingerprint, fingerprint_of
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.disclosure import protect
from isu.home import Home
from isu.release.rader import Only, published, shown

ROOMS = [Path(module.__file__).parent for module in (disclosure, comparison)] + [Path(__file__).parent]
FINGERPRINT = b"fingeravtryck"


def foundation(home: Home, deklaration: Deklaration, indikator: Indikator) -> list:
    """All that decides what may be shown of an indicator."""
    return [fingerprint_of(home, indikator.id), repr(deklaration.skydd), [code_fingerprint(room) for room in ROOMS]]


def rows_of(home: Home, deklaration: Deklaration, indikator: Indikator, only: Only | None = None) -> Iterator[pa.Table]:
    """The published rows of an indicator; where `only` names an axis, only of those members."""
    upplagg = read_upplagg(home, deklaration, indikator)
    if upplagg.axlar["period"].medlemmar:
        yield from published(upplagg, _shown_of(home, deklaration, indikator, only or {}), only or {})


def _shown_of(home: Home, deklaration: Deklaration, indikator: Indikator, only: Only) -> pa.Table:
    path = home.added_up / f"{indikator.id}.visas.parquet"
    wanted = hashlib.sha256(json.dumps([foundation(home, deklaration, indikator), only]).encode()).hexdigest()
    if path.is_file() and pq.read_schema(path).metadata[FINGERPRINT].decode() == wanted:
        return pq.read_table(path)
    summor = read_summor(home, deklaration, indikator)
    seen = shown(summor, protect(summor, deklaration.skydd.troskel), only)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(seen.replace_schema_metadata({FINGERPRINT: wanted}), partial, compression="zstd")
    partial.replace(path)
    return seen
