"""Cases taken for real, many in one home. What goes wrong is a `Failure`; its file is kept for whoever mends it."""

import contextlib
import faulthandler
import io
import logging
import os
import re
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from isu.declaration import Deklaration, load_declarations
from isu.filer import discard
from isu.flow import intag
from isu.home import Home
from isu.intake.manifest import MANIFEST_SUFFIXES
from isu.ledger import Leverans
from tests.fuzz import checks
from tests.fuzz.case import Case
from tests.fuzz.seeds import SOURCE

LAMNARE = "1780"

#: CPU seconds of ours that no small file may take, and seconds after which a library that never answers is ended.
CPU_SECONDS, SECONDS = 30, 600


@dataclass(frozen=True)
class Failure:
    """`what` is the same for every case that fails in the same way."""

    case: Case
    what: str
    details: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a case: the verdict with its first rule, where there was one, and what was wrong."""

    case: Case
    utfall: str
    regel: str = ""
    failures: tuple[Failure, ...] = ()


def take_all(cases: Iterable[Case]) -> list[Outcome]:
    """Every case in one home; then the home as a whole, whose faults are laid to the last case."""
    intag.SETTLED_SECONDS = 0.0
    with TemporaryDirectory(prefix="isu-fuzz-") as folder, _heard() as said:
        home = _home(Path(folder))
        deklaration = load_declarations(home)
        outcomes = [_take(home, deklaration, case) for case in cases]
        last = outcomes[-1].case
        faults = [*checks.of_home(home), *checks.secrets_in(said.getvalue(), "what is logged or printed")]
        return [*outcomes, Outcome(last, "home", failures=tuple(Failure(last, _kind(f), f) for f in faults))]


def _home(root: Path) -> Home:
    """A new home that can read the extracts of a municipality's own system too."""
    home = Home(root)
    source = home.own / "schemas" / "sources" / "lifecare_1780.yaml"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE, encoding="utf-8")
    return home


def _take(home: Home, deklaration: Deklaration, case: Case) -> Outcome:
    try:
        _drop(home, case)
        with _limited_time():
            taken = intag.take_sender(home, deklaration, LAMNARE)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a panic in a library written in Rust is no Exception
        _clear(home)
        return Outcome(case, "exception", failures=(Failure(case, _signature(error), traceback.format_exc()),))
    failures = tuple(Failure(case, _kind(fault), fault) for fault in checks.of_case(home, case, LAMNARE, taken))
    _clear(home)
    return Outcome(case, taken[-1].utfall if taken else "none", _rule(taken), failures)


def _rule(taken: list[Leverans]) -> str:
    return next((fault["regel"] for d in taken for fault in d.kvitto["fel"]), "")


def _drop(home: Home, case: Case) -> None:
    place = os.path.join(home.inbox(LAMNARE), os.fsencode(case.filnamn).decode("utf-8", "surrogateescape"))
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    if case.manifest is not None:
        Path(place + MANIFEST_SUFFIXES[0]).write_bytes(case.manifest)
    Path(place).write_bytes(case.innehall)


def _clear(home: Home) -> None:
    """What a failed case left behind is not the next one's fault."""
    for folder in (home.inbox(LAMNARE), home.holding):
        for path in folder.glob("*") if folder.exists() else ():
            discard(path)


def _signature(error: BaseException) -> str:
    """The kind of error and the last line of ours that it passed."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if f"{os.sep}isu{os.sep}" in f.filename]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno} {ours[-1].name}" if ours else "outside"
    return f"{type(error).__name__} at {place}"


def _kind(fault: str) -> str:
    return re.sub(r"\d+", "n", fault.partition(": …")[0])


@contextlib.contextmanager
def _limited_time() -> Iterator[None]:
    """A loop in Python is broken off; one in a library ends the process with a traceback of where it was."""

    def late(_signal, _frame):
        raise TimeoutError(f"more than {CPU_SECONDS} CPU seconds")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    faulthandler.dump_traceback_later(SECONDS, exit=True, file=sys.__stderr__)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGPROF, before)


@contextlib.contextmanager
def _heard() -> Iterator[io.StringIO]:
    """Everything that is logged or printed meanwhile."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            yield said
    finally:
        logging.getLogger().removeHandler(handler)


def keep(folder: Path, seed: int, failure: Failure) -> Path:
    """The offending file, its manifest and the tale of it, in a folder of their own that git does not see."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n")
    place = folder / f"{seed}-{failure.case.number}"
    place.mkdir(exist_ok=True)
    (place / "file").write_bytes(failure.case.innehall)
    if failure.case.manifest is not None:
        (place / "manifest").write_bytes(failure.case.manifest)
    tale = [f"name: {failure.case.filnamn!a}", f"changes: {failure.case.changes}", failure.what, failure.details, ""]
    with (place / "tale.txt").open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write("\n".join(tale))
    return place
