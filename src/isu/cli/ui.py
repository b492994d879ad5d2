"""Opens the pages of Dagster on a home. Nothing is returned: this process becomes Dagster's.

All in one for a laptop; the pages and the daemon (sensors and queue) apart for a server, where each is a service; and
workers on several machines.
"""

import os
import sys
from enum import StrEnum

from isu.errors import IsuError
from isu.home import Home
from isu.pipelines.instans import dagster_instance
from isu.pipelines.kor import end_interrupted_runs

LOCATION = "isu.pipelines.definitions"


class Del(StrEnum):
    """What is started."""

    ALLT = "allt"
    WEBB = "webb"
    DAEMON = "daemon"
    ARBETARE = "arbetare"


def part_called(bara: str, read_only: bool) -> Del:
    """Only the pages alone can be read-only: the daemon changes things, and so does all in one."""
    if bara not in set(Del):
        raise IsuError(f"--bara {bara} finns inte. Välj {', '.join(Del)}.")
    if read_only and bara != Del.WEBB:
        raise IsuError("--read-only gäller bara sidorna. Skriv --bara webb --read-only, och kör daemonen för sig.")
    return Del(bara)


def open_ui(home: Home, host: str, port: int, part: Del = Del.ALLT, read_only: bool = False) -> None:
    """Start it in the home's own Dagster folder."""
    home.intake.mkdir(parents=True, exist_ok=True)
    with dagster_instance(home) as instance:
        if part in (Del.ALLT, Del.DAEMON) and not home.broker_url:
            end_interrupted_runs(instance)  # where there are workers, they have gone on
    if part is Del.ARBETARE:
        start_worker(home)
    os.execv(sys.executable, command(host, port, part, read_only))


def start_worker(home: Home) -> None:
    """As many processes as ISU_PROCESSER says, else one per core; each does one run at a time, by itself."""
    if not home.broker_url:
        raise IsuError("En arbetare behöver en kö att ta körningar ur: ange den i ISU_BROKER_URL.")
    processes = os.environ.get("ISU_PROCESSER") or str(os.cpu_count())
    os.environ["ISU_PROCESSER"] = "1"
    program = "import sys; from isu.pipelines.utskick import work; work(sys.argv[1])"
    os.execv(sys.executable, [sys.executable, "-c", program, processes])


def command(host: str, port: int, part: Del = Del.ALLT, read_only: bool = False) -> list[str]:
    """The programs' own names as modules, so that they are those of this very environment."""
    address = ["-m", LOCATION, "-h", host, "-p", str(port)]
    match part:
        case Del.ALLT:
            return [sys.executable, "-m", "dagster", "dev", *address]
        case Del.WEBB:
            return [sys.executable, "-m", "dagster_webserver", *address, *(["--read-only"] if read_only else [])]
        case Del.DAEMON:
            return [sys.executable, "-m", "isu.pipelines.daemon", "run", "-m", LOCATION]
