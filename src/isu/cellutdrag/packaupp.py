"""From a delivery of cells that is in force to `cells/lamnare=<id>/`: the same files as if the rows had been here.

Written like counted cells: `innehall.json` is taken away first and written last.
"""

from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu import valv
from isu.cells import platser, upprepade
from isu.cells.cellfil import cells_file
from isu.cells.cellnyckel import has_keys
from isu.cells.indikator import Indikator
from isu.cells.platser import AV_CELLER, HALLNA, SKYDDADE
from isu.cells.tackning import EJ_KOMPLETT, EJ_RAPPORTERAT
from isu.cellutdrag import CELLER
from isu.cellutdrag.fil import is_pair, schema_of, to_pairs
from isu.cellutdrag.fortunna import laid_in_place
from isu.cellutdrag.uppgifter import METADATA, Raknat, Uppgifter, from_json
from isu.cellutdrag.version import is_counted_as_here
from isu.declaration import Deklaration
from isu.declaration.fortunning import Grovre
from isu.home import Home
from isu.register.stage import Registerfil


def unpack_cells(
    home: Home,
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    lamnare: str,
    file: Registerfil,
    hallna: Mapping[str, list[str]] | None = None,
) -> list[str]:
    """Make cells/lamnare=<id> what the delivery says; the indicators whose cells were written."""
    folder = home.cells(lamnare)
    uppgifter = from_json(pq.read_metadata(valv.opened(file.path)).metadata[METADATA])
    kept = {id_: indikatorer[id_] for id_ in uppgifter.indikatorer if id_ in indikatorer}
    other = {id_ for id_ in kept if not is_counted_as_here(uppgifter.indikatorer[id_], kept[id_], deklaration)}
    content, there = _content(uppgifter, kept, other, file, hallna or {}), platser.told(folder)
    written = {} if _is_there(folder, there, content, kept) else _write(home, uppgifter, other, file, kept)
    for id_, entry in content["indikatorer"].items():
        entry["filer"] = written[id_] if written else there["indikatorer"][id_]["filer"]
    platser.remove_others(folder, kept.values())
    platser.tell(folder, content)
    return sorted(written)


def _content(
    uppgifter: Uppgifter,
    kept: Mapping[str, Indikator],
    other: Collection[str],
    file: Registerfil,
    hallna: Mapping[str, list[str]],
) -> dict[str, Any]:
    entries = {id_: _entry(raknat, id_ in other) for id_, raknat in uppgifter.indikatorer.items() if id_ in kept}
    delivery = {"tabell": CELLER, "sha256": file.sha256, "nyckel": file.nyckel}
    facts = {
        "lamnare": uppgifter.lamnare,
        "leveranser": [delivery],
        SKYDDADE: uppgifter.skyddade,
        "indikatorer": entries,
    }
    return facts | ({HALLNA: dict(sorted(hallna.items()))} if hallna else {})


def _entry(raknat: Raknat, other: bool) -> dict[str, Any]:
    """What was counted by another definition than the hub has come to since cannot be added up: it is not complete."""
    periods = {
        namn: {"status": EJ_KOMPLETT if other and s != EJ_RAPPORTERAT else s, "ungefarlig_alder": derived}
        for namn, (s, derived) in raknat.perioder.items()
    }
    told = {"version": raknat.version, "fingeravtryck": raknat.fingeravtryck, "perioder": periods}
    return told | {AV_CELLER: {"aldrar": list(raknat.grovre.aldrar), "dagar": list(raknat.grovre.dagar)}}


def _is_there(
    folder: Path, there: Mapping[str, Any], content: Mapping[str, Any], kept: Mapping[str, Indikator]
) -> bool:
    """The files of this very delivery; what a steward holds back is told beside them and changes none."""
    if there.get("leveranser") != content["leveranser"] or there["indikatorer"].keys() != kept.keys():
        return False
    entries = [(there["indikatorer"][id_], content["indikatorer"][id_]) for id_ in kept]
    told = all("filer" in old and old["perioder"] == new["perioder"] for old, new in entries)
    return told and all(path.is_file() for indikator in kept.values() for path in _files(folder, indikator))


def _files(folder: Path, indikator: Indikator) -> list[Path]:
    """The cells, and the pairs of those that count them; never local cells, which stay with the sender."""
    return [folder / f"{indikator.id}.parquet", *platser.pairs_of(folder, indikator)]


def _in_place(rows: pa.Table, indikator: Indikator, grovre: Grovre) -> pa.Table:
    if not grovre.aldrar or not rows.num_rows:
        return rows
    return laid_in_place(pl.from_arrow(rows), indikator, grovre).to_arrow().cast(rows.schema)


def _write(
    home: Home, uppgifter: Uppgifter, other: Collection[str], file: Registerfil, kept: Mapping[str, Indikator]
) -> dict[str, dict[str, str]]:
    """Indicator → its files in the folder, with their hashes."""
    lamnare = uppgifter.lamnare
    folder = home.cells(lamnare)
    rows = pq.read_table(valv.opened(file.path))
    columns = schema_of(rows)
    rows = rows.select(columns.names).cast(columns)
    rows = rows.add_column(0, "lamnare", pa.array([lamnare] * rows.num_rows, pa.string()))
    own, written = {id_: of for id_, of in _of_each(rows).items() if id_ not in other}, {}
    for id_, indikator in kept.items():
        placed = _in_place(own.get(id_, rows.slice(0, 0)), indikator, uppgifter.indikatorer[id_].grovre)
        contents = _contents(placed, bool(platser.pairs_of(folder, indikator)))
        written[id_] = dict(zip(_files(folder, indikator), contents, strict=True))
    every = {path: content for files in written.values() for path, content in files.items()}
    for parent in {path.parent for path in every}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, content in every.items():
        valv.write(home, lamnare, platser.beside(path), content)
    platser.put_in_place(folder, every)
    return {
        id_: {path.relative_to(folder).as_posix(): sha256(content).hexdigest() for path, content in files.items()}
        for id_, files in written.items()
    }


def _of_each(rows: pa.Table) -> dict[str, pa.Table]:
    """Indicator → its rows, in their order. In the file that ISU writes they lie together."""
    runs = pc.run_end_encode(rows["indikator"].combine_chunks())
    found: dict[str, list[pa.Table]] = {}
    start = 0
    for id_, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        found.setdefault(id_, []).append(rows.slice(start, end - start))
        start = end
    return {id_: pa.concat_tables(parts) for id_, parts in found.items()}


def _contents(own: pa.Table, pairs: bool) -> list[bytes]:
    """The bytes of an indicator's cells, and of its pairs where it counts them."""
    if not pairs:
        return [cells_file(own, local=False, keyed=has_keys(own))]
    apart = is_pair(own)
    cells, pairs = own.filter(pc.invert(apart)), own.filter(apart)
    return [cells_file(cells, local=False, keyed=has_keys(own)), upprepade.pairs_file(to_pairs(pairs))]
