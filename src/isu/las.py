"""Locks of a home: one process at a time works on a sender, on the edition or on the log of events; the others wait.

A file in the home is locked, which holds between processes of one machine. Where the ledger lies in PostgreSQL, a lock
of that server's own is held too, which holds between machines, whatever the shared file system makes of locked files.
The file goes on holding its neighbours out while the server is started again. A process that ends lets go of both.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from hashlib import sha256

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from isu.databas import database, is_server
from isu.errors import CutOff
from isu.home import Home

UTGAVA, HANDELSER = "utgava", "handelser"

#: A machine that has vanished lets go of its locks within this: seconds before the server asks, seconds
#: between questions, and how many are left unanswered.
VANISHED = {"tcp_keepalives_idle": 30, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}

LOST = "Låset för {name} gick förlorat: databasen startades om medan arbetet pågick. Kör om; inget har gått förlorat."


@contextmanager
def lock(home: Home, name: str) -> Iterator[None]:
    """Held while the block lasts; waits for whoever holds it."""
    with _file(home, name), _on_server(home, name):
        yield


@contextmanager
def lock_if_free(home: Home, name: str) -> Iterator[bool]:
    """True, and held while the block lasts; False where somebody holds it, or nobody can know."""
    try:
        with _file(home, name).acquire(timeout=0), _on_server(home, name, wait=False) as held:
            yield held is not False
    except Timeout:
        yield False


def _file(home: Home, name: str) -> FileLock:
    home.locks.mkdir(parents=True, exist_ok=True)
    return FileLock(home.locks / f"{name}.las")


def _on_server(home: Home, name: str, wait: bool = True) -> AbstractContextManager[bool | None]:
    """Where the ledger is no server's, the file is all there is."""
    return _advisory(home.database_url, name, wait) if is_server(home.database_url) else nullcontext()


@contextmanager
def _advisory(url: str, name: str, wait: bool) -> Iterator[bool]:
    """A session's lock (pg_advisory_lock), on a connection of its own: it goes with it."""
    way = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
    with _engine(url).connect() as connection:
        held = connection.exec_driver_sql(f"select {way}(%s)", (_number(name),)).scalar() is not False
        yield held
        if held and not _answers(connection):
            raise CutOff(LOST.format(name=name))


def _answers(connection: Connection) -> bool:
    """The session is there, and so is its lock."""
    try:
        connection.exec_driver_sql("select 1")
    except DBAPIError:
        return False
    return True


@lru_cache(maxsize=16)
def _engine(url: str) -> Engine:
    options = " ".join(f"-c{name}={value}" for name, value in VANISHED.items())
    return create_engine(
        database(url), poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"options": options}
    )


def _number(name: str) -> int:
    """The lock's name as the server wants it: a whole number of 64 bits. A database has one home's locks."""
    return int.from_bytes(sha256(f"isu {name}".encode()).digest()[:8], signed=True)
