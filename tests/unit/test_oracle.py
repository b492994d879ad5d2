"""The compiled SQL finds exactly what pandera's eager polars validation finds: the same (record, rule) and values.

Rows are made good and then given faults at random, written in any form that is understood, and judged both ways. The
rules that bring their own SQL (schemas/rules, villkor) have no pandera form: test_regler_villkor.py.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.declaration.kodkarta import OMAPPAD
from isu.declaration.kolumn import datum, decimaltal, heltal, kod, nyckel
from isu.declaration.kontroll import (
    datumordning,
    hogst_alder,
    hogst_dagar,
    hogst_manader,
    kravs_om,
    tom_om,
    varde_om,
)
from isu.declaration.tabell import Tabell, slag, with_unmapped
from isu.validation.oracle import broken_rules
from tests.motor import TID, declared, run

#: Every kind of column and every check; our own tables have no use for some of them.
ALLT = Tabell(
    namn="allt",
    sv="Allt",
    en="Everything",
    kalla="Provet",
    nyckel=("id", "del"),
    start="start",
    slut="slut",
    kolumner={
        "id": nyckel("Id", "Id", "Provet", finns=True),
        "del": heltal(1, 3, "Del", "Part", "Provet", enhet="nr", fylld=True),
        "start": datum("Start", "Start", "Provet", fylld=True),
        "slut": datum("Slut", "End", "Provet"),
        "belopp": decimaltal(0, 5000, 2, "Belopp", "Amount", "Provet", enhet="kr"),
        "kommun": kod("prov_kommun", "Kommun", "Municipality", "Provet"),
        "svar": kod("ja_nej", "Svar", "Answer", "Provet"),
        "alder": heltal(0, 110, "Ålder", "Age", "Provet", enhet="år"),
    },
    kontroller=(
        datumordning("slut", "start", varning=True),
        kravs_om("belopp", om="svar", varden=["1"]),
        kravs_om("kommun", om="slut", varning=True),
        tom_om("belopp", om="svar", varden=["0"]),
        varde_om("kommun", ["0114", "1780"], om="svar", varden=["1", "9"]),
        hogst_dagar("start", "slut", dagar=14, utom="svar"),
        hogst_manader("start", "slut", manader=4, utom="svar"),
        hogst_alder("alder", 20, om="kommun", varden=["0114"]),
    ),
)
DEKLARATION = declared(ALLT, prov_kommun=["0114", "0180", "1780"])

DAYS = st.one_of(
    st.none(),
    st.dates(date(2023, 11, 1), date(2024, 7, 31)),
    st.sampled_from([date(1900, 1, 1), date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1)]),
)
KEYS = st.one_of(st.none(), st.sampled_from(["a1", "a2", "a3", "p-1", "med blank", "å", "x" * 64, "x" * 65]))


def polars_type(column) -> Any:
    kind = slag(column)
    if kind == "decimaltal":
        return pl.Decimal(18, column.metadata["decimaler"])
    return {"datum": pl.Date, "manad": pl.Date, "heltal": pl.Int32}.get(kind, pl.String)


def cell(tabell: Tabell, name: str) -> st.SearchStrategy:
    """Values of one column: the good ones, the edges, empty, and wrong ones."""
    column = tabell.schema.columns[name]
    kind = slag(column)
    if kind == "datum":
        return DAYS
    if kind == "manad":
        return DAYS.map(lambda day: day and day.replace(day=1))
    if kind in ("heltal", "decimaltal"):
        low, high = column.checks[0].statistics["min_value"], column.checks[0].statistics["max_value"]
        step = Decimal(10) ** -column.metadata["decimaler"] if kind == "decimaltal" else 1
        between = st.decimals(low, high, places=2) if kind == "decimaltal" else st.integers(low, high)
        return st.one_of(st.none(), st.sampled_from([low, high, low - step, high + step]), between)
    if kind == "nyckel":
        return KEYS
    if kind == "text":
        return st.one_of(st.none(), st.sampled_from(["lokal", "y" * 100, "y" * 101]))
    codes = DEKLARATION.kodlistor[column.metadata["kodlista"]].values
    return st.one_of(st.none(), st.sampled_from([*codes, *codes, "finns_ej", OMAPPAD]))


def frames(tabell: Tabell) -> st.SearchStrategy[pl.DataFrame]:
    row = st.fixed_dictionaries({name: cell(tabell, name) for name in tabell.kolumner})
    schema = {name: polars_type(column) for name, column in tabell.kolumner.items()}
    rows = st.lists(row, min_size=1, max_size=20).map(lambda rows: pl.DataFrame(rows, schema=schema))
    return rows.map(lambda frame: frame.filter(~pl.all_horizontal(pl.all().is_null())))


def writings(column, value: Any) -> list[str]:
    """Every way of writing a value that is understood for certain."""
    kind = slag(column)
    if kind == "datum":
        found = [f"{value:%Y-%m-%d}", f"{value:%Y%m%d}", f"{value:%d.%m.%Y}", f" {value:%Y/%m/%d} 00:00:00"]
        return found + ([f"{value:%d/%m/%Y}"] if value.day > 12 else []) + serial(value)
    if kind == "manad":
        return [f"{value:%Y-%m}", f" {value:%Y-%m}", f"{value:%Y%m}", f"{value:%Y-%m}-28 00:00:00", *serial(value)]
    if kind == "heltal":
        return [str(value), f"{value},0", f" {value:05d}", f"{value:,}".replace(",", "\u00a0")]
    if kind == "decimaltal":
        english = f"{value:,.2f}"
        return [str(value), f"{value}".replace(".", ","), f"{value}00", english, english.replace(",", " ")]
    if kind == "kod":
        return [value, f" {value}"] + ([value[1:]] if value.startswith("01") and len(value) == 4 else [])
    return [value]


def serial(value: date) -> list[str]:
    """The number that a spreadsheet keeps the day as."""
    number = (value - date(1899, 12, 30)).days
    return [str(number)] if number >= 20_000 else []


def as_written(tabell: Tabell, frame: pl.DataFrame, choose) -> list[list[str | None]]:
    columns = [tabell.schema.columns[name] for name in frame.columns]
    return [
        [None if v is None else choose(writings(c, v)) for c, v in zip(columns, record)] for record in frame.iter_rows()
    ]


def by_pandera(tabell: Tabell, frame: pl.DataFrame) -> set[tuple[int, str]]:
    """(row, rule); the first record is row 2."""
    return {(n + 2, rule) for n, rule, _ in broken_rules(tabell, frame, TID.interval, TID.sista_dag)}


def by_engine(domd) -> set[tuple[int, str]]:
    return {(rad, rule) for rad, rule in domd.broken() if DEKLARATION.regler[rule].villkor is None}


@pytest.mark.parametrize("namn", sorted(DEKLARATION.tabeller))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_same_records_rules_and_values_as_pandera(namn, data):
    tabell = DEKLARATION.tabeller[namn]
    frame = data.draw(frames(tabell))
    if frame.is_empty():
        return
    codes = [name for name, column in tabell.kolumner.items() if slag(column) == "kod"]
    translated = data.draw(st.lists(st.sampled_from(codes), unique=True))
    rows = as_written(tabell, frame, lambda ways: data.draw(st.sampled_from(ways)))
    with run(DEKLARATION, namn, frame.columns, rows, oversatta=translated) as domd:
        assert by_engine(domd) == by_pandera(with_unmapped(tabell, translated), frame)
        assert {name: domd.values(name) for name in frame.columns} == frame.to_dict(as_series=False)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_the_source_takes_back_is_judged_as_if_it_were_not_there(data):
    """pandera judges the rows that live: not deleted, and of each key those with the highest number."""
    frame = data.draw(frames(ALLT))
    if frame.is_empty():
        return
    marks = st.tuples(st.sampled_from(["", "", "", "B"]), st.sampled_from([None, 1, 2, 10]))
    said = [data.draw(marks) for _ in range(len(frame))]
    rows = [
        [*row, mark, None if number is None else str(number)]
        for row, (mark, number) in zip(as_written(ALLT, frame, lambda ways: ways[0]), said)
    ]
    alive = living([(r["id"], r["del"]) for r in frame.iter_rows(named=True)], said)
    source = {"borttagen": f"c{frame.width} = 'B'", "ordning": f"c{frame.width + 1}::bigint"}
    with run(DEKLARATION, "allt", frame.columns, rows, falt=["mark", "number"], **source) as domd:
        expected = by_pandera(ALLT, frame[alive]) if alive else set()
        assert by_engine(domd) == {(alive[row - 2] + 2, rule) for row, rule in expected}


def living(keys: list[tuple], said: list[tuple[str, int | None]]) -> list[int]:
    """Records counted from 0. An unfilled key is compared with nothing."""
    kept = [n for n, (mark, _) in enumerate(said) if not mark]
    return [
        n
        for n in kept
        if None in keys[n] or all((said[m][1] or 0) <= (said[n][1] or 0) for m in kept if keys[m] == keys[n])
    ]


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
    schema = {name: polars_type(column) for name, column in tabell.kolumner.items()}
    assert by_pandera(tabell, pl.DataFrame([row], schema=schema)) == {
        (2, "datumordning"),
        (2, "tom_om"),
        (2, "okand_kod"),
    }


def test_the_oracle_sees_decimals_and_untranslated_codes():
    schema = {name: polars_type(column) for name, column in ALLT.kolumner.items()}
    row = {
        "id": "a1",
        "del": 1,
        "start": date(2024, 3, 1),
        "belopp": Decimal("5000.01"),
        "kommun": OMAPPAD,
        "svar": "9",
    }
    frame = pl.DataFrame([row | {"slut": None, "alder": None}], schema=schema)
    broken = {(2, "utanfor_granser"), (2, "ej_i_kodlistan"), (2, "varde_om")}
    assert by_pandera(DEKLARATION.tabeller["allt"], frame) == broken
    assert by_pandera(with_unmapped(DEKLARATION.tabeller["allt"], ["kommun"]), frame) == {(2, "utanfor_granser")}
