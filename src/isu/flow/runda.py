"""A round: every sender with something to do, each on its own, over the machine's cores; then the working edition.

A sender that fails is told and stops nobody. One sender is worked on in this process; several in worker processes,
which read the declarations once. Those whose work was cut off by a database server that went away are worked on once
more when it is back.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from isu.declaration import Deklaration, load_declarations
from isu.errors import IsuError
from isu.flow.arbetare import in_workers
from isu.flow.felmening import cut_off, sentence
from isu.flow.holding import sweep_holding
from isu.flow.indikatorer import indicators
from isu.flow.intag import Unread, take_sender
from isu.flow.laga import lost_of_sender, mend_sender
from isu.flow.rakna import renew_cells
from isu.home import Home
from isu.intake.arrival import senders_waiting
from isu.las import lock
from isu.ledger import Ledger, Leverans
from isu.ledger.database import server_answers
from isu.valv import refuse_locked

#: Seconds that a database server is given to come back.
PATIENCE = 60.0


@dataclass(frozen=True)
class Utfall:
    """What became of one sender in a round. `fel` are sentences on what could not be done, or is lost on the disk;
    `avbruten`: since the database went away."""

    lamnare: str
    leveranser: tuple[Leverans, ...] = ()
    omraknade: tuple[str, ...] = ()
    fel: str | None = None
    avbruten: bool = False


def senders_with_work(home: Home) -> list[str]:
    """Senders with waiting files, and those whose cells may lag behind the ledger."""
    return sorted(set(senders_waiting(home)) | set(Ledger(home).senders()))


def work_on(home: Home, lamnare: str) -> Utfall:
    """Mend, take and count one sender. Never raises: a fault becomes a sentence, and the others go on."""
    try:
        refuse_locked(home, lamnare)
        return _worked_on(home, load_declarations(home), lamnare)
    except IsuError as error:
        return Utfall(lamnare, fel=str(error), avbruten=cut_off(error))
    except Exception as error:  # noqa: BLE001 - one sender's fault may not stop the others; its kind is told, no values
        fel = f"{sentence(error)} Inget av det som väntade har gått förlorat."
        return Utfall(lamnare, fel=fel, avbruten=cut_off(error))


def _worked_on(home: Home, deklaration: Deklaration, lamnare: str) -> Utfall:
    """An alarm does not keep what has come from being taken and counted."""
    known = lamnare in deklaration.lamnare
    taken, told = [], []
    if known:
        with lock(home, lamnare):
            mend_sender(home, deklaration, lamnare)
    try:
        taken = take_sender(home, deklaration, lamnare) if home.inbox(lamnare).is_dir() else []
    except Unread as unread:
        taken, told = unread.taken, [str(unread)]
    if known:
        with lock(home, lamnare):
            told += lost_of_sender(home, lamnare)
    counted = renew_cells(home, deklaration, indicators(deklaration), lamnare) if known else []
    return Utfall(lamnare, tuple(taken), tuple(counted), " ".join(told) or None)


def work_through(
    home: Home, senders: Iterable[str], told: Callable[[Utfall], None] = lambda _: None, workers: int | None = None
) -> list[Utfall]:
    """Work on all senders; the outcomes in the order of the senders. What cut-off work left behind is swept first.

    `workers` are so many processes, else ISU_PROCESSER, else one per core.
    """
    names = list(senders)
    sweep_holding(home)
    workers = min(workers or int(os.environ.get("ISU_PROCESSER") or os.cpu_count() or 1), len(names))
    outcomes: dict[str, Utfall] = {}
    for outcome in _until_answered(home, names, workers):
        told(outcome)
        outcomes[outcome.lamnare] = outcome
    return [outcomes[name] for name in names]


def _until_answered(home: Home, names: list[str], workers: int) -> Iterable[Utfall]:
    cut: list[Utfall] = []
    for outcome in _outcomes(home, names, workers):
        if outcome.avbruten:
            cut.append(outcome)
        else:
            yield outcome
    again = cut and server_answers(home, PATIENCE)
    yield from _outcomes(home, [outcome.lamnare for outcome in cut], workers) if again else cut


def _outcomes(home: Home, names: list[str], workers: int) -> Iterable[Utfall]:
    if workers <= 1:
        yield from (work_on(home, name) for name in names)
        return
    Ledger(home)  # the database is given its newest shape once, before many ask for it
    yield from in_workers(partial(_work_at, home.root), names, workers, _cut_off)


def _work_at(root: Path, lamnare: str) -> Utfall:
    return work_on(Home(root), lamnare)


def _cut_off(lamnare: str) -> Utfall:
    fel = "Arbetet avbröts av systemet, kanske för att minnet tog slut. Inget av det som väntade har gått förlorat."
    return Utfall(lamnare, fel=fel)
