"""A ledger of an earlier shape is brought to today's without losing anything, also when that is cut off."""

import io
import sqlite3
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from isu.home import Home
from isu.ledger import Ledger, database
from isu.ledger.database import MIGRATIONS, current_revision, newest_revision
from isu.omdome import Omdome, Raknade
from isu.period import period

DELIVERED = {
    "lamnare": "1780",
    "filnamn": "aktualisering_2024H1.csv",
    "sha256": "a" * 64,
    "ankomst": "aktualisering_2024H1.csv|10|1",
    "storlek": 10,
    "mottagen": "2025-01-02 03:04:05.000000",
    "utfall": "delvis_accepterad",
    "tabell": "aktualisering",
    "fran": "2024-01-01",
    "till": "2024-06-30",
    "uttagsdatum": "2024-06-30",
    "uttagsdatum_angivet": 0,
    "rader": 30,
    "accepterade": 29,
    "avsatta": 1,
    "olasbara": 0,
    "tomma": 0,
    "i_kraft": 1,
    "registerfil_sha256": "b" * 64,
    "kvitto": '{"tid": {"period": "2024H1"}}',
}


@pytest.fixture
def old(tmp_path):
    """A home whose ledger has the first shape, with a delivery, a finding and a release that lists the delivery."""
    path = tmp_path / "ledger.sqlite"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = database._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with sqlite3.connect(path) as rows:
        places = ", ".join(f":{name}" for name in DELIVERED)
        rows.execute(f"insert into leverans ({', '.join(DELIVERED)}) values ({places})", DELIVERED)
        rows.execute("insert into leverans_fynd values (1, 1, 'ej_datum', 'fel', 'inkom_datum', 1)")
        rows.execute("insert into utgava values ('2024', '2025-02-01 00:00:00.000000', '{}')")
        rows.execute("insert into utgava_leverans values ('2024', 1)")
    rows.close()
    return Home(tmp_path)


def test_everything_is_there_after_the_upgrade(old):
    ledger = Ledger(old)
    (d,) = ledger.all_deliveries()
    kept = {name: getattr(d, name) for name in DELIVERED if name not in ("mottagen", "fran", "till", "uttagsdatum")}
    assert kept | {"kvitto": 0} == {name: DELIVERED[name] for name in kept} | {"kvitto": 0}
    assert (str(d.fran), d.mottagen.year, d.kvitto) == ("2024-01-01", 2025, {"tid": {"period": "2024H1"}})
    assert [(f.regel, f.antal) for f in d.fynd] == [("ej_datum", 1)]
    assert [link.ordning for link in ledger.releases()[0].leveranser] == [1]
    assert [d.ordning for d in ledger.in_force()] == [1]


def test_what_was_not_asked_then_has_its_plain_answer(old):
    (d,) = Ledger(old).all_deliveries()
    assert (d.borttagna, d.ersatta, d.adds_up) == (0, 0, True)
    assert (d.bevarad, d.granskad, d.kalla, d.profil, d.regelutfall) == (True, False, None, {}, [])
    assert (d.atertagen, d.stands) == (None, True)


def test_a_delivery_from_before_keeps_its_files_and_is_known_by_its_bytes(old):
    ledger = Ledger(old)
    (d,) = ledger.all_deliveries()
    assert d.nyckel == d.sha256
    assert ledger.recorded("1780", d.sha256, "ny ankomst", "c" * 64).ordning == 1
    ledger.withdraw(1, datetime.now(UTC))
    assert ledger.recorded("1780", d.sha256, "ny ankomst", "c" * 64) is None
    assert ledger.free_key("1780", d.sha256, "c" * 64) == "c" * 64


def test_an_upgraded_ledger_takes_new_deliveries(old):
    judged = Omdome(
        "1780", "x.csv", "d" * 64, 5, "aktualisering", period("2024H1").interval, raknade=Raknade(7, 2, 1, 1, 1, 1, 1)
    )
    Ledger(old).record(judged, "x", datetime.now(UTC), {}, None, nyckel="e" * 64)
    first, second = Ledger(old).all_deliveries()
    assert (first.i_kraft, second.i_kraft, second.nyckel, second.adds_up) == (False, True, "e" * 64, True)


def test_cut_off_in_the_middle_it_is_as_if_it_had_not_begun(old, monkeypatch):
    def cut_off(*_):
        real(*_)
        raise KeyboardInterrupt

    real = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(database.command, "upgrade", cut_off)
        with pytest.raises(KeyboardInterrupt):
            Ledger(old)
    engine = create_engine(old.database_url)
    assert current_revision(engine) == "0001"
    assert len(Ledger(old).all_deliveries()) == 1
    assert current_revision(engine) == newest_revision()


def test_the_migrations_can_be_said_to_postgresql():
    """As text, since there is no server here: every change of shape, and no table made anew."""
    text = io.StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": text})
    with Operations.context(context):
        for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())):
            script.module.upgrade()
    said = text.getvalue()
    assert "ALTER TABLE leverans ADD COLUMN profil JSON DEFAULT '{}' NOT NULL" in said
    assert "ALTER TABLE leverans ADD COLUMN granskad BOOLEAN DEFAULT false NOT NULL" in said
    assert "DROP TABLE" not in said
