"""One data file inside .zip or .gz; Parquet; JSON with nested records. And what each of them is refused for."""

import gzip
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.dialekt import POSTER, RUBRIKER, arkiv, csv_text, las, rader, regel, som_rader, xlsx

TVA = som_rader(POSTER, 2)
CSV = csv_text()


@pytest.mark.parametrize(
    "content, namn",
    [
        (arkiv({"aktualisering_2024H1.csv": CSV}), "uttag.zip"),
        (arkiv({"mapp/uttag.csv": CSV.encode("utf-16")}), "uttag.zip"),
        (arkiv({"uttag.csv": CSV, "__MACOSX/._uttag.csv": "x", ".DS_Store": "y"}), "uttag.zip"),
        (arkiv({"bok.xlsx": xlsx({"data": [RUBRIKER, *POSTER]})}), "uttag.zip"),
        (gzip.compress(CSV.encode("cp1252")), "uttag.csv.gz"),
        (gzip.compress(xlsx({"data": [RUBRIKER, *POSTER]})), "uttag.xlsx.gz"),
    ],
    ids=["csv", "utf16", "mac", "bok", "gz", "gz_bok"],
)
def test_the_one_data_file_of_an_archive(tmp_path, content, namn):
    last = las(tmp_path, content, namn)
    assert rader(last) == TVA
    assert "Arkivets enda datafil lästes." in last.antaget


def test_a_period_may_stand_in_the_inner_name(tmp_path):
    assert (
        las(tmp_path, arkiv({"x/aktualisering_2024H1.csv": CSV}), "uttag.zip").namn
        == "uttag.zip/aktualisering_2024H1.csv"
    )
    assert las(tmp_path, gzip.compress(CSV.encode()), "akt_2024H1.csv.gz").namn == "akt_2024H1.csv.gz/akt_2024H1.csv"
    assert las(tmp_path, CSV, "akt_2024H1.csv").namn == "akt_2024H1.csv"


def test_the_manifest_may_lie_in_the_archive_and_the_one_beside_it_wins(tmp_path):
    content = arkiv({"uttag.csv": CSV, "uttag.csv.leverans.yaml": "uttagsdatum: 2024-08-01"})
    assert las(tmp_path, content, "u.zip").manifest.uttagsdatum == date(2024, 8, 1)
    beside = tmp_path / "u.zip.leverans.yaml"
    beside.write_text("uttagsdatum: 2024-09-01")
    assert las(tmp_path, content, "u.zip", manifest=beside).manifest.uttagsdatum == date(2024, 9, 1)


@pytest.mark.parametrize(
    "filer, refused",
    [
        ({}, "otillatet_arkiv"),
        ({"a.csv": CSV, "b.csv": CSV}, "otillatet_arkiv"),
        ({"a.csv": CSV, "a.csv.leverans.yaml": "x: 1", "b.leverans.json": "{}"}, "otillatet_arkiv"),
        ({"../a.csv": CSV}, "otillatet_arkiv"),
        ({"/etc/a.csv": CSV}, "otillatet_arkiv"),
        ({"C:\\a.csv": CSV}, "otillatet_arkiv"),
        ({"..\\a.csv": CSV}, "otillatet_arkiv"),
        ({"a.zip": arkiv({"a.csv": CSV})}, "otillatet_arkiv"),
        ({"a.csv": arkiv({"a.csv": CSV})}, "otillatet_arkiv"),
        ({"a.csv": gzip.compress(CSV.encode())}, "otillatet_arkiv"),
        ({"a.csv": ""}, "tom_fil"),
        ({"a.pdf": "%PDF-1.7"}, "okand_filtyp"),
        ({"a.csv": CSV, "a.csv.leverans.yaml": "x" * 70_000}, "trasig_foljefil"),
        ({"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"}, "okand_filtyp"),
    ],
    ids=[
        "tomt",
        "tva",
        "tva_foljefiler",
        "uppat",
        "rot",
        "enhet",
        "uppat_win",
        "zip",
        "dolt_zip",
        "dolt_gz",
        "tom",
        "pdf",
        "stor",
        "word",
    ],
)
def test_an_archive_with_anything_else_is_refused(tmp_path, filer, refused):
    assert regel(tmp_path, arkiv(filer), "uttag.zip") == refused


def las_json(tmp_path, content, namn="aktualisering_2024H1.json", **mer):
    return las(tmp_path, json.dumps(content, ensure_ascii=False), namn, **mer)


def som_objekt(poster=POSTER):
    return [dict(zip(RUBRIKER, post)) for post in poster]


@pytest.mark.parametrize(
    "content",
    [
        som_objekt(),
        {"ModifiedAfter": "2024-01-01", "TotalNumberOfRecords": 2, "Result": som_objekt()},
        {"Result": som_objekt(), "meta": {"sida": 1}},
    ],
    ids=["lista", "lifecare", "objekt"],
)
def test_json_is_a_list_of_objects_or_an_object_with_one(tmp_path, content):
    last = las_json(tmp_path, content)
    assert rader(last) == TVA
    assert "JSON-filens första post räknas som rad 2." in last.antaget


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_json_in_its_encodings(tmp_path, encoding):
    assert rader(las(tmp_path, json.dumps(som_objekt(), ensure_ascii=False).encode(encoding))) == TVA


def test_nested_records_become_columns_and_rows(tmp_path):
    """Two persons in one record give two rows with the outer fields repeated; none gives one row."""
    content = [
        som_objekt()[0]
        | {"Typ": {"Kod": "A", "Text": None}, "Personer": [{"Id": 1}, {"Id": 2.5}], "Lagrum": ["4:1", 7]},
        som_objekt()[1] | {"Personer": [], "Sekretess": True},
    ]
    last = las_json(tmp_path, content)
    assert last.rubrikrad.rubriker[7:] == ("Typ.Kod", "Typ.Text", "Lagrum", "Personer.Id", "Sekretess")
    assert [(r[0], r[1], *r[8:]) for r in rader(last)] == [
        (2, "a1", "A", None, '["4:1","7"]', "1", None),
        (3, "a1", "A", None, '["4:1","7"]', "2.5", None),
        (4, "a2", None, None, None, None, "true"),
    ]
    assert "2 poster gav 3 rader, en för varje element i den inre listan." in last.antaget


@pytest.mark.parametrize(
    "content, refused",
    [
        ('[{"a": 1}, 2]', "ej_tabell"),
        ('{"a": [{"b": 1}], "c": [{"d": 1}]}', "ej_tabell"),
        ('{"a": 1}', "ej_tabell"),
        ('[{"a": 1, "a": 2}]', "ej_tabell"),
        ('[{"a.b": 1, "a": {"b": 2}}]', "ej_tabell"),
        ('[{"p": [{"a": 1}], "q": [{"b": 1}]}]', "ej_tabell"),
        ('[{"a": 1}', "ej_lasbar"),
        ('{"TotalNumberOfRecords": 5210, "Result": [{"a": 1}]}', "ofullstandigt_uttag"),
        ('[{"aktualisering_id": "\\ud800"}]', "ej_lasbar"),
        (b'[{"aktualisering_id": "\xe5"}]', "trasig_teckenkodning"),
        ("[]", "tom_fil"),
        ('{"Result": []}', "tom_fil"),
        ("[{}, {}]", "tom_fil"),
    ],
)
def test_json_that_is_no_table_is_refused(tmp_path, content, refused):
    assert regel(tmp_path, content, "x.json") == refused


def test_a_header_in_brackets_is_text_and_no_json(tmp_path):
    header = ";".join(f"[{name}]" for name in RUBRIKER)
    assert rader(las(tmp_path, CSV.replace(";".join(RUBRIKER), header))) == TVA


def parquet(columns: dict, **mer) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **mer)
    return out.getvalue()


def test_parquet_with_its_own_types(tmp_path):
    content = parquet(
        {
            "aktualisering_id": [1, 2],
            "inkom_datum": [date(2024, 2, 1), None],
            "typ": pa.array(["anmalan", "ansokan"]).dictionary_encode(),
            "omrade": ["barn_unga", ""],
            "atgard": [46.92, 1.0],
            "atgard_datum": [datetime(2024, 2, 1), datetime(2024, 2, 1, 10, 30)],
            "lokal": [{"a": True, "b": Decimal("1.50")}, None],
        }
    )
    last = las(tmp_path, content, "aktualisering_2024H1.parquet")
    assert last.rubrikrad.rubriker[-2:] == ("lokal.a", "lokal.b")
    assert rader(last) == [
        (2, "1", "2024-02-01", "anmalan", "barn_unga", "46.92", "2024-02-01", "true", "1.50"),
        (3, "2", None, "ansokan", None, "1", "2024-02-01 10:30:00.000000", None, None),
    ]


def test_parquet_with_lists_or_broken_text_is_refused(tmp_path):
    assert regel(tmp_path, parquet({"a": [[1], [2]]}), "x.parquet") == "ej_tabell"
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0"), pa.py_buffer(b"\xe5")])
    assert regel(tmp_path, parquet({"a": broken}), "x.parquet") == "trasig_teckenkodning"
    assert regel(tmp_path, b"PAR1" + b"x" * 100 + b"PAR1", "x.parquet") == "ej_lasbar"
