"""The working edition (`arbetsutgava/`): built in a folder of its own and put in place when it is whole.

One indicator at a time, so that memory is bounded by the largest. When nothing that it rests on has changed the
edition is left alone; what it rests on is remembered in `summor/`, beside it and not in it.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from isu.aggregate.befolkning import population_year
from isu.aggregate.ordning import NIVA
from isu.aggregate.summera import fingerprint_of, periods_of, underlag_of
from isu.cells.indikator import Indikator
from isu.cells.kvalitet import quality_measures
from isu.declaration import Deklaration
from isu.declaration.profil import AVRUNDNING, CELLNYCKEL, printed_limits
from isu.filer import write_whole
from isu.home import Home
from isu.minne import read_json
from isu.release import dolda, parquet, underlag, utbud
from isu.release.beskriven import described, telling
from isu.release.brott import Overgang, break_rows
from isu.release.delar import comparisons_of, division_of, foundation, rows_of, utbud_of
from isu.release.dimensioner import dimensions
from isu.release.familj import Familjer, families_of
from isu.release.filer import checksums, new_folder, swap
from isu.release.gallrat import Lamnat, erased_rows
from isu.release.jamforelsekolumner import SCHEMA as COMPARISON_SCHEMA
from isu.release.jamforelser import JAMFORELSER
from isu.release.kolumner import SCHEMA
from isu.release.kvalitet import KVALITET, WHOLE, quality_rows
from isu.release.kvalitet import SCHEMA as QUALITY_SCHEMA
from isu.release.lasmig import readme
from isu.release.utgivet import NONE, Utgivna

INDIKATORER, LASMIG, LEVERANSER, DOLDA = "indikatorer.parquet", "README.md", "leveranser.csv", "dolda.csv"
#: What is told of a delivery: never its file name, which a sender may have put anything into, nor how many rows it had:
#: that may be an indicator's n, and nothing is withheld here.
LEVERANSKOLUMNER = (
    ("lamnare", pa.string(), "Lämnaren", "Sender"),
    ("tabell", pa.string(), "Tabellen", "Table"),
    ("fran", pa.date32(), "Första dagen som leveransen gäller", "First day of the delivery"),
    ("till", pa.date32(), "Sista dagen som leveransen gäller", "Last day of the delivery"),
    ("sha256", pa.string(), "Den levererade filens checksumma", "Checksum of the delivered file"),
)
OM_LEVERANS = tuple(name for name, *_ in LEVERANSKOLUMNER)
#: The tables that are CSV files and so can't describe themselves.
CSV_TABELLER = {
    DOLDA: dolda.SCHEMA,
    utbud.UTBUD: utbud.SCHEMA,
    underlag.UNDERLAG: underlag.SCHEMA,
    LEVERANSER: described(LEVERANSKOLUMNER, "Leveranserna bakom talen", "Deliveries behind the numbers"),
}
#: The tables whose codes `koder.parquet` explains.
CODED = {"indikatorer": SCHEMA, "jamforelser": COMPARISON_SCHEMA, "kvalitet": QUALITY_SCHEMA}


def write_edition(
    home: Home,
    deklaration: Deklaration,
    indikatorer: Iterable[Indikator] | Mapping[str, Indikator],
    deliveries: list[dict[str, Any]],
    overgangar: Iterable[Overgang] = (),
    utgivna: Utgivna = NONE,
    lamnat: Iterable[Lamnat] = (),
) -> dict[str, Any]:
    """Renew the working edition from the sums. `deliveries` have the keys of OM_LEVERANS; others are ignored.
    `overgangar` are the transitions between them, with the breaks in the series, `lamnat` tells which of them have been
    erased by retention, and `utgivna` are the releases that bind.

    Returns `andrad`, `rader`, `filer` (name → sha256) and per indicator its version, rows and rows per status.
    """
    chosen = indikatorer.values() if isinstance(indikatorer, Mapping) else indikatorer
    chosen = sorted(chosen, key=lambda i: i.id)
    lines = sorted(["" if d[name] is None else str(d[name]) for name in OM_LEVERANS] for d in deliveries)
    quality = _quality(home, deklaration, chosen)
    overgangar, lamnat = sorted(overgangar), sorted(lamnat)
    words = dimensions(deklaration, chosen, CODED)
    other = [lines, repr((overgangar, lamnat)), {name: table.to_pylist() for name, table in words.items()}]
    familjer = families_of(home, deklaration, chosen)
    wanted = _fingerprint(home, deklaration, [*chosen, *quality], familjer, utgivna, other)
    memory = memory_of(home)
    if told := _still_true(home, memory, wanted):
        return {"andrad": False} | told
    with new_folder(home.edition) as folder:
        hidden = dolda.Raknade()
        content = _write_parquet(home, deklaration, chosen, familjer, utgivna, folder / INDIKATORER, hidden)
        _write_csv(folder / DOLDA, dolda.SCHEMA.names, dolda.lines(hidden))
        offered = [line for i in chosen for line in utbud.lines(i.id, utbud_of(home, i))]
        _write_csv(folder / utbud.UTBUD, utbud.SCHEMA.names, offered)
        by_cells = [line for i in chosen for line in underlag.lines(i.id, underlag_of(home, i.id))]
        _write_csv(folder / underlag.UNDERLAG, underlag.SCHEMA.names, by_cells)
        _write_comparisons(home, deklaration, chosen, familjer, utgivna, folder / JAMFORELSER)
        beside = (break_rows(overgangar, deklaration), erased_rows(lamnat, deklaration))
        _write_quality(home, deklaration, quality, beside, folder / KVALITET)
        for name, table in words.items():
            parquet.write(folder / f"{name}.parquet", table)
        (folder / LASMIG).write_text(readme(deklaration, chosen), encoding="utf-8")
        _write_csv(folder / LEVERANSER, OM_LEVERANS, lines)
        told = content | {"filer": checksums(folder)}
        swap(folder, home.edition)
    _tell_steward(home, chosen)
    write_whole(memory, json.dumps({"fingeravtryck": wanted, "utgava": told}, indent=1))
    return {"andrad": True} | told


def _tell_steward(home: Home, indikatorer: list[Indikator]) -> None:
    """What is withheld for being small and what protects it: beside the edition, never in it."""
    home.steward.mkdir(parents=True, exist_ok=True)
    rows = [(i.id, *map(str, row)) for i in indikatorer for row in division_of(home, i.id)]
    _write_csv(home.steward / DOLDA, dolda.DELNING, rows)


def _fingerprint(
    home: Home,
    deklaration: Deklaration,
    indikatorer: list[Indikator],
    familjer: Familjer,
    utgivna: Utgivna,
    other: list,
) -> str:
    own = [foundation(home, deklaration, i, utgivna, familjer.get(i.id, ())) for i in indikatorer]
    told = [(i.id, of_one, readme(deklaration, [i])) for i, of_one in zip(indikatorer, own, strict=True)]
    rests_on = [told, other]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def memory_of(home: Home) -> Path:
    """What the working edition rests on, and what each of its files was (`utgava`, `filer`)."""
    return home.added_up / "arbetsutgava.json"


def _still_true(home: Home, memory: Path, wanted: str) -> dict[str, Any] | None:
    """What was told of the edition in place, if it rests on the same and all of it is there."""
    remembered = read_json(memory)
    there = all((home.edition / name).is_file() for name in remembered.get("utgava", {}).get("filer", ()))
    return remembered["utgava"] if there and remembered.get("fingeravtryck") == wanted else None


def _write_parquet(
    home: Home,
    deklaration: Deklaration,
    indikatorer: list[Indikator],
    familjer: Familjer,
    utgivna: Utgivna,
    path: Path,
    hidden: dolda.Raknade,
) -> dict[str, Any]:
    """Write the rows; what each indicator got, and into `hidden` how many numbers are withheld."""
    about = _about(deklaration, indikatorer) | {"bunden_av": json.dumps(utgivna.namn)}
    if deklaration.skydd.metod == AVRUNDNING:
        about |= {"avrundning": str(deklaration.skydd.bas)}
    if deklaration.skydd.metod == CELLNYCKEL:
        about |= {"storning": str(deklaration.skydd.storning)}
    about |= {"revision": "ja" if utgivna.revision else "nej"}
    schema = telling(SCHEMA, about | _about_population(home, deklaration, indikatorer))
    content: dict[str, Any] = {}
    with parquet.writer(path, schema) as writer:
        for indikator in indikatorer:
            content[indikator.id] = {"version": indikator.version, "rader": 0, "status": {}, "revideras_senare": 0}
            for rows in rows_of(home, deklaration, indikator, utgivna, familjer.get(indikator.id, ())):
                writer.write_table(rows)
                _count(content[indikator.id], rows)
                dolda.count(hidden, rows)
    return {"rader": sum(c["rader"] for c in content.values()), "indikatorer": content}


def _write_comparisons(
    home: Home,
    deklaration: Deklaration,
    indikatorer: list[Indikator],
    familjer: Familjer,
    utgivna: Utgivna,
    path: Path,
) -> None:
    with parquet.writer(path, telling(COMPARISON_SCHEMA, _about(deklaration, indikatorer))) as writer:
        for indikator in indikatorer:
            for rows in comparisons_of(home, deklaration, indikator, utgivna, familjer.get(indikator.id, ())):
                writer.write_table(rows)


def _quality(home: Home, deklaration: Deklaration, indikatorer: list[Indikator]) -> list[Indikator]:
    """The quality of the tables that have been added up."""
    measures = quality_measures(deklaration, {i.id: i for i in indikatorer})
    return [m for m in measures.values() if fingerprint_of(home, m.id) is not None]


def _write_quality(
    home: Home, deklaration: Deklaration, measures: list[Indikator], beside: Iterable[pa.Table], path: Path
) -> None:
    """The quality of each table, and `beside` it what is told of kommuner and not of rows."""
    with parquet.writer(path, QUALITY_SCHEMA) as writer:
        for measure in measures:
            (tabell,) = measure.tabeller
            for rows in rows_of(home, deklaration, measure, only=WHOLE):
                for named in quality_rows(rows, deklaration.tabeller[tabell]):
                    writer.write_table(named)
        for rows in beside:
            writer.write_table(rows)


def _count(told: dict[str, Any], rows: pa.Table) -> None:
    told["rader"] += rows.num_rows
    told["revideras_senare"] += pc.sum(rows["revideras_senare"], min_count=0).as_py()
    for entry in rows["status"].value_counts().to_pylist():
        status = told["status"]
        status[entry["values"]] = status.get(entry["values"], 0) + entry["counts"]


def _about(deklaration: Deklaration, indikatorer: list[Indikator]) -> dict[str, str]:
    return {
        "skyddsprofil": deklaration.skydd.namn,
        "skyddsprofil_version": deklaration.skydd.version,
        "skyddsmetod": deklaration.skydd.metod,
        "troskel": str(deklaration.skydd.troskel),
        "skyddsgranser": json.dumps(printed_limits(deklaration.skydd)),
        "niva": f"{100 * NIVA:g}",
        "standardbefolkning": json.dumps(
            {"namn": deklaration.standard.namn, "kalla": deklaration.standard.kalla}, ensure_ascii=False
        ),
        "indikatorer": json.dumps(
            {i.id: {"version": i.version, **i.namn, "noll_rojer": i.noll_rojer} for i in indikatorer},
            ensure_ascii=False,
        ),
    }


def _about_population(home: Home, deklaration: Deklaration, indikatorer: list[Indikator]) -> dict[str, str]:
    """Where the denominators of rates and of coverage come from, and of which year each year's is; nothing where no
    population is known and there is no rate."""
    befolkning = deklaration.befolkning
    periods = {p for i in indikatorer if i.befolkning or befolkning.ar for p in periods_of(home, i.id)}
    if not periods:
        return {}
    facts = {
        "om": befolkning.notis,
        "kalla": befolkning.kalla,
        "syntetisk": befolkning.syntetisk,
        "ar": {p[:4]: population_year(befolkning, p) for p in sorted(periods)},
        "egen_rad": {p[:4]: befolkning.own_rows(population_year(befolkning, p)) for p in sorted(periods)},
    }
    return {"befolkning": json.dumps(facts, ensure_ascii=False)}


def _write_csv(path: Path, names: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([names, *lines])
