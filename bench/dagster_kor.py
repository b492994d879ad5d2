"""`dagster_kor.py HOME`: the daemon of Dagster on HOME until its sensors have taken all that waits in the intake.

A program of its own, so that a bench can count the CPU seconds of the daemon, of the code server and of every run: what
they leave behind when they end is handed to this process and waited for (Linux).
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
LONGEST = 4 * 3600
LOOK = 5.0


def finished(root: Path) -> bool:
    """Nothing waits, and the working edition and the page of deliveries have been made of it."""
    from isu.flow.leveranslage import PAGE
    from isu.flow.publicera import edition_is_stale
    from isu.home import Home

    home = Home(root)
    waits = any(p.is_file() for p in home.intake.rglob("*"))
    return not waits and (home.steward / PAGE).is_file() and not edition_is_stale(home)


def main(root: Path) -> None:
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    command = [sys.executable, "-c", "from isu.cli import main; main()", "ui", "--bara", "daemon", "--home", str(root)]
    daemon = subprocess.Popen(command, stdout=sys.stderr)
    ends = time.monotonic() + LONGEST
    while not finished(root):
        if daemon.poll() is not None or time.monotonic() > ends:
            sys.exit("Dagsters daemon slutade innan intaget var tomt.")
        time.sleep(LOOK)
    daemon.send_signal(signal.SIGINT)
    _wait_for_all()


def _wait_for_all() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
