"""docs/forskare.md and the edition's README say what is true, and their examples can be run as they stand."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from isu.aggregate.status import STATUSAR
from isu.release import make_release
from isu.release.jamforelsekolumner import KOLUMNER as JAMFORELSEKOLUMNER
from isu.release.kodtexter import STATUSTEXTER
from isu.release.kolumner import KOLUMNER
from isu.release.kvalitet import KOLUMNER as KVALITETSKOLUMNER
from tests.facit import needs_facit, run
from tests.spec.publication.nation import Nation
from tests.verktyg import without

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
    release = make_release(nation.home, "2024.1")
    monkeypatch.chdir(release)
    return release


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


#: What a name in an example of the manual is → how to look at it, and what it is in this release.
NAMES = {
    "utveckling": (lambda frame: frame.rows(), [("2024H1", 90, 100.0, 100.0, 3, "visas")]),
    "lanen": (lambda rows: [(r[0], r[3], r[4]) for r in rows], [("17", 20, 100.0), ("18", 70, 100.0)]),
    "beskrivningar": (lambda rows: len(rows), len(KOLUMNER)),
}


#: The example with a client of Kolada's needs a server, and is tried in tests/unit/test_kolada.py.
PYTHON = [program for program in examples(MANUAL, "python") if "koladapy" not in program]
(PANDAS,) = [program for program in PYTHON if "import pandas" in program]


@pytest.mark.parametrize("program", [program for program in PYTHON if program != PANDAS])
def test_python_of_the_manual_gives_what_the_release_holds(edition, program):
    names: dict = {}
    exec(program, names)
    for name in NAMES.keys() & names.keys():
        look, expected = NAMES[name]
        assert look(names[name]) == expected


def test_every_python_example_but_the_one_that_prints_is_looked_at():
    assigned = [re.findall(r"^(?: {4})?(\w+) = ", program, re.MULTILINE) for program in PYTHON if program != PANDAS]
    assert [bool(set(names) & NAMES.keys()) for names in assigned] == [True, True, False]


@needs_facit
def test_pandas_of_the_manual_reads_the_csv_twin(edition):
    answer = run("python", "-c", f"{PANDAS}\nprint(kommunerna.to_json(orient='index'))", cwd=edition)
    assert answer.returncode == 0, answer.stderr
    shown = {kommun: {"n": n, "varde": 100.0} for kommun, n in (("1780", 20), ("1880", 30), ("1885", 40))}
    assert json.loads(answer.stdout) == shown


@without("R", not shutil.which("Rscript"))
def test_base_r_of_the_manual_reads_the_csv_twin(edition):
    (program,) = [p for p in examples(MANUAL, "r") if "library(" not in p]
    done = subprocess.run(["Rscript", "--vanilla", "-e", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    numbers = [line.split()[1:] for line in done.stdout.splitlines()[1:4]]
    assert [(omrade, period, n, varde) for omrade, period, n, varde, *_ in numbers] == [
        ("1780", "2024H1", "20", "100"),
        ("1880", "2024H1", "30", "100"),
        ("1885", "2024H1", "40", "100"),
    ]
    assert done.stdout.splitlines()[-1] == "[1] 100"


def test_the_manual_names_every_file_of_a_release(edition):
    for path in edition.iterdir():
        assert path.name in MANUAL, path.name


def test_sql_of_the_readme_gives_the_kommuner_that_are_shown(edition):
    (sql,) = examples((edition / "README.md").read_text(encoding="utf-8"), "sql")
    assert sorted(duckdb.sql(sql).fetchall()) == [("1780", 20, 100.0), ("1880", 30, 100.0), ("1885", 40, 100.0)]


def test_the_manual_counts_missing_kommuner_by_reason(edition):
    counted = duckdb.sql(examples(MANUAL, "sql")[1]).fetchall()
    assert counted == [("2024H1", "ej_komplett", 1), ("2024H1", "visas", 3)]
