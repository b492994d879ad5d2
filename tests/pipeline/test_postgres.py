"""One setting moves the ledger and Dagster's storage to PostgreSQL: tried on a real server."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from isu.databas import database
from isu.errors import IsuError
from isu.flow import runda
from isu.flow.granska import verify
from isu.home import Home
from isu.las import lock, lock_if_free
from isu.ledger import Ledger
from isu.ledger.database import open_engine
from isu.ledger.tables import Base
from isu.pipelines.instans import dagster_instance, instance_folder, storage_address
from tests import postgres
from tests.hem import Hem
from tests.verktyg import without

pytestmark = without("PostgreSQL", missing=postgres.BIN is None)

AKTUALISERING = "aktualisering_id | inkom_datum\na1 | 2024-02-01"


@pytest.fixture(scope="module")
def address():
    with tempfile.TemporaryDirectory(prefix="pg") as folder, postgres.server(Path(folder)) as found:
        yield found


@pytest.fixture
def moved(address, request, monkeypatch) -> str:
    """The setting, on a database of the test's own."""
    url = postgres.create(address, request.node.name.lower()[:60])
    monkeypatch.setenv("ISU_DATABASE_URL", url)
    return url


def test_the_migrations_give_the_declared_tables(moved):
    with open_engine(moved).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_delivery_is_kept_there_and_nothing_in_the_home(hem, moved):
    hem.lamnar("aktualisering_2024H1.csv", AKTUALISERING)
    hem.tar_emot()
    assert [d.accepterade for d in Ledger(hem.home).all_deliveries()] == [1]
    assert verify(hem.home) == []
    assert not (hem.home.root / "ledger.sqlite").exists()


def test_another_home_is_refused_and_the_first_goes_on(hem, moved, tmp_path):
    hem.lamnar("aktualisering_2024H1.csv", AKTUALISERING)
    hem.tar_emot()
    other = Home(tmp_path / "annat")
    other.root.mkdir()
    with pytest.raises(IsuError, match="hör till ett annat hem"):
        Ledger(other)
    assert len(Ledger(hem.home).all_deliveries()) == 1


def test_dagster_keeps_its_own_in_a_schema_of_its_own(hem, moved):
    Ledger(hem.home)
    with dagster_instance(hem.home) as instance:
        instance.add_dynamic_partitions("lamnare", ["1780"])
    tables = inspect(create_engine(database(moved)))
    assert "dynamic_partitions" in tables.get_table_names("dagster")
    assert {"leverans", "alembic_version"} <= set(tables.get_table_names("public"))
    assert "dynamic_partitions" not in tables.get_table_names("public")
    settings = (hem.home.dagster / "dagster.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(settings)["storage"] == {"postgres": {"postgres_url": {"env": "ISU_DAGSTER_URL"}}}


def test_with_a_queue_runs_are_sent_to_it(hem, moved, monkeypatch):
    monkeypatch.setenv("ISU_BROKER_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("ISU_SAMTIDIGA", "12")
    with dagster_instance(hem.home) as instance:
        assert type(instance.run_launcher).__name__ == "Utskick"
        assert instance.run_launcher.broker == "redis://127.0.0.1:1/0"
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 12


def test_a_queue_needs_a_database_that_machines_can_share(hem, monkeypatch):
    monkeypatch.setenv("ISU_BROKER_URL", "redis://127.0.0.1:1/0")
    with pytest.raises(IsuError, match="kan inte dela SQLite"):
        instance_folder(hem.home)


def test_settings_from_before_are_not_written_over_but_told_of(hem, moved):
    hem.home.dagster.mkdir()
    (hem.home.dagster / "dagster.yaml").write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    with pytest.raises(IsuError, match="Lägg till detta sist i filen"):
        instance_folder(hem.home)


def test_two_that_run_at_once_take_each_file_once(hem, moved):
    """Two whole commands on one home: every file has one verdict, and the home is whole."""
    for i in range(6):
        row = f"aktualisering_id | inkom_datum\na{i} | 2024-0{i + 1}-01"
        hem.lamnar(f"aktualisering_2024-0{i + 1}.csv", row)
    command = [sys.executable, "-c", "from isu.cli import main; main()", "run", "--home", str(hem.home.root)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    told = [process.communicate(timeout=300)[0].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert len(Ledger(hem.home).all_deliveries()) == 6
    assert verify(hem.home) == []


HOLDING = """
import sys
from isu.home import Home
from isu.las import lock, lock_if_free
from isu.las import lock
with lock(Home.of(sys.argv[1]), "1780"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_elsewhere(place: Path) -> Iterator[subprocess.Popen]:
    """A process that holds a sender, and whose locked files nobody here sees: as on another machine."""
    command = [sys.executable, "-c", HOLDING, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def is_free(home: Home, lamnare: str) -> bool:
    with lock_if_free(home, lamnare) as free:
        return free


def test_a_sender_is_locked_between_machines_and_let_go_by_one_that_dies(hem, moved, tmp_path):
    with held_elsewhere(tmp_path / "annan_maskin") as process:
        assert (is_free(hem.home, "1780"), is_free(hem.home, "0114")) == (False, True)
        process.kill()
        with lock(hem.home, "1780"):
            pass


def test_a_lock_that_went_with_the_server_is_told_of(hem, moved, address):
    with pytest.raises(IsuError, match="Låset för 1780 gick förlorat"), lock(hem.home, "1780"):
        postgres.stop(address)
        postgres.start(address)


def test_what_a_server_that_was_restarted_cut_off_is_done_once_more(hem, moved, address, monkeypatch):
    """The files have been taken, so nobody would ask for the cells again."""
    hem.lamnar("aktualisering_2024H1.csv", AKTUALISERING)
    counting, restarted = runda.renew_cells, []

    def cut(*arguments):
        if not restarted:
            postgres.stop(address)
            threading.Timer(1, lambda: restarted.append(postgres.start(address))).start()
        return counting(*arguments)

    monkeypatch.setattr(runda, "renew_cells", cut)
    (outcome,) = runda.work_through(hem.home, ["1780"])
    assert (outcome.fel, bool(restarted)) == (None, True)
    assert (hem.home.cells("1780") / "innehall.json").is_file()
    assert len(Ledger(hem.home).all_deliveries()) == 1


def test_a_server_that_does_not_answer_is_told_in_a_sentence(hem, monkeypatch):
    monkeypatch.setenv("ISU_DATABASE_URL", "postgresql://isu@/ingen?host=/finns/inte")
    with pytest.raises(IsuError, match="svarar inte"):
        Ledger(hem.home)


def test_a_password_is_never_told():
    url = database("postgresql://isu:hemligt@db.example/isu")
    assert "hemligt" not in url.render_as_string()
    assert "hemligt" in storage_address(url) and "search_path%3Ddagster" in storage_address(url)


@pytest.fixture(autouse=True)
def own_environment():
    """Dagster is told of its storage by the environment, which the next test must not inherit."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def hem(tmp_path) -> Hem:
    (tmp_path / "hem").mkdir()
    return Hem(tmp_path / "hem")
