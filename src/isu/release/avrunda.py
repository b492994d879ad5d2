"""Numbers and words as they are printed. Pure."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa


def rounded(values: np.ndarray, decimals: int = 1) -> np.ndarray:
    """Half upwards, as values are, and no minus before a zero."""
    factor = 10.0**decimals
    return np.floor(values * factor + 0.5) / factor + 0.0


def worded(places: np.ndarray, words: Sequence[str]) -> pa.DictionaryArray:
    """Places in a list of words, as a column; '' is no word and becomes NULL."""
    nothing = np.isin(places, [i for i, word in enumerate(words) if not word])
    return pa.DictionaryArray.from_arrays(
        pa.array(np.ravel(places).astype(np.int32), mask=np.ravel(nothing)), pa.array(words, pa.string())
    )
