"""The ledger's database: the migrations give the shape that the code believes in."""

import json
from datetime import UTC, datetime

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from isu.flow.indikatorer import indicators
from isu.flow.rakna import renew_cells
from isu.home import Home
from isu.ledger import Ledger
from isu.ledger.database import current_revision, newest_revision, open_engine
from isu.ledger.tables import Base


def test_the_migrations_give_the_declared_tables(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'liggare.sqlite'}")
    assert current_revision(engine) == newest_revision()
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_ledger_may_lie_elsewhere(hem, tmp_path, monkeypatch):
    monkeypatch.setenv("ISU_DATABASE_URL", f"sqlite:///{tmp_path / 'annan' / 'liggare.sqlite'}")
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01")
    hem.tar_emot()
    assert (tmp_path / "annan" / "liggare.sqlite").is_file()
    assert not (hem.home.root / "ledger.sqlite").exists()


def test_the_number_of_protected_persons_stays_in_the_ledger_and_is_not_shown_when_small(hem):
    hem.lamnar("person.csv", "pid | skyddad\na | 1\nb | 1\nc | 0")
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | pid | inkom_datum\na1 | c | 2024-02-01")
    hem.tar_emot()
    chosen = {"AKT-02": indicators(hem.deklaration)["AKT-02"]}
    renew_cells(hem.home, hem.deklaration, chosen, "1780")
    assert Ledger(hem.home).protected() == {"1780": 2}
    page, told = ((hem.home.outbox("1780") / f"laget.{kind}").read_text("utf-8") for kind in ("html", "json"))
    assert "märkt som skyddade: färre än 5." in page and json.loads(told)["skyddade"] == "färre än 5"


def test_the_number_follows_what_is_in_force(tmp_path):
    ledger = Ledger(Home(tmp_path))
    for antal in (0, 7, 7, 0):
        ledger.record_protected("1780", antal, datetime.now(UTC))
    assert ledger.protected() == {"1780": 0}
