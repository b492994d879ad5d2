"""Each table check by example, judged by the SQL and by pandera; and what is left out when columns are missing."""

from datetime import date

import polars as pl
import pytest

from isu.declaration.kolumn import datum, heltal, kod, nyckel
from isu.declaration.kontroll import datumordning, hogst_alder, hogst_dagar, hogst_manader, kravs_om, tom_om, varde_om
from isu.declaration.tabell import Tabell
from isu.errors import DeclarationError
from isu.validation.compile import Utelamnad, compile_table
from isu.validation.oracle import broken_rules
from tests.motor import TID, declared, run

TYPES = {"dag": pl.Date, "sen": pl.Date, "alder": pl.Int32}


def table(*checks) -> Tabell:
    return Tabell(
        namn="prov",
        sv="Prov",
        en="Trial",
        kalla="Provet",
        nyckel=("id",),
        kolumner={
            "id": nyckel("Id", "Id", "Provet", fylld=False),
            "dag": datum("Dag", "Day", "Provet"),
            "sen": datum("Senare", "Later", "Provet"),
            "svar": kod("ja_nej", "Svar", "Answer", "Provet"),
            "sort": kod("prov_sort", "Sort", "Kind", "Provet"),
            "alder": heltal(0, 110, "Ålder", "Age", "Provet", enhet="år"),
        },
        kontroller=checks,
    )


NAMES = ["id", "dag", "sen", "svar", "sort", "alder"]


def both(check, **row: str | None) -> set[str]:
    """The rules that the row breaks, the same for both judges."""
    deklaration = declared(table(check), prov_sort=["a", "b", "c"])
    cells = {name: row.get(name) for name in NAMES} | {"id": "a1"}
    with run(deklaration, "prov", NAMES, [list(cells.values())]) as domd:
        found = {rule for _, rule in domd.broken()}
    typed = {name: _typed(name, text) for name, text in cells.items()}
    frame = pl.DataFrame([typed], schema={n: TYPES.get(n, pl.String) for n in NAMES})
    judged = broken_rules(deklaration.tabeller["prov"], frame, TID.interval, TID.sista_dag)
    assert found == {rule for _, rule, _ in judged}
    return found


def _typed(name: str, text: str | None):
    if text is None:
        return None
    return {"dag": date.fromisoformat, "sen": date.fromisoformat, "alder": int}.get(name, str)(text)


@pytest.mark.parametrize(
    "check, good, bad",
    [
        (
            datumordning("dag", "sen"),
            {"dag": "2024-01-02", "sen": "2024-01-02"},
            {"dag": "2024-01-03", "sen": "2024-01-02"},
        ),
        (kravs_om("dag", om="svar", varden=["1"]), {"dag": "2024-01-02", "svar": "1"}, {"dag": None, "svar": "1"}),
        (kravs_om("svar", om="dag"), {"svar": None, "dag": None}, {"svar": None, "dag": "2024-01-02"}),
        (
            tom_om("dag", om="svar", varden=["0"]),
            {"dag": "2024-01-02", "svar": "1"},
            {"dag": "2024-01-02", "svar": "0"},
        ),
        (varde_om("sort", ["a"], om="svar", varden=["1"]), {"sort": "b", "svar": "0"}, {"sort": "b", "svar": "1"}),
        (
            hogst_dagar("dag", "sen", dagar=14, utom="svar"),
            {"dag": "2024-01-01", "sen": "2024-01-16", "svar": "1"},
            {"dag": "2024-01-01", "sen": "2024-01-16", "svar": "0"},
        ),
        (
            hogst_manader("dag", "sen", manader=1),
            {"dag": "2024-01-31", "sen": "2024-02-29"},
            {"dag": "2024-01-31", "sen": "2024-03-01"},
        ),
        (
            hogst_alder("alder", 20, om="svar", varden=["1"]),
            {"alder": "20", "svar": "1"},
            {"alder": "21", "svar": "1"},
        ),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_check_breaks_where_it_should_and_nowhere_else(check, good, bad):
    rule = f"{check.name}_varning" if check.raise_warning else check.name
    assert (both(check, **good), both(check, **bad)) == (set(), {rule})


def compiled(checks: tuple, present: str, **more):
    return compile_table(declared(table(*checks), prov_sort=["a"]), "prov", tuple(present.split()), **more)


def test_a_rule_whose_columns_are_missing_is_left_out_and_told():
    """An unfilled cell is judged; a column that the file does not have is not."""
    order, needed = datumordning("dag", "sen"), kravs_om("svar", om="dag")
    found = compiled((order, needed), "id dag")
    assert {r.regel for r in found.regler if "dag" in r.kolumner} == {"ej_datum", "rimligt_datum"}
    assert [u for u in found.utelamnade if "dag" in u.kolumner] == [
        Utelamnad("datumordning", ("dag", "sen"), ("sen",)),
        Utelamnad("kravs_om", ("svar", "dag"), ("svar",)),
    ]
    assert Utelamnad("ej_heltal", ("alder",), ("alder",)) in found.utelamnade


def test_a_check_can_do_without_the_column_of_an_exception():
    found = compiled((hogst_dagar("dag", "sen", dagar=14, utom="svar"),), "id dag sen")
    assert "hogst_dagar_varning" in {r.regel for r in found.regler}


def test_nothing_is_left_out_of_a_whole_file():
    assert compiled((datumordning("dag", "sen"),), "id dag sen svar sort alder").utelamnade == ()


def test_a_table_with_more_rules_than_a_mask_holds_stops_the_start_up():
    with pytest.raises(DeclarationError, match="högst 62"):
        compiled(tuple(datumordning("dag", "sen") for _ in range(60)), "id dag sen svar sort alder")


def test_an_area_that_could_not_be_translated_is_nobody_elses(hem):
    """The sender's own rows must be told from others'; an unknown area is neither."""
    ours, present = hem.deklaration, ("insats_id", "omrade")
    own = frozenset({"barn_unga"})

    def area(**more) -> str:
        return next(
            r.sql for r in compile_table(ours, "insats", present, own, **more).regler if r.regel == "annat_omrade"
        )

    assert area() == "omrade not in ('barn_unga')"
    assert area(oversatta=frozenset({"omrade"})) == "omrade not in ('barn_unga', 'omappad')"
