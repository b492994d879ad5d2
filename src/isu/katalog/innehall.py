"""What a release holds, as every catalogue is told it: its files, and the columns of those that are tables."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from isu.declaration.utgivning import Utgivning

#: End of a file name → media type.
MEDIETYPER = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv.gz": "text/csv",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".duckdb": "application/octet-stream",
}


@dataclass(frozen=True)
class Dialekt:
    """How a CSV file is written."""

    avgransare: str
    decimaltecken: str
    bom: bool

    @property
    def encoding(self) -> str:
        return "utf-8-sig" if self.bom else "utf-8"


@dataclass(frozen=True)
class Kolumn:
    """`koder` are the values that a column may have: code → text by language."""

    namn: str
    typ: pa.DataType
    sv: str
    en: str
    koder: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Fil:
    """One file. `sokvag` is relative to the release; `schema` is of a table; `dialekt` of a CSV file."""

    sokvag: str
    byte: int
    sha256: str
    schema: pa.Schema | None = None
    dialekt: Dialekt | None = None

    @property
    def namn(self) -> str:
        """A name of its own in the catalogue: lower case, and what `/` and the ending leave."""
        return self.sokvag.lower().replace("/", ".").removesuffix(".gz")

    @property
    def medietyp(self) -> str:
        return next((typ for end, typ in MEDIETYPER.items() if self.sokvag.endswith(end)), "text/plain")

    @property
    def kolumner(self) -> Iterator[Kolumn]:
        for field in self.schema or ():
            about = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
            koder = json.loads(about.get("koder", "{}"))
            yield Kolumn(field.name, field.type, about.get("sv", ""), about.get("en", ""), koder)

    def om(self, key: str) -> str:
        """What the table says of itself: titel, title or nyckel; '' where it says nothing."""
        return (self.schema.metadata or {}).get(key.encode(), b"").decode() if self.schema else ""

    @property
    def nyckel(self) -> list[str]:
        return [name for name in self.om("nyckel").split(",") if name]


@dataclass(frozen=True)
class Innehall:
    """A release. `perioder` are the first and the last day that its numbers are about, as ISO dates."""

    namn: str
    utgivning: Utgivning
    filer: Sequence[Fil]
    perioder: tuple[str, str] | None = None

    @property
    def adress(self) -> str:
        return f"{self.utgivning.adress}{self.namn}/"

    @property
    def tabeller(self) -> list[Fil]:
        """The tables in CSV: what the catalogues of columns tell of."""
        return [f for f in self.filer if f.dialekt]
