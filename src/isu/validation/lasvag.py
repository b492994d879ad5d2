"""Two ways to a file's rows: the fast one, and the careful one when the fast one does not hold. Fills `rader`."""

from collections.abc import Callable
from typing import TypeVar

import duckdb

from isu.errors import ReadError
from isu.intake.last import Last
from isu.intake.relation import Relation, unfolded
from isu.validation import engine
from isu.validation.compile import Kompilerad

T = TypeVar("T")


def read_whole(
    connection: duckdb.DuckDBPyConnection, last: Last, compiled: Kompilerad, tid: engine.Tid, most_raw: int
) -> Relation:
    """The one pass over all records; gives the relation of the records that they were read from."""
    header = last.rubrikrad

    def read(relation: Relation) -> Relation:
        texts, borttagen, ordning = header.uttryck, header.borttagen, header.ordning
        engine.read_rows(
            connection, unfolded(relation, header.grenar), compiled, texts, tid, most_raw, borttagen, ordning
        )
        if engine.records(connection, compiled) != relation.rader:
            raise engine.NotWhole
        return relation

    return fast_or_careful(last, read)


def fast_or_careful(last: Last, read: Callable[[Relation], T]) -> T:
    """What `read` gives, the fast way; what fails that way is read the careful one, record by record."""
    try:
        return read(last.relation)
    except (duckdb.Error, engine.NotWhole):
        if last.careful is None:
            raise ReadError("ej_lasbar", skal="raderna går inte att dela upp i fält") from None
        return read(last.careful())
