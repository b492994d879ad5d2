"""`python -m tests.maskiner.prov MACHINE1 MACHINE2 [NAME …]`, on the hub: each round ends with one machine's bytes.

One line is printed for each round: its name, `lika` or what is otherwise, and how many runs Dagster made and failed.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from isu.flow import intag
from isu.flow.leveranslage import PAGE
from isu.flow.publicera import add_up, edition_is_stale, renew_edition
from isu.flow.runda import senders_with_work, work_through
from isu.home import Home
from tests import postgres
from tests.brott import nation
from tests.brott.lage import differences, files_of, ledger_of
from tests.maskiner.kluster import DATABASE, SETTINGS, Kluster
from tests.maskiner.natverk import ADRESS

UNFINISHED = ("NOT_STARTED", "QUEUED", "STARTING", "STARTED", "CANCELING")


def left_in_peace(kluster: Kluster, workers: list[str]) -> None:
    pass


def worker_killed(kluster: Kluster, workers: list[str]) -> None:
    """A machine dies while it works; another takes its place when its run has been given up."""
    kluster.wait_for("en körning på varje maskin", lambda: kluster.runs("STARTED") == 2)
    kluster.kill(workers[0])
    kluster.wait_for("körningen ges upp", lambda: kluster.runs("FAILURE") > 0)
    kluster.start_worker(workers[0])


def queue_stopped(kluster: Kluster, workers: list[str]) -> None:
    """It comes back without what it was told."""
    kluster.wait_for("en körning har börjat", lambda: kluster.runs("STARTED") > 0)
    kluster.kill("ko")
    time.sleep(5)
    kluster.start_queue()


def database_restarted(kluster: Kluster, workers: list[str]) -> None:
    kluster.wait_for("en körning har börjat", lambda: kluster.runs("STARTED") > 0)
    kluster.restart_database()


def all_of_it(kluster: Kluster, workers: list[str]) -> None:
    worker_killed(kluster, workers)
    queue_stopped(kluster, workers)
    database_restarted(kluster, workers)


PROV: dict[str, Callable[[Kluster, list[str]], None]] = {
    "i fred": left_in_peace,
    "en arbetare dödas": worker_killed,
    "kön stoppas": queue_stopped,
    "databasen startas om": database_restarted,
    "allt detta": all_of_it,
}


def one_machine(root: Path) -> tuple[dict[str, str], list[str]]:
    """Files and ledger of the same round, done by one process."""
    home = fresh(root)
    work_through(home, senders_with_work(home), workers=1)
    add_up(home)
    renew_edition(home)
    return compared(home), ledger_of(home.database_url)


def fresh(root: Path) -> Home:
    home = Home(root)
    root.mkdir()
    nation.found(home)
    nation.first_round(home)
    return home


def compared(home: Home) -> dict[str, str]:
    """Not what is about dates and reminders, which a plain run does not make, nor Dagster's own."""
    beside = ("dagster/", "steward/", "holding/")
    return {n: sha for n, sha in files_of(home.root).items() if not n.startswith(beside) and "paminnelse" not in n}


def several_machines(name: str, root: Path, workers: list[str]) -> tuple[Home, list[str], str]:
    with tempfile.TemporaryDirectory(prefix="pg") as folder, postgres.server(Path(folder), ADRESS) as address:
        home = fresh(root)
        kluster = Kluster(home, root.parent, address)
        try:
            kluster.start_queue()
            for worker in workers:
                kluster.start_worker(worker)
            kluster.start_daemon()
            PROV[name](kluster, workers)
            kluster.wait_for("rundan är klar", lambda: finished(kluster))
            return home, ledger_of(DATABASE), f"{kluster.runs()} körningar, {kluster.runs('FAILURE')} misslyckade"
        finally:
            kluster.kill_all()


def finished(kluster: Kluster) -> bool:
    home = kluster.home
    waits = any(p.is_file() for p in home.intake.rglob("*"))
    if waits or not (home.steward / PAGE).is_file() or edition_is_stale(home):
        return False
    return kluster.runs(*UNFINISHED) == 0


def main(workers: list[str], names: list[str]) -> int:
    intag.SETTLED_SECONDS = 0.0
    with tempfile.TemporaryDirectory(prefix="isu-maskiner") as folder:
        expected, ledger = one_machine(Path(folder) / "en")
        wrong = 0
        for name in names:
            place = Path(folder) / name.replace(" ", "_")
            place.mkdir()
            home, told, how = several_machines(name, place / "hem", workers)
            found = differences(expected, compared(home)) + (["liggaren: annorlunda"] if told != ledger else [])
            wrong += bool(found)
            print(f"{name}: {'; '.join(found[:5]) or 'lika'} ({len(expected)} filer, {how})", flush=True)
            for variable in SETTINGS:
                os.environ.pop(variable)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:3], sys.argv[3:] or list(PROV)))
