"""Rules about a file as a whole, judged on counts: items that nobody has filled in, and too much that is unknown.

One query over the temp table `rader` counts; everything after it is pure. Warnings only: no row is set aside here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import duckdb

from isu.declaration import Deklaration
from isu.declaration.kodlista import Kodlista
from isu.declaration.profil import Intagsprofil
from isu.declaration.regel import VARNING
from isu.duck import quoted
from isu.omdome import Fynd, Plats
from isu.validation.compile import Kompilerad
from isu.validation.write import JUDGED

#: What a code list calls the code for an item that is not known.
OKANT = {"uppgift saknas", "okänd", "okänt"}

Place = Callable[[str], Plats]


@dataclass(frozen=True)
class Ifyllda:
    """Counts over the filled rows of a file: by column, how many have a value, and how many of those say unknown."""

    rader: int
    varden: Mapping[str, int]
    okanda: Mapping[str, int]

    def known(self, kolumn: str) -> int:
        return self.varden[kolumn] - self.okanda.get(kolumn, 0)

    @property
    def empty(self) -> tuple[str, ...]:
        """Columns of the file without a single value."""
        return tuple(kolumn for kolumn, antal in self.varden.items() if antal == 0)


def unknown_codes(kodlista: Kodlista) -> list[str]:
    """The codes of a list that mean that the item is not known."""
    return [k.kod for k in kodlista.koder if k.sv.lower() in OKANT]


def count_filled(
    connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, kodlistor: Mapping[str, Kodlista]
) -> Ifyllda:
    """The one query: rows that hold anything and can be read, their values and their unknown codes."""
    names = list(compiled.tolkningar)
    codes = {n: unknown for n in names if (unknown := _unknown(compiled, n, kodlistor))}
    wanted = ["count(*)", *(f"count({n})" for n in names)]
    wanted += [f"count(*) filter ({n} in ({', '.join(map(quoted, c))}))" for n, c in codes.items()]
    row = connection.execute(f"select {', '.join(wanted)} from rader where {JUDGED}").fetchall()[0]
    return Ifyllda(row[0], dict(zip(names, row[1:])), dict(zip(codes, row[1 + len(names) :])))


def _unknown(compiled: Kompilerad, name: str, kodlistor: Mapping[str, Kodlista]) -> list[str]:
    listed = compiled.tabell.kolumner[name].metadata.get("kodlista")
    return unknown_codes(kodlistor[listed]) if listed else []


def whole_file_findings(
    compiled: Kompilerad, filled: Ifyllda, deklaration: Deklaration, plats: Place, unreadable: Collection[str] = ()
) -> list[Fynd]:
    """What is to be said of the file as a whole; nothing of a file of a few rows. `unreadable` are columns where
    something stands that is no value: that is told, and so they are not empty."""
    if too_small(filled, deklaration.intag):
        return []
    limit = deklaration.intag.limit(deklaration.regler["okant_kon"], ("kon",))
    sexes = [_unknown_sex(k, filled, limit, plats) for k in sex_columns(compiled, filled) if filled.known(k)]
    return [*_unreported(compiled, filled, deklaration.intag, plats, unreadable), *filter(None, sexes)]


def too_small(filled: Ifyllda, profil: Intagsprofil) -> bool:
    """In a file of a few rows a share tells nothing, nor does an empty column."""
    return filled.rader < profil.minst_rader


def sex_columns(compiled: Kompilerad, filled: Ifyllda) -> list[str]:
    return [k for k in filled.varden if compiled.tabell.kolumner[k].metadata.get("kodlista") == "kon"]


def _unreported(
    compiled: Kompilerad, filled: Ifyllda, profil: Intagsprofil, plats: Place, unreadable: Collection[str]
) -> list[Fynd]:
    """All columns that are empty or unknown on every row, told once together."""
    unknown = [k for k in filled.varden if filled.known(k) == 0 and k not in unreadable]
    columns = [k for k in unknown if not _excused(compiled, filled, profil, k)]
    if not columns:
        return []
    names = {"kolumner": ", ".join(columns)}
    return [Fynd("uppgift_saknas", VARNING, filled.rader, tuple(map(plats, columns)), uppgifter=names)]


def _excused(compiled: Kompilerad, filled: Ifyllda, profil: Intagsprofil, kolumn: str) -> bool:
    """Empty for a reason that the profile knows. A code for unknown is never excused: somebody has written it."""
    return kolumn in filled.empty and profil.may_be_empty(compiled.tabell.namn, kolumn, filled.empty)


def _unknown_sex(kolumn: str, filled: Ifyllda, limit: float, plats: Place) -> Fynd | None:
    """More rows of unknown sex than the limit. A column without a known value is told as not reported instead."""
    unknown = filled.rader - filled.known(kolumn)
    if unknown <= limit * filled.rader:
        return None
    share = percent(unknown / filled.rader)
    names = {"kolumn": kolumn, "andel": share, "grans": percent(limit), "minst": percent(1 - limit)}
    return Fynd("okant_kon", VARNING, unknown, (plats(kolumn),), uppgifter=names)


def percent(share: float) -> str:
    """0.125 → 12,5: as a Swedish sentence writes it, without the sign."""
    return f"{100 * share:.1f}".removesuffix(".0").replace(".", ",")
