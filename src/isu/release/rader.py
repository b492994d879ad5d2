"""Published rows in two steps: what may be seen of areas where anything counts, and the rows of all areas. Pure.

The first step is what costs; it is remembered per indicator (delar.py). The second puts the labels beside, and fills in
the areas where nothing counts: most may be such, and their rows say the area's status and nothing else.
A column more is one more name in kolumner.py and here: in NUMBERS, if comparison makes it, or in ORD if it is a word.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isu.aggregate import Summor, Upplagg
from isu.aggregate.axel import RIKET, Axel, Member
from isu.aggregate.ordning import NIVA
from isu.aggregate.status import STATUSAR
from isu.aggregate.summor import KEYS
from isu.aggregate.utlagg import coded, constant, key_columns, laid_out, table
from isu.cells.falt import MANADSMEDIAN
from isu.comparison import Visat, osakerhet, skattning, standard
from isu.disclosure import Utbud
from isu.period import HALVAR, HELAR
from isu.release.avrunda import rounded, worded
from isu.release.kolumner import SCHEMA
from isu.release.parquet import with_coded_texts
from isu.release.utbud import rows_left

NUMBERS = ("n", "n_okand", "befolkning", "taljare", "varde", "varde_ovagt", "antal_kommuner_ovagt")
#: Numbers that are rounded here; the values are so already.
AVRUNDADE = ("nedre", "ovre", "tackning", "lagst", "hogst")
AVRUNDADE += ("standardiserat", "standardiserat_nedre", "standardiserat_ovre")
STATUSES = ("status", "status_n", "status_okand")
#: Columns of words that come as places in a list.
ORD = {
    "metod": skattning.METODER,
    "intervall_status": osakerhet.INTERVALL,
    "tillforlitlighet": osakerhet.TILLFORLITLIGHET,
    "tackning_klass": osakerhet.TACKNING,
    "standardiserat_metod": standard.METODER,
    "standardiserat_status": standard.LAGEN,
}
#: What does not hang on disclosure, and what it is where nothing counts.
PER_AREA = {"antal_kommuner": 0, "tackt_befolkning": 0.0, "ungefarlig_alder": False, "revideras_senare": False}
#: About so many rows are laid out at a time.
ROWS = 500_000

LAID_OUT = with_coded_texts(SCHEMA)
SHOWN = pa.schema(
    [SCHEMA.field(name) for name in (*NUMBERS, *AVRUNDADE, *PER_AREA)]
    + [(name, pa.uint8()) for name in (*STATUSES, *ORD)]
).remove_metadata()

#: Axis → the only members of it that are printed.
Only = Mapping[str, list[Member]]


def seen(
    summor: Summor, visat: Visat, only: Only, antal_kommuner: np.ndarray, revideras_senare: np.ndarray
) -> pa.Table:
    """What may be seen of one measure in the areas that count, sorted as the published rows are. The last two are per
    row: the kommuner behind it, and whether an earlier release's number stands there."""
    arrays = vars(visat) | vars(visat.varden) | vars(visat.osakerhet) | vars(visat.standard)
    arrays |= {name: rounded(arrays[name]) for name in AVRUNDADE}
    arrays |= {"ungefarlig_alder": summor.ungefarlig_alder, "tackt_befolkning": _covered(summor)}
    arrays |= {"antal_kommuner": antal_kommuner, "revideras_senare": revideras_senare}
    chosen = [summor.axlar["omrade"].visade, *_printed(summor.axlar, visat.del_.matt, only).values()]
    shape = (*map(len, chosen), len(visat.del_.utfall))
    columns = {name: laid_out(arrays[name][np.ix_(*chosen[: arrays[name].ndim])], shape) for name in SHOWN.names}
    return table(columns, SHOWN)


def _covered(summor: Summor) -> np.ndarray:
    """In per cent, NaN where it is not known."""
    known = summor.tackt_befolkning
    return np.full(summor.status.shape, np.nan) if known is None else rounded(100 * known)


def _printed(axlar: Mapping[str, Axel], matt: str, only: Only) -> dict[str, list[int]]:
    """Of every axis but the areas: the members that this measure prints."""
    printed = {name: axel.visade for name, axel in axlar.items() if name != "omrade"}
    printed |= {name: [axlar[name].medlemmar.index(m) for m in members] for name, members in only.items()}
    if matt == MANADSMEDIAN:
        printed["period"] = [i for i in printed["period"] if axlar["period"].medlemmar[i][0] in (HALVAR, HELAR)]
    return printed


def published(
    upplagg: Upplagg, shown: pa.Table, only: Only, standardpopulation: str = "", utbud: Utbud | None = None
) -> Iterator[pa.Table]:
    """The rows of every variant and measure and of all areas, in order, some areas of one level at a time. `shown` is
    `seen` of every measure after the other; what is not in `utbud` has no rows."""
    start = 0
    for variant, matt, koder in upplagg.delar:
        printed = _printed(upplagg.axlar, matt.matt, only)
        axes = [(KEYS[name], [upplagg.axlar[name].medlemmar[i] for i in of]) for name, of in printed.items()]
        axes.append((("utfall",), koder))
        per_area = math.prod(len(members) for _, members in axes)
        same = {"indikator": upplagg.indikator, "variant": variant, "matt": matt.matt}
        for chunk in _chunks(upplagg, per_area):
            here = np.array([area not in upplagg.tysta for area in chunk], bool)
            size = int(here.sum()) * per_area
            found = _filled(shown.slice(start, size), here, _silent(upplagg, chunk, printed["period"]), per_area)
            found |= _told(found, standardpopulation)
            rows = _labelled(found, [(KEYS["omrade"], chunk), *axes], same)
            yield _offered(rows, rows_left(utbud or {}, chunk[0][0], upplagg.axlar, printed), len(koder))
            start += size


def _chunks(upplagg: Upplagg, per_area: int) -> Iterator[list[Member]]:
    """All areas in order, some of one level at a time."""
    step = max(1, ROWS // max(1, per_area))
    for _, level in groupby(sorted([*upplagg.axlar["omrade"].medlemmar, *upplagg.tysta]), key=lambda area: area[0]):
        areas = list(level)
        yield from (areas[first : first + step] for first in range(0, len(areas), step))


def _offered(rows: pa.Table, offered: np.ndarray, categories: int) -> pa.Table:
    """The rows of the classes that are offered; they go through kön, age, group and category quickest."""
    if offered.all():
        return rows
    kept = np.repeat(offered.ravel(), categories)
    return rows.filter(pa.array(np.tile(kept, rows.num_rows // max(1, kept.size))))


def _silent(upplagg: Upplagg, areas: Sequence[Member], periods: list[int]) -> np.ndarray:
    """The status per area and period where nothing counts; 0 elsewhere."""
    none = np.zeros(len(upplagg.axlar["period"].medlemmar), np.uint8)
    return np.stack([upplagg.tysta.get(area, none)[periods] for area in areas])


def _filled(shown: pa.Table, here: np.ndarray, silent: np.ndarray, per_area: int) -> dict[str, pa.Array]:
    """The columns of all areas, of which those that count, in the order of `here`, are in `shown`."""
    rows = np.broadcast_to(here[:, None], (here.size, per_area)).ravel()
    found = shown.take(pa.array(np.cumsum(rows) - 1, mask=~rows)).combine_chunks() if shown.num_rows else None
    columns = {name: _column(found, name, rows.size) for name in SHOWN.names}
    status = laid_out(silent, (*silent.shape, per_area // max(1, silent.shape[1])))
    columns |= {name: coded(pc.coalesce(columns[name], status), STATUSAR) for name in STATUSES}
    columns |= {name: worded(pc.fill_null(columns[name], 0).to_numpy(), words) for name, words in ORD.items()}
    return columns | {name: pc.if_else(pa.array(rows), columns[name], none) for name, none in PER_AREA.items()}


def _told(columns: Mapping[str, pa.Array], standardpopulation: str) -> dict[str, pa.Array]:
    """What belongs to a method: the level of an interval, and whose ages a standardised rate has."""
    of = {standard.DOBSON: standardpopulation, standard.INDIREKT: RIKET}
    methods = columns["standardiserat_metod"]
    names = pa.array([of.get(word, "") for word in methods.dictionary.to_pylist()], pa.string())
    return {
        "niva": pc.if_else(pc.is_valid(columns["metod"]), 100 * NIVA, None).cast(pa.float64()),
        "standardpopulation": pa.DictionaryArray.from_arrays(methods.indices, names),
    }


def _column(found: pa.Table | None, name: str, rows: int) -> pa.Array:
    return pa.nulls(rows, SHOWN.field(name).type) if found is None else found[name].combine_chunks()


def _labelled(columns: Mapping[str, pa.Array], axes: list, same: Mapping[str, str]) -> pa.Table:
    rows = math.prod(len(members) for _, members in axes)
    return table(key_columns(axes) | {name: constant(value, rows) for name, value in same.items()} | columns, LAID_OUT)
