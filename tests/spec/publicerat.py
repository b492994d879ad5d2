"""From rows to published numbers, for examples: one kommun, a threshold of 1 so that the numbers can be small."""

from dataclasses import replace

import polars as pl

from isu.aggregate import add_up
from isu.declaration.befolkning import Befolkning, Uppgifter, write_befolkning
from isu.declaration.profil import ENKEL, Skyddsprofil
from isu.duck import open_connection
from isu.release import write_edition
from tests.spec.tabell import LAMNARE, Exempel, Rad

#: Which published rows an example looks at when it does not say.
HELHET = {"omrade_typ": "kommun", "variant": "", "kon": "T", "aldersgrupp": "alla", "uppdelning": "", "grupp": ""}


class Publicerande(Exempel):
    """An example that may go on to the numbers that its kommun would publish."""

    def invanare(self, antal: int, *ar: int) -> None:
        """So many women and so many men of every age 0–100 live in the kommun on 31 December of these years."""
        cells = [(LAMNARE, y, kon, alder, antal) for y in ar for kon in (1, 2) for alder in range(101)]
        frame = pl.DataFrame(cells, schema=["kommunkod", "ar", "kon", "alder", "antal"], orient="row")
        path = write_befolkning(self.home.root / "befolkning", frame, Uppgifter("Påhittad", "", True))
        kommuner = {LAMNARE: self.deklaration.kommuner[LAMNARE]}
        self.deklaration = replace(self.deklaration, befolkning=Befolkning(path, kommuner))

    def tal(self, indikator: str, kolumner: str, **urval: str) -> list[Rad]:
        """Count, add up and publish; the published rows as text. Key columns not asked for are those of the whole."""
        self.raknar()
        ours = {LAMNARE: self.deklaration.lamnare[LAMNARE]}, {LAMNARE: self.deklaration.kommuner[LAMNARE]}
        skydd = Skyddsprofil("prov", 1, metod=ENKEL)
        deklaration = replace(self.deklaration, lamnare=ours[0], kommuner=ours[1], skydd=skydd)
        chosen = self.indikatorer()[indikator]
        add_up(self.home, deklaration, chosen)
        write_edition(self.home, deklaration, [chosen], [])
        return self._read(kolumner.split(), HELHET | urval)

    def _read(self, kolumner: list[str], urval: dict[str, str]) -> list[Rad]:
        names = ", ".join(f"{name}::varchar as {name}" for name in kolumner)
        where = " and ".join(f"{name} = '{value}'" for name, value in urval.items() if name not in kolumner)
        sql = f"select {names} from '{self.home.edition}/indikatorer.parquet' where {where} order by all"
        with open_connection() as connection:
            return [dict(zip(kolumner, row)) for row in connection.execute(sql).fetchall()]
