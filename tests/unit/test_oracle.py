"""The compiled SQL finds exactly what pandera's eager polars validation finds: the same (record, rule).

Rows are made good and then given faults at random, written as a CSV as a sender would, and judged both ways.
"""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.declaration import load_declarations
from isu.declaration.tabell import Tabell, slag
from isu.duck import open_connection
from isu.intake.relation import csv_relation
from isu.period import period
from isu.validation import engine
from isu.validation.compile import compile_table
from isu.validation.oracle import broken_rules

DEKLARATION = load_declarations()
HALVAR = period("2024H1").interval
SISTA_DAG = date(2025, 12, 31)
TYPES = {"datum": pl.Date, "heltal": pl.Int32}

DAYS = st.one_of(
    st.none(),
    st.dates(date(2023, 11, 1), date(2024, 7, 31)),
    st.sampled_from([date(1899, 12, 31), date(1900, 1, 1), date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1)]),
)
KEYS = st.one_of(st.none(), st.sampled_from(["a1", "a2", "a3", "p-1", "med blank", "å", "x" * 64, "x" * 65]))


def cell(tabell: Tabell, name: str) -> st.SearchStrategy:
    """Values of one column: the good ones, the edges, empty, and wrong ones."""
    column = tabell.schema.columns[name]
    kind = slag(column)
    if kind == "datum":
        return DAYS
    if kind == "heltal":
        low, high = column.checks[0].statistics["min_value"], column.checks[0].statistics["max_value"]
        return st.one_of(st.none(), st.sampled_from([low, high, low - 1, high + 1]), st.integers(low, high))
    if kind == "nyckel":
        return KEYS
    if kind == "text":
        return st.one_of(st.none(), st.sampled_from(["lokal", "y" * 100, "y" * 101]))
    codes = DEKLARATION.kodlistor[column.metadata["kodlista"]].values
    return st.one_of(st.none(), st.sampled_from([*codes, *codes, "finns_ej"]))


def frames(tabell: Tabell) -> st.SearchStrategy[pl.DataFrame]:
    row = st.fixed_dictionaries({name: cell(tabell, name) for name in tabell.kolumner})
    schema = {name: TYPES.get(slag(column), pl.String) for name, column in tabell.kolumner.items()}
    return st.lists(row, min_size=1, max_size=12).map(lambda rows: pl.DataFrame(rows, schema=schema))


def compiled_rules(tabell: Tabell, frame: pl.DataFrame, path: Path) -> set[tuple[int, str]]:
    """(record counted from 0, rule) by the engine, through a CSV file."""
    names = tuple(tabell.kolumner)
    frame.write_csv(path, separator=";", quote_style="never")
    compiled = compile_table(DEKLARATION, tabell.namn, names)
    relation = csv_relation(path, names, ";", len(frame))
    with open_connection() as connection:
        places = {name: i for i, name in enumerate(names)}
        engine.read_rows(connection, relation, compiled, places, engine.Tid(HALVAR, SISTA_DAG), 10)
        engine.mark_duplicates(connection, compiled)
        masks = connection.execute("select rad, fel, tom from rader order by rad").fetchall()
        twice = connection.execute("select rad from dubbletter").fetchall()
    broken = {(rad - 2, r.regel) for rad, fel, _ in masks for r in compiled.regler if fel & (1 << r.bit)}
    return broken | {(rad - 2, "dubblettnyckel") for (rad,) in twice}


@pytest.mark.parametrize("namn", sorted(DEKLARATION.tabeller))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_same_records_and_rules_as_pandera(namn, data, tmp_path_factory):
    tabell = DEKLARATION.tabeller[namn]
    frame = data.draw(frames(tabell)).filter(~pl.all_horizontal(pl.all().is_null()))
    if frame.is_empty():
        return
    found = {(n, rule) for n, rule, _ in broken_rules(tabell, frame, HALVAR, SISTA_DAG)}
    assert compiled_rules(tabell, frame, tmp_path_factory.mktemp("fil") / "fil.csv") == found


def test_the_oracle_is_not_blind():
    """One row that breaks known rules, so that two silent judges cannot agree on nothing."""
    tabell = DEKLARATION.tabeller["aktualisering"]
    row = {name: None for name in tabell.kolumner} | {
        "aktualisering_id": "a1",
        "inkom_datum": date(2024, 3, 1),
        "omrade": "barn_unga",
        "atgard": "inleds_inte",
        "atgard_datum": date(2024, 2, 1),
        "utredning_id": "u1",
        "orsak": "lokal",
    }
    schema = {name: TYPES.get(slag(column), pl.String) for name, column in tabell.kolumner.items()}
    found = {rule for _, rule, _ in broken_rules(tabell, pl.DataFrame([row], schema=schema), HALVAR, SISTA_DAG)}
    assert found == {"datumordning", "tom_om", "okand_kod"}
