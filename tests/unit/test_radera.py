"""Everything of one lämnare is erased: nothing of it is left on the disk, the others stand, the ledger remembers."""

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.errors import IsuError
from isu.flow import publicera
from isu.flow.atertag import withdraw
from isu.flow.granska import verify
from isu.flow.laget import unmended
from isu.flow.publicera import make_release, renew_edition
from isu.flow.radera import erase, places
from isu.flow.runda import work_on
from isu.ledger import Ledger

ONE = "aktualisering_id | inkom_datum\na{0} | 2024-02-01"
FAULTY = "aktualisering_id | inkom_datum\na1 | 2024-02-01\na2 | i våras"


@pytest.fixture
def two(hem):
    """Two lämnare, one of them with an accepted, a partly accepted and a refused delivery."""
    hem.lamnar("aktualisering_2024H1.csv", ONE.format(1))
    hem.lamnar("aktualisering_2023H1.csv", ONE.format(2).replace("2024", "2023"))
    hem.lamnar_text("insats_2024H1.csv", "a;b\n1;2\n")
    hem.lamnar("aktualisering_2024H1.csv", ONE.format(1), lamnare="0114")
    assert [work_on(hem.home, lamnare).fel for lamnare in ("1780", "0114")] == [None, None]
    return hem


def all_files(hem) -> set[str]:
    left = ("intake", "archive", "register", "quarantine", "cells", "outbox")
    return {str(p) for top in left for p in (hem.home.root / top).rglob("*") if p.is_file()}


def test_nothing_of_it_is_left_and_the_other_is_untouched(two):
    other = {path for path in all_files(two) if "0114" in path}
    erase(two.home, "1780", "avtalet är uppsagt")
    assert all_files(two) == other and other
    assert not any(place.exists() for place in places(two.home, "1780"))
    assert verify(two.home) == []


def test_the_ledger_remembers_that_it_came_and_that_it_is_erased(two):
    erase(two.home, "1780", "avtalet är uppsagt")
    own = Ledger(two.home).all_deliveries("1780")
    assert len(own) == 3 and all(d.raderad and d.sha256 and not d.i_kraft and not d.bevarad for d in own)
    assert unmended(own) == []


def test_the_protocol_says_what_was_erased_and_why(two):
    text = erase(two.home, "1780", "avtalet är uppsagt").read_text(encoding="utf-8")
    assert "Karlstad (1780)" in text and "Skäl: avtalet är uppsagt" in text
    assert "3 leveranser med 2 accepterade rader" in text


def test_a_protocol_that_was_never_written_is_written_by_erasing_once_more(two):
    protocol = erase(two.home, "1780", "avtalet är uppsagt")
    text = protocol.read_text(encoding="utf-8")
    protocol.unlink()
    assert erase(two.home, "1780", "avtalet är uppsagt") == protocol
    assert protocol.read_text(encoding="utf-8") == text
    with pytest.raises(IsuError, match="Det finns inget"):
        erase(two.home, "1780", "avtalet är uppsagt")


def test_what_comes_back_to_the_disk_is_found(two):
    erase(two.home, "1780", "avtalet är uppsagt")
    stray = two.home.archive("1780") / "kopia"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    assert verify(two.home) == [
        f"Filen {stray} hör inte till någon leverans i liggaren, eller är en som inte får sparas."
    ]


def test_an_erased_delivery_cannot_be_taken_back_into_force_but_may_be_delivered_anew(two):
    erase(two.home, "1780", "avtalet är uppsagt")
    with pytest.raises(IsuError, match="Ingen återtagen leverans"):
        withdraw(two.home, "1780", "aktualisering_2024H1.csv", undo=True)
    two.lamnar("aktualisering_2024H1.csv", ONE.format(1))
    (again,) = two.tar_emot()
    assert again.i_kraft and verify(two.home) == []


def test_the_sums_behind_a_release_stay_and_bind_the_next_one(two, monkeypatch):
    """Without them the nation of the next release, less that of the first, would be what was withheld of 1780."""
    for name in ("indicators", "measures"):
        every = getattr(publicera, name)
        monkeypatch.setattr(publicera, name, lambda d, every=every: {i: every(d)[i] for i in ("AKT-01", "AKT-05")})
    renew_edition(two.home)
    make_release(two.home, "ett")
    kept = {p: p.read_bytes() for p in two.home.printed.rglob("*") if p.is_file()}
    text = erase(two.home, "1780", "avtalet är uppsagt").read_text(encoding="utf-8")
    assert kept == {p: p.read_bytes() for p in two.home.printed.rglob("*") if p.is_file()}
    of_each = {f"{i}{part}.parquet" for i in ("AKT-01", "AKT-05") for part in ("", ".block")}
    assert {p.name for p in kept} == {"rader.parquet", *of_each}
    assert "Summorna bakom dem (utgivet/) ligger också kvar" in text
    later = pq.ParquetFile(make_release(two.home, "tva") / "indikatorer.parquet")
    assert later.schema_arrow.metadata[b"bunden_av"] == b'["ett"]'
    of_1780 = later.read().filter(pc.field("omrade") == "1780")
    assert set(of_1780["status"].to_pylist()) == {"ej_rapporterat"} and verify(two.home) == []


@pytest.mark.parametrize(
    "words, says",
    [
        (["1780", "--skal", "x"], "Bekräfta med --bekrafta 1780"),
        (["1780", "--bekrafta", "1780"], "Skriv varför"),
        (["1441", "--skal", "x", "--bekrafta", "1441"], "inget från 1441 att radera"),
    ],
)
def test_it_is_not_done_by_mistake(words, says, two):
    before = all_files(two)
    done = CliRunner().invoke(app, ["erase", *words, "--home", str(two.home.root)])
    assert says in str(done.exception) and all_files(two) == before
