"""Protected numbers as published rows. Pure: arrays in, an Arrow table out, sorted by the key.

Most rows may be of areas where nothing counts. They are in no array: their rows say the area's status and nothing else.
A column more is one more name here and in kolumner.py: in NUMBERS, if comparison makes it.
"""

import math
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from isu.aggregate.axel import Member
from isu.aggregate.status import STATUSAR
from isu.aggregate.summor import KEYS, Del, Summor
from isu.aggregate.utlagg import constant, key_columns, laid_out, table
from isu.cells.falt import MANADSMEDIAN
from isu.comparison import values
from isu.disclosure import Skydd
from isu.period import HALVAR, HELAR
from isu.release.kolumner import SCHEMA
from isu.release.parquet import coded

NUMBERS = ("n", "n_okand", "befolkning", "taljare", "varde", "varde_ovagt")
STATUSES = ("status", "status_n")
#: What is the same for everyone in an area and a period, and what it is where nothing counts.
PER_AREA = {"antal_kommuner": 0, "ungefarlig_alder": False}
#: About so many rows are laid out at a time.
ROWS = 500_000
LAID_OUT = coded(SCHEMA)


def published(summor: Summor, skydd: Skydd, only: Mapping[str, list[Member]] | None = None) -> Iterator[pa.Table]:
    """The rows of every variant and measure, in order, some areas at a time. What is never printed is left out, and
    where `only` names an axis, all but those members of it."""
    axel = summor.axlar["omrade"]
    areas = sorted([*(axel.medlemmar[i] for i in axel.visade), *summor.tysta])
    for del_, status_n, status in zip(summor.delar, skydd.status_n, skydd.status, strict=True):
        arrays = vars(values(summor, del_, status_n, status)) | {"status": status, "status_n": status_n}
        printed = _printed(summor, del_, only or {})
        step = max(1, ROWS // max(1, math.prod(map(len, printed.values())) * len(del_.utfall)))
        for start in range(0, len(areas), step):
            yield _rows(summor, del_, arrays, areas[start : start + step], printed)


def _printed(summor: Summor, del_: Del, only: Mapping[str, list[Member]]) -> dict[str, list[int]]:
    """Of every axis but the areas: the members that this measure prints."""
    printed = {name: axel.visade for name, axel in summor.axlar.items() if name != "omrade"}
    for name, members in only.items():
        printed[name] = [summor.axlar[name].medlemmar.index(member) for member in members]
    if del_.matt == MANADSMEDIAN:
        printed["period"] = [i for i in printed["period"] if summor.axlar["period"].medlemmar[i][0] in (HALVAR, HELAR)]
    return printed


def _rows(
    summor: Summor,
    del_: Del,
    arrays: Mapping[str, np.ndarray],
    areas: list[Member],
    printed: Mapping[str, list[int]],
) -> pa.Table:
    axes = [(KEYS["omrade"], areas)]
    axes += [(KEYS[name], [summor.axlar[name].medlemmar[i] for i in chosen]) for name, chosen in printed.items()]
    axes.append((("utfall",), del_.utfall))
    shape = tuple(len(members) for _, members in axes)
    labels = {name: constant(value, math.prod(shape)) for name, value in _same_for_all(summor, del_).items()}
    place = {area: i for i, area in enumerate(summor.axlar["omrade"].medlemmar)}
    counting = [place[area] for area in areas if area in place]
    here = np.array([area in place for area in areas], bool)
    at, per_area = np.ix_(counting, *printed.values()), np.ix_(counting, printed["period"])
    silent = _silent(summor, areas, printed["period"])
    numbers = {name: laid_out(_spread(arrays[name][at], here, np.nan), shape) for name in NUMBERS}
    statuses = {name: laid_out(_spread(arrays[name][at], here, silent), shape, STATUSAR) for name in STATUSES}
    more = {name: laid_out(_spread(getattr(summor, name)[per_area], here, no), shape) for name, no in PER_AREA.items()}
    return table(key_columns(axes) | labels | numbers | statuses | more, LAID_OUT)


def _silent(summor: Summor, areas: list[Member], periods: list[int]) -> np.ndarray:
    """The status of those areas where nothing counts, per area and period."""
    found = [summor.tysta[area][periods] for area in areas if area in summor.tysta]
    return np.array(found, np.uint8).reshape(len(found), len(periods))


def _spread(counting: np.ndarray, here: np.ndarray, silent: np.ndarray | float) -> np.ndarray:
    """What areas that count have, and `silent` at those where nothing does, in the order that `here` tells."""
    found = np.empty((here.size, *counting.shape[1:]), counting.dtype)
    found[here] = counting
    found[~here] = np.reshape(silent, np.shape(silent) + (1,) * (found.ndim - 2) if np.ndim(silent) else ())
    return found


def _same_for_all(summor: Summor, del_: Del) -> dict[str, str]:
    return {"indikator": summor.indikator, "variant": del_.variant, "matt": del_.matt}
