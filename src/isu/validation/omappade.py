"""Local codes without translation in a judged file: how many, which of them may be told, and the warning they give.

Reads the temp tables `rader` and `dubbletter` of the engine, and the file once more where the local text is only there.
Whether an indicator is held back is decided right of here, in isu.cells: a file is not a period.
"""

from collections.abc import Iterator, Mapping

import duckdb

from isu.declaration.kodkarta import OMAPPAD
from isu.declaration.omappat import Omappatprofil
from isu.declaration.regel import VARNING
from isu.duck import quoted
from isu.intake.header import Rubrikrad
from isu.intake.oversattning import LOKAL
from isu.intake.relation import Relation, letter
from isu.omdome import Fynd, OmappadKod, Plats
from isu.validation.compile import Kompilerad
from isu.validation.write import JUDGED, set_aside

REGEL = "omappad_kod"
LONGEST_CODE = 60

#: Column → (unmapped, filled) in the accepted rows, for the columns that have any unmapped code.
Antal = Mapping[str, tuple[int, int]]


def count_unmapped(
    connection: duckdb.DuckDBPyConnection,
    compiled: Kompilerad,
    rubrikrad: Rubrikrad,
    columns: Antal,
    relation: Relation | None = None,
    profil: Omappatprofil | None = None,
) -> tuple[OmappadKod, ...]:
    """Per column the local codes that are frequent enough to be told, the most frequent first; the others pooled.

    Accepted rows only. `relation` is the one that the rows were read from: without it the texts of a column that has no
    local twin are not known, and are pooled with `olika` 0.
    """
    found: list[OmappadKod] = []
    for column in columns:
        source = _local_texts(compiled, rubrikrad, column, relation)
        found += _of_column(connection, column, source, compiled, profil or Omappatprofil())
    return tuple(found)


def _accepted(compiled: Kompilerad) -> str:
    return f"{JUDGED} and not ({set_aside(compiled)})"


def unmapped_columns(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, rubrikrad: Rubrikrad) -> Antal:
    columns = [c for c in rubrikrad.oversatta if c in compiled.tolkningar]
    if not columns:
        return {}
    asked = ", ".join(f"count(*) filter (where {c} = {quoted(OMAPPAD)}), count({c})" for c in columns)
    (row,) = connection.execute(f"select {asked} from rader where {_accepted(compiled)}").fetchall()
    counts = {c: (row[2 * i], row[2 * i + 1]) for i, c in enumerate(columns)}
    return {c: pair for c, pair in counts.items() if pair[0]}


def _local_texts(compiled: Kompilerad, rubrikrad: Rubrikrad, column: str, relation: Relation | None) -> str:
    """SQL that adds `lokal`, the text as the sender's system writes it, to the rows of `rader`."""
    beside, place = column + LOKAL, rubrikrad.platser.get(column)
    if beside in compiled.tolkningar:
        return f"(select *, {beside} as lokal from rader)"
    if place is None or relation is None:
        return "(select *, null::varchar as lokal from rader)"
    file = f"select rad, c{place} as lokal from ({relation.sql})"
    return f"(select r.*, f.lokal from rader as r join ({file}) as f using (rad))"


def _of_column(
    connection, column: str, source: str, compiled: Kompilerad, profil: Omappatprofil
) -> Iterator[OmappadKod]:
    told_by_file = f"case when trim(lokal) not in ('', {quoted(OMAPPAD)}) then trim(lokal) end"
    grouped = f"""
        select {told_by_file} as lokal, count(*) as antal from {source}
        where {column} = {quoted(OMAPPAD)} and {_accepted(compiled)} group by 1"""
    told = f"antal >= {profil.minst_antal_visas} and length(lokal) <= {LONGEST_CODE}"
    shown = connection.execute(
        f"select lokal, antal from ({grouped}) where {told} order by antal desc, lokal limit {profil.hogst_koder_visas}"
    ).fetchall()
    yield from (OmappadKod(column, lokal, antal) for lokal, antal in shown)
    total, different = connection.execute(f"select sum(antal), count(lokal) from ({grouped})").fetchall()[0]
    left = int(total) - sum(antal for _, antal in shown)
    if left:
        yield OmappadKod(column, None, left, different - len(shown))


def unmapped_findings(
    connection: duckdb.DuckDBPyConnection,
    compiled: Kompilerad,
    rubrikrad: Rubrikrad,
    columns: Antal,
    most: int,
    profil: Omappatprofil,
) -> list[Fynd]:
    """The warning of each column that has any, with its share of the filled rows and the first places."""
    found = []
    for column, (count, filled) in columns.items():
        (places,) = connection.execute(f"""
            select min(rad, {most}) from rader
            where {column} = {quoted(OMAPPAD)} and {_accepted(compiled)}""").fetchall()
        names = {"andel": _percent(count / filled), "grans": _percent(float(profil.hogsta_andel_omappade))}
        found.append(Fynd(REGEL, VARNING, count, (_plats(rubrikrad, column),), tuple(places[0]), names))
    return found


def _plats(rubrikrad: Rubrikrad, column: str) -> Plats:
    place = rubrikrad.platser.get(column)
    if place is None:
        return Plats(column, column, "–")
    return Plats(column, rubrikrad.rubriker[place].strip(), letter(place))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".rstrip("0").rstrip(".").replace(".", ",")
