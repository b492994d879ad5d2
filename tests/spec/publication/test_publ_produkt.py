"""A release is a data product: everything that is needed to read it, cite it and trust it lies in its folder."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from isu import signering
from isu.aggregate import add_up
from isu.comparison.plats import REFERENSER
from isu.errors import IsuError
from isu.release import make_release, signatur, verify_release, write_edition
from isu.release.dimensioner import dimensions
from isu.release.jamforelsekolumner import ORD as JAMFORELSEORD
from isu.release.kodtexter import KODER
from isu.release.produkt import tables_of
from isu.release.rader import ORD
from isu.release.tvilling import DIALEKT
from tests.spec.publication.nation import Nation
from tests.spec.publication.slappt import CELLER, nation, slappt
from tests.verktyg import without

PROFIL = Path(__file__).parents[3] / "schemas" / "profiles" / "utgivning.yaml"


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    return slappt(tmp_path_factory.mktemp("produkt"))


def test_every_column_of_every_table_says_what_it_is_in_both_languages(release):
    """A table that is added to the edition describes itself, or is declared in CSV_TABELLER when it is a CSV file."""
    for name, schema in tables_of(release).items():
        assert schema.metadata[b"titel"] and schema.metadata[b"title"], name
        assert all(f.metadata[b"sv"] and f.metadata[b"en"] for f in schema), name


def test_every_word_that_a_column_can_have_has_a_text():
    words = ORD | JAMFORELSEORD | {"referens": REFERENSER}
    known = {column: {kod for kod, *_ in koder} for column, koder in KODER.items()}
    unknown = {c: set(w) - {""} - known.get(c, set()) for c, w in words.items()}
    assert {c: w for c, w in unknown.items() if w} == {}


def test_code_lists_stand_in_the_file_and_in_a_table_of_their_own(release):
    about = pq.read_schema(release / "indikatorer.parquet").field("status").metadata
    assert json.loads(about[b"koder"])["sekretess"]["en"] == "too few, or withheld to protect another number"
    rows = pl.read_parquet(release / "koder.parquet").filter(tabell="indikatorer", kolumn="kon")
    assert dict(rows.select("kod", "en").iter_rows()) == {"K": "female", "M": "male", "T": "total, including unknown"}


def test_the_words_of_the_numbers_are_explained_by_the_tables_beside_them(release):
    found = duckdb.sql(
        f"""
        SELECT o.namn, d.name, a.till
        FROM '{release}/indikatorer.parquet' AS i
        JOIN '{release}/omraden.parquet' AS o USING (omrade_typ, omrade)
        JOIN '{release}/definitioner.parquet' AS d USING (indikator)
        JOIN '{release}/aldersgrupper.parquet' AS a USING (indikator, aldersgrupp)
        WHERE i.omrade = '1780' AND i.period = '2024H2' AND i.kon = 'T' AND i.aldersgrupp = '0-17'
                AND i.matt = 'andel'
        """
    ).fetchall()
    assert found == [("1780", "A trial", 17)]


def test_a_stadsdel_is_an_area_with_its_kommun_beside_it(tmp_path):
    n = Nation(tmp_path)
    n.svarar("lamnare | omraden\n1780-norr | barn_unga\n1880 | barn_unga")
    areas = dimensions(n.deklaration, [], {})["omraden"].to_pylist()
    (part,) = [a for a in areas if a["omrade_typ"] == "stadsdel"]
    assert (part["omrade"], part["kommun"], part["antal_kommuner"]) == ("1780-norr", "1780", None)


def twin(release: Path, table: str) -> pl.DataFrame:
    """A twin read as a reader of CSV would, with the types of the table."""
    place = release / "csv" / Path(table).stem
    parts = sorted(place.glob("*.csv.gz")) if place.is_dir() else sorted((release / "csv").glob(f"{place.name}.csv*"))
    types = pl.DataFrame(tables_of(release)[table].empty_table()).schema
    how = {"separator": DIALEKT.avgransare, "decimal_comma": True, "schema": types}
    return pl.concat(pl.read_csv(part, **how) for part in parts)


@pytest.mark.parametrize("table", ["indikatorer", "jamforelser", "kvalitet", "omraden", "definitioner", "koder"])
def test_a_csv_twin_has_the_content_of_its_table(release, table):
    assert twin(release, f"{table}.parquet").equals(pl.read_parquet(release / f"{table}.parquet"))


def test_a_csv_file_of_the_edition_has_a_twin_too(release):
    assert twin(release, "dolda.csv").equals(pl.read_csv(release / "dolda.csv"))


def test_the_database_shows_the_tables_with_comments_and_ready_queries(release):
    with duckdb.connect(str(release / "isu.duckdb"), read_only=True) as connection:
        connection.execute(f"SET file_search_path = '{release}'")

        def ask(sql: str) -> list[tuple]:
            return connection.execute(sql).fetchall()

        views = [name for (name,) in ask("SELECT view_name FROM duckdb_views() WHERE NOT internal")]
        assert sorted(views) == sorted(path.stem for path in release.glob("*.parquet"))
        assert ask("SELECT comment FROM duckdb_columns() WHERE table_name = 'indikatorer' AND column_name = 'n'") == [
            ("Antal enheter med känt utfall (nämnaren) / Units with a known outcome (denominator)",)
        ]
        assert ask("SELECT period, n, varde FROM varden('AKT-05', 'andel') WHERE omrade = '1780'") == [
            ("2024H1", None, None),
            ("2024H2", 30, 100.0),
        ]
        assert len(ask("FROM kommun('1780') WHERE matt = 'andel'")) == 2
        assert ("2024H2", "riket", 28.6) in ask(
            "SELECT period, referens, skillnad FROM jamfor('AKT-05', 'andel', '1780')"
        )
        assert ("kommun", "andel", "2024H1", "sekretess", 4) in ask("FROM saknas('AKT-05')")


def test_same_cells_same_bytes_in_every_file_of_a_release(release, tmp_path):
    again = slappt(tmp_path)
    files = {p.relative_to(release): p.read_bytes() for p in release.rglob("*") if p.is_file()}
    assert {p.relative_to(again): p.read_bytes() for p in again.rglob("*") if p.is_file()} == files


@without("sha256sum", not shutil.which("sha256sum"))
def test_the_list_of_checksums_is_one_that_sha256sum_reads(release):
    done = subprocess.run(
        ["sha256sum", "--quiet", "-c", "checksummor.txt"], cwd=release, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_a_release_without_a_key_says_that_it_is_not_signed(release):
    assert "inte signerad" in signatur.told(release)
    assert verify_release(release) == []


@pytest.fixture
def signed(tmp_path) -> Path:
    n = nation(tmp_path)
    signering.make_key(n.home)
    return make_release(n.home, "2024.1")


@without("openssl", not shutil.which("openssl"))
def test_a_signature_is_one_that_openssl_verifies_as_the_release_says(signed):
    (command,) = [line for line in (signed / "LICENS.md").read_text("utf-8").splitlines() if line.startswith("openssl")]
    done = subprocess.run(command.split(), cwd=signed, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "Signature Verified Successfully")


def test_a_list_that_was_changed_and_a_signature_that_was_taken_away_are_seen(signed):
    signed.chmod(0o755)
    listed = signed / "checksummor.txt"
    listed.chmod(0o644)
    listed.write_text(listed.read_text().replace("a", "b"))
    assert "Signaturen checksummor.txt.sig stämmer inte." in verify_release(signed)
    (signed / "checksummor.txt.sig").unlink()
    assert "checksummor.txt.sig saknas." in verify_release(signed)


def test_the_home_s_key_is_never_replaced_and_never_published(signed):
    home = nation(signed.parents[1]).home
    with pytest.raises(IsuError, match="redan en signeringsnyckel"):
        signering.make_key(home)
    assert signering.key_place(home).stat().st_mode & 0o777 == 0o600
    assert not any(b"PRIVATE" in path.read_bytes() for path in signed.rglob("*") if path.is_file())


def test_the_change_log_counts_what_two_releases_differ_by(tmp_path):
    """1780 is revised from 20 to 25, and with it whatever is shown of it and of the areas that it is part of."""
    n = nation(tmp_path)
    first = make_release(n.home, "2024.1")
    assert "första utgåvan" in (first / "ANDRINGAR.md").read_text("utf-8")
    assert pq.read_table(first / "andringar.parquet").num_rows == 0
    n.celler(CELLER.replace("| true   | 20", "| true   | 25"))
    n.publicerar()
    second = make_release(n.home, "2024.2")
    log = {row["slag"]: row["antal"] for row in pq.read_table(second / "andringar.parquet").to_pylist()}
    assert log.keys() == {"reviderade_tal"}
    before, now = (pl.read_parquet(r / "indikatorer.parquet") for r in (first, second))
    differ = (pl.col("n").ne_missing(pl.col("n_right"))) | (pl.col("varde").ne_missing(pl.col("varde_right")))
    both = before.join(now, on=before.columns[:12]).filter(differ)
    assert log["reviderade_tal"] == both.height > 0
    assert "Ändringar mot utgåvan 2024.1" in (second / "ANDRINGAR.md").read_text("utf-8")


def test_the_change_log_tells_of_definitions_and_of_senders(tmp_path):
    n = nation(tmp_path)
    make_release(n.home, "2024.1")
    n.indikator = replace(n.indikator, version="2")
    for kommun in ("1715", "1780", "1880", "1885"):
        n.innehall(kommun, {"2024H1": "komplett"}, version="2")
    add_up(n.home, n.deklaration, n.indikator)
    delivery = {"lamnare": "1780", "tabell": "t", "fran": None, "till": "2024-06-30", "sha256": "ab"}
    write_edition(n.home, n.deklaration, [n.indikator], [delivery])
    rows = pq.read_table(make_release(n.home, "2024.2") / "andringar.parquet").to_pylist()
    told = {(r["slag"], r["vad"], r["fore"], r["efter"]) for r in rows if not r["antal"]}
    assert told == {("ny_definition", "AKT-05", "1", "2"), ("ny_lamnare", "1780", None, None)}


def test_the_disclosure_report_tells_what_is_withheld(release):
    text = (release / "ROJANDESKYDD.md").read_text("utf-8")
    shares = pl.read_csv(release / "dolda.csv").filter(omrade_typ="kommun", tal="varde").to_dicts()
    (row,) = shares
    assert row["dolda"] > 0
    assert f"| AKT-05 | {row['antal']} | {row['dolda']} | {row['andel_dolda']:.1f} |".replace(".", ",") in text


def test_a_licence_that_nobody_has_decided_is_told_as_a_default(release, tmp_path):
    assert "Förvald licens" in (release / "LICENS.md").read_text("utf-8")
    own = tmp_path / "egna" / "schemas" / "profiles" / "utgivning.yaml"
    own.parent.mkdir(parents=True)
    decided = PROFIL.read_text("utf-8").replace("licens: CC0-1.0", "licens: CC-BY-4.0")
    own.write_text(decided.replace('licens_beslut: ""', "licens_beslut: Nämnden 2024-01-01"), "utf-8")
    text = (slappt(tmp_path) / "LICENS.md").read_text("utf-8")
    assert "Erkännande 4.0" in text and "Beslut: Nämnden 2024-01-01." in text and "Förvald" not in text
