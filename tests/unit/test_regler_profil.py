"""The limits that intake is run with: each with its reason, and none for a rule that does not exist."""

import pytest

from isu.declaration import load_declarations
from isu.declaration.katalog import Katalog, project_folder
from isu.declaration.profil import FarVaraTom, Intagsprofil, Troskel, read_intagsprofil
from isu.errors import DeclarationError

DEKLARATION = load_declarations()
OURS = (project_folder("schemas") / "profiles" / "intag.yaml").read_text("utf-8")


def read(tmp_path, text: str) -> Intagsprofil:
    """The user's own profile."""
    path = tmp_path / "schemas" / "profiles" / "intag.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return read_intagsprofil(Katalog(tmp_path), DEKLARATION.regler)


def test_every_limit_says_why_and_is_about_something_that_exists():
    columns = {k for t in DEKLARATION.tabeller.values() for k in t.kolumner}
    for entry in (*DEKLARATION.intag.trosklar, *DEKLARATION.intag.far_vara_tom):
        assert len(entry.varfor) > 20
        assert entry.kolumn is None or entry.kolumn in columns
    assert {e.nar_tom for e in DEKLARATION.intag.far_vara_tom} - {None} <= columns


def test_a_profile_of_ones_own_replaces_ours(tmp_path):
    profil = read(tmp_path, OURS.replace("hogsta_andel_varningar: 0.20", "hogsta_andel_varningar: 0.05"))
    assert profil.hogsta_andel_varningar == 0.05
    assert profil.trosklar == DEKLARATION.intag.trosklar


@pytest.mark.parametrize(
    "gammalt, nytt, told",
    [
        ("minst_rader: 20", "", "saknar minst_rader"),
        ("hogsta_andel_avsatta: 0.10", "hogsta_andel_avsatta: 10", "ska vara ett tal från 0 till 1"),
        ("regel: olasbar_rad", "regel: olasliga", "regeln olasliga finns inte"),
        ("    andel: 0.05\n", "    andel: 5\n", "ska vara ett tal från 0 till 1"),
        ("    andel: 0.60\n", "", "ett fält saknas eller är okänt"),
        ("varfor: 'tom betyder att insatsen pågår'", "varfor: ''", "skriv i varfor"),
    ],
)
def test_a_profile_that_cannot_be_used(tmp_path, gammalt, nytt, told):
    assert gammalt in OURS
    with pytest.raises(DeclarationError, match=told):
        read(tmp_path, OURS.replace(gammalt, nytt))


def test_what_may_be_empty():
    profil = Intagsprofil(
        0.1,
        20,
        100,
        far_vara_tom=(
            FarVaraTom("slut", "pågår"),
            FarVaraTom("kon", "ur persontabellen", tabell="insats"),
            FarVaraTom("utfall", "när den avslutas", nar_tom="avslutad_datum"),
        ),
    )
    assert profil.may_be_empty("insats", "slut")
    assert profil.may_be_empty("insats", "kon") and not profil.may_be_empty("person", "kon")
    assert profil.may_be_empty("utredning", "utfall", ["avslutad_datum"]) and not profil.may_be_empty(
        "utredning", "utfall"
    )
    assert not profil.may_be_empty("insats", "regi")


def test_the_limit_of_a_rule():
    profil = Intagsprofil(0.10, 20, 100, hogsta_andel_varningar=0.2, trosklar=(Troskel("ej_datum", 0.01, "x", "slut"),))
    fel, varning = DEKLARATION.regler["ej_datum"], DEKLARATION.regler["okand_kod"]
    assert profil.limit(fel, ("slut",)) == 0.01
    assert profil.limit(fel, ("start",)) == 0.10
    assert profil.limit(varning, ("orsak",)) == 0.2
