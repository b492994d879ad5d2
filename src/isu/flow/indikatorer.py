"""What is counted in a home: its indicators and measures of quality, read and checked once per process."""

from functools import lru_cache

from isu.cells.bind import load_checked_indicators
from isu.cells.indikator import Indikator
from isu.cells.kvalitet import quality_measures
from isu.declaration import Deklaration


@lru_cache(maxsize=4)
def indicators(deklaration: Deklaration) -> dict[str, Indikator]:
    """Every indicator by id; a DeclarationError if any of them cannot be run."""
    return load_checked_indicators(deklaration)


@lru_cache(maxsize=4)
def measures(deklaration: Deklaration) -> dict[str, Indikator]:
    """The indicators, then the measures of quality: everything that has cells."""
    return indicators(deklaration) | quality_measures(deklaration, indicators(deklaration))
