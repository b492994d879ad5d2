"""Which layers hold in the counts: a reader can only know what is true. Pure."""

from dataclasses import replace

import numpy as np

from isu.disclosure.dimension import Dimension, along

#: Where the dimension of periods stands.
PERIOD = 1
#: In so many numbers of kommuner, above 0, something is so before anybody takes it for more than chance.
OFTEN = 8


def that_hold(dimensions: tuple[Dimension, ...], y: np.ndarray) -> tuple[tuple[Dimension, ...], np.ndarray | None]:
    """The dimensions with the layers that hold together. A sum of coordinates always does. A difference is kept if it
    is nowhere negative, whichever of the layers kept so far it is taken with: first what is counted, then groups and
    periods. One of periods that is so of some of what is counted is a condition of that, if it is seen often."""
    kept = [d.lager[(d.lager >= 0).all(1)] for d in dimensions]
    villkor = galler = None
    for place in reversed(range(len(dimensions))):
        differences = dimensions[place].lager[(dimensions[place].lager < 0).any(1)]
        if len(differences):
            holds = _nowhere_negative(y, kept, place, differences)
            if place == PERIOD:
                villkor, galler = _of_some(dimensions, y, kept, differences, holds)
            kept[place] = np.vstack([kept[place], differences[holds.all(1)]])
    sound = [replace(d, lager=rows) for d, rows in zip(dimensions, kept, strict=True)]
    sound[PERIOD] = replace(sound[PERIOD], villkor=villkor)
    return tuple(sound), galler


def _nowhere_negative(y: np.ndarray, kept: list[np.ndarray], place: int, rows: np.ndarray) -> np.ndarray:
    """Row × layer of what is counted (of groups, if the rows are of that): with all layers of the other dimensions."""
    layers = along(y, [rows if i == place else own for i, own in enumerate(kept)])
    return (np.moveaxis(layers, place, 0) >= 0).all((1, 2, 3, 4)).reshape(len(rows), -1)


def _of_some(
    dimensions: tuple[Dimension, ...], y: np.ndarray, kept: list[np.ndarray], rows: np.ndarray, holds: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | tuple[None, None]:
    """The rows that hold of some layers of what is counted, and of which."""
    some = holds & ~holds.all(1, keepdims=True)
    some[some.any(1)] &= _often(dimensions, y, kept, rows[some.any(1)])
    found = some.any(1)
    return (rows[found], some[found]) if found.any() else (None, None)


def _often(dimensions: tuple[Dimension, ...], y: np.ndarray, kept: list[np.ndarray], rows: np.ndarray) -> np.ndarray:
    """Row × layer of what is counted: is somebody counted in so many numbers of kommuner, in any of the periods that
    the row is a difference of?"""
    others = [d.medlemmar for d in dimensions[2:-1]]
    numbers = along(y, [np.eye(len(y), dtype=np.int64), abs(rows), *others, kept[-1]])
    return (numbers > 0).sum((0, 2, 3, 4)) >= OFTEN
