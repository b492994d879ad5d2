"""The example study from end to end: a pack, ten municipalities, rows and cells, a release, a report for each."""

import csv
import importlib.util
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from isu.cellutdrag.fil import read_file, write_rows
from isu.declaration import load_declarations
from isu.flow.granska import verify
from isu.flow.indikatorer import indicators
from isu.flow.intag import take_sender
from isu.flow.rakna import renew_cells
from isu.home import Home
from isu.ledger import Ledger
from isu.minne import read_json
from isu.omdome import AVVISAD
from isu.paket.nycklar import believed
from isu.paket.plats import install, make_pack
from tests.hem import fynd

EXEMPEL = Path(__file__).parents[2] / "examples" / "rss_vantetider"
spec = importlib.util.spec_from_file_location("kor", EXEMPEL / "kor.py")
kor = importlib.util.module_from_spec(spec)
spec.loader.exec_module(kor)


@pytest.fixture(scope="module")
def rss(tmp_path_factory) -> Home:
    return kor.main(tmp_path_factory.mktemp("studie"))


@pytest.fixture(scope="module")
def tal(rss) -> pl.DataFrame:
    rows = pl.read_parquet(rss.releases / "studien-1" / "indikatorer.parquet")
    return rows.filter(pl.col("indikator").str.starts_with("RSS") & (pl.col("kon") == "T"))


def test_every_municipality_counts_in_the_release(tal):
    (behind,) = tal.filter(
        (pl.col("indikator") == "RSS-03") & (pl.col("omrade") == "0000") & (pl.col("aldersgrupp") == "alla")
    )["antal_kommuner"]
    assert behind == 10


def test_the_nation_is_the_sum_of_rows_and_cells(rss, tal):
    """What is counted here of six, and at home of four."""
    homes = [rss] * len(kor.RADER) + [Home(rss.root.parent / k) for k in kor.CELLER]
    for id_ in ("RSS-02", "RSS-03"):
        files = [h.cells(k) / f"{id_}.parquet" for h, k in zip(homes, (*kor.RADER, *kor.CELLER), strict=True)]
        known = sum(pl.read_parquet(path).filter(pl.col("utfall").is_not_null())["antal"].sum() for path in files)
        whole = tal.filter((pl.col("omrade") == "0000") & (pl.col("aldersgrupp") == "alla"))
        assert set(whole.filter(pl.col("indikator") == id_)["n"]) == {known} and known > 300


def test_what_each_number_rests_on_is_told(rss):
    with (rss.releases / "studien-1" / "underlag.csv").open(encoding="utf-8", newline="") as file:
        told = {(r["indikator"], r["omrade"]): r for r in csv.DictReader(file)}
    of = ("celler", "fortunnade", "dagband", "for_fina_aldrar")
    assert [told["RSS-02", "0000"][name] for name in of] == ["4", "1", "ja", "0-12 13-17"]
    assert [told["RSS-03", "0000"][name] for name in of] == ["4", "0", "nej", ""]
    assert ("RSS-02", "1493") not in told


def test_a_thinned_median_is_marked_and_what_needs_more_is_missing(tal):
    def of(omrade: str, aldersgrupp: str) -> dict[str, tuple]:
        rows = tal.filter((pl.col("omrade") == omrade) & (pl.col("aldersgrupp") == aldersgrupp))
        return {r["matt"]: (r["metod"], r["status"]) for r in rows.filter(pl.col("indikator") == "RSS-02").to_dicts()}

    assert of("0000", "alla") == {
        "andel": ("wilson", "visas"),
        "medel": (None, "grovre"),
        "median": ("ordning_intervall", "visas"),
    }
    assert {status for _, status in of("0000", "13-17").values()} <= {"grovre"}  # where ages are told
    assert of("1496", "alla")["median"] == ("ordning", "visas")


def test_each_municipality_has_its_receipts_its_report_and_where_it_stands(rss):
    for kommun in (*kor.RADER, *kor.CELLER):
        names = {path.name for path in rss.outbox(kommun).rglob("*.html")}
        assert "laget.html" in names and len(names) >= 2, kommun
        assert any((rss.outbox(kommun) / "rapporter").rglob("*.html")), kommun
    assert (rss.outbox("1493") / "lokal_analys.html").is_file()
    own = Home(rss.root.parent / "1471")
    assert (own.outbox("1471") / "lokal_analys.html").is_file()
    assert not (rss.outbox("1471") / "lokal_analys.html").exists()  # made where the rows are


def test_all_of_it_holds_together(rss):
    assert verify(rss) == []


def test_two_versions_of_the_study_are_never_added_together(rss, tmp_path):
    """RSS goes on to version 2; what was counted by 1 is refused, and what has come before is no longer complete."""
    hub = Home(tmp_path / "rss")
    shutil.copytree(rss.root, hub.root, symlinks=True)
    studie = tmp_path / "studie"
    shutil.copytree(kor.STUDIE, studie)
    head = studie / "paket.yaml"
    head.write_text(head.read_text("utf-8").replace('version: "1"', 'version: "2"'), "utf-8")
    later = tmp_path / "rss_vantetider-2.isupaket"
    later.write_bytes(make_pack(hub, studie)[1])
    assert believed(hub) and install(hub, later)[1]

    deklaration, sent = load_declarations(hub), rss.root.parent / "1472" / "celler.parquet"
    uppgifter, rows = read_file(sent, 10**6)
    write_rows(hub.inbox("1472") / "igen.parquet", rows, replace(uppgifter, uttagsdatum=date(2025, 1, 1)))
    (delivery,) = [d for d in take_sender(hub, deklaration, "1472") if d.filnamn == "igen.parquet"]
    assert delivery.utfall == AVVISAD and set(fynd(delivery)) == {"celler_annat_paket"}
    sentence = delivery.kvitto["fel"][0]["mening"]
    assert "paketet rss_vantetider i version 1" in sentence and "har version 2" in sentence
    renew_cells(hub, deklaration, indicators(deklaration), "1471")
    told = read_json(hub.cells("1471") / "innehall.json")["indikatorer"]["RSS-01"]["perioder"]
    assert {period["status"] for period in told.values()} == {"ej_komplett"}
    assert [d.tabell for d in Ledger(hub).in_force() if d.lamnare == "1471"] == ["celler"]
