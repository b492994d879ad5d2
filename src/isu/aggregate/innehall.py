"""What each lämnare has handed over of one indicator: `cells/lamnare=<id>/innehall.json`, read.

A lämnare without the file, or whose cells were counted by another version of the indicator, is said as such.
Nothing is judged here; see omrade.py for what a kommun's value needs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from isu import period as perioder
from isu.cells.indikator import Indikator
from isu.cells.platser import AV_CELLER, HALLNA, INNEHALL, SAMLAT
from isu.home import Home
from isu.valv import is_locked

KOMPLETT, EJ_KOMPLETT, EJ_RAPPORTERAT, KVALITET = "komplett", "ej_komplett", "ej_rapporterat", "kvalitet"


@dataclass(frozen=True)
class Innehall:
    """Per lämnare: the fingerprint of its cells, and of each period the status and whether ages are derived.

    `av_celler` are those that counted the cells themselves, with how they thinned them (`aldrar`, `dagar`); `samlade`
    those whose cells lie in one file.
    """

    fingeravtryck: Mapping[str, str] = field(default_factory=dict)
    status: Mapping[tuple[str, str], str] = field(default_factory=dict)
    ungefarlig_alder: frozenset[tuple[str, str]] = frozenset()
    av_celler: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    samlade: frozenset[str] = frozenset()

    @property
    def perioder(self) -> list[str]:
        """Periods that anybody has reported anything of: before that there is nothing to publish, not even a gap."""
        return sorted({period for (_, period), status in self.status.items() if status != EJ_RAPPORTERAT})

    def of(self, lamnare: str, period: str) -> str:
        return self.status.get((lamnare, period), EJ_RAPPORTERAT)


#: lämnare → indicator → what its file says.
Filer = Mapping[str, Mapping[str, Mapping[str, Any]]]


def read_files(home: Home) -> Filer:
    """What all cells say of themselves: read once, for many indicators."""
    files = content_files(home)
    return {lamnare: _told(json.loads(f.read_text(encoding="utf-8"))) for lamnare, f in files.items()}


def content_files(home: Home) -> dict[str, Path]:
    """Per lämnare the file, of those whose cells can be opened: one whose key is not there has handed over nothing."""
    files = sorted(home.all_cells.glob(f"lamnare=*/{INNEHALL}"))
    found = {f.parent.name.removeprefix("lamnare="): f for f in files}
    return {lamnare: f for lamnare, f in found.items() if not is_locked(home, lamnare)}


def _told(content: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """What is told of each indicator, and the periods of it that a steward holds back."""
    held = content.get(HALLNA, {})
    return {id_: entry | {HALLNA: held.get(id_, [])} for id_, entry in content["indikatorer"].items()}


def contents_of(filer: Filer, indikator: Indikator) -> Innehall:
    """The contents of every lämnare's cells for one indicator."""
    found = {lamnare: told.get(indikator.id) for lamnare, told in sorted(filer.items())}
    entries = {lamnare: entry for lamnare, entry in found.items() if entry}
    periods = {
        (lamnare, namn): state
        for lamnare, entry in entries.items()
        for namn, state in entry["perioder"].items()
        if perioder.period(namn).typ in indikator.periodtyper
    }
    return Innehall(
        {lamnare: entry["fingeravtryck"] for lamnare, entry in entries.items()},
        {key: _status(entries[key[0]], key[1], state, indikator) for key, state in periods.items()},
        frozenset(key for key, state in periods.items() if state["ungefarlig_alder"]),
        {lamnare: entry[AV_CELLER] for lamnare, entry in entries.items() if AV_CELLER in entry},
        frozenset(lamnare for lamnare, entry in entries.items() if SAMLAT in entry.get("filer", ())),
    )


def _status(entry: Mapping[str, Any], namn: str, state: Mapping[str, Any], indikator: Indikator) -> str:
    """Cells of another version were delivered but cannot be added to these: not complete."""
    same = entry["version"] == indikator.version
    if same and state["status"] == KOMPLETT and namn in entry[HALLNA]:
        return KVALITET
    return state["status"] if same or state["status"] not in (KOMPLETT, KVALITET) else EJ_KOMPLETT
