"""What each release has printed, kept in the home as `utgivet/<release>/`, since it binds every later one.

Of each indicator the sums behind what was printed and what was proved of them, and one file with the statuses of all.
The sums are as secret as those in `summor/`: numbers that were withheld are among them.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate import status
from isu.aggregate.aldre_fil import read_rows
from isu.aggregate.axel import Axel
from isu.aggregate.status import STATUSAR
from isu.aggregate.summafil import Lagrad, Lagrat, holds_arrays, moved, read_arrays
from isu.aggregate.summor import KEYS, OF_KVANTIL, OF_SIDA, Del, Summor
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.disclosure.tidigare import NEVER, SEKRETESS, SHOWN, Tidigare
from isu.home import Home
from isu.release.filer import new_folder, swap

RADER, REGLER = "rader.parquet", b"regler"
VANTAR = "revideras_senare"
#: Releases from before it was a status of its own have none.
OF_UNKNOWN = "status_okand"
PARTS = ["variant", "matt", "utfall"]
KEY_COLUMNS = [name for names in KEYS.values() for name in names]
COUNTS = ("n", "n_okand", "taljare", "kvadrat", *OF_KVANTIL, *OF_SIDA)


@dataclass(frozen=True)
class Utgivna:
    """The releases that bind, the last first, and whether this is a yearly revision of them."""

    namn: tuple[str, ...] = ()
    revision: bool = False


NONE = Utgivna()


def rules_of(deklaration: Deklaration, indikator: Indikator) -> str:
    """The limits that it is decided by what may be shown of it."""
    return f"{deklaration.skydd!r} {indikator.noll_rojer}"


def keep(home: Home, namn: str, rows: Path, regler: Mapping[str, str], bound: bool) -> None:
    """Remember a release: `rows` is its file of indicators, `regler` the rules of each of them. What bound sums there
    are stand beside the sums."""
    place = home.printed / namn
    with new_folder(place) as folder:
        columns = ["indikator", *PARTS, *KEY_COLUMNS, "status", "status_n", OF_UNKNOWN, VANTAR]
        printed = pq.read_table(rows, columns=columns).replace_schema_metadata({REGLER: json.dumps(regler)})
        pq.write_table(printed, folder / RADER, compression="zstd")
        for id_ in regler:
            _linked(sums_behind(home, id_) if bound else home.added_up / f"{id_}.parquet", folder / f"{id_}.parquet")
            _linked(home.added_up / blocks_of(id_), folder / blocks_of(id_))
        swap(folder, place)


def sums_behind(home: Home, indikator: str) -> Path:
    """The sums that the working edition prints where earlier releases bind."""
    return home.added_up / f"{indikator}.bundet.parquet"


def blocks_of(indikator: str) -> str:
    """The name of the file of what may be shown of each block of periods, and of the proofs."""
    return f"{indikator}.block.parquet"


def _linked(path: Path, place: Path) -> None:
    """The same file under another name: files of sums are replaced, never changed."""
    if not path.is_file():
        return
    try:
        os.link(path, place)
    except OSError:
        shutil.copyfile(path, place)


def history(home: Home, utgivna: Utgivna, summor: Summor, regler: str) -> list[Tidigare]:
    """What the releases printed of this indicator, on the axes of `summor`; those that had nothing of it left out.
    `regler` are its rules of now."""
    folders = [home.printed / namn for namn in utgivna.namn]
    there = [f for f in folders if (f / f"{summor.indikator}.parquet").is_file()]
    return [_read(folder, summor, regler) for folder in there]


def _read(folder: Path, summor: Summor, regler: str) -> Tidigare:
    sums = _sums(folder / f"{summor.indikator}.parquet")
    then = json.loads((pq.read_schema(folder / RADER).metadata or {}).get(REGLER, b"{}")).get(summor.indikator)
    rows = pq.read_table(folder / RADER, filters=pc.field("indikator") == summor.indikator)
    delar, of_n, of_value, of_unknown, vantar = [], [], [], [], []
    for del_ in summor.delar:
        delar.append(_counts(sums, del_, summor))
        told = _part(rows, del_)
        shape = (*summor.shape, len(del_.utfall))
        at, here = _places(told, summor.axlar, del_)
        of_n.append(_laid(_codes(told["status_n"])[here], at, shape, NEVER)[..., 0])
        if OF_UNKNOWN in told.column_names:
            of_unknown.append(_laid(_codes(told[OF_UNKNOWN])[here], at, shape, NEVER)[..., 0])
        of_value.append(_laid(_codes(told["status"])[here], at, shape, NEVER))
        vantar.append(_laid(told[VANTAR].to_numpy()[here], at, shape, False)[..., 0])
    found = (delar, of_n, of_value, vantar)
    return Tidigare(*map(tuple, found), *_per_area(sums, summor), then == regler, tuple(of_unknown))


def _sums(path: Path) -> Lagrat:
    return read_arrays(path) if holds_arrays(path) else read_rows(path, KEYS, COUNTS)


def _part(rows: pa.Table, del_: Del) -> pa.Table:
    same = pc.and_(
        pc.equal(rows["variant"].cast(pa.string()), del_.variant), pc.equal(rows["matt"].cast(pa.string()), del_.matt)
    )
    return rows.filter(same)


def _counts(sums: Lagrat, del_: Del, summor: Summor) -> Del:
    """The part with the counts of then."""
    then = next((d for d in sums.delar if (d.variant, d.matt) == (del_.variant, del_.matt)), None)
    to = [_to(sums.medlemmar[name], axel.medlemmar) for name, axel in summor.axlar.items()]
    to.append(_to(then.utfall, del_.utfall) if then else np.zeros(0, np.int64))
    found = {name: _then(then, name, now, to) for name in COUNTS if (now := getattr(del_, name)) is not None}
    return replace(del_, **found)


def _to(then: Sequence, now: Sequence) -> np.ndarray:
    """Where each member of then stands now; -1 where it is no more."""
    at = {member: i for i, member in enumerate(now)}
    return np.array([at.get(member, -1) for member in then], np.int64)


def _then(then: Lagrad | None, name: str, now: np.ndarray, to: list[np.ndarray]) -> np.ndarray:
    decimal = now.dtype.kind == "f"
    if then is None or name not in then.arrayer:
        return np.full(now.shape, np.nan if decimal else 0, now.dtype)
    values = then.arrayer[name]
    values = values[(..., *(0,) * (values.ndim - now.ndim))]  # what has no category stood once for each
    laid = moved(values if decimal else np.nan_to_num(values), to[: now.ndim], now.shape, np.nan if decimal else 0)
    return laid.astype(now.dtype)


def _places(rows: pa.Table, axlar: Mapping[str, Axel], del_: Del) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
    """Where each row stands on the axes of now and among the categories; and which rows stand anywhere."""
    members = [
        ([m if isinstance(m, str) else "\x1f".join(m) for m in axlar[name].medlemmar], KEYS[name]) for name in KEYS
    ]
    members.append((list(del_.utfall), ("utfall",)))
    found = []
    for labels, names in members:
        text = pc.binary_join_element_wise(*(rows[name].cast(pa.string()) for name in names), "\x1f")
        found.append(pc.fill_null(pc.index_in(text, pa.array(labels, pa.string())), -1).to_numpy())
    here = np.all([places >= 0 for places in found], axis=0)
    return tuple(places[here] for places in found), here


def _laid(values: np.ndarray, at: tuple[np.ndarray, ...], shape: tuple[int, ...], nothing) -> np.ndarray:
    found = np.full(shape, nothing, dtype=np.uint8 if nothing == NEVER else np.asarray(values).dtype)
    found[at] = values
    return found


def _codes(column: pa.ChunkedArray) -> np.ndarray:
    """What was not reported then was never printed."""
    codes = pc.index_in(column.cast(pa.string()), pa.array(STATUSAR)).to_numpy().astype(np.uint8)
    return np.where(np.isin(codes, (SHOWN, SEKRETESS)), codes, NEVER)


def areas_of(home: Home, utgivna: Utgivna, indikator: str) -> set[tuple[str, str]]:
    """Every area that any of the releases has counted something in."""
    paths = [home.printed / namn / f"{indikator}.parquet" for namn in utgivna.namn]
    return {area for path in paths if path.is_file() for area in _sums(path).medlemmar["omrade"]}


def _per_area(sums: Lagrat, summor: Summor) -> tuple[np.ndarray, np.ndarray]:
    """Per area and period: did it count, and the kommuner behind it."""
    to = [_to(sums.medlemmar[name], summor.axlar[name].medlemmar) for name in ("omrade", "period")]
    counted = sums.per_omrade["status"] == status.kod(status.VISAS)
    shape = summor.status.shape
    return moved(counted, to, shape, False), moved(sums.per_omrade["antal_kommuner"], to, shape, 0)
