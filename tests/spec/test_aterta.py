"""Withdrawing: a delivery that should not have been sent is taken back, and what it replaced is in force again.

Every example drops files as a lämnare does, withdraws as a steward does, and looks at the rows in force.
"""

import json
from datetime import UTC, datetime

import pytest

from isu.errors import IsuError
from isu.flow.atertag import withdraw
from isu.flow.granska import verify
from isu.flow.laget import unmended
from isu.flow.runda import senders_with_work, work_on
from isu.ledger import Ledger
from tests.spec.tabell import rader

HALF = "aktualisering_2024H1.csv"
YEAR = "aktualisering_2024.csv"


def lamnar(hem, filnamn: str, *days: str, **manifest):
    """Drop a file with one row per day, `a<month> | day`, take it, and give the delivery."""
    rows = "\n".join(f"a{day[5:7]} | {day}" for day in days)
    hem.lamnar(filnamn, f"aktualisering_id | inkom_datum\n{rows}", **manifest)
    (delivery,) = hem.tar_emot()
    return delivery


def galler(hem) -> str:
    return " ".join(row["aktualisering_id"] for row in hem.galler("aktualisering", "aktualisering_id"))


def i_kraft(hem) -> list[int]:
    return [d.ordning for d in Ledger(hem.home).in_force()]


def test_the_previous_delivery_returns_to_force(hem):
    lamnar(hem, HALF, "2024-02-01", "2024-03-01")
    lamnar(hem, "aktualisering_2024H1_fel.csv", "2024-05-01")
    assert galler(hem) == "a05"

    done = withdraw(hem.home, "1780", "aktualisering_2024H1_fel.csv", "fel enhet")
    assert galler(hem) == "a02 a03"
    assert [d.filnamn for d in done.galler] == [HALF]
    taken_back = Ledger(hem.home).all_deliveries()[-1]
    assert (taken_back.i_kraft, taken_back.atertagen_skal) == (False, "fel enhet")
    assert verify(hem.home) == []


def test_nothing_has_to_be_read_again(hem):
    """The files of both deliveries lie where they lay, byte for byte."""
    lamnar(hem, HALF, "2024-02-01")
    lamnar(hem, HALF, "2024-05-01")
    folder = hem.home.register("aktualisering", "1780")
    before = {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    withdraw(hem.home, "1780", Ledger(hem.home).accepted("1780")[-1].sha256)
    assert {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_withdrawal_can_be_undone(hem):
    lamnar(hem, HALF, "2024-02-01")
    lamnar(hem, "aktualisering_2024H1_ny.csv", "2024-05-01")
    withdraw(hem.home, "1780", "aktualisering_2024H1_ny.csv", "ett misstag")
    withdraw(hem.home, "1780", "aktualisering_2024H1_ny.csv", undo=True)
    assert galler(hem) == "a05"
    assert Ledger(hem.home).all_deliveries()[-1].atertagen_skal is None
    assert verify(hem.home) == []


def test_a_withdrawn_half_closes_its_hole_in_the_year(hem):
    lamnar(hem, YEAR, "2024-02-01", "2024-09-01")
    lamnar(hem, HALF, "2024-05-01")
    assert galler(hem) == "a05 a09"
    withdraw(hem.home, "1780", HALF)
    assert galler(hem) == "a02 a09"


def test_a_withdrawn_year_gives_both_halves_back(hem):
    lamnar(hem, HALF, "2024-02-01")
    lamnar(hem, "aktualisering_2024H2.csv", "2024-09-01")
    lamnar(hem, YEAR, "2024-11-01")
    assert galler(hem) == "a11"
    withdraw(hem.home, "1780", YEAR)
    assert galler(hem) == "a02 a09"


def test_a_person_file_gives_way_to_the_one_before(hem):
    for kon in ("1", "2"):
        hem.lamnar("person.csv", f"pid | kon\np1 | {kon}")
        hem.tar_emot()
    withdraw(hem.home, "1780", Ledger(hem.home).accepted("1780")[-1].sha256)
    assert hem.galler("person", "pid kon") == rader("pid | kon\np1 | 1")


def test_one_that_was_not_in_force_can_be_withdrawn_too(hem):
    """Then it cannot return when the one that replaced it is withdrawn."""
    lamnar(hem, HALF, "2024-02-01")
    lamnar(hem, "aktualisering_2024H1_ny.csv", "2024-05-01")
    withdraw(hem.home, "1780", HALF)
    assert galler(hem) == "a05"
    withdraw(hem.home, "1780", "aktualisering_2024H1_ny.csv")
    assert galler(hem) == ""


def test_the_cells_follow(hem):
    """Withdrawn, nothing is left that was counted; undone, the cells are those that were, byte for byte."""
    lamnar(hem, HALF, "2024-02-01")
    assert work_on(hem.home, "1780").fel is None
    folder = hem.home.cells("1780")
    counted = {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert len(counted) > 1

    done = withdraw(hem.home, "1780", HALF)
    assert (done.galler, done.omraknade) == ((), ())
    told = json.loads((folder / "innehall.json").read_text(encoding="utf-8"))
    assert (told["leveranser"], told["indikatorer"]) == ([], {})
    assert [p.name for p in folder.iterdir()] == ["innehall.json"]

    assert withdraw(hem.home, "1780", HALF, undo=True).omraknade
    assert {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == counted


def test_the_senders_page_follows(hem):
    lamnar(hem, HALF, "2024-02-01")
    withdraw(hem.home, "1780", HALF, "fel enhet")
    page = json.loads((hem.home.outbox("1780") / "laget.json").read_text(encoding="utf-8"))
    assert page["i_kraft"] == []
    assert page["atertagna"] == [{"filnamn": HALF, "tabell": "aktualisering", "period": "2024H1", "skal": "fel enhet"}]


def test_a_run_finishes_a_withdrawal_that_was_cut_off(hem):
    """The ledger says so and the cells do not know yet: with nothing in force the sender still has work."""
    lamnar(hem, HALF, "2024-02-01")
    work_on(hem.home, "1780")
    Ledger(hem.home).withdraw(1, datetime.now(UTC))
    assert senders_with_work(hem.home) == ["1780"]
    work_on(hem.home, "1780")
    assert [p.name for p in hem.home.cells("1780").iterdir()] == ["innehall.json"]


def test_the_same_bytes_dropped_again_are_a_new_delivery(hem):
    lamnar(hem, HALF, "2024-02-01")
    withdraw(hem.home, "1780", HALF)
    lamnar(hem, HALF, "2024-02-01")
    assert galler(hem) == "a02"
    assert [d.i_kraft for d in Ledger(hem.home).all_deliveries()] == [False, True]

    lamnar(hem, HALF, "2024-02-01")  # that one has not been withdrawn: already received
    assert len(Ledger(hem.home).all_deliveries()) == 2
    assert verify(hem.home) == []


def test_sent_again_and_undone_the_later_one_stays_in_force(hem):
    """Each has its own files, so neither can be confused with the other."""
    lamnar(hem, HALF, "2024-02-01")
    withdraw(hem.home, "1780", HALF)
    lamnar(hem, HALF, "2024-02-01")
    withdraw(hem.home, "1780", HALF, undo=True)
    assert i_kraft(hem) == [2]
    assert len(list(hem.home.register("aktualisering", "1780").iterdir())) == 2
    withdraw(hem.home, "1780", Ledger(hem.home).all_deliveries()[-1].nyckel)
    assert i_kraft(hem) == [1]
    assert verify(hem.home) == []


def test_a_refusal_is_no_longer_mended_by_one_that_is_withdrawn(hem):
    hem.lamnar_text(HALF, "fel;rubriker\n1;2\n")
    hem.tar_emot()
    lamnar(hem, HALF, "2024-02-01")
    assert unmended(Ledger(hem.home).all_deliveries()) == []
    withdraw(hem.home, "1780", HALF)
    assert [d.ordning for d in unmended(Ledger(hem.home).all_deliveries())] == [1]


def test_a_crossing_delivery_is_accepted_when_the_one_it_crossed_is_withdrawn(hem):
    lamnar(hem, HALF, "2024-02-01")
    withdraw(hem.home, "1780", HALF)
    spring = "period_start: 2024-03-01\nperiod_slut: 2024-09-30\n"
    assert lamnar(hem, "aktualisering_var.csv", "2024-04-01", manifest=spring).i_kraft
    with pytest.raises(IsuError, match="korsar varandra"):
        withdraw(hem.home, "1780", HALF, undo=True)
    assert galler(hem) == "a04"


def test_what_would_return_and_cross_is_refused_with_both_named(hem):
    """The year held both; without it the half and the spring would both be in force over some days."""
    lamnar(hem, HALF, "2024-02-01")
    lamnar(hem, YEAR, "2024-02-01", "2024-11-01")
    spring = "period_start: 2024-03-01\nperiod_slut: 2024-09-30\n"
    lamnar(hem, "aktualisering_var.csv", "2024-04-01", manifest=spring)
    with pytest.raises(IsuError, match=r"aktualisering_2024H1.csv \(2024H1\) och aktualisering_var.csv"):
        withdraw(hem.home, "1780", YEAR)
    assert galler(hem) == "a02 a04 a11"

    withdraw(hem.home, "1780", "aktualisering_var.csv")
    withdraw(hem.home, "1780", YEAR)
    assert galler(hem) == "a02"


def test_a_name_that_several_deliveries_have_is_asked_about(hem):
    deliveries = [lamnar(hem, HALF, day) for day in ("2024-02-01", "2024-03-01")]
    with pytest.raises(IsuError) as error:
        withdraw(hem.home, "1780", HALF)
    for delivery in deliveries:
        assert delivery.nyckel[:12] in str(error.value) and f"{delivery.mottagen:%Y-%m-%d %H:%M}" in str(error.value)
    withdraw(hem.home, "1780", deliveries[0].nyckel[:12])
    assert Ledger(hem.home).all_deliveries()[0].atertagen is not None


@pytest.mark.parametrize(
    "fil, undo",
    [("okand.csv", False), ("abcdef", False), (HALF, True), ("refused.csv", False), ("", False)],
)
def test_what_is_not_there_to_withdraw_is_told_with_what_is(hem, fil, undo):
    lamnar(hem, HALF, "2024-02-01")
    hem.lamnar_text("refused.csv", "fel;rubriker\n1;2\n")
    hem.tar_emot()
    with pytest.raises(IsuError) as error:
        withdraw(hem.home, "1780", fil, undo=undo)
    assert (HALF in str(error.value)) == (not undo)
    assert galler(hem) == "a02"


def test_another_senders_delivery_is_not_touched(hem):
    lamnar(hem, HALF, "2024-02-01")
    with pytest.raises(IsuError):
        withdraw(hem.home, "1784", HALF)
    assert galler(hem) == "a02"
