"""What periods tell of each other for some of what is counted only: n are persons, and of these the year has neither as
many as its half-years together nor as many as the last of them; but those who are new come once, so that their
half-years are the year.

In each kön and age of every kommun there are 20 new of 50 in either half-year, in the year 40 of 85 women and 40 of 115
men; only that of the boys of 0–12 in 1715 three are new in the second half-year.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from isu.cells.indikator import Matt
from isu.disclosure import modell
from isu.disclosure.besluta import Beslut, decide, only_primary, verified
from isu.granskning.kunskap import every_guess
from isu.granskning.las import read
from isu.granskning.perioder import periods
from tests.spec.publication.angripare import found_in, publish
from tests.spec.publication.nation import ID, KOMMUNER, Nation
from tests.spec.publication.test_publ_bevis import KRAV, sums

BOYS = ("1715", "1", "0-12")
CELLS = [*product([kommun for kommun, *_ in KOMMUNER], "12", ("0-12", "13-17", "18-20"))]
OTHERS = {"2024H1": 30, "2024H2": 30}


def new_and_others(new: dict[tuple, tuple[int, int]]) -> str:
    """Cells of the table: so many new in the half-years of each kön and age; 45 others in the year, or 75 men."""
    rows = ["lamnare | kon | aldersgrupp | period | utfall | antal"]
    for cell in CELLS:
        first, second = new.get(cell, (20, 20))
        others = OTHERS | {"2024": 75 if cell[1] == "1" else 45}
        for period, antal in {"2024H1": first, "2024H2": second, "2024": first + second}.items():
            rows += [" | ".join((*cell, period, "true", str(antal)))]
            rows += [" | ".join((*cell, period, "false", str(others[period])))]
    return "\n".join(rows)


def sums_of(path, new: dict[tuple, tuple[int, int]]):
    nation = Nation(path, Matt("andel"), periodtyper=("halvar", "helar"))
    nation.celler(new_and_others(new))
    return sums(nation)


def without_conditions(summor, monkeypatch) -> Beslut:
    """What the rule decides when it asks of periods only what is so of all that is counted."""
    whole = modell.that_hold

    def of_all(dimensions, y):
        sound, _ = whole(dimensions, y)
        return tuple(replace(d, villkor=None) for d in sound), None

    with monkeypatch.context() as patch:
        patch.setattr(modell, "that_hold", of_all)
        return decide(summor, KRAV)


def test_those_who_are_new_in_the_year_less_those_of_the_first_half_are_not_told(tmp_path, monkeypatch):
    summor = sums_of(tmp_path, {BOYS: (20, 3)})
    beslut, of_all = decide(summor, KRAV), without_conditions(summor, monkeypatch)
    found = {
        name: found_in(publish(tmp_path / name, summor, skydd))
        for name, skydd in (("sma", only_primary(summor, KRAV)), ("alla", of_all.skydd), ("bevis", beslut.skydd))
    }
    assert {"framraknat", "litet"} <= found["sma"]
    assert {"framraknat", "litet"} <= found["alla"]
    assert not beslut.hel
    assert not found["bevis"]


def test_the_verifier_refuses_proofs_in_which_periods_do_not_add_up_as_they_do(tmp_path, monkeypatch):
    summor = sums_of(tmp_path, {BOYS: (20, 3)})
    beslut, of_all = decide(summor, KRAV), without_conditions(summor, monkeypatch)
    assert not verified(of_all.modell, KRAV, of_all.monster)
    (fault,) = verified(beslut.modell, KRAV, of_all.monster)
    assert fault.endswith("certifikat ger perioder som inte går ihop")


def test_the_attacker_sees_of_which_numbers_the_half_years_are_the_year(tmp_path):
    """n does not add up, the numerator does; of four kommuner with six cells each it is seen often enough."""
    summor = sums_of(tmp_path, {BOYS: (20, 3)})
    published = read(publish(tmp_path / "sma", summor, only_primary(summor, KRAV)), ID)
    namn = [utfall for _, _, utfall in published.storheter]
    ((whole, parts), adds_up) = next(iter(periods(published, every_guess).items()))
    period = [namn for (namn,) in published.axlar[1]]
    assert (period[whole], [period[p] for p in parts]) == ("2024", ["2024H1", "2024H2"])
    assert dict(zip(namn, adds_up.tolist(), strict=True)) == {None: False, "": True}


@pytest.mark.parametrize("seed", range(4))
def test_random_numbers_of_new_are_not_told_by_the_year(tmp_path, seed):
    rng = np.random.default_rng(seed)
    new = {cell: (int(rng.choice([12, 20, 25])), int(rng.choice([3, 7, 12, 20, 25]))) for cell in CELLS}
    summor = sums_of(tmp_path, new)
    beslut = decide(summor, KRAV)
    assert not beslut.hel
    assert not found_in(publish(tmp_path / "bevis", summor, beslut.skydd))
