"""Where declarations are found: in the project, in installed packs, then in the user's own folder, which wins name by
name.

Finds files only; what a file means is read by its own module.
"""

from dataclasses import dataclass
from pathlib import Path

import isu
from isu.home import Home


def project_folder(name: str) -> Path:
    """`schemas`, `dbt_like_sql` or `pipelines`, in the wheel or in a checkout."""
    for root in map(Path, isu.__path__):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(name)


#: What a pack may hold: folder → what its files end with. Tables (Python) and whatever guards a home (rules, profiles
#: of intake, identity and disclosure, who the senders are) are the home's own to decide.
I_PAKET = {
    "dbt_like_sql/indicators": ".sql",
    "dbt_like_sql/staging": ".sql",
    "schemas/codes": ".csv",
    "schemas/fortunning": ".yaml",
}


@dataclass(frozen=True)
class Katalog:
    """The folders to look in, the strongest last."""

    own: Path | None = None
    packs: tuple[Path, ...] = ()

    @classmethod
    def of(cls, home: Home | None) -> "Katalog":
        """Homes without declarations of their own share what has been read once."""
        return cls(home.own if home.own.is_dir() else None, _packs(home)) if home else cls()

    def versions(self) -> dict[str, str]:
        """Installed pack → version."""
        return dict(map(pack_of, self.packs))

    def pack_with(self, path: Path) -> tuple[str, str] | None:
        """(name, version) of the pack that the file came with."""
        return next((pack_of(pack) for pack in self.packs if path.is_relative_to(pack)), None)

    def files(self, folder: str, suffix: str) -> dict[str, Path]:
        """Name → file for every `suffix` file below `folder`; the user's own file replaces ours of that name."""
        top, _, rest = folder.partition("/")
        places = [project_folder(top) / rest, *(pack / folder for pack in self.packs if folder in I_PAKET)]
        if self.own:
            places.append(self.own / folder)
        return {
            path.stem: path
            for place in places
            for path in sorted(place.rglob(f"*{suffix}"))
            if not path.name.startswith("_")
        }

    def file(self, folder: str, name: str) -> Path:
        stem, dot, suffix = name.rpartition(".")
        return self.files(folder, dot + suffix)[stem]


def pack_of(folder: Path) -> tuple[str, str]:
    """(name, version) of the pack that lies in the folder."""
    return folder.parent.name, folder.name


def version_key(version: str) -> tuple[int, ...]:
    """1.9 comes before 1.10."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _packs(home: Home) -> tuple[Path, ...]:
    """Of each pack its highest version, by name."""
    found: dict[str, Path] = {}
    for folder in sorted(home.packs.glob("[a-z]*/[0-9]*"), key=lambda f: (f.parent.name, version_key(f.name))):
        found[folder.parent.name] = folder
    return tuple(found.values())
