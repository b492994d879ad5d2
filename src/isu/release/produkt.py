"""What a release has beside the working edition: change log, disclosure report, CSV, database, licence and catalogues.

Made from the files of the edition, what they say of themselves, and the steward's declaration of who publishes. A table
that is added to the edition comes with all of this by itself.
"""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from isu.declaration.utgivning import Utgivning
from isu.duck import open_connection
from isu.filer import sha256_of
from isu.katalog import Dialekt, Fil, Innehall, csvw, datapackage, dcat
from isu.period import period
from isu.release import andringar, licens, parquet, rojanderapport, sida
from isu.release.arbetsutgava import CSV_TABELLER, INDIKATORER
from isu.release.databas import write_database
from isu.release.filer import files_below
from isu.release.tvilling import DIALEKT, EGEN_DIALEKT, MAPP, write_twins

KATALOGER = {"datapackage.json": datapackage, "csv-metadata.json": csvw, "dcat-ap-se.jsonld": dcat}


def complete(folder: Path, namn: str, utgivning: Utgivning, before: Path | None) -> None:
    """Make a release of the folder, which holds an edition's files. `before` is the release before, if there is one."""
    log = andringar.changes(before, folder)
    parquet.write(folder / andringar.TABELL, log)
    _page(folder / andringar.SIDA, andringar.page(log, before and before.name))
    _page(folder / rojanderapport.SIDA, rojanderapport.page(folder))
    _page(folder / licens.SIDA, licens.page(utgivning, namn))
    schemas = tables_of(folder)
    write_database(folder, schemas)
    twins = write_twins(folder, schemas)
    innehall = _content(folder, namn, utgivning, schemas | twins)
    for name, of in KATALOGER.items():
        _json(folder / name, of(innehall))
    _page(folder / sida.SIDA, sida.page(innehall))


def tables_of(folder: Path) -> dict[str, pa.Schema]:
    """File → schema, of the tables that lie in the folder itself."""
    found = {path.name: pq.read_schema(path) for path in sorted(folder.glob("*.parquet"))}
    return found | {path.name: _csv_schema(path) for path in sorted(folder.glob("*.csv"))}


def _csv_schema(path: Path) -> pa.Schema:
    """As it is declared; one that isn't has columns of text with nothing said of them."""
    if path.name in CSV_TABELLER:
        return CSV_TABELLER[path.name]
    with path.open(encoding="utf-8", newline="") as file:
        return pa.schema([(name, pa.string()) for name in next(csv.reader(file))])


def _content(folder: Path, namn: str, utgivning: Utgivning, schemas: Mapping[str, pa.Schema]) -> Innehall:
    files = [
        Fil(name, path.stat().st_size, sha256_of(path), schemas.get(name), _dialect(name))
        for name, path in files_below(folder).items()
    ]
    return Innehall(namn, utgivning, files, _days(folder / INDIKATORER))


def _dialect(name: str) -> Dialekt | None:
    if ".csv" not in name:
        return None
    return DIALEKT if name.startswith(f"{MAPP}/") else EGEN_DIALEKT


def _days(path: Path) -> tuple[str, str] | None:
    """The first and the last day of the periods in the file."""
    with open_connection() as connection:
        found = connection.execute("SELECT DISTINCT period FROM read_parquet($1)", [str(path)]).fetchall()
    spans = [p for (name,) in found if (p := period(name))]
    return (str(min(p.fran for p in spans)), str(max(p.till for p in spans))) if spans else None


def _page(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _json(path: Path, data: dict[str, Any]) -> None:
    _page(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
