"""The standard population: whose ages standardised rates are counted on. Reference data, the same for all years.

`schemas/reference/standardbefolkning.csv` (kon, fran, till, antal; the last band of a kön is open) and beside it
`standardbefolkning.yaml`, which names it and tells where it comes from; the user's own win. Bands are spread evenly
over their years.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from isu.declaration.befolkning import HOGSTA_ALDER, MAPP, PLATSER
from isu.declaration.katalog import Katalog
from isu.declaration.yamlfalt import read_fields
from isu.errors import DeclarationError

NAMN = "standardbefolkning"
KOLUMNER = ("kon", "fran", "till", "antal")
UPPGIFTER = ("namn", "kalla")


@dataclass(frozen=True, eq=False)
class Standardbefolkning:
    """`antal` by kön (row 0 is kon 1, row 1 is kon 2) and age 0–110, as those of `befolkning`; only shares matter."""

    namn: str = ""
    kalla: str = ""
    antal: np.ndarray = field(default_factory=lambda: np.zeros((2, PLATSER)))

    @property
    def fingeravtryck(self) -> str:
        """Changes when the numbers or what is told of them do."""
        return hashlib.sha256(f"{self.namn}/{self.kalla}/".encode() + self.antal.tobytes()).hexdigest()


def read_standard(katalog: Katalog) -> Standardbefolkning:
    path = katalog.file(MAPP, f"{NAMN}.csv")
    told = read_fields(path.with_suffix(".yaml")).mapping(UPPGIFTER, needed=UPPGIFTER)
    return Standardbefolkning(told["namn"].filled(), told["kalla"].filled(), _by_age(_bands(path), path))


def _bands(path: Path) -> pl.DataFrame:
    try:
        return pl.read_csv(path, schema=dict.fromkeys(KOLUMNER, pl.Int64))
    except (pl.exceptions.PolarsError, OSError):
        raise DeclarationError(
            f"{path} går inte att läsa. Kolumnerna ska vara {', '.join(KOLUMNER)}, alla heltal; "
            "till är tomt i det sista åldersbandet för vart kön."
        ) from None


def _by_age(bands: pl.DataFrame, path: Path) -> np.ndarray:
    """Every age of both kön once."""
    found = np.full((2, PLATSER), np.nan)
    for kon, low, high, number in bands.iter_rows():
        last = HOGSTA_ALDER if high is None else high
        if kon not in (1, 2) or low is None or number is None or number < 0 or not 0 <= low <= last <= HOGSTA_ALDER:
            raise DeclarationError(
                f"{path}: ett åldersband har fel kön (1 eller 2), ålder (0–{HOGSTA_ALDER}) eller antal."
            )
        if not np.isnan(found[kon - 1, low : last + 1]).all():
            raise DeclarationError(f"{path}: åldern {low} för kön {kon} står i två åldersband.")
        found[kon - 1, low : last + 1] = number / (last - low + 1)
    if np.isnan(found[:, : HOGSTA_ALDER + 1]).any():
        raise DeclarationError(f"{path}: alla åldrar 0–{HOGSTA_ALDER} ska finnas för båda könen.")
    return np.nan_to_num(found)


def write_standard(folder: Path, antal: np.ndarray, namn: str, kalla: str) -> Path:
    """One row per kön and age, in `folder`; same numbers, same bytes. The telling file comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        (kon, age, None if age == HOGSTA_ALDER else age, int(antal[kon - 1, age]))
        for kon in (1, 2)
        for age in range(HOGSTA_ALDER + 1)
    ]
    target = folder / f"{NAMN}.csv"
    pl.DataFrame(rows, schema=dict.fromkeys(KOLUMNER, pl.Int64), orient="row").write_csv(target)
    quoted = kalla.replace("'", "''")
    target.with_suffix(".yaml").write_text(f"namn: {namn}\nkalla: '{quoted}'\n", encoding="utf-8")
    return target
