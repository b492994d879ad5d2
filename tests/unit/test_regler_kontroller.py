"""Checks that a table of one's own may use, though none of ours does today: deadlines for everybody, and an age."""

from isu.declaration import load_declarations
from isu.home import Home
from tests.regelprov import VANLIG, prova

TABELL = """
from isu.declaration.kolumn import datum, heltal, kod, nyckel
from isu.declaration.kontroll import hogst_alder, hogst_dagar, hogst_manader
from isu.declaration.tabell import Tabell

TABELL = Tabell(
    namn="arende",
    sv="Ett ärende.",
    en="A case.",
    kalla="Exempel",
    nyckel=("id",),
    start="start",
    slut="slut",
    kolumner={
        "id": nyckel("Id", "Id", "Exempel"),
        "start": datum("Start", "Start", "Exempel", fylld=True, finns=True),
        "svar": datum("Svar", "Answer", "Exempel"),
        "slut": datum("Slut", "End", "Exempel"),
        "alder": heltal(0, 110, "Ålder", "Age", "Exempel", enhet="år"),
        "undantag": kod("ja_nej", "Undantag", "Exception", "Exempel"),
    },
    kontroller=(
        hogst_dagar("start", "svar", dagar=14, utom="undantag"),
        hogst_manader("start", "slut", manader=4, utom="undantag"),
        hogst_alder("alder", 20, om="undantag", varden=["1"]),
    ),
)
"""


def brutna(tmp_path, text: str) -> dict[str, list[str]]:
    folder = tmp_path / "egna" / "schemas" / "tables"
    folder.mkdir(parents=True)
    (folder / "arende.py").write_text(TABELL, encoding="utf-8")
    VANLIG["arende"] = {}
    return prova("arende", text, deklaration=load_declarations(Home(tmp_path))).brutna


def test_days_and_months_with_an_exception(tmp_path):
    """Day 14 is within the days, the same day number four months later within the months; 0 and 9 are no exception."""
    found = brutna(
        tmp_path,
        """
        id       | start      | svar       | slut       | undantag
        i_tid    | 2024-01-31 | 2024-02-14 | 2024-05-31 |
        dag_15   | 2024-01-31 | 2024-02-15 | 2024-05-31 | 0
        manad_5  | 2024-01-31 | 2024-02-14 | 2024-06-01 | 9
        undantag | 2024-01-31 | 2024-03-15 | 2024-06-30 | 1
        oppen    | 2024-01-31 |            |            |
        """,
    )
    assert found == {"hogst_dagar_varning": ["dag_15"], "hogst_manader_varning": ["manad_5"]}


def test_an_age_where_something_else_is_so(tmp_path):
    found = brutna(
        tmp_path,
        """
        id         | start      | alder | undantag
        i_tid      | 2024-01-31 | 20    | 1
        for_gammal | 2024-01-31 | 21    | 1
        annars     | 2024-01-31 | 21    | 0
        """,
    )
    assert found == {"hogst_alder": ["for_gammal"]}
