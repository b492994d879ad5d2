"""The sums of one indicator, as arrays in memory and as a table on disk (`summor/<ID>.parquet`).

Every combination that the head declares has a cell, and the table's rows are the cells in the order of the arrays; so
writing is laying out and reading is reshaping. Members that are never printed (unknown kön, age or group) are here too,
for disclosure to judge. Areas where nothing counts in any period have no cells: they are many, and all there is to tell
of them is their status, which stands in the file's metadata.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate.axel import Axel, Member, without
from isu.aggregate.kvantil import LIMITS, SIDES, YTTRE_LIMITS, YTTRE_SIDES
from isu.aggregate.status import STATUSAR
from isu.aggregate.underlag import Underlag, as_list, from_list
from isu.aggregate.utfall import ANDEL, FORDELNING, MEDELVARDEN, TIONDELAR
from isu.aggregate.utlagg import constant, key_columns, laid_out, table
from isu.cells.falt import KM_MEDIAN, MANADSMEDIAN, PER_INVANARE, Matt

KEYS = {
    "omrade": ("omrade_typ", "omrade"),
    "period": ("periodtyp", "period"),
    "kon": ("kon",),
    "aldersgrupp": ("aldersgrupp",),
    "grupp": ("uppdelning", "grupp"),
}
#: What is the same for everyone in an area and a period.
PER_AREA = ("status", "antal_kommuner", "ungefarlig_alder", "tackt_befolkning")
#: What a measure may have besides n, and, where it does not vary along the last dimensions, one place on each.
OF_KVANTIL = ("kvantil", *LIMITS, *YTTRE_LIMITS)
OF_SIDA = ("sida", *SIDES, *YTTRE_SIDES)
NYCKLAR = ("nyckel_n", "nyckel_okand", "nyckel")
NUMBERS = ("taljare", "kvadrat", *OF_KVANTIL, *OF_SIDA, "befolkning")
PLACE = {"befolkning": (0, 0), "status_kvot": (0, 0, 0, 0)} | dict.fromkeys((*OF_KVANTIL, *OF_SIDA), (0,))
Koder = tuple[str, ...]
TYSTA, UNDERLAG = b"tysta", b"underlag"

TEXT = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [("variant", TEXT), ("matt", TEXT)]
    + [(name, TEXT) for names in KEYS.values() for name in names]
    + [("utfall", TEXT), ("n", pa.int64()), ("n_okand", pa.int64()), ("taljare", pa.int64())]
    + [("kvadrat", pa.int64()), *((name, pa.float64()) for name in OF_KVANTIL)]
    + [(name, pa.int64()) for name in (*OF_SIDA, "befolkning")]
    + [("antal_kommuner", pa.int64()), ("ungefarlig_alder", pa.bool_()), ("tackt_befolkning", pa.float64())]
    + [("status", TEXT), ("status_kvot", TEXT)]
)
#: Where records have keys (`isu.cells.cellnyckel`).
KEYED = pa.schema([*SCHEMA, *((name, pa.int64()) for name in NYCKLAR)])


@dataclass(frozen=True)
class Del:
    """One measure of one variant. `taljare` has one dimension more than n, the category; a percentile has none.

    `nedre` and `ovre` are the limits of a percentile or a survival median, `sida` how many units stand on the smaller
    side of such a median, `sida_nedre` and `sida_ovre` of its limits; `…_yttre` at the level of classes. `kvadrat` is
    the sum of squares of a mean's units, as `taljare` is their sum; of events that a person may have several of, the
    sum over persons of their events squared, without the dimension of categories. `befolkning` is per area, period,
    kön and age, and `status` per area and period, where a rate has one of its own. `parat`: units with a value before.
    `per_person` is the head's. `nyckel_n`, `nyckel_okand` and, of a share's numerator, `nyckel` are the keys of those
    that are counted, where records have keys.
    """

    variant: str
    matt: str
    utfall: tuple[str, ...]
    n: np.ndarray
    n_okand: np.ndarray
    taljare: np.ndarray | None
    kvadrat: np.ndarray | None = None
    kvantil: np.ndarray | None = None
    nedre: np.ndarray | None = None
    ovre: np.ndarray | None = None
    nedre_yttre: np.ndarray | None = None
    ovre_yttre: np.ndarray | None = None
    sida: np.ndarray | None = None
    sida_nedre: np.ndarray | None = None
    sida_ovre: np.ndarray | None = None
    sida_nedre_yttre: np.ndarray | None = None
    sida_ovre_yttre: np.ndarray | None = None
    befolkning: np.ndarray | None = None
    status: np.ndarray | None = None
    parat: bool = False
    per_person: str | None = None
    nyckel_n: np.ndarray | None = None
    nyckel_okand: np.ndarray | None = None
    nyckel: np.ndarray | None = None


@dataclass(frozen=True)
class Upplagg:
    """What the sums of an indicator are of, without the sums: as in Summor, and of each part (variant, measure,
    categories)."""

    indikator: str
    axlar: Mapping[str, Axel]
    tysta: Mapping[Member, np.ndarray]
    delar: tuple[tuple[str, Matt, Koder], ...]


@dataclass(frozen=True)
class Summor:
    """`axlar` are omrade, period, kon, aldersgrupp and grupp; the other arrays are per area and period.

    `tackt_befolkning` is how much of the area's inhabitants live in kommuner that count, 0–1, NaN where not known.
    `underlag` is what rests on cells that a lämnare counted itself; None where nothing does.
    `tysta` are the areas where nothing counts, and their status per period: they stand on no axis.
    """

    indikator: str
    axlar: Mapping[str, Axel]
    status: np.ndarray
    antal_kommuner: np.ndarray
    ungefarlig_alder: np.ndarray
    delar: tuple[Del, ...]
    tysta: Mapping[Member, np.ndarray] = field(default_factory=dict)
    tackt_befolkning: np.ndarray | None = None
    underlag: Underlag | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(axel.medlemmar) for axel in self.axlar.values())


def write_table(summor: Summor, path: Path, metadata: Mapping[str, str]) -> None:
    silent = [[*area, status.tolist()] for area, status in summor.tysta.items()]
    by_cells = json.dumps(as_list(summor.underlag, summor.axlar))
    keyed = any(del_.nyckel_n is not None for del_ in summor.delar)
    schema = (KEYED if keyed else SCHEMA).with_metadata({**metadata, TYSTA: json.dumps(silent), UNDERLAG: by_cells})
    # nobody looks for some of the rows: to find the limits of each column takes longer than to write it
    with pq.ParquetWriter(path, schema, compression="zstd", write_statistics=False) as writer:
        for del_ in summor.delar:
            writer.write_table(_rows(summor, del_, KEYED if keyed else SCHEMA))


def _rows(summor: Summor, del_: Del, schema: pa.Schema) -> pa.Table:
    shape = (*summor.shape, len(del_.utfall))
    rows = math.prod(shape)
    axes = [(KEYS[name], axel.medlemmar) for name, axel in summor.axlar.items()]
    columns = key_columns([*axes, (("utfall",), del_.utfall)]) | {
        "variant": constant(del_.variant, rows),
        "matt": constant(del_.matt, rows),
        "n": laid_out(del_.n, shape),
        "n_okand": laid_out(del_.n_okand, shape),
        **{name: _optional(getattr(del_, name), shape) for name in (*NUMBERS, *NYCKLAR) if name in schema.names},
        "antal_kommuner": laid_out(summor.antal_kommuner, shape),
        "ungefarlig_alder": laid_out(summor.ungefarlig_alder, shape),
        "tackt_befolkning": _optional(summor.tackt_befolkning, shape),
        "status": laid_out(summor.status, shape, STATUSAR),
        "status_kvot": pa.nulls(rows) if del_.status is None else laid_out(del_.status, shape, STATUSAR),
    }
    return table(columns, schema)


def _optional(values: np.ndarray | None, shape: tuple[int, ...]) -> pa.Array:
    return pa.nulls(math.prod(shape)) if values is None else laid_out(values, shape)


def read_layout(
    path: Path, indikator: str, axlar: Mapping[str, Axel], delar: Sequence[tuple[str, Matt, Koder]]
) -> Upplagg:
    """What the table's rows are. `delar` are in the order written, and `axlar` has all areas."""
    silent = json.loads(pq.read_schema(path).metadata[TYSTA])
    tysta = {(typ, name): np.array(status, np.uint8) for typ, name, status in silent}
    return Upplagg(indikator, {**axlar, "omrade": without(tysta, axlar["omrade"])}, tysta, tuple(delar))


def read_table(path: Path, upplagg: Upplagg) -> Summor:
    """The table back as arrays."""
    keys = [name for name in NYCKLAR if name in pq.read_schema(path).names]
    rows = pq.read_table(path, columns=["n", "n_okand", *NUMBERS, *keys, "status_kvot", *PER_AREA])
    shape = tuple(len(axel.medlemmar) for axel in upplagg.axlar.values())
    delar, start = [], 0
    for variant, matt, koder in upplagg.delar:
        size = math.prod(shape) * len(koder)
        delar.append(_part(rows.slice(start, size), shape, variant, matt, koder))
        start += size
    shape = (*shape, len(upplagg.delar[0][2]))
    per_area = [_array(rows.slice(0, math.prod(shape)), name, shape)[:, :, 0, 0, 0, 0] for name in PER_AREA]
    *first, covered = per_area
    by_cells = from_list(json.loads(rows.schema.metadata.get(UNDERLAG, b"[]")), upplagg.axlar)
    return Summor(upplagg.indikator, upplagg.axlar, *first, tuple(delar), upplagg.tysta, covered, by_cells)


def _part(rows: pa.Table, shape: tuple[int, ...], variant: str, matt: Matt, koder: Koder) -> Del:
    shape = (*shape, len(koder))
    n, n_okand = (np.ascontiguousarray(_array(rows, name, shape)[..., 0]) for name in ("n", "n_okand"))
    found = {name: _array(rows, name, shape) for name in _has(matt)}
    more = {name: values[(..., *PLACE[name])] if name in PLACE else values for name, values in found.items()}
    if "status_kvot" in more:
        more["status"] = more.pop("status_kvot")
    if matt.upprepas:
        more["kvadrat"] = more["kvadrat"][..., 0]
    more = {"taljare": None} | more | _keys(rows, shape, matt.matt)
    return Del(variant, matt.matt, koder, n, n_okand, **more, parat=matt.parat, per_person=matt.per_person)


def _keys(rows: pa.Table, shape: tuple[int, ...], matt: str) -> dict[str, np.ndarray]:
    names = [
        name for name in NYCKLAR if name in rows.column_names and (name != "nyckel" or matt in (ANDEL, FORDELNING))
    ]
    found = {name: _array(rows, name, shape) for name in names}
    return {name: keys if name == "nyckel" else np.ascontiguousarray(keys[..., 0]) for name, keys in found.items()}


def _has(matt: Matt) -> tuple[str, ...]:
    """What a part of this measure has besides n."""
    if matt.matt in TIONDELAR:
        return OF_KVANTIL
    if matt.matt == KM_MEDIAN:
        return (*OF_KVANTIL, *OF_SIDA)
    if matt.matt == MANADSMEDIAN:
        return ()
    squares = ("kvadrat",) if matt.matt in MEDELVARDEN or matt.upprepas else ()
    return ("taljare", *squares, *(("befolkning", "status_kvot") if matt.matt in PER_INVANARE else ()))


def _array(rows: pa.Table, name: str, shape: tuple[int, ...]) -> np.ndarray:
    column = rows[name]
    if name in ("status", "status_kvot"):
        column = pc.index_in(column.cast(pa.string()), pa.array(STATUSAR)).cast(pa.uint8())
    return column.to_numpy().reshape(shape)
