"""The indicators of a home, read and checked once per process."""

from functools import lru_cache

from isu.cells.bind import load_checked_indicators
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration


@lru_cache(maxsize=4)
def indicators(deklaration: Deklaration) -> dict[str, Indikator]:
    """Every indicator by id; a DeclarationError if any of them cannot be run."""
    return load_checked_indicators(deklaration)
