"""The change log against the release before: what a reader of both could find out, from the published files alone.

Numbers are counted and never told, so the log says nothing that the two releases don't. As `andringar.parquet` for
programs and `ANDRINGAR.md` for people.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isu.duck import open_connection
from isu.release.arbetsutgava import INDIKATORER, LEVERANSER
from isu.release.beskriven import described, filled
from isu.release.kolumner import SCHEMA as TALEN

TABELL, SIDA = "andringar.parquet", "ANDRINGAR.md"
TEXT = pa.string()
SLAG = (
    ("ny_indikator", "ny indikator", "new indicator"),
    ("borttagen_indikator", "borttagen indikator", "indicator removed"),
    ("ny_definition", "ny version av definitionen", "new version of the definition"),
    ("ny_kolumn", "ny kolumn eller tabell", "new column or table"),
    ("borttagen_kolumn", "borttagen kolumn eller tabell", "column or table removed"),
    ("ny_lamnare", "ny lämnare", "new sender"),
    ("borttagen_lamnare", "lämnare som inte längre är med", "sender that is no longer there"),
    ("reviderade_tal", "tal som visas i båda men skiljer sig", "numbers shown in both that differ"),
    ("tillkomna_tal", "tal som inte visades förut", "numbers that were not shown before"),
    ("borttagna_tal", "tal som inte visas längre", "numbers that are no longer shown"),
)
SCHEMA = described(
    (
        ("slag", TEXT, "Slag av ändring", "Kind of change"),
        ("vad", TEXT, "Indikatorn, kolumnen eller lämnaren", "Indicator, column or sender"),
        ("fore", TEXT, "Versionen före", "Version before"),
        ("efter", TEXT, "Versionen efter", "Version after"),
        ("antal", pa.int64(), "Antal tal", "Numbers"),
    ),
    "Ändringar mot utgåvan före",
    "Changes against the release before",
    2,
    {"slag": SLAG},
)
FRAGA = Path(__file__).with_name("andringar.sql").read_text(encoding="utf-8")


def changes(before: Path | None, now: Path) -> pa.Table:
    """The log of two folders of published files; without a release before, none."""
    return filled(SCHEMA, sorted(_changes(before, now), key=_order) if before else [])


def page(log: pa.Table, before: str | None) -> str:
    """The log as Markdown."""
    if before is None:
        return "# Ändringar\n\nDet här är den första utgåvan. / This is the first release.\n"
    text = {kod: f"{sv} / {en}" for kod, sv, en in SLAG}
    lines = [
        f"| {text[r['slag']]} | {r['vad']} | {r['fore'] or ''} | {r['efter'] or ''} | {r['antal'] or ''} |"
        for r in log.to_pylist()
    ]
    head = ["| ändring | vad | före | efter | antal |", "| --- | --- | --- | --- | --- |"]
    told = "\n".join([*head, *lines]) if lines else "Inget skiljer sig. / Nothing differs."
    return f"# Ändringar mot utgåvan {before}\n\n{told}\n"


def _order(row: tuple) -> tuple:
    return [slag for slag, *_ in SLAG].index(row[0]), row[1]


def _changes(before: Path, now: Path) -> Iterator[tuple]:
    old, new = _versions(before), _versions(now)
    for i in old.keys() | new.keys():
        if old.get(i) != new.get(i):
            slag = "ny_indikator" if i not in old else "borttagen_indikator" if i not in new else "ny_definition"
            yield slag, i, old.get(i), new.get(i), None
    yield from _sets("kolumn", _columns(before), _columns(now))
    yield from _sets("lamnare", _senders(before), _senders(now))
    yield from _numbers(before, now)


def _sets(what: str, old: set[str], new: set[str]) -> Iterator[tuple]:
    yield from ((f"ny_{what}", name, None, None, None) for name in new - old)
    yield from ((f"borttagen_{what}", name, None, None, None) for name in old - new)


def _versions(folder: Path) -> dict[str, str]:
    about = pq.read_schema(folder / INDIKATORER).metadata
    return {i: told["version"] for i, told in json.loads(about[b"indikatorer"]).items()}


def _columns(folder: Path) -> set[str]:
    """Every column of every table, but for the log's own."""
    files = [path for path in folder.glob("*.parquet") if path.name != TABELL]
    return {f"{path.stem}.{name}" for path in files for name in pq.read_schema(path).names}


def _senders(folder: Path) -> set[str]:
    with (folder / LEVERANSER).open(encoding="utf-8", newline="") as file:
        return {row["lamnare"] for row in csv.DictReader(file)}


def _numbers(before: Path, now: Path) -> Iterator[tuple]:
    key = TALEN.metadata[b"nyckel"].decode().replace(",", ", ")
    places = {"gammal": str(before / INDIKATORER), "ny": str(now / INDIKATORER)}
    with open_connection() as connection:
        found = connection.execute(FRAGA.format(nyckel=key), places).fetchall()
    for indikator, *counts in found:
        for slag, antal in zip(("reviderade_tal", "tillkomna_tal", "borttagna_tal"), counts, strict=True):
            if antal:
                yield slag, indikator, None, None, antal
