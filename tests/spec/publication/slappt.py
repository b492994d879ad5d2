"""A small release to look at: two half-years of AKT-05 in four kommuner, of which one is too small to be shown."""

from pathlib import Path

from isu.cells.indikator import Matt
from isu.release import make_release
from tests.spec.publication.nation import Nation

CELLER = """
lamnare | period | kon | utfall | antal
1715    | 2024H1 | 1   | true   | 10
1715    | 2024H2 | 1   | false  | 12
1780    | 2024H1 | 2   | true   | 20
1780    | 2024H2 | 2   | true   | 30
1880    | 2024H1 | 1   | true   | 3
1885    | 2024H1 | 2   | true   | 40
"""


def slappt(root: Path, namn: str = "2024.1", celler: str | None = CELLER) -> Path:
    """A release in a home of its own."""
    return make_release(nation(root, celler).home, namn)


def nation(root: Path, celler: str | None = CELLER) -> Nation:
    nation = Nation(root, Matt("andel"), Matt("antal"), id="AKT-05")
    if celler:
        nation.celler(celler)
    nation.publicerar()
    return nation
