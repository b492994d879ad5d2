"""Opens the ledger's database and brings it to the newest shape. No questions are asked of it here.

SQLite in the home, or PostgreSQL. A database holds the ledger of one home: another home that is pointed at it is
refused, since its deliveries would be mixed with those of the first.
"""

import time
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError, DBAPIError, NoSuchModuleError, OperationalError

from isu.databas import POSTGRESQL, SQLITE, database, is_server
from isu.errors import CutOff, IsuError
from isu.filer import write_whole
from isu.home import Home
from isu.ledger.tables import Hem

MIGRATIONS = Path(__file__).parent / "migrations"

#: Any number that no other program is likely to lock by.
MIGRATING = 20_014_540_010

DAMAGED = "Liggaren är skadad och går inte att läsa. Återställ ledger.sqlite ur säkerhetskopian."


def open_ledger(home: Home) -> Engine:
    """The engine of the home's own ledger."""
    engine = open_engine(home.database_url)
    _hold_to_home(engine, home)
    return engine


@lru_cache(maxsize=16)
def open_engine(url: str) -> Engine:
    """An engine on a database that has the newest shape."""
    place = database(url)
    if place.get_backend_name() == SQLITE:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(place)
    if engine.dialect.name == SQLITE:
        event.listen(engine, "connect", _gentle_sqlite)
    _upgrade(engine)
    return engine


def _engine(place: URL) -> Engine:
    try:
        return create_engine(place, pool_pre_ping=place.get_backend_name() == POSTGRESQL)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise IsuError(
            f"Databasen {place.render_as_string()} kräver en drivrutin som inte är installerad. "
            "För PostgreSQL: pip install 'isu[postgres]'."
        ) from None


@lru_cache(maxsize=64)
def _hold_to_home(engine: Engine, home: Home) -> None:
    """The first home that opens a database outside any home makes it its own."""
    if home.database_in_home:
        return
    own = _home_id(home)
    with engine.begin() as connection:
        _alone(connection)
        first = connection.scalar(select(Hem.id))
        if first is None:
            connection.execute(insert(Hem).values(id=own))
    if first not in (None, own):
        raise IsuError(
            f"Databasen {engine.url.render_as_string()} hör till ett annat hem än {home.root}. Två hem kan inte dela "
            "databas: då blandas deras leveranser. Ange en egen databas i ISU_DATABASE_URL."
        )


def _home_id(home: Home) -> str:
    """A name that the home keeps when it is moved or restored from a backup."""
    place = home.root / ".hem"
    if not place.is_file():
        write_whole(place, uuid4().hex)
    return place.read_text(encoding="utf-8")


def _gentle_sqlite(connection, _record) -> None:
    """Several processes may write in turn; a reader never waits for them."""
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma busy_timeout = 60000")
    connection.execute("pragma foreign_keys = on")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def trouble(error: BaseException) -> str | None:
    """What is wrong with the database, where that is what the error is about."""
    if not isinstance(error, DBAPIError):
        return None
    if is_lost(error):
        return (
            "Förbindelsen med databasen bröts. Kontrollera att den är igång och kör kommandot igen: det som inte hann "
            "tas ligger kvar i intaget."
        )
    return DAMAGED if _is_damaged(error) else None


def is_lost(error: BaseException) -> bool:
    return isinstance(error, OperationalError) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def server_answers(home: Home, within: float) -> bool:
    """Is the ledger a server's, and does it answer within so many seconds?"""
    ends = time.monotonic() + within
    while is_server(home.database_url) and time.monotonic() < ends:
        try:
            with open_ledger(home).connect():
                return True
        except (CutOff, OperationalError):
            time.sleep(1)
    return False


def _is_damaged(error: DBAPIError) -> bool:
    return any(words in str(error.orig) for words in ("malformed", "not a database"))


def newest_revision() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head()


def current_revision(engine: Engine) -> str | None:
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except OperationalError:
        raise CutOff(
            f"Databasen {engine.url.render_as_string()} svarar inte. Kontrollera att den är igång, och adressen."
        ) from None
    except DatabaseError as error:
        if _is_damaged(error):
            raise IsuError(DAMAGED) from None
        raise


def _upgrade(engine: Engine) -> None:
    if current_revision(engine) == newest_revision():
        return
    with _beside(engine), engine.begin() as connection:
        if engine.dialect.name == SQLITE:
            connection.exec_driver_sql("begin immediate")  # else each change of a table is kept by itself, kill or not
        _alone(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _beside(engine: Engine) -> AbstractContextManager:
    """One process migrates a SQLite file at a time; a server keeps its own order."""
    if engine.dialect.name != SQLITE:
        return nullcontext()
    place = Path(engine.url.database)
    return FileLock(place.parent / f".{place.name}.las")


def _alone(connection: Connection) -> None:
    """On a server: wait for any other that changes the shape, until this transaction ends."""
    if connection.dialect.name == POSTGRESQL:
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({MIGRATING})")
