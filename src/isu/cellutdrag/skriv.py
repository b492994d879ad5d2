"""From a sender's own cells to the file that it sends: `isu cells`. Reads the cells, never the register.

What stays at home: local cells, which deliveries there were and what they were called, periods held back by a steward.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from isu.cells import upprepade
from isu.cells.cellnyckel import NYCKEL, has_keys
from isu.cells.fingeravtryck import definition
from isu.cells.indikator import Indikator
from isu.cells.platser import SKYDDADE, told
from isu.cellutdrag.fil import OF_CELLS, SCHEMA, from_pairs, schema_of, write_file
from isu.cellutdrag.fortunna import thinned
from isu.cellutdrag.uppgifter import Bakom, Brott, Raknat, Tid, Uppgifter
from isu.declaration import Deklaration
from isu.declaration.fortunning import Grovre
from isu.errors import IsuError
from isu.home import Home
from isu.ledger import Leverans
from isu.valv import opened

NOTHING: Mapping[str, Grovre] = {}


def write_cells_of(
    home: Home,
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    lamnare: str,
    deliveries: Iterable[Leverans],
    path: Path,
    grovre: Mapping[str, Grovre] = NOTHING,
    brott: Iterable[Brott] = (),
) -> Uppgifter:
    """Write the file; what it tells of itself. `deliveries` are those in force, `grovre` how indicators are thinned,
    `brott` the breaks between deliveries. Of tables that no chosen indicator reads nothing is told.

    Raises IsuError where nothing has been counted, or where another definition counted it.
    """
    content = _content(home, lamnare)
    chosen = {id_: entry for id_, entry in content["indikatorer"].items() if id_ in indikatorer}
    now = {id_: definition(indikatorer[id_], deklaration.kodlistor) for id_ in chosen}
    if behind := [id_ for id_, entry in chosen.items() if entry.get("definition") != now[id_]]:
        raise IsuError(f"Cellerna för {behind[0]} är räknade med en äldre definition. Kör isu run och försök igen.")
    read = {tabell for id_ in chosen for tabell in indikatorer[id_].tabeller}
    own = [d for d in deliveries if d.tabell in read]
    uppgifter = Uppgifter(
        lamnare=lamnare,
        uttagsdatum=_latest(own),
        skyddade=content[SKYDDADE],
        indikatorer={
            id_: replace(_raknat(entry, indikatorer[id_], deklaration), grovre=grovre.get(id_, Grovre()))
            for id_, entry in chosen.items()
        },
        tabeller=_behind(own),
        brott=tuple(sorted(b for b in brott if b.tabell in read)),
        tider=tuple(sorted(_tid(d) for d in own if deklaration.tabeller[d.tabell].start)),
    )
    tables = _cells(home.cells(lamnare), [indikatorer[id_] for id_ in chosen], grovre)
    write_file(path, pa.concat_tables([SCHEMA.empty_table(), *tables], promote_options="default"), uppgifter)
    return uppgifter


def _content(home: Home, lamnare: str) -> dict[str, Any]:
    content = told(home.cells(lamnare))
    if not content:
        raise IsuError(f"Det finns inga celler för {lamnare}. Lämna uttagen till intaget och kör isu run först.")
    return content


def _cells(folder: Path, chosen: Iterable[Indikator], grovre: Mapping[str, Grovre]) -> Iterable[pa.Table]:
    """The rows of each, thinned where that is asked for."""
    for indikator in chosen:
        tables = [SCHEMA.empty_table(), *_rows(folder, indikator)]
        rows = pa.concat_tables(tables, promote_options="default")
        if coarser := grovre.get(indikator.id):
            rows = thinned(pl.from_arrow(rows), indikator, coarser).to_arrow().cast(schema_of(rows))
        yield rows


def _rows(folder: Path, indikator: Indikator) -> Iterable[pa.Table]:
    """The cells, and the pairs where these are counted."""
    rows = pq.read_table(opened(folder / f"{indikator.id}.parquet"))
    yield rows.select([*OF_CELLS, *([NYCKEL] if has_keys(rows) else [])])
    if upprepade.counts_pairs(indikator):
        yield from_pairs(pq.read_table(opened(upprepade.file_of(folder, indikator))))


def _raknat(entry: Mapping[str, Any], indikator: Indikator, deklaration: Deklaration) -> Raknat:
    periods = {namn: (facts["status"], facts["ungefarlig_alder"]) for namn, facts in entry["perioder"].items()}
    paket = deklaration.katalog.pack_with(indikator.path)
    return Raknat(entry["version"], entry["definition"], entry["fingeravtryck"], periods, paket)


def _latest(deliveries: list[Leverans]) -> date | None:
    return max((d.uttagsdatum for d in deliveries if d.uttagsdatum), default=None)


def _tid(delivery: Leverans) -> Tid:
    return Tid(delivery.tabell, delivery.fran, delivery.till, delivery.gallrad is not None)


def _behind(deliveries: list[Leverans]) -> dict[str, Bakom]:
    """Per table the deliveries in force, their records and what became of them."""
    found: dict[str, Bakom] = {}
    for tabell in sorted({d.tabell for d in deliveries}):
        own = [d for d in deliveries if d.tabell == tabell]
        counts = (sum(getattr(d, name) for d in own) for name in ("rader", "accepterade", "avsatta", "olasbara"))
        found[tabell] = Bakom(len(own), *counts)
    return found
