"""A delivered file as a relation: records in order, every cell as text. What reading gives validation.

Knows how the rows are fetched with SQL; knows nothing of tables, rules or senders.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from isu.duck import quoted


def letter(index: int) -> str:
    """The spreadsheet's letter of a column: 0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@dataclass(frozen=True)
class Relation:
    """`sql` yields rad (the spreadsheet's row, BIGINT), falt (fields found when they do not match, else NULL) and
    c0, c1 … (text, NULL when empty), in the order of the file. `rader` is the number of records below the header.

    Where a record may become several rows (`utvecklad`) each has the record's rad, and `_gren` tells which of them it
    is, from 1; a record that becomes none has one row where `_gren` is 0.
    """

    sql: str
    rader: int
    rubriker: tuple[str, ...]
    utvecklad: bool = False


def unfolded(relation: Relation, grenar: Sequence[str]) -> Relation:
    """Every record once for each of the conditions `grenar` (SQL over c0, c1 …) that it meets; as it is without any."""
    if not grenar:
        return relation
    met = ", ".join(f"case when {condition} then {number} end" for number, condition in enumerate(grenar, start=1))
    sql = f"""
select * exclude (_grenar), unnest(case when falt is null and len(_grenar) > 0 then _grenar else [0] end) as _gren
from (select *, list_filter([{met}], lambda gren: gren is not null) as _grenar from ({relation.sql}))"""
    return replace(relation, sql=sql, utvecklad=True)


def csv_relation(
    path: Path, rubriker: tuple[str, ...], separator: str, records: int, rad: int = 1, osynliga: int = 0
) -> Relation:
    """A UTF-8 file with one record a line and no surprises; DuckDB stops at the first record that does not fit.

    The header stands on row `rad` of the spreadsheet, below `osynliga` lines that a spreadsheet does not show. Empty
    fields beyond the header, from trailing separators, are left out; a filled one does not fit.
    """
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(rubriker)))
    sql = f"""
select row_number() over () + {rad} as rad, null::integer as falt, *
from read_csv({quoted(path)}, columns = {{{columns}}}, auto_detect = false, header = false, skip = {rad + osynliga},
  delim = '{separator}', quote = '"', escape = '"', new_line = '\\n', strict_mode = true, null_padding = false,
  max_line_size = 2097152, parallel = false)"""
    return Relation(sql, records, rubriker)


def parquet_relation(path: Path, rubriker: tuple[str, ...], records: int) -> Relation:
    """Records that have already been split; the file has rad, falt, c0, c1 …"""
    return Relation(f"select * from read_parquet({quoted(path)})", records, rubriker)


def relation_schema(width: int) -> pa.Schema:
    """Of the file that `parquet_relation` reads."""
    return pa.schema([("rad", pa.int64()), ("falt", pa.int32())] + [(f"c{i}", pa.string()) for i in range(width)])
