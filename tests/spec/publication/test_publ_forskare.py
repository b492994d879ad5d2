"""docs/forskare.md and the edition's README say what is true, and their examples can be run as they stand."""

import re
from pathlib import Path

import duckdb
import pytest

from isu.aggregate.status import STATUSAR
from isu.release.jamforelsekolumner import KOLUMNER as JAMFORELSEKOLUMNER
from isu.release.kolumner import KOLUMNER, STATUSTEXTER
from isu.release.kvalitet import KOLUMNER as KVALITETSKOLUMNER
from tests.spec.publication.nation import Nation

MANUAL = (Path(__file__).parents[3] / "docs" / "forskare.md").read_text(encoding="utf-8")
SQL_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}


def examples(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture
def edition(tmp_path, monkeypatch) -> Path:
    nation = Nation(tmp_path, id="AKT-05")
    nation.celler("lamnare | kon | antal\n1715 | 1 | 10\n1780 | 2 | 20\n1880 | 1 | 30\n1885 | 2 | 40")
    nation.innehall("1715", {"2024H1": "ej_komplett"})
    nation.publicerar()
    monkeypatch.chdir(nation.home.edition)
    return nation.home.edition


def test_the_manual_has_every_column_and_status_as_the_file_has_them():
    for name, kind, sv, en in (*KOLUMNER, *JAMFORELSEKOLUMNER):
        assert f"| {name} | {SQL_TYPES[str(kind)]} | {sv} | {en} |" in MANUAL
    for name, kind, sv, en in KVALITETSKOLUMNER:
        assert f"| {name} | {SQL_TYPES[str(kind)]} | {sv} | {en} |" in MANUAL
    assert tuple(status for status, _, _ in STATUSTEXTER) == STATUSAR
    for row in STATUSTEXTER:
        assert f"| {' | '.join(row)} |" in MANUAL


def test_the_types_that_duckdb_sees_are_those_of_the_manual(edition):
    seen = {name: kind for name, kind, *_ in duckdb.sql("DESCRIBE FROM 'indikatorer.parquet'").fetchall()}
    assert seen == {name: SQL_TYPES[str(kind)] for name, kind, _, _ in KOLUMNER}


@pytest.mark.parametrize("sql", examples(MANUAL, "sql"))
def test_sql_of_the_manual_gives_rows(edition, sql):
    assert duckdb.sql(sql).fetchall()


@pytest.mark.parametrize("program", examples(MANUAL, "python"))
def test_python_of_the_manual_runs(edition, program):
    names: dict = {}
    exec(program, names)
    if "utveckling" in names:
        assert names["utveckling"].rows() == [("2024H1", 90, 100.0, 100.0, 3, "visas")]


def test_sql_of_the_readme_gives_the_kommuner_that_are_shown(edition):
    (sql,) = examples((edition / "README.md").read_text(encoding="utf-8"), "sql")
    assert sorted(duckdb.sql(sql).fetchall()) == [("1780", 20, 100.0), ("1880", 30, 100.0), ("1885", 40, 100.0)]


def test_the_manual_counts_missing_kommuner_by_reason(edition):
    counted = duckdb.sql(examples(MANUAL, "sql")[1]).fetchall()
    assert counted == [("2024H1", "ej_komplett", 1), ("2024H1", "visas", 3)]
