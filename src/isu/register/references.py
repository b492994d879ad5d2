"""Keys that point at nothing, judged over all that is in force for one sender. Warnings, never row errors.

Because the whole register is judged, and not the file, the order in which files arrived changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from isu.declaration.tabell import Referens, Tabell
from isu.register.stage import Registerfil, staged


@dataclass(frozen=True)
class Lucka:
    """Rows of `tabell` whose `kolumn` has no match in `till`."""

    tabell: str
    kolumn: str
    till: str
    rader: int


def dangling(tabeller: Mapping[str, Tabell], files: Mapping[str, list[Registerfil]]) -> list[Lucka]:
    """Every broken reference between tables that the sender delivers. A table never delivered is not missed here."""
    asked = [
        (tabell, referens)
        for name, tabell in sorted(tabeller.items())
        for referens in tabell.referenser
        if files.get(name) and files.get(referens.tabell)
    ]
    if not asked:
        return []
    with staged(tabeller, files, (namn for t, r in asked for namn in (t.namn, r.tabell))) as connection:
        counts = [connection.execute(_count_sql(t, r)).fetchall()[0][0] for t, r in asked]
    return [Lucka(t.namn, r.kolumn, r.tabell, n) for (t, r), n in zip(asked, counts) if n]


def _count_sql(tabell: Tabell, referens: Referens) -> str:
    return f"""
select count(*)
from {tabell.namn}
where {referens.kolumn} is not null
  and {referens.kolumn} not in (select {referens.till} from {referens.tabell} where {referens.till} is not null)"""
