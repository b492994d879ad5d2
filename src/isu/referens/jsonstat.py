"""JSON-stat 2, the form in which PxWeb answers, as rows of codes. Pure; knows nothing of what a table is about.

Format: https://json-stat.org/full/ (dimensions in `id`, their sizes in `size`, values in row-major order).
"""

from typing import Any

import numpy as np
import polars as pl

#: SCB's variables, in our names.
VARIABLER = {"Region": "region", "Civilstand": "civilstand", "Alder": "alder", "Kon": "kon", "Tid": "ar"}


def codes_of(dimension: dict[str, Any]) -> list[str]:
    """A dimension's codes in their order; the index is a list, or code → place."""
    index = dimension["category"].get("index") or list(dimension["category"]["label"])
    return list(index) if isinstance(index, list) else sorted(index, key=index.__getitem__)


def labels_of(dimension: dict[str, Any]) -> dict[str, str]:
    """Code → label; a code without label stands for itself."""
    return {code: dimension["category"].get("label", {}).get(code, code) for code in codes_of(dimension)}


def frame_of(dataset: dict[str, Any]) -> pl.DataFrame:
    """One row per cell: the codes of region, civilstand, alder, kon, ar, and antal. Missing cells are empty.

    Of several contents, the one labelled Folkmängd is taken.
    """
    names, sizes = dataset["id"], dataset["size"]
    codes = {name: codes_of(dataset["dimension"][name]) for name in names}
    if [len(codes[name]) for name in names] != list(sizes):
        raise ValueError("size")
    places = np.indices(sizes).reshape(len(sizes), -1)
    columns = {name: pl.Series(codes[name], dtype=pl.String).gather(at) for name, at in zip(names, places)}
    frame = pl.DataFrame({VARIABLER.get(name, name): column for name, column in columns.items()})
    frame = frame.with_columns(antal=pl.Series(_values(dataset["value"], places.shape[1]), dtype=pl.String))
    if "ContentsCode" in codes:
        frame = frame.filter(pl.col("ContentsCode") == population_code(dataset["dimension"]["ContentsCode"]))
    if "civilstand" not in frame.columns:
        frame = frame.with_columns(civilstand=pl.lit(""))
    return frame.select("region", "civilstand", "alder", "kon", "ar", "antal")


def population_code(dimension: dict[str, Any]) -> str:
    """The content Folkmängd: its code differs between tables, its label does not."""
    labels = labels_of(dimension)
    named = [code for code, label in labels.items() if label.lower().startswith("folkmängd")]
    if len(named) != 1:
        raise ValueError("ContentsCode")
    return named[0]


def _values(values: list | dict[str, Any], n: int) -> list[str | None]:
    """All cells, or only those that are not empty by their place."""
    cells = [values.get(str(place)) for place in range(n)] if isinstance(values, dict) else values
    if len(cells) != n:
        raise ValueError("value")
    return [None if value is None else str(value) for value in cells]
