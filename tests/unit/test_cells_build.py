"""The folder of one lämnare's cells: what is counted again, what is left, and what is taken away."""

import json

import duckdb
import pytest

from isu.cells.indikator import Indikator
from tests.spec.tabell import HUVUD, LAMNARE, Exempel

EGEN = "dbt_like_sql/indicators/egna/X-01.sql"
INDIKATOR = f"""{HUVUD}select p.period, a.kon, a.alder, a.typ = 'anmalan' as utfall
from aktualisering_individ as a
join perioder as p on a.inkom_datum between p.fran and p.till
"""
ROWS = "inkom_datum | atgard | atgard_datum\n2024-02-01 | inleds | 2024-02-10"
AKT = ["AKT-02", "AKT-03", "AKT-04", "AKT-05", "AKT-07"]
UTR = ["UTR-01", "UTR-02", "UTR-03", "UTR-05", "UTR-06"]

TEXT_COLUMNS = (
    "lamnare",
    "indikator",
    "variant",
    "periodtyp",
    "period",
    "kon",
    "aldersgrupp",
    "uppdelning",
    "grupp",
    "utfall",
    "fore",
)


class Tio(Exempel):
    """Ten indicators of ours, and one's own."""

    def indikatorer(self) -> dict[str, Indikator]:
        return {id_: i for id_, i in super().indikatorer().items() if id_ in AKT + UTR or id_.startswith("X-")}


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    exempel = Tio(tmp_path)
    exempel.levererar("aktualisering", ROWS)
    return exempel


def content(exempel: Exempel) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in exempel.home.cells(LAMNARE).iterdir()}


def test_everything_is_counted_the_first_time_and_nothing_the_second(exempel):
    assert exempel.raknar() == AKT + UTR
    before = content(exempel)
    assert exempel.raknar() == []
    assert content(exempel) == before
    assert set(before) == {"innehall.json", *(f"{id_}.parquet" for id_ in AKT + UTR)}


def test_a_new_delivery_counts_only_the_indicators_that_need_its_table(exempel):
    exempel.raknar()
    exempel.levererar("utredning", "kon\n1")
    assert exempel.raknar() == UTR
    exempel.levererar("person", "pid | kon\na | 1")
    assert exempel.raknar() == AKT + UTR


def test_a_new_indicator_in_the_own_folder_counts_only_itself(exempel):
    exempel.raknar()
    before = content(exempel)
    exempel.egen(EGEN, INDIKATOR)
    assert exempel.raknar() == ["X-01"]
    after = content(exempel)
    assert {name: after[name] for name in before if name != "innehall.json"} == {
        name: text for name, text in before.items() if name != "innehall.json"
    }


def test_a_changed_code_list_counts_only_what_reads_it(exempel):
    exempel.raknar()
    exempel.egen("schemas/codes/orsak.csv", "kod,sv,en\nskola,Skola,School\n")
    assert exempel.raknar() == ["AKT-03"]


def test_an_indicator_that_is_no_more_takes_its_cells_with_it(exempel):
    path = exempel.egen(EGEN, INDIKATOR)
    exempel.raknar()
    assert "X-01.parquet" in content(exempel)
    path.unlink()
    assert exempel.raknar() == []
    assert "X-01.parquet" not in content(exempel)
    assert "X-01" not in json.loads(content(exempel)["innehall.json"])["indikatorer"]


def test_what_an_interrupted_run_left_is_taken_away_and_counted_again(exempel):
    exempel.raknar()
    before = content(exempel)
    folder = exempel.home.cells(LAMNARE)
    (folder / "innehall.json").unlink()
    (folder / "AKT-02.parquet.tmp").write_text("half a file")
    assert exempel.raknar() == AKT + UTR
    assert content(exempel) == before


def test_a_missing_cell_file_is_counted_again_and_alone_it_has_the_same_bytes_as_among_others(exempel):
    exempel.raknar()
    before = content(exempel)
    (exempel.home.cells(LAMNARE) / "AKT-04.parquet").unlink()
    assert exempel.raknar() == ["AKT-04"]
    assert content(exempel) == before


def test_same_deliveries_give_the_same_bytes_whatever_the_order_of_receipt(tmp_path):
    deliveries = [
        ("aktualisering", "aktualisering_id | inkom_datum | kon\na1 | 2024-02-01 | 1\na2 | 2024-03-01 | 2", "2024H1"),
        ("aktualisering", "aktualisering_id | inkom_datum | kon\na3 | 2025-02-01 | 2", "2025"),
        ("utredning", "utredning_id | kon | barnsamtal_antal\nu1 | 1 | 2\nu2 | 2 |", "2024H1"),
    ]
    made = [Tio(tmp_path / name) for name in ("forward", "backward")]
    for delivery in deliveries:
        made[0].levererar(*delivery)
    for delivery in reversed(deliveries):
        made[1].levererar(*delivery)
    assert made[0].raknar() == made[1].raknar()
    assert content(made[0]) == content(made[1])


def test_a_lamnare_has_no_entry_for_areas_that_it_does_not_answer_for(exempel):
    exempel.egen(
        "schemas/reference/lamnare.csv",
        f"lamnare,kommunkod,namn,omraden,geografisk_del\n{LAMNARE},1780,Vuxna,missbruk|vald,0\n",
    )
    assert exempel.raknar() == ["UTR-05"]


def test_withdrawn_deliveries_leave_nothing_behind(exempel):
    exempel.raknar()
    exempel.delivered.clear()
    assert exempel.raknar() == []
    assert set(content(exempel)) == {"innehall.json"}


def test_a_lamnare_that_has_delivered_nothing_has_no_folder(tmp_path):
    exempel = Exempel(tmp_path)
    assert exempel.raknar() == []
    assert not exempel.home.cells(LAMNARE).exists()


def test_cells_have_the_columns_of_the_contract_and_are_sorted(exempel):
    exempel.levererar("utredning", "kon | barnsamtal_antal\n2 | 1\n1 |\n1 | 3")
    exempel.raknar()
    for path in exempel.home.cells(LAMNARE).glob("*.parquet"):
        cells = f"from read_parquet('{path}', hive_partitioning = false)"
        columns = duckdb.execute(f"describe {cells}").fetchall()
        assert [(name, sql_type) for name, sql_type, *_ in columns] == [
            *((name, "VARCHAR") for name in TEXT_COLUMNS),
            ("censurerad", "BOOLEAN"),
            ("antal", "BIGINT"),
        ]
        assert duckdb.execute(cells).fetchall() == duckdb.execute(f"{cells} order by all").fetchall()


def test_status_of_a_period_follows_new_deliveries_without_counting_again(exempel):
    exempel.raknar()
    before = content(exempel)["UTR-01.parquet"]
    assert exempel.perioder("UTR-01")["2024H1"]["status"] == "ej_rapporterat"
    exempel.levererar("insats", "insats_id\ni1", av="2025H1")
    assert exempel.raknar() == []
    assert exempel.perioder("UTR-01")["2025H1"]["status"] == "ej_rapporterat"
    assert content(exempel)["UTR-01.parquet"] == before


def test_derived_ages_stay_told_when_nothing_is_counted_again(tmp_path):
    exempel = Exempel(tmp_path)
    exempel.levererar("aktualisering", "pid | alder\na |")
    exempel.levererar("person", "pid | fodelsear\na | 2010")
    assert exempel.perioder("AKT-02")["2024H1"]["ungefarlig_alder"] is True
    exempel.levererar("insats", "insats_id\ni1", av="2025H1")
    assert exempel.perioder("AKT-02")["2024H1"]["ungefarlig_alder"] is True
