"""Small readable tables held to the rules of a table: which rule was broken on which row, by the engine itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb

from isu.declaration import Deklaration, load_declarations
from isu.declaration.tabell import slag
from isu.duck import open_connection, quoted
from isu.intake.relation import Relation
from isu.omdome import Fynd, Omdome, Plats, Raknade
from isu.period import Interval, period
from isu.validation import engine
from isu.validation.compile import Kompilerad, compile_table
from isu.validation.helfil import Ifyllda, count_filled
from tests.spec.tabell import rader

DEKLARATION = load_declarations()

#: What a row has when the example does not say.
VANLIG = {
    "aktualisering": {"inkom_datum": "2024-03-01", "typ": "anmalan", "omrade": "barn_unga", "atgard": None}
    | {"atgard_datum": None},
    "utredning": {"inledd_datum": "2024-03-01", "omrade": "barn_unga", "avslutad_datum": None, "utfall": None},
    "insats": {"pid": "p1", "omrade": "barn_unga", "insatstyp": "personligt_stod", "behovsprovad": "1"}
    | {"start": "2024-03-01", "slut": None},
    "person": {"fodelsear": "2014", "kon": "1"},
    "ekb_manad": {"manad": "2024-03", "hid": "h1", "roll": "sokande", "hushallstyp": "9"}
    | {"forsorjningshinder": "inget"},
    "lss_insats": {"matdatum": "2024-03-01", "personkrets": "1", "punkt": "10"},
    "aldre_fn": {"period": "2024-03", "insats": "hemtjanst"},
    "beslut": {"omrade": "barn_unga", "datum": "2024-03-01", "typ": "bifall"},
    "placering": {"insats_id": "i1", "form": "familjehem", "lagrum_placering": "SoL"}
    | {"start": "2024-03-01", "slut": None},
    "plan": {"insats_id": "i1", "omrade": "barn_unga", "plantyp": "vardplan", "upprattad": "2024-03-01"},
    "mal": {"plan_id": "g1", "datum": "2024-03-01", "overgripande": "0", "bedomd_datum": None},
    "skattning": {"pid": "p1", "instrument": "ASI", "tillfalle": "grund", "livsomrade": "1", "datum": "2024-03-01"},
}


@dataclass(frozen=True)
class Prov:
    """A file that has been held to its rules. `brutna`: rule → the keys of the rows that broke it."""

    compiled: Kompilerad
    filled: Ifyllda
    omdome: Omdome
    brutna: dict[str, list[str]]


def prova(
    tabell: str, text: str, tid: str = "2024H1", sista_dag: str | None = None, deklaration: Deklaration = DEKLARATION
) -> Prov:
    """The example `text` has the key and the columns that matter; `sista_dag` is a stated uttagsdatum."""
    rows = [VANLIG[tabell] | row for row in rader(text)]
    compiled = compile_table(deklaration, tabell, tuple(rows[0]))
    days = period(tid).interval
    last = date.fromisoformat(sista_dag) if sista_dag else date(days.till.year + 1, 12, 31)
    with _held_to_rules(compiled, rows, days, last) as connection:
        key = [k for k in compiled.tabell.nyckel if slag(compiled.tabell.kolumner[k]) == "nyckel"][-1]
        masks = connection.execute(f"select {key}, fel from rader order by rad").fetchall()
        filled = count_filled(connection, compiled, deklaration.kodlistor)
    broken: dict[str, list[str]] = {}
    for row_key, mask in masks:
        for rule in (r for r in compiled.regler if mask & (1 << r.bit)):
            broken.setdefault(rule.regel, []).append(row_key)
    return Prov(compiled, filled, _verdict(compiled, masks), broken)


@contextmanager
def _held_to_rules(
    compiled: Kompilerad, rows: list[dict], days: Interval, last: date
) -> Iterator[duckdb.DuckDBPyConnection]:
    names = list(rows[0])
    with open_connection() as connection:
        texts = {name: f"c{i}" for i, name in enumerate(names)}
        engine.read_rows(connection, _relation(rows), compiled, texts, engine.Tid(days, last), 10)
        yield connection


def _relation(rows: list[dict]) -> Relation:
    """The rows as reading would give them: text, numbered from row 2."""
    lines = [
        f"({n}, null::integer, {', '.join('null' if v is None else quoted(v) for v in row.values())})"
        for n, row in enumerate(rows, start=2)
    ]
    cells = ", ".join(f"c{i}" for i in range(len(rows[0])))
    return Relation(f"select * from (values {', '.join(lines)}) as t(rad, falt, {cells})", len(rows), tuple(rows[0]))


def _verdict(compiled: Kompilerad, masks: list[tuple[str, int]]) -> Omdome:
    """As judging would say it, as far as the row rules go."""
    found = []
    for rule in compiled.regler:
        count = sum(1 for _, mask in masks if mask & (1 << rule.bit))
        if count:
            found.append(Fynd(rule.regel, rule.allvar, count, tuple(plats(k) for k in rule.kolumner)))
    aside = sum(1 for _, mask in masks if mask & compiled.error_bits)
    return Omdome(
        "1780",
        "fil.csv",
        "0" * 64,
        0,
        compiled.tabell.namn,
        raknade=Raknade(len(masks), len(masks) - aside, aside),
        fynd=tuple(found),
    )


def plats(kolumn: str) -> Plats:
    return Plats(kolumn, kolumn, "A")
