"""`isu map`: a proposed source declaration with question marks for an unknown system; counts on the screen."""

import pytest
import xlsxwriter
from typer.testing import CliRunner

from isu.cli.karta import source_path
from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.declaration.kalla import read_kalla
from isu.declaration.lamnare import Lamnare
from isu.errors import IsuError
from isu.home import Home
from isu.kartlaggning import propose
from isu.kartlaggning.koder import code_map
from isu.kartlaggning.kolumnbild import pictures
from isu.kartlaggning.likhet import likeness_of_names
from tests.hem import Hem

DEKLARATION = load_declarations()
SENDER = Lamnare("1780", "1780", "Karlstad", frozenset({"barn_unga", "missbruk"}), False)

RUBRIKER = ["ÄRNR", "LÖPNR", "NAMN", "INKDAG", "SLAG", "UTGÅNG", "BESLDAG", "ORS", "ORSTEXT", "HANDL", "ENHET", "FRITT"]
SLAG = ["Ansökan", "Orosanmälan", "Info"]
UTGANG = ["Inleds", "Inleds ej", "Förs till pågående"]
ORSAK = [("12", "Våld i nära relation"), ("14", "Skola och frånvaro"), ("17", "Oro för barnets hälsa")]
NAMN = ["Anna Svensson", "Erik Johansson", "Karin Nilsson", "Lars Andersson"]


def record(i: int) -> list[str]:
    month, day = 1 + i % 6, 1 + i % 20
    came, decided = f"2024-0{month}-{day:02d}", f"2024-0{month}-{day + 7:02d}"
    code, words = ORSAK[i % 3] if i != 0 else ("31", "Mycket ovanlig orsak")
    ids = [f"2024-{1000 + i}", f"k{i % 50}", NAMN[i % 4]]
    codes = [came, SLAG[i % 3], UTGANG[i // 2 % 3], decided, code, words]
    return [*ids, *codes, "kari02", "Barn och unga", f"anteckning {i} om något som hänt"]


ROWS = [record(i) for i in range(90)]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a home of its own; its words on one line."""
    monkeypatch.setenv("ISU_HOME", str(tmp_path / "hem"))

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, [str(a) for a in arguments])
        if isinstance(result.exception, IsuError):
            return str(result.exception)
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())

    return run


@pytest.fixture
def listing(tmp_path):
    """The file as the system prints it: a line above the header, Windows-1252, semicolons."""
    lines = ["Utdrag ur ärendelistan", *(";".join(row) for row in [RUBRIKER, *ROWS])]
    path = tmp_path / "arendelista_2024H1.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def proposal(tmp_path):
    return tmp_path / "hem" / "egna" / "schemas" / "sources" / "arendelista.yaml"


def test_the_proposal_is_written_with_question_marks_where_unsure(run, listing, tmp_path):
    told = run("map", listing, "--lamnare", "1780")
    assert "Filen passar bäst som aktualisering (90 rader)." in told
    assert "Kolumner: 8 säkra, 0 att kontrollera, 0 som krävs men saknas." in told
    kalla = read_kalla(proposal(tmp_path), DEKLARATION.tabeller, DEKLARATION.kodlistor)
    table = kalla.tabeller["aktualisering"]
    assert kalla.lamnare == {"1780"}
    assert table.kolumner == {
        "aktualisering_id": ("ÄRNR",), "pid": ("LÖPNR",), "inkom_datum": ("INKDAG",), "atgard_datum": ("BESLDAG",),
        "omrade": ("ENHET",),  # its values are the names of our codes: nothing to translate
    }  # fmt: skip
    assert {c: k.rubriker for c, k in table.koder.items()} == {
        "typ": ("SLAG",), "orsak": ("ORS",), "atgard": ("UTGÅNG",),
    }  # fmt: skip
    assert table.sammanfoga == {"orsak_lokal": (("ORS",), ("ORSTEXT",))}
    assert (table.identitet, table.pseudonymisera) == (("NAMN", "HANDL"), ("LÖPNR",))
    lines = [line.strip() for line in proposal(tmp_path).read_text("utf-8").splitlines()]
    for line in (
        '"Orosanmälan": "anmalan"  # 30 rader',  # the list knows the word
        '"Info": "?"  # 30 rader',
        '"Inleds ej": "? inleds_inte"  # 30 rader',
        '"14": "skola"  # 30 rader, Skola och frånvaro',  # by its words
        '"12": "? vald_narstaende"  # 29 rader, Våld i nära relation',
    ):
        assert line in lines


def test_no_rare_value_no_identity_and_no_free_text_is_written_and_nothing_on_the_screen(run, listing, tmp_path):
    told = run("map", listing, "--lamnare", "1780")
    written = proposal(tmp_path).read_text("utf-8")
    for secret in ["Svensson", "kari02", "anteckning 1", "2024-1001", "k17", "Mycket ovanlig", '"31"', "2024-01-01"]:
        assert secret not in written and secret not in told
    assert "# 1 kod till finns på färre än 5 rader" in written
    assert "Orosanmälan" not in told


def test_it_is_never_written_over_and_says_what_is_left(run, listing, tmp_path):
    run("map", listing, "--lamnare", "1780")
    path = proposal(tmp_path)
    path.write_text(path.read_text("utf-8").replace('"Info": "?"', '"Info": "annat"') + "# mitt\n", encoding="utf-8")
    before = path.read_bytes()
    for again in ((), ("--visa",)):
        told = run("map", listing, "--lamnare", "1780", *again)
        assert path.read_bytes() == before
        assert "finns redan och ändras inte" in told and "Frågetecken kvar: 4." in told
        assert "tabeller.aktualisering.koder.atgard.oversattning.Inleds ej" in told
        assert "Rubriker i 90 rader som deklarationen inte nämner: 1." in told


def test_show_writes_nothing(run, listing, tmp_path):
    assert "Inget skrevs." in run("map", listing, "--lamnare", "1780", "--visa")
    assert not proposal(tmp_path).exists()


def anew(tmp_path) -> Hem:
    """The home as the user's next command sees it: in a process of its own, that reads all declarations."""
    load_declarations.__globals__["_load"].cache_clear()
    return Hem(tmp_path / "hem")


def test_from_proposal_to_accepted_delivery_in_three_steps(run, listing, tmp_path):
    """Map, fill in the marks, deliver; here the identity columns are left out of the extract."""
    keep = [i for i, r in enumerate(RUBRIKER) if r not in ("NAMN", "HANDL", "FRITT")]
    content = "\n".join(";".join(row[i] for i in keep) for row in [RUBRIKER, *ROWS]) + "\n"
    run("map", listing, "--lamnare", "1780")
    path = proposal(tmp_path)
    hem = anew(tmp_path)
    hem.lamnar_text("arendelista_2024H1.csv", content)
    (delivery,) = hem.tar_emot()
    assert [f["regel"] for f in delivery.kvitto["fel"]] == ["kalla_ofardig"]
    text = path.read_text("utf-8").replace('"?"', '"annat"').replace('"? ', '"')
    path.write_text(text, encoding="utf-8")
    hem = anew(tmp_path)
    hem.lamnar_text("arendelista_2024H1.csv", content)
    (delivery,) = hem.tar_emot()
    assert (delivery.tabell, delivery.accepterade) == ("aktualisering", 90)
    assert {"typ": "anmalan", "atgard": "pagaende_utredning", "orsak": "skola"} in hem.galler(
        "aktualisering", "typ atgard orsak"
    )


def test_a_workbook_too_and_the_table_may_be_chosen(run, tmp_path):
    path = tmp_path / "Utredningar uttag 20240815.xlsx"
    rows = [["Utrnr", "Klientnr", "Startdatum", "Slutdatum", "Resultat", "Verksamhet", "Kön"]]
    rows += [[f"u{i}", f"k{i}", "2024-01-10", "2024-03-01", "Insats", "IFO Barn", "Flicka"] for i in range(12)]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Blad1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    told = run("map", path, "--lamnare", "1780", "--tabell", "utredning", "--namn", "Utredningar i IFO")
    assert "passar bäst som utredning (12 rader)" in told
    path = tmp_path / "hem" / "egna" / "schemas" / "sources" / "utredningar_i_ifo.yaml"
    table = read_kalla(path, DEKLARATION.tabeller, DEKLARATION.kodlistor).tabeller["utredning"]
    assert table.kolumner["kon"] == ("Kön",)  # the list understands Flicka: no translation needed
    assert table.kolumner["inledd_datum"] == ("Startdatum",)
    assert table.koder["omrade"].rubriker == ("Verksamhet",)


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--lamnare", "9999"], "Lämnaren 9999 finns inte"),
        (["--lamnare", "1780", "--tabell", "besok"], "Tabellen besok finns inte. Välj en av aktualisering"),
        (["--lamnare", "1780", "--namn", "lifecare_fc"], "Källan lifecare_fc finns redan i ISU"),
        (["--lamnare", "1780", "--namn", "2024H1"], "Ange ett namn med --namn"),
    ],
)
def test_what_can_be_expected_is_told_in_a_sentence(run, listing, arguments, told):
    assert told in run("map", listing, *arguments)


@pytest.mark.parametrize(
    "content, told",
    [
        ("aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum\na;b;c;d;e;f\n", "känns redan igen som tabellen"),
        ("a1;2024-02-01;anmalan;x\na2;2024-02-02;anmalan;x\n", "har värden i sig"),
        ("", "tom"),
    ],
)
def test_a_file_that_needs_none_or_has_no_header(run, tmp_path, content, told):
    path = tmp_path / "fil.csv"
    path.write_text(content, encoding="utf-8")
    assert told in run("map", path, "--lamnare", "1780")


def test_a_file_of_a_system_that_is_declared_is_better_built_on_that(run, tmp_path):
    path = tmp_path / "services.csv"
    path.write_text("Id;CustomerNumber;ServiceType;ExecutionId;StartDate;EndDate\n1;k1;HVB;2;2024-02-01;\n", "utf-8")
    assert "Skriv hellre en fil som utgår från den: utgar_fran: lifecare_fc." in run("map", path, "--lamnare", "1780")


def test_the_name_of_the_source_is_that_of_the_system_and_not_of_one_delivery(tmp_path):
    names = ["Ärenden 2024H1", "arenden_2024_uttag20240815", "Ärenden 2024 H2"]
    assert {source_path(Home(tmp_path), name).name for name in names} == {"arenden.yaml"}


@pytest.mark.parametrize(
    "one, other, like",
    [
        ("INKOM_DATUM", "Inkom datum", True),
        ("Inkdag", "inkom dag", True),
        ("Aktualiseringsdatum", "aktualiseringsdatum", True),
        ("Våld i nära relation", "Våld i nära relation eller hot om våld", True),
        ("Inleds ej", "Utredning inleds inte", True),
        ("Inleds ej", "Utredning inleds", False),
        ("Insats", "Ingen insats", False),
        ("ORSTEXT", "sex", False),
        ("Pojke", "Flicka", False),
    ],
)
def test_how_alike_names_are(one, other, like):
    assert (likeness_of_names(one, other) >= 0.6) == like


def proposed(rubriker: list[str], *rows: list[str], sender: Lamnare = SENDER, tabell: str | None = None):
    bilder, rader = pictures(rubriker, rows, DEKLARATION.identitet)
    return propose(bilder, rader, DEKLARATION, sender, tabell)


def test_a_column_is_no_date_column_if_its_values_are_no_dates():
    rows = [[f"a{i}", "vet ej"] for i in range(9)]
    assert "inkom_datum" not in proposed(["Ärendenr", "Inkom datum"], *rows, tabell="aktualisering").kolumner


def test_values_tell_what_the_header_does_not():
    rows = [[f"a{i}", "2024-02-01", ["Anmälan", "Ansökan"][i % 2]] for i in range(12)]
    found = proposed(["Ärendenr", "Inkommen", "Ärendets typ av ingång"], *rows, tabell="aktualisering").kolumner
    assert (found["typ"].bild.rubrik, found["typ"].saker) == ("Ärendets typ av ingång", False)


def test_a_column_of_personnummer_becomes_the_pseudonym():
    """Numbers with a right checksum, whatever the header says."""
    numbers = ["19121212-1212", "191212121212", "20010911-2398"]
    rows = [[f"a{i}", number, "2024-02-01"] for i, number in enumerate(numbers)]
    found = proposed(["Ärendenr", "Kolumn B", "Inkommen"], *rows, tabell="aktualisering")
    assert (found.kolumner["pid"].bild.rubrik, found.person, found.identitet) == ("Kolumn B", ("Kolumn B",), ())


@pytest.mark.parametrize("written, proposed_as_key", [("a", True), ("ä", False), ("a/", False)])
def test_only_what_the_table_takes_for_an_id_is_proposed_as_one(written, proposed_as_key):
    rows = [[f"{written}{i}", "2024-02-01"] for i in range(9)]
    found = proposed(["Ärendenr", "Inkommen"], *rows, tabell="aktualisering").kolumner
    assert ("aktualisering_id" in found) == proposed_as_key


def test_a_sender_with_one_area_needs_no_area_column():
    one = Lamnare("1780-x", "1780", "", frozenset({"missbruk"}), False)
    assert proposed(["Ärendenr"], ["a1"], ["a2"], sender=one, tabell="utredning").konstanter["omrade"] == "missbruk"
    assert proposed(["Ärendenr"], ["a1"], ["a2"], tabell="utredning").konstanter["omrade"] is None


@pytest.mark.parametrize(
    "code, rows, written", [("77", 5, True), ("77", 4, False), ("x" * 61, 9, False), ("123456", 9, False)]
)
def test_a_local_code_is_written_only_if_it_is_frequent_short_and_no_long_number(code, rows, written):
    (bild,), _ = pictures(["ORS"], [[code]] * rows + [["12"]] * 50, DEKLARATION.identitet)
    karta = code_map(bild, DEKLARATION.kodlistor["orsak"])
    assert (code in [k.lokal for k in karta.koder]) == written
    assert (karta.andra, karta.andra_rader) == ((0, 0) if written else (1, rows))
