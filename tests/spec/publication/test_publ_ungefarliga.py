"""What is promised where numbers are printed near what they are: none is surely from 1 to t - 1. An attacker who
guesses right finds none in random nations with variants and periods."""

from dataclasses import replace

import numpy as np
import pytest

from isu.aggregate import read_summor
from isu.cells.cellnyckel import KEYS
from isu.cells.indikator import Matt
from isu.declaration.profil import Skyddsprofil
from isu.disclosure import inringat
from isu.flow.angrepp import guesses
from tests.spec.publication.angripare import found_in
from tests.spec.publication.nation import KOMMUNER, Nation

RUND5 = Skyddsprofil("rund5", 5, metod="avrundning", bas=5)
STORD = Skyddsprofil("cellnyckel-5", 5, metod="cellnyckel", storning=5)
PERIODER = ("2024H1", "2024H2", "2024")
PROFILER = pytest.mark.parametrize("profil", [RUND5, STORD], ids=lambda profil: profil.metod)


def nation_of(tmp_path, profil: Skyddsprofil, *matt: Matt, **head) -> Nation:
    nation = Nation(tmp_path, *matt, periodtyper=("halvar", "helar"), **head)
    nation.deklaration = replace(nation.deklaration, skydd=profil)
    return nation


def found(nation: Nation) -> set[str]:
    nation.publicerar()
    summor = read_summor(nation.home, nation.deklaration, nation.indikator)
    tror = guesses(nation.deklaration.skydd, lambda _: summor, nation.indikator.id)
    return found_in(nation.home.edition / "indikatorer.parquet", tror=tror)


def random_cells(rng: np.random.Generator) -> str:
    """Events of each half-year with keys, a year that is the sum of them, and a variant of some of them."""
    table = {}
    for kommun, _, _ in KOMMUNER:
        for kon in (1, 2, 9):
            for alder in ("0-12", "13-17"):
                for utfall in ("true", "false"):
                    own = [(int(rng.choice([0, 1, 3, 4, 8, 30])), int(rng.integers(KEYS))) for _ in "12"]
                    some = [(antal * int(rng.integers(2)), nyckel) for antal, nyckel in own]
                    for variant, halves in (("", own), ("vissa", some)):
                        year = tuple(map(sum, zip(*halves, strict=True)))
                        for period, (antal, nyckel) in zip(PERIODER, (*halves, year), strict=True):
                            table[kommun, variant, period, kon, alder, utfall] = (antal, nyckel % KEYS)
    head = "lamnare | variant | period | kon | aldersgrupp | utfall | antal | nyckel"
    return "\n".join([head, *(" | ".join(map(str, (*key, *values))) for key, values in table.items())])


@PROFILER
@pytest.mark.parametrize("seed", range(2))
def test_who_knows_variants_and_periods_finds_no_count_surely_small(tmp_path, profil, seed):
    nation = nation_of(tmp_path, profil, varianter={"": "Alla", "vissa": "Vissa"})
    nation.celler(random_cells(np.random.default_rng(seed)))
    assert found(nation) == set()


def year_of_four(root) -> Nation:
    table = {"1880": (40, 50, 90), "1885": (60, 30, 90), "1780": (2, 2, 4)}
    rows = [f"{k} | {p} | {n}" for k, own in table.items() for p, n in zip(PERIODER, own, strict=True)]
    nation = nation_of(root, RUND5, Matt("antal"))
    nation.celler("\n".join(["lamnare | period | antal", *rows]))
    return nation


def test_half_years_of_two_make_a_year_that_is_told_unless_it_is_withheld(tmp_path, monkeypatch):
    """Two and two are printed as 0 and 0, at most 2 each, and four as 5, at least 3: at least 1 in either."""
    nation = year_of_four(tmp_path / "skyddad")
    assert nation.visar("n", omrade="1780", period="2024") == [{"n": None}]
    assert found(nation) == set()
    monkeypatch.setattr(inringat, "_candidates", lambda *_: iter(()))
    nation = year_of_four(tmp_path / "avrundad")
    told = nation.visar("period n", omrade="1780")
    assert {row["period"]: row["n"] for row in told} == {"2024H1": "0", "2024H2": "0", "2024": "5"}
    assert found(nation) == {"litet"}


def test_that_some_of_several_are_few_may_be_seen(tmp_path):
    """One of each age is printed as 0, and three as 5: some of 0, 0 and 0 are not 0. So is what is printed anywhere."""
    nation = nation_of(tmp_path, RUND5, Matt("antal"))
    nation.celler("lamnare | aldersgrupp | antal\n1780 | 0-12 | 1\n1780 | 13-17 | 1\n1780 | 18-20 | 1")
    assert found(nation) == set()
