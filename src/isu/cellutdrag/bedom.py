"""The verdict on a file of cells: taken whole or not at all. Pure but for reading the file and writing what is kept.

The order is that of every delivery: the file, what it says of itself, its rows. A file that is refused before its rows
have been seen to hold closed words only is not kept: nobody knows then what stands in it.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from isu.cells import upprepade
from isu.cells.cellnyckel import NYCKEL, has_keys
from isu.cells.indikator import Indikator
from isu.cellutdrag import BROTT, CELLER, TIDER
from isu.cellutdrag.fil import is_pair, read_file
from isu.cellutdrag.fortunna import fault_of
from isu.cellutdrag.kontrakt import broken
from isu.cellutdrag.summor import not_adding_up, per_group, too_many_pairs, units
from isu.cellutdrag.uppgifter import Uppgifter
from isu.cellutdrag.version import refuse_other_definitions
from isu.declaration import Deklaration
from isu.declaration.fortunning import Grovre
from isu.declaration.nyheter import Nyhetsprofil
from isu.declaration.profil import CELLNYCKEL
from isu.declaration.regel import AVVISNING, VARNING
from isu.errors import ReadError
from isu.omdome import Fynd, Omdome, Raknade
from isu.period import ALL_TIME
from isu.validation.judge import Dom, refused

#: More cells than any municipality can have of all indicators and periods; a file with more is no file of cells.
MOST_ROWS = 20_000_000
#: A change of fewer units than this is no news.
FEW = 30


def judge_cells(
    path: Path,
    start: Omdome,
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    fore: Mapping[str, Any] | None,
    profil: Nyhetsprofil,
    scratch: Path,
) -> Dom:
    """The verdict on the held copy `path`. `fore` is the `profil` of the sender's delivery of cells before, if any.

    What is kept is the file as it came, in one that begins with `scratch`.
    """
    known = replace(start, tabell=CELLER, interval=ALL_TIME)
    try:
        uppgifter, table = read_file(path, MOST_ROWS)
        _refuse_another(known, uppgifter)
        known = replace(
            known,
            uttagsdatum=uppgifter.uttagsdatum,
            uttagsdatum_angivet=uppgifter.uttagsdatum is not None,
            antaget=tuple(_told(uppgifter)),
        )
        refuse_other_definitions(uppgifter, indikatorer, deklaration)
        _refuse_odd_thinning(uppgifter, indikatorer)
        _refuse_without_keys(known, table, deklaration)
    except ReadError as error:
        return Dom(refused(known, error))
    cells = pl.from_arrow(table)
    judged = replace(known, raknade=Raknade(rader=table.num_rows, accepterade=table.num_rows))
    return _with_rows(judged, uppgifter, cells, table, deklaration, indikatorer, fore, profil, path, scratch)


def _with_rows(known, uppgifter, cells, table, deklaration, indikatorer, fore, profil, path, scratch) -> Dom:
    if wrong := broken(cells, uppgifter, indikatorer, deklaration.kodlistor):
        return Dom(_refused_rows(known, [_finding("celler_bryter_kontraktet", n, falt=k) for k, n in wrong.items()]))
    known = replace(known, granskad=True)
    paired = pl.col(upprepade.ANDRA[0]).is_not_null()
    cells, pairs = cells.filter(~paired), cells.filter(paired)
    groups = per_group(cells)
    uneven = not_adding_up(groups, {id_: indikatorer[id_] for id_ in uppgifter.indikatorer})
    if uneven := uneven or too_many_pairs(groups, pairs):
        return Dom(_refused_rows(known, [_finding("celler_gar_inte_ihop", n, indikator=i) for i, n in uneven.items()]))
    now = units(groups)
    found = tuple(_strange(now, (fore or {}).get(CELLER, {}), profil))
    profile = {"rader": table.num_rows, CELLER: now, BROTT: _breaks(uppgifter), TIDER: _days(uppgifter)}
    known = replace(known, profil=profile, fynd=found)
    target = scratch.with_suffix(".accepterade")
    shutil.copyfile(path, target)
    return Dom(known, target)


def _breaks(uppgifter: Uppgifter) -> list[list]:
    """As the ledger keeps them."""
    return [[b.tabell, b.dag.isoformat(), b.systembyte, b.definitionsbyte] for b in uppgifter.brott]


def _days(uppgifter: Uppgifter) -> list[list]:
    """Likewise."""
    return [[t.tabell, t.fran.isoformat(), t.till.isoformat(), t.gallrad] for t in uppgifter.tider]


def _told(uppgifter: Uppgifter) -> list[str]:
    """What the cells rest on, as the sender's own ISU has counted it."""
    told = [f"Filen innehåller celler för {len(uppgifter.indikatorer)} indikatorer och inga rader om personer."]
    for tabell, bakom in uppgifter.tabeller.items():
        told.append(
            f"Bakom cellerna: {tabell}, {bakom.leveranser} leveranser med {bakom.rader} rader, varav "
            f"{bakom.accepterade} godtogs och {bakom.avsatta + bakom.olasbara} sattes åt sidan hos er."
        )
    if coarser := [id_ for id_, raknat in uppgifter.indikatorer.items() if raknat.grovre != Grovre()]:
        told.append(
            f"Förtunnade innan de skickades: {', '.join(sorted(coarser))}. "
            "Tal som kräver finare uppgifter saknas, med statusen grovre."
        )
    return told


def _refuse_another(known: Omdome, uppgifter: Uppgifter) -> None:
    if uppgifter.lamnare != known.lamnare:
        raise ReadError("celler_annan_lamnare", lamnare=uppgifter.lamnare, mapp=known.lamnare)


def _refuse_odd_thinning(uppgifter: Uppgifter, indikatorer: Mapping[str, Indikator]) -> None:
    for id_, raknat in uppgifter.indikatorer.items():
        if fault_of(indikatorer[id_], raknat.grovre):
            raise ReadError("celler_trasiga", skal=f"{id_} kan inte förtunnas så som den säger")


def _refuse_without_keys(known: Omdome, table: pa.Table, deklaration: Deklaration) -> None:
    """Where the profile of disclosure perturbs counts by the keys of records, every cell has one; pairs have none."""
    if deklaration.skydd.metod == CELLNYCKEL and table.num_rows:
        cells = table.filter(pc.invert(is_pair(table)))
        if not has_keys(cells) or cells[NYCKEL].null_count:
            raise ReadError("celler_utan_nycklar", lamnare=known.lamnare, profil=deklaration.skydd.namn)


def _strange(now: Mapping[str, Mapping[str, int]], fore: Mapping, profil: Nyhetsprofil) -> Sequence[Fynd]:
    """Indicators where a period has another size than in the delivery before. Revisions are small, faults are large."""
    for id_, periods in now.items():
        changed = [p for p, n in periods.items() if _deviates(fore.get(id_, {}).get(p), n, profil)]
        if changed:
            share = f"{profil.avvikelse_rader:.0%}".replace("%", " %")
            names = {"indikator": id_, "perioder": ", ".join(sorted(changed)[:8]), "grans": share}
            yield Fynd("celler_avviker", VARNING, len(changed), uppgifter=names)


def _deviates(before: int | None, now: int, profil: Nyhetsprofil) -> bool:
    if before is None or max(before, now) < FEW:
        return False
    return abs(now - before) > profil.avvikelse_rader * before


def _finding(regel: str, antal: int, **names: Any) -> Fynd:
    return Fynd(regel, AVVISNING, antal, uppgifter=names | {"antal": antal})


def _refused_rows(known: Omdome, found: list[Fynd]) -> Omdome:
    """One row that is wrong makes all of them doubtful: none is kept."""
    return replace(known, fynd=tuple(found), raknade=known.raknade.avvisade)
