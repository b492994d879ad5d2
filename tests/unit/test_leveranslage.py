"""The delivery calendar against what has come: one square per lämnare, table and period.

A delivery is written as `lämnare tabell period verdict`; a square as `lämnare tabell period how-it-stands`.
"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.declaration.katalog import Katalog
from isu.declaration.leveransplan import read_leveransplan
from isu.errors import DeclarationError
from isu.flow.leveranslage import renew
from isu.home import Home
from isu.leveranslage import page, page_data, reminder, squares
from isu.period import ALL_TIME, period
from tests.hem import Hem

PLAN = """
andamal: uppföljning
insamlingar:
  - namn: Barn och unga
    tabeller: [utredning, person]
    periodtyp: halvar
    fran: 2024H1
    till: 2024H2
    senast_dagar: 45
deltagare:
  "0114": {avtal: 2024-02-01}
  "1780": {avtal: 2024-02-01, till: 2024-12-31}
"""


@pytest.fixture
def plan(tmp_path):
    return lambda text=PLAN: _plan(tmp_path, text)


def _plan(folder: Path, text: str):
    place = folder / "egna/schemas/reference"
    place.mkdir(parents=True, exist_ok=True)
    (place / "leveransplan.yaml").write_text(text, encoding="utf-8")
    return read_leveransplan(replace(load_declarations(), katalog=Katalog(folder / "egna")))


def deliveries(text: str) -> list[SimpleNamespace]:
    """`person` covers all time; a period of `-` is a refused file whose time was never known."""
    return [_delivery(i, *line.split()) for i, line in enumerate(text.strip().splitlines(), 1)] if text.strip() else []


def _delivery(ordning: int, lamnare: str, tabell: str, tid: str, utfall: str = "accepterad") -> SimpleNamespace:
    interval = None if tid == "-" else ALL_TIME if tabell == "person" else period(tid).interval
    fran, till = (interval.fran, interval.till) if interval else (None, None)
    return SimpleNamespace(ordning=ordning, lamnare=lamnare, tabell=tabell, fran=fran, till=till, utfall=utfall)


def told(rutor) -> set[str]:
    return {f"{r.lamnare} {r.tabell} {r.period} {r.lage}" for r in rutor}


def test_the_last_day_decides_between_awaited_and_late(plan):
    # 45 days after 30 June is 14 August.
    on_the_day, the_day_after = (squares(plan(), [], [], date(2024, 8, d)) for d in (14, 15))
    assert "1780 utredning 2024H1 vantas" in told(on_the_day)
    assert "1780 utredning 2024H1 sen" in told(the_day_after)


def test_a_period_is_expected_from_the_day_after_its_end(plan):
    assert squares(plan(), [], [], date(2024, 6, 30)) == []
    assert {r.period for r in squares(plan(), [], [], date(2024, 7, 1))} == {"2024H1"}


CASES = {
    "what covers the period is received": ("1780 utredning 2024H1", "", "mottagen"),
    "a longer delivery covers it too": ("1780 utredning 2024", "", "mottagen"),
    "months that follow each other cover it": (
        "\n".join(f"1780 utredning 2024-0{m}" for m in range(1, 7)),
        "",
        "mottagen",
    ),
    "a part of it does not": ("1780 utredning 2024K1", "", "ofullstandig"),
    "rows set aside are told": ("1780 utredning 2024H1 delvis_accepterad", "", "delvis"),
    "a refused file is told before a missing one": ("", "1780 utredning 2024H1 avvisad", "avvisad"),
    "also one whose time was never known": ("", "1780 utredning - avvisad", "avvisad"),
    "a refused file of another period is not": ("", "1780 utredning 2023H1 avvisad", "sen"),
    "another lämnare's file helps nobody": ("0114 utredning 2024H1", "", "sen"),
}


@pytest.mark.parametrize("name", CASES)
def test_how_a_square_stands(name, plan):
    in_force, refused, lage = CASES[name]
    rutor = squares(plan(), deliveries(in_force), deliveries(refused), date(2024, 9, 1))
    assert f"1780 utredning 2024H1 {lage}" in told(rutor)


def test_a_table_without_dates_covers_every_period(plan):
    rutor = squares(plan(), deliveries("1780 person 2023H1"), [], date(2024, 9, 1))
    assert "1780 person 2024H1 mottagen" in told(rutor)


def test_nothing_is_asked_for_when_the_last_day_lies_outside_the_agreement(plan):
    # The last day of 2024H2 is 14 February 2025; the agreement of 1780 ends with 2024.
    rutor = squares(plan(), [], [], date(2025, 6, 1))
    assert {r.lamnare for r in rutor if r.period == "2024H2"} == {"0114"}


def test_what_nobody_asked_for_is_told(plan):
    came = deliveries(
        """
        1780 utredning 2024H1
        1780 utredning 2023H1
        1780 insats    2024H1
        0180 utredning 2024H1
        """
    )
    rutor = squares(plan(), came, [], date(2024, 9, 1))
    assert {r for r in told(rutor) if r.endswith("ovantad")} == {
        "1780 utredning 2023H1 ovantad",
        "1780 insats 2024H1 ovantad",
        "0180 utredning 2024H1 ovantad",
    }


def test_the_reminder_names_what_is_due_and_nothing_else(plan):
    rutor = squares(plan(), deliveries("1780 person 2024H1"), [], date(2024, 9, 1))
    text = reminder("1780", "Karlstad", rutor, date(2024, 9, 1))
    assert "Påminnelse till Karlstad (1780)" in text
    assert "- utredning för 2024H1, senast 2024-08-14: har inte kommit" in text and "person" not in text
    assert reminder("1780", "Karlstad", rutor, date(2024, 8, 14)) is None


@pytest.mark.parametrize(
    "wrong, instead, says",
    [
        ("utredning, person", "utredning, person, xyz", "tabellen xyz är okänd. Tillåtet är"),
        ('"0114": {avtal', '"9999": {avtal', "lämnaren 9999 finns inte i lamnare.csv"),
        ("fran: 2024H1", "fran: 2024", "2024 är ingen period av typen halvar"),
        ("till: 2024H2", "till: 2023H2", "2023H2 ligger före 2024H1"),
        ("periodtyp: halvar", "periodtyp: vecka", "periodtypen vecka är okänd"),
        ("senast_dagar: 45", "senast_dagar: snart", "ett antal dagar"),
        ("avtal: 2024-02-01}", "avtal: i fjol}", "i fjol är inget datum"),
        ("    senast_dagar: 45\n", "", "fältet senast_dagar saknas"),
        ("45\n", '45\n    deltagare: ["0180"]\n', "deltagaren 0180 är okänd"),
    ],
)
def test_a_calendar_that_cannot_be_read_says_where_and_why(wrong, instead, says, plan):
    assert wrong in PLAN
    with pytest.raises(DeclarationError, match=r"leveransplan.yaml, rad \d+") as error:
        plan(PLAN.replace(wrong, instead, 1))
    assert says in str(error.value)


def test_an_empty_calendar_expects_nothing_and_the_page_says_so(plan):
    data = page_data(plan("andamal: a\ninsamlingar:\ndeltagare:\n"), {}, [], [], {}, date(2024, 9, 1))
    assert "Ingen leveransplan väntar sig något ännu" in page(data)


def test_the_page_and_the_reminders_follow_what_comes_in(tmp_path):
    hem = Hem(tmp_path)
    place = tmp_path / "egna/schemas/reference"
    place.mkdir(parents=True)
    (place / "leveransplan.yaml").write_text(PLAN, encoding="utf-8")
    hem.lamnar("utredning_2024H1.csv", "utredning_id | pid | inledd_datum\nu1 | p1 | i våras")  # too many faulty rows
    hem.tar_emot()
    stood = renew(Home(tmp_path), date(2024, 9, 1))
    assert stood["antal"]["avvisad"] == 1 and len(stood["trasigt"]) == 1
    shown = (tmp_path / "steward/leveranslage.html").read_text(encoding="utf-8")
    receipt = stood["trasigt"][0]["kvitto"]
    assert f'href="{receipt}"' in shown and (tmp_path / "steward" / receipt).is_file()
    assert "kom men togs inte emot" in (tmp_path / "outbox/1780/paminnelse.txt").read_text(encoding="utf-8")

    hem.lamnar("utredning_2024H1.csv", "utredning_id | pid | inledd_datum\nu1 | p1 | 2024-02-03")
    hem.lamnar("person.csv", "pid\np1")
    hem.tar_emot()
    stood = renew(Home(tmp_path), date(2024, 9, 1))
    assert stood["antal"]["mottagen"] == 2 and stood["trasigt"] == []
    assert not (tmp_path / "outbox/1780/paminnelse.txt").exists()
    assert json.loads((tmp_path / "steward/leveranslage.json").read_text(encoding="utf-8")) == stood


def test_the_command_names_who_is_not_done_and_with_what(tmp_path):
    _plan(tmp_path, PLAN)
    hem = Hem(tmp_path)
    hem.lamnar("person.csv", "pid\np1")
    hem.tar_emot()
    told = CliRunner().invoke(app, ["expected", "--home", str(tmp_path)]).stdout
    assert "Barn och unga, 2024H1, senast 2024-08-14: 0 lämnare är klara, 2 inte" in told
    assert "  1780 Karlstad: försenad utredning\n" in told
