"""What is said of a file as a whole: items that nobody has filled in, and too many of unknown sex."""

import pytest

from isu.declaration import load_declarations
from isu.omdome import Fynd
from isu.validation.helfil import percent, unknown_codes, whole_file_findings
from tests.regelprov import DEKLARATION, plats, prova

KODLISTOR = load_declarations().kodlistor


def helfil(tabell: str, kolumner: dict[str, list[str]]) -> list[Fynd]:
    """The findings about a file with these columns; each list holds one value per row."""
    rows = len(next(iter(kolumner.values())))
    key = DEKLARATION.tabeller[tabell].nyckel[0]
    lines = [f"{key} | {' | '.join(kolumner)}"]
    lines += [f"k{i} | {' | '.join(values[i] for values in kolumner.values())}" for i in range(rows)]
    prov = prova(tabell, "\n".join(lines))
    return whole_file_findings(prov.compiled, prov.filled, DEKLARATION, plats)


def spoken(found: list[Fynd]) -> list[tuple]:
    return [(f.regel, f.antal, [p.kolumn for p in f.platser]) for f in found]


#: So that `atgard` and `atgard_datum` are not what an example is about.
BESLUTADE = {"atgard": ["inleds"] * 20, "atgard_datum": ["2024-03-05"] * 20}


def test_a_column_that_is_empty_or_unknown_on_every_row():
    """All such columns are told once, together; one with a single known value is not among them."""
    found = helfil(
        "aktualisering",
        BESLUTADE
        | {
            "pid": [""] * 20,
            "avser_vald": ["9"] * 15 + [""] * 5,
            "skyddsbedomning_datum": [""] * 19 + ["2024-03-01"],
        },
    )
    assert spoken(found) == [("uppgift_saknas", 20, ["pid", "avser_vald"])]
    assert found[0].uppgifter == {"kolumner": "pid, avser_vald"}


def test_a_column_full_of_what_is_no_date_is_not_empty():
    prov = prova("aktualisering", "aktualisering_id | atgard | atgard_datum\n" + "a | inleds | i mars\n" * 20)
    assert spoken(whole_file_findings(prov.compiled, prov.filled, DEKLARATION, plats, {"atgard_datum"})) == []


def test_a_column_that_may_be_empty():
    """No investigation was extended, and all are still open: nothing is unreported."""
    assert (
        helfil("utredning", {"forlangd_beslut_datum": [""] * 20, "avslutad_datum": [""] * 20, "utfall": [""] * 20})
        == []
    )


def test_a_column_that_may_be_empty_only_while_another_is():
    found = helfil("insats", {"slut": ["2024-05-01"] * 20, "avslutsorsak": [""] * 20})
    assert spoken(found) == [("uppgift_saknas", 20, ["avslutsorsak"])]
    assert helfil("insats", {"slut": [""] * 20, "avslutsorsak": [""] * 20}) == []


@pytest.mark.parametrize("okanda, told", [(0, []), (1, []), (2, [("okant_kon", 2, ["kon"])])])
def test_unknown_sex_on_more_than_one_row_in_twenty(okanda, told):
    assert spoken(helfil("aktualisering", BESLUTADE | {"kon": ["9"] * okanda + ["1"] * (20 - okanda)})) == told


def test_an_empty_and_a_written_unknown_sex_are_the_same():
    """M and K are understood, 0 and blank are unknown."""
    (found,) = helfil("aktualisering", BESLUTADE | {"kon": ["M"] * 9 + ["K"] * 9 + ["0", ""]})
    assert (found.antal, found.uppgifter) == (2, {"kolumn": "kon", "andel": "10", "grans": "5", "minst": "95"})


def test_sex_is_taken_from_the_person_table_where_the_events_leave_it_empty():
    assert helfil("aktualisering", BESLUTADE | {"kon": [""] * 20}) == []
    assert spoken(helfil("person", {"kon": [""] * 20})) == [("uppgift_saknas", 20, ["kon"])]
    assert spoken(helfil("aktualisering", BESLUTADE | {"kon": ["9"] * 20})) == [("uppgift_saknas", 20, ["kon"])]


def test_nothing_is_said_of_a_file_of_a_few_rows():
    assert helfil("person", {"kon": ["9"] * 19}) == []


@pytest.mark.parametrize(
    "lista, okanda", [("kon", ["9"]), ("ja_nej", ["9"]), ("efter_insats", ["11"]), ("id_typ", ["okand"]), ("orsak", [])]
)
def test_which_codes_mean_unknown(lista, okanda):
    assert unknown_codes(KODLISTOR[lista]) == okanda


@pytest.mark.parametrize("andel, skrivet", [(0.05, "5"), (0.125, "12,5"), (1 / 3, "33,3"), (1.0, "100")])
def test_percent(andel, skrivet):
    assert percent(andel) == skrivet
