"""Opens the ledger's database and brings it to the newest shape. No questions are asked of it here."""

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

MIGRATIONS = Path(__file__).parent / "migrations"


@lru_cache(maxsize=16)
def open_engine(url: str) -> Engine:
    """An engine on a database that has the newest shape."""
    if make_url(url).get_backend_name() == "sqlite":
        Path(make_url(url).database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _gentle_sqlite)
    _upgrade(engine)
    return engine


def _gentle_sqlite(connection, _record) -> None:
    """Several processes may write in turn; a reader never waits for them."""
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma busy_timeout = 60000")
    connection.execute("pragma foreign_keys = on")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def newest_revision() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head()


def current_revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _upgrade(engine: Engine) -> None:
    if current_revision(engine) == newest_revision():
        return
    with _alone(engine), engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("begin immediate")  # else each change of a table is kept by itself, kill or not
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _alone(engine: Engine) -> FileLock:
    """One process migrates at a time; beside a SQLite file, else in the system's folder for temporary files."""
    from tempfile import gettempdir

    database = engine.url.database or "ledger"
    folder = Path(database).parent if engine.dialect.name == "sqlite" else Path(gettempdir())
    return FileLock(folder / f".{Path(database).name}.las")
