"""The shell of the room: simulates each lämnare, writes its files into the intake and sets when they were sent."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from isu.declaration import Deklaration
from isu.errors import IsuError
from isu.home import Home
from isu.period import HALVAR, Period, half_years, period
from isu.synthetic.antaganden import Antaganden, read_antaganden
from isu.synthetic.befolkning import write_population
from isu.synthetic.dialekt import as_written
from isu.synthetic.fel import FAULTS
from isu.synthetic.fil import Fil, delivery_file, sent_at
from isu.synthetic.plantering import Plan, plan, planted_paths
from isu.synthetic.sardrag import Sardrag, sardrag
from isu.synthetic.slump import stream
from isu.synthetic.storlek import sizes
from isu.synthetic.uttag import TABELLER, extracts
from isu.synthetic.varld import simulate


def write_deliveries(
    home: Home,
    deklaration: Deklaration,
    lamnare: list[str],
    fran: str,
    till: str,
    seed: int = 1,
    faults: bool = False,
    progress: Callable[[str], None] | None = None,
) -> list[Path]:
    """Made-up extracts for every half-year, in the lämnare's folders of the intake. Same seed, same bytes.

    A file of the same name is replaced. `faults` plants those that `planted_faults` names. The home gets a made-up
    population of the same years, unless it has another.
    """
    halvar = _half_years(fran, till)
    a = read_antaganden(deklaration)
    senders = _senders(deklaration, a, lamnare, seed)
    chosen = plan(senders, halvar, seed) if faults else {}
    write_population(home, deklaration, halvar, seed)
    written = []
    for number, s in enumerate(senders, start=1):
        written += [_write(home, fil) for fil in _files(deklaration, a, s, halvar, chosen)]
        if progress:
            progress(f"{s.lamnare} klar, {number} av {len(senders)} lämnare")
    return written


def planted_faults(deklaration: Deklaration, lamnare: list[str], fran: str, till: str, seed: int = 1) -> dict[str, str]:
    """Path below the intake → name in FAULTS, for what `write_deliveries(…, faults=True)` plants."""
    senders = _senders(deklaration, read_antaganden(deklaration), lamnare, seed)
    return planted_paths(deklaration, senders, _half_years(fran, till), seed)


def _half_years(fran: str, till: str) -> list[Period]:
    ends = [period(fran), period(till)]
    if any(p is None or p.typ != HALVAR for p in ends) or ends[0].fran > ends[1].fran:
        raise IsuError(f"Från {fran} till {till} går inte. Ange två halvår i ordning, till exempel 2024H1 och 2025H2.")
    return half_years(fran, till)


def _senders(deklaration: Deklaration, a: Antaganden, lamnare: list[str], seed: int) -> list[Sardrag]:
    known = sizes(deklaration, seed)
    for unknown in [namn for namn in lamnare if namn not in known]:
        raise IsuError(f"Lämnaren {unknown} finns inte i lamnare.csv eller svarar inte för något område som kan göras.")
    return [sardrag(deklaration.lamnare[namn], seed, known[namn], a) for namn in lamnare]


def _files(deklaration: Deklaration, a: Antaganden, s: Sardrag, halvar: list[Period], chosen: Plan) -> Iterator[Fil]:
    varld = simulate(deklaration, a, s, halvar)
    for one in halvar:
        for name, frame in extracts(deklaration, varld, one).items():
            tabell = deklaration.tabeller[name]
            fil = delivery_file(s, tabell, one, as_written(frame, tabell, s, deklaration.kodlistor))
            fault = chosen.get((s.lamnare, name, one.namn))
            yield FAULTS[fault](fil, stream(s.seed, s.lamnare, "fault")) if fault else fil


def _write(home: Home, fil: Fil) -> Path:
    """Under another name first, so that nobody reads half a file."""
    path = home.intake / fil.plats
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.del")
    unfinished.write_bytes(fil.content)
    sent = sent_at(fil.period, TABELLER.index(fil.tabell.namn))
    os.utime(unfinished, (sent, sent))
    unfinished.replace(path)
    return path
