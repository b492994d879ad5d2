"""Finds which cells would be something else without some of the rows, and keeps them as they are.

Both are seen in the cells themselves: a copy of the folder is made right from the rows that would be left, and is
compared with it.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu import valv
from isu.cells.build import build_cells
from isu.cells.frysta import FRYST, Frysta, frozen_file, slag_of
from isu.cells.indikator import Indikator
from isu.cells.plan import Files
from isu.cells.platser import files_of
from isu.cells.platser import told as told_of
from isu.cells.tackning import KOMPLETT, KVALITET
from isu.declaration import Deklaration
from isu.flow.rakna import secret_of_keys
from isu.home import Home


@dataclass(frozen=True)
class Nyfryst:
    """What is to be frozen: what was told of it (indicator → version → period → facts), and the file of its cells."""

    sagt: dict[str, dict[str, dict[str, Any]]]
    innehall: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.innehall).hexdigest()


def to_freeze(
    home: Home,
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    lamnare: str,
    left: Files,
    frysta: Frysta,
    hallna: Mapping[str, list[str]],
) -> Nyfryst:
    """Of the lämnare's cells as they are now; `left` are the files in force when the erased ones are gone.

    `frysta` are those that are frozen already, with the days that are gone by then.
    """
    shadow = Home(home.holding / f"{lamnare}.gallring")
    if not home.cells(lamnare).is_dir():
        return Nyfryst({}, frozen_file([]))
    try:
        shutil.copytree(home.cells(lamnare), shadow.cells(lamnare))
        build_cells(shadow, deklaration, indikatorer, lamnare, left, hallna, frysta, secret_of_keys(home, deklaration))
        return _different(indikatorer, home.cells(lamnare), shadow.cells(lamnare))
    finally:
        shutil.rmtree(shadow.root, ignore_errors=True)


def _different(indikatorer: Mapping[str, Indikator], now: Path, then: Path) -> Nyfryst:
    before, after = (told_of(folder).get("indikatorer", {}) for folder in (now, then))
    said: dict[str, dict[str, dict[str, Any]]] = {}
    cells: list[tuple[str, str, pa.Table]] = []
    for id_, entry in before.items():
        periods = set(_changed(entry, after.get(id_, {}), _rows(now, indikatorer[id_]), _rows(then, indikatorer[id_])))
        if periods:
            said[id_] = {entry["version"]: {p: entry["perioder"][p] for p in sorted(periods)}}
            kept = pa.array(sorted(periods), pa.string())
            own = _rows(now, indikatorer[id_]).items()
            cells += [(entry["version"], slag, t.filter(pc.is_in(t["period"], value_set=kept))) for slag, t in own]
    return Nyfryst(said, frozen_file(cells))


def _changed(
    entry: Mapping[str, Any], after: Mapping[str, Any], now: Mapping[str, pa.Table], then: Mapping[str, pa.Table]
) -> Iterator[str]:
    """The counted or held periods of which something else is told, or whose cells are others."""
    for period, facts in entry["perioder"].items():
        counted = facts["status"] in (KOMPLETT, KVALITET) and FRYST not in facts
        same = after.get("perioder", {}).get(period) == facts
        if counted and not (same and all(_of(now[slag], period).equals(_of(then[slag], period)) for slag in now)):
            yield period


def _of(cells: pa.Table, period: str) -> pa.Table:
    return cells.filter(pc.equal(cells["period"], period))


def _rows(folder: Path, indikator: Indikator) -> dict[str, pa.Table]:
    """Of each kind of file the rows; nothing of an indicator that has none in the folder."""
    there = [path for path in files_of(folder, indikator) if path.is_file()]
    return {slag_of(path): pq.ParquetFile(valv.opened(path)).read() for path in there}
