"""Editions and releases through the flow: immutable, recorded, traceable to the deliveries they rest on."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.flow import intag, publicera
from isu.flow.granska import verify
from isu.flow.runda import work_on
from isu.home import Home
from isu.ledger import Ledger, Leverans
from tests.hem import Hem
from tests.land import a_small_country

ROWS = "\n".join(f"a{i} | 2024-02-0{1 + i % 9} | inleds | 2024-02-1{i % 9} | 1 | 10" for i in range(40))
PLAN = """
andamal: uppföljning
insamlingar:
deltagare:
utgavor:
  - {namn: 2024H1, synpunkter_senast: 2024-10-15}
"""
GOOD = f"aktualisering_id | inkom_datum | atgard | atgard_datum | kon | alder\n{ROWS}"


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A home whose working edition rests on one delivery; every test has a copy."""
    hem = Hem(tmp_path_factory.mktemp("publicerat"))
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intag, "SETTLED_SECONDS", 0.0)
        assert work_on(hem.home, "1780").fel is None
    publicera.renew_edition(hem.home)
    return hem.home.root


@pytest.fixture
def edition(published, tmp_path) -> Hem:
    return Hem(shutil.copytree(published, tmp_path / "hem", copy_function=shutil.copy2))


def value(folder) -> dict:
    """AKT-02 of the kommun, both kön, all ages."""
    rows = pq.read_table(folder / "indikatorer.parquet").to_pylist()
    wanted = {"indikator": "AKT-02", "omrade": "1780", "period": "2024H1", "kon": "T", "aldersgrupp": "alla"}
    (row,) = [r for r in rows if wanted.items() <= r.items()]
    return row


def test_a_release_is_the_edition_and_knows_its_deliveries(edition):
    folder = publicera.make_release(edition.home, "2024H1")
    assert (value(folder)["n"], value(folder)["varde"], value(folder)["status"]) == (40, 100.0, "visas")
    (release,) = Ledger(edition.home).releases()
    assert [link.ordning for link in release.leveranser] == [d.ordning for d in Ledger(edition.home).in_force()]
    assert (edition.home.releases / "latest").resolve() == folder
    assert verify(edition.home) == []


def isu(hem: Hem, *words: str) -> str:
    answer = CliRunner().invoke(app, [*words, "--home", str(hem.home.root)])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_correction_of_two_persons_waits_for_the_yearly_revision(tmp_path, monkeypatch):
    """1780 delivers 40, then 42. What two releases differ by would tell of the two."""
    monkeypatch.setattr(intag, "SETTLED_SECONDS", 0.0)
    hem = Hem(a_small_country(Home(tmp_path), ("1780",)).root)
    releases = hem.home.releases
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    isu(hem, "run")
    assert "revideras_senare" not in isu(hem, "release", "2024H1")

    two_more = "".join(f"\na{i} | 2024-02-01 | inleds | 2024-02-10 | 1 | 10" for i in (40, 41))
    hem.lamnar("aktualisering_2024H1.csv", GOOD + two_more)
    isu(hem, "run")
    told = isu(hem, "release", "2024H2")
    assert "står som de gavs ut förut (revideras_senare)" in told and "väntar på årsrevisionen (--revision)" in told
    assert [
        (value(releases / namn)["n"], value(releases / namn)["revideras_senare"]) for namn in ("2024H1", "2024H2")
    ] == [(40, False), (40, True)]

    assert "väntar på årsrevisionen" not in isu(hem, "release", "2024-rev", "--revision")
    row = value(releases / "2024-rev")
    assert (row["n"], row["revideras_senare"]) == (42, False)
    assert pq.read_schema(releases / "2024-rev" / "indikatorer.parquet").metadata[b"revision"] == b"ja"


def test_the_lamnare_finds_its_values_before_the_release_and_its_report_after_it(edition):
    plan = edition.home.own / "schemas/reference/leveransplan.yaml"
    plan.parent.mkdir(parents=True)
    plan.write_text(PLAN, encoding="utf-8")
    outbox, home = edition.home.outbox("1780"), ["--home", str(edition.home.root)]
    told = CliRunner().invoke(app, ["report", *home])
    assert told.exit_code == 0 and "2024H1 ligger hos 1 lämnare, synpunkter senast 2024-10-15" in told.output
    assert {path.name for path in (outbox / "preliminart/2024H1").iterdir()} == {"preliminart.html", "tabeller.xlsx"}

    released = CliRunner().invoke(app, ["release", "2024H1", *home])
    assert released.exit_code == 0 and "Rapporten om 2024H1 ligger hos 1 lämnare" in released.output
    report = {path.name for path in (outbox / "rapporter/2024H1").iterdir()}
    assert report == {"rapport.html", "tabeller.html", "tabeller.xlsx"}
    assert not (outbox / "preliminart/2024H1").exists()
    assert CliRunner().invoke(app, ["report", *home]).exit_code == 1, "no other release is planned"


def test_a_release_never_changes(edition):
    folder = publicera.make_release(edition.home, "2024H1")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    edition.lamnar("aktualisering_2024H1.csv", GOOD.replace("2024-02-01", "2024-02-02"))
    work_on(edition.home, "1780")
    publicera.renew_edition(edition.home)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    with pytest.raises(IsuError, match="finns redan"):
        publicera.make_release(edition.home, "2024H1")


def test_the_name_of_a_release_whose_folder_is_gone_is_not_taken_again(edition):
    folder = publicera.make_release(edition.home, "2024H1")
    for path in (edition.home.releases, folder):
        path.chmod(0o755)
    shutil.rmtree(folder)
    with pytest.raises(IsuError, match="står i liggaren, men dess katalog finns inte kvar"):
        publicera.make_release(edition.home, "2024H1")
    assert not folder.exists()


def test_a_release_cut_off_before_it_was_recorded_is_recorded_the_next_time(edition, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(publicera.Ledger, "record_release", _killed)
        with pytest.raises(KeyboardInterrupt):
            publicera.make_release(edition.home, "2024H1")
    publicera.make_release(edition.home, "2024H1")
    assert [r.namn for r in Ledger(edition.home).releases()] == ["2024H1"]
    assert verify(edition.home) == []


def _killed(*_, **__):
    raise KeyboardInterrupt


def test_one_row_more_than_the_last_release_had_waits_until_a_revision_is_declared(edition, monkeypatch):
    one = {"AKT-02": publicera.indicators(load_declarations(edition.home))["AKT-02"]}
    monkeypatch.setattr(publicera, "indicators", lambda _: one)
    publicera.renew_edition(edition.home)
    publicera.make_release(edition.home, "2024H1")
    edition.lamnar("aktualisering_2024H1.csv", f"{GOOD}\na40 | 2024-02-01 | inleds | 2024-02-10 | 1 | 10")
    work_on(edition.home, "1780")
    found = [value(publicera.make_release(edition.home, namn, "rev" in namn)) for namn in ("2024H1.2", "2024.rev")]
    assert [(row["n"], row["revideras_senare"]) for row in found] == [(40, True), (41, False)]
    assert publicera.printed(edition.home).namn == ("2024.rev", "2024H1.2", "2024H1")


def test_verify_finds_a_changed_release(edition):
    folder = publicera.make_release(edition.home, "2024H1")
    (folder / "README.md").chmod(0o644)
    (folder / "README.md").write_text("ändrad")
    assert any("README.md" in fault for fault in verify(edition.home))


def test_the_edition_is_stale_until_it_is_renewed(edition):
    assert not publicera.edition_is_stale(edition.home)
    edition.lamnar("aktualisering_2024H2.csv", GOOD.replace("2024-02", "2024-09"))
    work_on(edition.home, "1780")
    assert publicera.edition_is_stale(edition.home)
    publicera.renew_edition(edition.home)
    assert not publicera.edition_is_stale(edition.home)


def test_a_release_of_an_edition_that_lags_behind_is_made_of_what_is_in_force(edition):
    edition.lamnar("aktualisering_2024H2.csv", GOOD.replace("2024-02", "2024-09"))
    work_on(edition.home, "1780")
    folder = publicera.make_release(edition.home, "2024H2")
    assert len((folder / "leveranser.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert not publicera.edition_is_stale(edition.home)


def test_no_release_is_made_while_the_cells_keep_changing(edition, monkeypatch):
    states = iter(range(100))
    monkeypatch.setattr(publicera, "cells_state", lambda home: str(next(states)))
    with pytest.raises(IsuError, match="ändras just nu"):
        publicera.make_release(edition.home, "2024H1")
    assert not (edition.home.releases / "2024H1").exists()


def test_a_refused_delivery_leaves_the_edition_as_it_was(edition):
    before = (edition.home.edition / "indikatorer.parquet").read_bytes()
    edition.lamnar_text("aktualisering_2024H1.csv", "fel;rubriker\n1;2\n")
    work_on(edition.home, "1780")
    publicera.renew_edition(edition.home)
    assert (edition.home.edition / "indikatorer.parquet").read_bytes() == before


def test_no_release_rests_on_a_delivery_whose_rows_do_not_add_up(edition, monkeypatch):
    monkeypatch.setattr(Leverans, "adds_up", False)
    with pytest.raises(IsuError, match="raderna går inte ihop i leverans 1 från 1780"):
        publicera.make_release(edition.home, "2024H1")
    assert not (edition.home.releases / "2024H1").exists()
