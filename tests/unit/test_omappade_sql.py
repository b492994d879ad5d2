"""Which code columns a number rests on, read in its SQL: through views and subqueries, and no more than it uses."""

import duckdb
import pytest

from isu.cells.kodkolumner import code_columns_read
from isu.declaration import load_declarations
from isu.intake.oversattning import translated

DEKLARATION = load_declarations()
VIEWS = {
    "alla": "select a.*, p.kon as persons_kon from aktualisering as a left join person as p on p.pid = a.pid",
    "barn": "select * from alla where omrade = 'barn_unga'",
}


def read(sql: str) -> list[str]:
    return [f"{tabell}.{column}" for tabell, column in code_columns_read(sql, VIEWS, DEKLARATION)]


@pytest.mark.parametrize(
    "sql, columns",
    [
        ("select orsak from aktualisering", ["aktualisering.orsak"]),
        ("select aktualisering_id from aktualisering where typ = 'anmalan'", ["aktualisering.typ"]),
        ("select a.pid from aktualisering as a join utredning as u on u.lagrum = a.orsak",
         ["aktualisering.orsak", "utredning.lagrum"]),
        ("select pid from barn", ["aktualisering.omrade"]),
        ("select persons_kon from alla", ["person.kon"]),
        ("with b as (select *, typ as sort from barn) select atgard from b",
         ["aktualisering.atgard", "aktualisering.omrade"]),
        ("select pid from alla union all select orsak from alla", ["aktualisering.orsak"]),
        ("select pid from utredning as u where exists (select 1 from barn as b where b.pid = u.pid and b.typ = 'x')",
         ["aktualisering.omrade", "aktualisering.typ"]),
        ("select count(*) over (partition by regi) as n from insats", ["insats.regi"]),
        ("select inkom_datum from aktualisering", []),
        ("select kod from kodlista_orsak", []),
    ],
)  # fmt: skip
def test_the_columns_that_are_used(sql, columns):
    assert read(sql) == columns


def test_sql_that_cannot_be_followed_is_taken_to_use_every_code_column_that_it_names(monkeypatch):
    def cannot(*_, **__):
        raise ValueError

    monkeypatch.setattr("isu.cells.kodkolumner.qualify", cannot)
    assert read("select pid from barn where typ = 'x'") == [
        f"aktualisering.{c}"
        for c in ("anmalare", "atgard", "avser_vald", "forlangd_synnerliga_skal", "kon", "omrade", "orsak", "typ")
    ] + [
        f"person.{c}"
        for c in (
            *("boendesituation", "ensamkommande", "fodelseland", "funktionsnedsattning_kand"),
            *("id_typ", "kon", "skyddad"),
        )
    ]
    assert read("select typ from aktualisering") == ["aktualisering.typ"]


def test_a_translation_without_any_code_leaves_all_unmapped():
    sql = translated(0, (), None).sql
    assert duckdb.execute(f"select {sql} from (values ('A'), (' '), (null)) as t (c0)").fetchall() == [
        ("omappad",),
        (None,),
        (None,),
    ]
