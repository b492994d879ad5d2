"""Rows whose retention has passed are erased, what was counted of them stands as it was, and nothing else changes."""

import json
import shutil
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import duckdb
import pytest
from typer.testing import CliRunner

from isu import nycklar, valv
from isu.cells import upprepade
from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.declaration.katalog import Katalog
from isu.declaration.leveransplan import Leveransplan, read_leveransplan
from isu.errors import IsuError
from isu.flow import gallra, intag, runda
from isu.flow.gallra import erase_due, to_erase
from isu.flow.gallrat import delivered
from isu.flow.granska import verify
from isu.flow.kryptera import encrypt
from isu.flow.publicera import deliveries_behind
from isu.flow.radera import erase, places
from isu.flow.runda import work_on
from isu.handelser import events
from isu.home import Home
from isu.ledger import Ledger
from isu.leveranslage.gallring import due
from isu.omdome import AVVISAD
from isu.period import ALL_TIME, period
from isu.pipelines import ops_gallra
from isu.pipelines.ops_gallra import gallra_job
from isu.pipelines.resources import Hem as Resurs
from tests.hem import LAMNARE, Hem, fynd

PLAN = """andamal: prov
insamlingar:
  - {namn: Halvår, tabeller: [aktualisering, person], periodtyp: halvar, fran: 2023H1, till: 2025H2, senast_dagar: 30,
     gallras_dagar: 365}
deltagare:
"""
#: The retention of 2023 has passed, that of 2024 has not.
IDAG = date(2025, 2, 1)
#: Cases that were decided in time, and one that was not.
HALVAR = "aktualisering_id | pid | inkom_datum | atgard | atgard_datum\n" + "\n".join(
    f"{{0}}-{n} | p{n // 2} | {{1}}-0{1 + n} | inleds | {{1}}-{10 + 3 * n}" for n in range(6)
)
SOME = ("AKT-01", "AKT-05", "NY-01")
PERIODER = {"2023H1": "2023-02", "2023H2": "2023-09", "2024H1": "2024-03"}


def lamnat(root: Path) -> Hem:
    hem = Hem(root)
    for namn, manad in PERIODER.items():
        hem.lamnar(f"aktualisering_{namn}.csv", HALVAR.format(namn, manad))
        hem.lamnar(f"person_{namn}.csv", "pid | fodelsear\n" + "\n".join(f"p{n} | 2012" for n in range(6)))
    return hem


def little(patched: pytest.MonkeyPatch) -> None:
    """Three indicators, since what is tried here is the same for all; the plan, without declarations of its own."""
    known, plan = runda.indicators, the_plan()
    patched.setattr(gallra, "read_leveransplan", lambda _: plan)
    for module in (runda, gallra, intag):
        patched.setattr(module, "indicators", lambda d: {i: v for i, v in known(d).items() if i in SOME})


@cache
def the_plan() -> Leveransplan:
    with TemporaryDirectory() as folder:
        return plan_of(Path(folder), PLAN)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    little(monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A home before and after 2023 is erased; made once."""
    root = tmp_path_factory.mktemp("gallring")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(intag, "SETTLED_SECONDS", 0.0)
        little(patched)
        hem = lamnat(root / "fore")
        assert work_on(hem.home, LAMNARE).fel is None
        shutil.copytree(root / "fore", root / "efter")
        erase_due(Home(root / "efter"), IDAG, 4)
    return root


@pytest.fixture
def fore(made, tmp_path) -> Home:
    return Home(shutil.copytree(made / "fore", tmp_path / "fore"))


@pytest.fixture
def efter(made, tmp_path) -> Home:
    return Home(shutil.copytree(made / "efter", tmp_path / "efter"))


def cells(home: Home) -> dict[str, bytes]:
    """Also the local ones, and the pairs of a person's events."""
    folder = home.cells(LAMNARE)
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.parquet")}


def told(home: Home, indikator: str) -> dict[str, dict]:
    content = json.loads((home.cells(LAMNARE) / "innehall.json").read_text(encoding="utf-8"))
    return content["indikatorer"][indikator]["perioder"]


def rows(home: Home) -> set[str]:
    """Everything with rows, by its place in the home."""
    kept = (p for top in ("archive", "register", "quarantine") for p in (home.root / top).rglob("*") if p.is_file())
    return {str(p.relative_to(home.root)) for p in kept}


def test_what_is_erased_is_marked_beside_the_published_numbers(fore, efter):
    """`person` has no dates of its own, and so no period to mark."""
    deklaration = load_declarations()
    told = {str(one.tid): one.gallrat for one in delivered(deklaration, deliveries_behind(efter))}
    assert told == {str(period(p).interval): p < "2024" for p in PERIODER}
    assert not any(one.gallrat for one in delivered(deklaration, deliveries_behind(fore)))


def test_what_is_erased_at_home_is_marked_where_the_cells_are_sent(efter, tmp_path):
    """A hub is told of it with the cells, and says the same as if the rows had been erased there."""
    sent = tmp_path / "celler.parquet"
    answer = CliRunner().invoke(
        app, ["cells", "--out", str(sent), "--indikator", "AKT-05", "--home", str(efter.root), "--lamnare", LAMNARE]
    )
    assert answer.exit_code == 0, answer.output
    hub = Hem(tmp_path / "nav")
    hub.lamnar_text("celler.parquet", sent.read_bytes())
    assert work_on(hub.home, LAMNARE).fel is None
    deklaration = load_declarations()
    at_home, there = (delivered(deklaration, deliveries_behind(home)) for home in (efter, hub.home))
    assert sorted(there) == sorted(at_home) and any(one.gallrat for one in there)
    statuses = {p: facts["status"] for p, facts in told(efter, "AKT-05").items()}
    assert {p: facts["status"] for p, facts in told(hub.home, "AKT-05").items()} == statuses


#: From ten days after the end of the half-year the rows are not kept; `arsvis` keeps those of beslut longer.
KORT = """andamal: prov
insamlingar:
  - {namn: Kort, tabeller: [aktualisering, beslut, person], periodtyp: halvar, fran: 2023H1, till: 2024H1,
     senast_dagar: 5, gallras_dagar: 10}
  - {namn: Årsvis, tabeller: [beslut], periodtyp: helar, fran: "2023", till: "2024", senast_dagar: 5,
     gallras_dagar: 400}
  - {namn: Utan gräns, tabeller: [insats], periodtyp: helar, fran: "2023", till: "2024", senast_dagar: 5}
deltagare:
"""


@pytest.mark.parametrize(
    "leverans, idag, gallras",
    [
        ("aktualisering 2023H1", "2023-07-10", "nej"),
        ("aktualisering 2023H1", "2023-07-11", "ja"),
        ("aktualisering 2023", "2023-08-01", "väntar"),  # half of its days are kept
        ("aktualisering 2023", "2024-02-01", "ja"),
        ("aktualisering 2022", "2024-02-01", "nej"),  # the calendar does not ask for it
        ("beslut 2023H1", "2024-02-01", "väntar"),  # the longer retention governs
        ("beslut 2023H1", "2025-02-05", "ja"),
        ("insats 2023H1", "2030-01-01", "nej"),
        ("person all", "2030-01-01", "väntar"),  # in force, and of all time
        ("person all ersatt", "2023-09-01", "nej"),  # replaced: as old as the day it came, 2023-08-01
        ("person all ersatt", "2024-02-01", "ja"),
        ("- - avvisad", "2024-02-01", "väntar"),  # may be of any table, the longest retention too
        ("- - avvisad", "2030-01-01", "väntar"),  # may be of insats, which is kept
        ("aktualisering - avvisad", "2024-02-01", "ja"),
    ],
)
def test_which_deliveries_are_due(tmp_path, leverans, idag, gallras):
    tabell, tid, hur = (*leverans.split(), "")[:3]
    days = {"-": None, "all": ALL_TIME}[tid] if tid in ("-", "all") else period(tid).interval
    d = SimpleNamespace(
        **{"tabell": None if tabell == "-" else tabell, "raderad": None, "gallrad": None, "i_kraft": not hur},
        **{"fran": days and days.fran, "till": days and days.till, "mottagen": datetime(2023, 8, 1)},
        utfall=AVVISAD if hur == "avvisad" else "accepterad",
    )
    found = due(plan_of(tmp_path, KORT), LAMNARE, [d], date.fromisoformat(idag))
    assert {"ja": ((d,), ()), "väntar": ((), (d,)), "nej": ((), ())}[gallras] == (found.leveranser, found.vantar)


def plan_of(folder: Path, text: str) -> Leveransplan:
    place = folder / "egna/schemas/reference"
    place.mkdir(parents=True)
    (place / "leveransplan.yaml").write_text(text, encoding="utf-8")
    return read_leveransplan(replace(load_declarations(), katalog=Katalog(folder / "egna")))


def test_what_is_due_is_shown_first_and_nothing_is_changed(fore):
    before = rows(fore)
    (due,) = to_erase(fore, IDAG)
    assert [(d.tabell, d.fran.year) for d in due.leveranser] == [("aktualisering", 2023), ("person", 2023)] * 2
    done = CliRunner().invoke(app, ["gallra", "--home", str(fore.root)], catch_exceptions=False)
    assert "Inget har gallrats ännu" in done.output and rows(fore) == before
    with pytest.raises(IsuError, match="4 leveranser ska gallras, inte 3"):
        erase_due(fore, IDAG, 3)
    assert rows(fore) == before


def test_the_rows_are_gone_and_every_number_stands(fore, efter):
    gone = {p for p in rows(fore) - rows(efter)}
    assert len(gone) == 8 and rows(efter) < rows(fore)
    assert cells(efter) == cells(fore)
    pairs = efter.cells(LAMNARE) / upprepade.FOLDER / "AKT-01.parquet"
    assert {p[:4] for (p,) in duckdb.sql(f"select period from '{pairs}'").fetchall()} == {"2023", "2024"}
    assert verify(efter) == []


def test_frozen_periods_are_marked_and_the_others_are_not(fore, efter):
    before, after = told(fore, "AKT-05"), told(efter, "AKT-05")
    assert (
        {p for p, facts in after.items() if facts.get("fryst")} == {p for p in before if p.startswith("2023")} != set()
    )
    assert {p: f["status"] for p, f in after.items()} == {p: f["status"] for p, f in before.items()}
    assert after["2024H1"] == before["2024H1"]


def test_nothing_is_counted_again_from_what_is_left(efter):
    before = cells(efter)
    shutil.rmtree(efter.cells(LAMNARE))  # made again from the rows that are left and from what is frozen
    assert work_on(efter, LAMNARE).fel is None
    assert cells(efter) == before


def test_a_longer_delivery_that_waits_gives_no_rows_to_a_frozen_period(tmp_path):
    """The year came first and holds the half-year that governs in it; only the half-year is erased."""
    hem = Hem(tmp_path)
    hem.lamnar("aktualisering_2023.csv", HALVAR.format("ar", "2023-02") + "\n" + senare("ar"))
    assert work_on(hem.home, LAMNARE).fel is None
    hem.lamnar("aktualisering_2023H1.csv", HALVAR.format("2023H1", "2023-03"))
    assert work_on(hem.home, LAMNARE).fel is None
    before = cells(hem.home)
    (found,) = to_erase(hem.home, date(2024, 7, 15))
    assert [len(found.leveranser), len(found.vantar)] == [1, 1]
    erase_due(hem.home, date(2024, 7, 15), 1)
    assert cells(hem.home) == before and verify(hem.home) == []
    frozen = {p for p, facts in told(hem.home, "AKT-05").items() if facts.get("fryst")}
    assert {"2023H1", "2023"} <= frozen and "2023H2" not in frozen


def senare(namn: str) -> str:
    return "\n".join(f"{namn}-s{n} | p{n} | 2023-09-0{1 + n} | inleds | 2023-09-1{n}" for n in range(6))


def test_a_late_correction_is_refused_and_a_new_period_is_taken(efter):
    hem = Hem(efter.root)
    hem.lamnar("aktualisering_2023H2.csv", HALVAR.format("ny", "2023-10"))
    hem.lamnar("aktualisering_2024H2.csv", HALVAR.format("2024H2", "2024-10"))
    refused, taken = work_on(efter, LAMNARE).leveranser
    assert fynd(refused) == {"gallrad_period": 1} and "2023H2" in refused.kvitto["mening"]
    assert taken.i_kraft and told(efter, "AKT-05")["2024H2"]["status"] == "komplett"
    assert verify(efter) == []


def test_another_version_of_an_indicator_has_no_value_of_a_frozen_period(efter):
    own = efter.own / "dbt_like_sql" / "indicators" / "egna" / "AKT-05.sql"
    own.parent.mkdir(parents=True)
    ours = next(Path(__file__).parents[2].glob("dbt_like_sql/indicators/*/AKT-05.sql")).read_text(encoding="utf-8")
    own.write_text(ours.replace('version: "1"', 'version: "99"').replace('version: "2"', 'version: "99"'), "utf-8")
    assert 'version: "99"' in own.read_text(encoding="utf-8")
    assert work_on(efter, LAMNARE).fel is None
    after = told(efter, "AKT-05")
    assert after["2023H1"] == {"status": "ej_komplett", "ungefarlig_alder": False, "gallrad": True}
    assert after["2024H1"]["status"] == "komplett" and periods_with_cells(efter, "AKT-05") == {"2024H1"}
    own.unlink()
    back = Home(efter.root.rename(efter.root.with_name("tillbaka")))
    assert work_on(back, LAMNARE).fel is None
    assert told(back, "AKT-05")["2023H1"]["fryst"] and "2023H1" in periods_with_cells(back, "AKT-05")


def periods_with_cells(home: Home, indikator: str) -> set[str]:
    path = home.cells(LAMNARE) / f"{indikator}.parquet"
    return {p for (p,) in duckdb.sql(f"select distinct period from '{path}'").fetchall() if "H" in p}


def test_a_new_indicator_says_that_the_rows_are_gone(efter):
    own = efter.own / "dbt_like_sql" / "indicators" / "egna" / "NY-01.sql"
    own.parent.mkdir(parents=True)
    ours = next(Path(__file__).parents[2].glob("dbt_like_sql/indicators/*/AKT-05.sql")).read_text(encoding="utf-8")
    own.write_text(ours.replace("id: AKT-05", "id: NY-01"), encoding="utf-8")
    assert work_on(efter, LAMNARE).fel is None
    after = told(efter, "NY-01")
    assert (after["2023H1"]["status"], after["2023H1"]["gallrad"]) == ("ej_rapporterat", True)
    assert after["2024H1"]["status"] == "komplett"


@pytest.mark.parametrize("step", ["record_retention", "_remove_files"])
def test_an_erasure_that_is_cut_off_is_finished_by_the_next(fore, efter, monkeypatch, step):
    def cut_off(*_):
        raise IsuError("avbrutet")

    with monkeypatch.context() as patched:
        patched.setattr(Ledger if step == "record_retention" else gallra, step, cut_off)
        patched.setattr(gallra, "_finish", lambda home: None)
        assert erase_due(fore, IDAG, 4).fel == {LAMNARE: "avbrutet"}
    left = sum(len(g.leveranser) for g in to_erase(fore, IDAG))
    assert left == (4 if step == "record_retention" else 0)
    assert erase_due(fore, IDAG, left).fel == {}
    assert work_on(fore, LAMNARE).fel is None
    assert rows(fore) == rows(efter) and cells(fore) == cells(efter) and verify(fore) == []


def test_an_encrypted_home_is_left_with_the_same(fore, efter, tmp_path, monkeypatch):
    (tmp_path / "nycklar").mkdir(mode=0o700)
    monkeypatch.setenv(nycklar.FOLDER, str(tmp_path / "nycklar"))
    encrypt(fore)
    erase_due(fore, IDAG, 4)
    left = {str(p.relative_to(fore.root)): p for p in valv.secret_files(fore, LAMNARE)}
    assert {valv.sealed_for(p) for p in left.values()} == {LAMNARE}
    assert {name: valv.read(p) for name, p in left.items()} == {
        str(p.relative_to(efter.root)): p.read_bytes() for p in valv.secret_files(efter, LAMNARE)
    }
    assert verify(fore) == []


def test_the_job_in_dagster_shows_first_and_erases_when_told_how_many(fore):
    def job(**chosen: int) -> bool:
        config = {"ops": {"gallringen": {"config": chosen}}}
        return gallra_job.execute_in_process(config, resources={"hem": Resurs(katalog=str(fore.root))}).success

    before = rows(fore)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ops_gallra, "date", SimpleNamespace(today=lambda: IDAG))
        assert job() and rows(fore) == before
        assert job(bekrafta=4) and len(before - rows(fore)) == 8


def test_frozen_cells_that_are_lost_or_changed_are_found(efter):
    (frozen,) = efter.frozen(LAMNARE).iterdir()
    frozen.write_bytes(frozen.read_bytes() + b"x")
    assert ["har ändrats" in fault for fault in verify(efter)] == [True]
    frozen.unlink()
    assert ["saknas" in fault for fault in verify(efter)] == [True]


def test_the_protocol_and_the_log_say_what_was_erased(efter):
    (protocol,) = (efter.steward / "protokoll").iterdir()
    text = protocol.read_text(encoding="utf-8")
    assert "4 leveranser från 1 lämnare, 24 accepterade rader" in text
    assert "1780, leverans 1: aktualisering för 2023H1, 6 rader" in text
    noted = [h.om for h in events(efter) if h.vad == "gallring"]
    assert {"lamnare": LAMNARE, "tabell": "person", "period": "2023H2"} in noted and len(noted) == 4
    page = (efter.outbox(LAMNARE) / "laget.html").read_text(encoding="utf-8")
    assert "<h2>Gallrat</h2>" in page


def test_a_protocol_that_was_never_written_is_written_by_the_next_run(efter):
    (protocol,) = (efter.steward / "protokoll").iterdir()
    text = protocol.read_text(encoding="utf-8")
    protocol.unlink()
    assert erase_due(efter, IDAG, 0).protokoll == protocol
    assert protocol.read_text(encoding="utf-8") == text


def test_to_erase_the_lamnare_erases_what_is_frozen(efter):
    erase(efter, LAMNARE, "avtalet är uppsagt")
    assert not any(place.exists() for place in places(efter, LAMNARE)) and verify(efter) == []
