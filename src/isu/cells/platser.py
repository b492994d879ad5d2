"""What lies in a lämnare's folder of cells: the files of each indicator, and `innehall.json`, which tells of them.

Cells that are counted here have a file per indicator, since each is counted anew by itself; those that were delivered
come and go together, and have one. No counting.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from isu.cells import lokalt, upprepade
from isu.cells.indikator import Indikator
from isu.filer import discard, write_whole
from isu.minne import read_json

INNEHALL = "innehall.json"
#: The cells of all indicators, and their pairs, where a lämnare delivered them: in one file, as it sent them.
SAMLAT = "celler.parquet"
#: What it tells besides the indicators: protected persons, periods held back; and of an indicator whose cells were
#: delivered, how they were thinned.
SKYDDADE, HALLNA, AV_CELLER = "skyddade", "hallna", "av_celler"


def files_of(folder: Path, indikator: Indikator) -> list[Path]:
    """All that is counted of the indicator: its cells, and where it counts them, the pairs of a person's events."""
    return [*cells_of(folder, indikator), *pairs_of(folder, indikator)]


def pairs_of(folder: Path, indikator: Indikator) -> list[Path]:
    return [upprepade.file_of(folder, indikator)] if upprepade.counts_pairs(indikator) else []


def cells_of(folder: Path, indikator: Indikator) -> list[Path]:
    """The cells, and beside them, where the indicator has any, those that stay with the lämnare."""
    name = f"{indikator.id}.parquet"
    return [folder / name, *([folder / lokalt.FOLDER / name] if lokalt.is_local(indikator) else [])]


def beside(path: Path) -> Path:
    """Where a file is written before it is put in place."""
    return path.with_name(path.name + ".tmp")


def put_in_place(folder: Path, files: Iterable[Path]) -> None:
    """Put what has been written beside each file in its place. `innehall.json` is taken away before the first of them,
    so it never tells of cells that are not there."""
    (folder / INNEHALL).unlink(missing_ok=True)
    for path in files:
        beside(path).replace(path)


def remove_others(folder: Path, wanted: Iterable[Path]) -> None:
    """Take away all but these and what tells of them: indicators that are no more, and what an interrupted run left
    behind."""
    kept = {folder / INNEHALL, *wanted}
    kept |= {path.parent for path in kept}
    for path in [*folder.glob("*"), *(folder / lokalt.FOLDER).glob("*"), *(folder / upprepade.FOLDER).glob("*")]:
        if path not in kept:
            discard(path)


def told(folder: Path) -> dict[str, Any]:
    """What the present innehall.json says; nothing where it is damaged, so that all is counted again."""
    return read_json(folder / INNEHALL)


def known_files(folder: Path) -> dict[str, str]:
    """Every file of cells, by its place in the folder, and its hash when it was counted."""
    entries = told(folder).get("indikatorer", {}).values()
    return {name: digest for entry in entries for name, digest in entry.get("filer", {}).items()}


def tell(folder: Path, content: dict[str, Any]) -> None:
    """Tell what the folder holds; a folder that tells the same already is left alone."""
    path = folder / INNEHALL
    text = json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"
    if not folder.is_dir() or (path.is_file() and path.read_text(encoding="utf-8") == text):
        return
    write_whole(path, text)
