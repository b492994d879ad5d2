"""Planted faults: each does what its name says and nothing else; the plan says where they are."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from isu.declaration import load_declarations
from isu.home import Home
from isu.period import period
from isu.synthetic import FAULTS, choose_senders, planted_faults, write_deliveries
from isu.synthetic.dialekt import DIALEKTER
from isu.synthetic.fil import Fil

DEKLARATION = load_declarations()
AKTUALISERING = DEKLARATION.tabeller["aktualisering"]
ROWS = 200


def good_file() -> Fil:
    """Two hundred plain rows of 2024H1."""
    frame = pl.DataFrame(
        {
            "aktualisering_id": [f"a{i}" for i in range(ROWS)],
            "inkom_datum": [date(2024, 1 + i % 6, 5) for i in range(ROWS)],
            "typ": ["anmalan"] * ROWS,
            "omrade": ["barn_unga"] * ROWS,
            "atgard": ["inleds"] * ROWS,
            "atgard_datum": [date(2024, 1 + i % 6, 9) for i in range(ROWS)],
        }
    )
    return Fil("1780", "aktualisering_2024H1", AKTUALISERING, period("2024H1"), DIALEKTER["windows"], frame)


def with_fault(name: str) -> Fil:
    return FAULTS[name](good_file(), np.random.default_rng(1))


def test_wrong_codes_in_one_row_of_a_hundred():
    frame = with_fault("felaktiga_koder").frame
    assert frame["typ"].value_counts(sort=True).rows() == [("anmalan", 198), ("X9", 2)]
    assert frame.drop("typ").equals(good_file().frame.drop("typ"))


def test_missing_column():
    assert with_fault("saknad_kolumn").frame.columns == ["aktualisering_id", "inkom_datum", "typ", "omrade", "atgard"]


def test_ends_before_it_starts_in_one_row_of_a_hundred():
    frame = with_fault("slut_fore_start").frame
    assert frame.filter(pl.col("atgard_datum") < pl.col("inkom_datum")).height == 2
    assert frame.drop("atgard_datum").equals(good_file().frame.drop("atgard_datum"))


def test_duplicates_in_one_row_of_a_hundred():
    frame = with_fault("dubbletter").frame
    assert (frame.height, frame["aktualisering_id"].n_unique()) == (202, 200)


def test_shifted_column_makes_nearly_every_row_wrong():
    frame = with_fault("forskjuten_kolumn").frame
    assert frame.columns == good_file().frame.columns
    assert frame.row(0) == ("2024-01-09", "a0", "2024-01-05", "anmalan", "barn_unga", "inleds")


def test_wrong_folder():
    assert with_fault("fel_mapp").plats == "1780-kopia/aktualisering_2024H1.csv"
    assert "1780-kopia" not in DEKLARATION.lamnare


def test_unknown_table():
    fil = with_fault("okand_tabell")
    assert fil.plats == "1780/rapport_2024H1_akt.csv"
    assert not set(fil.frame.columns) & set(AKTUALISERING.kolumner)


def test_ragged_row():
    lines = with_fault("ojamn_rad").content.decode("cp1252").splitlines()
    assert [i for i, line in enumerate(lines) if line.count(";") != 5] == [101]
    assert len(lines) == ROWS + 1


def test_empty_file():
    assert with_fault("tom_fil").content == b""


def test_unclear_interval():
    fil = with_fault("oklart_intervall")
    assert fil.plats == "1780/aktualisering_uttag.csv"
    assert sorted(fil.frame["inkom_datum"].dt.year().unique()) == [2023, 2024]
    assert (fil.frame["atgard_datum"] - fil.frame["inkom_datum"]).dt.total_days().unique().to_list() == [4]


def test_every_fault_has_a_description():
    assert [name for name, fault in FAULTS.items() if not fault.__doc__] == []


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_twelve_lamnare_are_enough_for_every_fault(seed):
    planted = planted_faults(DEKLARATION, choose_senders(DEKLARATION, 12), "2024H1", "2025H2", seed)
    assert set(planted.values()) == set(FAULTS)
    assert len({path.split("/")[0].removesuffix("-kopia") for path in planted}) == 4


def test_only_the_planted_files_differ_from_the_good_ones(tmp_path):
    chosen, span = ["1864", "2418", "2505"], ("2024H1", "2024H2")
    good, bad = Home(tmp_path / "good"), Home(tmp_path / "bad")
    write_deliveries(good, DEKLARATION, chosen, *span)
    write_deliveries(bad, DEKLARATION, chosen, *span, faults=True)
    before, after = (
        {str(p.relative_to(h.intake)): p.read_bytes() for p in h.intake.rglob("*") if p.is_file()} for h in (good, bad)
    )
    changed = {path for path, content in after.items() if before.get(path) != content}
    planted = planted_faults(DEKLARATION, chosen, *span)
    assert changed == set(planted)
    assert len(after) == len(before)
