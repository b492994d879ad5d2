"""Rates: units per 1,000 or 10,000 inhabitants, whose inhabitants they are, and when there is no rate.

The indicator counts ages 0–20 in bands of 13, 5 and 3 years. Where a kommun has 100 of each kön and age it has 1,300
girls and 1,300 boys of 0–12, and 4,200 inhabitants of 0–20.
"""

import json

import pyarrow.parquet as pq
import pytest

from isu.aggregate import add_up
from isu.cells.indikator import Matt
from tests.spec.publication.nation import Nation, uppdelning
from tests.spec.tabell import rader

ALLA_KOMMUNER = """
    kommun | ar   | per_alder
    1715   | 2024 | 100
    1780   | 2024 | 300
    1880   | 2024 | 200
    1885   | 2024 | 100
"""
FYRA = "lamnare | antal\n1715 | 21\n1780 | 63\n1880 | 84\n1885 | 42"


def nation(path, matt: str = "per_1000", **head) -> Nation:
    made = Nation(path, Matt("antal"), Matt(matt), **{"befolkning": (0, 20)} | head)
    made.befolkas(ALLA_KOMMUNER)
    return made


def test_a_rate_is_units_over_the_inhabitants_of_the_kommuner_that_count(tmp_path):
    land = nation(tmp_path)
    land.celler(FYRA)
    # 21 of 4,200 is 5 per 1,000. riket: 210 of 29,400 is 7.14; unweighted (5 + 5 + 10 + 10) / 4.
    assert land.visar("omrade n n_okand befolkning taljare varde varde_ovagt", matt="per_1000") == rader(
        """
        omrade | n   | n_okand | befolkning | taljare | varde | varde_ovagt
        1715   | 21  | 0       | 4200       | 21      | 5.0   |
        1780   | 63  | 0       | 12600      | 63      | 5.0   |
        1880   | 84  | 0       | 8400       | 84      | 10.0  |
        1885   | 42  | 0       | 4200       | 42      | 10.0  |
        B3     | 147 | 0       | 21000      | 147     | 7.0   | 7.5
        B4     | 63  | 0       | 8400       | 63      | 7.5   | 7.5
        17     | 84  | 0       | 16800      | 84      | 5.0   | 5.0
        18     | 126 | 0       | 12600      | 126     | 10.0  | 10.0
        0000   | 210 | 0       | 29400      | 210     | 7.1   | 7.5
        """
    )
    assert {r["befolkning"] for r in land.visar("omrade befolkning", matt="antal")} == {None}


def test_kon_and_age_groups_have_their_own_inhabitants(tmp_path):
    land = nation(tmp_path, "per_10000")
    land.celler(
        """
        kon | aldersgrupp | antal
        1   | 0-12        | 13
        2   | 0-12        | 26
        2   | 18-20       | 6
        9   | 13-17       | 20
        """,
        lamnare="1715",
    )
    # Unknown kön is nobody among the inhabitants, and stands in T as in any measure.
    assert land.visar("kon aldersgrupp befolkning varde", matt="per_10000", omrade="1715") == rader(
        """
        kon | aldersgrupp | befolkning | varde
        K   | 0-12        | 1300       | 200.0
        K   | 0-17        | 1800       | 144.4
        K   | 13-17       | 500        | 0.0
        K   | 18-20       | 300        | 200.0
        K   | alla        | 2100       | 152.4
        M   | 0-12        | 1300       | 100.0
        M   | 0-17        | 1800       | 72.2
        M   | 13-17       | 500        | 0.0
        M   | 18-20       | 300        | 0.0
        M   | alla        | 2100       | 61.9
        T   | 0-12        | 2600       | 150.0
        T   | 0-17        | 3600       | 163.9
        T   | 13-17       | 1000       | 200.0
        T   | 18-20       | 600        | 100.0
        T   | alla        | 4200       | 154.8
        """
    )


def test_an_open_last_age_takes_the_oldest_too(tmp_path):
    ages = {"aldersgrupper": {"0-64": (0, 64), "65+": (65, None)}, "aldersunioner": {}, "befolkning": (0, None)}
    land = nation(tmp_path, **ages)
    land.celler("lamnare | aldersgrupp | antal\n1715 | 65+ | 92", **{})
    # 65 to 110 are 46 ages, 100 of each kön.
    assert land.visar("aldersgrupp befolkning varde", matt="per_1000", omrade="1715") == rader(
        """
        aldersgrupp | befolkning | varde
        0-64        | 13000      | 0.0
        65+         | 9200       | 10.0
        alla        | 22200      | 4.1
        """
    )


def test_a_breakdown_has_the_inhabitants_of_the_whole(tmp_path):
    land = nation(tmp_path, uppdelningar={"typ": uppdelning("a", "b")})
    land.celler("uppdelning | grupp | antal\n | | 42\ntyp | a | 21\ntyp | b | 21", lamnare="1715")
    assert land.visar("uppdelning grupp befolkning varde", matt="per_1000", omrade="1715") == [
        {"uppdelning": "", "grupp": "", "befolkning": "4200", "varde": "10.0"},
        {"uppdelning": "typ", "grupp": "a", "befolkning": "4200", "varde": "5.0"},
        {"uppdelning": "typ", "grupp": "b", "befolkning": "4200", "varde": "5.0"},
    ]


def test_a_group_covers_its_complete_kommuner_and_riket_has_a_rate_only_when_all_are(tmp_path):
    land = nation(tmp_path)
    land.celler(FYRA)
    land.innehall("1780", {"2024H1": "ej_komplett"})
    assert land.visar("omrade n befolkning taljare varde status status_n", matt="per_1000") == rader(
        """
        omrade | n   | befolkning | taljare | varde | status      | status_n
        1715   | 21  | 4200       | 21      | 5.0   | visas       | visas
        1780   |     |            |         |       | ej_komplett | ej_komplett
        1880   | 84  | 8400       | 84      | 10.0  | visas       | visas
        1885   | 42  | 4200       | 42      | 10.0  | visas       | visas
        B3     | 84  | 8400       | 84      | 10.0  | visas       | visas
        B4     | 63  | 8400       | 63      | 7.5   | visas       | visas
        17     | 21  | 4200       | 21      | 5.0   | visas       | visas
        18     | 126 | 12600      | 126     | 10.0  | visas       | visas
        0000   | 147 |            |         |       | ej_komplett | visas
        """
    )
    assert land.visar("varde status", matt="antal", omrade="0000") == [{"varde": "147.0", "status": "visas"}]


EGNA_RADER = ALLA_KOMMUNER + "0000 | 2024 | 710\n17 | 2024 | 390\n18 | 2024 | 310"


def test_where_all_kommuner_count_the_source_s_own_row_of_lan_and_riket_is_taken(tmp_path):
    """SCB's parts need not add up: 100 + 300 are 400 in län 17, whose own row says 390 of each kön and age."""
    land = nation(tmp_path)
    land.befolkas(EGNA_RADER)
    land.celler(FYRA)
    assert land.visar("omrade befolkning varde", matt="per_1000", omrade_typ="lan") == rader(
        """
        omrade | befolkning | varde
        17     | 16380      | 5.1
        18     | 13020      | 9.7
        """
    )
    assert land.visar("befolkning varde", matt="per_1000", omrade="0000") == [{"befolkning": "29820", "varde": "7.0"}]
    about = json.loads(pq.read_schema(land.home.edition / "indikatorer.parquet").metadata[b"befolkning"])
    assert about["egen_rad"] == {"2024": ["0000", "17", "18"]}


def test_where_a_kommun_does_not_count_the_others_are_added(tmp_path):
    land = nation(tmp_path)
    land.befolkas(EGNA_RADER)
    land.celler(FYRA)
    land.innehall("1780", {"2024H1": "ej_komplett"})
    assert land.visar("omrade befolkning status", matt="per_1000", omrade_typ="lan") == rader(
        """
        omrade | befolkning | status
        17     | 4200       | visas
        18     | 13020      | visas
        """
    )
    assert land.visar("status", matt="per_1000", omrade="0000") == [{"status": "ej_komplett"}]


def test_a_kommun_of_unknown_population_has_its_count_and_no_rate_and_its_groups_are_not_complete(tmp_path):
    land = nation(tmp_path)
    land.befolkas("kommun | ar | per_alder\n1880 | 2024 | 200\n1885 | 2024 | 100")
    land.celler(FYRA)
    assert land.visar("omrade n befolkning varde status status_n", matt="per_1000") == rader(
        """
        omrade | n   | befolkning | varde | status         | status_n
        1715   | 21  |            |       | ej_tillampligt | visas
        1780   | 63  |            |       | ej_tillampligt | visas
        1880   | 84  | 8400       | 10.0  | visas          | visas
        1885   | 42  | 4200       | 10.0  | visas          | visas
        B3     | 147 |            |       | ej_komplett    | visas
        B4     | 63  |            |       | ej_komplett    | visas
        17     | 84  |            |       | ej_tillampligt | visas
        18     | 126 | 12600      | 10.0  | visas          | visas
        0000   | 210 |            |       | ej_komplett    | visas
        """
    )


def test_without_any_population_there_is_no_rate(tmp_path):
    land = Nation(tmp_path, Matt("per_1000"), befolkning=(0, 20))
    land.celler(FYRA)
    assert {(r["n"], r["varde"], r["status"]) for r in land.visar("omrade n varde status", omrade_typ="lan")} == {
        ("84", None, "ej_tillampligt"),
        ("126", None, "ej_tillampligt"),
    }


def test_it_is_told_how_many_of_the_inhabitants_live_in_the_kommuner_that_count(tmp_path):
    """1885 has delivered nothing: three of the four kommuner count, of 100, 100, 300 and 300 of each age."""
    share = Nation(tmp_path)
    share.befolkas(
        "kommun | ar | per_alder\n1715 | 2024 | 100\n1780 | 2024 | 100\n1880 | 2024 | 300\n1885 | 2024 | 300"
    )
    share.celler("lamnare | antal\n1715 | 20\n1780 | 20\n1880 | 20")
    assert share.visar("omrade antal_kommuner tackt_befolkning") == rader(
        """
        omrade | antal_kommuner | tackt_befolkning
        1715   | 1              | 100.0
        1780   | 1              | 100.0
        1880   | 1              | 100.0
        1885   | 0              | 0.0
        B3     | 2              | 100.0
        B4     | 1              | 25.0
        17     | 2              | 100.0
        18     | 1              | 50.0
        0000   | 3              | 62.5
        """
    )
    share.befolkas("kommun | ar | per_alder\n1715 | 2024 | 100\n1780 | 2024 | 100")
    assert {r["tackt_befolkning"] for r in share.visar("omrade tackt_befolkning", omrade_typ="riket")} == {None}


@pytest.mark.parametrize(
    ("period", "befolkning"),
    [("2022H2", None), ("2023H1", "420"), ("2024-03", "840"), ("2024", "840"), ("2026-11-01", "840")],
)
def test_the_population_is_that_of_the_year_or_of_the_latest_known_before_it(tmp_path, period, befolkning):
    types = ("manad", "halvar", "helar", "dag")
    land = Nation(tmp_path, Matt("per_1000"), befolkning=(0, 20), periodtyper=types, matdag="11-01")
    land.befolkas("kommun | ar | per_alder\n1780 | 2023 | 10\n1780 | 2024 | 20")
    land.celler("antal\n50", lamnare="1780", period=period)
    assert land.visar("befolkning", omrade="1780", period=period) == [{"befolkning": befolkning}]
    about = json.loads(pq.read_schema(land.home.edition / "indikatorer.parquet").metadata[b"befolkning"])
    known = {"2022": None, "2023": 2023}.get(period[:4], 2024)
    assert about["ar"] == {period[:4]: known}


def test_a_small_number_of_many_inhabitants_is_withheld_and_the_inhabitants_are_shown(tmp_path):
    land = nation(tmp_path)
    land.celler("kon | antal\n1 | 3\n2 | 40", lamnare="1715")
    assert land.visar("kon n befolkning varde status", matt="per_1000", omrade="1715") == rader(
        """
        kon | n  | befolkning | varde | status
        K   |    | 2100       |       | sekretess
        M   |    | 2100       |       | sekretess
        T   | 43 | 4200       | 10.2  | visas
        """
    )


def test_a_new_population_is_added_up_again_once(tmp_path):
    land = nation(tmp_path)
    land.celler(FYRA)
    assert add_up(land.home, land.deklaration, land.indikator)
    assert not add_up(land.home, land.deklaration, land.indikator)
    land.befolkas(ALLA_KOMMUNER.replace("300", "301"))
    assert add_up(land.home, land.deklaration, land.indikator)


def test_the_readme_tells_of_the_population_only_where_something_is_counted_by_it(tmp_path):
    land = nation(tmp_path / "med")
    land.celler(FYRA)
    land.publicerar()
    assert "## Befolkning" in (land.home.edition / "README.md").read_text(encoding="utf-8")
    utan = Nation(tmp_path / "utan")
    utan.celler(FYRA)
    utan.publicerar()
    assert "## Befolkning" not in (utan.home.edition / "README.md").read_text(encoding="utf-8")
    assert b"befolkning" not in pq.read_schema(utan.home.edition / "indikatorer.parquet").metadata


def test_where_nobody_is_complete_every_area_says_so_and_has_no_rate(tmp_path):
    land = nation(tmp_path)
    land.innehall("1715", {"2024H1": "ej_komplett"})
    rows = land.visar("omrade varde status", matt="per_1000", omrade_typ="lan")
    assert rows == rader("omrade | varde | status\n17 | | ej_komplett\n18 | | ej_rapporterat")
