"""`python -m bench utgava`: how quickly a release answers, by the way that its rows lie in the file.

A made-up file of the nation's size (48 indicators, 8 half-years, all areas, kön and ages, every column of the
declaration) is written in several layouts, first by the edition's own writer. Each is asked for one kommun and for one
indicator, with DuckDB, from a file that the system no longer remembers and in a connection that has seen nothing. So is
the release that ISU_BENCH_UTGAVA names, where there is one.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate.axel import omrade_axis
from isu.aggregate.utlagg import key_columns
from isu.declaration import load_declarations
from isu.release import parquet
from isu.release.kolumner import SCHEMA
from isu.release.parquet import GROUP, PAGES, with_coded_texts

RELEASE = Path(os.environ.get("ISU_BENCH_UTGAVA", "demo-hem/releases/latest"))
INDIKATORER, PERIODER, ALDRAR = 48, 8, ("0-12", "13-17", "18-20", "0-17", "alla")
TRIES = 7
KEY = SCHEMA.metadata[b"nyckel"].decode().split(",")
AREA_FIRST = ("omrade_typ", "omrade", *(name for name in KEY if name not in ("omrade_typ", "omrade")))
#: The edition is written a level of an indicator at a time.
LEVELS = 4
#: Layout → the columns that rows are sorted by, rows per row group, rows per page.
LAYOUTS = {
    "en sida per grupp": (KEY, GROUP, GROUP),
    "131 072 rader i gruppen": (KEY, 1 << 17, PAGES["max_rows_per_page"]),
    "16 384 rader i gruppen": (KEY, 1 << 14, 1 << 14),
    "område först": (AREA_FIRST, GROUP, PAGES["max_rows_per_page"]),
    "område först, 131 072 rader i gruppen": (AREA_FIRST, 1 << 17, 1 << 17),
}
QUERIES = {
    "nytt DuckDB": "SELECT 1",
    "en kommun": "SELECT indikator, period, n, varde, nedre, ovre, status FROM '{path}' WHERE omrade = '{kommun}'"
    " AND omrade_typ = 'kommun' AND kon = 'T' AND aldersgrupp = 'alla'",
    "en indikator": "SELECT omrade, period, kon, aldersgrupp, n, varde, nedre, ovre, status FROM '{path}'"
    " WHERE indikator = '{indikator}' AND omrade_typ = 'kommun'",
}


def run(folder: Path) -> None:
    rows = made_up()
    print(f"Utgåva: {rows.num_rows} rader, {rows.num_columns} kolumner. Kall fil, lägst av {TRIES}: ms (CPU-ms)")
    path = folder / "utgava.parquet"
    told = {"som utgåvan": _as_the_edition(rows, path)}
    told |= {name: _layout(rows, path, *how) for name, how in LAYOUTS.items()}
    best = {query: min(times[query][1] for _, times in told.values()) for query in QUERIES}
    for name, (size, times) in told.items():
        each = [f"{q} {wall:5.0f} ({cpu:.0f}, {cpu / best[q]:.1f} ×)" for q, (wall, cpu) in times.items()]
        print(f"{name:<40} {size / 1e6:6.1f} MB  {'  '.join(each)}", flush=True)
    if (real := RELEASE / "indikatorer.parquet").is_file():
        size, times = _asked(real, *_some_of(real))
        each = [f"{q} {wall:5.0f} ({cpu:.0f})" for q, (wall, cpu) in times.items()]
        print(f"{'utgåvan ' + RELEASE.resolve().name:<40} {size / 1e6:6.1f} MB  {'  '.join(each)}")


def made_up() -> pa.Table:
    """Every column of the declaration, with numbers in two thirds of the rows."""
    axes = [
        (("indikator",), [f"PRO-{i:02}" for i in range(INDIKATORER)]),
        (("omrade_typ", "omrade"), sorted(omrade_axis(load_declarations().kommuner).medlemmar)),
        (("periodtyp", "period"), [("halvar", f"{2020 + i // 2}H{1 + i % 2}") for i in range(PERIODER)]),
        (("kon",), ["K", "M", "T"]),
        (("aldersgrupp",), sorted(ALDRAR)),
    ]
    keys = key_columns(axes)
    chance = np.random.default_rng(1)
    hidden = chance.random(len(keys["indikator"])) < 1 / 3
    return pa.table([keys.get(f.name, _column(f, chance, hidden)) for f in SCHEMA], with_coded_texts(SCHEMA))


def _column(field: pa.Field, chance: np.random.Generator, hidden: np.ndarray) -> pa.Array:
    if field.type == pa.string():
        words = [""] if field.name in KEY else ["visas", "sekretess"]
        return pa.DictionaryArray.from_arrays(hidden.astype(np.int32) % len(words), words)
    if field.type == pa.bool_():
        return pa.array(np.zeros(hidden.size, bool))
    tenths = np.floor(chance.lognormal(6, 1.5, hidden.size))
    return pa.array(tenths / 10 if field.type == pa.float64() else tenths, mask=hidden).cast(field.type)


Times = dict[str, tuple[float, float]]


def _as_the_edition(rows: pa.Table, path: Path) -> tuple[int, Times]:
    step = rows.num_rows // INDIKATORER // LEVELS
    with parquet.writer(path, SCHEMA) as file:
        for start in range(0, rows.num_rows, step):
            file.write_table(rows.slice(start, step))
    return _asked(path)


def _layout(rows: pa.Table, path: Path, order: Sequence[str], group: int, page: int) -> tuple[int, Times]:
    if list(order) != KEY:
        texts = pa.table({name: rows[name].cast(pa.string()) for name in order})
        rows = rows.take(pc.sort_indices(texts, [(name, "ascending") for name in order]))
    pages = {"max_rows_per_page": page, "write_batch_size": min(page, 1 << 16)}
    with pq.ParquetWriter(path, rows.schema, compression="zstd", store_schema=False, **pages) as file:
        file.write_table(rows, row_group_size=group)
    return _asked(path)


def _asked(path: Path, kommun: str = "1780", indikator: str = "PRO-24") -> tuple[int, Times]:
    """The file's size, and milliseconds per query: wall and CPU."""
    asked = {name: sql.format(path=path, kommun=kommun, indikator=indikator) for name, sql in QUERIES.items()}
    return path.stat().st_size, {name: _cold(path, sql) for name, sql in asked.items()}


def _some_of(path: Path) -> tuple[str, str]:
    """A kommun and an indicator that the release tells of, somewhere in the middle."""
    sql = "SELECT DISTINCT {0} FROM '{1}' WHERE omrade_typ = 'kommun' AND status = 'visas' ORDER BY ALL"
    found = [duckdb.sql(sql.format(name, path)).fetchall() for name in ("omrade", "indikator")]
    kommun, indikator = (names[len(names) // 2][0] for names in found)
    return kommun, indikator


def _cold(path: Path, sql: str) -> tuple[float, float]:
    each = [_once(path, sql) for _ in range(TRIES)]
    return min(wall for wall, _ in each), min(cpu for _, cpu in each)


def _once(path: Path, sql: str) -> tuple[float, float]:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    wall, cpu = time.perf_counter(), time.process_time()
    with duckdb.connect() as connection:
        assert connection.sql(sql).to_arrow_table().num_rows
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)
