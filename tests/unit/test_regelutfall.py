"""What became of each rule in a file, and when a rule's own limit refuses it."""

from dataclasses import replace

import pytest

from isu.declaration import Deklaration
from isu.declaration.profil import Intagsprofil, Troskel
from isu.declaration.regel import AVVISNING, FEL, VARNING
from isu.omdome import EJ_TILLAMPAD, GODKAND, UNDER_TROSKEL, UNDERKAND, Fynd, Omdome, Raknade, Regelutfall
from isu.validation.compile import compile_table
from isu.validation.helfil import Ifyllda
from isu.validation.regelutfall import over_threshold, rule_results
from tests.regelprov import DEKLARATION, plats, prova

#: One error in ten and one warning in five at most; a rule of its own from ten rows up; small files told of too.
PROFIL = Intagsprofil(0.10, 20, 10_000, hogsta_andel_varningar=0.20, minst_rader=2, minst_antal=10)


def med(*trosklar: Troskel, **andra) -> Deklaration:
    return replace(DEKLARATION, intag=replace(PROFIL, trosklar=trosklar, **andra))


MED_PROFIL = med()


def utfall(tabell: str, text: str, deklaration: Deklaration = MED_PROFIL) -> dict[tuple, Regelutfall]:
    prov = prova(tabell, text)
    return {(r.regel, *r.kolumner): r for r in rule_results(prov.compiled, prov.omdome, prov.filled, deklaration)}


def test_passed_under_the_limit_and_failed():
    """Of ten rows one has an unknown code (an error), one an age outside the area; three lack the local code."""
    rows = [f"a{i} | anmalan | 10 | skola | " for i in range(5)]
    rows += ["x1 | fel | 10 | skola | ", "x2 | anmalan | 21 | skola | "]
    rows += [f"y{i} | anmalan | 10 | annat | " for i in range(3)]
    found = utfall("aktualisering", "\n".join(["aktualisering_id | typ | alder | orsak | orsak_lokal", *rows]))
    wanted = {
        ("ej_i_kodlistan", "typ"): (UNDER_TROSKEL, 1, 0.1, 0.10),
        ("ej_i_kodlistan", "omrade"): (GODKAND, 0, 0.0, 0.10),
        ("ej_i_kodlistan", "atgard"): (EJ_TILLAMPAD, 0, 0.0, None),
        ("alder_utanfor_omradet", "alder", "omrade"): (UNDER_TROSKEL, 1, 0.1, 0.20),
        ("kravs_om_varning", "orsak_lokal", "orsak"): (UNDERKAND, 3, 0.3, 0.20),
        ("utanfor_granser", "alder"): (GODKAND, 0, 0.0, 0.10),
    }
    assert {key: (r.utfall, r.antal, r.andel, r.troskel) for key, r in found.items() if key in wanted} == wanted


@pytest.mark.parametrize(
    "nyckel, skal",
    [
        (("rimligt_datum", "skyddsbedomning_datum"), "kolumnen skyddsbedomning_datum finns inte i filen"),
        (("alder_utanfor_omradet", "alder", "omrade"), "kolumnen alder är tom i hela filen"),
        (("kravs_om", "atgard_datum", "atgard"), "kolumnen atgard är tom i hela filen"),
        (("kravs_om_varning", "orsak_lokal", "orsak"), "kolumnerna orsak_lokal och orsak finns inte i filen"),
        (("annat_omrade", "omrade"), "lämnaren svarar för alla områden"),
        (("okant_kon", "kon"), "kolumnen kon är tom eller okänd i hela filen"),
    ],
)
def test_why_a_rule_was_not_applied(nyckel, skal):
    found = utfall("aktualisering", "aktualisering_id | alder | kon\na1 | | 9\na2 | |")
    assert (found[nyckel].utfall, found[nyckel].skal) == (EJ_TILLAMPAD, skal)


def test_rules_that_say_something_of_empty_columns_are_applied():
    """A required key that is empty, a spell without an end, an undecided case: there the empty place is judged."""
    found = utfall("aktualisering", "aktualisering_id | atgard_datum\n | \n | ")
    assert found["varde_saknas", "aktualisering_id"].utfall == UNDER_TROSKEL
    assert found["inom_intervall", "inkom_datum", "atgard_datum"].utfall == GODKAND
    assert found["forhandsbedomning_over_14_dagar", "inkom_datum", "atgard_datum"].utfall == UNDERKAND


def test_a_small_file_is_not_judged_as_a_whole():
    found = utfall("person", "pid | kon\np1 | 9", med(minst_rader=20))
    assert found["okant_kon", "kon"].skal == "filen har färre än 20 rader"
    assert found[("uppgift_saknas",)].skal == "filen har färre än 20 rader"


def test_unknown_sex_is_counted_under_its_limit_too():
    rows = "\n".join(f"p{i} | {'9' if i < 2 else '1'}" for i in range(10))
    found = utfall("person", f"pid | kon\n{rows}", med(Troskel("okant_kon", 0.25, "exempel", "kon")))
    assert found["okant_kon", "kon"] == Regelutfall("okant_kon", ("kon",), UNDER_TROSKEL, 2, 0.2, 0.25)


def test_every_rule_on_its_columns_stands_once_in_the_order_of_codes():
    prov = prova("insats", "insats_id | slut\ni1 | ")
    found = rule_results(prov.compiled, prov.omdome, prov.filled, DEKLARATION)
    keys = [(DEKLARATION.regler[r.regel].kod, r.kolumner) for r in found]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    wanted = {(r.regel, r.kolumner) for r in compile_table(DEKLARATION, "insats", ("insats_id", "slut")).regler}
    assert wanted <= {(r.regel, r.kolumner) for r in found}


def test_the_share_is_of_the_filled_rows():
    """Of 20 rows 5 are blank, 3 deleted by the source and 2 replaced: one broken row of ten is a tenth."""
    compiled = compile_table(DEKLARATION, "person", ("pid", "kon"))
    omdome = Omdome("1780", "f", "0", 0, raknade=Raknade(20, 9, 1, 0, 5, 3, 2), fynd=(bruten("ej_i_kodlistan", 1),))
    found = rule_results(compiled, omdome, Ifyllda(10, {"pid": 10, "kon": 10}, {"kon": 0}), med())
    assert {r.andel for r in found if r.regel == "ej_i_kodlistan" and r.kolumner == ("kon",)} == {0.1}


def bruten(regel: str, antal: int, kolumn: str = "kon") -> Fynd:
    return Fynd(regel, DEKLARATION.regler[regel].allvar, antal, (plats(kolumn),))


def domd(*fynd: Fynd, rader: int = 1000) -> Omdome:
    return Omdome("1780", "f", "0" * 64, 0, "person", raknade=Raknade(rader, rader), fynd=fynd)


@pytest.mark.parametrize(
    "antal, rader, avvisas",
    [
        (20, 1000, False),  # 2 %: at the limit
        (21, 1000, True),  # over it
        (9, 100, False),  # 9 %, but fewer than ten rows
        (10, 100, True),
    ],
)
def test_a_limit_of_its_own_refuses_the_file(antal, rader, avvisas):
    deklaration = med(Troskel("ej_i_kodlistan", 0.02, "exempel"))
    found = over_threshold(domd(bruten("ej_i_kodlistan", antal), rader=rader), deklaration)
    assert (found is not None) == avvisas


def test_what_the_refusal_says():
    deklaration = med(Troskel("ej_i_kodlistan", 0.02, "exempel"))
    found = over_threshold(domd(bruten("ej_i_kodlistan", 125)), deklaration)
    assert (found.regel, found.allvar, found.antal) == ("over_troskel", AVVISNING, 125)
    regel = DEKLARATION.regler[found.regel]
    assert regel.text(**found.uppgifter) == (
        "12,5 % av raderna har samma fel (R05, se nedan). Det är mer än 2 %, som är gränsen för just det felet, och "
        "därför tas inga rader emot."
    )
    assert regel.allowed("en", **found.uppgifter) == "At most 2 % of the rows may break R05."


def test_the_limit_of_a_column_goes_before_that_of_the_rule():
    deklaration = med(Troskel("ej_i_kodlistan", 0.01, "alla"), Troskel("ej_i_kodlistan", 0.5, "kön", "kon"))
    assert over_threshold(domd(bruten("ej_i_kodlistan", 100)), deklaration) is None
    assert over_threshold(domd(bruten("ej_i_kodlistan", 100, "omrade")), deklaration) is not None


def test_the_rule_that_goes_furthest_over_is_told():
    deklaration = med(Troskel("ej_i_kodlistan", 0.02, "ett"), Troskel("varde_saknas", 0.02, "ett"))
    found = over_threshold(domd(bruten("ej_i_kodlistan", 30), bruten("varde_saknas", 300)), deklaration)
    assert found.uppgifter["regel"] == "R02"


def test_a_warning_refuses_no_file_whatever_its_share():
    deklaration = med(Troskel("okand_kod", 0.02, "exempel"))
    assert DEKLARATION.regler["okand_kod"].allvar == VARNING
    assert over_threshold(domd(bruten("okand_kod", 1000)), deklaration) is None


def test_without_a_limit_of_its_own_only_the_common_one_holds():
    assert DEKLARATION.regler["ej_datum"].allvar == FEL
    assert over_threshold(domd(bruten("ej_datum", 1000)), med()) is None
