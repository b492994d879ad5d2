"""`summor/<ID>.block.parquet`: what may be shown of each block of periods, by what it was found from, so that only what
has changed is searched again; and what was proved of it, for the release that may be made of it to be remembered by.

As secret as the sums: in the proofs it stands which of the withheld numbers are small.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isu.disclosure import Hagkomst, Klass, Skydd
from isu.disclosure.arsvis import Block, Svar
from isu.disclosure.bevis import Certifikat, Monster
from isu.disclosure.bevisat import Bevisat
from isu.disclosure.fordelningar import Slutna
from isu.disclosure.prova import Design
from isu.minne import put_remembered
from isu.release.utbud import as_text, from_text

#: One row per array: of statuses of n, or of the value with its categories, or of what was proved.
SCHEMA = pa.schema(
    [
        ("nyckel", pa.string()),
        ("tal", pa.string()),
        ("typ", pa.string()),
        ("form", pa.list_(pa.int64())),
        ("varden", pa.large_binary()),
    ]
)
OF_N, OF_VALUE, OF_MEMBERS = "n", "varde", "medlemmar"
OF_PROOFS, OF_PATTERN = ("start", "plats", "andring"), ("dolda", "krav", "bevis", "rubbade", "orubbade")
GJORT_AV, OM, FORM = b"gjort_av", b"om", b"form"
#: How proofs are laid out: those of another program are read as long as this is the same.
FORMEN = b"1"
Arrayer = Mapping[str, list[np.ndarray]]


def remembered(path: Path, gjort_av: str, utgivet: Path | None) -> Hagkomst:
    """Nothing where the file was made by another program (`gjort_av`). With what is in the file of the last release."""
    proved = _proved(utgivet) if utgivet and _is_laid_out(utgivet) else {}
    if not _is_laid_out(path) or pq.read_schema(path).metadata[GJORT_AV].decode() != gjort_av:
        return Hagkomst(None, proved)
    return Hagkomst({key: _svar(arrays, about) for key, arrays, about in _read(path)}, proved)


def _proved(path: Path) -> dict[Block, Bevisat]:
    """By block, of those that are told of."""
    found = {}
    for _, arrays, about in _read(path):
        if about["block"] and (bevisat := _bevisat(arrays, about)):
            found[_members(about["block"])] = bevisat
    return found


def _is_laid_out(path: Path) -> bool:
    return path.is_file() and (pq.read_schema(path).metadata or {}).get(FORM) == FORMEN


def _read(path: Path) -> Iterator[tuple[str, Arrayer, dict[str, Any]]]:
    rows = pq.read_table(path)
    about = json.loads(rows.schema.metadata[OM])
    found: dict[str, dict[str, list[np.ndarray]]] = {key: {} for key in about}
    for row in rows.to_pylist():
        values = np.frombuffer(row["varden"], row["typ"]).reshape(row["form"])
        found[row["nyckel"]].setdefault(row["tal"], []).append(values)
    return ((key, found[key], about[key]) for key in about)


def _svar(arrays: Arrayer, about: Mapping[str, Any]) -> Svar:
    utbud = from_text(about["utbud"])
    skydd = Skydd(tuple(arrays[OF_N]), tuple(arrays[OF_VALUE]), utbud)
    return Svar(skydd, Design(utbud, _closed(about["slutna"]), _closed(about["sagda"])), _bevisat(arrays, about))


def _bevisat(arrays: Arrayer, about: Mapping[str, Any]) -> Bevisat | None:
    if "omraden" not in about:
        return None
    start, plats, andring = (arrays[name][0].astype(np.int64) for name in OF_PROOFS)
    dolda, krav, bevis, rubbade, orubbade = (arrays[name][0] for name in OF_PATTERN)
    monster = Monster(
        dolda, Certifikat(start, plats, andring), krav.astype(np.int32), bevis.astype(np.int32), rubbade, orubbade
    )
    medlemmar = tuple(rows.astype(np.int64) for rows in arrays[OF_MEMBERS])
    places = _members(about["omraden"]), _members(about["kommuner"]), medlemmar
    return Bevisat(monster, arrays["stangda"][0], arrays["en"][0], *places)


def _closed(rows: list) -> Slutna:
    return frozenset((level, Klass(*klass), part) for level, klass, part in rows)


def _members(rows: list) -> tuple:
    return tuple(row if isinstance(row, str) else tuple(row) for row in rows)


def remember(hagkomst: Hagkomst, path: Path, gjort_av: str) -> None:
    """What was asked for this time; the rest is of no more use."""
    block = {key: block for block, key in hagkomst.gallande.items()}
    about = {key: _about(svar, block.get(key, ())) for key, svar in hagkomst.nu.items()}
    metadata = {GJORT_AV: gjort_av, FORM: FORMEN, OM: json.dumps(about)}
    rows = [
        {"nyckel": key, "tal": tal, "typ": str(values.dtype), "form": list(values.shape), "varden": values.tobytes()}
        for key, svar in hagkomst.nu.items()
        for tal, values in _arrays(svar)
    ]
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA.with_metadata(metadata)), partial, compression="zstd")
    put_remembered(partial, path)


def _about(svar: Svar, block: Block) -> dict[str, Any]:
    design, bevisat = svar.design, svar.bevisat
    found = {"block": block, "utbud": as_text(design.utbud)}
    found |= {"slutna": sorted(design.slutna), "sagda": sorted(design.sagda)}
    return found | ({"omraden": bevisat.omraden, "kommuner": bevisat.kommuner} if bevisat else {})


def _arrays(svar: Svar) -> Iterator[tuple[str, np.ndarray]]:
    yield from ((OF_N, status) for status in svar.skydd.status_n)
    yield from ((OF_VALUE, status) for status in svar.skydd.status)
    if bevisat := svar.bevisat:
        monster = bevisat.monster
        yield from ((name, _small(getattr(monster.certifikat, name))) for name in OF_PROOFS)
        yield from ((name, _small(getattr(monster, name))) for name in OF_PATTERN)
        yield from (("stangda", bevisat.stangda), ("en", bevisat.en))
        yield from ((OF_MEMBERS, _small(members)) for members in bevisat.medlemmar)


def _small(values: np.ndarray) -> np.ndarray:
    """Whole numbers in as few bytes as hold them."""
    if values.dtype == bool or not values.size:
        return values
    return values.astype(np.promote_types(np.min_scalar_type(values.min()), np.min_scalar_type(values.max())))
