"""Comparisons as published rows: `jamforelser.parquet`, one row per shown value and reference. Pure.

The rows of one measure come a reference at a time, and within it in the order of areas, periods and the other keys.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from isu.aggregate.axel import Axel
from isu.aggregate.summor import KEYS, Summor
from isu.aggregate.utlagg import constant, table
from isu.comparison import Visat
from isu.comparison.jamforelse import Jamforelse
from isu.release.avrunda import rounded, worded
from isu.release.jamforelsekolumner import DECIMALER, KOLUMNER, ORD, SCHEMA
from isu.release.parquet import with_coded_texts

JAMFORELSER = "jamforelser.parquet"
LAID_OUT = with_coded_texts(SCHEMA)
#: Where they are said: the area and period of what is compared with.
MOT = {"referens_omrade": ("omrade", 1), "referens_period": ("period", 1)}


def compared(summor: Summor, visat: Visat) -> Iterator[pa.Table]:
    """The rows of one measure."""
    for found in visat.comparisons(summor):
        yield _rows(summor, visat, found)


def _rows(summor: Summor, visat: Visat, found: Jamforelse) -> pa.Table:
    axlar, rows = summor.axlar, found.plats[0].size
    columns = {**_keys(axlar, visat.del_.utfall, found.plats), **_against(axlar, found.mot)}
    same = {"indikator": summor.indikator, "variant": visat.del_.variant, "matt": visat.del_.matt}
    columns |= {name: constant(value, rows) for name, value in (same | {"referens": found.referens}).items()}
    # The two values are those of indikatorer.parquet, to the last decimal.
    tal = found.tal | {"varde": visat.varden.varde[found.plats], "referens_varde": visat.varden.varde[found.mot]}
    columns |= {name: _column(name, kind, tal) for name, kind, *_ in KOLUMNER if name not in columns}
    return table(columns, LAID_OUT)


def _column(name: str, kind: pa.DataType, tal: Mapping[str, np.ndarray]) -> pa.Array:
    if name in ORD:
        return worded(tal["lage" if name == "jamforelse" else name], ORD[name])
    values = np.asarray(tal[name], float)
    decimals = 0 if kind == pa.int64() else DECIMALER.get(name, 1)
    return pa.array(rounded(values, decimals), from_pandas=True).cast(kind)


def _keys(
    axlar: Mapping[str, Axel], utfall: tuple[str, ...], places: tuple[np.ndarray, ...]
) -> dict[str, pa.DictionaryArray]:
    found = {"utfall": _labels(utfall, places[-1])}
    for (axis, axel), at in zip(axlar.items(), places, strict=False):
        for i, name in enumerate(KEYS[axis]):
            found[name] = _labels([m[i] if isinstance(m, tuple) else m for m in axel.medlemmar], at)
    return found


def _against(axlar: Mapping[str, Axel], places: tuple[np.ndarray, ...]) -> dict[str, pa.DictionaryArray]:
    at = dict(zip(axlar, places, strict=False))
    return {name: _labels([m[i] for m in axlar[axis].medlemmar], at[axis]) for name, (axis, i) in MOT.items()}


def _labels(labels: list[str] | tuple[str, ...], at: np.ndarray) -> pa.DictionaryArray:
    encoded = pa.array(labels, pa.string()).dictionary_encode()
    places = encoded.indices.to_numpy(zero_copy_only=False)[at]
    return pa.DictionaryArray.from_arrays(places.astype(np.int32), encoded.dictionary)
