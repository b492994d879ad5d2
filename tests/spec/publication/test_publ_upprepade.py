"""Events that a person may have several of: the intervals of counts and rates are of persons, and tell of no few."""

from dataclasses import replace

import numpy as np
import pytest

from isu.cells.indikator import Matt
from isu.comparison.intervall import poisson_exact, poisson_repeated
from tests.spec.publication.nation import Nation

BESIDE = "varde nedre ovre metod intervall_status"
#: Kommun → events of boys and of girls, all 0–12, and the pairs of the same person's among them.
STORA = {"1715": (60, 60, 0, 0), "1885": (60, 60, 40, 20)}


def nation(tmp_path, per_person: str | None = "varje", **kommuner: tuple[int, int, int, int]) -> Nation:
    found = Nation(tmp_path, Matt("antal"), per_person=per_person)
    of = STORA | {k.removeprefix("_"): tal for k, tal in kommuner.items()}
    found.celler(
        "\n".join(["lamnare | kon | antal", *(f"{k} | {i} | {v[i - 1]}" for k, v in of.items() for i in (1, 2))])
    )
    rows = [f"{k} | {i} | {v[i + 1]}" for k, v in of.items() for i in (1, 2) if v[i + 1]]
    found.upprepas("\n".join(["lamnare | kon | par", *rows]))
    return found


def shown(nation: Nation, **asked: str) -> dict:
    (row,) = nation.visar(BESIDE, **asked)
    return row


def test_limits_are_of_persons_where_these_have_several_events(tmp_path):
    """Of 120 events 20 persons have two and the rest one each: Σ k² = 20 · 4 + 80 = 160 = 120 + 40 pairs. The limits
    are √(160/120) times as far away as those of 120 events of as many persons."""
    found = nation(tmp_path, _1880=(60, 60, 20, 20))
    low, high = map(float, poisson_exact(120))
    root = np.sqrt(160 / 120)
    assert shown(found, omrade="1880") == {
        "varde": "120.0",
        "nedre": f"{120 - root * (120 - low):.1f}",
        "ovre": f"{120 + root * (high - 120):.1f}",
        "metod": "poisson_upprepad",
        "intervall_status": "visas",
    }


def test_a_persons_events_in_two_bands_are_of_one_person_in_all_ages_and_not_in_either(tmp_path):
    """30 persons have a birthday between their two events: 30 pairs each way. In each band they have one event."""
    found = Nation(tmp_path, Matt("antal"), per_person="varje")
    found.celler("lamnare | aldersgrupp | antal\n1780 | 0-12 | 60\n1780 | 13-17 | 60")
    found.upprepas("""
        lamnare | aldersgrupp | annan_aldersgrupp | par
        1780    | 0-12        | 13-17             | 30
        1780    | 13-17       | 0-12              | 30
    """)
    for ages, events, squares in (("0-12", 60, 60), ("0-17", 120, 180), ("alla", 120, 180)):
        row = shown(found, omrade="1780", aldersgrupp=ages)
        expected = [f"{float(v):.1f}" for v in poisson_repeated(events, squares / events)]
        assert [row["nedre"], row["ovre"]] == expected


def test_where_few_have_most_of_the_events_riket_stands_for_them(tmp_path):
    """One boy has 20 of 20 events: Σ k² = 400, and 20²/400 is one person. So 1780 has the limits of riket's persons, of
    whom 380 events have 480 pairs. Who had those of its län, its group and the other kommuner could subtract: in a
    nation of four kommuner in two län and two groups all four are withheld."""
    found = nation(tmp_path, _1780=(20, 0, 380, 0), _1880=(60, 60, 20, 20))
    told = {k: shown(found, omrade=k) for k in ("0000", "17", "B3", "1715", "1780", "1880", "1885")}
    assert {r["intervall_status"] for r in told.values()} == {"visas"}
    assert {k: r["metod"].removeprefix("poisson_upprepad") for k, r in told.items()} == {
        "0000": "", "17": "", "B3": "", "1715": "_riket", "1780": "_riket", "1880": "_riket", "1885": "_riket"
    }  # fmt: skip
    expected = [f"{float(v):.1f}" for v in poisson_repeated(20, (380 + 480) / 380)]
    assert [told["1780"]["nedre"], told["1780"]["ovre"]] == expected


def test_riket_stands_for_others_also_where_it_has_no_rate_of_its_own(tmp_path):
    """Not every kommun has delivered, so riket has no rate. 1780's 20 events of few are as those of all that have."""
    found = nation(tmp_path, _1780=(20, 0, 380, 0))
    found.indikator = replace(found.indikator, matt=(Matt("per_1000"),), befolkning=(0, 20))
    found.befolkas("kommun | ar | per_alder\n1715 | 2024 | 100\n1780 | 2024 | 100\n1885 | 2024 | 100")
    assert shown(found, omrade="0000")["varde"] is None
    row = shown(found, omrade="1780")
    limits = poisson_repeated(20, (260 + 380 + 60) / 260)
    assert [row["nedre"], row["ovre"]] == [f"{1000 * float(v) / 4200:.1f}" for v in limits]
    assert row["metod"] == "poisson_upprepad_riket"


@pytest.mark.parametrize("per_person, metod", [(None, "poisson_handelser"), ("forsta", "poisson_exakt")])
def test_the_method_says_what_is_known_of_the_persons(tmp_path, per_person, metod):
    found = nation(tmp_path, per_person)
    low, high = map(float, poisson_exact(120))
    row = shown(found, omrade="1715")
    assert (row["metod"], row["nedre"], row["ovre"]) == (metod, f"{low:.1f}", f"{high:.1f}")
