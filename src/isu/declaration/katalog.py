"""Where declarations are found: in the project, then in the user's own folder, which wins name by name.

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


@dataclass(frozen=True)
class Katalog:
    """The folders to look in, the strongest last."""

    own: Path | None = None

    @classmethod
    def of(cls, home: Home | None) -> "Katalog":
        """Homes without declarations of their own share what has been read once."""
        return cls(home.own if home and home.own.is_dir() else None)

    def files(self, folder: str, suffix: str) -> dict[str, Path]:
        """Name → file for every `suffix` file below `folder`; the user's own file replaces ours of that name."""
        top, _, rest = folder.partition("/")
        places = [project_folder(top) / rest]
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
