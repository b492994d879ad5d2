"""From a source's columns to ours, as SQL: each expression gives text from the file's cells c0, c1 …

Pure text. Values are made of it in validation/values.py; which source a file comes from is decided in header.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isu.declaration.kalla import OMAPPAD, Gren, Kalltabell, Markering
from isu.declaration.kodkarta import Oversattning
from isu.declaration.rubrik import normal_name
from isu.declaration.tabell import Tabell, slag
from isu.duck import quoted

LOKAL = "_lokal"


@dataclass(frozen=True)
class Uttryck:
    """One of our columns in one file. `plats` is the column that the sender knows it by, None for a constant;
    `laser` are all columns that it is made of; `oversatt` when a source makes its code, and it may be `omappad`."""

    sql: str
    plats: int | None = None
    laser: tuple[int, ...] = ()
    oversatt: bool = False


def cell(place: int) -> Uttryck:
    return Uttryck(f"c{place}", place, (place,))


def place_of(names: Sequence[str], headers: Iterable[str]) -> int | None:
    """Where the first of the alternative headers stands that the file has. `names` are the file's normal names."""
    wanted = (normal_name(h) for h in headers)
    return next((names.index(w) for w in wanted if w and w in names), None)


def alternatives(names: Sequence[str], headers: Iterable[str]) -> tuple[int, ...]:
    """Where each of the alternative headers stands that the file has, in the order of the alternatives."""
    return tuple(p for h in headers if (p := place_of(names, [h])) is not None)


def places_of(names: Sequence[str], headers: Iterable[str]) -> tuple[int, ...]:
    """Every place, in order, whose header is one of these."""
    wanted = {normal_name(h) for h in headers} - {""}
    return tuple(i for i, name in enumerate(names) if name in wanted)


def expressions(source: Kalltabell, tabell: Tabell, names: Sequence[str]) -> dict[str, Uttryck]:
    """Our columns that the file has, in the table's order. A column of ours that the source is silent on may stand in
    the file under its own name; a local code stays beside the common one where the table has room for it."""
    found = _declared(source, tabell, names)
    taken = set(places_of(names, source.rubriker))
    for column in tabell.kolumner:
        if column not in found and column in names and names.index(column) not in taken:
            found[column] = cell(names.index(column))
    for column in source.koder:
        beside = column + LOKAL
        if column in found and beside in tabell.kolumner and beside not in found:
            found[beside] = cell(found[column].plats)
    return {column: found[column] for column in tabell.kolumner if column in found}


def _declared(source: Kalltabell, tabell: Tabell, names: Sequence[str]) -> dict[str, Uttryck]:
    found = {column: constant(value) for column, value in source.konstanter.items()}
    for column, headers in source.kolumner.items():
        if places := alternatives(names, headers):
            found[column] = _as_written(places, slag(tabell.kolumner[column]), source.tomma_datum)
    found |= {column: by_branch(source.rader, column, names) for column in source.radkolumner}
    for column, parts in source.sammanfoga.items():
        places = [alternatives(names, headers) for headers in parts]
        is_id = slag(tabell.kolumner[column]) == "nyckel"
        text = checksum(places, _told_apart(source, found)) if is_id else joined([next(iter(p), None) for p in places])
        if text is not None:
            found[column] = text
    for column, parts in source.datumdelar.items():
        if (day := date_of(names, parts)) is not None:
            found[column] = day
    start = found.get(tabell.start or "") or (cell(names.index(tabell.start)) if tabell.start in names else None)
    for column, code in source.koder.items():
        if (place := place_of(names, code.rubriker)) is not None:
            found[column] = translated(place, code.oversattningar, start)
    return found


def filled(places: Sequence[int]) -> str:
    """An id is the first of its alternatives that is filled, row by row: a person without a number may have another."""
    if len(places) == 1:
        return f"c{places[0]}"
    cells = ", ".join(f"nullif(trim(c{p}), '')" for p in places)
    return f"coalesce({cells})"


def _as_written(places: tuple[int, ...], kind: str, no_day: Sequence[str]) -> Uttryck:
    """An id is the first of its alternatives that is filled in the row; a date is none where the system writes a day
    that stands for none; all else is the cell."""
    if kind == "nyckel":
        return Uttryck(filled(places), places[0], places)
    first = cell(places[0])
    if kind != "datum" or not no_day:
        return first
    days = ", ".join(map(quoted, no_day))
    return Uttryck(
        f"case when left(trim({first.sql}), 10) not in ({days}) then {first.sql} end", first.plats, first.laser
    )


def constant(value: str) -> Uttryck:
    """The same text in every row; an empty one is no value."""
    return Uttryck(quoted(value) if value else "null::varchar", oversatt=value == OMAPPAD)


def joined(places: Sequence[int | None]) -> Uttryck | None:
    """`12` and `Våld` become `12 Våld`; parts that the file lacks are left out, but not the first one."""
    there = tuple(p for p in places if p is not None)
    if not places or places[0] is None:
        return None
    parts = ", ".join(f"nullif(trim(c{p}), '')" for p in there)
    return Uttryck(f"nullif(concat_ws(' ', {parts}), '')", there[0], there)


def _told_apart(source: Kalltabell, found: Mapping[str, Uttryck]) -> list[str]:
    """What tells the rows of one record apart: the columns that each of them has a constant for."""
    return [found[c].sql for c in source.radkolumner if all(c in gren.konstanter for gren in source.rader)]


def checksum(places: Sequence[tuple[int, ...]], also: Sequence[str] = ()) -> Uttryck | None:
    """An id of several parts, where the system has none of its own; nothing when a part is not there or is empty.

    `places` are the alternatives of each part; `also` is more SQL that the id depends on.
    """
    if not places or not all(places):
        return None
    texts = [filled(part) for part in places]
    there = " and ".join(f"nullif(trim({text}), '') is not null" for text in texts)
    parts = ", ".join([*(f"lower(trim({text}))" for text in texts), *also])
    laser = tuple(p for part in places for p in part)
    return Uttryck(f"case when {there} then md5(concat_ws('|', {parts})) end", None, laser)


def date_of(names: Sequence[str], parts: Sequence[Iterable[str]]) -> Uttryck | None:
    """ÅÅÅÅ-MM(-DD) of its parts; an empty part makes no date."""
    texts, places = [], []
    for part in parts:
        place = place_of(names, part)
        number = next((text for text in part if text.isdigit()), None)
        if place is None and number is None:
            return None
        places += [place] if place is not None else []
        texts.append(f"trim(c{place})" if place is not None else quoted(number))
    year, *rest = texts
    padded = "".join(f" || '-' || lpad({text}, 2, '0')" for text in rest)
    return Uttryck(f"nullif({year}, ''){padded}", places[-1] if places else None, tuple(places))


def by_branch(grenar: Sequence[Gren], column: str, names: Sequence[str]) -> Uttryck:
    """What a column is in each of the rows that a record becomes; it stands in no one place of the file."""
    cases, laser = [], []
    for number, gren in enumerate(grenar, start=1):
        place = place_of(names, gren.kolumner.get(column, ()))
        if place is not None:
            cases.append(f"when {number} then c{place}")
            laser.append(place)
        elif gren.konstanter.get(column):
            cases.append(f"when {number} then {quoted(gren.konstanter[column])}")
    sql = f"case _gren {' '.join(cases)} end" if cases else "null::varchar"
    return Uttryck(sql, None, tuple(laser), any(g.konstanter.get(column) == OMAPPAD for g in grenar))


def conditions(grenar: Sequence[Gren], names: Sequence[str]) -> tuple[str, ...]:
    """SQL for each row that a record may become: any of its headers holds one of its values."""
    return tuple(_any_of(gren.nar, places_of(names, gren.nar.rubriker)) for gren in grenar)


def _any_of(mark: Markering, places: Sequence[int]) -> str:
    values = ", ".join(map(quoted, mark.varden))
    return " or ".join(f"coalesce(lower(trim(c{p})) in ({values}), false)" for p in places) or "false"


def unclear(grenar: Sequence[Gren], names: Sequence[str]) -> dict[int, str]:
    """Place → SQL boolean: the cell is filled, and says neither that the row is there nor, with 0, that it is not."""
    found = {}
    for gren in grenar:
        values = ", ".join(map(quoted, (*gren.nar.varden, "0")))
        for place in places_of(names, gren.nar.rubriker):
            found[place] = f"coalesce(lower(trim(c{place})) not in ({values}, ''), false)"
    return found


def translated(place: int, translations: Sequence[Oversattning], start: Uttryck | None) -> Uttryck:
    """The common code of a local one; `omappad` where there is none for the row's start date; empty stays empty.

    One map per span of days, since looking up in a map costs the same for ten codes as for a thousand.
    """
    spans: dict[tuple[date | None, date | None], list[Oversattning]] = {}
    for t in translations:
        spans.setdefault((t.fran, t.till), []).append(t)
    local, always = f"lower(trim(c{place}))", (None, None)
    dated = [(span, same) for span, same in spans.items() if span != always and start is not None]
    found = [f"case when {_within(start.sql, *span)} then {_lookup(local, same)} end" for span, same in dated]
    found += [_lookup(local, spans[always])] if always in spans else []
    codes = ", ".join([*found, quoted(OMAPPAD)])
    sql = f"case when nullif(trim(c{place}), '') is not null then coalesce({codes}) end"
    return Uttryck(sql, place, (place, *(start.laser if dated else ())), oversatt=True)


def _lookup(local: str, translations: Sequence[Oversattning]) -> str:
    return f"map {{{', '.join(f'{quoted(t.lokal)}: {quoted(t.kod)}' for t in translations)}}}[{local}]"


def _within(start: str, fran: date | None, till: date | None) -> str:
    """The row's start date lies in the span; one that cannot be read lies in none."""
    day = _day(start)
    limits = [f"{day} >= date '{fran}'" if fran else "", f"{day} <= date '{till}'" if till else ""]
    return " and ".join(filter(None, limits))


def _day(text: str) -> str:
    """The start date as far as a code's validity needs it: ÅÅÅÅ-MM-DD and ÅÅÅÅMMDD, whatever follows."""
    return f"coalesce(try_cast(left(trim({text}), 10) as date), try_strptime(left(trim({text}), 8), '%Y%m%d')::date)"


def deleted(names: Sequence[str], mark: Markering | None) -> str | None:
    """SQL boolean: the source says that the row is deleted."""
    place = place_of(names, mark.rubriker) if mark else None
    if place is None:
        return None
    values = ", ".join(map(quoted, mark.varden))
    return f"coalesce(lower(trim(c{place})) in ({values}), false)"


def iteration(names: Sequence[str], mark: Markering | None) -> str | None:
    """SQL whole number: of rows with the same key, the highest counts. Texts rank in the order that they are listed."""
    place = place_of(names, mark.rubriker) if mark else None
    if place is None:
        return None
    if not mark.varden:
        return f"try_cast(trim(c{place}) as bigint)"
    ranks = " ".join(f"when {quoted(value)} then {rank}" for rank, value in enumerate(mark.varden, start=1))
    return f"case lower(trim(c{place})) {ranks} end"
