"""Hostile files: each gets a clear refusal in bounded time and memory; nothing but a ReadError leaves the reader."""

import gzip
import io
import json
import os
import random
import struct
import subprocess
import zipfile
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isu.declaration.granser import Granser
from isu.errors import IsuError, ReadError
from isu.intake import barnprocess, zipkatalog
from tests.dialekt import DEKLARATION, POSTER, RUBRIKER, andrad, arkiv, csv_text, del_av, las, ods, rader, regel, xlsx

TABELL = [RUBRIKER, *POSTER]
BOK = xlsx({"data": TABELL})
BLAD = "xl/worksheets/sheet1.xml"


def med(**granser: int):
    """The declarations with lower limits, so that small files may stand for large ones."""
    return replace(DEKLARATION, granser=Granser(**granser))


@pytest.mark.parametrize(
    "granser, content, refused",
    [
        ({"fil_byte": 100}, csv_text(), "over_granserna"),
        ({"kolumner": 6}, csv_text(), "over_granserna"),
        ({"kolumner": 6}, BOK, "over_granserna"),
        ({"kolumner": 6}, json.dumps([dict(zip(RUBRIKER, POSTER[0]))]), "over_granserna"),
        ({"poster": 2}, csv_text(), "over_granserna"),
        ({"poster": 1}, json.dumps([{"a": 1}, {"a": 2}]), "over_granserna"),
        ({"json_byte": 10}, json.dumps([{"a": 1}, {"a": 2}]), "over_granserna"),
        ({"uppackat_byte": 100}, arkiv({"a.csv": csv_text()}), "over_granserna"),
        ({"uppackat_byte": 100}, gzip.compress(csv_text().encode()), "over_granserna"),
        ({"arkivposter": 3}, BOK, "over_granserna"),
        ({"rad_byte": 50}, csv_text(), "over_granserna"),
    ],
)
def test_every_limit_refuses(tmp_path, granser, content, refused):
    assert regel(tmp_path, content, deklaration=med(**granser)) == refused


def test_a_value_beyond_the_limit_is_refused_in_every_kind(tmp_path):
    poster = [[*POSTER[0][:-1], "x" * 30], POSTER[1]]
    small = {"deklaration": med(falt_tecken=20), "vakta": True}
    assert regel(tmp_path, xlsx({"data": [RUBRIKER, *poster]}), **small) == "over_granserna"
    with pytest.raises(ReadError, match="over_granserna"):
        rader(las(tmp_path, csv_text(rows=[RUBRIKER, *poster]), **small), noga=True)


def test_one_line_without_end(tmp_path):
    assert regel(tmp_path, b"x" * 9_000_000) == "over_granserna"
    assert regel(tmp_path, ";".join(RUBRIKER) + "\n" + "x" * 9_000_000) == "over_granserna"
    assert regel(tmp_path, '"' + ";".join(RUBRIKER) * 100_000) == "over_granserna"


def test_a_sparse_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "kopia"
    path.write_bytes(b"")
    os.truncate(path, 10_000_000_000)
    from isu.intake.read import read_file

    with pytest.raises(ReadError, match="over_granserna"):
        read_file(path, "gles.csv", None, DEKLARATION, tmp_path / "las")
    os.truncate(path, 1_000_000)
    with pytest.raises(ReadError, match="okand_filtyp"):
        read_file(path, "gles.csv", None, DEKLARATION, tmp_path / "las")


def test_a_million_columns(tmp_path):
    assert regel(tmp_path, ";".join(f"k{i}" for i in range(250_000)) + "\n1\n") == "over_granserna"
    assert regel(tmp_path, ";" * 1_000_000 + "\n" + csv_text()) == "läst"


def test_a_quote_that_is_never_closed_swallows_nothing(tmp_path):
    text = csv_text().replace("Ånger", '"Ånger')
    assert [r[0] for r in rader(las(tmp_path, text), noga=True)] == [2, 3]


# Archives


def bomb(size: int) -> bytes:
    return arkiv({"a.csv": b"0" * size})


def test_a_zip_bomb(tmp_path, monkeypatch):
    """Below the size where packing is looked at, the same file is only a text that is no table."""
    assert regel(tmp_path, bomb(30_000), "a.zip") == "okand_tabell"
    monkeypatch.setattr(zipkatalog, "RATIO_FROM", 1_000_000)
    assert regel(tmp_path, bomb(3_000_000), "a.zip") == "over_granserna"
    assert regel(tmp_path, gzip.compress(b"0" * 3_000_000), "a.csv.gz") == "over_granserna"


def test_a_zip_that_lies_of_its_size(tmp_path):
    """The list of parts says a hundred bytes; no more than that is unpacked, and the checksum tells."""
    content = bytearray(bomb(1_000_000))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 100)
    assert regel(tmp_path, bytes(content), "a.zip") == "ej_lasbar"


def test_a_list_of_parts_without_end(tmp_path):
    filer = {f"mapp{i}/": b"" for i in range(1_001)} | {"a.csv": csv_text()}
    assert regel(tmp_path, arkiv(filer), "a.zip") == "over_granserna"
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, 1_900_000_000, 0, 0)
    assert regel(tmp_path, b"PK\3\4" + b"x" * 100 + end, "a.zip") == "over_granserna"


def test_links_and_locked_files_in_a_zip(tmp_path):
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert regel(tmp_path, out.getvalue(), "a.zip") == "otillatet_arkiv"
    locked = bytearray(arkiv({"a.csv": csv_text()}))
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.find(sign) + place] |= 1
    assert regel(tmp_path, bytes(locked), "a.zip") == "losenordsskyddad"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9, 0.999])
def test_cut_off_archives_and_workbooks(tmp_path, share):
    for content in (arkiv({"a.csv": csv_text()}), gzip.compress(csv_text().encode()), BOK):
        assert regel(tmp_path, content[: int(share * len(content))], "a") == "ej_lasbar"


# Workbooks


def med_celler(celler: bytes, bok: bytes = BOK) -> bytes:
    """The workbook with these cells last in its sheet."""
    return andrad(bok, {BLAD: del_av(bok, BLAD).replace(b"</sheetData>", celler + b"</sheetData>")})


def test_a_cell_in_the_farthest_corner(tmp_path):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert regel(tmp_path, med_celler(far), "a.xlsx") == "for_tung_fil"
    alone = andrad(
        BOK,
        {
            BLAD: b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + far
            + b"</sheetData></worksheet>"
        },
    )
    assert regel(tmp_path, alone, "a.xlsx") == "over_granserna"


def test_a_billion_laughs(tmp_path):
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    shared = del_av(BOK, "xl/sharedStrings.xml").replace(b"<sst", laughs + b"<sst")
    assert regel(tmp_path, andrad(BOK, {"xl/sharedStrings.xml": shared}), "a.xlsx") == "ej_lasbar"
    sheet = del_av(BOK, BLAD).replace(b"<worksheet", laughs + b"<worksheet")
    assert regel(tmp_path, andrad(BOK, {BLAD: sheet}), "a.xlsx") == "ej_lasbar"
    assert regel(tmp_path, andrad(BOK, {BLAD: sheet.decode().encode("utf-16")}), "a.xlsx") == "ej_lasbar"


def test_a_workbook_that_unpacks_without_end(tmp_path):
    assert regel(tmp_path, andrad(BOK, {"xl/extra.xml": b" " * 110_000_000}), "a.xlsx") == "over_granserna"


def test_repeated_rows_of_open_document(tmp_path):
    book = ods({"data": TABELL})
    content = del_av(book, "content.xml")
    cell = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
    rows = b'<table:table-row table:number-rows-repeated="1048576">' + cell + b"</table:table-cell></table:table-row>"
    many = content.replace(b"</table:table>", rows + b"</table:table>")
    assert regel(tmp_path, andrad(book, {"content.xml": many}), "a.ods") in {"for_tung_fil", "over_granserna"}


@pytest.mark.parametrize("part", ["xl/media/image1.png", "xl/embeddings/bok.xlsx", "xl/vbaProject.bin"])
def test_what_no_guard_can_see_into_is_refused(tmp_path, part):
    assert regel(tmp_path, andrad(BOK, {part: b"\x89PNG"}), "a.xlsx") == "inbaddat_innehall"


def test_a_workbook_under_a_password(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert regel(tmp_path, ole, "a.xlsx") == "losenordsskyddad"
    assert regel(tmp_path, ole.replace(b"E\0n", b"X\0n"), "a.xls") == "okand_filtyp"


# The process that reads them


def test_a_reader_that_takes_too_long_or_too_much(tmp_path, monkeypatch):
    many = json.dumps([{"a": "x" * 100}] * 100_000)
    assert regel(tmp_path, many, deklaration=med(minne_byte=150_000_000)) == "for_tung_fil"

    def hangs(*args, timeout, **kwargs):
        raise subprocess.TimeoutExpired("x", timeout)

    monkeypatch.setattr(barnprocess.subprocess, "run", hangs)
    assert regel(tmp_path, BOK) == "for_tung_fil"


def test_a_reader_that_is_not_installed_is_no_fault_of_the_file(tmp_path, monkeypatch):
    ours = barnprocess._import_paths()[:1]
    monkeypatch.setattr(barnprocess, "_import_paths", lambda: ours)
    with pytest.raises(IsuError, match="går inte att starta") as error:
        las(tmp_path, BOK)
    assert not isinstance(error.value, ReadError)


def test_deep_json(tmp_path):
    assert regel(tmp_path, "[{" + '"a":{' * 100_000 + "}" * 100_000 + "}]") in {"ej_tabell", "ej_lasbar"}
    assert regel(tmp_path, '{"a":' * 100_000) in {"ej_tabell", "ej_lasbar"}


def test_parquet_that_unpacks_without_end(tmp_path):
    out = io.BytesIO()
    long = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000), pa.array(["x" * 1_000_000]))
    pq.write_table(pa.table({"a": long}), out)
    assert regel(tmp_path, out.getvalue(), deklaration=med(minne_byte=1_000_000_000)) == "for_tung_fil"


# Kinds that are none


@pytest.mark.parametrize(
    "content, refused",
    [
        (b"%PDF-1.7\n" + csv_text().encode(), "okand_filtyp"),
        (random.Random(1).randbytes(5000), "okand_filtyp"),
        (b"\x00" * 1000, "okand_filtyp"),
        (b"<html><table><tr><td>aktualisering_id</td></tr></table></html>", "ej_lasbar"),
        (b'<?xml version="1.0"?><Workbook/>', "ej_lasbar"),
        (b"{\\rtf1 hej}", "okand_filtyp"),
        (b"hej", "okand_tabell"),
        (csv_text().replace("a1", "a\x00").encode(), "nolltecken"),
        (json.dumps([{"aktualisering_id": "a\x00"}]).encode(), "nolltecken"),
    ],
)
def test_what_is_no_table_is_refused_and_unknown_kinds_are_never_said_to_be_guarded(tmp_path, content, refused):
    with pytest.raises(ReadError) as error:
        las(tmp_path, content, vakta=True)
    assert error.value.regel == refused
    assert error.value.granskad == (refused == "okand_tabell")


def mutants(number: int):
    """Good files with a few bytes changed, removed or doubled."""
    chance = random.Random(number)
    good = [
        csv_text().encode("utf-16"),
        csv_text().encode("cp850"),
        arkiv({"a.csv": csv_text()}),
        BOK,
        json.dumps([dict(zip(RUBRIKER, POSTER[0]))]).encode(),
    ]
    for content in good:
        changed = bytearray(content)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(changed))
            match chance.randrange(3):
                case 0:
                    changed[at] = chance.randrange(256)
                case 1:
                    del changed[at : at + chance.randrange(40)]
                case _:
                    changed[at:at] = changed[at : at + chance.randrange(40)] * chance.randrange(5)
        yield bytes(changed)


@pytest.mark.parametrize("number", range(6))
def test_changed_files_are_read_or_refused(tmp_path, number):
    for content in mutants(number):
        assert regel(tmp_path, content)
