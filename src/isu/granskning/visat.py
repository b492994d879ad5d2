"""What is shown of each quantity of a release, to be laid beside those of other indicators. Reads the published files
alone: some indicators at a time, and of each only what is shown is kept.

Where numbers are printed near what they are the same persons are printed alike everywhere, so there is nothing to be
told of one by another.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.granskning.klasser import Antal, Rutnat, Visade, grid, shown_of
from isu.granskning.las import (
    AXLAR,
    OM_OKANDA,
    Las,
    Publicerat,
    about_of,
    indicators,
    of_all_rows,
    of_rows,
    told_rows,
)
from isu.granskning.lika import MED_OKANDA, quantities

#: So many indicators are read at a time: most of a file is areas of which nothing is told, and read in vain.
TOGETHER = 8
#: What is known of a table that is read so.
Vet = Callable[[Publicerat, Las], Publicerat]


def as_printed(publicerat: Publicerat, las: Las) -> Publicerat:
    return publicerat


def shown(path: Path, annan: Path | None = None, known: Vet = as_printed) -> list[Visade]:
    """Of each indicator; and of those that another release alone has, if there is one."""
    if _is_near(path):
        return []
    if annan is None or _is_near(annan):
        return [*_shown(path, indicators(path), _grid([path]), as_printed)]
    own, rutnat = indicators(path), _grid([path, annan])
    more = [indikator for indikator in indicators(annan) if indikator not in own]
    return [*_shown(path, own, rutnat, known), *_shown(annan, more, rutnat, known)]


def _is_near(path: Path) -> bool:
    return any(int(about_of(path).get(name, b"0")) for name in (b"avrundning", b"storning"))


def _grid(paths: Sequence[Path]) -> Rutnat:
    """The members of all of them."""
    tables = [pq.read_table(path, columns=[name for axel in AXLAR[:3] for name in axel]) for path in paths]
    return grid(*({tuple(r.values()) for rows in tables for r in _distinct(rows, axel)} for axel in AXLAR[:3]))


def _distinct(rows: pa.Table, names: Sequence[str]) -> list[dict[str, str]]:
    return rows.select(names).group_by([*names]).aggregate([]).to_pylist()


def _shown(path: Path, names: Sequence[str], rutnat: Rutnat, known: Vet) -> Iterator[Visade]:
    for first in range(0, len(names), TOGETHER):
        of = names[first : first + TOGETHER]
        rows = told_rows(path, pc.field("indikator").isin(of), *OM_OKANDA)
        for indikator in of:
            own = rows.filter(pc.equal(rows["indikator"], indikator))
            for antal, table in _quantities(own, indikator, path, known).items():
                yield shown_of(antal, table, rutnat)


def _quantities(rows: pa.Table, indikator: str, path: Path, known: Vet) -> dict[Antal, Publicerat]:
    own, every = (known(las(rows, indikator, about_of(path)), las) for las in (of_rows, of_all_rows))
    return quantities(own) | quantities(every, MED_OKANDA)
