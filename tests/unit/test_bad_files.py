"""Every rule has a file that breaks it, and only it. The files lie in tests/bad_files, named after their rule."""

from dataclasses import replace
from pathlib import Path

import pytest

from isu.declaration import load_declarations
from isu.declaration.lamnare import Lamnare
from isu.declaration.regel import AVVISNING, FEL, VARNING
from isu.errors import ReadError
from isu.flow.granska import verify
from isu.intake.manifest import read_manifest
from isu.omdome import Omdome
from isu.register.sambandsregler import SAMBAND
from isu.validation.judge import judge_file

FOLDER = Path(__file__).parents[1] / "bad_files"
FILES = sorted(p for p in FOLDER.iterdir() if p.suffix != ".md")
DEKLARATION = load_declarations()
SENDER = Lamnare("1780", "1780", "Karlstad", frozenset({"barn_unga", "missbruk"}), False)

#: Rules that no single file can break: their tests stand beside them.
ELSEWHERE = dict.fromkeys((s.regel for s in SAMBAND), "tests/unit/test_bad_sets.py") | {
    **dict.fromkeys((r for r in DEKLARATION.regler if r.startswith("celler_")), "tests/unit/test_cellutdrag.py"),
    "okand_lamnare": "tests/unit/test_intag.py",
    "gallrad_period": "tests/unit/test_gallring.py",
    "korsande_intervall": "tests/spec/test_tid.py",
    "trasig_foljefil": "this file",
    "referens_saknas": "tests/unit/test_references.py",
    "hogst_alder": "a check that no table of today uses; tests/unit/test_regler_kontroller.py",
    "hogst_dagar_varning": "a check that no table of today uses; tests/unit/test_regler_kontroller.py",
    "hogst_manader_varning": "a check that no table of today uses; tests/unit/test_regler_kontroller.py",
    "kod_utanfor_sin_tid": "our lists have no codes with dates; tests/unit/test_kodlistor.py",
    "kapad_fil": "a file of 65,536 rows; tests/unit/test_lasning.py",
    "kalla_ofardig": "tests/unit/test_header.py",
    "radantal_avviker": "tests/unit/test_nyheter.py",
    "tomd_kolumn": "tests/unit/test_nyheter.py",
    "alla_id_nya": "tests/unit/test_nyheter.py",
    "ej_vanlig_fil": "tests/unit/test_intag.py",
    "identitet_i_filnamnet": "tests/unit/test_intag.py",
}


def judged(path: Path, tmp_path: Path) -> Omdome:
    _, _, filnamn = path.name.partition(".")
    return judge_file(
        path, filnamn, "0" * 64, None, SENDER, DEKLARATION, lambda tabell, interval: None, tmp_path / "x"
    ).omdome


def rule_of(path: Path) -> str:
    return path.name.partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_file_breaks_its_rule_and_no_other(path, tmp_path):
    omdome = judged(path, tmp_path)
    rule = DEKLARATION.regler[rule_of(path)]
    found = {f.regel for f in omdome.fynd}
    because = {
        "for_manga_fel": {"ej_i_kodlistan"},
        "bara_annat_omrade": {"annat_omrade"},
        "over_troskel": {"dubblettnyckel"},
    }
    assert found == {rule.namn} | because.get(rule.namn, set())
    assert (
        omdome.utfall
        == {
            AVVISNING: "avvisad",
            FEL: "delvis_accepterad",
            VARNING: "accepterad_med_anmarkning",
        }[rule.allvar]
    )
    assert omdome.raknade.bevarade


@pytest.mark.parametrize(
    "path", [p for p in FILES if DEKLARATION.regler[rule_of(p)].allvar == FEL], ids=lambda p: p.name
)
def test_the_place_is_that_of_the_spreadsheet(path, tmp_path):
    """The fifth record is wrong in every file; with the header it is row 6. A duplicate has its twin on row 5."""
    (fynd,) = judged(path, tmp_path).fynd
    assert fynd.rader == ((5, 6) if fynd.regel == "dubblettnyckel" else (6,))


def test_every_rule_has_its_bad_file():
    assert {rule_of(p) for p in FILES} | set(ELSEWHERE) == set(DEKLARATION.regler)


@pytest.mark.parametrize(
    "text",
    ["period_start: 2024-01-01", "period_start: x\nperiod_slut: y", "namn: Anna", "- lista", "period_start: [", ""],
)
def test_a_broken_manifest_is_refused(text, tmp_path):
    path = tmp_path / "fil.csv.leverans.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as error:
        read_manifest(path)
    assert error.value.regel == "trasig_foljefil"


def test_nothing_of_a_row_is_in_the_verdict(tmp_path):
    """The offending values of all bad files, and the ids of the rows, are in no verdict."""
    secrets = ["samtal", "lokal17", "p 4", "lång text", "sju", "121"]
    for path in FILES:
        told = repr(replace(judged(path, tmp_path), filnamn=""))
        assert not [s for s in secrets if f"'{s}" in told or f" {s}" in told], path.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_taken_for_real_every_row_is_accounted_for(path, hem):
    """Dropped in the intake: the ledger and the files agree on every row, and the intake is empty."""
    hem.lamnar_text(path.name.partition(".")[2], path.read_bytes())
    hem.tar_emot()
    assert verify(hem.home) == []
    assert not list(hem.home.inbox("1780").iterdir())
