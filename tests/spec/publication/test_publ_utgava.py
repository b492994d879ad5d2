"""The files: the working edition that is renewed, and the releases that are never changed."""

import csv
import json
import os

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from isu.aggregate import add_up
from isu.cli.kommandon import app
from isu.errors import IsuError
from isu.release import files_of, make_release, verify_release, write_edition
from isu.release.dolda import TAL
from isu.release.jamforelsekolumner import KOLUMNER as JAMFORELSEKOLUMNER
from isu.release.kolumner import KOLUMNER
from tests.spec.publication.nation import Nation

LEVERANS = {
    "lamnare": "1780",
    "tabell": "utredning",
    "fran": None,
    "till": "2024-06-30",
    "sha256": "ab",
}


@pytest.fixture
def nation(tmp_path) -> Nation:
    nation = Nation(tmp_path)
    nation.celler("lamnare | antal\n1715 | 10\n1780 | 20\n1880 | 30\n1885 | 40")
    return nation


def skriver(nation: Nation, *deliveries: dict) -> dict:
    add_up(nation.home, nation.deklaration, nation.indikator)
    return write_edition(nation.home, nation.deklaration, [nation.indikator], list(deliveries))


def content(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_edition_is_files_that_describe_themselves(nation):
    told = skriver(nation, LEVERANS)
    words = ["aldersgrupper.parquet", "definitioner.parquet", "koder.parquet", "omraden.parquet"]
    words += ["utbud.csv", "underlag.csv"]
    numbers = ["dolda.csv", "indikatorer.parquet", "jamforelser.parquet", "kvalitet.parquet", "leveranser.csv"]
    assert sorted(content(nation.home.edition)) == sorted(["README.md", *words, *numbers])
    schema = pq.read_schema(nation.home.edition / "indikatorer.parquet")
    assert schema.names == [name for name, *_ in KOLUMNER]
    assert schema.field("n").metadata[b"en"] == b"Units with a known outcome (denominator)"
    assert schema.metadata[b"troskel"] == b"5"
    assert json.loads(schema.metadata[b"standardbefolkning"])["namn"] == "ESP2013"
    compared = pq.read_schema(nation.home.edition / "jamforelser.parquet")
    assert compared.names == [name for name, *_ in JAMFORELSEKOLUMNER]
    assert b"not different" in compared.field("klass").metadata[b"en"]
    assert told["andrad"]
    assert told["rader"] == 9 * 3 * 5
    assert told["indikatorer"]["TST-01"]["status"] == {"visas": 135}


def test_the_list_of_deliveries_tells_nothing_but_its_columns(nation):
    """Never how many rows: in a table of events that is the n of an indicator, which may be withheld."""
    skriver(nation, LEVERANS | {"filnamn": "hemlig.csv", "accepterade": 7})
    with (nation.home.edition / "leveranser.csv").open(encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == [
            {
                "lamnare": "1780",
                "tabell": "utredning",
                "fran": "",
                "till": "2024-06-30",
                "sha256": "ab",
            }
        ]


def test_rows_are_sorted_by_their_key_and_no_key_comes_twice(nation):
    skriver(nation)
    key = [name for name, *_ in KOLUMNER[:12]]
    rows = [tuple(r[k] for k in key) for r in pq.read_table(nation.home.edition / "indikatorer.parquet").to_pylist()]
    assert rows == sorted(set(rows))


def test_same_cells_same_bytes_in_another_home(nation, tmp_path_factory):
    other = Nation(tmp_path_factory.mktemp("annat"))
    other.celler("lamnare | antal\n1885 | 40\n1880 | 30\n1780 | 20\n1715 | 10")
    skriver(nation, LEVERANS)
    skriver(other, LEVERANS)
    assert content(nation.home.edition) == content(other.home.edition)


def test_an_edition_that_rests_on_the_same_is_left_alone(nation):
    first = skriver(nation, LEVERANS)
    file = nation.home.edition / "indikatorer.parquet"
    os.utime(file, (1, 1))
    second = skriver(nation, LEVERANS)
    assert file.stat().st_mtime == 1
    assert second == first | {"andrad": False}


@pytest.mark.parametrize("what", ["cells", "deliveries", "threshold", "a lost file"])
def test_an_edition_that_rests_on_something_new_is_written(nation, what):
    skriver(nation, LEVERANS)
    deliveries = [LEVERANS]
    if what == "cells":
        nation.celler("lamnare | antal\n1715 | 11")
    elif what == "deliveries":
        deliveries = []
    elif what == "threshold":
        other = Nation(nation.home.root, troskel=6)
        nation.deklaration = other.deklaration
    else:
        (nation.home.edition / "README.md").unlink()
    assert skriver(nation, *deliveries)["andrad"]


def test_nothing_is_left_half_made_beside_the_edition(nation, monkeypatch):
    skriver(nation)
    before = content(nation.home.edition)
    nation.celler("lamnare | antal\n1715 | 11")
    monkeypatch.setattr("isu.release.arbetsutgava.readme", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        skriver(nation)
    assert content(nation.home.edition) == before
    assert not [p.name for p in nation.home.root.iterdir() if p.name.startswith(".arbetsutgava")]


def test_a_release_holds_the_edition_as_it_was_with_checksums_and_read_only(nation):
    told = skriver(nation)
    release = make_release(nation.home, "2024.1")
    listed = files_of(release)
    assert told["filer"].items() <= listed.items()
    assert verify_release(release) == []
    assert not any(path.stat().st_mode & 0o222 for path in [release, *release.rglob("*")])
    nation.celler("lamnare | antal\n1715 | 99")
    skriver(nation)
    assert verify_release(release) == []
    assert files_of(release) == listed


def test_latest_points_at_the_newest_release_wherever_the_folder_is_moved(nation):
    skriver(nation)
    make_release(nation.home, "2024.1")
    make_release(nation.home, "2024.2")
    moved = nation.home.releases.rename(nation.home.root / "flyttad")
    assert os.readlink(moved / "latest") == "2024.2"
    assert (moved / "latest" / "indikatorer.parquet").is_file()


@pytest.mark.parametrize("namn", ["", "a/b", "..", ".dold", "år", "två ord", "latest"])
def test_a_name_that_is_no_folder_of_its_own_is_refused(nation, namn):
    skriver(nation)
    with pytest.raises(IsuError, match="Tillåtet är"):
        make_release(nation.home, namn)
    assert not nation.home.releases.exists()


def test_a_release_is_never_made_twice_nor_of_nothing(nation):
    with pytest.raises(IsuError, match="ingen arbetsutgåva"):
        make_release(nation.home, "2024.1")
    skriver(nation)
    make_release(nation.home, "2024.1")
    with pytest.raises(IsuError, match="finns redan"):
        make_release(nation.home, "2024.1")


def test_verification_names_what_is_changed_missing_or_extra(nation):
    skriver(nation)
    release = make_release(nation.home, "2024.1")
    for path in [release, *release.rglob("*")]:
        path.chmod(0o755)
    (release / "README.md").write_text("annat", encoding="utf-8")
    (release / "leveranser.csv").unlink()
    (release / "extra.txt").touch()
    assert verify_release(release) == [
        "Filen leveranser.csv saknas.",
        "Filen README.md är ändrad: checksumman stämmer inte.",
        "Filen extra.txt hör inte till utgåvan.",
    ]
    (release / "checksummor.txt").unlink()
    assert verify_release(release) == ["checksummor.txt saknas."]


def test_before_anybody_has_delivered_the_edition_has_no_rows(tmp_path):
    nation = Nation(tmp_path)
    assert skriver(nation)["rader"] == 0
    assert nation.publicerar().num_rows == 0


def test_rows_that_are_laid_out_some_areas_at_a_time_are_the_same_rows(nation, monkeypatch):
    whole = nation.publicerar()
    (nation.home.edition / "README.md").unlink()
    monkeypatch.setattr("isu.release.rader.ROWS", 40)
    monkeypatch.setattr("isu.release.parquet.GROUP", 60)
    assert nation.publicerar().equals(whole)
    #  kommun 4 × 15 rows, kommungrupp 2 × 15, lan 2 × 15, riket 15
    written = pq.ParquetFile(nation.home.edition / "indikatorer.parquet").metadata
    assert [written.row_group(i).num_rows for i in range(written.num_row_groups)] == [60, 60, 15]


def test_how_much_is_withheld_is_told_per_level_and_kind_of_number(tmp_path):
    """What the file says is what the rows say, and 1880 alone is small."""
    nation = Nation(tmp_path)
    nation.celler("lamnare | antal\n1715 | 10\n1780 | 20\n1880 | 3\n1885 | 40")
    rows = nation.publicerar()
    with (nation.home.edition / "dolda.csv").open(encoding="utf-8") as file:
        told = {(r["omrade_typ"], r["tal"]): (int(r["antal"]), int(r["dolda"])) for r in csv.DictReader(file)}
    for (level, number), counts in told.items():
        status = [r[TAL[number]] for r in rows.to_pylist() if r["omrade_typ"] == level]
        assert counts == (status.count("visas") + status.count("sekretess"), status.count("sekretess"))
    assert told["kommun", "n"][1] > 0
    with (nation.home.steward / "dolda.csv").open(encoding="utf-8") as file:
        split = {(r["omrade_typ"], r["tal"]): (int(r["for_sma"]), int(r["skyddande"])) for r in csv.DictReader(file)}
    assert {key: sum(parts) for key, parts in split.items()} == {key: hidden for key, (_, hidden) in told.items()}
    # The three of 1880 are boys of 0-12: small as M and T, in 0-12, 0-17 and all ages.
    assert split["kommun", "n"] == (6, told["kommun", "n"][1] - 6)


def test_isu_audit_takes_a_release_by_its_folder_or_by_its_name_in_the_home(nation):
    skriver(nation)
    folder, home = make_release(nation.home, "forst"), str(nation.home.root)
    for asked in ([str(folder)], ["forst", "--home", home], ["forst", "--mot", "forst", "--home", home]):
        told = CliRunner().invoke(app, ["audit", *asked])
        assert (told.exit_code, told.output.splitlines()[-1]) == (0, "Inget dolt tal går att räkna fram.")
    missing = CliRunner().invoke(app, ["audit", "annan", "--home", home])
    assert isinstance(missing.exception, IsuError)
    assert str(missing.exception).startswith("Ingen utgåva finns i annan eller ")
    assert str(missing.exception).endswith("Ange katalogen, eller utgåvans namn och hemmet med --home.")
