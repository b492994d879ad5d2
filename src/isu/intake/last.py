"""What reading gives: a file that is understood as far as its header, with its rows as a relation."""

from collections.abc import Callable
from dataclasses import dataclass

from isu.intake.header import Rubrikrad
from isu.intake.manifest import Manifest
from isu.intake.relation import Relation


@dataclass(frozen=True)
class Last:
    """A file that has been read as far as its header. `careful` gives the relation when the fast one fails.

    `antaget` are Swedish sentences on what was assumed; `granskad` tells that the guard has seen all of the file.
    `namn` is where a period may stand: the file's name, with that of the data file inside it when it is an archive.
    """

    rubrikrad: Rubrikrad
    manifest: Manifest
    relation: Relation
    antaget: tuple[str, ...]
    careful: Callable[[], Relation] | None
    granskad: bool = False
    namn: str = ""
