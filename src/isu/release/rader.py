"""Protected numbers as published rows. Pure: arrays in, an Arrow table out, sorted as the arrays are."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from isu.aggregate.status import STATUSAR
from isu.aggregate.summor import KEYS, Del, Summor
from isu.aggregate.utlagg import constant, key_columns, laid_out, table
from isu.comparison import values
from isu.disclosure import Skydd
from isu.release.kolumner import SCHEMA


def published(summor: Summor, skydd: Skydd) -> Iterator[pa.Table]:
    """One table per variant and measure, in order. What is never printed is left out."""
    printed = np.ix_(*(axel.visade for axel in summor.axlar.values()))
    for del_, status_n, status in zip(summor.delar, skydd.status_n, skydd.status, strict=True):
        yield _rows(summor, del_, status_n, status, printed)


def _rows(
    summor: Summor, del_: Del, status_n: np.ndarray, status: np.ndarray, printed: tuple[np.ndarray, ...]
) -> pa.Table:
    shown = values(summor, del_, status_n, status)
    axes = [(KEYS[name], [axel.medlemmar[i] for i in axel.visade]) for name, axel in summor.axlar.items()]
    axes.append((("utfall",), del_.utfall))
    shape = tuple(len(members) for _, members in axes)
    rows = int(np.prod(shape))
    numbers = {name: laid_out(getattr(shown, name)[printed], shape) for name in NUMBERS}
    columns = (
        key_columns(axes)
        | numbers
        | {
            "indikator": constant(summor.indikator, rows),
            "variant": constant(del_.variant, rows),
            "matt": constant(del_.matt, rows),
            "antal_kommuner": laid_out(summor.antal_kommuner, shape),
            "ungefarlig_alder": laid_out(summor.ungefarlig_alder, shape),
            "status": laid_out(status[printed], shape, STATUSAR),
            "status_n": laid_out(status_n[printed], shape, STATUSAR),
        }
    )
    return table(columns, SCHEMA)


NUMBERS = ("n", "n_okand", "taljare", "varde", "varde_ovagt")
