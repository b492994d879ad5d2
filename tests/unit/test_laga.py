"""What is damaged on the disk is found by the next round and made again; what cannot be is told."""

import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.flow import intag
from isu.flow.felmening import FULL, sentence
from isu.flow.granska import verify
from isu.flow.publicera import renew_edition
from isu.flow.runda import work_on
from isu.handelser import events, note
from isu.home import Home
from isu.ledger import Ledger

ROWS = "aktualisering_id | inkom_datum\na1 | 2024-02-01\na2 | 2024-03-01"


@pytest.fixture
def home(hem) -> Home:
    hem.lamnar("aktualisering_2024H1.csv", ROWS)
    assert work_on(hem.home, "1780").fel is None
    return hem.home


def cut(path) -> bytes:
    """The second half is gone; what was there."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return content


@pytest.mark.parametrize(
    "place", ["register/aktualisering/lamnare=1780/*.parquet", "cells/lamnare=1780/AKT-05.parquet"]
)
def test_rows_and_cells_are_made_again_and_the_log_says_so(home, place):
    (path,) = home.root.glob(place)
    whole = cut(path)
    assert [str(path) in fault for fault in verify(home)] == [True]
    assert work_on(home, "1780").fel is None
    assert path.read_bytes() == whole
    assert verify(home) == []
    (mended,) = [h for h in events(home) if h.vad == "lagat"]
    assert mended.om["mapp"] == path.relative_to(home.root).parts[0]


def test_sums_and_the_edition_are_made_again(home):
    renew_edition(home)
    places = [home.added_up / "AKT-05.parquet", home.edition / "kvalitet.parquet"]
    whole = [cut(path) for path in places]
    renew_edition(home)
    assert [path.read_bytes() for path in places] == whole
    assert verify(home) == []


def test_a_damaged_archive_is_an_alarm_and_the_same_file_again_mends_it(hem, home):
    (delivery,) = Ledger(home).all_deliveries()
    cut(home.archive("1780") / delivery.sha256)
    hem.lamnar("aktualisering_2024H2.csv", "aktualisering_id | inkom_datum\na3 | 2024-08-01")
    outcome = work_on(home, "1780")
    assert outcome.fel.startswith("Arkivet är skadat")
    assert len(outcome.leveranser) == 1  # what has come since is taken all the same
    hem.lamnar("aktualisering_2024H1.csv", ROWS)
    work_on(home, "1780")
    assert work_on(home, "1780").fel is None
    assert verify(home) == []


def test_a_delivery_whose_taking_was_cut_off_is_finished_without_an_alarm(hem, monkeypatch):
    """Killed when the ledger knew of it and its bytes had not come to the archive."""
    hem.lamnar("aktualisering_2024H1.csv", ROWS)
    with monkeypatch.context() as patch:
        patch.setattr(intag, "_finish", lambda *_: 1 / 0)
        assert work_on(hem.home, "1780").fel
    outcome = work_on(hem.home, "1780")
    assert (outcome.fel, len(outcome.leveranser)) == (None, 1)
    assert verify(hem.home) == []


def test_rows_that_nothing_can_give_back_are_not_counted_without(home):
    (delivery,) = Ledger(home).all_deliveries()
    (rows,) = home.root.glob("register/*/*/*.parquet")
    cut(rows)
    cut(home.archive("1780") / delivery.sha256)
    before = (home.cells("1780") / "innehall.json").read_bytes()
    assert "Återställ" in work_on(home, "1780").fel
    assert (home.cells("1780") / "innehall.json").read_bytes() == before


def test_a_line_of_the_log_that_was_cut_off_is_written_over(home):
    note(home, "run")
    with home.events.open("a", encoding="utf-8") as file:
        file.write('{"nr": 2, "vad": "ru')
    note(home, "status")
    assert [h.vad for h in events(home)] == ["run", "status"]
    assert verify(home) == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), FULL),
        (RuntimeError("IO Error: could not write: No space left on device"), FULL),
        (PermissionError(13, "Permission denied", "/hem/intake/1780/hemligt namn.csv"), "i /hem/intake/1780. Ge"),
        (KeyError("ett levererat värde"), "Oväntat fel: KeyError i "),
    ],
)
def test_an_error_becomes_a_sentence_that_tells_no_value(error, told):
    try:
        raise error
    except type(error) as raised:
        found = sentence(raised)
    assert told in found
    assert "hemligt" not in found and "levererat värde" not in found


def test_a_damaged_ledger_is_told_in_a_sentence(hem):
    hem.home.root.mkdir(exist_ok=True)
    (hem.home.root / "ledger.sqlite").write_bytes(b"ingen databas" * 100)
    ended = CliRunner().invoke(app, ["status", "--home", str(hem.home.root)])
    assert "Liggaren är skadad" in str(ended.exception)
