"""`summor/<ID>.block.parquet`: what may be shown of each block of periods, by what it was found from, so that only what
has changed is searched again. Statuses and designs, no counts."""

import json
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isu.disclosure import Hagkomst, Klass, Skydd
from isu.disclosure.arsvis import Svar
from isu.disclosure.fordelningar import Slutna
from isu.disclosure.prova import Design
from isu.minne import put_remembered
from isu.release.utbud import as_text, from_text

#: One row per array of statuses: of n, or of the value with its categories.
SCHEMA = pa.schema(
    [("nyckel", pa.string()), ("tal", pa.string()), ("form", pa.list_(pa.int64())), ("status", pa.large_binary())]
)
OF_N, OF_VALUE = "n", "varde"
GJORT_AV, DESIGNER = b"gjort_av", b"designer"


def remembered(path: Path, gjort_av: str) -> Hagkomst:
    """Nothing where the file was made by another program (`gjort_av`)."""
    if not path.is_file() or pq.read_schema(path).metadata[GJORT_AV].decode() != gjort_av:
        return Hagkomst()
    rows = pq.read_table(path)
    designer = json.loads(rows.schema.metadata[DESIGNER])
    found: dict[str, dict[str, list[np.ndarray]]] = {key: {OF_N: [], OF_VALUE: []} for key in designer}
    for row in rows.to_pylist():
        found[row["nyckel"]][row["tal"]].append(np.frombuffer(row["status"], np.uint8).reshape(row["form"]))
    return Hagkomst({key: _svar(found[key], design) for key, design in designer.items()})


def _svar(statuses: dict[str, list[np.ndarray]], design: dict[str, str]) -> Svar:
    utbud = from_text(design["utbud"])
    skydd = Skydd(tuple(statuses[OF_N]), tuple(statuses[OF_VALUE]), utbud)
    return Svar(skydd, Design(utbud, _closed(design["slutna"]), _closed(design["sagda"])))


def _closed(rows: list) -> Slutna:
    return frozenset((level, Klass(*klass), part) for level, klass, part in rows)


def remember(hagkomst: Hagkomst, path: Path, gjort_av: str) -> None:
    """What was asked for this time; the rest is of no more use."""
    designer = {
        key: {"utbud": as_text(d.utbud), "slutna": sorted(d.slutna), "sagda": sorted(d.sagda)}
        for key, d in ((key, svar.design) for key, svar in hagkomst.nu.items())
    }
    metadata = {GJORT_AV: gjort_av, DESIGNER: json.dumps(designer)}
    rows = [
        {"nyckel": key, "tal": tal, "form": list(status.shape), "status": status.tobytes()}
        for key, svar in hagkomst.nu.items()
        for tal, statuses in ((OF_N, svar.skydd.status_n), (OF_VALUE, svar.skydd.status))
        for status in statuses
    ]
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA.with_metadata(metadata)), partial, compression="zstd")
    put_remembered(partial, path)
