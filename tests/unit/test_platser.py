"""The places to mend: one row per broken rule, and only the values that the declaration lets be shown."""

from isu.declaration.kolumn import datum, heltal, lokal_kod, nyckel
from isu.declaration.kontroll import datumordning
from isu.declaration.tabell import Tabell
from isu.validation import engine
from tests.motor import declared, run


def table(namn: str, visa: bool) -> Tabell:
    return Tabell(
        namn=namn,
        sv="Prov",
        en="Trial",
        kalla="Provet",
        nyckel=("id",),
        kolumner={
            "id": nyckel("Id", "Id", "Provet", visa=visa),
            "pid": nyckel("Person", "Person", "Provet", fylld=False),
            "a": datum("A", "A", "Provet"),
            "b": datum("B", "B", "Provet"),
            "antal": heltal(0, 9, "Antal", "Number", "Provet", enhet="st"),
            "alder": heltal(0, 110, "Ålder", "Age", "Provet", enhet="år", visa=False),
            "lokal": lokal_kod("Lokal", "Local", "Provet"),
        },
        kontroller=(datumordning("a", "b", varning=True),),
    )


NAMES = "id pid a b antal alder lokal"
ROWS = [
    ["a1", "p1", "2024-01-01", "2024-01-02", "5", "7", "x"],
    ["a2", "p 2", "2024-01-03", "2024-01-02", "10", "111", "x"],
    ["a3", "p3", "i maj", "2024-01-02", "Anna", "7", "x"],
    ["Anna A", "p4", "2024-01-01", "2024-01-02", "5", "7", "y" * 101],
    ["a5", "p5", "2024-01-01", "2024-01-02", "5", "7", "x"],
    ["a5", "p6", "2024-01-01", "2024-01-02", "5", "7", "x"],
]


def places(tmp_path, rows=ROWS, visa: bool = True, most: int = 100) -> list[tuple]:
    with run(declared(table("prov", visa)), "prov", NAMES, rows) as domd:
        return [tuple(row.values()) for row in domd.written(engine.write_places, most, folder=tmp_path)]


def test_every_broken_rule_has_its_place_in_the_order_of_the_file(tmp_path):
    assert places(tmp_path) == [
        # rad, regel, allvar, kolumner, varden, rad_id
        (3, "ej_nyckelform", "fel", ["pid"], [None], "a2"),
        (3, "utanfor_granser", "fel", ["antal"], ["10"], "a2"),
        (3, "utanfor_granser", "fel", ["alder"], [None], "a2"),
        (3, "datumordning_varning", "varning", ["a", "b"], [None, None], "a2"),
        (4, "ej_datum", "fel", ["a"], [None], "a3"),
        (4, "ej_heltal", "fel", ["antal"], [None], "a3"),  # text that is no number may be anything
        (5, "ej_nyckelform", "fel", ["id"], [None], None),  # and so may an id that has not the form of one
        (5, "fel_langd", "fel", ["lokal"], [None], None),
        (6, "dubblettnyckel", "fel", ["id"], ["a5"], "a5"),
        (7, "dubblettnyckel", "fel", ["id"], ["a5"], "a5"),
    ]


def test_without_a_harmless_key_no_id_is_told(tmp_path):
    found = places(tmp_path, visa=False)
    assert {rad_id for *_, rad_id in found} == {None}
    assert [v for *_, varden, _ in found for v in varden if v] == ["10"]


def test_no_more_than_asked_for(tmp_path):
    assert places(tmp_path, most=2) == places(tmp_path)[:2]


def test_a_good_file_has_no_places(tmp_path):
    assert places(tmp_path, ROWS[:1]) == []


def test_a_record_that_does_not_split_is_a_place_too(tmp_path):
    with run(declared(table("prov", True)), "prov", NAMES, ROWS[:1]) as domd:
        domd.connection.execute("update rader set falt = 3, id = null")
        (row,) = domd.written(engine.write_places, 10, folder=tmp_path)
    assert tuple(row.values()) == (2, "olasbar_rad", "fel", [], [], None)
