"""JSON as a table: a list of objects, or an object that holds exactly one such list, as system interfaces answer.

Nested objects become columns `Yttre.Inre`; a list of objects inside a record gives one row per element, with the outer
fields repeated. Numbers keep the very signs that the file has. What would be lost or multiplied is refused.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from isu.errors import ReadError
from isu.intake.barn.svar import refuse_long, refuse_wide, write_table, write_texts
from isu.intake.bredkod import HEAD, wide_encoding

#: What an interface says that the whole extract holds, when an answer may be a page of it.
TOTAL = "totalnumberofrecords"
TWO_FIELDS = "två fält får samma kolumnnamn när posterna plattas ut"


def read(path: str, slag: str, out: str, granser) -> dict:
    try:
        records, outer = records_of(_content(Path(path), granser))
        rows = [row for record in records for row in rows_of(record)]
    except RecursionError:
        raise ReadError("ej_tabell", skal="den är kapslad i för många nivåer") from None
    refuse_long(len(rows), granser)
    names = list(dict.fromkeys(name for row in rows for name in row))
    refuse_wide(len(names), granser)
    columns = [pa.array([row.get(name) for row in rows], pa.string()) for name in names]
    blad = {"namn": "", "rubriker": names, "fil": f"{out}.0.arrow"}
    write_table(blad["fil"], len(names), [columns] if rows else [])
    return {"blad": [blad], "antaget": told(len(records), len(rows)), "sidotext": write_texts(out, outer)}


def told(records: int, rows: int) -> list[str]:
    sentences = ["JSON-filens första post räknas som rad 2."]
    if rows != records:
        sentences.append(f"{records} poster gav {rows} rader, en för varje element i den inre listan.")
    return sentences


def _content(path: Path, granser) -> Any:
    if path.stat().st_size > granser.json_byte:
        raise ReadError("over_granserna", vad="byte i en JSON-fil", grans=granser.json_byte)
    raw = path.read_bytes()
    encoding = wide_encoding(raw[:HEAD]) or "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise ReadError("trasig_teckenkodning", kodning=name, plats=error.start + 1) from None
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise ReadError("ej_lasbar", skal=f"JSON-formatet bryts på rad {error.lineno}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands twice would silently lose a value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ReadError("ej_tabell", skal="ett objekt har samma fält två gånger")
    return found


def records_of(content: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The records, and texts that stand beside them."""
    if isinstance(content, list):
        return _objects(content), []
    lists = {k: v for k, v in content.items() if _is_records(v)} if isinstance(content, dict) else {}
    if len(lists) != 1:
        raise ReadError("ej_tabell", skal=f"den har {len(lists)} listor med poster i stället för en")
    (name, records), beside = lists.popitem(), {k: v for k, v in content.items() if not _is_records(v)}
    _refuse_part(beside, len(records))
    return _objects(records), [f"{k} {_text(v) or ''}" for k, v in beside.items()] + [name]


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) for v in value)


def _objects(values: list) -> list[dict[str, Any]]:
    if not _is_records(values):
        raise ReadError("ej_tabell", skal="listan har annat än objekt")
    return values


def _refuse_part(beside: dict[str, Any], found: int) -> None:
    """A page of a larger extract would take the place of the whole."""
    stated = next((v for k, v in beside.items() if k.lower() == TOTAL), None)
    if isinstance(stated, str) and stated.isascii() and stated.isdigit() and int(stated[:12]) != found:
        raise ReadError("ofullstandigt_uttag", hela=min(int(stated[:12]), 999_999_999), finns=found)


def rows_of(record: dict[str, Any]) -> Iterator[dict[str, str | None]]:
    """The record as one row, or as one per element of its only list of objects."""
    fields: dict[str, str | None] = {}
    lists: dict[str, list] = {}
    _flatten(record, "", fields, lists)
    if len(lists) > 1:
        raise ReadError("ej_tabell", skal="en post har mer än en lista med inre poster")
    if not lists:
        yield fields
        return
    ((name, elements),) = lists.items()
    for element in elements:
        for inner in rows_of(element):
            yield _joined(fields, {f"{name}.{k}": v for k, v in inner.items()})


def _flatten(record: dict[str, Any], prefix: str, fields: dict[str, str | None], lists: dict[str, list]) -> None:
    """Put every field below `record` in `fields`, and every filled list of objects in `lists`."""
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            _flatten(value, f"{name}.", fields, lists)
        elif _is_records(value):
            lists.update({name: value} if value else {})
        elif name in fields:
            raise ReadError("ej_tabell", skal=TWO_FIELDS)
        else:
            fields[name] = _text(value)


def _joined(outer: dict[str, str | None], inner: dict[str, str | None]) -> dict[str, str | None]:
    if outer.keys() & inner.keys():
        raise ReadError("ej_tabell", skal=TWO_FIELDS)
    return outer | inner


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None
