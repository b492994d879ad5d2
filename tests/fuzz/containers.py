"""Mutations inside files that hold other files or structures: zip, workbook, gzip, Parquet, JSON.

A flipped bit in a compressed file mostly breaks its checksum and is refused at the door. So the content is taken out,
changed and packed again, as a hostile or a broken program would have written it.
"""

import decimal
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.fuzz.bytewise import BYTEWISE
from tests.fuzz.tablewise import CELLS, HEADERS


def any_bytes(data: bytes, chance: Random) -> bytes:
    return chance.choice(BYTEWISE)(data, chance)


# zip, and the two kinds of workbook that are zip


def zip_member(data: bytes, chance: Random) -> bytes:
    """One member changed, byte by byte or, in XML, mark by mark."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {i.filename: archive.read(i) for i in archive.infolist()}
    name = chance.choice([n for n in members if n.endswith((".xml", ".csv"))] or list(members))
    change = xml_marks if name.endswith(".xml") and chance.random() < 0.7 else any_bytes
    return _packed([(n, change(c, chance) if n == name else c) for n, c in members.items()])


def zip_directory(data: bytes, chance: Random) -> bytes:
    """Members lost, doubled, renamed: up out of the folder, absolute, as a folder, in the depths."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(i.filename, archive.read(i)) for i in archive.infolist()]
    place = chance.randrange(len(members))
    name, content = members[place]
    tricks = ("../" + name, "/etc/" + name, name + "/", "a/" * 200 + name, "C:\\" + name, name.upper(), "x\x00.csv", "")
    change: Callable[[], list] = chance.choice(
        (
            lambda: members[:place] + members[place + 1 :],
            lambda: [*members, (name, content)],
            lambda: [*members, ("läs mig.txt", b"hej")],
            lambda: [*members, ("inre.zip", data)],
            lambda: [(chance.choice(tricks), content) if n == name else (n, c) for n, c in members],
            lambda: [(n, b"") if n == name else (n, c) for n, c in members],
        )
    )
    return _packed(change())


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        written = set()
        for name, content in members:
            if name in written:  # zipfile warns; the format allows it
                name, written = name + " ", written | {name}
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            written.add(name)
    return target.getvalue()


#: What is found in the XML of a workbook, and what may stand there instead.
MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"<v>[^<]*</v>", ("<v></v>", "<v>1e999</v>", "<v>-1</v>", "<v>99999999</v>", "<v>#REF!</v>", "<v>&#0;</v>", "")),
    (r"<v>", ("<f>1+1</f><v>", "<f>cmd|' /C calc'!A0</f><v>", "<v><v>")),
    (r' t="s"', (' t="n"', ' t="b"', ' t="e"', ' t="d"', ' t="str"', ' t="inlineStr"', "")),
    (r'<c r="[A-Z]+\d+"', ('<c r="A1"', '<c r="XFD1"', '<c r="ZZZZZZ99"', '<c r="A1048576"', '<c r=""', "<c")),
    (r'<row r="\d+"', ('<row r="1"', '<row r="1048576"', '<row r="0"', '<row r="99999999999"', "<row")),
    (r'<dimension ref="[^"]*"', ('<dimension ref="A1"', '<dimension ref="A1:XFD1048576"', '<dimension ref="B9:A1"')),
    (r' s="\d+"', (' s="0"', ' s="999"', ' s="x"')),
    (r'formatCode="[^"]*"', ('formatCode=""', 'formatCode="[$-41D]d mmmm åååå"', 'formatCode="0.00E+00"')),
    (r"<t[^>]*>[^<]*</t>", ("<t></t>", "<t>&amp;&lt;</t>", "<t>&#xD800;</t>", "<r><t>a</t></r>")),
    (r"<t[^>]*>[^<]*</t>", ("<t>" + "x" * 40_000 + "</t>",)),
    (r"<text:p>[^<]*</text:p>", ("<text:p/>", "<text:p>a</text:p><text:p>b</text:p>")),
    (r"<table:table-cell", ('<table:table-cell table:number-columns-repeated="16384"', "<table:covered-table-cell")),
    (r"<table:table-row>", ('<table:table-row table:number-rows-repeated="1048576">',)),
    (r"\?>", ('?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>', ' encoding="UTF-16"?>')),
    (r'sheetId="\d+"', ('sheetId="7"', 'sheetId=""')),
    (r'name="[^"]*"', ('name=""', 'name="leverans"', f'name="{"x" * 400}"')),
)  # fmt: skip


def xml_marks(data: bytes, chance: Random) -> bytes:
    """A few marks of the XML replaced by others of the same place."""
    text = data.decode("utf-8", "replace")
    found = [(mark, others) for mark, others in MARKS if re.search(mark, text)]
    for _ in range(chance.choice((1, 1, 2, 5)) if found else 0):
        mark, others = chance.choice(found)
        places = [m.span() for m in re.finditer(mark, text)]
        if places:
            start, end = chance.choice(places)
            text = text[:start] + chance.choice(others) + text[end:]
    return text.encode()


# gzip


def gzip_content(data: bytes, chance: Random) -> bytes:
    return gzip.compress(any_bytes(gzip.decompress(data), chance), mtime=0)


def gzip_frame(data: bytes, chance: Random) -> bytes:
    """Another member, rubbish after the end, packed twice, the end missing."""
    return chance.choice(
        (data + data, data + b"\x00" * 9, data + b"x", gzip.compress(data, mtime=0), data[:-4], data[:12])
    )


# Parquet


def parquet_columns(data: bytes, chance: Random) -> bytes:
    """A column of another type or name, twice, or gone."""
    table = pq.read_table(io.BytesIO(data))
    place = chance.randrange(table.num_columns)
    name, length = table.column_names[place], table.num_rows
    if chance.random() < 0.3:
        new = [chance.choice(HEADERS[:-12]) if n == name else n for n in table.column_names]
        return _as_parquet(table.rename_columns(new))
    if chance.random() < 0.2:
        return _as_parquet(
            chance.choice((table.drop_columns([name]), table.append_column(name, table[name]), table[:0]))
        )
    return _as_parquet(table.set_column(place, name, chance.choice(_columns(length, chance))))


def _columns(length: int, chance: Random) -> list[pa.Array]:
    numbers = list(range(length))
    return [
        pa.array(numbers, pa.int64()),
        pa.array([n / 3 for n in numbers], pa.float64()),
        pa.array([float("nan")] * length),
        pa.array([None] * length, pa.null()),
        pa.array([n * 86_400_000 for n in numbers], pa.timestamp("ms", "Europe/Stockholm")),
        pa.array([n * 86_400_000_000 for n in numbers], pa.timestamp("us")),
        pa.array([bytes([n % 256, 0xFF]) for n in numbers], pa.binary()),
        pa.array([[n] for n in numbers]),
        pa.array([{"a": n} for n in numbers]),
        pa.array([n % 2 == 0 for n in numbers]),
        pa.array([decimal.Decimal(n) / 4 for n in numbers]),
        pa.array([str(n % 3) for n in numbers]).dictionary_encode(),
        pa.array([chance.choice([c for c in CELLS if c != "\ud800"]) for _ in numbers]),
    ]


def _as_parquet(table: pa.Table) -> bytes:
    target = io.BytesIO()
    pq.write_table(table, target, compression="snappy")
    return target.getvalue()


# JSON


def json_value(data: bytes, chance: Random) -> bytes:
    """A value somewhere in the tree becomes another, loses its name or moves a level."""
    tree = json.loads(data)
    for _ in range(chance.choice((1, 1, 3, 10))):
        tree = _changed(tree, chance)
    return json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _changed(tree: Any, chance: Random) -> Any:
    if isinstance(tree, dict) and tree and chance.random() < 0.9:
        key = chance.choice(list(tree))
        if chance.random() < 0.2:
            return {chance.choice(HEADERS) if k == key else k: v for k, v in tree.items()}
        return tree | {key: _changed(tree[key], chance)}
    if isinstance(tree, list) and tree and chance.random() < 0.9:
        place = chance.randrange(len(tree))
        return [*tree[:place], _changed(tree[place], chance), *tree[place + 1 :]]
    others = (None, True, 10**400, -0.0, 1e308, [], {}, [tree], {"a": tree}, [[[[tree]]]], "", *CELLS)
    return chance.choice(others)


def json_text(data: bytes, chance: Random) -> bytes:
    """Text that is nearly JSON: too deep, twice, with a comment, one object a line, NaN."""
    deep = b"[" * 100_000
    return chance.choice(
        (
            deep,
            deep + b"]" * 100_000,
            data + data,
            b"// hej\n" + data,
            data.replace(b"}, {", b"}\n{").strip(b"[]"),
            data.replace(b'"1"', b"NaN"),
            data.replace(b'"', b"'"),
            b"\xef\xbb\xbf" + data,
            data.decode("utf-8", "replace").encode("utf-16"),
            b'{"a": ' * 5_000 + b"1" + b"}" * 5_000,
        )
    )


Change = Callable[[bytes, Random], bytes]

#: By the end of the seed's name, the changes that know what is inside.
INSIDE: dict[str, tuple[Change, ...]] = {
    ".xlsx": (zip_member, zip_member, zip_directory),
    ".ods": (zip_member, zip_member, zip_directory),
    ".zip": (zip_member, zip_directory),
    ".gz": (gzip_content, gzip_frame),
    ".parquet": (parquet_columns,),
    ".json": (json_value, json_value, json_text),
}
