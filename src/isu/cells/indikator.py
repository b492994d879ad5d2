"""What an indicator is, and the reading of all of them: ours in `dbt_like_sql/`, then the user's own, which win.

Declarations only: whether the SQL can be run is asked in bind.py, which needs the register's tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from isu.cells.falt import Band, Matt, Uppdelning
from isu.cells.huvud import read_head
from isu.cells.kodkolumner import Kodkolumn
from isu.cells.sqlgraf import Vy, needs_of, read_sql, read_staging
from isu.declaration import Deklaration
from isu.errors import DeclarationError

__all__ = ["Indikator", "Matt", "Uppdelning", "Vy", "load_indicators"]


@dataclass(frozen=True)
class Indikator:
    """One indicator: the fields of its head, its SQL, and what the SQL stands on.

    `sql` is the file, head included, so that a line in it is a line in the file, and `kolumner` what
    it yields. `tabeller` are the register's tables that it needs, `vyer` the staging views in the order that they
    are made, `kodkolumner` the code columns that it rests on, all through and through. `lokala` are columns for the
    lämnare's own analysis (lokalt.py). `valfria_tabeller` only tell more of the rows, a unit's enhet for instance: a
    period is complete without them.
    """

    id: str
    version: str
    grupp: str
    omraden: tuple[str, ...]
    namn: Mapping[str, str]
    definition: Mapping[str, str]
    population: str
    kalla: str
    riktning: str
    aldersgrupper: Mapping[str, Band]
    periodtyper: tuple[str, ...]
    matt: tuple[Matt, ...]
    alder: Band | None = None
    aldersunioner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    varianter: Mapping[str, str] = field(default_factory=lambda: {"": ""})
    uppdelningar: Mapping[str, Uppdelning] = field(default_factory=dict)
    lokala: tuple[str, ...] = ()
    per_person: str | None = None
    uppfoljning_dagar: int = 0
    tillbakablick_dagar: int = 0
    valfria_tabeller: tuple[str, ...] = ()
    matdag: str | None = None
    befolkning: Band | None = None
    noll_rojer: bool = False
    stallning: str | None = None
    sager_inte: Mapping[str, str] = field(default_factory=dict)
    fragor: tuple[str, ...] = ()
    enhet: Mapping[str, str] = field(default_factory=dict)
    sql: str = ""
    path: Path = Path()
    kolumner: tuple[str, ...] = ()
    tabeller: tuple[str, ...] = ()
    vyer: tuple[Vy, ...] = ()
    kodlistor: tuple[str, ...] = ()
    kodkolumner: tuple[Kodkolumn, ...] = ()

    @property
    def vantade(self) -> tuple[str, ...]:
        """The tables that must have been delivered for a period to be complete."""
        return tuple(t for t in self.tabeller if t not in self.valfria_tabeller)


def load_indicators(deklaration: Deklaration, wanted: Callable[[Path], bool] = lambda _: True) -> dict[str, Indikator]:
    """Every indicator whose file is wanted by id, in the order of ids."""
    vyer = read_staging(deklaration)
    files = deklaration.katalog.files("dbt_like_sql/indicators", ".sql")
    return {name: read_indicator(files[name], vyer, deklaration) for name in sorted(files) if wanted(files[name])}


def read_indicator(path: Path, vyer: dict[str, Vy], deklaration: Deklaration) -> Indikator:
    sql = read_sql(path)
    head = read_head(sql, path, deklaration.kodlistor)
    local = frozenset(head.get("lokala", ())) - head.get("uppdelningar", {}).keys()
    found = Indikator(**head, sql=sql, path=path, **vars(needs_of(sql, path, vyer, deklaration, local)))
    if unread := [t for t in found.valfria_tabeller if t not in found.tabeller]:
        raise DeclarationError(f"Indikatorn {path}, fältet valfria_tabeller: {unread[0]} läses inte av SELECT-satsen.")
    return found
