"""Judges one held file: reads it, runs the rules and gives the verdict. Stores nothing outside `scratch`.

The order is that of the manual: the file, its header, its time, its rows, the share of faults. A fault at one
level stops the levels after it, so that a shifted column is told once and not once per row.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from isu.declaration import Deklaration, Lamnare
from isu.declaration.regel import AVVISNING
from isu.declaration.tabell import slag
from isu.duck import open_connection
from isu.errors import ReadError
from isu.intake.header import Rubrikrad
from isu.intake.interval import Tidsuppgift, last_day, stated_interval, time_of
from isu.intake.read import Last, read_file
from isu.intake.relation import Relation, unfolded
from isu.omdome import AVVISAD, Fynd, Normalisering, Omdome, Raknade
from isu.period import Interval
from isu.validation import engine
from isu.validation.annan_kommun import refuse_other_kommun
from isu.validation.compile import Kompilerad, compile_table
from isu.validation.ej_post import mark_no_records
from isu.validation.funnet import findings, plats
from isu.validation.helfil import Ifyllda, count_filled, percent
from isu.validation.lasvag import fast_or_careful, read_whole
from isu.validation.omappade import Antal, count_unmapped, unmapped_columns
from isu.validation.poster import told_rows, unclear_findings
from isu.validation.profil import delivery_profile
from isu.validation.regelutfall import filled_rows, over_threshold, rule_results

#: Given the table's name and the interval: (label, interval) of a delivery in force that it crosses, or None.
Crossing = Callable[[str, Interval], tuple[str, Interval] | None]

#: Below this many records it takes longer to make the query quick than to run it as it is.
SMALL = 20_000


@dataclass(frozen=True)
class Dom:
    """A verdict and what it leaves in scratch: no rows when the file was refused, no places when nothing was wrong."""

    omdome: Omdome
    accepterade: Path | None = None
    avsatta: Path | None = None
    platser: Path | None = None


def judge_file(
    path: Path,
    filnamn: str,
    sha256: str,
    manifest: Path | None,
    sender: Lamnare,
    deklaration: Deklaration,
    crosses: Crossing,
    scratch: Path,
) -> Dom:
    """The verdict on the held copy `path`; what it leaves are files beginning with `scratch`."""
    start = Omdome(sender.lamnare, filnamn, sha256, path.stat().st_size)
    try:
        last = read_file(path, filnamn, manifest, deklaration, scratch)
    except ReadError as error:
        return Dom(replace(refused(start, error), granskad=error.granskad))
    known = replace(
        start,
        tabell=last.rubrikrad.tabell.namn,
        kalla=last.rubrikrad.kalla,
        kallsystem=last.manifest.kallsystem,
        antaget=last.antaget,
        oanvanda=last.rubrikrad.oanvanda,
        granskad=last.granskad,
    )
    with open_connection(scratch.parent) as connection:
        return _judge_rows(connection, last, known, sender, deklaration, crosses, scratch)


def refused(omdome: Omdome, error: ReadError) -> Omdome:
    """With the rule that refuses the file."""
    return replace(omdome, fynd=(*omdome.fynd, Fynd(error.regel, AVVISNING, 1, uppgifter=error.uppgifter)))


def _judge_rows(connection, last: Last, known: Omdome, sender, deklaration, crosses, scratch) -> Dom:
    header = last.rubrikrad
    omraden, translated = _limits(sender, deklaration), frozenset(header.oversatta)
    compiled = compile_table(deklaration, header.tabell.namn, tuple(header.uttryck), omraden, translated)
    compiled = replace(compiled, utvecklad=bool(header.grenar))
    if last.relation.rader < SMALL:
        connection.execute("pragma disable_optimizer")
    try:
        fast_or_careful(last, lambda rows: refuse_other_kommun(connection, rows, header, sender, deklaration))
        tid = _time(connection, last, compiled, last.namn or known.filnamn)
        known = _with_time(known, tid)
        _refuse_crossing(known, crosses)
        if header.tabell.andringar:
            known, compiled = _of_its_time(known, compiled, header, deklaration, omraden)
        bound = engine.Tid(tid.interval, last_day(tid))
        relation = read_whole(connection, last, compiled, bound, deklaration.intag.ratext_hogst_rader)
    except ReadError as error:
        return Dom(refused(known, error))
    mark_no_records(connection, compiled, [plats(header, kolumn).rubrik for kolumn in compiled.tolkningar])
    engine.mark_duplicates(connection, compiled)
    filled = count_filled(connection, compiled, deklaration.kodlistor)
    unmapped = unmapped_columns(connection, compiled, header)
    omdome = _with_rows(connection, known, header, compiled, filled, unmapped, tid, deklaration)
    omdome = replace(omdome, antaget=(*omdome.antaget, *told_rows(connection, compiled)))
    omdome = replace(omdome, fynd=(*omdome.fynd, *unclear_findings(connection, header, relation, deklaration)))
    told = count_unmapped(connection, compiled, header, unmapped, relation, deklaration.omappat)
    omdome = _judge_whole(replace(omdome, omappade=told), sender, deklaration)
    omdome = replace(omdome, regelutfall=rule_results(compiled, omdome, filled, deklaration))
    return _keep(connection, omdome, compiled, deklaration.intag.stallen_i_arbetsboken, scratch)


def _limits(sender: Lamnare, deklaration: Deklaration) -> frozenset[str] | None:
    """The sender's områden, or None when it answers for all of them and nothing needs checking."""
    every = frozenset(deklaration.kodlistor["omrade"].values)
    return None if every <= sender.omraden else sender.omraden


def _time(connection: duckdb.DuckDBPyConnection, last: Last, compiled: Kompilerad, namn: str) -> Tidsuppgift:
    tabell, days = last.rubrikrad.tabell, None
    if tabell.start and not stated_interval(last.manifest, namn):
        header = last.rubrikrad
        days = fast_or_careful(last, lambda rows: _start_days(connection, rows, compiled, header))
    by_month = tabell.start is not None and slag(tabell.kolumner[tabell.start]) == "manad"
    return time_of(tabell.namn, tabell.start is not None, last.manifest, namn, days, by_month)


def _start_days(connection, rows: Relation, compiled: Kompilerad, header: Rubrikrad) -> tuple[date, date] | None:
    return engine.start_days(connection, unfolded(rows, header.grenar), compiled, header.uttryck, header.borttagen)


def _with_time(omdome: Omdome, tid: Tidsuppgift) -> Omdome:
    told = (
        [f"Tiden lästes ur {tid.kalla}: {tid.interval}."]
        if tid.kalla
        else ["Tabellen har inga datum och gäller all tid."]
    )
    if not tid.uttagsdatum_angivet and tid.uttagsdatum:
        told.append(f"Uttagsdatum angavs inte och antogs vara {tid.uttagsdatum}, tidens sista dag.")
    return replace(
        omdome,
        interval=tid.interval,
        interval_kalla=tid.kalla,
        uttagsdatum=tid.uttagsdatum,
        uttagsdatum_angivet=tid.uttagsdatum_angivet,
        antaget=(*omdome.antaget, *told),
    )


def _refuse_crossing(omdome: Omdome, crosses: Crossing) -> None:
    if found := crosses(omdome.tabell, omdome.interval):
        label, interval = found
        raise ReadError(
            "korsande_intervall", intervall=str(omdome.interval), annan=label, annan_intervall=str(interval)
        )


def _of_its_time(
    known: Omdome, compiled: Kompilerad, header: Rubrikrad, deklaration: Deklaration, omraden: frozenset[str] | None
) -> tuple[Omdome, Kompilerad]:
    """The version of the table in force on the interval's last day: the extract is made after it."""
    day, present = known.interval.till, tuple(header.uttryck)
    version = header.tabell.at(day)
    if missing := [c for c in version.required if c not in header.uttryck]:
        lacks, asked = ", ".join(missing), ", ".join(version.required)
        raise ReadError("okand_tabell", tabell=version.namn, saknas=lacks, saknas_en=lacks, rubriker=asked)
    again = compile_table(deklaration, version.namn, present, omraden, frozenset(header.oversatta), day)
    unused = tuple(c for c in present if c in version.utanfor)
    return replace(known, oanvanda=(*known.oanvanda, *unused)), replace(again, utvecklad=compiled.utvecklad)


def _with_rows(
    connection,
    omdome: Omdome,
    header,
    compiled: Kompilerad,
    filled: Ifyllda,
    unmapped: Antal,
    tid: Tidsuppgift,
    deklaration,
) -> Omdome:
    names = {"intervall": str(tid.interval), "sista_dag": last_day(tid)}
    counts = engine.counted(connection, compiled)
    fates = sum(number for fate, number in counts.items() if fate != "rader")
    forms = engine.other_forms(connection, compiled)
    return replace(
        omdome,
        raknade=Raknade(accepterade=counts["rader"] - fates, **counts),
        fynd=findings(connection, header, compiled, filled, unmapped, deklaration, names),
        normaliserat=tuple(Normalisering(k, form, n) for (k, form), n in forms.items()),
        profil=delivery_profile(connection, compiled, filled),
    )


def _judge_whole(omdome: Omdome, sender: Lamnare, deklaration: Deklaration) -> Omdome:
    """Refuse the file when nothing in it is the sender's, when it is empty, or when too much of it is wrong."""
    counts, filled = omdome.raknade, filled_rows(omdome.raknade)
    if counts.rader == counts.tomma:
        return refused(omdome, ReadError("tom_fil"))
    elsewhere = next((f.antal for f in omdome.fynd if f.regel == "annat_omrade"), 0)
    if filled and elsewhere == filled:
        return refused(omdome, ReadError("bara_annat_omrade", omraden=", ".join(sorted(sender.omraden))))
    if over := over_threshold(omdome, deklaration):
        return replace(omdome, fynd=(*omdome.fynd, over))
    bad, most = counts.avsatta + counts.olasbara, deklaration.intag.hogsta_andel_avsatta
    if bad > most * filled:
        names = {"avsatta": bad, "rader": filled, "andel": percent(bad / filled), "grans": percent(most)}
        return refused(omdome, ReadError("for_manga_fel", **names))
    return omdome


def _keep(connection, omdome: Omdome, compiled: Kompilerad, most: int, scratch: Path) -> Dom:
    """Write what was accepted, what was set aside and where the faults lie. A refused file leaves no rows."""
    places = scratch.with_suffix(".platser") if omdome.fynd else None
    if places:
        engine.write_places(connection, compiled, places, most)
    if omdome.utfall == AVVISAD:
        return Dom(replace(omdome, raknade=omdome.raknade.avvisade), platser=places)
    accepted, aside = scratch.with_suffix(".accepterade"), None
    engine.write_accepted(connection, compiled, accepted)
    if omdome.raknade.avsatta or omdome.raknade.olasbara:
        aside = scratch.with_suffix(".avsatta")
        engine.write_quarantine(connection, compiled, aside)
    return Dom(omdome, accepted, aside, places)
