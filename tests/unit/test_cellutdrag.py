"""A municipality that counts at home: its cells as a delivery, and every way in which such a file is refused."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from isu.cells.cellnyckel import NYCKEL
from isu.cells.fingeravtryck import definition
from isu.cells.kvalitet import quality_measures
from isu.cells.platser import INNEHALL, SAMLAT
from isu.cellutdrag.fil import SCHEMA, checksum, is_pair, write_rows
from isu.cellutdrag.uppgifter import METADATA, from_json
from isu.cli.kommandon import app
from isu.declaration.fortunning import Grovre
from isu.filer import sha256_of
from isu.flow.atertag import withdraw
from isu.flow.granska import verify
from isu.flow.indikatorer import indicators
from isu.flow.kryptera import encrypt
from isu.flow.publicera import add_up, renew_edition
from isu.flow.rakna import renew_cells
from isu.flow.runda import work_through
from isu.hemlighet import SKYDD
from isu.home import Home
from isu.ledger import Ledger, Leverans
from isu.ledger.database import open_ledger
from isu.nycklar import FOLDER
from isu.omdome import ACCEPTERAD, AVVISAD
from isu.period import period
from tests.hem import Hem, fynd
from tests.land import a_small_country, deliver

KOMMUNER = ("1730", "1760")
PROFILER = Path(__file__).parents[2] / "schemas" / "profiles"


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> Home:
    """A country where everybody sends rows."""
    home = a_small_country(Home(tmp_path_factory.mktemp("rader")), KOMMUNER)
    deliver(home, KOMMUNER, "2024H1", "2024H1")
    work_through(home, KOMMUNER, workers=1)
    renew_edition(home)
    return home


@pytest.fixture(scope="module")
def sent(rows, tmp_path_factory):
    """The files of cells that the same municipalities would send."""
    folder = tmp_path_factory.mktemp("celler")
    for lamnare in KOMMUNER:
        answer = CliRunner().invoke(
            app, ["cells", "--out", str(folder / lamnare), "--lamnare", lamnare, "--home", str(rows.root)]
        )
        assert answer.exit_code == 0, answer.output
    return {lamnare: folder / lamnare for lamnare in KOMMUNER}


@pytest.fixture
def hub(tmp_path) -> Hem:
    return Hem(a_small_country(Home(tmp_path / "nav"), KOMMUNER).root)


def taken(hub: Hem, content: bytes, lamnare: str = "1730", filnamn: str = "celler.parquet"):
    hub.lamnar_text(filnamn, content, lamnare)
    return hub.tar_emot(lamnare)[0]


@pytest.mark.parametrize(
    "by_cells, encrypted", [(("1730",), False), (KOMMUNER, True)], ids=["mixed", "all_cells_in_an_encrypted_home"]
)
def test_the_nation_is_the_same_from_cells_as_from_rows(rows, sent, tmp_path, monkeypatch, by_cells, encrypted):
    hub = Hem(a_small_country(Home(tmp_path / "nav"), KOMMUNER).root)
    shutil.copy(rows.root / SKYDD, hub.home.root)  # what decides between equal ways of withholding
    if encrypted:
        (tmp_path / "nycklar").mkdir(mode=0o700)
        monkeypatch.setenv(FOLDER, str(tmp_path / "nycklar"))
        encrypt(hub.home)
    deliver(hub.home, [k for k in KOMMUNER if k not in by_cells], "2024H1", "2024H1")
    for lamnare in by_cells:
        hub.lamnar_text("celler.parquet", sent[lamnare].read_bytes(), lamnare)
    outcomes = work_through(hub.home, KOMMUNER, workers=1)
    assert [o.fel for o in outcomes] == [None] * 2
    renew_edition(hub.home)
    for name in ("indikatorer.parquet", "jamforelser.parquet", "kvalitet.parquet"):
        assert (hub.home.edition / name).read_bytes() == (rows.edition / name).read_bytes(), name
    assert verify(hub.home) == []


def test_the_receipt_says_what_the_cells_rest_on(hub, sent):
    delivery = taken(hub, sent["1730"].read_bytes())
    assert delivery.utfall == ACCEPTERAD and delivery.adds_up and delivery.bevarad
    told = " ".join(hub.kvitto(delivery, "antaget"))
    assert "inga rader om personer" in told and "Bakom cellerna: utredning, 1 leveranser" in told
    can = {i["id"]: i["kan"] for i in delivery.kvitto["indikatorer"]}
    assert can["AKT-05"] and not all(can.values())


def test_the_same_file_twice_is_one_delivery_and_a_later_one_replaces_it(hub, sent):
    first = taken(hub, sent["1730"].read_bytes())
    assert taken(hub, sent["1730"].read_bytes(), filnamn="igen.parquet").ordning == first.ordning
    later = taken(hub, changed(sent["1730"], uttagsdatum=date(2025, 1, 1)))
    assert [d.i_kraft for d in Ledger(hub.home).accepted("1730")] == [False, True]
    withdraw(hub.home, "1730", later.sha256[:12], "fel fil")
    assert [d.ordning for d in Ledger(hub.home).in_force()] == [first.ordning]


def test_cells_of_other_types_are_put_in_place_as_isu_writes_them(hub, sent):
    table = pq.read_table(sent["1730"])
    narrow = table.set_column(table.num_columns - 1, "antal", table["antal"].cast(pa.int32()))
    assert taken(hub, changed(sent["1730"], narrow)).utfall == ACCEPTERAD
    assert work_through(hub.home, ["1730"], workers=1)[0].fel is None
    assert pq.read_table(hub.home.cells("1730") / SAMLAT).equals(table.replace_schema_metadata())


def test_a_delivery_that_is_withdrawn_leaves_no_cells(hub, sent):
    delivery = taken(hub, sent["1730"].read_bytes())
    assert work_through(hub.home, ["1730"], workers=1)[0].fel is None
    assert (hub.home.cells("1730") / SAMLAT).is_file()
    withdraw(hub.home, "1730", delivery.sha256[:12], "fel fil")
    assert work_through(hub.home, ["1730"], workers=1)[0].fel is None
    assert [path.name for path in hub.home.cells("1730").iterdir()] == [INNEHALL] and verify(hub.home) == []


def changed(path, table: pa.Table | None = None, **facts) -> bytes:
    """The file with another table, or with other facts of itself."""
    uppgifter = from_json(pq.read_metadata(path).metadata[METADATA])
    target = path.with_suffix(".andrad")
    write_rows(target, pq.read_table(path).cast(SCHEMA) if table is None else table, replace(uppgifter, **facts))
    return target.read_bytes()


def thinned_so(path, grovre: Grovre, id_: str = "AKT-05") -> bytes:
    """The file says that an indicator is thinned; its rows are as they were."""
    told = from_json(pq.read_metadata(path).metadata[METADATA]).indikatorer
    return changed(path, indikatorer={**told, id_: replace(told[id_], grovre=grovre)})


def with_column(path, name: str, value, where: str | None = None) -> pa.Table:
    """The first row (of those in the breakdown `where`) has another value."""
    table = pq.read_table(path).cast(SCHEMA)
    row = 0 if where is None else pc.index(pc.equal(table["uppdelning"], where), True).as_py()
    values = table[name].to_pylist()
    values[row] = value if not callable(value) else value(values[row])
    return table.set_column(
        table.schema.get_field_index(name), SCHEMA.field(name), pa.array(values, SCHEMA.field(name).type)
    )


def with_pairs(path, antal: int) -> pa.Table:
    """The first pair of AKT-01 is as many."""
    table = pq.read_table(path).cast(SCHEMA)
    row = pc.index(pc.and_(pc.equal(table["indikator"], "AKT-01"), is_pair(table)), True).as_py()
    values = table["antal"].to_pylist()
    values[row] = antal
    return table.set_column(table.num_columns - 1, "antal", pa.array(values, pa.int64()))


#        what is done to the file                                    rule                       what the receipt names
FAULTS = {
    "another sender's": (lambda p: changed(p, lamnare="1760"), "celler_annan_lamnare", "1760"),
    "a count is other": (
        lambda p: changed(p, with_column(p, "antal", lambda n: n + 1, where="forlangd")),
        "celler_gar_inte_ihop",
        "AKT-05",
    ),
    "a breakdown is left out": (
        lambda p: changed(p, pl.read_parquet(p).filter(pl.col("uppdelning") != "forlangd").to_arrow().cast(SCHEMA)),
        "celler_gar_inte_ihop",
        "UTR-03",
    ),
    "more pairs than events": (lambda p: changed(p, with_pairs(p, 10**8)), "celler_gar_inte_ihop", "AKT-01"),
    "rows that isu did not write": (
        lambda p: p.read_bytes().replace(checksum(pq.read_table(p)), b"0" * 64),
        "celler_trasiga",
        "inte de som isu cells skrev",
    ),
    "a name among the groups": (
        lambda p: changed(p, with_column(p, "grupp", "Karin Ek")),
        "celler_bryter_kontraktet",
        "grupp",
    ),
    "a number as outcome": (
        lambda p: changed(p, with_column(p, "utfall", "201401019876")),
        "celler_bryter_kontraktet",
        "utfall",
    ),
    "nobody counted": (lambda p: changed(p, with_column(p, "antal", 0)), "celler_bryter_kontraktet", "antal"),
    "a period not delivered": (
        lambda p: changed(p, with_column(p, "period", "2019H1")),
        "celler_bryter_kontraktet",
        "period",
    ),
    "an age that it does not say": (
        lambda p: changed(p, with_column(p, "aldersgrupp", "alla")),
        "celler_bryter_kontraktet",
        "aldersgrupp",
    ),
    "a band that it does not say": (
        lambda p: changed(p, with_column(p, "utfall", "31-60")),
        "celler_bryter_kontraktet",
        "utfall",
    ),
    "thinned as it cannot be": (lambda p: thinned_so(p, Grovre(aldrar=("0-99",))), "celler_trasiga", "AKT-05"),
    "days though it says bands": (
        lambda p: thinned_so(p, Grovre(dagar=(0, 120)), "UTR-02"),
        "celler_bryter_kontraktet",
        "utfall",
    ),
    "a row twice": (
        lambda p: changed(
            p, pa.concat_tables([pq.read_table(p).cast(SCHEMA).slice(0, 1), pq.read_table(p).cast(SCHEMA)])
        ),
        "celler_bryter_kontraktet",
        "raden",
    ),
    "half of the file": (lambda p: p.read_bytes()[: p.stat().st_size // 2] + p.read_bytes()[-3000:], None, ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_tampered_file_is_refused_and_nothing_of_it_kept(hub, sent, fault):
    tamper, rule, named = FAULTS[fault]
    delivery = taken(hub, tamper(sent["1730"]))
    assert delivery.utfall == AVVISAD and delivery.adds_up
    assert rule is None or set(fynd(delivery)) == {rule}
    told = json.dumps(delivery.kvitto, ensure_ascii=False)
    assert named in told and "Karin" not in told and "201401019876" not in told
    assert not list(hub.home.register("celler", "1730").glob("*")) and verify(hub.home) == []


def test_another_version_or_definition_is_refused_with_both_named(hub, sent):
    told = from_json(pq.read_metadata(sent["1730"]).metadata[METADATA])
    own = indicators(hub.deklaration)["AKT-05"]
    checksum = definition(own, hub.deklaration.kodlistor)[:8]
    for other in (
        replace(told.indikatorer["AKT-05"], version="0"),
        replace(told.indikatorer["AKT-05"], definition="0" * 64),
    ):
        delivery = taken(hub, changed(sent["1730"], indikatorer={**told.indikatorer, "AKT-05": other}))
        assert set(fynd(delivery)) == {"celler_annan_definition"}
        sentence = delivery.kvitto["fel"][0]["mening"]
        assert f"version {other.version} ({other.definition[:8]})" in sentence
        assert f"version {own.version} ({checksum})" in sentence


def test_an_unknown_indicator_is_refused(hub, sent):
    told = from_json(pq.read_metadata(sent["1730"]).metadata[METADATA])
    more = {**told.indikatorer, "XYZ-01": told.indikatorer["AKT-05"]}
    delivery = taken(hub, changed(sent["1730"], indikatorer=more))
    assert set(fynd(delivery)) == {"celler_okand_indikator"} and "XYZ-01" in delivery.kvitto["fel"][0]["mening"]


@pytest.mark.parametrize("text", [b"{}", b"[]", b'{"form": 99}', b"\xff", b"[" * 5000], ids="abcde")
def test_what_the_file_says_of_itself_must_be_what_isu_writes(hub, sent, text):
    target = sent["1730"].with_suffix(".sjalv")
    with pq.ParquetWriter(target, SCHEMA, store_schema=False) as file:
        file.add_key_value_metadata({METADATA: text})
    assert set(fynd(taken(hub, target.read_bytes()))) == {"celler_trasiga"}


def test_rows_and_cells_of_one_sender_are_never_in_force_together(hub, sent):
    hub.lamnar(
        "utredning_2024H1.csv",
        """
        utredning_id | pid | inledd_datum
        a1        | p1  | 2024-02-01
    """,
        "1730",
    )
    hub.tar_emot("1730")
    assert [d.tabell for d in Ledger(hub.home).in_force()] == ["utredning"]
    assert set(fynd(taken(hub, sent["1730"].read_bytes()))) == {"celler_bredvid_rader"}


def test_breaks_in_the_series_travel_with_the_cells(tmp_path):
    """Another system from 2024H1 on: the hub tells the same of it as from rows."""
    sender = Hem(a_small_country(Home(tmp_path / "hemma"), KOMMUNER).root)
    for tid, system in (("2023H2", "Viva"), ("2024H1", "Combine")):
        sender.lamnar(
            f"utredning_{tid}.csv",
            f"""
            utredning_id | pid  | inledd_datum
            {tid}-a      | {tid} | {period(tid).fran}
            """,
            "1730",
            f"kallsystem: {system}",
        )
        sender.tar_emot("1730")
    work_through(sender.home, ["1730"], workers=1)
    renew_edition(sender.home)
    sent = tmp_path / "celler.parquet"
    answer = CliRunner().invoke(app, ["cells", "--out", str(sent), "--home", str(sender.home.root)])
    assert answer.exit_code == 0, answer.output
    hub = Hem(a_small_country(Home(tmp_path / "nav"), KOMMUNER).root)
    hub.lamnar_text("celler.parquet", sent.read_bytes(), "1730")
    work_through(hub.home, ["1730"], workers=1)
    renew_edition(hub.home)
    breaks = pl.read_parquet(hub.home.edition / "kvalitet.parquet").filter(pl.col("matt") == "systembyte")
    assert breaks.filter(pl.col("omrade") == "1730").select("tabell", "period", "antal").rows() == [
        ("utredning", "2024", 1),
        ("utredning", "2024H1", 1),
    ]
    assert (hub.home.edition / "kvalitet.parquet").read_bytes() == (
        sender.home.edition / "kvalitet.parquet"
    ).read_bytes()


@pytest.fixture
def perturbing(tmp_path) -> Hem:
    """A hub that has chosen to perturb counts by the keys of records."""
    home = a_small_country(Home(tmp_path / "stord"), KOMMUNER)
    own = home.own / "schemas" / "profiles" / "skydd.yaml"
    own.parent.mkdir(parents=True)
    shutil.copy(PROFILER / "skydd_cellnyckel.yaml", own)
    return Hem(home.root)


def test_cells_without_keys_are_refused_by_name_where_the_profile_asks_for_them(perturbing, sent):
    delivery = taken(perturbing, sent["1730"].read_bytes())
    assert delivery.utfall == AVVISAD and set(fynd(delivery)) == {"celler_utan_nycklar"}
    assert "Cellerna från 1730 saknar nycklar" in str(delivery.kvitto)


@pytest.mark.parametrize("nyckel, utfall", [(255, ACCEPTERAD), (256, AVVISAD)])
def test_keys_travel_with_the_cells(perturbing, sent, nyckel, utfall):
    table = pq.read_table(sent["1730"])
    keys = pc.if_else(is_pair(table), None, pa.scalar(nyckel, pa.int64()))
    delivery = taken(perturbing, changed(sent["1730"], table.append_column(NYCKEL, keys)))
    assert delivery.utfall == utfall
    if utfall == ACCEPTERAD:
        home, deklaration = perturbing.home, perturbing.deklaration
        renew_cells(home, deklaration, indicators(deklaration), "1730")
        cells = pq.read_table(home.cells("1730") / SAMLAT)
        cells = cells.filter(pc.and_(pc.equal(cells["indikator"], "AKT-05"), pc.invert(is_pair(cells))))
        assert cells.num_rows and cells[NYCKEL].unique().to_pylist() == [nyckel]


def test_cells_that_lie_in_a_file_per_indicator_are_read_and_put_together(rows, hub, sent):
    """As they lay before, and as counted ones lie: the sums are the same, and the next round makes them one file."""
    home, deklaration = hub.home, hub.deklaration
    taken(hub, sent["1730"].read_bytes())
    renew_cells(home, deklaration, indicators(deklaration), "1730")
    add_up(home)
    folder, counted = home.cells("1730"), rows.cells("1730")
    before = {path.name: sums_in(path) for path in home.added_up.glob("*.parquet")}
    told, lain = json.loads((folder / INNEHALL).read_text()), json.loads((counted / INNEHALL).read_text())
    for id_, entry in told["indikatorer"].items():
        entry["filer"] = {name: sha for name, sha in lain["indikatorer"][id_]["filer"].items() if "lokalt" not in name}
    shutil.rmtree(folder)
    shutil.copytree(counted, folder, ignore=shutil.ignore_patterns("lokalt"))
    (folder / INNEHALL).write_text(json.dumps(told))
    shutil.rmtree(home.added_up)
    add_up(home)
    assert before == {path.name: sums_in(path) for path in home.added_up.glob("*.parquet")}
    assert work_through(home, ["1730"], workers=1)[0].fel is None
    assert {path.name for path in folder.iterdir()} == {INNEHALL, SAMLAT} and verify(home) == []


def sums_in(path: Path) -> list:
    table = pq.read_table(path)
    return [table.schema.metadata[b"fingeravtryck"], table.to_pylist()]


def test_rows_of_cells_that_lay_numbered_are_mended_as_they_came(hub, sent):
    """As the register kept them before: what has been damaged is made from the archive, and is the file itself."""
    delivery = taken(hub, sent["1730"].read_bytes())
    (kept,) = hub.home.root.glob("register/*/*/*.parquet")
    table = pq.read_table(kept)
    numbered = table.add_column(0, "_rad", pa.array(range(1, table.num_rows + 1), pa.int64()))
    write_rows(kept, numbered, from_json(pq.read_metadata(kept).metadata[METADATA]))
    with Session(open_ledger(hub.home)) as session:
        session.get(Leverans, delivery.ordning).registerfil_sha256 = sha256_of(kept)
        session.commit()
    assert verify(hub.home) == []
    assert work_through(hub.home, ["1730"], workers=1)[0].fel is None  # counted from them as they lie
    kept.write_bytes(b"skadad")
    assert len(verify(hub.home)) == 1
    assert work_through(hub.home, ["1730"], workers=1)[0].fel is None
    assert kept.read_bytes() == sent["1730"].read_bytes() and verify(hub.home) == []


def test_a_large_change_is_told(hub, sent):
    taken(hub, sent["1730"].read_bytes())
    table = pq.read_table(sent["1730"]).cast(SCHEMA)
    tenfold = table.set_column(table.num_columns - 1, "antal", pc.multiply(table["antal"], 10))
    delivery = taken(hub, changed(sent["1730"], tenfold, uttagsdatum=date(2025, 1, 1)))
    assert set(fynd(delivery)) == {"celler_avviker"} and delivery.i_kraft


def test_nothing_counted_is_told_with_what_to_do(tmp_path):
    answer = CliRunner().invoke(app, ["cells", "--out", str(tmp_path / "x"), "--home", str(tmp_path)])
    assert answer.exit_code != 0 and "isu run" in str(answer.exception)


def test_cells_that_another_definition_counted_are_not_sent(rows, tmp_path, monkeypatch):
    """The pack or the program is another since isu run: what is there may not be called by the new name."""
    monkeypatch.setattr("isu.cells.fingeravtryck.RAKNESATT", 99)
    answer = CliRunner().invoke(
        app, ["cells", "--out", str(tmp_path / "x"), "--lamnare", "1730", "--home", str(rows.root)]
    )
    assert answer.exit_code != 0 and "räknade med en äldre definition" in str(answer.exception)


def test_quality_travels_with_the_cells(hub, sent):
    """Completeness and unmapped codes are measures like others, so a hub can tell how good the cells are."""
    told = from_json(pq.read_metadata(sent["1730"]).metadata[METADATA])
    assert set(quality_measures(hub.deklaration, indicators(hub.deklaration))) & set(told.indikatorer)
