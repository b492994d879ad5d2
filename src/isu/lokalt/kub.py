"""One lämnare's local cells of one indicator, added up along its own axes and protected. Values, but no intervals."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate import Del as Summed
from isu.aggregate import Summor, status
from isu.aggregate.axel import HELHET, KOMMUN, Axel, alder_axis, kon_axis, period_axis
from isu.aggregate.celler import Atomer, atoms_of
from isu.aggregate.summera import Part, measured, parts_of
from isu.aggregate.utfall import ANTAL, FORDELNING
from isu.cells import lokalt
from isu.cells.falt import MANADSMEDIAN, OKAND, PER_INVANARE
from isu.cells.indikator import Indikator
from isu.cells.platser import INNEHALL
from isu.cells.tackning import KOMPLETT
from isu.comparison import values
from isu.declaration import Deklaration
from isu.disclosure import protect
from isu.disclosure.skydd import SEKRETESS
from isu.home import Home
from isu.valv import opened

#: Measures that nobody can make of a unit: there is no population of it, and its months are too small to show.
NOT_LOCAL = (*PER_INVANARE, MANADSMEDIAN, FORDELNING)
#: Between a stratum and a column in the name of a breakdown.
WITHIN = "\x1f"


@dataclass(frozen=True)
class Del:
    """One measure of one variant: what may be shown of it. Arrays are over period, kön, age and group."""

    part: Part
    status: np.ndarray
    n: np.ndarray
    n_okand: np.ndarray
    varde: np.ndarray


@dataclass(frozen=True)
class Kub:
    """One indicator. Groups are named by `breakdown`; `atomer` per variant."""

    indikator: Indikator
    axlar: Mapping[str, Axel]
    atomer: Mapping[str, Atomer]
    delar: tuple[Del, ...]


def told(home: Home, lamnare: str) -> Mapping[str, Any]:
    """What the cells say of themselves."""
    path = home.cells(lamnare) / INNEHALL
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def cube(
    home: Home, deklaration: Deklaration, indikator: Indikator, lamnare: str, perioder: Mapping[str, Any], troskel: int
) -> Kub:
    """The indicator's local cells, added up and protected together."""
    cells = _cells(home.cells(lamnare) / lokalt.FOLDER / f"{indikator.id}.parquet", lamnare)
    axlar = _axes(indikator, lamnare, cells, list(perioder))
    atoms = atoms_of(cells, indikator.id, axlar)
    parts = [part for part in parts_of(deklaration, indikator) if part[1].matt not in NOT_LOCAL]
    states = [perioder[namn] for _, namn in axlar["period"].medlemmar]
    summor = Summor(
        indikator.id,
        axlar,
        np.array([[status.kod(s["status"] if s["status"] != KOMPLETT else status.VISAS) for s in states]], np.uint8),
        np.ones((1, len(states)), dtype=np.int64),
        np.array([[s["ungefarlig_alder"] for s in states]], dtype=bool),
        measured(indikator.id, atoms, axlar, parts),
    )
    return Kub(indikator, axlar, atoms, tuple(_shown(summor, parts, troskel)))


def breakdown(inom: str, namn: str) -> str:
    """The name of a local column on the axis: within its stratum where there is one."""
    return f"{inom}{WITHIN}{namn}" if inom else namn


def named(uppdelning: str) -> tuple[str, str]:
    """The stratum and the column of a name on the axis."""
    inom, _, namn = uppdelning.rpartition(WITHIN)
    return inom, namn


def _cells(path: Path, lamnare: str) -> pa.Table:
    """The cells with the columns that adding asks for: the lämnare is the only area, and a unit of a kind that is not
    known is compared with nothing."""
    cells = pq.ParquetFile(opened(path)).read()
    cells = cells.filter(pc.not_equal(cells["inom"], OKAND))
    names = [breakdown(i, n) for i, n in zip(*(cells[c].to_pylist() for c in ("inom", "uppdelning")), strict=True)]
    new = {
        "uppdelning": pa.array(names, pa.string()),
        "censurerad": pc.fill_null(cells["censurerad"], False),
        "omrade": pa.array([lamnare] * cells.num_rows, pa.string()),
    }
    kept = [c for c in cells.column_names if c not in new]
    return pa.table({c: cells[c] for c in kept} | new)


def _shown(summor: Summor, parts: list[Part], troskel: int) -> Iterator[Del]:
    """How many were not followed up is told here beside every number, so all units, known and unknown, are protected
    too: one person of unknown outcome in a unit is still one person."""
    skydd = protect(replace(summor, delar=(*summor.delar, *map(_everybody, summor.delar))), troskel)
    every = skydd.status_n[len(parts) :]
    for part, del_, status_n, own, status_all in zip(parts, summor.delar, skydd.status_n, skydd.status, every):
        found = values(summor, del_, status_n, own)
        n, n_okand, shown = found.n[0].copy(), found.n_okand[0].copy(), own[0, ..., 0].copy()
        too_few = status_all[0] == SEKRETESS
        n_okand[too_few] = np.nan
        nobody_known = too_few & (n == 0)
        n[nobody_known], shown[nobody_known] = np.nan, SEKRETESS
        yield Del(part, shown, n, n_okand, found.varde[0, ..., 0])


def _everybody(del_: Summed) -> Summed:
    """All units of a measure, as a count with a variant of its own."""
    variant = f"{del_.variant}{WITHIN}{del_.parat}"
    return Summed(variant, ANTAL, ("",), del_.n + del_.n_okand, del_.n_okand, None)


def _axes(indikator: Indikator, lamnare: str, cells: pa.Table, perioder: list[str]) -> dict[str, Axel]:
    """As those of the sums, with the lämnare for area and its own codes for groups."""
    return {
        "omrade": Axel(((KOMMUN, lamnare),), (lamnare,), ((0,),)),
        "period": period_axis(perioder),
        "kon": kon_axis(),
        "aldersgrupp": alder_axis(indikator),
        "grupp": _groups(indikator, cells),
    }


def _groups(indikator: Indikator, cells: pa.Table) -> Axel:
    """The whole, its strata, and the codes within each, in the order of codes. What each is the sum of is known to
    disclosure: the whole of its strata, a stratum of its units, of its providers and of its target groups."""
    found = {tuple(pair) for pair in zip(*(cells[c].to_pylist() for c in ("uppdelning", "grupp")), strict=True)}
    found |= {(namn, OKAND) for namn, _ in found if namn}
    first = set() if lokalt.without_total(indikator) else {HELHET}
    members = sorted(found | first, key=lambda m: (m[1] == OKAND, m))
    parts = {n: tuple(i for i, m in enumerate(members) if m[0] == n) for n in sorted({m[0] for m in members} - {""})}
    at = {member: i for i, member in enumerate(members)}
    wholes = {namn: at.get(_whole_of(indikator, namn)) for namn in parts}
    return Axel(
        tuple(members),
        tuple(members),
        tuple((i,) for i in range(len(members))),
        frozenset(i for i, m in enumerate(members) if m[1] == OKAND),
        tuple((whole, parts[namn]) for namn, whole in wholes.items() if whole is not None),
    )


def _whole_of(indikator: Indikator, uppdelning: str) -> tuple[str, str]:
    """What the groups of a breakdown add up to."""
    inom, _ = named(uppdelning)
    return (lokalt.stratum(indikator) or "", inom) if inom else HELHET
