"""A table's declaration: a pandera schema with what pandera has no room for, and the reading of the files.

One table is one file in `schemas/tables/`, which defines `TABELL`. What a column kind or a check means
stands in kolumn.py and kontroll.py.
"""

import importlib.util
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandera.polars as pa
from pandera.api.checks import Check

from isu.declaration import kontroll
from isu.declaration.andring import Andring, Lydelse, alla_kolumner, lydelser
from isu.declaration.katalog import Katalog
from isu.declaration.kodkarta import OMAPPAD
from isu.declaration.kodlista import Kodlista
from isu.declaration.kolumn import DIGITS
from isu.declaration.namnform import refuse_names
from isu.errors import DeclarationError


@dataclass(frozen=True)
class Referens:
    """A key that should be found in another table of the same lämnare. Breaking it is a warning."""

    kolumn: str
    tabell: str
    till: str


@dataclass(frozen=True)
class Tabell:
    """One table. `start` decides the period; `slut` makes the row a spell; a table without start covers all time.

    An `anonym` table may not be tied to a person: a file of it with the key of another table is refused.

    A table with `andringar` has every column that any version has; `at` gives the version of a day, in which the
    columns `utanfor` are no part.
    """

    namn: str
    sv: str
    en: str
    kalla: str
    nyckel: tuple[str, ...]
    kolumner: Mapping[str, pa.Column]
    start: str | None = None
    slut: str | None = None
    omrade: str | None = None
    anonym: bool = False
    kontroller: tuple[Check, ...] = ()
    referenser: tuple[Referens, ...] = ()
    andringar: tuple[Andring, ...] = ()
    versioner: tuple[tuple[date, "Tabell"], ...] = ()
    utanfor: frozenset[str] = frozenset()
    schema: pa.DataFrameSchema = field(init=False)

    def __post_init__(self):
        self._refuse_unknown_columns()
        checks = [*self._date_checks(), *self.kontroller]
        columns = {name: column.set_name(name) for name, column in self.kolumner.items()}
        object.__setattr__(
            self, "schema", pa.DataFrameSchema(columns, checks=checks, unique=list(self.nyckel), name=self.namn)
        )

    def _refuse_unknown_columns(self):
        named = [*self.nyckel, self.start, self.slut, self.omrade, *(r.kolumn for r in self.referenser)]
        unknown = [n for n in named if n is not None and n not in self.kolumner]
        if unknown:
            raise DeclarationError(f"Tabellen {self.namn} nämner kolumnen {unknown[0]}, som den inte har.")

    def _date_checks(self) -> list[Check]:
        """Every date that tells what has been is believable; a row touches the interval of its delivery."""
        dates = [kontroll.rimligt_datum(name) for name, column in self.kolumner.items() if _has_been(column)]
        if self.start is None:
            return dates
        spell = [kontroll.datumordning(self.start, self.slut)] if self.slut and not self._orders_itself() else []
        return [*dates, *spell, kontroll.inom_intervall(self.start, self.slut)]

    def _orders_itself(self) -> bool:
        """The table says itself how wrong it is that the end lies before the start."""
        ends = {"a": self.start, "b": self.slut}
        return any(c.name == "datumordning" and c.statistics == ends for c in self.kontroller)

    @property
    def required(self) -> list[str]:
        """Columns that the file must have."""
        return [name for name, column in self.kolumner.items() if column.required and name not in self.utanfor]

    @property
    def own(self) -> dict[str, pa.Column]:
        """The columns of this version, with the checks of their code lists."""
        return {name: column for name, column in self.schema.columns.items() if name not in self.utanfor}

    def at(self, day: date) -> "Tabell":
        """The version in force on that day."""
        return next((version for fran, version in reversed(self.versioner) if fran <= day), self)

    @property
    def latest(self) -> "Tabell":
        return self.at(date.max)


def slag(column: pa.Column) -> str:
    return column.metadata["slag"]


def _has_been(column: pa.Column) -> bool:
    """A day that the delivery can know of."""
    return slag(column) in DAGAR and not column.metadata.get("framtida")


#: Kinds whose values are days; a month is kept as its first one.
DAGAR = ("datum", "manad")
SQL_TYPES = dict.fromkeys(("nyckel", "text", "kod"), "VARCHAR") | {"heltal": "INTEGER"} | dict.fromkeys(DAGAR, "DATE")


def column_types(tabell: Tabell) -> dict[str, str]:
    """DuckDB type of every column of the register, in the declared order."""
    return {name: sql_type(column) for name, column in tabell.kolumner.items()}


def sql_type(column: pa.Column) -> str:
    if slag(column) == "decimaltal":
        return f"DECIMAL({DIGITS}, {column.metadata['decimaler']})"
    return SQL_TYPES[slag(column)]


def with_code_lists(tabell: Tabell, kodlistor: Mapping[str, Kodlista]) -> Tabell:
    """Give every code column the check that its list asks for."""
    for name, column in tabell.schema.columns.items():
        listnamn = column.metadata.get("kodlista")
        if listnamn is None:
            continue
        if listnamn not in kodlistor:
            raise DeclarationError(f"Tabellen {tabell.namn}, kolumnen {name}: kodlistan {listnamn} finns inte.")
        warn = not column.metadata["okand_kod_ar_fel"]
        column.checks = [Check.isin(kodlistor[listnamn].values, raise_warning=warn)]
    return tabell


def with_unmapped(tabell: Tabell, oversatta: Collection[str]) -> Tabell:
    """The table for a source that translates the columns `oversatta`: a local code without translation breaks nothing.

    What an untranslated code means is not known, so neither its list nor a rule on its value can be held against it.
    """
    if not oversatta:
        return tabell
    columns = {n: _or_unmapped(c) if n in oversatta else c for n, c in tabell.schema.columns.items()}
    checks = tuple(kontroll.or_also(c, OMAPPAD) if _judges(c, oversatta) else c for c in tabell.kontroller)
    return replace(tabell, kolumner=columns, kontroller=checks)


def _or_unmapped(column: pa.Column) -> pa.Column:
    (listed,) = column.checks
    allowed = [*listed.statistics["allowed_values"], OMAPPAD]
    wider = Check.isin(allowed, raise_warning=listed.raise_warning)
    return pa.Column(
        column.dtype, checks=[wider], nullable=column.nullable, required=column.required, metadata=column.metadata
    )


def _judges(check: Check, oversatta: Collection[str]) -> bool:
    return check.name == "varde_om" and check.statistics["kolumn"] in oversatta


def read_tabell(path: Path, kodlistor: Mapping[str, Kodlista]) -> Tabell:
    spec = importlib.util.spec_from_file_location(f"isu_tabell_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tabell = getattr(module, "TABELL", None)
    if not isinstance(tabell, Tabell) or tabell.namn != path.stem:
        raise DeclarationError(f"{path} ska definiera TABELL, en Tabell med namnet {path.stem}.")
    whole = with_versions(tabell, kodlistor)
    refuse_names(whole.namn, whole.kolumner)
    return whole


def with_versions(tabell: Tabell, kodlistor: Mapping[str, Kodlista]) -> Tabell:
    """The table as all its versions together, each of them at hand by its first day."""
    if not tabell.andringar:
        return with_code_lists(tabell, kodlistor)
    _refuse_change_of_needed(tabell)
    found = lydelser(tabell.kolumner, tabell.kontroller, tabell.andringar)
    every = alla_kolumner(found)
    versions = [(v.fran, with_code_lists(_version(tabell, v, every), kodlistor)) for v in found]
    whole = replace(tabell, kolumner=every, kontroller=found[-1].kontroller, versioner=tuple(versions))
    return with_code_lists(whole, kodlistor)


def _refuse_change_of_needed(tabell: Tabell) -> None:
    needed = {*tabell.nyckel, tabell.start, tabell.slut, tabell.omrade}
    for andring in tabell.andringar:
        if gone := [name for name in andring.utgar if name in needed]:
            raise DeclarationError(f"Ändringen från {andring.fran} tar bort kolumnen {gone[0]}, som tabellen behöver.")


def _version(tabell: Tabell, lydelse: Lydelse, every: Mapping[str, pa.Column]) -> Tabell:
    """One version. Its rows have a place for every column, so that the register is one table."""
    columns = {name: lydelse.kolumner.get(name, column) for name, column in every.items()}
    return replace(
        tabell,
        kolumner=columns,
        kontroller=lydelse.kontroller,
        andringar=(),
        utanfor=frozenset(every.keys() - lydelse.kolumner.keys()),
    )


def read_tabeller(katalog: Katalog, kodlistor: Mapping[str, Kodlista]) -> dict[str, Tabell]:
    found = {name: read_tabell(path, kodlistor) for name, path in katalog.files("schemas/tables", ".py").items()}
    for tabell in found.values():
        for referens in tabell.referenser:
            if referens.tabell not in found or referens.till not in found[referens.tabell].kolumner:
                raise DeclarationError(
                    f"Tabellen {tabell.namn} pekar på {referens.tabell}.{referens.till}, som inte finns."
                )
    return found
