"""Adding a table is adding one file in the user's own folder. This one file is all that these tests begin with."""

from pathlib import Path

import pytest

from isu.cells.bind import load_checked_indicators
from isu.cells.build import build_cells
from isu.declaration import load_declarations
from isu.duck import open_connection
from isu.flow.granska import verify
from isu.flow.kalla import register_files
from isu.flow.laget import links
from isu.flow.matar import feeds
from isu.home import Home
from isu.ledger import Ledger
from isu.receipt.mall import write_template
from isu.receipt.ordbok import dictionary_markdown
from tests.hem import LAMNARE, Hem, fynd

TABLE = '''
"""Besök: a visit at the family centre."""

from isu.declaration.kolumn import datum, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import datumordning, kravs_om
from isu.declaration.tabell import Referens, Tabell

TABELL = Tabell(
    namn="besok",
    sv="En rad per besök på familjecentralen.",
    en="One row per visit at the family centre.",
    kalla="Eget",
    nyckel=("besok_id",),
    start="dag",
    omrade="omrade",
    kolumner={
        "besok_id": nyckel("Besökets id", "Id of the visit", "Eget", visa=True),
        "pid": nyckel("Individens pseudonym", "Pseudonym", "Eget", fylld=False, finns=False),
        "omrade": kod("omrade", "Område", "Area", "Eget", fylld=True, finns=True),
        "bokad": datum("Dag då besöket bokades", "Day it was booked", "Eget"),
        "dag": datum("Dag för besöket", "Day of the visit", "Eget", fylld=True, finns=True),
        "sort": lokal_kod("Sorts besök", "Kind of visit", "Eget"),
        "minuter": heltal(1, 480, "Längd", "Length", "Eget", enhet="minuter"),
        "kon": kod("kon", "Kön", "Sex", "Eget"),
    },
    kontroller=(datumordning("bokad", "dag"), kravs_om("minuter", om="sort", varden=["grupp"], varning=True)),
    referenser=(Referens("pid", "person", "pid"),),
)
'''

INDICATOR = """/*---
id: BES-01
version: "1"
grupp: BES
omraden: [barn_unga]
namn: {sv: Besök, en: Visits}
definition: {sv: Antal besök., en: Number of visits.}
population: Alla besök
kalla: Egen
riktning: ingen
aldersgrupper: {0+: [0, null]}
periodtyper: [halvar]
matt: [{matt: antal}]
---*/
SELECT p.period, b.kon, NULL::INTEGER AS alder, TRUE AS utfall
FROM besok AS b
JOIN perioder AS p ON b.dag BETWEEN p.fran AND p.till
"""

#: Eighteen good rows, one booked after its day, and one group without a length.
ROWS = "besok_id;pid;omrade;bokad;dag;sort;minuter;kon\n" + "".join(
    [f"b{n};p{n};barn_unga;2024-02-01;2024-03-01;enskilt;30;{1 + n % 2}\n" for n in range(18)]
    + ["sen;p1;barn_unga;2024-03-02;2024-03-01;enskilt;30;1\n", "grupp;p2;barn_unga;2024-02-01;2024-03-01;grupp;;2\n"]
)


@pytest.fixture
def hem(tmp_path) -> Hem:
    home = Home(tmp_path)
    put(home, "schemas/tables/besok.py", TABLE)
    return Hem(tmp_path)


def put(home: Home, place: str, text: str) -> Path:
    path = home.own / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_recognised_judged_kept_and_accounted_for(hem):
    hem.lamnar_text("besok_2024H1.csv", ROWS)
    (delivery,) = hem.tar_emot()
    assert (delivery.tabell, delivery.accepterade, delivery.avsatta) == ("besok", 19, 1)
    assert fynd(delivery) == {"datumordning": 1, "kravs_om_varning": 1}
    kept = hem.galler("besok", "besok_id dag minuter")
    assert len(kept) == 19
    assert kept[0] == {"besok_id": "b0", "dag": "2024-03-01", "minuter": "30"}
    assert verify(hem.home) == []


def test_its_receipt_says_what_is_wrong_and_where(hem):
    hem.lamnar_text("besok_2024H1.csv", ROWS)
    (delivery,) = hem.tar_emot()
    told = [(f["regel"], f["allvar"], f["antal"]) for f in delivery.kvitto["fel"]]
    assert told == [("datumordning", "fel", 1), ("kravs_om_varning", "varning", 1)]
    page = next((hem.home.outbox(LAMNARE)).glob("besok_2024H1*.kvitto.html")).read_text("utf-8")
    assert "bokad" in page and "R10" in page


def test_its_keys_are_followed_to_the_other_table(hem):
    hem.lamnar_text("besok_2024H1.csv", ROWS)
    hem.lamnar_text("person.csv", "pid;fodelsear;kon\n" + "".join(f"p{n};2014;1\n" for n in range(17)))
    hem.tar_emot()
    told = links(hem.deklaration, register_files(hem.home, Ledger(hem.home).accepted(LAMNARE)))
    assert told["referenser"] == [{"tabell": "besok", "kolumn": "pid", "till": "person", "rader": 1}]


def test_an_indicator_may_count_it_and_the_table_says_so(hem):
    """The indicator is a second file; the receipt, the template and the dictionary then say what the table feeds."""
    put(hem.home, "dbt_like_sql/indicators/egna/BES-01.sql", INDICATOR)
    indikatorer = load_checked_indicators(hem.deklaration)
    hem.lamnar_text("besok_2024H1.csv", ROWS)
    (delivery,) = hem.tar_emot()
    assert [(i["id"], i["kan"]) for i in delivery.kvitto["indikatorer"]] == [("BES-01", True)]
    assert feeds(indikatorer)["besok"] == [("BES-01", "Besök")]
    assert "- Används av: BES-01 Besök." in dictionary_markdown(hem.deklaration, feeds(indikatorer))
    files = register_files(hem.home, Ledger(hem.home).accepted(LAMNARE))
    build_cells(hem.home, hem.deklaration, indikatorer, LAMNARE, files)
    with open_connection() as connection:
        path = hem.home.cells(LAMNARE) / "BES-01.parquet"
        cells = connection.execute(f"select kon, sum(antal) from '{path}' group by kon order by kon").fetchall()
    assert cells == [("1", 9), ("2", 10)]


def test_it_has_a_template_and_a_section_of_the_dictionary(hem, tmp_path):
    tabell = hem.deklaration.tabeller["besok"]
    write_template(tabell, hem.deklaration.kodlistor, tmp_path / "besok.csv")
    assert (tmp_path / "besok.csv").read_text("utf-8-sig") == "besok_id;pid;omrade;bokad;dag;sort;minuter;kon\n"
    page = dictionary_markdown(hem.deklaration)
    assert "En rad per besök på familjecentralen." in page
    assert "- Används av: ingen indikator läser tabellen än." in page


def test_ours_are_as_they_were_without_it(tmp_path):
    """Nothing of the project's own tables changes because a user adds one."""
    home = Home(tmp_path)
    put(home, "schemas/tables/besok.py", TABLE)
    ours, theirs = load_declarations().tabeller, load_declarations(home).tabeller
    assert theirs.keys() - ours.keys() == {"besok"}
    assert {n: list(t.kolumner) for n, t in theirs.items() if n != "besok"} == {
        n: list(t.kolumner) for n, t in ours.items()
    }
