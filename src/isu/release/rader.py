"""Protected numbers as published rows. Pure: arrays in, an Arrow table out, sorted as the arrays are."""

import math
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from isu.aggregate.status import STATUSAR
from isu.aggregate.summor import KEYS, Del, Summor
from isu.aggregate.utlagg import constant, key_columns, laid_out, table
from isu.cells.falt import MANADSMEDIAN
from isu.comparison import values
from isu.disclosure import Skydd
from isu.period import HALVAR, HELAR
from isu.release.kolumner import SCHEMA

NUMBERS = ("n", "n_okand", "befolkning", "taljare", "varde", "varde_ovagt")
#: About so many rows are laid out at a time.
ROWS = 500_000


def published(summor: Summor, skydd: Skydd) -> Iterator[pa.Table]:
    """The rows of every variant and measure, in order, some areas at a time. What is never printed is left out."""
    for del_, status_n, status in zip(summor.delar, skydd.status_n, skydd.status, strict=True):
        arrays = vars(values(summor, del_, status_n, status)) | {"status": status, "status_n": status_n}
        areas = summor.axlar["omrade"].visade
        step = max(1, ROWS * len(areas) // max(1, status.size))
        for start in range(0, len(areas), step):
            yield _rows(summor, del_, arrays, areas[start : start + step])


def _rows(summor: Summor, del_: Del, arrays: Mapping[str, np.ndarray], areas: list[int]) -> pa.Table:
    printed = {name: axel.visade for name, axel in summor.axlar.items()} | {"omrade": areas}
    if del_.matt == MANADSMEDIAN:
        printed["period"] = [i for i in printed["period"] if summor.axlar["period"].medlemmar[i][0] in (HALVAR, HELAR)]
    axes = [(KEYS[name], [summor.axlar[name].medlemmar[i] for i in chosen]) for name, chosen in printed.items()]
    axes.append((("utfall",), del_.utfall))
    shape = tuple(len(members) for _, members in axes)
    at = np.ix_(*printed.values())
    labels = {name: constant(value, math.prod(shape)) for name, value in _same_for_all(summor, del_).items()}
    numbers = {name: laid_out(arrays[name][at], shape) for name in NUMBERS}
    statuses = {name: laid_out(arrays[name][at], shape, STATUSAR) for name in ("status", "status_n")}
    here = np.ix_(areas, printed["period"])
    per_area = {name: laid_out(getattr(summor, name)[here], shape) for name in ("antal_kommuner", "ungefarlig_alder")}
    return table(key_columns(axes) | labels | numbers | statuses | per_area, SCHEMA)


def _same_for_all(summor: Summor, del_: Del) -> dict[str, str]:
    return {"indikator": summor.indikator, "variant": del_.variant, "matt": del_.matt}
