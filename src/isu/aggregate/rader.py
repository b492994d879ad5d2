"""The rows of cells that are added up, from the files that they lie in. The only place that opens cells.

Texts are places in lists of words: riket has millions of cells and few words. Where a lämnare delivered its cells, all
indicators lie in one file, which is read once for all that are added up.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.cells import upprepade
from isu.cells.cellfil import of_indicators
from isu.cells.cellnyckel import NYCKEL
from isu.cells.platser import SAMLAT
from isu.home import Home
from isu.valv import read

#: The words that adding asks for of a cell, and of a pair of events of the same person.
ORD = ("variant", "period", "kon", "aldersgrupp", "uppdelning", "grupp", "utfall", "fore")
PAR_ORD = (*ORD[:4], *upprepade.ANDRA, *ORD[4:6])
#: The two kinds of rows, by the folder that they lie in where each indicator has a file of its own.
CELLER, PAR = "", upprepade.FOLDER
OF = {CELLER: ORD, PAR: PAR_ORD}
#: The key of what has none; a key is at least 0.
UTAN = -1
INDIKATOR, ANTAL, CENSURERAD = "indikator", "antal", "censurerad"


@dataclass(frozen=True)
class Rader:
    """In columns: the words of each column of text and the place of every row's among them; the numbers."""

    ord: Mapping[str, Iterable[str | None]]
    plats: Mapping[str, np.ndarray]
    tal: Mapping[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.tal[ANTAL])

    def column(self, name: str) -> tuple[list[str | None], np.ndarray]:
        return list(self.ord[name]), self.plats[name]

    def where(self, chosen: np.ndarray | slice) -> "Rader":
        plats, tal = ({name: of[chosen] for name, of in own.items()} for own in (self.plats, self.tal))
        return Rader(self.ord, plats, tal)


class Ordlista(dict[str | None, int]):
    """The words of a column, each with its place in the order that they were met."""

    def places(self, words: Iterable[str | None]) -> np.ndarray:
        found = np.array([self.setdefault(word, len(self)) for word in words], np.int32)
        return found.astype(np.min_scalar_type(max(len(self) - 1, 0)))


class Kalla:
    """Reads the cells of a home, with one list of words per column for all that is read.

    `wanted` are the indicators that will be asked for; all where nothing is said.
    """

    def __init__(self, home: Home, wanted: Collection[str] | None = None):
        self._home = home
        self._wanted = wanted
        self._ord: dict[str, Ordlista] = {name: Ordlista() for name in (*ORD, *upprepade.ANDRA)}
        self._samlat: dict[str, dict[tuple[str, str], Rader]] = {}

    def rows(self, lamnare: str, indikator: str, slag: str, samlat: bool) -> Rader:
        """Of one lämnare and indicator; `samlat` tells that its cells lie in one file."""
        folder = self._home.cells(lamnare)
        if not samlat:
            return self._numbered(_table(folder / slag / f"{indikator}.parquet", OF[slag]), OF[slag])
        if lamnare not in self._samlat:
            self._samlat[lamnare] = dict(self._divided(folder / SAMLAT))
        return self._samlat[lamnare].get((indikator, slag)) or self._empty(slag)

    def _empty(self, slag: str) -> Rader:
        none = np.zeros(0, np.uint8)
        return Rader(self._ord, dict.fromkeys(OF[slag], none), {ANTAL: none})

    def _divided(self, path: Path) -> Iterable[tuple[tuple[str, str], Rader]]:
        """Per indicator and kind, of all that lies in one file."""
        table = _table(path, (INDIKATOR, *self._ord))
        if self._wanted is not None:
            table = of_indicators(table, self._wanted)
        every = self._numbered(table, self._ord)
        names, nr = numbered(table[INDIKATOR])
        key = 2 * nr + pc.is_valid(table[upprepade.ANDRA[0]]).to_numpy()
        every = every.where(np.argsort(key.astype(np.min_scalar_type(2 * len(names))), kind="stable"))
        start = 0
        for (name, slag), number in zip(product(names, (CELLER, PAR)), np.bincount(key).tolist(), strict=False):
            if number:
                yield (name, slag), every.where(slice(start, start + number))
            start += number

    def _numbered(self, table: pa.Table, words: Iterable[str]) -> Rader:
        plats = {}
        for name in words:
            values, place = numbered(table[name])
            plats[name] = self._ord[name].places(values)[place]
        return Rader(self._ord, plats, _numbers(table))


def _table(path: Path, words: Sequence[str]) -> pa.Table:
    """The rows, with the words as places in lists."""
    file = pq.ParquetFile(pa.BufferReader(read(path)), read_dictionary=list(words))
    there = [name for name in (*words, CENSURERAD, ANTAL, "par", NYCKEL) if name in file.schema_arrow.names]
    return file.read(there, use_threads=False).unify_dictionaries()


def _numbers(table: pa.Table) -> dict[str, np.ndarray]:
    """How many, as small as they are; whether censored; and the keys of records where there are any."""
    antal = table["par" if "par" in table.column_names else ANTAL].to_numpy()
    found = {ANTAL: antal.astype(np.min_scalar_type(antal.max(initial=0)))}
    if CENSURERAD in table.column_names:  # a spell is censored only where that is said
        found[CENSURERAD] = pc.fill_null(table[CENSURERAD], False).to_numpy()
    if NYCKEL in table.column_names:
        found[NYCKEL] = pc.fill_null(table[NYCKEL], UTAN).to_numpy()
    return found


def rows_of(table: pa.Table, words: Iterable[str]) -> Rader:
    """Of a table of cells that has been read already."""
    columns = {name: numbered(table[name]) for name in words}
    lists, places = ({name: of[i] for name, of in columns.items()} for i in (0, 1))
    return Rader(lists, places, _numbers(table))


def numbered(column: pa.ChunkedArray) -> tuple[list[str | None], np.ndarray]:
    """The distinct values of a column, and for each row the place of its value among them."""
    whole = column.combine_chunks()
    encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    if not encoded.null_count:
        return values, encoded.indices.to_numpy()
    return [*values, None], pc.fill_null(encoded.indices, len(values)).to_numpy()
