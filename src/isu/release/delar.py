"""What may be shown of each indicator, and how it compares: only what has changed is protected and compared again.

`summor/<ID>.visas.parquet` is of areas where anything counts, without labels; `summor/<ID>.jamfors.parquet` has the
rows of comparison. Neither is more secret than the edition that is made of them. Of an indicator that has changed only
the blocks of periods that have are searched again (`hagkomst`).
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isu import comparison, disclosure, granskning
from isu.aggregate import read_summor, read_upplagg
from isu.aggregate.befolkning import standard_weights
from isu.aggregate.summera import code_fingerprint, fingerprint_of
from isu.aggregate.summor import Summor, write_table
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.declaration.profil import CELLNYCKEL
from isu.disclosure import Utbud
from isu.disclosure.besluta import limits_of
from isu.disclosure.delning import divided
from isu.disclosure.sammanfogat import Bundet
from isu.disclosure.tillsammans import settled
from isu.home import Home
from isu.minne import put_remembered
from isu.release.binda import decided
from isu.release.hagkomst import remember, remembered
from isu.release.jamforelser import LAID_OUT, compared
from isu.release.rader import SHOWN, Only, published, seen
from isu.release.utbud import as_text, from_text
from isu.release.utgivet import NONE, Utgivna, blocks_of, sums_behind

ROOMS = [Path(module.__file__).parent for module in (disclosure, granskning, comparison)] + [Path(__file__).parent]
FINGERPRINT, DELNING, OFFERED = b"fingeravtryck", "delning", b"utbud"
#: What lies beside the sums of an indicator: what may be shown, its comparisons, the sums that a release binds, and
#: what may be shown of each block of periods.
PARTS = ("visas", "jamfors", "bundet", "block")


def foundation(
    home: Home, deklaration: Deklaration, indikator: Indikator, utgivna: Utgivna, familj: Sequence[Indikator] = ()
) -> list:
    """All that decides what may be shown of an indicator, those that count the same units (`familj`) among it."""
    code = [code_fingerprint(room) for room in ROOMS]
    rules = [repr(deklaration.skydd), indikator.noll_rojer, deklaration.standard.fingeravtryck]
    own = [fingerprint_of(home, indikator.id), *rules, code]
    others = [(i.id, fingerprint_of(home, i.id), i.noll_rojer) for i in familj if i != indikator]
    return [*own, others, repr(utgivna)]


def rows_of(
    home: Home,
    deklaration: Deklaration,
    indikator: Indikator,
    utgivna: Utgivna = NONE,
    familj: Sequence[Indikator] = (),
    only: Only | None = None,
) -> Iterator[pa.Table]:
    """The published rows of an indicator, with what the releases `utgivna` bind, and what those that count the same
    units (`familj`) tell; where `only` names an axis, only of those members."""
    upplagg = read_upplagg(home, deklaration, indikator)
    if upplagg.axlar["period"].medlemmar:
        shown, _ = _files_of(home, deklaration, indikator, utgivna, familj, only or {})
        utbud = from_text(pq.read_schema(shown).metadata[OFFERED])
        yield from published(upplagg, pq.read_table(shown), only or {}, deklaration.standard.namn, utbud)


def utbud_of(home: Home, indikator: Indikator) -> Utbud:
    """What the rows of an indicator, once they have been made, are offered by; empty where everything is."""
    path = home.added_up / f"{indikator.id}.visas.parquet"
    return from_text(pq.read_schema(path).metadata[OFFERED]) if path.is_file() else {}


def comparisons_of(
    home: Home,
    deklaration: Deklaration,
    indikator: Indikator,
    utgivna: Utgivna = NONE,
    familj: Sequence[Indikator] = (),
) -> Iterator[pa.Table]:
    """The rows of comparison of an indicator, some at a time."""
    if read_upplagg(home, deklaration, indikator).axlar["period"].medlemmar:
        _, comparisons = _files_of(home, deklaration, indikator, utgivna, familj, {})
        rows = pq.ParquetFile(comparisons)
        yield from (rows.read_row_group(i) for i in range(rows.num_row_groups))


def _files_of(
    home: Home,
    deklaration: Deklaration,
    indikator: Indikator,
    utgivna: Utgivna,
    familj: Sequence[Indikator],
    only: Only,
) -> tuple[Path, Path]:
    """Both files, renewed if what they rest on has changed, with those of all that are decided together. What is asked
    of a part only is not compared."""

    def rests_on(own: Indikator) -> str:
        told = json.dumps([foundation(home, deklaration, own, utgivna, familj), only])
        return hashlib.sha256(told.encode()).hexdigest()

    paths, wanted = _paths(home, indikator), rests_on(indikator)
    there = all(_still_true(path, wanted) for path in paths[: 1 if only else 2])
    if not there or (utgivna.namn and not sums_behind(home, indikator.id).is_file()):
        for own, found in _decided(home, deklaration, familj or [indikator], utgivna):
            _renew(home, deklaration, own, utgivna, found, only, {FINGERPRINT: rests_on(own)})
    return paths


def _paths(home: Home, indikator: Indikator) -> tuple[Path, ...]:
    return tuple(home.added_up / f"{indikator.id}.{name}.parquet" for name in PARTS[:2])


def _still_true(path: Path, wanted: str) -> bool:
    return path.is_file() and pq.read_schema(path).metadata[FINGERPRINT].decode() == wanted


def _renew(
    home: Home,
    deklaration: Deklaration,
    indikator: Indikator,
    utgivna: Utgivna,
    found: Bundet,
    only: Only,
    metadata: Mapping[bytes, str],
) -> None:
    """One measure at a time, so that memory is bounded by the largest."""
    summor, paths = found.summor, _paths(home, indikator)
    if utgivna.namn:
        _put_sums(summor, sums_behind(home, indikator.id))
    metadata = {**metadata, OFFERED: as_text(found.skydd.utbud)}
    weights = standard_weights(deklaration.standard.antal, indikator, summor.axlar) if indikator.befolkning else None
    partial = [path.with_suffix(f".{os.getpid()}.tmp") for path in paths]
    with (
        pq.ParquetWriter(partial[0], SHOWN.with_metadata(metadata), compression="zstd") as shown,
        pq.ParquetWriter(partial[1], LAID_OUT.with_metadata(metadata), compression="zstd") as comparisons,
    ):
        storda = deklaration.skydd.metod == CELLNYCKEL
        measures = comparison.shown(summor, found.skydd, deklaration.skydd.troskel, weights, storda)
        for visat, antal, waits in zip(measures, found.antal_kommuner, found.vantar, strict=True):
            shown.write_table(seen(summor, visat, only, antal, waits))
            for rows in () if only or storda else compared(summor, visat):
                comparisons.write_table(rows)
        shown.add_key_value_metadata({DELNING: json.dumps(_division(found, deklaration, indikator))})
    for path, written in zip(paths, partial, strict=True):
        put_remembered(written, path)


def _decided(
    home: Home, deklaration: Deklaration, family: Sequence[Indikator], utgivna: Utgivna
) -> list[tuple[Indikator, Bundet]]:
    """All that count the same units, in this order, with what is remembered of the blocks of periods of each."""
    sums = [read_summor(home, deklaration, i) for i in family]
    code = "".join(map(code_fingerprint, ROOMS))
    files = [home.added_up / blocks_of(i.id) for i in family]
    last = [home.printed / utgivna.namn[0] / path.name if utgivna.namn else None for path in files]
    hagkomster = [remembered(path, code, of_last) for path, of_last in zip(files, last, strict=True)]

    def of_one(k: int, *told) -> Bundet:
        return decided(home, deklaration, family[k], sums[k], utgivna, hagkomster[k], *told)

    found = settled(sums, of_one, deklaration.skydd.troskel)
    for hagkomst, path in zip(hagkomster, files, strict=True):
        if hagkomst.nu:
            remember(hagkomst, path, code)
    return [*zip(family, found, strict=True)]


def division_of(home: Home, indikator: str) -> list[tuple[str, str, int, int]]:
    """Kind of area, kind of number, and how many of those are withheld for being small and to protect others."""
    path = home.added_up / f"{indikator}.visas.parquet"
    told = pq.read_metadata(path).metadata if path.is_file() else {}
    return [tuple(row) for row in json.loads(told.get(DELNING.encode(), b"[]"))]


def _division(found: Bundet, deklaration: Deklaration, indikator: Indikator) -> list[tuple[str, str, int, int]]:
    counted = divided(found.summor, found.skydd, limits_of(deklaration.skydd, indikator.noll_rojer))
    return [(*key, *numbers) for key, numbers in sorted(counted.items())]


def _put_sums(summor: Summor, path: Path) -> None:
    """What the rows are printed from, for the release that may be made of them to be remembered by."""
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    write_table(summor, partial, {})
    put_remembered(partial, path)
