"""Declarations: adding one is adding a file, the user's own wins, a broken one stops the start-up with its place."""

import pytest

from isu.declaration import load_declarations
from isu.declaration.lamnare import senders_by_kommun
from isu.errors import DeclarationError
from isu.home import Home
from isu.validation.compile import compile_table

TABLE = """
from isu.declaration.kolumn import datum, kod, nyckel
from isu.declaration.tabell import Tabell
from pandera.api.checks import Check

TABELL = Tabell(
    namn="besok",
    sv="Besök", en="Visits", kalla="Eget",
    nyckel=("besok_id",),
    start="dag",
    kolumner={
        "besok_id": nyckel("Id", "Id", "Eget"),
        "dag": datum("Dag", "Day", "Eget", fylld=True, finns=True),
        "sort": kod("sort", "Sort", "Kind", "Eget"),
    },
    kontroller=(EXTRA),
)
"""

NAMED = (
    TABLE.replace('"sort": kod("sort", "Sort", "Kind", "Eget")', '"NAMN": lokal_kod("Vad", "What", "Eget")')
    .replace("EXTRA", "")
    .replace("import datum, kod,", "import datum, lokal_kod,")
)


def own(home: Home, place: str, text: str) -> None:
    path = home.own / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_table_and_its_code_list_are_added_with_a_file_each(hem):
    own(hem.home, "schemas/tables/besok.py", TABLE.replace("EXTRA", ""))
    own(hem.home, "schemas/codes/sort.csv", "kod,sv,en,synonymer\nhem,Hembesök,Home visit,hb\n")
    declared = load_declarations.__globals__["_load"]
    declared.cache_clear()  # the fixture has read this home before the files were there
    hem.deklaration = load_declarations(hem.home)
    hem.lamnar_text("besok_2024H1.csv", "besok_id;dag;sort\nb1;2024-02-01;HB\n")
    (delivery,) = hem.tar_emot()
    assert (delivery.tabell, delivery.accepterade) == ("besok", 1)
    assert hem.galler("besok", "besok_id dag sort") == [{"besok_id": "b1", "dag": "2024-02-01", "sort": "hem"}]


def test_the_users_code_list_wins_over_ours(tmp_path):
    home = Home(tmp_path)
    own(home, "schemas/codes/orsak.csv", "kod,sv,en\nlokal1,Lokal,Local\n")
    assert load_declarations(home).kodlistor["orsak"].values == ["lokal1"]


def test_an_unknown_check_stops_the_start_up(tmp_path):
    home = Home(tmp_path)
    own(home, "schemas/codes/sort.csv", "kod,sv,en\nhem,Hembesök,Home visit\n")
    own(home, "schemas/tables/besok.py", TABLE.replace("EXTRA", 'Check(lambda d: d, name="egen", error="egen"),'))
    deklaration = load_declarations(home)
    with pytest.raises(DeclarationError, match="besok.*egen"):
        compile_table(deklaration, "besok", ("besok_id", "dag"))


@pytest.mark.parametrize(
    "place, text, told",
    [
        ("schemas/tables/besok.py", TABLE.replace("EXTRA", ""), "kodlistan sort finns inte"),
        ("schemas/tables/besok.py", "TABELL = 1\n", "ska definiera TABELL"),
        ("schemas/tables/besok.py", NAMED.replace("NAMN", "order"), "kolumnen order: namnet är upptaget"),
        ("schemas/tables/besok.py", NAMED.replace("NAMN", "rad"), "kolumnen rad: namnet är upptaget"),
        ("schemas/tables/besok.py", NAMED.replace("NAMN", "t_dag"), "kolumnen t_dag: namnet är upptaget"),
        ("schemas/tables/besok.py", NAMED.replace("NAMN", "Läge"), "kolumnen Läge: ett namn skrivs med a–z"),
        ("schemas/codes/orsak.csv", "kod,sv\na,b\n", "saknar kolumnen en"),
        ("schemas/codes/orsak.csv", "kod,sv,en\na,b,c\na,b,c\n", "samma kod två gånger"),
        ("schemas/rules/ny.yaml", "kod: R99\n", "saknar ett fält"),
    ],
)
def test_a_broken_declaration_is_told_with_its_place(tmp_path, place, text, told):
    home = Home(tmp_path)
    own(home, place, text)
    with pytest.raises(DeclarationError, match=told):
        load_declarations(home)


LAMNARE = "lamnare,kommunkod,namn,omraden,geografisk_del\n"


@pytest.mark.parametrize(
    "rows, told",
    [
        ("0180-a,0180,A,barn_unga,1\n0180-b,0180,B,barn_unga,0\n", "svarar alla för området"),
        ("0180-a,0180,A,barn_unga,0\n0180-b,0180,B,alla,0\n", "svarar alla för området"),
        ("0180,0180,A,alla,0\n0180,0180,A,alla,0\n", "står två gånger"),
        ("9999,9999,A,alla,0\n", "finns inte bland de 290"),
        ("0180,0181,A,alla,0\n", "ska börja med sin kommunkod"),
        ("0180,0180,A,barn|unga,0\n", "finns inte i kodlistan omrade"),
    ],
)
def test_two_that_answer_for_the_same_stop_the_start_up(tmp_path, rows, told):
    home = Home(tmp_path)
    own(home, "schemas/reference/lamnare.csv", LAMNARE + rows)
    with pytest.raises(DeclarationError, match=told):
        load_declarations(home)


def test_parts_and_forvaltningar_of_a_kommun(tmp_path):
    """Two stadsdelar answer for the children of Stockholm, one förvaltning for the old."""
    home = Home(tmp_path)
    rows = "0180-norr,0180,Norr,barn_unga,1\n0180-soder,0180,Söder,barn_unga,1\n0180-aldre,0180,Äldre,aldre,0\n"
    own(home, "schemas/reference/lamnare.csv", LAMNARE + rows)
    lamnare = load_declarations(home).lamnare.values()
    assert senders_by_kommun(["barn_unga"], lamnare)["0180"] == ["0180-norr", "0180-soder"]
    assert senders_by_kommun(["aldre"], lamnare)["0180"] == ["0180-aldre"]


def test_the_290_kommuner_are_there():
    deklaration = load_declarations()
    assert len(deklaration.kommuner) == len(deklaration.lamnare) == 290
    assert {len({k.lan_kod for k in deklaration.kommuner.values()})} == {21}
    assert len({k.kommungrupp_kod for k in deklaration.kommuner.values()}) == 9


def test_every_column_is_described_in_both_languages():
    for tabell in load_declarations().tabeller.values():
        for name, column in tabell.kolumner.items():
            assert all(column.metadata.get(key) for key in ("sv", "en", "kalla")), f"{tabell.namn}.{name}"
