"""Published rows in two steps: what may be seen of areas where anything counts, and the rows of all areas. Pure.

The first step is what costs; it is remembered per indicator (delar.py). The second puts the labels beside, and fills in
the areas where nothing counts: most may be such, and their rows say the area's status and nothing else.
A column more is one more name in kolumner.py and here: in NUMBERS, if comparison makes it.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isu.aggregate import Summor, Upplagg
from isu.aggregate.axel import Axel, Member
from isu.aggregate.status import STATUSAR
from isu.aggregate.summor import KEYS
from isu.aggregate.utlagg import coded, constant, key_columns, laid_out, table
from isu.cells.falt import MANADSMEDIAN
from isu.comparison import values
from isu.disclosure import Skydd
from isu.period import HALVAR, HELAR
from isu.release.kolumner import SCHEMA
from isu.release.parquet import with_coded_texts

NUMBERS = ("n", "n_okand", "befolkning", "taljare", "varde", "varde_ovagt")
STATUSES = ("status", "status_n")
#: What is the same for everyone in an area and a period, and what it is where nothing counts.
PER_AREA = {"antal_kommuner": 0, "ungefarlig_alder": False}
#: About so many rows are laid out at a time.
ROWS = 500_000

LAID_OUT = with_coded_texts(SCHEMA)
SHOWN = pa.schema(
    [SCHEMA.field(name) for name in (*NUMBERS, *PER_AREA)] + [(name, pa.uint8()) for name in STATUSES]
).remove_metadata()

#: Axis → the only members of it that are printed.
Only = Mapping[str, list[Member]]


def shown(summor: Summor, skydd: Skydd, only: Only) -> pa.Table:
    """What may be seen of the areas that count, every measure after the other, sorted as the published rows are."""
    return pa.concat_tables([SHOWN.empty_table(), *_parts(summor, skydd, only)])


def _parts(summor: Summor, skydd: Skydd, only: Only) -> Iterator[pa.Table]:
    for del_, status_n, status in zip(summor.delar, skydd.status_n, skydd.status, strict=True):
        arrays = vars(values(summor, del_, status_n, status)) | {"status": status, "status_n": status_n}
        arrays |= {name: getattr(summor, name) for name in PER_AREA}
        chosen = [summor.axlar["omrade"].visade, *_printed(summor.axlar, del_.matt, only).values()]
        shape = (*map(len, chosen), len(del_.utfall))
        columns = {name: laid_out(arrays[name][np.ix_(*chosen[: arrays[name].ndim])], shape) for name in SHOWN.names}
        yield table(columns, SHOWN)


def _printed(axlar: Mapping[str, Axel], matt: str, only: Only) -> dict[str, list[int]]:
    """Of every axis but the areas: the members that this measure prints."""
    printed = {name: axel.visade for name, axel in axlar.items() if name != "omrade"}
    printed |= {name: [axlar[name].medlemmar.index(m) for m in members] for name, members in only.items()}
    if matt == MANADSMEDIAN:
        printed["period"] = [i for i in printed["period"] if axlar["period"].medlemmar[i][0] in (HALVAR, HELAR)]
    return printed


def published(upplagg: Upplagg, seen: pa.Table, only: Only) -> Iterator[pa.Table]:
    """The rows of every variant and measure and of all areas, in order, some areas at a time. `seen` is `shown`."""
    areas = sorted([*upplagg.axlar["omrade"].medlemmar, *upplagg.tysta])
    counts = np.array([area not in upplagg.tysta for area in areas], bool)
    start = 0
    for variant, matt, koder in upplagg.delar:
        printed = _printed(upplagg.axlar, matt.matt, only)
        axes = [(KEYS[name], [upplagg.axlar[name].medlemmar[i] for i in of]) for name, of in printed.items()]
        axes.append((("utfall",), koder))
        per_area = math.prod(len(members) for _, members in axes)
        same = {"indikator": upplagg.indikator, "variant": variant, "matt": matt.matt}
        step = max(1, ROWS // max(1, per_area))
        for first in range(0, len(areas), step):
            here = counts[first : first + step]
            size = int(here.sum()) * per_area
            chunk = areas[first : first + step]
            found = _filled(seen.slice(start, size), here, _silent(upplagg, chunk, printed["period"]), per_area)
            yield _labelled(found, [(KEYS["omrade"], chunk), *axes], same)
            start += size


def _silent(upplagg: Upplagg, areas: Sequence[Member], periods: list[int]) -> np.ndarray:
    """The status per area and period where nothing counts; 0 elsewhere."""
    none = np.zeros(len(upplagg.axlar["period"].medlemmar), np.uint8)
    return np.stack([upplagg.tysta.get(area, none)[periods] for area in areas])


def _filled(seen: pa.Table, here: np.ndarray, silent: np.ndarray, per_area: int) -> dict[str, pa.Array]:
    """The columns of all areas, of which those that count, in the order of `here`, are in `seen`."""
    rows = np.broadcast_to(here[:, None], (here.size, per_area)).ravel()
    found = seen.take(pa.array(np.cumsum(rows) - 1, mask=~rows)).combine_chunks() if seen.num_rows else None
    columns = {name: _column(found, name, rows.size) for name in SHOWN.names}
    status = laid_out(silent, (*silent.shape, per_area // max(1, silent.shape[1])))
    columns |= {name: coded(pc.coalesce(columns[name], status), STATUSAR) for name in STATUSES}
    return columns | {name: pc.fill_null(columns[name], nothing) for name, nothing in PER_AREA.items()}


def _column(found: pa.Table | None, name: str, rows: int) -> pa.Array:
    return pa.nulls(rows, SHOWN.field(name).type) if found is None else found[name].combine_chunks()


def _labelled(columns: Mapping[str, pa.Array], axes: list, same: Mapping[str, str]) -> pa.Table:
    rows = math.prod(len(members) for _, members in axes)
    return table(key_columns(axes) | {name: constant(value, rows) for name, value in same.items()} | columns, LAID_OUT)
