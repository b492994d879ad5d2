"""What a lämnare finds in its outbox: its report on a release, and its preliminary values before one."""

import html
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from isu.errors import IsuError
from isu.flow import rapporter
from isu.flow.rapporter import refuse_in_advance, refuse_nothing_to_send, send_preliminary, send_reports
from isu.home import Home
from isu.rapport import bok
from isu.rapport.ord import amount
from isu.release import make_release
from tests.spec.publication.slappt import nation

#: 1780 has become surely worse; 1880 has three in a period of its own, and nothing since; 1885 has a zero.
CELLER = """
lamnare | period | kon | utfall | antal
1715    | 2024H1 | 1   | true   | 100
1715    | 2024H1 | 1   | false  | 100
1780    | 2024H1 | 2   | true   | 180
1780    | 2024H1 | 2   | false  | 20
1780    | 2024H2 | 2   | true   | 90
1780    | 2024H2 | 2   | false  | 90
1880    | 2023H2 | 1   | true   | 3
1885    | 2024H1 | 2   | true   | 40
1885    | 2024H1 | 2   | false  | 60
1885    | 2024H2 | 1   | false  | 60
"""
PLAN = """
andamal: uppföljning
insamlingar:
deltagare:
utgavor:
  - {namn: 2025.1, synpunkter_senast: 2025-10-15}
  - {namn: "2024.2", synpunkter_senast: 2025-03-31}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    """A home with a release whose reports have been sent."""
    home = nation(tmp_path_factory.mktemp("hem"), CELLER).home
    make_release(home, "2024.1")
    assert set(send_reports(home, "2024.1").lamnare) == {"1715", "1780", "1880", "1885"}
    return home


def report(home: Home, lamnare: str) -> Path:
    return home.outbox(lamnare) / "rapporter" / "2024.1"


def text(page: Path) -> str:
    body = page.read_text("utf-8").partition("<body>")[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def sheet(home: Home, lamnare: str, name: str) -> pl.DataFrame:
    return pl.read_excel(report(home, lamnare) / "tabeller.xlsx", sheet_name=name, infer_schema_length=None)


def test_a_sure_difference_is_told_with_its_uncertainty_and_what_is_lacking_in_words(home):
    told = text(report(home, "1780") / "rapport.html")
    assert "50,0 %" in told and "osäkerhet 42,8–57,2" in told
    assert "Lägre än jan–jun 2024 (90,0 %): skillnaden är 40,0 procentenheter, osäkerhet 31,2–48,0." in told


def test_where_nothing_is_sure_the_page_says_so(home):
    told = text(report(home, "1880") / "rapport.html")
    assert "Inget går att säga säkert" in told and "Det går inte att säga: inget tal gick att jämföra" in told
    assert "inte rapporterat (1)." in told


def test_suppressed_missing_and_zero_are_never_the_same(home):
    for lamnare, period, word in (
        ("1880", "2023H2", "visas inte, av hänsyn till enskilda"),
        ("1880", "2024H2", "inte rapporterat"),
        ("1885", "2024H2", "noll"),
    ):
        whole = {"Period": period, "Kön": "alla", "Ålder": "alla", "Mått": "Andel i procent"}
        rows = sheet(home, lamnare, "Alla tal").filter(**whole)
        assert rows["I ord"].to_list() == [word]
        assert rows["Värde"].to_list() == [0.0 if word == "noll" else None]


def test_nobody_elses_numbers_are_there_but_those_compared_with(home):
    for lamnare, others in (("1780", {"1715", "1880", "1885"}), ("1880", {"1715", "1780", "1885"})):
        for page in report(home, lamnare).glob("*.html"):
            assert not others & set(re.findall(r"\b\d{4}\b", text(page)))
        against = sheet(home, "1780", "Jämförelser")["Jämfört med"].to_list()
        assert set(against) <= {"riket", "17", "kommungruppen B3", "2023H2", "2024H1"}


def test_a_comparison_says_its_class_or_why_there_is_none(home):
    rows = sheet(home, "1780", "Jämförelser").filter(Period="2024H2", Mått="Andel i procent")
    assert dict(rows.select("Jämfört med", "Bedömning").iter_rows()) == {
        "riket": "ingen säker skillnad",
        "17": "referensen är kommunen själv",
        "kommungruppen B3": "referensen är kommunen själv",
        "2024H1": "lägre",
    }


def test_the_same_release_gives_the_same_bytes(home):
    before = {path.name: path.read_bytes() for path in report(home, "1780").iterdir()}
    send_reports(home, "2024.1")
    assert {path.name: path.read_bytes() for path in report(home, "1780").iterdir()} == before


def test_a_failure_of_one_stops_no_other_and_leaves_what_it_had(home, monkeypatch):
    before = (report(home, "1780") / "rapport.html").read_bytes()
    real = bok.write_book

    def failing(path, about, blad):
        if "1780" in str(path):
            raise OSError("broken: 123")
        real(path, about, blad)

    monkeypatch.setattr(bok, "write_book", failing)
    sent = send_reports(home, "2024.1")
    assert set(sent.lamnare) == {"1715", "1880", "1885"} and set(sent.fel) == {"1780"}
    assert "123" not in sent.fel["1780"]
    assert (report(home, "1780") / "rapport.html").read_bytes() == before
    assert [path.name for path in (home.outbox("1780") / "rapporter").iterdir()] == ["2024.1"]


def test_no_cell_of_the_workbook_is_a_formula(tmp_path):
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]
    bok.write_book(tmp_path / "b.xlsx", dangerous, {"Blad": (["A"], [[d] for d in dangerous])})
    for name, had in (("Läs mig", False), ("Blad", True)):
        found = pl.read_excel(tmp_path / "b.xlsx", sheet_name=name, has_header=had, infer_schema_length=None)
        assert all(value.startswith("'") for value in found.to_series())


@pytest.fixture(scope="module")
def planned(home) -> Home:
    place = home.own / "schemas/reference/leveransplan.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(PLAN, encoding="utf-8")
    sent = send_preliminary(home)
    assert (sent.vad, sent.senast) == ("Preliminära värden inför 2024.2", date(2025, 3, 31)), (
        "of those not made the one that comes first"
    )
    return home


def preliminary(home: Home) -> str:
    return text(home.outbox("1780") / "preliminart" / "2024.2" / "preliminart.html")


def test_the_last_day_is_that_of_the_calendar(planned):
    assert "Synpunkter senast 2025-03-31" in preliminary(planned)


def test_own_numbers_beside_the_last_release_and_what_to_look_at(planned):
    assert "50,0 %" in preliminary(planned) and "jul–dec 2024 i 2024.1" in preliminary(planned)
    assert "är 50,0 % jul–dec 2024, lägre än jan–jun 2024 (90,0 %). Stämmer det?" in preliminary(planned)


def test_of_larger_areas_nothing(planned):
    """Seen again and again they would tell what others have corrected."""
    assert "riket" not in preliminary(planned).lower()
    book = planned.outbox("1780") / "preliminart" / "2024.2" / "tabeller.xlsx"
    assert list(pl.read_excel(book, sheet_id=0)) == ["Läs mig", "Alla tal"]


def test_what_has_not_changed_is_left_alone(planned):
    path = planned.outbox("1780") / "preliminart" / "2024.2"
    before = path.stat().st_ino
    send_preliminary(planned)
    assert path.stat().st_ino == before


def test_there_is_no_release_until_the_last_day_has_passed(planned):
    with pytest.raises(IsuError, match="till och med 2025-03-31.*--i-fortid"):
        refuse_in_advance(planned, "2024.2", date(2025, 3, 31))
    refuse_in_advance(planned, "2024.2", date(2025, 4, 1))
    refuse_in_advance(planned, "not in the calendar", date(2025, 3, 31))


def test_they_go_when_the_release_is_made_and_the_next_is_what_is_coming(planned):
    make_release(planned, "2024.2")
    rapporter.Ledger(planned).record_release("2024.2", date(2025, 4, 1), {}, [])
    send_reports(planned, "2024.2")
    assert not (planned.outbox("1780") / "preliminart" / "2024.2").exists()
    assert rapporter.next_release(planned).namn == "2025.1"


def test_a_slip_of_the_pen_in_the_calendar_is_told_and_stops_nothing(tmp_path):
    home = nation(tmp_path).home
    place = home.own / "schemas/reference/leveransplan.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(PLAN.replace("2025-10-15", "i höst"), encoding="utf-8")
    assert "i höst är inget datum" in send_preliminary(home).fel["leveransplan.yaml"]


def test_without_a_planned_release_nothing_is_sent_and_the_answer_says_what_to_write(tmp_path):
    home = nation(tmp_path).home
    with pytest.raises(IsuError, match="synpunkter_senast"):
        refuse_nothing_to_send(send_preliminary(home))
    assert not home.outbox("1780").exists()


@pytest.mark.parametrize(
    ("matt", "value", "enhet", "text"),
    [
        ("andel", 4.5, None, "4,5 %"),
        ("median", 57.0, "dagar", "57,0 dagar"),
        ("medel", 1234.5, None, "1 234,5"),
        ("antal", 1234.0, "dagar", "1 234"),
        ("forandring", -2.0, "dagar", "−2,0"),
    ],
)
def test_a_number_has_its_unit_where_the_measure_is_in_it(matt, value, enhet, text):
    assert re.sub(r"\s", " ", amount(matt, value, enhet)) == text
