"""From a delivery of cells that is in force to `cells/lamnare=<id>/`: one file of them, as they are to be added up.

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
from isu.cells import platser
from isu.cells.cellfil import of_indicators, parquet_bytes
from isu.cells.indikator import Indikator
from isu.cells.platser import AV_CELLER, HALLNA, SAMLAT, SKYDDADE
from isu.cells.tackning import EJ_KOMPLETT, EJ_RAPPORTERAT
from isu.cellutdrag import CELLER
from isu.cellutdrag.fil import is_as_written, read_rows, schema_of
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
    same = _is_there(folder / SAMLAT, there, content)
    digest = platser.known_files(folder)[SAMLAT] if same else _write(home, uppgifter, kept.keys() - other, file, kept)
    for entry in content["indikatorer"].values():
        entry["filer"] = {SAMLAT: digest}
    platser.remove_others(folder, [folder / SAMLAT])
    platser.tell(folder, content)
    return [] if same else sorted(kept)


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


def _is_there(path: Path, there: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """The cells of this very delivery; what a steward holds back is told beside them and changes none."""
    if there.get("leveranser") != content["leveranser"] or there["indikatorer"].keys() != content["indikatorer"].keys():
        return False
    entries = [(there["indikatorer"][id_], entry) for id_, entry in content["indikatorer"].items()]
    told = all(SAMLAT in old.get("filer", ()) and old["perioder"] == new["perioder"] for old, new in entries)
    return told and path.is_file()


def _write(
    home: Home, uppgifter: Uppgifter, chosen: Collection[str], file: Registerfil, kept: Mapping[str, Indikator]
) -> str:
    """The hash of the file, of the cells of the chosen indicators."""
    folder, lamnare = home.cells(uppgifter.lamnare), uppgifter.lamnare
    coarser = {id_: uppgifter.indikatorer[id_].grovre for id_ in chosen if uppgifter.indikatorer[id_].grovre.aldrar}
    content = valv.read(file.path)
    if coarser or chosen != uppgifter.indikatorer.keys() or not is_as_written(content):
        rows = of_indicators(read_rows(pa.BufferReader(content)), chosen)
        content = parquet_bytes(_in_place(rows, {id_: (kept[id_], grovre) for id_, grovre in coarser.items()}))
    folder.mkdir(parents=True, exist_ok=True)
    valv.write(home, lamnare, platser.beside(folder / SAMLAT), content)
    platser.put_in_place(folder, [folder / SAMLAT])
    return sha256(content).hexdigest()


def _in_place(rows: pa.Table, coarser: Mapping[str, tuple[Indikator, Grovre]]) -> pa.Table:
    """Ages that were sent as one, in the place that they stand in; these indicators after the others."""
    if not coarser:
        return rows
    thinned = pc.is_in(rows["indikator"], value_set=pa.array(sorted(coarser), pa.string()))
    parts = [rows.filter(pc.invert(thinned))]
    for id_, (indikator, grovre) in coarser.items():
        own = rows.filter(pc.equal(rows["indikator"], id_)).cast(schema_of(rows))
        parts.append(laid_in_place(pl.from_arrow(own), indikator, grovre).to_arrow().cast(rows.schema))
    return pa.concat_tables(parts).unify_dictionaries()
