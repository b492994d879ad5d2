"""Where a judged delivery's files are kept, and how they get there: by rename, so that they are whole or absent.

Nothing here puts a delivery in force; that is the ledger's one transaction, which comes after.
"""

from dataclasses import dataclass
from pathlib import Path

from isu import valv
from isu.home import Home

PRIVATE = 0o700


@dataclass(frozen=True)
class Plats:
    """The places of one delivery, known from sender, table, content and what was stated of it.

    The delivered bytes are named by their hash. What was made of them, and what was said of them, is named by the
    delivery's key: the same bytes may be delivered for two periods.
    """

    home: Home
    lamnare: str
    sha256: str
    nyckel: str = ""

    @property
    def namn(self) -> str:
        return self.nyckel or self.sha256

    def rows(self, tabell: str) -> Path:
        return self.home.register(tabell, self.lamnare) / f"{self.namn}.parquet"

    @property
    def set_aside(self) -> Path:
        return self.home.quarantine(self.lamnare) / f"{self.namn}.parquet"

    @property
    def faults(self) -> Path:
        """Where in the file each fault lies; values only where the declaration lets them be shown."""
        return self.home.quarantine(self.lamnare) / f"{self.namn}.platser.parquet"

    @property
    def delivered(self) -> Path:
        return self.home.archive(self.lamnare) / self.sha256

    @property
    def manifest(self) -> Path:
        return self.home.archive(self.lamnare) / f"{self.namn}.leverans.yaml"


def private_folder(path: Path) -> Path:
    """A folder that only its owner may enter: what lies left of the wall is secret."""
    path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return path


def put(place: Plats, source: Path, target: Path) -> None:
    """Move a finished file of the delivery to its place."""
    private_folder(target.parent)
    valv.put(place.home, place.lamnare, source, target)
