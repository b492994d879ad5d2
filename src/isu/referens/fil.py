"""Reads a file that somebody saved from SCB's Statistikdatabas: CSV with a heading, or JSON-stat 2.

Semicolon, comma or tab; UTF-8 or Windows-1252; a title above the heading or none; a column per year, or one for the
year. Finds columns only: what the labels mean stands in `folkmangd`.
"""

import csv
import io
import json
import re
from pathlib import Path

import polars as pl

from isu.errors import IsuError
from isu.referens.folkmangd import KALLKOLUMNER
from isu.referens.jsonstat import frame_of

#: SCB's headings, as text and as code.
RUBRIKER = {
    "region": "region", "civilstånd": "civilstand", "civilstand": "civilstand", "ålder": "alder", "alder": "alder",
    "kön": "kon", "kon": "kon", "år": "ar", "ar": "ar", "tid": "ar", "tabellinnehåll": "matt", "contentscode": "matt",
}  # fmt: skip
KRAVS = {"region": "region", "alder": "ålder", "kon": "kön"}

#: What the population itself is called; other contents of the table, such as Folkökning, are left out.
FOLKMANGD = ("folkmängd", "be0101n1", "000007me", "antal", "value", "")

_ARSKOLUMN = re.compile(r"^(?P<matt>.*?)\s*(?P<ar>(?:19|20)\d\d)$")
_SPARA_OM = "Spara den från Statistikdatabasen som »Semikolonavgränsad med rubrik« (CSV)"


def read_file(path: Path) -> pl.DataFrame:
    """The frame that `folkmangd` understands."""
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xls", ".px", ".html", ".htm", ".parquet"):
        raise IsuError(f"{path.name} är en {suffix[1:]}-fil. {_SPARA_OM}, eller som JSON-stat 2.")
    text = _text(path)
    if suffix == ".json":
        return _json(text, path)
    return _csv(text, path)


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _json(text: str, path: Path) -> pl.DataFrame:
    try:
        return frame_of(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise IsuError(f"{path.name} är inte JSON-stat 2 från SCB. {_SPARA_OM}.") from None


def _csv(text: str, path: Path) -> pl.DataFrame:
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines[:20]) if _is_heading(line)), None)
    if start is None:
        raise IsuError(
            f"{path.name} har ingen rubrikrad med region, ålder och kön. {_SPARA_OM}, och låt region, ålder och kön "
            "vara egna kolumner (i förspalten)."
        )
    separator = _separator(lines[start])
    header, *rows = [r for r in csv.reader(io.StringIO("\n".join(lines[start:])), delimiter=separator) if any(r)]
    ragged = next((n for n, row in enumerate(rows, start=1) if len(row) != len(header)), None)
    if ragged:
        raise IsuError(f"{path.name}: rad {ragged} under rubriken har inte lika många fält som den. {_SPARA_OM}.")
    return _long([h.strip() for h in header], rows, path)


def _separator(line: str) -> str:
    return max(";,\t", key=line.count)


def _is_heading(line: str) -> bool:
    names = {RUBRIKER.get(part.strip(' "').lower()) for part in line.split(_separator(line))}
    return KRAVS.keys() <= names


def _long(header: list[str], rows: list[list[str]], path: Path) -> pl.DataFrame:
    """One row per cell: a heading that ends with a year gives that year's rows."""
    known = {RUBRIKER[h.lower()]: i for i, h in enumerate(header) if h.lower() in RUBRIKER}
    counts = _count_columns(header, "ar" in known)
    if not counts:
        raise IsuError(f"{path.name} har ingen kolumn med folkmängd för ett år. {_SPARA_OM}.")
    columns = list(zip(*rows)) or [()] * len(header)
    frames = []
    for place, ar in counts:
        taken = {name: list(columns[i]) for name, i in known.items()}
        taken["ar"] = taken.get("ar") or [ar] * len(rows)
        frames.append(pl.DataFrame(taken | {"antal": list(columns[place])}, schema_overrides={"antal": pl.String}))
    return only_population(pl.concat(frames))


def _count_columns(header: list[str], has_year: bool) -> list[tuple[int, str]]:
    """(place, year) of each column of persons; the year is empty where a column of its own tells it."""
    other = [(i, h.lower()) for i, h in enumerate(header) if h.lower() not in RUBRIKER]
    if has_year:
        return [(i, "") for i, name in other if name in FOLKMANGD][:1]
    matches = [(i, _ARSKOLUMN.match(name)) for i, name in other]
    return [(i, m["ar"]) for i, m in matches if m and m["matt"] in FOLKMANGD]


def only_population(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of the content Folkmängd, in the columns that `folkmangd` takes."""
    if "matt" in frame.columns:
        frame = frame.filter(pl.col("matt").str.to_lowercase().is_in(FOLKMANGD))
    if "civilstand" not in frame.columns:
        frame = frame.with_columns(pl.lit("").alias("civilstand"))
    return frame.select(KALLKOLUMNER)
