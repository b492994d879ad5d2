"""Frozen cells: those of periods whose rows have been erased by retention. They are read, never counted again.

A period is frozen when what the cells say of it would be something else without the erased rows. What was said stands
in the ledger, the cells in one file per erasure, with the version of the indicator that they were counted by; another
version has no cells for that period and never gets any.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.cells import lokalt, upprepade
from isu.cells.cellfil import schema
from isu.cells.cellnyckel import NYCKEL, has_keys
from isu.cells.tackning import EJ_KOMPLETT
from isu.period import Interval
from isu.valv import opened

#: What innehall.json says of a period: its cells are frozen; its rows, or some of them, have been erased.
FRYST, GALLRAD = "fryst", "gallrad"

#: indicator → its version when it was frozen → period → what was told of it.
Sagt = Mapping[str, Mapping[str, Mapping[str, Mapping[str, Any]]]]
#: Which of an indicator's files: its cells, those that stay with the lämnare, the pairs of a person's events.
CELLER, LOKALT, PAR = "", lokalt.FOLDER, upprepade.FOLDER
SLAG = {CELLER: schema(local=False), LOKALT: schema(local=True), PAR: upprepade.SCHEMA}
#: (indicator, one of SLAG)
Cellfil = tuple[str, str]

KEY = pa.field(NYCKEL, pa.int64())

#: A file of frozen cells has the columns of all of them, and the key of records where these had one when they were
#: frozen; what one has not is empty.
COLUMNS = pa.schema(
    [("version", pa.string()), ("slag", pa.string()), *{f.name: f for of in SLAG.values() for f in of}.values()]
)


def slag_of(path: Path) -> str:
    return path.parent.name if path.parent.name in SLAG else CELLER


@dataclass(frozen=True)
class Frysta:
    """Of one lämnare: what was told of the frozen periods, the files, and the deliveries whose rows are gone, with
    their days."""

    sagt: Sagt = field(default_factory=dict)
    filer: tuple[Path, ...] = ()
    leveranser: tuple[Mapping[str, str], ...] = ()
    gallrat: Mapping[str, list[Interval]] = field(default_factory=dict)

    def periods_of(self, indikator: str) -> frozenset[str]:
        """Frozen in any version."""
        return frozenset(p for of_version in self.sagt.get(indikator, {}).values() for p in of_version)

    def told(self, indikator: str, version: str) -> dict[str, dict[str, Any]]:
        """What is to be said of each frozen period of the indicator as it is now."""
        own = self.sagt.get(indikator, {}).get(version, {})
        lost = {"status": EJ_KOMPLETT, "ungefarlig_alder": False, GALLRAD: True}
        return {p: {**own[p], FRYST: True} if p in own else lost for p in sorted(self.periods_of(indikator))}


def frozen_cells(frysta: Frysta, versions: Mapping[str, str]) -> dict[Cellfil, pa.Table]:
    """The frozen cells of the indicators in these versions (indicator → version)."""
    if not frysta.filer:
        return {}
    rows = pa.concat_tables((pq.read_table(opened(path)) for path in frysta.filer), promote_options="default")
    keys = set(zip(*(rows[c].to_pylist() for c in ("indikator", "version", "slag")), strict=True))
    return {(i, slag): _of(rows, i, v, slag) for i, v, slag in sorted(keys) if versions.get(i) == v}


def _of(rows: pa.Table, indikator: str, version: str, slag: str) -> pa.Table:
    chosen = pc.and_(pc.equal(rows["indikator"], indikator), pc.equal(rows["version"], version))
    keys = [NYCKEL] if slag == CELLER and has_keys(rows) else []
    return rows.filter(pc.and_(chosen, pc.equal(rows["slag"], slag))).select([*SLAG[slag].names, *keys])


def together(counted: pa.Table | None, frozen: pa.Table | None, slag: str, keyed: bool = False) -> pa.Table | None:
    """Counted and frozen rows in the order that all have: by every column, unknown last. With `keyed` cells have the
    key of their records, which is empty of those that were frozen without one."""
    if frozen is None:
        return counted
    columns = SLAG[slag].append(KEY) if keyed and slag == CELLER else SLAG[slag]
    tables = [
        t if NYCKEL not in columns.names or has_keys(t) else t.append_column(KEY, pa.nulls(t.num_rows, KEY.type))
        for t in (counted, frozen)
        if t is not None
    ]
    parts = [t.select(columns.names).cast(columns) for t in tables]
    return pa.concat_tables(parts).sort_by([(name, "ascending") for name in columns.names])


def frozen_file(cells: Iterable[tuple[str, str, pa.Table]]) -> bytes:
    """The bytes of a file of (version, one of SLAG, rows)."""
    cells = list(cells)
    columns = COLUMNS.append(KEY) if any(has_keys(rows) for *_, rows in cells) else COLUMNS
    rows = pa.concat_tables([columns.empty_table(), *(_wide(*part, columns) for part in cells)])
    rows = rows.sort_by([(name, "ascending") for name in columns.names])
    file = io.BytesIO()
    pq.write_table(rows, file, compression="zstd", store_schema=False)
    return file.getvalue()


def _wide(version: str, slag: str, rows: pa.Table, columns: pa.Schema) -> pa.Table:
    number = rows.num_rows
    given = {"version": pa.array([version] * number, pa.string()), "slag": pa.array([slag] * number, pa.string())}
    kept = given | {name: rows[name] for name in rows.column_names}
    return pa.table({f.name: kept[f.name] if f.name in kept else pa.nulls(number, f.type) for f in columns}).cast(
        columns
    )
