"""Twenty lämnare with small deliveries: some good, some partly wrong, one refused, one corrected.

Four indicators are counted of them, since what is tried is the same for all: cells, the lämnare's own cells, pairs of a
person's events.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from isu.cells.bind import load_checked_indicators
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.flow import arbetare, indikatorer
from isu.hemlighet import BYTES, SKYDD
from isu.home import Home
from tests.land import a_small_country

LAMNARE = (
    *("0114", "0187", "0381", "0486", "0562", "0684", "0767", "0860", "1082", "1231"),
    *("1270", "1292", "1407", "1443", "1466", "1490", "1715", "1784", "1904", "2418"),
)
OMRADE = "vald"
COUNTED = ("AKT-01", "AKT-05", "UTR-01", "VLD-01")
MANIFEST = "period_start: 2024-01-01\nperiod_slut: 2024-06-30\nuttagsdatum: {}\n"


def some_indicators(deklaration: Deklaration) -> dict[str, Indikator]:
    every = load_checked_indicators(deklaration)
    return {id_: every[id_] for id_ in COUNTED}


@contextmanager
def few_indicators() -> Iterator[None]:
    """In this process, and in those that are forked from it; afterwards all are counted again."""
    _forget()
    try:
        with mock.patch.object(indikatorer, "load_checked_indicators", some_indicators):
            yield
    finally:
        _forget()


def begin_as_worker() -> None:
    """What a worker process of the round begins with, which is no fork: it counts the same few."""
    indikatorer.load_checked_indicators = some_indicators
    arbetare._end_with_parent()


def _forget() -> None:
    indikatorer.indicators.cache_clear()
    indikatorer.measures.cache_clear()


def found(home: Home) -> None:
    """The declarations of the nation: only these lämnare, and one område. All homes decide alike between equals."""
    a_small_country(home, LAMNARE)
    listed = home.own / "schemas" / "reference" / "lamnare.csv"
    listed.write_text(listed.read_text(encoding="utf-8").replace(",alla,", f",{OMRADE},"), encoding="utf-8")
    (home.root / SKYDD).write_bytes(bytes(BYTES))


def first_round(home: Home) -> None:
    """Everybody delivers three tables for the first half-year; one of them with rows that are set aside."""
    for nr, lamnare in enumerate(LAMNARE):
        _drop(home, lamnare, "aktualisering_2024H1.csv", aktualisering(nr, 1, *((30, 1) if nr == 5 else ())))
        _drop(home, lamnare, "utredning_2024H1.csv", utredning(nr, 1))
        _drop(home, lamnare, "person.csv", person(nr), "uttagsdatum: 2024-07-15\n")


def second_round(home: Home) -> None:
    """Four send more: the next half-year, a correction with a wrong row, a file that is refused, the same once more."""
    _drop(home, LAMNARE[0], "aktualisering_2024H2.csv", aktualisering(0, 7))
    _drop(home, LAMNARE[0], "utredning_2024H2.csv", utredning(0, 7))
    _drop(home, LAMNARE[1], "aktualisering_rattad.csv", aktualisering(1, 1, 25, wrong=1), MANIFEST.format("2024-09-01"))
    _drop(home, LAMNARE[2], "aktualisering_2024H2.csv", "vad;som;helst\n1;2;3\n")
    _drop(home, LAMNARE[3], "utredning_2024H1.csv", utredning(3, 1))


def _drop(home: Home, lamnare: str, name: str, text: str, manifest: str = "") -> None:
    path: Path = home.inbox(lamnare) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if manifest:
        path.with_name(f"{name}.leverans.yaml").write_text(manifest, encoding="utf-8")


def aktualisering(nr: int, month: int, rows: int = 8, wrong: int = 0) -> str:
    """The last `wrong` rows have a type that is in no list."""
    lines = ["aktualisering_id;pid;inkom_datum;typ;omrade;atgard;atgard_datum;utredning_id"]
    for k in range(rows):
        day, typ = f"2024-{month + k % 6:02d}-{1 + k % 28:02d}", "anmalan" if k < rows - wrong else "annan-typ"
        lines.append(f"a{nr}m{month}k{k};p{nr}k{k};{day};{typ};{OMRADE};inleds;{day};u{nr}m{month}k{k}")
    return "\n".join(lines) + "\n"


def utredning(nr: int, month: int) -> str:
    lines = ["utredning_id;pid;inledd_datum;omrade;avslutad_datum;utfall"]
    for k in range(8):
        lines.append(f"u{nr}m{month}k{k};p{nr}k{k};2024-{month + k % 6:02d}-{4 + k:02d};{OMRADE};;")
    return "\n".join(lines) + "\n"


def person(nr: int) -> str:
    rows = [f"p{nr}k{k};{1970 + k};{1 + k % 2};{'1' if k == 7 else '0'}" for k in range(8)]
    return "\n".join(["pid;fodelsear;kon;skyddad", *rows]) + "\n"
