"""The ledger's database: the migrations give the shape that the code believes in."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from isu.ledger.database import current_revision, newest_revision, open_engine
from isu.ledger.tables import Base


def test_the_migrations_give_the_declared_tables(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'liggare.sqlite'}")
    assert current_revision(engine) == newest_revision()
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_ledger_may_lie_elsewhere(hem, tmp_path, monkeypatch):
    monkeypatch.setenv("ISU_LEDGER_URL", f"sqlite:///{tmp_path / 'annan' / 'liggare.sqlite'}")
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01")
    hem.tar_emot()
    assert (tmp_path / "annan" / "liggare.sqlite").is_file()
    assert not (hem.home.root / "ledger.sqlite").exists()
