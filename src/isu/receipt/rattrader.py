"""What the sender mends, as lines: one per place, in the order of the rows of the file.

A place is a broken rule in a row: from the Parquet that validation wrote, else the first ones that the receipt knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from isu.duck import open_connection, quoted
from isu.receipt.kvittosida import in_language, row_faults
from isu.receipt.ord import ALLVAR, BOK
from isu.receipt.text import SV, visbar
from isu.valv import url

#: A cell is read, not studied: the full text stands in the sheet of rules.
LONGEST_ALLOWED = 160
LONGEST_VALUE = 200


@dataclass(frozen=True)
class Stalle:
    """A broken rule in a row. `varden` are aligned with `kolumner`; None where a value may not be shown."""

    rad: int
    regel: str
    kolumner: tuple[str, ...] = ()
    varden: tuple[str | None, ...] = ()
    rad_id: str | None = None


def places_to_mend(data: dict, places: Path | None) -> list[Stalle]:
    """By row and then by rule."""
    found = _written(places) if places else _first_ones(data)
    return sorted(found, key=lambda s: (s.rad, s.regel, s.kolumner))


def _written(places: Path) -> list[Stalle]:
    query = f"select rad, regel, kolumner, varden, rad_id from read_parquet({quoted(url(places))})"
    with open_connection() as connection:
        rows = connection.execute(query).fetchall()
    return [Stalle(rad, regel, tuple(kolumner), tuple(varden), rad_id) for rad, regel, kolumner, varden, rad_id in rows]


def _first_ones(data: dict) -> list[Stalle]:
    return [
        Stalle(rad, f["regel"], tuple(p["kolumn"] for p in f["platser"] if p["kolumn"]))
        for f in row_faults(data)
        for rad in f["rader"]
    ]


def lines(found: Sequence[Stalle], data: dict, sprak: str = SV) -> list[list[int | str]]:
    """The lines of the workbook, in the order of BOK's headings."""
    same = {(s.regel, s.kolumner): s for s in found}
    said = {what: _said(stalle, data, sprak) for what, stalle in same.items()}
    return [_line(stalle, *said[stalle.regel, stalle.kolumner]) for stalle in found]


def _line(stalle: Stalle, said: Sequence[str], allvar: str) -> list[int | str]:
    return [stalle.rad, *said, _shown(stalle.rad_id), _values(stalle), "", "", allvar]


def _said(stalle: Stalle, data: dict, sprak: str) -> tuple[list[str], str]:
    """What is said of every place where a rule is broken in the same columns, and how grave it is."""
    fault = _fault_of(stalle, data)
    if fault is None:
        return [", ".join(stalle.kolumner), "", stalle.regel, "", ""], ""
    columns = [
        ", ".join(p["bokstav"] for p in fault["platser"] if p["bokstav"]) or BOK[sprak]["hela_raden"],
        ", ".join(p["rubrik"] for p in fault["platser"] if p["rubrik"]),
    ]
    allowed = _shortened(in_language(fault, "tillatet", sprak), sprak)
    return [*columns, fault["kod"], in_language(fault, "mening", sprak), allowed], ALLVAR[sprak][fault["allvar"]]


def _fault_of(stalle: Stalle, data: dict) -> dict | None:
    """The fault of the receipt that the place belongs to: same rule on the same columns, else same rule."""
    same = [f for f in data["fel"] if f["regel"] == stalle.regel]
    exact = [f for f in same if [p["kolumn"] for p in f["platser"]] == list(stalle.kolumner)]
    return next(iter([*exact, *same]), None)


def _values(stalle: Stalle) -> str:
    """The values that may be shown; with their columns where the rule is about several."""
    shown = [(k, _shown(v)) for k, v in zip(stalle.kolumner, stalle.varden) if v is not None]
    if len(stalle.kolumner) == 1:
        return shown[0][1] if shown else ""
    return ", ".join(f"{k}: {v}" for k, v in shown)


def _shown(text: str | None) -> str:
    return visbar(text or "")[:LONGEST_VALUE]


def _shortened(text: str, sprak: str) -> str:
    if len(text) <= LONGEST_ALLOWED:
        return text
    return f"{text[:LONGEST_ALLOWED].rsplit(' ', 1)[0]} {BOK[sprak]['se_regler']}"
