"""Runs commands of `isu` in a forked process, which has everything imported and the declarations read.

As an ordinary user as far as permissions go: root's right to read what is closed is given up.
"""

import atexit
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import isu.cli.kommandon
import isu.flow.felmening
import isu.flow.granska
import isu.flow.publicera  # noqa: F401 - what a command reads in when it runs is read in once, before the fork
from isu.cli import main
from isu.duck import _instance
from isu.flow import arbetare
from isu.ledger import database
from tests.brott import nation
from tests.brott.puls import Puls

#: Overriding permissions, reading anything, owning anything: bits 0-3 of Linux' capabilities.
PRIVILEGES = 0b1111
#: What the child says: not on the disk that is filled.
OUT = Path(tempfile.mkdtemp(prefix="isu-brott-ut"))
atexit.register(shutil.rmtree, OUT, ignore_errors=True)


@dataclass
class Barn:
    """A running child. `told` gives a byte at the chosen point and ends with it; it waits for one on `go`."""

    pid: int
    told: int
    go: int
    output: Path
    points: Path

    def reached(self) -> bool:
        """Wait for the point; False when the child ended before it."""
        return os.read(self.told, 1) != b""

    def go_on(self) -> None:
        os.write(self.go, b".")

    def ended(self) -> tuple[int, str]:
        """Exit code (negative: the signal) and all that was written."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self.told)
        os.close(self.go)
        return os.waitstatus_to_exitcode(status), self.output.read_text(encoding="utf-8")

    def counted(self) -> dict[str, int]:
        return json.loads(self.points.read_text(encoding="utf-8"))


def start(
    home: Path, commands: list[list[str]], kind: str = "", number: int = 0, url: str | None = None, workers: int = 1
) -> Barn:
    """Each command in turn, until one fails."""
    told_read, told_write = os.pipe()
    go_read, go_write = os.pipe()
    forget_what_is_open()
    pid = os.fork()
    if not pid:
        os.close(told_read)
        os.close(go_write)
        _be_the_child(home, commands, kind, number, url, workers, told_write, go_read)
    os.close(told_write)
    os.close(go_read)
    return Barn(pid, told_read, go_write, OUT / "utskrift", OUT / "punkter")


def forget_what_is_open() -> None:
    """Databases that this process has open cannot be used by a fork of it."""
    _instance.cache_clear()
    database.open_engine.cache_clear()
    database._hold_to_home.cache_clear()


def _be_the_child(home, commands, kind, number, url, workers, told, go) -> None:
    """Never returns."""
    code = 70
    try:
        out = os.open(OUT / "utskrift", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.cpu_count = lambda: workers
        arbetare._end_with_parent = nation.begin_as_worker
        os.environ.pop("ISU_DATABASE_URL", None)
        if url:
            os.environ["ISU_DATABASE_URL"] = url
        give_up_privileges()
        puls = Puls(home, kind, number, lambda: (os.write(told, b"."), os.read(go, 1)))
        puls.listen()
        code = _run(commands, home)
        sys.stdout.flush()
        (OUT / "punkter").write_text(json.dumps(puls.counted), encoding="utf-8")
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _run(commands: list[list[str]], home: Path) -> int:
    for command in commands:
        sys.argv = ["isu", *command, "--home", str(home)]
        try:
            main()
        except SystemExit as ended:
            if ended.code:
                return ended.code
    return 0


def give_up_privileges() -> None:
    """Root without the right to pass permissions by; whoever is not root has none to give up."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, held = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(header, held) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    for i in (0, 1):
        held[i] &= ~PRIVILEGES
    if libc.capset(header, held) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def run(home: Path, url: str | None = None) -> tuple[int, str, Callable]:
    """A round in peace: exit code, output, and the points counted."""
    child = start(home, [["run"]], url=url)
    code, output = child.ended()
    return code, output, child.counted


def run_and_verify(home: Path, url: str | None = None) -> tuple[int, str]:
    """A round in peace and what `isu verify` says of it, or the round alone where it fails."""
    return start(home, [["run"], ["verify"]], url=url).ended()


def release(home: Path, url: str | None = None) -> tuple[int, str]:
    """A release in peace, and what `isu verify` says of it. In a process from the beginning: a release is written with
    polars, whose threads do not live on in a fork."""
    place = {k: v for k, v in os.environ.items() if k != "ISU_DATABASE_URL"} | (
        {"ISU_DATABASE_URL": url} if url else {}
    )
    done = subprocess.run([sys.executable, "-m", __name__, home], capture_output=True, text=True, env=place)
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    with nation.few_indicators():
        code = _run([["release", "prov", "--trots-brister"], ["verify"]], Path(sys.argv[1]))
    sys.exit(code)
