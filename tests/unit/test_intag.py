"""Taking files: nothing lost, nothing counted twice, a good delivery never lost because of a bad one."""

import errno
import os
import time
from dataclasses import replace

import pytest

from isu.flow import intag
from isu.flow.granska import verify
from isu.flow.laget import unmended
from isu.intake.arrival import StillChanging, hold, left_alone, waiting
from isu.ledger import Ledger
from isu.receipt import regelsidor
from tests.hem import fynd
from tests.spec.tabell import rader

GOOD = "aktualisering_id | inkom_datum\na1 | 2024-02-01\na2 | 2024-03-01"


def test_a_taken_file_is_archived_and_leaves_the_intake_empty(hem):
    path = hem.lamnar("aktualisering_2024H1.csv", GOOD)
    content = path.read_bytes()
    (delivery,) = hem.tar_emot()
    assert (hem.home.archive("1780") / delivery.sha256).read_bytes() == content
    assert not list(hem.home.inbox("1780").iterdir())
    assert not list(hem.home.holding.iterdir())
    assert verify(hem.home) == []


def test_a_refused_file_changes_nothing_and_is_archived_too(hem):
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    hem.tar_emot()
    hem.lamnar_text("aktualisering_2024H1.csv", "fel;rubriker\n1;2\n")
    (refused,) = hem.tar_emot()
    assert refused.utfall == "avvisad"
    assert hem.galler("aktualisering", "aktualisering_id") == rader("aktualisering_id\na1\na2")
    assert (hem.home.archive("1780") / refused.sha256).is_file()
    assert not list(hem.home.inbox("1780").iterdir())
    assert verify(hem.home) == []


def test_a_folder_that_is_no_senders_is_refused_with_a_receipt(hem):
    hem.lamnar("aktualisering_2024H1.csv", GOOD, lamnare="9999")
    (delivery,) = hem.tar_emot("9999")
    assert fynd(delivery) == {"okand_lamnare": 1}
    assert len(list(hem.home.outbox("9999").glob("*.kvitto.html"))) == 1


def test_the_same_bytes_again_are_known(hem):
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    hem.tar_emot()
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    hem.tar_emot()
    assert len(Ledger(hem.home).all_deliveries()) == 1
    assert not list(hem.home.inbox("1780").iterdir())


def test_sending_the_good_file_again_mends_a_refusal(hem):
    """Good, then broken, then the good one once more: nothing is left to mend, and the good one was always in force."""
    for content in (GOOD, None, GOOD):
        if content:
            hem.lamnar("aktualisering_2024H1.csv", content)
        else:
            hem.lamnar_text("aktualisering_2024H1.csv", "fel;rubriker\n1;2\n")
        hem.tar_emot()
        left = len(unmended(Ledger(hem.home).all_deliveries()))
        assert left == (content is None)
    assert hem.galler("aktualisering", "aktualisering_id") == rader("aktualisering_id\na1\na2")


def test_a_refused_file_is_judged_again_when_it_comes_again(hem):
    """Its fault may have been in what was in force then, and not in the file."""
    for _ in range(2):
        hem.lamnar_text("aktualisering_2024H1.csv", "fel;rubriker\n1;2\n")
        hem.tar_emot()
    assert [d.utfall for d in Ledger(hem.home).all_deliveries()] == ["avvisad", "avvisad"]


@pytest.mark.parametrize("step", ["put", "write_receipt", "record"])
def test_cut_off_at_any_step_it_converges(hem, monkeypatch, step):
    """The program dies at a step; the next run ends as if it had not."""
    hem.lamnar("aktualisering_2024H1.csv", GOOD)

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(intag.Ledger if step == "record" else intag, step, killed)
        with pytest.raises(KeyboardInterrupt):
            hem.tar_emot()
    hem.tar_emot()
    (delivery,) = Ledger(hem.home).all_deliveries()
    assert (delivery.accepterade, delivery.i_kraft) == (2, True)
    assert hem.galler("aktualisering", "aktualisering_id") == rader("aktualisering_id\na1\na2")
    assert verify(hem.home) == []


def test_a_disk_that_is_full_leaves_no_receipt_without_the_pages_it_leads_to(hem, monkeypatch):
    hem.lamnar("aktualisering_2024H1.csv", f"{GOOD}\na3 | i maj")
    whole, left = regelsidor.write_whole, [1]

    def written(path, text):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(regelsidor, "write_whole", written)
        with pytest.raises(OSError, match="No space"):
            hem.tar_emot()
    assert Ledger(hem.home).all_deliveries() == []
    (delivery,) = hem.tar_emot()
    assert delivery.kvitto["regler"]
    outbox = hem.home.outbox("1780")
    assert all((outbox / regel["sida"]).is_file() for regel in delivery.kvitto["regler"])
    assert (outbox / "regler" / "index.html").is_file()


def test_a_file_that_changes_while_it_is_read_waits(hem):
    path = hem.lamnar("aktualisering_2024H1.csv", GOOD)
    (arrival,) = waiting(hem.home, "1780")
    path.write_text("nytt innehåll\n")
    with pytest.raises(StillChanging):
        hold(hem.home, arrival, 10**9)
    assert path.is_file()


def test_a_file_just_written_is_given_time_to_settle(hem, monkeypatch):
    slept = []
    monkeypatch.setattr(intag, "SETTLED_SECONDS", 30.0)
    monkeypatch.setattr(time, "sleep", slept.append)
    path = hem.lamnar("aktualisering_2024H1.csv", GOOD)
    os.utime(path)
    hem.tar_emot()
    assert len(slept) == 1 and 0 < slept[0] <= 30


def test_a_link_is_refused_without_being_opened_and_a_folder_is_left_alone(hem, tmp_path):
    secret = tmp_path / "annat.csv"
    secret.write_text("nagot")
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    inbox = hem.home.inbox("1780")
    (inbox / "lank.csv").symlink_to(secret)
    (inbox / "mapp.csv").mkdir()
    os.mkfifo(inbox / "ror.csv")
    told = {d.filnamn: fynd(d) for d in hem.tar_emot()}
    assert told == {
        "aktualisering_2024H1.csv": {"forhandsbedomning_over_14_dagar": 2},
        "lank.csv": {"ej_vanlig_fil": 1},
        "ror.csv": {"ej_vanlig_fil": 1},
    }
    assert [p.name for p in inbox.iterdir()] == ["mapp.csv"] and left_alone(hem.home) == 1
    assert secret.read_text() == "nagot"


def test_a_file_without_end_is_refused_unread(hem):
    """A hundred gigabytes that take no room on the disk. As many bytes are read as the limit says."""
    hem.deklaration = replace(hem.deklaration, granser=replace(hem.deklaration.granser, fil_byte=10**7))
    path = hem.lamnar_text("aktualisering_2024H1.csv", "")
    os.truncate(path, 100 * 10**9)
    (delivery,) = hem.tar_emot()
    assert fynd(delivery) == {"over_granserna": 1}
    assert not list(hem.home.inbox("1780").iterdir()) and not list(hem.home.holding.iterdir())


@pytest.mark.parametrize(
    "namn", ["rad\nbruten_2024H1.csv", "a\x07_2024H1.csv", "x" * 240 + ".csv", "\u202ecsv.exe_2024H1"]
)
def test_a_strange_file_name_is_told_without_its_strange_signs(hem, namn):
    hem.lamnar_text(namn, "aktualisering_id;inkom_datum\na1;2024-02-01\n")
    (delivery,) = hem.tar_emot()
    assert delivery.filnamn.isprintable() and len(delivery.filnamn) <= 200
    assert not list(hem.home.inbox("1780").iterdir())


def test_a_file_whose_name_is_a_number_of_somebody_is_refused_and_named_nowhere(hem):
    hem.lamnar_text("190001012392_2024H1.csv", "aktualisering_id;inkom_datum\na1;2024-02-01\n")
    (delivery,) = hem.tar_emot()
    assert fynd(delivery) == {"identitet_i_filnamnet": 1} and not delivery.bevarad
    assert "190001012392" not in delivery.filnamn + delivery.ankomst + str(delivery.kvitto)
    assert not [p for p in hem.home.root.rglob("*") if "190001012392" in p.name]
    assert verify(hem.home) == []


def test_left_of_the_wall_only_the_owner_may_enter(hem):
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    hem.tar_emot()
    for folder in (hem.home.register("aktualisering", "1780"), hem.home.archive("1780")):
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "harm, told",
    [
        (lambda home, d: (home.archive("1780") / d.sha256).write_bytes(b"annat"), "arkiverade filen har ändrats"),
        (lambda home, d: (home.archive("1780") / d.sha256).unlink(), "saknas i arkivet"),
        (lambda home, d: _rows(home, d).unlink(), "registerfilen saknas"),
        (lambda home, d: _rows(home, d).write_bytes(b"PAR1"), "registerfilen har ändrats"),
        (lambda home, d: _rows(home, d).with_name("annan.parquet").write_bytes(b""), "hör inte till någon leverans"),
        (lambda home, d: [p.unlink() for p in home.outbox("1780").glob("*.kvitto.json")], "kvittot saknas"),
    ],
)
def test_verify_finds_the_harm_and_names_the_place(hem, harm, told):
    hem.lamnar("aktualisering_2024H1.csv", GOOD)
    (delivery,) = hem.tar_emot()
    harm(hem.home, delivery)
    (fault,) = verify(hem.home)
    assert told in fault


def _rows(home, delivery):
    return home.register("aktualisering", "1780") / f"{delivery.nyckel}.parquet"
