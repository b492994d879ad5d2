"""The population by kommun, year, sex and one-year age: denominators of rates, reference data and never a delivery.

`schemas/reference/befolkning.csv` (or `.parquet`) of the catalogue; the user's own wins. Beside it lies
`befolkning.yaml`, which tells the source, when it was taken out and whether it is made up. None follows with the
project: until it has been loaded nothing is known. A year's population is that of its 31 December. Where the numbers
come from: `isu.referens`.

`kommunkod` may also be a län (two digits) or the whole country (0000), where the source has a row of its own for it:
from 2025 SCB adds a little noise to every cell, so what the kommuner add up to is not what SCB says of the whole. A
stadsdel stands by the id of its lämnare; SCB has no rows of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl

from isu.declaration.katalog import Katalog
from isu.declaration.lamnare import Kommun
from isu.declaration.yamlfalt import read_fields
from isu.errors import DeclarationError
from isu.filer import sha256_of

HELA_RIKET = "0000"
MAPP, NAMN = "schemas/reference", "befolkning"
KOLUMNER = ("kommunkod", "ar", "kon", "alder", "antal")
UPPGIFTER = ("kalla", "uttag", "syntetisk")

#: 100 stands for 100 and older. Arrays have room to 110, as ages of persons do; what lies above 100 is 0.
HOGSTA_ALDER, PLATSER = 100, 111
CELLER = 2 * (HOGSTA_ALDER + 1)
FORSTA_AR, SISTA_AR = 1900, 2099
TYPER = {"kommunkod": pl.String, **dict.fromkeys(KOLUMNER[1:], pl.Int64)}


@dataclass(frozen=True)
class Uppgifter:
    """Where a population comes from. `uttag` is a date, or what the source says of its version."""

    kalla: str = ""
    uttag: str = ""
    syntetisk: bool = False


class Befolkning:
    """Read when first asked; the array of a region and year is shared and can't be written to."""

    def __init__(self, path: Path | None, kommuner: Mapping[str, Kommun] | None = None, stadsdelar: Iterable[str] = ()):
        self.path, self._kommuner, self._stadsdelar = path, kommuner or {}, frozenset(stadsdelar)

    def of(self, region: str, ar: int) -> np.ndarray | None:
        """Persons by kön (row 0 is kon 1, row 1 is kon 2) and age 0–110; None when that year is not known there."""
        return self._arrays.get((region, ar))

    def own_rows(self, ar: int | None) -> list[str]:
        """The län, and 0000, that the source has rows of its own for that year."""
        parts = self._stadsdelar | self._kommuner.keys()
        return sorted(region for region, year in self._arrays if year == ar and region not in parts)

    def ar_for(self, ar: int) -> int | None:
        """The latest known year that is not after `ar`."""
        return max((known for known in self.ar if known <= ar), default=None)

    @cached_property
    def ar(self) -> tuple[int, ...]:
        return tuple(sorted({ar for _, ar in self._arrays}))

    @property
    def kalla(self) -> str:
        return self._uppgifter.kalla

    @property
    def syntetisk(self) -> bool:
        return self._uppgifter.syntetisk

    @property
    def notis(self) -> str:
        """What must stand beside every number that rests on this population; empty when there is none."""
        if not self.path:
            return ""
        taken = f" ({self._uppgifter.uttag})" if self._uppgifter.uttag else ""
        warning = "PÅHITTAD BEFOLKNING, beskriver ingen verklig kommun. " if self.syntetisk else ""
        return f"{warning}Befolkning den 31 december: {self.kalla}{taken}."

    @cached_property
    def fingeravtryck(self) -> str:
        """Changes when the numbers or what is told of them do; empty without a population."""
        return "" if not self.path else f"{sha256_of(self.path)}/{sha256_of(self.path.with_suffix('.yaml'))}"

    @cached_property
    def _uppgifter(self) -> Uppgifter:
        return read_uppgifter(self.path.with_suffix(".yaml")) if self.path else Uppgifter()

    @cached_property
    def _arrays(self) -> dict[tuple[str, int], np.ndarray]:
        return read_arrays(self.path, regions(self._kommuner, self._stadsdelar)) if self.path else {}


def regions(kommuner: Mapping[str, Kommun], stadsdelar: Iterable[str] = ()) -> frozenset[str]:
    """Everything that may have a population: kommuner, their stadsdelar and län, and riket."""
    return frozenset(kommuner) | {k.lan_kod for k in kommuner.values()} | {HELA_RIKET, *stadsdelar}


def find_befolkning(katalog: Katalog, kommuner: Mapping[str, Kommun], stadsdelar: Iterable[str] = ()) -> Befolkning:
    """The user's own file, else the project's. Two forms in one folder can't both be meant."""
    found = [katalog.files(MAPP, suffix).get(NAMN) for suffix in (".csv", ".parquet")]
    paths = [path for path in found if path]
    own = [path for path in paths if katalog.own and path.is_relative_to(katalog.own)] or paths
    if len(own) > 1:
        raise DeclarationError(f"I {own[0].parent} ligger både {NAMN}.csv och {NAMN}.parquet. Behåll en av dem.")
    return Befolkning(own[0] if own else None, kommuner, stadsdelar)


def read_uppgifter(path: Path) -> Uppgifter:
    if not path.is_file():
        raise DeclarationError(
            f"Filen {path} saknas. Den ska säga varifrån befolkningen kommer: "
            "kalla, uttag och syntetisk (ja eller nej), en på varje rad."
        )
    fields = read_fields(path).mapping(UPPGIFTER, needed=UPPGIFTER)
    answer = fields["syntetisk"].filled().lower()
    if answer not in ("ja", "nej", "true", "false"):
        fields["syntetisk"].fail("här ska stå ja eller nej.")
    return Uppgifter(fields["kalla"].filled(), fields["uttag"].text(), answer in ("ja", "true"))


def read_arrays(path: Path, known: frozenset[str]) -> dict[tuple[str, int], np.ndarray]:
    """(region, year) → persons by kön and age, of a file that holds all ages of each."""
    frame = checked(_typed(_frame(path), path), path, known)
    keys = frame.select("kommunkod", "ar").gather_every(CELLER).rows()
    counts = np.zeros((len(keys), 2, PLATSER), dtype=np.int64)
    counts[:, :, : HOGSTA_ALDER + 1] = frame["antal"].to_numpy().reshape(len(keys), 2, HOGSTA_ALDER + 1)
    counts.setflags(write=False)
    return dict(zip(keys, counts))


def _frame(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError):
        raise DeclarationError(
            f"{path} går inte att läsa som {path.suffix[1:]}. Hämta den på nytt med isu reference befolkning."
        ) from None
    if tuple(frame.columns) != KOLUMNER:
        raise DeclarationError(f"{path}: kolumnerna ska vara {', '.join(KOLUMNER)}, i den ordningen och inga andra.")
    return frame


def _typed(frame: pl.DataFrame, path: Path) -> pl.DataFrame:
    typed = frame.with_columns(pl.col(name).cast(dtype, strict=False) for name, dtype in TYPER.items())
    for name in KOLUMNER:
        _none(typed[name].is_null(), path, name, "värdet saknas eller är inget heltal.")
    return typed


def checked(frame: pl.DataFrame, path: Path, known: frozenset[str]) -> pl.DataFrame:
    """The rows in order: known regions, each with all 202 cells of its years, once."""
    unknown = ~frame["kommunkod"].is_in(sorted(known))
    sentence = (
        "koden finns inte: en kommun har fyra siffror, med inledande nolla, ett län två, riket 0000, och en stadsdel "
        "den kod som den har i lamnare.csv."
    )
    _none(unknown, path, "kommunkod", sentence)
    limits = {"ar": (FORSTA_AR, SISTA_AR), "kon": (1, 2), "alder": (0, HOGSTA_ALDER), "antal": (0, 10_000_000)}
    for name, (low, high) in limits.items():
        _none(~frame[name].is_between(low, high), path, name, f"tillåtet är {low}–{high}.")
    _none(frame.select(KOLUMNER[:-1]).is_duplicated(), path, "alder", "kommun, år, kön och ålder står två gånger.")
    counted = frame.group_by("kommunkod", "ar").len().filter(pl.col("len") != CELLER).sort("kommunkod", "ar")
    if len(counted):
        kommun, ar, n = counted.row(0)
        raise DeclarationError(
            f"{path}: kommun {kommun}, år {ar} har {n} rader men ska ha {CELLER}: två kön, ålder 0–{HOGSTA_ALDER}. "
            f"Ett tal som är noll skrivs 0. {HOGSTA_ALDER} betyder {HOGSTA_ALDER} år och äldre."
        )
    return frame.sort(KOLUMNER[:-1])


def _none(wrong: pl.Series, path: Path, column: str, sentence: str) -> None:
    """Stops at the first row that is wrong; the header is line 1."""
    if wrong.any():
        raise DeclarationError(f"{path}, rad {wrong.arg_max() + 2}, {column}: {sentence}")


def write_befolkning(folder: Path, frame: pl.DataFrame, uppgifter: Uppgifter) -> Path:
    """The file and what tells of it, in `folder`; same numbers, same bytes. The telling file comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{NAMN}.csv"
    _replace(target, frame.select(KOLUMNER).sort(KOLUMNER[:-1]).write_csv().encode())
    _replace(target.with_suffix(".yaml"), _told(uppgifter).encode())
    target.with_suffix(".parquet").unlink(missing_ok=True)
    return target


def _told(uppgifter: Uppgifter) -> str:
    texts = {"kalla": uppgifter.kalla, "uttag": uppgifter.uttag}
    quoted = [f"{name}: '{text.replace(chr(39), chr(39) * 2)}'" for name, text in texts.items()]
    return "\n".join([*quoted, f"syntetisk: {'ja' if uppgifter.syntetisk else 'nej'}", ""])


def _replace(path: Path, content: bytes) -> None:
    """Under another name first, so that nobody reads half a file."""
    unfinished = path.with_name(f".{path.name}.del")
    unfinished.write_bytes(content)
    unfinished.replace(path)
