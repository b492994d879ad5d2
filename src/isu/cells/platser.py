"""Where the cells of one indicator lie in the lämnare's folder, and what may not lie there. No counting."""

from collections.abc import Iterable
from pathlib import Path

from isu.cells import lokalt
from isu.cells.indikator import Indikator
from isu.filer import discard

INNEHALL = "innehall.json"


def files_of(folder: Path, indikator: Indikator) -> list[Path]:
    """The cells, and beside them, where the indicator has any, those that stay with the lämnare."""
    name = f"{indikator.id}.parquet"
    return [folder / name, *([folder / lokalt.FOLDER / name] if lokalt.is_local(indikator) else [])]


def beside(path: Path) -> Path:
    """Where a file is written before it is put in place."""
    return path.with_name(path.name + ".tmp")


def remove_others(folder: Path, indikatorer: Iterable[Indikator]) -> None:
    """Take away cells of indicators that are no more, and what an interrupted run left behind."""
    wanted = {folder / INNEHALL, *(path for i in indikatorer for path in files_of(folder, i))}
    wanted |= {path.parent for path in wanted}
    for path in [*folder.glob("*"), *(folder / lokalt.FOLDER).glob("*")]:
        if path not in wanted:
            discard(path)
