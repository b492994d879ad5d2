"""Tables that describe themselves: a schema with what the table and its columns are, in Swedish and English. Pure.

Everything that tells of a published table (Parquet files, catalogues, the manual, comments in isu.duckdb) reads it from
here. Which columns there are is declared beside what writes them.
"""

import json
from collections.abc import Iterable, Mapping

import pyarrow as pa

from isu.release.kodtexter import KODER, Koder

#: name, type, Swedish, English.
Kolumn = tuple[str, pa.DataType, str, str]


def described(
    kolumner: Iterable[Kolumn], titel: str, title: str, nyckel: int = 0, koder: Mapping[str, Koder] = KODER
) -> pa.Schema:
    """The schema of a table. The first `nyckel` columns are the key. A column with a code list in `koder` brings it."""
    fields = [pa.field(name, kind, metadata=_about(sv, en, koder.get(name, ()))) for name, kind, sv, en in kolumner]
    key = ",".join(field.name for field in fields[:nyckel])
    return pa.schema(fields, metadata={"titel": titel, "title": title, "nyckel": key})


def filled(schema: pa.Schema, rows: Iterable[tuple]) -> pa.Table:
    """A small table with these rows; one without rows where there are none."""
    columns = list(zip(*rows)) or [[]] * len(schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def telling(schema: pa.Schema, more: Mapping[str, str]) -> pa.Schema:
    """The schema with more said of the table."""
    return schema.with_metadata({**(schema.metadata or {}), **{name.encode(): text for name, text in more.items()}})


def _about(sv: str, en: str, koder: Koder) -> dict[str, str]:
    codes = {kod: {"sv": text, "en": meaning} for kod, text, meaning in koder}
    return {"sv": sv, "en": en} | ({"koder": json.dumps(codes, ensure_ascii=False)} if codes else {})
