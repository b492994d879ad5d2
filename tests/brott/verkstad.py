"""Where the faults are tried: a home as it is before a round, and what it is after one that was left in peace."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from isu.declaration import load_declarations
from isu.flow import intag, runda
from isu.flow.indikatorer import indicators
from isu.home import Home
from tests import postgres
from tests.brott import barn, disk, lage, nation

FORSTA, ANDRA = "första rundan", "andra rundan"


@dataclass(frozen=True)
class Facit:
    """What a round left in peace ends with, and how many points it has."""

    files: dict[str, str]
    ledger: list[str]
    points: dict[str, int]


class Verkstad:
    def __init__(self, place: Path, own_disk: bool, server: str | None):
        self.home, self.own_disk = place / "hem", own_disk
        self._place, self._server = place, server
        self._number = 0
        self.facit: dict[str, Facit] = {}
        self._prepare()

    def _prepare(self) -> None:
        intag.SETTLED_SECONDS = 0.0
        runda.PATIENCE = 0.0
        before = Home(self._place / FORSTA)
        before.root.mkdir()
        nation.found(before)
        nation.first_round(before)
        self.fresh(FORSTA)
        indicators(load_declarations(Home(self.home)))
        points = self._run()
        disk.copied(self.home, self._place / ANDRA)
        self.facit[FORSTA] = self._left_in_peace(points)
        nation.second_round(Home(self._place / ANDRA))
        self.fresh(ANDRA)
        self.facit[ANDRA] = self._left_in_peace(self._run())
        self.released = self._released()
        if self._server:
            self._make_template()

    def _left_in_peace(self, points: dict[str, int]) -> Facit:
        return Facit(lage.files_of(self.home), lage.ledger_of(self.url(None)), points)

    def _released(self) -> dict[str, str]:
        """The files of the home once the second round has been released."""
        code, output = barn.release(self.home)
        assert code == 0, output
        return lage.files_of(self.home)

    def _run(self) -> dict[str, int]:
        code, output, counted = barn.run(self.home)
        assert code == 0, output
        return counted()

    def fresh(self, scene: str) -> None:
        """The home as it was before the round, in the same place each time."""
        disk.copied(self._place / scene, self.home)

    # --- a server

    def _make_template(self) -> None:
        url = postgres.create(self._server, "mall")
        barn.database.open_engine(url).dispose()
        lage.copied_ledger(f"sqlite:///{self._place / ANDRA / 'ledger.sqlite'}", url)

    def new_database(self) -> str | None:
        """A database with the ledger of the second round; None without a server."""
        if not self._server:
            return None
        self._number += 1
        return postgres.create(self._server, f"forsok{self._number}", template="mall")

    def url(self, database: str | None) -> str:
        return database or f"sqlite:///{self.home / 'ledger.sqlite'}"

    def cut(self, stop: bool) -> Callable[[], None]:
        """Cut every connection, or stop the server; what starts it again."""
        if stop:
            postgres.stop(self._server)
            return lambda: postgres.start(self._server)
        with psycopg2.connect(self._server.format("postgres")) as connection, connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname like 'forsok%'")
        return lambda: None


@contextmanager
def verkstad(with_server: bool = True) -> Iterator[Verkstad]:
    with tempfile.TemporaryDirectory(prefix="isu-brott") as folder, tempfile.TemporaryDirectory(prefix="pg") as pg:
        place = Path(folder)
        served = postgres.server(Path(pg)) if with_server else nullcontext()
        with nation.few_indicators(), disk.own_disk(place) as own, served as server:
            yield Verkstad(place, own, server)


def what_fills_the_disk(own: bool) -> str:
    return "en egen liten disk (tmpfs)" if own else "en gräns för processens filer (RLIMIT_FSIZE)"
