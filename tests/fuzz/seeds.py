"""The good files that mutations start from: every kind that the intake takes, and tests/bad_files."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.fuzz.formats import opendocument, parquet, workbook, zipped
from tests.fuzz.rows import KINDS, MARK, Table, table

TESTS = Path(__file__).parents[1]
BAD_FILES, OLD_WORKBOOK = TESTS / "bad_files", TESTS / "unit" / "data" / "aktualisering.xls"

MANIFEST = "period_start: 2024-01-01\nperiod_slut: 2024-06-30\nuttagsdatum: 2024-07-15\nkallsystem: annat\n"


@dataclass(frozen=True)
class Form:
    """How a text file is written."""

    kodning: str = "utf-8"
    skiljetecken: str = ";"
    radslut: str = "\n"

    def write(self, rows: Table) -> bytes:
        lines = [self.skiljetecken.join(row) for row in rows]
        return (self.radslut.join(lines) + self.radslut).encode(self.kodning)


@dataclass(frozen=True)
class Seed:
    """One file to start from. `form` is that of a text file; `whole` tells that what is inside can be taken out."""

    filnamn: str
    innehall: bytes
    form: Form | None = None
    manifest: str | None = None
    whole: bool = True

    @property
    def header(self) -> bytes:
        """The first line of a text file with its line end."""
        return re.split(rb"(?<=\n)|(?<=\r)(?!\n)", self.innehall, maxsplit=1)[0] if self.form else b""


FORMS = (
    Form(),
    Form("utf-8-sig", ";", "\r\n"),
    Form("cp1252", ";", "\r\n"),
    Form("latin-1", ","),
    Form("utf-8", "\t", "\r\n"),
    Form("utf-8", "|"),
    Form("utf-16", "\t", "\r\n"),
    Form("utf-16-le", ";"),
    Form("utf-8", ",", "\r"),
)

DATES: tuple[Callable[[re.Match], str], ...] = (
    lambda m: m[1] + m[2] + m[3],
    lambda m: f"{int(m[3])}/{int(m[2])}/{m[1]}",
    lambda m: f"{m[3]}.{m[2]}.{m[1]}",
)


def text_seeds() -> Iterator[Seed]:
    """Every table in every form, then what people do to their files."""
    for tabell in KINDS:
        for number, form in enumerate(FORMS):
            yield Seed(f"{tabell}_2024H1.csv", form.write(table(tabell, 5 + 5 * number)), form)
        yield from _dialects(tabell, Form())
        yield Seed(f"{tabell}.csv", Form().write(table(tabell, 12)), Form(), MANIFEST)


def _dialects(tabell: str, form: Form) -> Iterator[Seed]:
    name, (header, *rows) = f"{tabell}_2024H1.csv", table(tabell, 30)
    every = [header, *rows]
    for write in DATES:
        yield Seed(name, re.sub(r"(\d{4})-(\d\d)-(\d\d)", write, form.write(every).decode()).encode(), form)
    changed = {
        "preamble": [["Uttag ur systemet"], ["Skapad av uppföljningen"], [""], *every],
        "trailing": [row + [""] for row in every],
        "blank": [header, rows[0], [""] * len(header), *rows[1:], [""]],
        "spelling": [[_as_people_write(h) for h in header], *rows],
        "order": [row[::-1] for row in every],
        "unknown": [[*header, "uttag_version"], *([*row, "3.2"] for row in rows)],
        "quoted": [[f'"{cell}"' for cell in row] for row in every],
        "one row": every[:2],
    }
    yield from (Seed(name, form.write(changed_rows), form) for changed_rows in changed.values())


def _as_people_write(rubrik: str) -> str:
    """`inkom_datum` → `INKOM DATUM`, `alder` → `ÅLDER`."""
    return rubrik.replace("_", " ").upper().replace("ALDER", "ÅLDER").replace("KON", "KÖN")


#: A source of the user's own, in the home that takes the files: without it no municipality's extract can be read.
SOURCE = """\
sv: Lifecare i kommunen, med våra koder
kalla: egen
utgar_fran: lifecare_fc
lamnare: ["1780"]
tabeller:
  aktualisering:
    koder:
      typ: {rubrik: Type, oversattning: {Orosanmälan: anmalan, Ansökan: ansokan}}
      omrade: {rubrik: Organization, oversattning: {Barn och unga: barn_unga}}
    konstanter:
      atgard: omappad
  utredning:
    konstanter: {omrade: barn_unga}
  insats:
    konstanter: {omrade: barn_unga, behovsprovad: "1"}
    koder:
      insatstyp: {rubrik: ServiceType, oversattning: {Kontaktfamilj SoL: kontaktfamilj}}
"""


def lifecare(count: int) -> list[dict[str, object]]:
    """Actualisations as the public FamilyCare extract writes them, without the columns that tell who it is."""
    header, *rows = table("aktualisering", count)
    cells = [dict(zip(header, row)) for row in rows]
    return [
        {
            "Id": f"a{MARK}{number}",
            "CustomerNumber": row["pid"],
            "Date": row["inkom_datum"],
            "Type": ("Orosanmälan", "Ansökan")[number % 2],
            "Reason": row["anmalare_lokal"],
            "FromWho": row["anmalare_lokal"],
            "Regards": "Barn",
            "Organization": "Barn och unga",
            "InvestigationId": f"u{MARK}{number}",
        }
        for number, row in enumerate(cells)
    ]


def source_seeds() -> Iterator[Seed]:
    """What a system writes by itself, as JSON and as CSV."""
    objects = lifecare(25)
    reply = {"ModifiedAfter": "", "TotalNumberOfRecords": len(objects), "Result": objects}
    yield Seed("aktualisering_2024H1.json", json.dumps(reply).encode())
    rows = [list(objects[0]), *([str(cell) for cell in o.values()] for o in objects)]
    yield Seed("aktualisering_2024H1.csv", Form("cp1252", ";", "\r\n").write(rows), Form("cp1252", ";", "\r\n"))


def other_seeds() -> Iterator[Seed]:
    """Everything that is not text."""
    for tabell in KINDS:
        rows, name = table(tabell, 25), f"{tabell}_2024H1"
        csv = Form("cp1252", ";", "\r\n").write(rows)
        objects = [dict(zip(rows[0], row)) for row in rows[1:]]
        yield Seed(f"{name}.xlsx", workbook(rows))
        yield Seed(f"{tabell}.xlsx", workbook(rows, manifest=True))
        yield Seed(f"{name}.xlsx", workbook(rows, formula=True))
        yield Seed(f"{name}.ods", opendocument(rows))
        yield Seed(f"{name}.csv.gz", gzip.compress(csv, mtime=0))
        yield Seed(f"{name}.zip", zipped({f"{name}.csv": csv}))
        yield Seed(f"{name}.parquet", parquet(rows, typed=False))
        yield Seed(f"{name}.parquet", parquet(rows, typed=True))
        yield Seed(f"{name}.json", json.dumps(objects).encode())
    yield from source_seeds()
    yield from [Seed("aktualisering_2024H1.xls", OLD_WORKBOOK.read_bytes(), whole=False)] * 4  # no checksum hides it


def bad_seeds() -> Iterator[Seed]:
    """The files that each break one rule; below tests/bad_files a file's name begins with its rule."""
    for path in sorted(BAD_FILES.iterdir()):
        content = path.read_bytes()
        if path.suffix != ".md" and len(content) < 100_000:
            form = Form() if path.suffix in (".csv", ".txt") else None
            yield Seed(path.name.partition(".")[2], content, form, whole=False)


@cache
def seeds() -> tuple[tuple[Seed, ...], ...]:
    """Text, other kinds, bad files."""
    return tuple(text_seeds()), tuple(other_seeds()), tuple(bad_seeds())
