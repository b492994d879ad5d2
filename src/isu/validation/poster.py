"""What is told of a file whose records become several rows: how many, and the cells that leave it unclear.

The records stay what is counted; see Relation.utvecklad and Kompilerad.utvecklad.
"""

import duckdb

from isu.declaration import Deklaration
from isu.declaration.regel import VARNING
from isu.intake.header import Rubrikrad
from isu.intake.relation import Relation
from isu.omdome import Fynd
from isu.validation import engine
from isu.validation.compile import Kompilerad
from isu.validation.funnet import place_in_file

REGEL = "oklart_kryss"


def told_rows(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> tuple[str, ...]:
    """Sentences on how many rows the records became; none of an ordinary file."""
    if not compiled.utvecklad:
        return ()
    records, rows, others = engine.rows_of_records(connection)
    told = f"Filens {records} poster blev {rows} rader i tabellen {compiled.tabell.namn}."
    none = f"{others} poster har inget som tabellen frågar efter och gav ingen rad. De räknas som tomma."
    return (told, none) if others else (told,)


def unclear_findings(
    connection: duckdb.DuckDBPyConnection, header: Rubrikrad, relation: Relation, deklaration: Deklaration
) -> list[Fynd]:
    """One warning per column whose cells say neither yes nor no, with its first places."""
    if not header.oklara:
        return []
    most = deklaration.intag.platser_i_kvitto
    asked = ", ".join(f"count(*) filter ({sql}), min(rad, {most}) filter ({sql})" for sql in header.oklara.values())
    row = connection.execute(f"select {asked} from ({relation.sql})").fetchall()[0]
    counts = zip(header.oklara, row[::2], row[1::2])
    return [
        Fynd(REGEL, VARNING, count, (place_in_file(header, place),), tuple(rows))
        for place, count, rows in counts
        if count
    ]
