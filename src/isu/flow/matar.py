"""Which indicators a delivery feeds, and which it can't and why: what the sender wants to know of it. Pure.

Says what is so when this delivery is in force; the counting itself is made later, in isu.cells.
"""

from collections.abc import Mapping, Sequence

from isu.cells.indikator import Indikator
from isu.cells.tackning import KOMPLETT, statuses, touched_periods
from isu.cellutdrag import CELLER
from isu.declaration import Deklaration
from isu.declaration.profil import Intagsprofil
from isu.omdome import AVVISAD, Omdome
from isu.period import Interval, Period


def feeds(indikatorer: Mapping[str, Indikator]) -> dict[str, list[tuple[str, str]]]:
    """Table → (id, name) of every indicator that reads it, through and through, by id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for _, indikator in sorted(indikatorer.items()):
        for tabell in indikator.tabeller:
            found.setdefault(tabell, []).append((indikator.id, indikator.namn["sv"]))
    return found


def fed(
    indikatorer: Mapping[str, Indikator],
    deklaration: Deklaration,
    omdome: Omdome,
    delivered: Mapping[str, list[Interval]],
) -> list[dict]:
    """One entry per indicator that reads the delivered table, by id: {id, namn, namn_en, kan, skal, skal_en}.

    `delivered` are the intervals in force per table with dates, this delivery among them.
    """
    sender = deklaration.lamnare.get(omdome.lamnare)
    if omdome.tabell is None or sender is None:
        return []
    concerned = [i for _, i in sorted(indikatorer.items()) if omdome.tabell in i.tabeller]
    answered = [i for i in concerned if any(map(sender.answers_for, i.omraden))]
    return [_entry(i, *_can(i, omdome, delivered, deklaration.intag)) for i in answered]


def fed_by_cells(indikatorer: Mapping[str, Indikator], deklaration: Deklaration, omdome: Omdome) -> list[dict]:
    """The same of a delivery of cells: those that it has cells of, and those that the sender answers for besides."""
    sender, counted = deklaration.lamnare[omdome.lamnare], omdome.profil.get(CELLER, {})
    answered = [i for _, i in sorted(indikatorer.items()) if any(map(sender.answers_for, i.omraden))]
    if omdome.utfall == AVVISAD:
        return []
    none = "Filen har inga celler för den.", "The file has no cells of it."
    return [_entry(i, i.id in counted, *((None, None) if i.id in counted else none)) for i in answered]


def _entry(indikator: Indikator, kan: bool, skal: str | None, skal_en: str | None) -> dict:
    return {
        "id": indikator.id,
        "namn": indikator.namn["sv"],
        "namn_en": indikator.namn["en"],
        "kan": kan,
        "skal": skal,
        "skal_en": skal_en,
    }


def _can(
    indikator: Indikator, omdome: Omdome, delivered: Mapping[str, list[Interval]], profil: Intagsprofil
) -> tuple[bool, str | None, str | None]:
    if omdome.utfall == AVVISAD:
        return False, "Filen togs inte emot.", "The file was not accepted."
    if lacking := [t for t in indikator.vantade if t in delivered and not delivered[t]]:
        return False, *_not_delivered(lacking)
    periods = _own_periods(omdome, delivered)
    found = statuses(indikator, periods, delivered)
    complete = [p.namn for p, status in found.items() if status == KOMPLETT]
    waiting = [p.namn for p, status in found.items() if status != KOMPLETT]
    if not complete and waiting:
        return False, *_not_covered(indikator, [t for t in indikator.vantade if t in delivered], waiting)
    return True, *_but_empty(indikator, omdome, profil)


def _own_periods(omdome: Omdome, delivered: Mapping[str, list[Interval]]) -> Sequence[Period]:
    """The periods that the delivery is part of; a table without dates is part of all that has been delivered."""
    if omdome.tabell in delivered and omdome.interval:
        return touched_periods([omdome.interval])
    return touched_periods(i for intervals in delivered.values() for i in intervals)


def _not_delivered(lacking: Sequence[str]) -> tuple[str, str]:
    if len(lacking) == 1:
        return f"Tabellen {lacking[0]} är inte lämnad.", f"The table {lacking[0]} has not been delivered."
    return (
        f"Tabellerna {' och '.join(lacking)} är inte lämnade.",
        f"The tables {' and '.join(lacking)} have not been delivered.",
    )


def _not_covered(indikator: Indikator, dated: Sequence[str], waiting: Sequence[str]) -> tuple[str, str]:
    """What is lacking is time: days of the tables that have dates, before or after the period too."""
    periods = ", ".join(waiting)
    tables = " och ".join(dated)
    tables_en = " and ".join(dated)
    days = indikator.uppfoljning_dagar
    later = f" och {days} dagar efter den" if days else ""
    later_en = f" and {days} days after it" if days else ""
    return (
        f"Väntar på att {tables} är lämnat för hela perioden{later} ({periods}).",
        f"Waits until {tables_en} is delivered for the whole period{later_en} ({periods}).",
    )


def _but_empty(indikator: Indikator, omdome: Omdome, profil: Intagsprofil) -> tuple[str | None, str | None]:
    """Code columns that the number rests on and that hold nothing in this file: what depends on them is unknown.

    A column that may be empty for a reason (kön that a person table gives) is not missed.
    """
    filled = {k: facts["fyllda"] for k, facts in omdome.profil.get("kolumner", {}).items()}
    read = [k for tabell, k in indikator.kodkolumner if tabell == omdome.tabell]
    lacking = tuple(k for k in read if not filled.get(k))
    missed = [k for k in lacking if not profil.may_be_empty(omdome.tabell, k, lacking)]
    if not filled or not missed:
        return None, None
    names = ", ".join(missed)
    return (
        f"Uppgiften saknas i filen: {names}. Det som beror av den räknas som okänt.",
        f"Empty or absent in the file: {names}. What depends on it counts as unknown.",
    )
