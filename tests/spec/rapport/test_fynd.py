"""What a politician is told first: the largest differences and changes that are sure.

A comparison is a line: what is compared (indicator, and where it matters variant and measure), against what, the number
and the reference, the interval of the difference, and the class. Each has its expectation beside it or below.
"""

import pytest

from isu.rapport.fynd import by_chance, changes, findings, latest, size
from tests.spec.tabell import rader

DEFINITIONER = {
    "HOG": {"riktning": "hogre_ar_battre", "alla_matt": "andel medel forandring"},
    "LAG": {"riktning": "lagre_ar_battre", "alla_matt": "median p90"},
    "INGEN": {"riktning": "ingen", "alla_matt": "per_1000"},
    **{f"X{i}": {"riktning": "ingen", "alla_matt": "andel"} for i in range(1, 7)},
}
VANLIG = {
    "variant": "",
    "matt": "andel",
    "utfall": "",
    "referens": "riket",
    "klass": "hogre",
    "tillforlitlighet": "saker",
}


def comparisons(text: str) -> list[dict]:
    rows = [VANLIG | {k: v for k, v in row.items() if v is not None} for row in rader(text)]
    for row in rows:
        row |= {name: float(row[name]) for name in ("varde", "referens_varde")}
        low, _, high = row.pop("skillnad", "").partition(" till ")
        row |= {"skillnad_nedre": float(low) if low else None, "skillnad_ovre": float(high) if high else None}
        row["klass"] = None if row["klass"] == "-" else row["klass"]
    return rows


def told(fynd) -> list[str]:
    word = {True: "bättre", False: "sämre", None: "annorlunda"}
    return [f"{f.rad['indikator']} {word[f.battre]} mot {f.rad['referens']}" for f in fynd]


def test_the_largest_comes_first_and_better_depends_on_the_indicator():
    rows = comparisons("""
        indikator | matt     | klass | varde | referens_varde | skillnad
        HOG       | andel    | hogre | 60    | 50             | 5 till 15
        LAG       | median   | hogre | 40    | 20             | 12 till 28
        INGEN     | per_1000 | lagre | 30    | 90             | -75 till -45
    """)
    assert told(findings(rows, DEFINITIONER)) == [
        "INGEN annorlunda mot riket",
        "LAG sämre mot riket",
        "HOG bättre mot riket",
    ]


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("the class says no difference", "HOG | andel | saker | ingen_skillnad | 60 | 50 | 5 till 15"),
        ("nothing could be classed", "HOG | andel | saker | - | 60 | 50 | 5 till 15"),
        ("the interval holds zero", "HOG | andel | saker | hogre | 60 | 50 | -1 till 15"),
        ("there is no interval", "LAG | median | saker | hogre | 60 | 50 | "),
        ("it rests on few", "HOG | andel | osaker | hogre | 60 | 50 | 5 till 15"),
    ],
)
def test_what_is_not_sure_is_not_told(why, line):
    rows = comparisons(f"indikator | matt | tillforlitlighet | klass | varde | referens_varde | skillnad\n{line}")
    assert findings(rows, DEFINITIONER) == [], why


def test_one_of_each_indicator_the_main_variant_and_first_measure_before_larger_ones():
    rows = comparisons("""
        indikator | variant | matt   | klass | varde | referens_varde | skillnad
        LAG       | kohort  | median | hogre | 90    | 10             | 70 till 90
        LAG       |         | p90    | hogre | 90    | 10             | 70 till 90
        LAG       |         | median | hogre | 40    | 20             | 12 till 28
    """)
    (fynd,) = findings(rows, DEFINITIONER)
    assert (fynd.rad["variant"], fynd.rad["matt"]) == ("", "median")


def test_like_kommuner_before_riket_before_the_lan_before_the_period_before():
    lines = ["HOG | foregaende", "HOG | lan", "HOG | riket", "HOG | kommungrupp"]
    expected = ["kommungrupp", "riket", "lan", "foregaende"]
    for left in range(4, 0, -1):
        chosen = "\n".join(f"{line} | 60 | 50 | 5 till 15" for line in lines[:left])
        rows = comparisons(f"indikator | referens | varde | referens_varde | skillnad\n{chosen}")
        assert told(findings(rows, DEFINITIONER)) == [f"HOG bättre mot {expected[4 - left]}"]


def test_at_most_five():
    lines = "\n".join(f"X{i} | {50 + i} | 50 | {i}.0 till 20" for i in range(1, 7))
    found = findings(comparisons(f"indikator | varde | referens_varde | skillnad\n{lines}"), DEFINITIONER)
    assert [f.rad["indikator"] for f in found] == ["X6", "X5", "X4", "X3", "X2"]


def test_what_improved_is_what_has_surely_changed_for_the_better():
    rows = comparisons("""
        indikator | matt       | referens   | klass | varde | referens_varde | skillnad
        HOG       | andel      | riket      | lagre | 60    | 90             | -40 till -20
        HOG       | andel      | foregaende | hogre | 60    | 50             | 5 till 15
        LAG       | median     | foregaende | hogre | 40    | 20             | 12 till 28
        X1        | andel      | foregaende | lagre | 10    | 20             | -14 till -8
        HOG       | forandring | foregaende | hogre | 3     | 1              | 1 till 3
    """)
    assert told(changes(rows, DEFINITIONER)) == [
        "X1 annorlunda mot foregaende",
        "LAG sämre mot foregaende",
        "HOG bättre mot foregaende",
    ]


def test_the_sign_of_a_mean_change_is_neither_better_nor_worse():
    rows = comparisons("""
        indikator | matt       | varde | referens_varde | skillnad
        HOG       | forandring | 3     | 1              | 1 till 3
    """)
    assert told(findings(rows, DEFINITIONER)) == ["HOG annorlunda mot riket"]


@pytest.mark.parametrize(
    ("matt", "one", "other"),
    [
        # varde, referens, interval of the difference; both lines are as large
        ("andel", (98, 96, 1, 3), (2, 4, -3, -1)),
        ("median", (40, 20, 10, 30), (20, 40, -30, -10)),
        ("medel", (4, 2, 1, 3), (400, 200, 100, 300)),
    ],
)
def test_as_large_whichever_way_and_whatever_the_unit(matt, one, other):
    sizes = [
        size({"matt": matt, "varde": v, "referens_varde": r, "skillnad_nedre": low, "skillnad_ovre": high})
        for v, r, low, high in (one, other)
    ]
    assert sizes[0] == sizes[1] == 0.25


def test_a_year_is_told_of_before_a_later_half_year_and_only_what_is_shown():
    rows = rader("""
        indikator | periodtyp | period | status
        HOG       | helar     | 2023   | visas
        HOG       | helar     | 2024   | sekretess
        HOG       | halvar    | 2025H1 | visas
        LAG       | halvar    | 2024H1 | visas
        LAG       | halvar    | 2024H2 | visas
        INGEN     | helar     | 2024   | ej_komplett
    """)
    assert latest(rows) == {"HOG": ("helar", "2023"), "LAG": ("halvar", "2024H2")}


def test_how_many_chance_would_point_out():
    rows = [{"klass": "ingen_skillnad"}] * 999 + [{"klass": "hogre"}] + [{"klass": None}] * 50
    assert by_chance(rows) == (1000, 2.0)
