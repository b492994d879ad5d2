"""A published file of sums under a chosen protection, and what the attacker of `isu audit` finds in it.

The file has the columns that the attacker reads, laid out here by hand: nothing of the release's own code is needed.
"""

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isu.aggregate.status import STATUSAR
from isu.aggregate.summor import Summor
from isu.disclosure import Skydd, offered_at
from isu.granskning.kunskap import Tror, every_guess
from isu.granskning.las import AXLAR, COLUMNS, OM_OKANDA, indicators, read
from isu.granskning.utlatande import breaches
from isu.granskning.vetat import attacked
from tests.spec.publication.nation import KOMMUNER

NUMBERS = ("n", "n_okand", "taljare")


def publish(
    path: Path, summor: Summor, skydd: Skydd, troskel: int = 5, noll: bool = False, metod: str = "enkel"
) -> Path:
    return publish_all(path, [(summor, skydd)], troskel, noll, metod)


def publish_all(
    path: Path, alla: Sequence[tuple[Summor, Skydd]], troskel: int = 5, noll: bool = False, metod: str = "enkel"
) -> Path:
    rows = [row for summor, skydd in alla for i in range(len(summor.delar)) for row in _rows(summor, skydd, i)]
    heads = json.dumps({summor.indikator: {"noll_rojer": noll} for summor, _ in alla})
    types = [(name, pa.int64() if name in NUMBERS else pa.string()) for name in (*COLUMNS, *OM_OKANDA)]
    table = pa.Table.from_pylist(
        rows, pa.schema(types, metadata={"troskel": str(troskel), "indikatorer": heads, "skyddsmetod": metod})
    )
    pq.write_table(table, path)
    return path


def _rows(summor: Summor, skydd: Skydd, i: int):
    del_ = summor.delar[i]
    taljare = del_.n[..., None] if del_.taljare is None else del_.taljare
    same = {"indikator": summor.indikator, "variant": del_.variant, "matt": del_.matt}
    offered = {level: offered_at(classes, summor.axlar) for level, classes in (skydd.utbud or {}).items()}
    for place in product(*(axel.visade for axel in summor.axlar.values())):
        level, _ = summor.axlar["omrade"].medlemmar[place[0]]
        if level in offered and not offered[level][place[2:]]:
            continue
        key = {}
        for names, axel, at in zip(AXLAR, summor.axlar.values(), place, strict=True):
            member = axel.medlemmar[at]
            values = (member,) if isinstance(member, str) else member[-len(names) :]
            key |= dict(zip(names, values, strict=True))
        status_n, status_okand = STATUSAR[skydd.status_n[i][place]], STATUSAR[skydd.status_okand[i][place]]
        for k, utfall in enumerate(del_.utfall):
            status = STATUSAR[skydd.status[i][(*place, k)]]
            yield (
                same
                | key
                | {
                    "utfall": utfall,
                    "n": _shown(del_.n[place], status_n),
                    "n_okand": _shown(del_.n_okand[place], status_okand),
                    "taljare": _shown(taljare[(*place, k)], status),
                    "status": status,
                    "status_n": status_n,
                    "status_okand": status_okand,
                }
            )


def _shown(number: np.int64, status: str) -> int | None:
    return int(number) if status == "visas" else None


def found_in(path: Path, troskel: int = 5, tror: Tror = every_guess) -> set[str]:
    """The kinds of breach."""
    grupper = {k: grupp for k, _, grupp in KOMMUNER}
    tables = [attacked(read(path, indikator), grupper, tror=tror) for indikator in indicators(path)]
    return {brist.slag for tabell in tables for brist in breaches(tabell, troskel)}
