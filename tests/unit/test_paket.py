"""Packs: what a signed bundle of definitions brings to a home, and every way in which one is refused."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.flow.granska import verify
from isu.flow.indikatorer import indicators
from isu.flow.runda import work_through
from isu.home import Home
from isu.ledger import Ledger
from isu.paket.fil import MOST, read_pack
from isu.paket.nycklar import believe, believe_no_more, believed
from isu.paket.plats import FILEN, install, installed, make_pack, remove
from isu.signering import fingerprint, make_key, public_key
from tests.hem import LAMNARE, Hem

STUDIE = Path(__file__).parents[2] / "examples" / "rss_vantetider" / "studie"
SQL = "dbt_like_sql/indicators/barn_unga/RSS-01.sql"


@pytest.fixture(scope="module")
def utgivare(tmp_path_factory) -> Home:
    """Who makes the study's packs."""
    home = Home(tmp_path_factory.mktemp("utgivare"))
    make_key(home)
    return home


@pytest.fixture
def kommun(tmp_path, utgivare) -> Home:
    """A home that believes the publisher's key."""
    home = Home(tmp_path / "kommun")
    believe(home, fingerprint(public_key(utgivare)), "RSS")
    return home


@pytest.fixture(scope="module")
def paket(utgivare, tmp_path_factory) -> Path:
    return made(utgivare, tmp_path_factory.mktemp("paket"))


def made(utgivare: Home, tmp_path: Path, version: str = "1", **filer: str) -> Path:
    """The study's file, in this version; `filer` are further files, or others for those that are there."""
    folder = tmp_path / "studie"
    shutil.copytree(STUDIE, folder)
    head = folder / "paket.yaml"
    head.write_text(head.read_text("utf-8").replace('version: "1"', f'version: "{version}"'), "utf-8")
    for place, text in filer.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")
    target = tmp_path / f"rss-{version}.isupaket"
    target.write_bytes(make_pack(utgivare, folder)[1])
    return target


def test_an_installed_study_is_counted_like_everything_else(kommun, paket):
    assert install(kommun, paket)[1]
    deklaration = load_declarations(kommun)
    found = indicators(deklaration)
    assert {"RSS-01", "RSS-02", "RSS-03", "AKT-05"} <= found.keys()
    assert deklaration.katalog.pack_with(found["RSS-01"].path) == ("rss_vantetider", "1")
    assert deklaration.katalog.pack_with(found["AKT-05"].path) is None
    assert not install(kommun, paket)[1] and verify(kommun) == []
    remove(kommun, "rss_vantetider")
    assert "RSS-01" not in indicators(load_declarations(kommun))


def test_the_same_pack_and_key_give_the_same_bytes(utgivare, paket, tmp_path):
    assert made(utgivare, tmp_path).read_bytes() == paket.read_bytes()


def test_a_later_version_takes_over_and_an_earlier_one_does_not(kommun, utgivare, paket, tmp_path):
    text = (STUDIE / SQL).read_text("utf-8").replace('version: "1"', 'version: "2"').replace("<= 14", "<= 7")
    later = made(utgivare, tmp_path, "1.10", **{SQL: text})
    install(kommun, paket), install(kommun, later)
    assert load_declarations(kommun).katalog.versions() == {"rss_vantetider": "1.10"}
    assert indicators(load_declarations(kommun))["RSS-01"].version == "2"
    with pytest.raises(IsuError, match="i version 1.10, som är senare än 1"):
        install(kommun, paket)


def test_the_same_version_with_other_content_is_refused(kommun, utgivare, paket, tmp_path):
    text = (STUDIE / SQL).read_text("utf-8").replace("<= 14", "<= 7")
    install(kommun, paket)
    with pytest.raises(IsuError, match="finns redan här med annat innehåll"):
        install(kommun, made(utgivare, tmp_path, **{SQL: text}))


def outer(paket: Path) -> dict:
    return json.loads(paket.read_text("utf-8"))


#          what is done to the file                                                       what is said
TAMPERED = {
    "a figure is another": (lambda o: o | {"innehall": o["innehall"].replace("<= 14", "<= 7")}, "Signaturen i"),
    "the name is another": (lambda o: o | {"innehall": o["innehall"].replace("rss_v", "../v")}, "Signaturen i"),
    "another's signature": (lambda o: o | {"signatur": "A" * 86 + "=="}, "Signaturen i"),
    "no signature": (lambda o: {k: v for k, v in o.items() if k != "signatur"}, "är inget paket"),
    "no key": (lambda o: o | {"nyckel": "nyckel"}, "är inget paket"),
    "a list": (lambda o: [o], "är inget paket"),
    "nested without end": (lambda o: "[" * 100_000, "är inget paket"),
    "too large": (lambda o: "x" * (MOST + 1), "är större än"),
}


@pytest.mark.parametrize("fault", TAMPERED)
def test_a_tampered_file_is_refused(kommun, paket, tmp_path, fault):
    change, said = TAMPERED[fault]
    bad, content = tmp_path / "bad.isupaket", change(outer(paket))
    bad.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    with pytest.raises(IsuError, match=said):
        install(kommun, bad)
    assert installed(kommun) == []


def test_a_key_that_is_not_believed_is_refused_without_telling_its_fingerprint(tmp_path, utgivare, paket):
    """Whoever could copy it from the refusal would believe anything."""
    home = Home(tmp_path / "annan")
    with pytest.raises(IsuError, match="nyckel som inte är betrodd") as error:
        install(home, paket)
    assert "SHA256:" not in str(error.value)


def test_a_key_may_stop_being_believed(kommun, utgivare, paket):
    install(kommun, paket)
    believe_no_more(kommun, fingerprint(public_key(utgivare)))
    assert believed(kommun) == {}
    assert installed(kommun)[0].fel == ("nyckeln är inte längre betrodd",)


def signed_as(utgivare: Home, tmp_path: Path, **facts) -> Path:
    """A file that somebody who is believed has signed, but that isu pack make does not write."""
    from isu.paket import fil

    paket = fil.Paket(**{"namn": "rss", "version": "1", "sv": "s", "en": "e", "utgivare": "u"} | facts)
    target = tmp_path / "egen.isupaket"
    target.write_bytes(fil.packed(utgivare, paket))
    return target


TEXT = (STUDIE / SQL).read_text("utf-8")
INDIKATOR = {"RSS-01": ("1", "0" * 64)}
#          what the pack says                                                              what is said
BAD = {
    "a program": ({"schemas/tables/ny.py": "import os"}, "får inte finnas i ett paket"),
    "a guard of the home": ({"schemas/profiles/identitet.yaml": "x"}, "får inte finnas i ett paket"),
    "who the senders are": ({"schemas/reference/lamnare.csv": "x"}, "får inte finnas i ett paket"),
    "a way out": ({"dbt_like_sql/staging/../../../x.sql": "x"}, "får inte finnas i ett paket"),
    "from the root": ({"/dbt_like_sql/staging/x.sql": "x"}, "får inte finnas i ett paket"),
    "another way out": ({"dbt_like_sql/staging/..\\x.sql": "x"}, "får inte finnas i ett paket"),
    "a hidden file": ({"dbt_like_sql/staging/.x.sql": "x"}, "får inte finnas i ett paket"),
    "one that is skipped": ({"dbt_like_sql/staging/_x.sql": "x"}, "får inte finnas i ett paket"),
    "two of one name": ({"schemas/codes/a.csv": "x", "schemas/codes/b/A.csv": "x"}, "har samma namn"),
    "nothing": ({}, "från 1 till 200 filer"),
    "too many": ({f"schemas/codes/a{i}.csv": "x" for i in range(201)}, "från 1 till 200 filer"),
    "too long": ({"schemas/codes/a.csv": "x" * 200_001}, "längre än"),
    "ours, another": ({"dbt_like_sql/indicators/AKT-05.sql": TEXT}, "AKT-05 finns redan här"),
    "a view of ours": ({"dbt_like_sql/staging/utredning_individ.sql": "select 1 as a"}, "finns redan här"),
    "a list of ours": ({"schemas/codes/kon.csv": "kod,sv,en\n1,a,a\n"}, "kon finns redan här"),
    "reads a file": ({SQL: TEXT + " union all select content, '1', 1, true, 1 from read_text('/x')"}, "read_text"),
    "a column that is not": ({SQL: TEXT.replace("a.kon,", "a.konet,")}, "kolumnen konet finns inte"),
    "no head": ({SQL: "select 1 as a"}, "ska börja med ett huvud"),
    "counted in another way": ({SQL: TEXT}, "räknas på ett annat sätt här: version 1"),
    "a profile of another's": (
        {SQL: TEXT, "schemas/fortunning/p.yaml": "sv: s\nvarfor: v\nindikatorer: {AKT-05: {}}"},
        "Profilen p: indikatorn AKT-05 finns inte i paketet",
    ),
    "a profile that cannot be": (
        {SQL: TEXT, "schemas/fortunning/p.yaml": "sv: s\nvarfor: v\nindikatorer: {RSS-01: {aldrar: [0-99]}}"},
        "har ingen åldersunion 0-99",
    ),
    "more than it says": ({SQL: TEXT, SQL.replace("01", "02"): TEXT.replace("RSS-01", "RSS-02")}, "andra indikatorer"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_pack_is_refused_though_its_signature_holds(kommun, utgivare, tmp_path, fault):
    filer, said = BAD[fault]
    with pytest.raises(IsuError, match=said):
        install(kommun, signed_as(utgivare, tmp_path, filer=filer, indikatorer=INDIKATOR))
    assert installed(kommun) == [] and not list(kommun.packs.glob("**/*.sql"))


@pytest.mark.parametrize("namn, version", [("../x", "1"), ("RSS", "1"), ("rss", "../1"), ("rss", "1.x"), (".rss", "1")])
def test_a_name_or_version_that_is_no_folder_s_is_refused(utgivare, tmp_path, namn, version):
    with pytest.raises(IsuError, match="Ett pakets (namn|version) skrivs"):
        read_pack(signed_as(utgivare, tmp_path, filer={SQL: TEXT}, indikatorer={}, namn=namn, version=version))


def test_sql_that_never_ends_is_cut_off_and_named(kommun, utgivare, tmp_path, monkeypatch):
    """What was delivered is taken all the same, and is counted when the pack is gone."""
    monkeypatch.setattr("isu.cells.rakning.LONGEST", 0.3)
    endless = "and (with recursive n as (select 1 as i union all select i + 1 from n) select count(*) from n) > 0"
    install(kommun, made(utgivare, tmp_path, **{SQL: f"{TEXT}    {endless}\n"}))
    hem = Hem(kommun.root)
    hem.lamnar("person.csv", "pid\np1")
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | pid | inkom_datum\na1 | p1 | 2024-02-01")
    (outcome,) = work_through(kommun, [LAMNARE], workers=1)
    assert "SQL-satsen RSS-01 i paketet rss_vantetider 1 var inte klar" in outcome.fel
    assert "isu pack remove rss_vantetider" in outcome.fel and len(Ledger(kommun).in_force()) == 2
    remove(kommun, "rss_vantetider")
    assert work_through(kommun, [LAMNARE], workers=1)[0].fel is None


def test_files_that_were_changed_in_the_home_are_told(kommun, paket):
    install(kommun, paket)
    folder = kommun.packs / "rss_vantetider" / "1"
    (folder / SQL).write_text(TEXT.replace("<= 14", "<= 7"), "utf-8")
    assert installed(kommun)[0].fel == (f"{SQL} är inte som den signerades",)
    assert verify(kommun) == [f"Paketet rss_vantetider 1: {SQL} är inte som den signerades."]
    (folder / FILEN).unlink()
    assert verify(kommun) == ["Paketet rss_vantetider 1: paket.isupaket är borta eller ändrad."]


def test_a_program_that_was_put_beside_a_pack_is_never_run(kommun, paket):
    install(kommun, paket)
    evil = kommun.packs / "rss_vantetider" / "1" / "schemas" / "tables" / "ond.py"
    evil.parent.mkdir(parents=True)
    evil.write_text("raise SystemExit('run')", "utf-8")
    assert "ond" not in load_declarations(kommun).tabeller
    assert verify(kommun) == ["Paketet rss_vantetider 1: schemas/tables/ond.py är inte som den signerades."]


def test_the_commands(kommun, utgivare, paket):
    def isu(*words: str) -> str:
        answer = CliRunner().invoke(app, ["pack", *words, "--home", str(kommun.root)], env={"COLUMNS": "300"})
        assert answer.exit_code == 0, answer.output
        return answer.output

    avtryck = fingerprint(public_key(utgivare))
    assert "Nyckeln är betrodd (RSS)" in isu("show", str(paket)) and "RSS-01 version 1" in isu("show", str(paket))
    assert "rss_vantetider 1 är installerat: RSS-01, RSS-02, RSS-03" in isu("install", str(paket))
    assert "redan installerat" in isu("install", str(paket))
    assert f"Betrodd nyckel: {avtryck} RSS" in isu("list")
    assert "borttaget" in isu("remove", "rss_vantetider") and "0 paket" in isu("list")
    assert "inte längre betrodd" in isu("trust", avtryck, "--angra") and avtryck not in isu("list")
