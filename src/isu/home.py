"""Where things lie in a home. Paths only: nothing here reads, writes or decides.

A home is one installation's folder: what came in, what was kept, what goes out.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from isu.errors import IsuError

#: Folders in an outbox, with one for each release: its report, and the preliminary values before it.
RAPPORTER, PRELIMINART = "rapporter", "preliminart"


@dataclass(frozen=True)
class Home:
    """The folder of one installation; see docs/architecture.md for what each part holds."""

    root: Path

    @classmethod
    def of(cls, path: str | Path | None = None) -> "Home":
        """The home at `path`, else at ISU_HOME."""
        chosen = path or os.environ.get("ISU_HOME")
        if not chosen:
            raise IsuError("Ange hemmet med --home KATALOG eller miljövariabeln ISU_HOME.")
        return cls(Path(chosen).expanduser().resolve())

    @property
    def intake(self) -> Path:
        return self.root / "intake"

    @property
    def holding(self) -> Path:
        """Private copies of files while they are being judged; empty between runs."""
        return self.root / "holding"

    @property
    def own(self) -> Path:
        """The user's own declarations: same folders as in the project, and they win."""
        return self.root / "egna"

    @property
    def packs(self) -> Path:
        """Declarations that others have signed, one folder per pack and in it one per version."""
        return self.root / "paket"

    @property
    def edition(self) -> Path:
        return self.root / "arbetsutgava"

    @property
    def steward(self) -> Path:
        """Pages for whoever watches over all lämnare; they tell of every sender and go to none."""
        return self.root / "steward"

    @property
    def printed(self) -> Path:
        """What each release has printed, and the sums behind it: as secret as `added_up`."""
        return self.root / "utgivet"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def events(self) -> Path:
        """Who has done what in the home."""
        return self.root / "handelser.jsonl"

    @property
    def encrypted(self) -> Path:
        """The mark of an encrypted home; what stands in it tells its keys from another home's."""
        return self.root / ".krypterat"

    @property
    def locks(self) -> Path:
        return self.root / ".las"

    @property
    def added_up(self) -> Path:
        """Counts added up over lämnare: right of the wall, not yet protected, never published."""
        return self.root / "summor"

    def inbox(self, lamnare: str) -> Path:
        return self.intake / lamnare

    def rule_pages(self, lamnare: str) -> Path:
        return self.outbox(lamnare) / "regler"

    def outbox(self, lamnare: str) -> Path:
        return self.root / "outbox" / lamnare

    def archive(self, lamnare: str) -> Path:
        return self.root / "archive" / lamnare

    def quarantine(self, lamnare: str) -> Path:
        return self.root / "quarantine" / lamnare

    @property
    def registers(self) -> Path:
        return self.root / "register"

    def register(self, tabell: str, lamnare: str) -> Path:
        return self.registers / tabell / f"lamnare={lamnare}"

    def cells(self, lamnare: str) -> Path:
        return self.root / "cells" / f"lamnare={lamnare}"

    def frozen(self, lamnare: str) -> Path:
        """Cells whose rows have been erased by retention: they cannot be made again."""
        return self.root / "frysta" / lamnare

    def secret(self, lamnare: str) -> list[Path]:
        """Every folder with rows or cells of one lämnare."""
        registers = sorted(self.registers.glob(f"*/lamnare={lamnare}"))
        own = (self.archive, self.quarantine, self.cells, self.frozen)
        return [*(place(lamnare) for place in own), *registers]

    def kept(self) -> list[str]:
        """Every lämnare that has such a folder."""
        places = ("archive/*", "quarantine/*", "frysta/*", "cells/lamnare=*", "register/*/lamnare=*")
        return sorted({p.name.removeprefix("lamnare=") for place in places for p in self.root.glob(place)})

    @property
    def all_cells(self) -> Path:
        return self.root / "cells"

    @property
    def database_url(self) -> str:
        """Where the ledger lies: ISU_DATABASE_URL, else a SQLite file in the home."""
        return os.environ.get("ISU_DATABASE_URL") or f"sqlite:///{self.root / 'ledger.sqlite'}"

    @property
    def broker_url(self) -> str | None:
        """The queue that carries runs to workers on several machines: ISU_BROKER_URL. None: this machine does all."""
        return os.environ.get("ISU_BROKER_URL") or None

    @property
    def database_in_home(self) -> bool:
        return not os.environ.get("ISU_DATABASE_URL")
