"""The files of the local analysis in the lämnare's outbox: the page, and every row as Parquet and CSV.

Written again only when something that they rest on has changed. A thin shell.
"""

import csv
import hashlib
import io
import math
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from isu.aggregate.summera import code_fingerprint
from isu.cells import lokalt
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.filer import discard, write_whole
from isu.home import Home
from isu.lokalt.kub import cube, told
from isu.lokalt.profil import Lokalprofil, read_lokalprofil
from isu.lokalt.rader import Rad, rows_of
from isu.lokalt.sida import TEMPLATE, page
from isu.ofarlig import ofarlig

STEM, SUFFIXES = "lokal_analys", (".parquet", ".csv", ".html")
#: The page, as other pages link to it.
PAGE = f"{STEM}.html"
#: The same rows for a program.
ROWS = f"{STEM}.parquet"
FINGERPRINT = b"fingeravtryck"
_TEXT = ("indikator", "variant", "matt", "inom", "periodtyp", "period", "uppdelning", "grupp", "kon", "aldersgrupp")
_VALUES = (
    "andel_kand",
    "varde",
    "nedre",
    "ovre",
    "fore",
    "varde_resten",
    "skillnad",
    "skillnad_nedre",
    "skillnad_ovre",
)
SCHEMA = pa.schema(
    [(name, pa.string()) for name in (*_TEXT, "status")]
    + [("n", pa.int64()), ("n_okand", pa.int64())]
    + [(name, pa.float64()) for name in _VALUES]
    + [(name, pa.string()) for name in ("metod", "skillnad_metod", "jamfort")]
    + [("samre_start", pa.bool_())]
)


def write_analysis(home: Home, deklaration: Deklaration, indikatorer: Mapping[str, Indikator], lamnare: str) -> bool:
    """Renew the lämnare's local analysis; True when it was written. Nothing where nothing has been counted."""
    innehall = told(home, lamnare)
    content, lamnade = innehall.get("indikatorer", {}), sorted({d["tabell"] for d in innehall.get("leveranser", [])})
    counted = sorted(content.keys() & indikatorer.keys())
    chosen = {id_: indikatorer[id_] for id_ in counted if lokalt.is_local(indikatorer[id_])}
    profil = read_lokalprofil(deklaration.katalog)
    namn = deklaration.sender(lamnare).namn
    wanted = _fingerprint(content, chosen, profil, namn, lamnade)
    path = home.outbox(lamnare) / ROWS
    if not chosen:
        return _taken_away(path)
    if _fingerprint_of(path) == wanted:
        return False
    discard(path)  # written last: it tells that the others are of the same
    rows = [row for i in chosen.values() for row in _rows(home, deklaration, i, lamnare, content, profil)]
    write_whole(path.with_suffix(".html"), page(deklaration, chosen, rows, profil, lamnare, namn, lamnade))
    flat = [_flat(row) for row in rows]
    write_whole(path.with_suffix(".csv"), _csv(flat))
    _write_parquet(flat, path, wanted)
    return True


def _rows(
    home: Home,
    deklaration: Deklaration,
    indikator: Indikator,
    lamnare: str,
    content: Mapping[str, Any],
    profil: Lokalprofil,
) -> Iterator[Rad]:
    perioder = content[indikator.id]["perioder"]
    return rows_of(cube(home, deklaration, indikator, lamnare, perioder, profil.troskel), profil)


def _taken_away(path: Path) -> bool:
    """Nothing is counted any more, so nothing may be told of it."""
    there = [p for suffix in SUFFIXES if (p := path.with_suffix(suffix)).is_file()]
    for left in there:
        discard(left)
    return bool(there)


def _fingerprint(
    content: Mapping, indikatorer: Mapping[str, Indikator], profil: Lokalprofil, namn: str, lamnade: list[str]
) -> str:
    entries = [content[id_] for id_ in indikatorer]
    counted = [(entry["fingeravtryck"], sorted(entry["perioder"].items(), key=str)) for entry in entries]
    rests_on = [counted, [(id_, i.sql) for id_, i in indikatorer.items()], profil, namn, lamnade, _code()]
    return hashlib.sha256(repr(rests_on).encode()).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    return code_fingerprint(Path(__file__).parent) + hashlib.sha256(TEMPLATE.read_bytes()).hexdigest()


def _fingerprint_of(path: Path) -> str | None:
    """Of the analysis that lies there; None where any of its files is missing."""
    if not all(path.with_suffix(suffix).is_file() for suffix in SUFFIXES):
        return None
    return (pq.read_schema(path).metadata or {}).get(FINGERPRINT, b"").decode()


def _flat(rad: Rad) -> dict:
    """NaN and no text become NULL; codes and names keep ''."""
    return {name: None if _is_nothing(name, value) else value for name, value in rad.flat().items()}


def _is_nothing(name: str, value: object) -> bool:
    return (isinstance(value, float) and math.isnan(value)) or (value == "" and name not in _TEXT)


def _write_parquet(flat: list[dict], path: Path, fingerprint: str) -> None:
    whole = [row | {name: None if row[name] is None else int(row[name]) for name in ("n", "n_okand")} for row in flat]
    table = pa.Table.from_pylist(whole, schema=SCHEMA.with_metadata({FINGERPRINT: fingerprint.encode()}))
    beside = path.with_name(f".{path.name}.tmp")
    pq.write_table(table, beside, compression="zstd")
    os.replace(beside, path)


def _csv(flat: list[dict]) -> str:
    """Semicolons and decimal commas, as a Swedish spreadsheet reads them."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(SCHEMA.names)
    writer.writerows([_cell(row[name]) for name in SCHEMA.names] for row in flat)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return f"{round(value, 3):.10g}".replace(".", ",")
    return ofarlig(str(value))
