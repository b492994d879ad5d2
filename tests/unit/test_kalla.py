"""Source declarations: one file each, no code; a mistake is told with its file, line and field, and what is allowed."""

import re
from datetime import date
from pathlib import Path

import pytest

from isu.declaration import load_declarations
from isu.declaration.kalla import Markering, for_sender
from isu.declaration.kodkarta import Oversattning
from isu.errors import DeclarationError
from isu.home import Home
from tests.arendet95 import DEKLARATION, ORSAKER, declare

SOURCES = Path(__file__).parents[2] / "schemas" / "sources"


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path)


def test_a_declaration_as_a_user_writes_it(home):
    declare(home)
    table = load_declarations(home).kallor["arendet95"].tabeller["aktualisering"]
    assert table.kolumner["inkom_datum"] == ("INKDAG", "INKOMMEN")
    assert table.konstanter == {"omrade": "barn_unga"}
    assert table.sammanfoga == {"orsak_lokal": (("ORS",), ("ORSTEXT",))}
    assert (table.borttagen.rubriker, table.borttagen.varden) == (("MAK",), ("j", "ja"))
    assert (table.omprovning, table.identitet, table.person) == (Markering(("VERS",)), ("NAMN", "HANDL"), ("PNR",))
    assert table.koder["typ"].oversattningar == (
        Oversattning("a", "anmalan"),
        Oversattning("s", "ansokan"),
        Oversattning("07", "annat"),  # not the number 7
        Oversattning("x", ""),
        Oversattning("d", "ansokan", till=date(2024, 3, 31)),
        Oversattning("d", "annat", fran=date(2024, 4, 1)),
    )
    assert table.koder["orsak"].oversattningar == (
        Oversattning("12", "vald_narstaende"),
        Oversattning("14", "skola", till=date(2023, 12, 31)),
        Oversattning("14", "omsorgssvikt", fran=date(2024, 1, 1)),
    )


def test_words_that_yaml_takes_for_something_else_stay_as_they_are_written(home):
    declare(home, DEKLARATION.replace("A: anmalan", "ja: anmalan\n          012: ansokan\n          2024-01-01: annat"))
    codes = load_declarations(home).kallor["arendet95"].tabeller["aktualisering"].koder["typ"].oversattningar
    assert [o.lokal for o in codes][:3] == ["ja", "012", "2024-01-01"]


@pytest.mark.parametrize(
    "before, after, told",
    [
        ("sv: Ärendet 95, ärendelistan\n", "", "rad 1: fältet sv saknas"),
        ("  aktualisering:\n", "  ärende:\n", "rad 5, tabeller.ärende: fältet är okänt. Tillåtet här är aktualisering"),
        ("    konstanter:\n", "    konstant:\n", "rad 12, .*konstant: fältet är okänt. Tillåtet här är kolumner"),
        ("      pid: L", "      person_id: L", "rad 9, .*kolumner.person_id: fältet är okänt"),
        ("pid: LÖPNR\n      ink", "pid:\n      ink", "rad 9, .*kolumner.pid: här saknas ett värde"),
        ("omrade: barn_unga", "omrade: barn", "rad 13, .*konstanter.omrade: koden barn finns inte i kodlistan omrade"),
        ("A: anmalan", "A: anmälan", "rad 18, .*A: koden anmälan finns .* Tillåtet är anmalan, ansokan, annat"),
        ("S: ansokan", "A: ansokan", "rad 19, .*oversattning.A: namnet står två gånger"),
        ("S: ansokan", "a: ansokan", "rad 19, .*oversattning.a: den lokala koden har två översättningar"),
        ("fran: 2024-04-01", "fran: 2024-03-31", "rad 22, .*två översättningar för samma dag"),
        ("fran: 2024-04-01", "fran: april", "rad 22, .*fran: datumet ska skrivas ÅÅÅÅ-MM-DD"),
        ("till: 2024-03-31", "till: 2024-03-31, fran: 2025-01-01", "rad 22, .*fran ligger efter till"),
        ("orsak_lokal: [ORS, ORSTEXT]", "orsak_lokal: ORS", "ange minst två rubriker"),
        ("orsak_lokal: [ORS, ORSTEXT]", "typ: [ORS, ORSTEXT]", "bara lokala textkolumner kan .* och id-kolumner"),
        ("      omrade: barn_unga", "      pid: p1", "rad 13, .*konstanter.pid: kolumnen har redan en källa"),
        ("      orsak:\n", "      pid:\n", "kolumnen har ingen kodlista"),
        ("        kodlista: arendet95_orsak.csv\n", "", "ange antingen oversattning .* eller kodlista"),
        ("arendet95_orsak.csv", "orsak.csv", "rad 28, .*filen orsak.csv finns inte bredvid deklarationen"),
        ("arendet95_orsak.csv", "../../../x.csv", "finns inte bredvid deklarationen"),
        ('["1780"]', '["9999"]', "9999 finns inte i lamnare.csv"),
        ("kalla: egen\n", "kalla: egen\nutgar_fran: annan\n", "utgar_fran nämner annan"),
        ("kalla: egen\n", "kalla: egen\nutgar_fran: arendet95\n", "utgår från varandra i en ring"),
        ("tabeller:\n", "tabeller: [\n", "filen är inte giltig YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(home, before, after, told):
    assert before in DEKLARATION
    declare(home, DEKLARATION.replace(before, after, 1))
    with pytest.raises(DeclarationError, match=told) as error:
        load_declarations(home)
    assert str(home.own / "schemas" / "sources" / "arendet95.yaml") in str(error.value)


@pytest.mark.parametrize(
    "text, told",
    [
        ("kod;lokal\nskolan;14\n", "rad 2, kod: koden skolan finns inte i kodlistan orsak"),
        ("lokal,kod\n12,skola\n12,annat\n", "rad 3, lokal: den lokala koden har två översättningar"),
        ("lokal;kod\n;skola\n", "rad 2, lokal: här saknas ett värde"),
        ("ORS;kod\n12;skola\n", "rad 1: kolumnen lokal saknas. Tillåtet är lokal, kod, fran, till"),
    ],
)
def test_a_mistake_in_the_list_beside_is_told_with_its_line(home, text, told):
    declare(home, orsaker=text)
    with pytest.raises(DeclarationError, match=f"arendet95_orsak.csv, {told}"):
        load_declarations(home)


def test_question_marks_stop_nothing_at_start_up_and_are_listed_with_file_and_line(home):
    declare(home, DEKLARATION.replace("S: ansokan", 'S: "? ansokan"').replace("pid: LÖPNR", 'pid: "?"'))
    assert load_declarations(home).kallor["arendet95"].fragor == (
        "arendet95.yaml, rad 9: tabeller.aktualisering.kolumner.pid",
        "arendet95.yaml, rad 19: tabeller.aktualisering.koder.typ.oversattning.S",
    )


def test_a_file_that_starts_from_another_says_only_what_differs(home):
    declare(home)
    own = """\
sv: Ärendet 95 med fritt ord
kalla: egen
utgar_fran: arendet95
tabeller:
  aktualisering:
    kolumner: {orsak_lokal: ORSTEXT}
    konstanter: {typ: anmalan}
    borttagen: {rubrik: STATUS, varden: [makulerad]}
"""
    declare(home, own, "arendet95_fritt")
    base, table = (
        load_declarations(home).kallor[n].tabeller["aktualisering"] for n in ("arendet95", "arendet95_fritt")
    )
    assert table.kolumner == base.kolumner | {"orsak_lokal": ("ORSTEXT",)}
    assert table.konstanter == {"omrade": "barn_unga", "typ": "anmalan"}
    assert set(table.koder) == {"atgard", "orsak"}  # typ is a constant here
    assert table.sammanfoga == {}
    assert table.borttagen.rubriker == ("STATUS",)
    assert table.kannetecken == base.kannetecken


def test_a_source_limited_to_some_senders_is_not_there_for_others(home):
    declare(home)
    deklaration = load_declarations(home)
    assert "arendet95" in for_sender(deklaration, "1780").kallor
    assert set(for_sender(deklaration, "1715").kallor) == set(deklaration.kallor) - {"arendet95"}
    assert for_sender(deklaration, "1715") is for_sender(deklaration, "0180")  # what rests on it is remembered once


def test_the_example_in_our_lifecare_file_can_be_used_as_it_stands(home):
    """It is a comment of the file: the two signs of the comment away, and it is a declaration."""
    comment = re.findall(r"^#   (.*)$", (SOURCES / "lifecare_fc.yaml").read_text("utf-8"), re.MULTILINE)
    folder = home.own / "schemas" / "sources"
    folder.mkdir(parents=True)
    (folder / "lifecare_1780.yaml").write_text("\n".join(comment), encoding="utf-8")
    (folder / "lifecare_1780_orsak.csv").write_text(ORSAKER, encoding="utf-8")
    deklaration = load_declarations(home)
    for namn, table in deklaration.kallor["lifecare_1780"].tabeller.items():
        assert set(deklaration.tabeller[namn].required) <= set(table.egna_kolumner), namn


def examples_in_the_readme() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (SOURCES / "README.md").read_text("utf-8"), re.DOTALL)


def test_the_example_of_several_rows_in_the_readme_can_be_used_as_it_stands(home):
    _, rows = examples_in_the_readme()
    declare(home, f"sv: LSS\nkalla: egen\ntabeller:\n  lss_insats:\n    kannetecken: [LSS10]\n{rows}")
    read = load_declarations(home).kallor["arendet95"].tabeller["lss_insats"].rader
    assert [gren.konstanter["punkt"] for gren in read] == ["2", "10"]


@pytest.mark.parametrize("kalla", sorted(p.stem for p in SOURCES.glob("socialstyrelsen_*.yaml")))
def test_a_register_gives_every_column_that_its_table_requires(kalla):
    """What the files do not hold, and what nobody has published the codes of, is said as a constant."""
    deklaration = load_declarations()
    for namn, table in deklaration.kallor[kalla].tabeller.items():
        assert set(deklaration.tabeller[namn].required) <= {*table.egna_kolumner, *table.radkolumner}, namn


@pytest.mark.parametrize(
    "lines, told",
    [
        ("rader: {nar: LSS2}", "här ska stå en lista"),
        ("rader: [{konstanter: {punkt: '2'}}]", "fältet nar saknas"),
        ("rader: [{nar: {rubrik: LSS2, varden: ['1']}, konstanter: {punkt: '1'}}]", "koden 1 finns inte i kodlistan"),
        ("rader: [{nar: {rubrik: A, varden: ['1']}, konstanter: {punkt: '2'}}]\n    konstanter: {punkt: '2'}",
         "kolumnen punkt har redan en källa i konstanter"),
        ("rader: [{nar: {rubrik: A, varden: ['1']}, konstanter: {punkt: '2'}}]\n    omprovning: VERS",
         "går inte att förena med rader"),
        ("datumdelar: {matdatum: [AR, '10']}", "ange 3 delar"),
        ("datumdelar: {punkt: [AR, '10']}", "bara datum och månader har datumdelar"),
    ],
)  # fmt: skip
def test_a_mistake_in_rows_or_parts_of_dates_is_told(home, lines, told):
    declare(home, f"sv: LSS\nkalla: egen\ntabeller:\n  lss_insats:\n    {lines}\n")
    with pytest.raises(DeclarationError, match=told):
        load_declarations(home)


def test_the_example_in_the_readme_can_be_used_as_it_stands(home):
    example, _ = examples_in_the_readme()
    declare(home, example.replace("utgar_fran: ett_annat", "utgar_fran: lifecare_fc"))
    assert load_declarations(home).kallor["arendet95"].fragor == ()
