"""Year versions of a table: a base and small differences. A delivery is judged by the version of its own time."""

from datetime import date

import pytest

from isu.declaration import load_declarations
from isu.errors import DeclarationError
from isu.home import Home
from isu.receipt.mall import write_template
from isu.receipt.ordbok import changes_in_words
from tests.hem import Hem, fynd

BASE = """
from datetime import date
from isu.declaration.andring import Andring
from isu.declaration.kolumn import datum, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import kravs_om
from isu.declaration.tabell import Tabell

TABELL = Tabell(
    namn="besok",
    sv="Besök", en="Visits", kalla="Eget",
    nyckel=("besok_id",),
    start="dag",
    kolumner={
        "besok_id": nyckel("Id", "Id", "Eget"),
        "dag": datum("Dag", "Day", "Eget", fylld=True, finns=True),
        "sort": kod("sort", "Sort", "Kind", "Eget"),
        "notis": lokal_kod("Not", "Note", "Eget"),
    },
    kontroller=(kravs_om("sort", om="dag", varning=True), kravs_om("notis", om="sort", varden=["annat"])),
    andringar=(ANDRINGAR),
)
"""
FROM_2025 = """
    Andring(
        date(2025, 1, 1),
        "föreskriften ändrades",
        kolumner={
            "sort": kod("sort_2025", "Sort", "Kind", "Eget"),
            "langd": heltal(0, 300, "Längd", "Length", "Eget", enhet="min", finns=True),
        },
        utgar=("notis",),
        kontroller=(kravs_om("langd", om="sort", varden=["brev"]),),
        utan=(kravs_om("sort", om="dag", varning=True),),
    ),"""


def declared(home: Home, andringar: str = FROM_2025) -> None:
    files = {
        "tables/besok.py": BASE.replace("ANDRINGAR", andringar),
        "codes/sort.csv": "kod,sv,en\nhem,Hembesök,Home visit\nannat,Annat,Other\n",
        "codes/sort_2025.csv": "kod,sv,en\nhem,Hembesök,Home visit\nbrev,Brev,Letter\n",
    }
    for place, text in files.items():
        path = home.own / "schemas" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def hem(tmp_path) -> Hem:
    declared(Home(tmp_path))
    return Hem(tmp_path)


def test_each_delivery_is_judged_by_the_version_of_its_time(hem):
    """2024: annat is a code and notis must explain it. 2025: brev is one and must have a length; sort may be empty."""
    hem.lamnar_text(
        "besok_2024H2.csv", "besok_id;dag;sort;notis\na;2024-12-31;annat;x\nb;2024-12-31;;\nc;2024-12-31;hem;\n"
    )
    hem.lamnar_text(
        "besok_2025H1.csv", "besok_id;dag;sort;langd\nd;2025-01-01;brev;5\ne;2025-01-01;;\nf;2025-01-01;hem;\n"
    )
    old, new = hem.tar_emot()
    assert fynd(old) == {"kravs_om_varning": 1}
    assert fynd(new) == {}
    assert hem.galler("besok", "besok_id sort notis langd") == [
        {"besok_id": "a", "sort": "annat", "notis": "x", "langd": None},
        {"besok_id": "b", "sort": None, "notis": None, "langd": None},
        {"besok_id": "c", "sort": "hem", "notis": None, "langd": None},
        {"besok_id": "d", "sort": "brev", "notis": None, "langd": "5"},
        {"besok_id": "e", "sort": None, "notis": None, "langd": None},
        {"besok_id": "f", "sort": "hem", "notis": None, "langd": None},
    ]


def rows_of(period: str, columns: str, first: str, others: str) -> tuple[str, str]:
    """A file of twelve rows, the first as given: one bad row does not refuse it."""
    lines = [columns, f"a;{first}", *(f"b{n};{others}" for n in range(11))]
    return f"besok_{period}.csv", "\n".join(lines) + "\n"


def test_a_code_of_another_version_is_no_code(hem):
    hem.lamnar_text(*rows_of("2024H2", "besok_id;dag;sort", "2024-12-31;brev", "2024-12-31;hem"))
    hem.lamnar_text(*rows_of("2025H1", "besok_id;dag;sort;langd", "2025-01-01;annat;", "2025-01-01;hem;"))
    assert [fynd(d) for d in hem.tar_emot()] == [{"ej_i_kodlistan": 1}, {"ej_i_kodlistan": 1}]


def test_a_column_that_the_version_asks_for_is_missed(hem):
    hem.lamnar_text("besok_2025H1.csv", "besok_id;dag;sort\nd;2025-01-01;hem\n")
    (delivery,) = hem.tar_emot()
    assert (delivery.utfall, fynd(delivery)) == ("avvisad", {"okand_tabell": 1})
    assert "langd" in delivery.kvitto["fel"][0]["mening"]


def test_a_column_that_is_not_of_the_time_is_not_read_and_said_to_be_so(hem):
    hem.lamnar_text("besok_2025H1.csv", "besok_id;dag;sort;langd;notis\nd;2025-01-01;hem;5;x\n")
    (delivery,) = hem.tar_emot()
    assert hem.galler("besok", "besok_id notis") == [{"besok_id": "d", "notis": None}]
    assert delivery.kvitto["oanvanda_kolumner"] == ["notis"]


def test_the_template_is_of_the_latest_version(hem, tmp_path):
    write_template(hem.deklaration.tabeller["besok"], hem.deklaration.kodlistor, tmp_path / "besok.csv")
    assert (tmp_path / "besok.csv").read_text("utf-8-sig") == "besok_id;dag;sort;langd\n"


def test_the_versions_of_a_table(hem):
    tabell = hem.deklaration.tabeller["besok"]
    asked = {str(day): tabell.at(day).required for day in (date(2024, 12, 31), date(2025, 1, 1))}
    assert asked == {"2024-12-31": ["besok_id", "dag"], "2025-01-01": ["besok_id", "dag", "langd"]}
    assert (list(tabell.kolumner), tabell.required) == (
        ["besok_id", "dag", "sort", "notis", "langd"],
        ["besok_id", "dag"],
    )


def test_the_dictionary_tells_of_the_changes(hem):
    assert changes_in_words(hem.deklaration.tabeller["besok"]) == [
        "Från 2025-01-01 (föreskriften ändrades): nya eller ändrade kolumner `sort` och `langd`; kolumner som utgår"
        " `notis`; ändrade kontroller."
    ]


@pytest.mark.parametrize(
    "andring, told",
    [
        ('utgar=("fel",)', "tar bort kolumnen fel, som inte finns"),
        ('utgar=("dag",)', "tar bort kolumnen dag, som tabellen behöver"),
        ('kolumner={"sort": datum("Sort", "Kind", "Eget")}', "byter slag på kolumnen sort"),
        ('utan=(kravs_om("notis", om="dag"),)', "tar bort en kontroll, kravs_om, som inte finns"),
    ],
)
def test_a_change_that_does_not_fit_stops_the_start_up(tmp_path, andring, told):
    home = Home(tmp_path)
    declared(home, f'Andring(date(2025, 1, 1), "prov", {andring}),')
    with pytest.raises(DeclarationError, match=told):
        load_declarations(home)


def test_rows_from_before_a_column_was_declared_have_it_empty(tmp_path):
    """The register of an older declaration is read as it is."""
    declared(Home(tmp_path), "")
    before = Hem(tmp_path)
    before.lamnar_text("besok_2024H2.csv", "besok_id;dag;sort;notis\na;2024-12-31;hem;x\n")
    before.tar_emot()
    declared(Home(tmp_path))
    load_declarations.__globals__["_load"].cache_clear()
    assert Hem(tmp_path).galler("besok", "besok_id notis langd") == [{"besok_id": "a", "notis": "x", "langd": None}]
