"""What is demanded of the intake when it has taken a file, and of a home when it has taken many."""

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from isu.flow.granska import verify
from isu.home import Home
from isu.ledger import Leverans
from isu.omdome import ACCEPTERAD, AVVISAD, DELVIS, MED_ANMARKNING
from isu.receipt.kvitto import receipt_stem
from tests.fuzz.case import Case
from tests.fuzz.rows import MARK

#: Parts of delivered values, and a personnummer that stands in cells and in a file's name.
SECRETS = re.compile(rf"{MARK}|19121212-?1212|(?<![\d.])121212-?1212|20000101-T123", re.IGNORECASE)

FATES = ("accepterade", "avsatta", "olasbara", "tomma", "borttagna", "ersatta")


def of_case(home: Home, case: Case, lamnare: str, taken: list[Leverans]) -> Iterator[str]:
    """Everything that is wrong after one file has been taken; nothing when all is well."""
    if left := sorted(p.name for p in home.inbox(lamnare).iterdir()):
        yield f"{len(left)} files are left in the intake"
    if home.holding.exists() and (left := sorted(p.suffix for p in home.holding.iterdir())):
        yield f"left in holding: {left}"
    if len(taken) != 1:
        yield f"{len(taken)} verdicts instead of one"
    for delivery in taken:
        yield from _verdict(delivery)
        yield from _records(delivery, case)
        yield from _receipt(home, delivery)


def _verdict(d: Leverans) -> Iterator[str]:
    if d.utfall not in (ACCEPTERAD, MED_ANMARKNING, DELVIS, AVVISAD):
        yield f"the verdict is {d.utfall}"
    if d.rader != sum(getattr(d, fate, None) or 0 for fate in FATES):
        yield f"{d.rader} rows are not the sum of their fates"
    if d.utfall == AVVISAD and d.accepterade:
        yield "a refused file has accepted rows"


def _records(d: Leverans, case: Case) -> Iterator[str]:
    """As many records as the file has lines, where no quote joins them and the first line is the header.

    Empty lines at the end of a file are its end, not records, and so is the sign that old systems end a file with.
    """
    text = case.innehall.rstrip(b"\r\n\x1a")
    plain = b"pid" in case.header and case.innehall.startswith(case.header) and not re.search(rb'["\x00]', text)
    lines = len(re.findall(rb"\r\n|\r|\n", text)) + 1
    if plain and d.rader not in (0, lines - 1):
        yield f"{d.rader} records of a file of {lines} lines"


def _receipt(home: Home, d: Leverans) -> Iterator[str]:
    stem = receipt_stem(d.filnamn, d.nyckel)
    files = sorted(home.outbox(d.lamnare).glob("*"))
    of_delivery = [p for p in files if p.name.startswith(f"{stem}.kvitto")]
    suffixes = {p.suffix for p in of_delivery}
    if not {".html", ".json"} <= suffixes:
        yield f"the receipt has only {sorted(suffixes)}"
    for path in of_delivery:
        yield from _told(path)


def _told(path: Path) -> Iterator[str]:
    """Nothing delivered stands in a form of the receipt, and each form can be read."""
    text = _workbook_text(path) if path.suffix == ".xlsx" else path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        json.loads(text)
    if path.suffix == ".html" and ("<script" in text or "<img" in text):
        yield "a delivered text is markup in the page"
    yield from secrets_in(text, f"the receipt ({path.suffix})")
    yield from secrets_in(path.name, "the receipt's name")


def _workbook_text(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return " ".join(book.read(name).decode("utf-8") for name in book.namelist())


def secrets_in(text: str, where: str) -> Iterator[str]:
    if found := SECRETS.search(text):
        yield f"a delivered value is told in {where}: …{text[max(0, found.start() - 30) : found.end() + 10]!r}…"


def of_home(home: Home) -> Iterator[str]:
    """`isu verify` finds nothing, and the ledger holds no delivered value."""
    yield from (f"verify: {_without_place(fault)}" for fault in verify(home))
    database = home.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(database) as connection:
        yield from secrets_in("\n".join(connection.iterdump()), "the ledger")


def _without_place(fault: str) -> str:
    return re.sub(r"/\S+/", "…/", fault)
