"""Which files get which fault: decided from the list of lämnare, the half-years and the seed alone. Pure."""

from itertools import cycle
from math import ceil

import polars as pl

from isu.declaration import Deklaration
from isu.period import Period
from isu.synthetic.dialekt import DIALEKTER
from isu.synthetic.fel import FAULTS
from isu.synthetic.fil import delivery_file
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import stream

#: Tables that get faults: those with rows enough, also at the smallest lämnare.
TABELLER_MED_FEL = ("aktualisering", "utredning")

ANDEL_LAMNARE, MINST_LAMNARE = 0.10, 4

#: lämnare, table and half-year of a file → the name of its fault
Plan = dict[tuple[str, str, str], str]


def plan(senders: list[Sardrag], periods: list[Period], seed: int) -> Plan:
    """Every fault at least once if the files are enough, dealt over about a tenth of the lämnare.

    A lämnare that sends workbooks gets none: some of the faults are those of a text file.
    """
    able = [s for s in senders if DIALEKTER[s.skrivsatt.dialekt].is_text]
    drawn = sorted(able, key=lambda s: stream(seed, s.lamnare, "faults").random())
    faulty = drawn[: max(MINST_LAMNARE, ceil(len(senders) * ANDEL_LAMNARE))]
    each = max(2, ceil(len(FAULTS) / max(1, len(faulty))))
    names, chosen = cycle(FAULTS), {}
    for s in faulty:
        files = [(s.lamnare, tabell, period.namn) for tabell in TABELLER_MED_FEL for period in periods]
        order = stream(seed, s.lamnare, "files").permutation(len(files))[:each]
        chosen |= {files[i]: next(names) for i in order}
    return chosen


def planted_paths(deklaration: Deklaration, senders: list[Sardrag], periods: list[Period], seed: int) -> dict[str, str]:
    """Path below the intake → fault. The fault itself says where its file lies; an empty file is enough to ask."""
    by_id = {s.lamnare: s for s in senders}
    by_name = {p.namn: p for p in periods}
    found = {}
    for (lamnare, tabell, period), fault in plan(senders, periods, seed).items():
        declared = deklaration.tabeller[tabell]
        empty = pl.DataFrame(schema={name: column.dtype.type for name, column in declared.kolumner.items()})
        fil = delivery_file(by_id[lamnare], declared, by_name[period], empty)
        found[FAULTS[fault](fil, stream(seed, lamnare, "fault")).plats] = fault
    return found
