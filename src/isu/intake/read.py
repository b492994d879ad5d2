"""Reads one held file: kind, encoding, header, table; then a relation for validation. The shell of this room."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from isu.declaration import Deklaration
from isu.errors import ReadError
from isu.intake.encoding import as_utf8
from isu.intake.header import Rubrikrad, recognise, separator_of
from isu.intake.manifest import Manifest, manifest_from, read_manifest
from isu.intake.records import csv_records, workbook_sheets, write_relation
from isu.intake.relation import Relation, csv_relation

TEXT_FILES, WORKBOOKS = (".csv", ".txt", ".tsv"), (".xlsx",)
MANIFEST_SHEET = "leverans"
SIGNS = {";": "semikolon", ",": "komma", "\t": "tabb"}


@dataclass(frozen=True)
class Last:
    """A file that has been read as far as its header. `careful` gives the relation when the fast one fails."""

    rubrikrad: Rubrikrad
    manifest: Manifest
    relation: Relation
    antaget: tuple[str, ...]
    careful: Callable[[], Relation] | None


def read_file(path: Path, filnamn: str, manifest: Path | None, deklaration: Deklaration, scratch: Path) -> Last:
    """Read the held copy `path` of the file that the sender calls `filnamn`. Raises ReadError with its rule."""
    suffix = Path(filnamn).suffix.lower()
    stated = read_manifest(manifest)
    if path.stat().st_size == 0:
        raise ReadError("tom_fil")
    if suffix in TEXT_FILES:
        return _read_text(path, stated, deklaration, scratch)
    if suffix in WORKBOOKS:
        return _read_workbook(path, stated, deklaration, scratch)
    raise ReadError("okand_filtyp")


def _read_text(path: Path, manifest: Manifest, deklaration: Deklaration, scratch: Path) -> Last:
    text = as_utf8(path, scratch.with_suffix(".utf8"))
    line = _first_line(text.path)
    separator = separator_of(line)
    header = next(csv.reader([line], delimiter=separator), [])
    rubrikrad = recognise(header, deklaration.tabeller, manifest.tabell)
    if text.rader < 2:
        raise ReadError("tom_fil")
    assumed = (f"Teckenkodningen lästes som {text.kodning}.", f"Fältavskiljaren lästes som {SIGNS[separator]}.")

    def careful() -> Relation:
        records = csv_records(text.path, separator)
        next(records)
        return write_relation(records, rubrikrad.rubriker, scratch.with_suffix(".parquet"))

    if text.tomma_rader:
        return Last(rubrikrad, manifest, careful(), assumed, None)
    fast = csv_relation(text.path, rubrikrad.rubriker, separator, text.rader - 1)
    return Last(rubrikrad, manifest, fast, assumed, careful)


def _first_line(path: Path, longest: int = 1 << 16) -> str:
    with path.open(encoding="utf-8-sig") as file:
        line = file.readline(longest)
    if len(line) == longest:
        raise ReadError("ej_lasbar", skal="rubrikraden är orimligt lång")
    return line.rstrip("\n")


def _read_workbook(path: Path, manifest: Manifest, deklaration: Deklaration, scratch: Path) -> Last:
    """The sheet whose header is a table's; a sheet `leverans` is the manifest."""
    refused: ReadError | None = None
    found: tuple[Rubrikrad, list[list[str]], str] | None = None
    for name, records in workbook_sheets(path):
        if name.strip().lower() == MANIFEST_SHEET:
            manifest = _manifest_of(records) if manifest == Manifest() else manifest
        elif records and found is None:
            try:
                found = recognise(records[0], deklaration.tabeller, manifest.tabell), records[1:], name
            except ReadError as error:
                refused = refused or error
    if found is None:
        raise refused or ReadError("tom_fil")
    rubrikrad, records, sheet = found
    if not any(any(cell.strip() for cell in record) for record in records):
        raise ReadError("tom_fil")
    relation = write_relation(records, rubrikrad.rubriker, scratch.with_suffix(".parquet"))
    return Last(rubrikrad, manifest, relation, (f"Bladet ”{sheet[:40]}” lästes.",), None)


def _manifest_of(records: list[list[str]]) -> Manifest:
    pairs = [(r[0].strip().lower(), r[1]) for r in records if len(r) > 1 and r[0].strip()]
    return manifest_from({k: v for k, v in pairs if k in {"period_start", "period_slut", "uttagsdatum", "kallsystem"}})
