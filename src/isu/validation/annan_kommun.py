"""Does the file say itself that it is another municipality's? Asked of a column of codes that no table reads.

Only the beginning of the file is looked at, and only where a header is one of those that mean who sends.
"""

import duckdb

from isu.declaration import Deklaration, Lamnare
from isu.declaration.rubrik import normal_name
from isu.errors import ReadError
from isu.intake.header import Rubrikrad
from isu.intake.relation import Relation, letter

SAYS_WHO = {"kommun", "kommunkod", "kommun_kod", "kommunnr", "kommunnummer", "lamnare", "lamnarkod"}
ROWS = 1_000


def refuse_other_kommun(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    header: Rubrikrad,
    sender: Lamnare,
    deklaration: Deklaration,
) -> None:
    """Raises ReadError where all of the first rows, and not just a few, have the code of one other municipality."""
    for place, rubrik in enumerate(header.rubriker):
        if place not in header.kanda and normal_name(rubrik) in SAYS_WHO:
            rows, codes = _codes(connection, relation, place)
            other = len(codes) == 1 and codes <= deklaration.kommuner.keys() - {sender.kommunkod}
            if other and rows >= deklaration.intag.minst_rader:
                raise ReadError("annan_kommun", bokstav=letter(place))


def _codes(connection: duckdb.DuckDBPyConnection, relation: Relation, place: int) -> tuple[int, set[str]]:
    """How many rows have anything in the column, and the different texts, as four digits."""
    found = connection.execute(
        f"select trim(c{place}), count(*) from (select c{place} from ({relation.sql}) limit {ROWS})"
        f" where trim(c{place}) <> '' group by all"
    ).fetchall()
    return sum(n for _, n in found), {text.zfill(4) for text, _ in found}
