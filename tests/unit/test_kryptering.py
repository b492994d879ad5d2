"""An encrypted home: the same results as a plain one, nothing to read without the keys, and a lämnare at a time."""

import os
import shutil
from pathlib import Path

import pytest

from isu import nycklar, valv
from isu.errors import IsuError
from isu.flow import intag, publicera
from isu.flow.granska import verify
from isu.flow.kryptera import encrypt
from isu.flow.publicera import renew_edition
from isu.flow.radera import erase
from isu.flow.runda import work_on
from isu.home import Home
from tests.hem import Hem

SENDERS = ("0114", "1780")
FIRST = "aktualisering_id | pid | inkom_datum\n" + "\n".join(f"a{n} | p{n} | 2024-02-0{1 + n % 9}" for n in range(30))
CASES = "utredning_id | pid | aktualisering_id | inledd_datum\n" + "\n".join(
    f"u{n} | p{n} | a{n} | 2024-03-0{1 + n % 9}" for n in range(20)
)
FAULTY = "aktualisering_id | pid | inkom_datum\n" + "\n".join(
    f"b{n} | p{n} | {'2023-02-01' if n else 'i våras'}" for n in range(20)
)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A plain home and an encrypted one that have taken the same files, and the keys of the second; made once."""
    root = tmp_path_factory.mktemp("hem")
    (root / "nycklar").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(intag, "SETTLED_SECONDS", 0.0)
        patched.setenv(nycklar.FOLDER, str(root / "nycklar"))
        worked(delivered(root / "klart"))
        sealed = delivered(root / "krypterat")
        encrypt(sealed.home)
        worked(sealed)
    return root


@pytest.fixture
def keys(tmp_path, monkeypatch) -> Path:
    """An empty folder for keys, told of as a user does."""
    folder = tmp_path / "nycklar"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv(nycklar.FOLDER, str(folder))
    return folder


@pytest.fixture
def plain(made, tmp_path) -> Home:
    return Home(shutil.copytree(made / "klart", tmp_path / "klart"))


@pytest.fixture
def sealed(made, tmp_path, keys) -> Home:
    shutil.copytree(made / "nycklar", keys, dirs_exist_ok=True)
    return Home(shutil.copytree(made / "krypterat", tmp_path / "krypterat"))


def delivered(root: Path) -> Hem:
    """Two lämnare, each with two tables and a file with a row that is set aside."""
    hem = Hem(root)
    for lamnare in SENDERS:
        hem.lamnar("aktualisering_2024H1.csv", FIRST, lamnare)
        hem.lamnar("utredning_2024H1.csv", CASES, lamnare)
        hem.lamnar("aktualisering_2023H1.csv", FAULTY, lamnare)
    return hem


def worked(hem: Hem) -> Home:
    assert [work_on(hem.home, lamnare).fel for lamnare in SENDERS] == [None, None]
    return hem.home


def secret_files(home: Home) -> list[Path]:
    return [path for lamnare in SENDERS for path in valv.secret_files(home, lamnare)]


def held(home: Home) -> dict[str, bytes]:
    """What every secret file holds, by its place in the home."""
    return {str(path.relative_to(home.root)): valv.read(path) for path in secret_files(home)}


@pytest.fixture
def few_indicators(monkeypatch):
    """An edition of two indicators; what is tried here is the way there, and it is the same for all."""
    known = publicera.indicators
    monkeypatch.setattr(publicera, "indicators", lambda d: {i: known(d)[i] for i in ("AKT-05", "UTR-05")})


def published(home: Home) -> dict[str, bytes]:
    renew_edition(home)
    return {p.name: p.read_bytes() for p in home.edition.iterdir()}


def test_results_are_the_same_bytes_as_in_a_plain_home(plain, sealed, few_indicators):
    assert held(plain) == held(sealed)
    assert {valv.sealed_for(p) for p in secret_files(plain)} == {None}
    assert {valv.sealed_for(p) for p in secret_files(sealed)} == set(SENDERS)
    assert published(plain) == published(sealed)
    assert verify(sealed) == []


def test_a_home_in_use_is_encrypted_as_it_stands(plain, keys):
    home = plain
    before, told = held(home), len(secret_files(home))
    assert encrypt(home) == told and encrypt(home) == 0
    assert held(home) == before and verify(home) == []
    assert {valv.sealed_for(p) for p in secret_files(home)} == set(SENDERS)
    assert [work_on(home, lamnare).omraknade for lamnare in SENDERS] == [(), ()]
    assert {p.name: oct(p.stat().st_mode)[-3:] for p in keys.glob("*.nyckel")} == {
        "0114.nyckel": "600",
        "1780.nyckel": "600",
    }


def test_without_one_key_the_others_go_on_and_it_is_told(sealed, keys, few_indicators):
    published(sealed)
    hidden = (keys / "1780.nyckel").rename(keys.parent / "undan")
    Hem(sealed.root).lamnar("aktualisering_2024H2.csv", FIRST.replace("2024-02", "2024-08"), "0114")
    outcomes = {lamnare: work_on(sealed, lamnare) for lamnare in SENDERS}
    assert len(outcomes["0114"].leveranser) == 1 and outcomes["0114"].fel is None
    assert "Nyckeln för 1780 saknas" in outcomes["1780"].fel
    assert not (keys / "1780.nyckel").exists()
    published(sealed)
    assert senders_of(sealed) == {"0114"}
    assert verify(sealed) == ["Nyckeln för 1780 saknas: inget från lämnaren kan läsas eller prövas."]
    with pytest.raises(IsuError, match="Nyckeln för 1780 saknas"):
        publicera.make_release(sealed, "2024H1")
    hidden.rename(keys / "1780.nyckel")
    published(sealed)
    assert senders_of(sealed) == set(SENDERS) and verify(sealed) == []


def senders_of(home: Home) -> set[str]:
    lines = (home.edition / "leveranser.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(",")[0] for line in lines}


def test_to_erase_a_lamnare_destroys_its_key(sealed, keys):
    copy = secret_files(sealed)[-1].rename(sealed.root / "säkerhetskopia")
    assert valv.sealed_for(copy) == "1780"
    assert "Lämnarens nyckel är förstörd" in erase(sealed, "1780", "avtalet är uppsagt").read_text(encoding="utf-8")
    assert [p.name for p in keys.glob("*.nyckel")] == ["0114.nyckel"]
    with pytest.raises(IsuError, match="Nyckeln för 1780 saknas"):
        valv.read(copy)
    copy.unlink()
    Hem(sealed.root).lamnar("aktualisering_2024H1.csv", FIRST, "1780")
    assert work_on(sealed, "1780").fel is None and (keys / "1780.nyckel").is_file() and verify(sealed) == []


@pytest.mark.parametrize("top", ["register", "cells"])
def test_what_is_damaged_is_made_again_and_encrypted(sealed, top):
    before = held(sealed)
    path = next(p for p in secret_files(sealed) if top in p.parts and "1780" in str(p))
    path.write_bytes(path.read_bytes()[:-9])
    assert verify(sealed) != []
    assert work_on(sealed, "1780").fel is None
    assert held(sealed) == before and valv.sealed_for(path) == "1780" and verify(sealed) == []


@pytest.mark.parametrize("harm", ["annan nyckel", "ändrad", "avhuggen"])
def test_what_is_not_as_it_was_written_is_told(sealed, keys, harm):
    path = next(p for p in secret_files(sealed) if "archive" in p.parts)
    content = path.read_bytes()
    if harm == "annan nyckel":
        (keys / f"{SENDERS[0]}.nyckel").write_text("00" * 32)
    path.write_bytes({"annan nyckel": content, "ändrad": content[:-1] + b"x", "avhuggen": content[:40]}[harm])
    with pytest.raises(IsuError, match="är ändrad, avhuggen eller krypterad med en annan nyckel för 0114"):
        valv.read(path)
    assert any("den arkiverade filen har ändrats" in fault for fault in verify(sealed))


def test_a_file_that_looks_encrypted_is_kept_as_it_is_in_a_plain_home(hem):
    hem.lamnar_text("insats_2024H1.csv", valv.MARK + b"1780\na;b\n1;2\n")
    hem.tar_emot()
    assert verify(hem.home) == []


def open_to_all(root: Path, keys: Path) -> None:
    keys.chmod(0o755)


def not_there(root: Path, keys: Path) -> None:
    keys.rename(root / "omdöpt")


def unset(root: Path, keys: Path) -> None:
    os.environ[nycklar.FOLDER] = ""


def in_the_home(root: Path, keys: Path) -> None:
    inside = root / "hem" / "nycklar"
    inside.mkdir(mode=0o700)
    os.environ[nycklar.FOLDER] = str(inside)


@pytest.mark.parametrize(
    "wrong, says",
    [
        (open_to_all, "Andra än ägaren når"),
        (not_there, "Är disken ansluten"),
        (unset, "Ange var nycklarna ligger"),
        (in_the_home, "Lägg den utanför"),
    ],
)
def test_a_folder_that_cannot_hold_the_keys_is_refused(tmp_path, keys, wrong, says):
    (tmp_path / "hem").mkdir()
    wrong(tmp_path, keys)
    with pytest.raises(IsuError, match=says):
        encrypt(Home(tmp_path / "hem"))
    assert not valv.is_encrypted(Home(tmp_path / "hem"))


def test_each_home_has_keys_of_its_own(tmp_path, keys):
    first, other = Home(tmp_path / "ett"), Home(tmp_path / "annat")
    for home in (first, other):
        home.root.mkdir()
    encrypt(first)
    with pytest.raises(IsuError, match="hör till ett annat hem"):
        encrypt(other)
    assert not valv.is_encrypted(other)
