"""The guard as a whole: what is refused, by which rule, what is said, and that nothing delivered is in what is said."""

import random

import pytest

from isu.declaration import load_declarations
from isu.errors import ReadError
from isu.identitet.vakt import granska, granska_namn
from tests import identitetstal

REGLER = load_declarations().regler
PNR = "811218-9876"


def refused(tmp_path, text: str, deklarerade=(), utpekade=(), separator=";", rubrikrad=1) -> ReadError | None:
    path = tmp_path / "fil.csv"
    path.write_text(text, encoding="utf-8", newline="")
    lines = text.split("\n")
    rubriker = lines[rubrikrad - 1].split(separator) if rubrikrad else ()
    try:
        granska(path, separator, rubrikrad, rubriker, deklarerade, utpekade)
    except ReadError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("regel", "text"),
    [
        ("identitetsnummer", f"pid;typ\np1;{PNR}\n"),
        ("identitetsnummer", f"pid;typ;{PNR}\np1;a;b\n"),
        ("identitetskolumn", "pid;Namn\np1;\n"),
        ("namnliknande", "pid;x\np1;Anna Andersson\np2;Erik Lind\n"),
        ("adressliknande", "pid;x\np1;Storgatan 5\np2;Björkvägen 12\n"),
        ("telefonliknande", "pid;x\np1;070-123 45 67\np2;054-12 34 56\n"),
        ("kontoliknande", "pid;x\np1;SE45 5000 0000 0583 9825 7466\n"),
        ("fritext", 'pid;x\np1;"Modern ringer\noch säger att han inte kommer till skolan längre"\n'),
        ("epost", "pid;x\np1;anna@exempel.se\n"),
    ],
)
def test_what_is_refused(regel, text, tmp_path):
    assert refused(tmp_path, text).regel == regel


@pytest.mark.parametrize(
    "text",
    [
        "pid;typ\np1;anmalan\np2;ansokan\n",
        "pid;enhet;datum\np1;Enheten för barn och unga Norr;2024-01-15\n",
        "pid;typ\n",
        "pid\n",
        "",
    ],
)
def test_what_is_not(text, tmp_path):
    assert refused(tmp_path, text, rubrikrad=1 if text else 0) is None


def test_a_declared_column_may_be_called_anything(tmp_path):
    assert refused(tmp_path, "pid;namn\np1;a\n", deklarerade={0, 1}) is None


def test_a_column_that_the_source_points_out_is_refused_even_when_empty(tmp_path):
    error = refused(tmp_path, "pid;Regards\np1;\n", utpekade={1})
    assert (error.regel, error.uppgifter["kolumner"]) == ("identitetskolumn", "B")


def told(error: ReadError, sprak: str) -> str:
    regel = REGLER[error.regel]
    return regel.text(sprak, **{name: str(value) for name, value in error.uppgifter.items()})


def test_what_is_said_of_numbers(tmp_path):
    rows = "".join(f"p{i};{PNR if i % 2 else '701063-2391'};b\n" for i in range(30))
    error = refused(tmp_path, f"Kontakt {PNR}\npid;typ;x\n{rows}", rubrikrad=2)
    assert told(error, "sv") == (
        "Filen innehåller 31 identitetsnummer (personnummer, samordningsnummer) i kolumn B och i rubriken eller ovanför"
        " den, på rad 1, 3, 4, 5, 6, 7, 8, 9, 10, 11 …."
    )


def test_what_is_said_of_columns(tmp_path):
    error = refused(tmp_path, "pid;Namn;x;Anna tel;HandläggareKod\np;;;;\n")
    assert told(error, "sv") == (
        "Filen har kolumner som enligt rubriken talar om vem någon är (namn, telefonnummer, handläggare):"
        " B (Namn), D, E (HandläggareKod)."
    )


def test_the_other_rules_are_told_too(tmp_path):
    error = refused(tmp_path, f"pid;Namn;a;b\np1;x;{PNR};Storgatan 5\np2;x;;Kungsgatan 6\n")
    assert [error.regel, *(e.regel for e in error.fler)] == ["identitetsnummer", "identitetskolumn", "adressliknande"]


def test_no_value_is_in_what_is_said(tmp_path):
    secrets = ["811218", "9876", "Ortrud", "Storgatan", "exempel", "ringer"]
    text = f"pid;Namn Ortrud;{PNR};b;c\np1;x;{PNR};Storgatan 5;a@exempel.se\np2;Ortrud;hon ringer;Storgatan 6;\n"
    error = refused(tmp_path, text)
    said = "".join(repr(e) + str(e) + repr(e.uppgifter) for e in (error, *error.fler))
    assert len(error.fler) == 3
    assert not [s for s in secrets if s in said]


def test_a_declared_column_of_ten_digit_numbers_may_be_the_systems_own(tmp_path):
    """Few of them pass as numbers, so the advice is another; where most pass they are what they look like."""
    chance = random.Random(3)
    own = "".join(f"{chance.randrange(10**9, 10**10)};a\n" for _ in range(3_000))
    people = "".join(f"{identitetstal.personnummer(chance)};a\n" for _ in range(3_000))
    assert refused(tmp_path, f"pid;typ\n{own}", deklarerade={0}).regel == "nyckel_som_nummer"
    assert refused(tmp_path, f"pid;typ\n{own}").regel == "identitetsnummer"
    assert refused(tmp_path, f"pid;typ\n{people}", deklarerade={0}).regel == "identitetsnummer"
    assert refused(tmp_path, f"pid;typ\n{own}p1;{PNR}\n", deklarerade={0, 1}).regel == "identitetsnummer"


def test_counting_stops_where_it_says_nothing_more(tmp_path):
    error = refused(tmp_path, "pid\n" + f"{PNR}\n" * 10_050)
    assert (error.uppgifter["minst"], error.uppgifter["antal"]) == ("minst ", 10_000)


def test_without_a_header_numbers_and_addresses_are_looked_for(tmp_path):
    assert refused(tmp_path, "Namn;x\nAnna Andersson;Storgatan 5\n", rubrikrad=0) is None
    assert refused(tmp_path, f"bara en text\nmed {PNR}\n", rubrikrad=0).regel == "identitetsnummer"
    assert refused(tmp_path, "kontakta anna@exempel.se", rubrikrad=0).regel == "epost"


def test_what_comes_late_in_a_large_file_is_seen_too(tmp_path):
    """A column that is empty in the beginning; a name is looked for in pieces of the file, a number in all of it."""
    empty = "a00000001;2024-01-01;anmalan;barn_unga;\n" * 150_000
    named = "a00000001;2024-01-01;anmalan;barn_unga;Anna Andersson\na;b;c;d;Erik Lind\n" * 20_000
    header = "id;datum;typ;omrade;x\n"
    assert refused(tmp_path, header + empty) is None
    assert refused(tmp_path, header + empty + named).regel == "namnliknande"
    assert refused(tmp_path, header + empty + f"a;b;c;d;{PNR}").uppgifter["rader"] == "150002"


@pytest.mark.parametrize(
    ("filnamn", "namnger"),
    [
        ("aktualisering_2024H1.csv", False),
        ("uttag 2024-01-01--2024-06-30.xlsx", False),
        ("6f1c2a4e-2f57-4f0a-9d34-0c2f6f0d9a11.csv", False),
        ("akt 811218-9876.csv", True),
        ("utdrag_198112189876.csv", True),
        ("811218_9876.csv", True),
        ("anna.andersson@exempel.se.csv", True),
        ("trasig\udcff.csv", False),
    ],
)
def test_names_of_files(filnamn, namnger):
    assert granska_namn(filnamn) is namnger
