"""Judges one held file: reads it, runs the rules and gives the verdict. Stores nothing outside `scratch`.

The order is that of the manual: the file, its header, its time, its rows, the share of faults. A fault at one
level stops the levels after it, so that a shifted column is told once and not once per row.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from isu.declaration import Deklaration, Lamnare
from isu.declaration.regel import AVVISNING, FEL
from isu.duck import open_connection
from isu.errors import ReadError
from isu.intake.interval import Tidsuppgift, last_day, stated_interval, time_of
from isu.intake.read import Last, read_file
from isu.intake.relation import Relation, letter
from isu.omdome import Fynd, Normalisering, Omdome, Plats, Raknade
from isu.period import Interval
from isu.validation import engine
from isu.validation.compile import Kompilerad, compile_table

T = TypeVar("T")

#: Given the table's name and the interval: (label, interval) of a delivery in force that it crosses, or None.
Crossing = Callable[[str, Interval], tuple[str, Interval] | None]


#: Below this many records it takes longer to make the query quick than to run it as it is.
SMALL = 20_000


@dataclass(frozen=True)
class Dom:
    """A verdict and where the rows lie in scratch; no paths when the file was refused."""

    omdome: Omdome
    accepterade: Path | None = None
    avsatta: Path | None = None


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
    """The verdict on the held copy `path`; typed rows and quarantine are left as files beginning with `scratch`."""
    start = Omdome(sender.lamnare, filnamn, sha256, path.stat().st_size)
    try:
        last = read_file(path, filnamn, manifest, deklaration, scratch)
    except ReadError as error:
        return Dom(_refused(start, error))
    known = replace(
        start,
        tabell=last.rubrikrad.tabell.namn,
        kallsystem=last.manifest.kallsystem,
        antaget=last.antaget,
        oanvanda=last.rubrikrad.oanvanda,
    )
    with open_connection(scratch.parent) as connection:
        return _judge_rows(connection, last, known, sender, deklaration, crosses, scratch)


def _refused(omdome: Omdome, error: ReadError) -> Omdome:
    return replace(omdome, fynd=(*omdome.fynd, Fynd(error.regel, AVVISNING, 1, uppgifter=error.uppgifter)))


def _judge_rows(connection, last: Last, known: Omdome, sender, deklaration, crosses, scratch) -> Dom:
    compiled = compile_table(
        deklaration, last.rubrikrad.tabell.namn, tuple(last.rubrikrad.platser), _limits(sender, deklaration)
    )
    if last.relation.rader < SMALL:
        connection.execute("pragma disable_optimizer")
    try:
        tid = _time(connection, last, compiled, known.filnamn)
        known = _with_time(known, tid)
        _refuse_crossing(known, crosses)
        _read(connection, last, compiled, tid, deklaration)
    except ReadError as error:
        return Dom(_refused(known, error))
    engine.mark_duplicates(connection, compiled)
    omdome = _with_rows(connection, known, last, compiled, tid, deklaration)
    omdome = _judge_whole(omdome, sender, deklaration)
    return _keep(connection, omdome, compiled, scratch)


def _limits(sender: Lamnare, deklaration: Deklaration) -> frozenset[str] | None:
    """The sender's områden, or None when it answers for all of them and nothing needs checking."""
    every = frozenset(deklaration.kodlistor["omrade"].values)
    return None if every <= sender.omraden else sender.omraden


def _time(connection, last: Last, compiled: Kompilerad, filnamn: str) -> Tidsuppgift:
    tabell, days = last.rubrikrad.tabell, None
    if tabell.start and not stated_interval(last.manifest, filnamn):
        places = dict(last.rubrikrad.platser)
        days = _fast_or_careful(last, lambda relation: engine.start_days(connection, relation, compiled, places))
    return time_of(tabell.namn, tabell.start is not None, last.manifest, filnamn, days)


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


def _read(connection, last: Last, compiled: Kompilerad, tid: Tidsuppgift, deklaration: Deklaration) -> None:
    """Fill `rader` the fast way; the careful way when a record does not fit or the count is not that of the lines."""
    places, most_raw = dict(last.rubrikrad.platser), deklaration.intag.ratext_hogst_rader
    bound = engine.Tid(tid.interval, last_day(tid))

    def read(relation: Relation) -> None:
        engine.read_rows(connection, relation, compiled, places, bound, most_raw)
        if engine.records(connection) != relation.rader:
            raise _NotWhole

    _fast_or_careful(last, read)


class _NotWhole(Exception):
    """Records were joined or lost on the way: the file has more lines than records."""


def _fast_or_careful(last: Last, read: Callable[[Relation], T]) -> T:
    """What `read` gives, the fast way; what fails that way is read the careful one, record by record."""
    try:
        return read(last.relation)
    except (duckdb.Error, _NotWhole):
        if last.careful is None:
            raise ReadError("ej_lasbar", skal="raderna går inte att dela upp i fält") from None
        return read(last.careful())


def _with_rows(connection, omdome: Omdome, last: Last, compiled: Kompilerad, tid: Tidsuppgift, deklaration) -> Omdome:
    most = deklaration.intag.platser_i_kvitto
    names = {"intervall": str(tid.interval), "sista_dag": last_day(tid)}
    counts = engine.counted(connection, compiled)
    fates = sum(counts[k] for k in ("tomma", "olasbara", "avsatta"))
    found = [_fynd(u, last, names) for u in engine.findings(connection, compiled, most)]
    found += _whole_file_findings(connection, last, compiled, most)
    forms = engine.other_forms(connection, compiled)
    return replace(
        omdome,
        raknade=Raknade(accepterade=counts["rader"] - fates, **counts),
        fynd=tuple(sorted(found, key=lambda f: (f.allvar != FEL, -f.antal, f.regel))),
        normaliserat=tuple(Normalisering(k, compiled.tolkningar[k].form, n) for k, n in forms.items()),
    )


def _fynd(utslag: engine.Utslag, last: Last, names: dict[str, Any]) -> Fynd:
    rule = utslag.regel
    return Fynd(
        rule.regel,
        rule.allvar,
        utslag.antal,
        tuple(_plats(last, k) for k in rule.kolumner),
        utslag.rader,
        names | {"slut": "startdagen"} | rule.uppgifter,
    )


def _plats(last: Last, kolumn: str) -> Plats:
    place = last.rubrikrad.platser.get(kolumn)
    if place is None:
        return Plats(kolumn, kolumn, "–")
    return Plats(kolumn, last.rubrikrad.rubriker[place].strip(), letter(place))


def _whole_file_findings(connection, last: Last, compiled: Kompilerad, most: int) -> list[Fynd]:
    """Duplicated keys, and records that do not split into the header's fields."""
    found = []
    count, rows = engine.places_of(connection, "rad in (select rad from dubbletter)", most)
    if count:
        key = compiled.tabell.nyckel
        found.append(
            Fynd("dubblettnyckel", FEL, count, tuple(_plats(last, k) for k in key), rows, {"nyckel": ", ".join(key)})
        )
    count, rows = engine.places_of(connection, "falt is not null", most)
    if count:
        names = {"antal_falt": "ett annat antal", "vantat": len(last.rubrikrad.rubriker)}
        found.append(Fynd("olasbar_rad", FEL, count, (), rows, names))
    return found


def _judge_whole(omdome: Omdome, sender: Lamnare, deklaration: Deklaration) -> Omdome:
    """Refuse the file when nothing in it is the sender's, when it is empty, or when too much of it is wrong."""
    counts = omdome.raknade
    filled = counts.rader - counts.tomma
    if filled == 0:
        return _refused(omdome, ReadError("tom_fil"))
    elsewhere = next((f.antal for f in omdome.fynd if f.regel == "annat_omrade"), 0)
    if elsewhere == filled:
        return _refused(omdome, ReadError("bara_annat_omrade", omraden=", ".join(sorted(sender.omraden))))
    bad, most = counts.avsatta + counts.olasbara, deklaration.intag.hogsta_andel_avsatta
    if bad > most * filled:
        names = {"avsatta": bad, "rader": filled, "andel": _percent(bad / filled), "grans": _percent(most)}
        return _refused(omdome, ReadError("for_manga_fel", **names))
    return omdome


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def _keep(connection, omdome: Omdome, compiled: Kompilerad, scratch: Path) -> Dom:
    """Write what was accepted and what was set aside. A refused file leaves no rows."""
    if any(f.allvar == AVVISNING for f in omdome.fynd):
        refused = replace(omdome.raknade, accepterade=0, avsatta=omdome.raknade.avsatta + omdome.raknade.accepterade)
        return Dom(replace(omdome, raknade=refused))
    accepted, aside = scratch.with_suffix(".accepterade"), None
    engine.write_accepted(connection, compiled, accepted)
    if omdome.raknade.avsatta or omdome.raknade.olasbara:
        aside = scratch.with_suffix(".avsatta")
        engine.write_quarantine(connection, compiled, aside)
    return Dom(omdome, accepted, aside)
