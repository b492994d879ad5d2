"""`utbud.csv`: which breakdowns each indicator is offered by at each level, and why not. Also how the next release is
told of it, and the rows that it leaves. Pure but for reading that file.

Says nothing of the numbers: only that a class has many small ones.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa

from isu.aggregate.axel import Axel
from isu.disclosure import Klass, Utbud, offered_at
from isu.release.beskriven import described
from isu.release.kodtexter import KODER

UTBUD = "utbud.csv"
#: name, type, Swedish, English. The first five are the key.
KOLUMNER = (
    ("indikator", pa.string(), "Indikatorns id", "Id of the indicator"),
    ("omrade_typ", pa.string(), "kommun, kommungrupp, lan, riket eller stadsdel", "Kind of area"),
    ("kon", pa.string(), "ja om kön är delat", "ja where sex is split"),
    ("aldersgrupp", pa.string(), "ja om ålder är delad", "ja where age is split"),
    ("uppdelning", pa.string(), "Uppdelningens namn, tom för ingen", "Breakdown, empty for none"),
    ("erbjuds", pa.string(), "ja om nivån redovisas så, annars nej", "ja where the level is offered it, else nej"),
    (
        "skal",
        pa.string(),
        "for_manga_sma, for_manga_dolda, for_stor_tabell eller grovre_saknas; tom när den erbjuds",
        "Too many small, too many withheld, too large a table, or a coarser one is missing; empty where it is offered",
    ),
)
JA_NEJ = {True: "ja", False: "nej"}
#: Here these columns say whether something is split, not which part it is.
DELAT = dict.fromkeys(("kon", "aldersgrupp"), (("ja", "delat", "split"), ("nej", "inte delat", "not split")))
SCHEMA = described(KOLUMNER, "Vad varje nivå redovisas efter", "Breakdowns offered at each level", 5, KODER | DELAT)


def lines(indikator: str, utbud: Utbud) -> Iterator[tuple[str, ...]]:
    """One line per level and class, the coarser first. `kon` and `aldersgrupp` say whether they are split."""
    for level, classes in sorted(utbud.items()):
        for klass, reason in classes.items():
            split = (JA_NEJ[klass.kon], JA_NEJ[klass.alder], klass.uppdelning)
            yield indikator, level, *split, JA_NEJ[not reason], reason


def read(path: Path, indikator: str) -> dict[str, dict[Klass, str]]:
    """What an edition offered of the indicator; empty where it tells nothing of it."""
    if not path.is_file():
        return {}
    found: dict[str, dict[Klass, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["indikator"] == indikator:
                klass = Klass(row["kon"] == JA_NEJ[True], row["aldersgrupp"] == JA_NEJ[True], row["uppdelning"])
                found.setdefault(row["omrade_typ"], {})[klass] = row["skal"]
    return found


def as_text(utbud: Utbud | None) -> str:
    """For a file's metadata."""
    classes = [(level, klass, reason) for level, own in (utbud or {}).items() for klass, reason in own.items()]
    return json.dumps([[level, *klass, reason] for level, klass, reason in classes])


def from_text(text: str | bytes) -> dict[str, dict[Klass, str]]:
    found: dict[str, dict[Klass, str]] = {}
    for level, kon, alder, uppdelning, reason in json.loads(text):
        found.setdefault(level, {})[Klass(kon, alder, uppdelning)] = reason
    return found


def rows_left(utbud: Utbud, level: str, axlar: Mapping[str, Axel], printed: Mapping[str, list[int]]) -> np.ndarray:
    """Kön × age × group of the printed members: has it rows at this level? Of a level that nothing is told of, all."""
    at = np.ix_(*(printed[name] for name in ("kon", "aldersgrupp", "grupp")))
    if level not in utbud:
        return np.ones(tuple(len(printed[name]) for name in ("kon", "aldersgrupp", "grupp")), bool)
    return offered_at(utbud[level], axlar)[at]
