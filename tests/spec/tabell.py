"""Small readable tables for examples: rows in, cells out.

A table is text with `|` between columns, the names first; an empty place is NULL and `''` is no
text. Columns that do not matter to an
example are left out and get the value of ORDINARY.
"""

import json
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from isu.cells.bind import load_checked_indicators
from isu.cells.build import build_cells
from isu.cells.indikator import Indikator
from isu.declaration import load_declarations
from isu.declaration.tabell import column_types
from isu.duck import open_connection
from isu.home import Home
from isu.in_force import Mottagen, in_force
from isu.period import ALL_TIME, period
from isu.register.stage import Registerfil

LAMNARE = "1780"

#: An ordinary row: a boy of 10 in social barn- och ungdomsvård, or a man of 40 with ekonomiskt bistånd. The key is
#: made up row by row.
ORDINARY = {
    "aktualisering": {"omrade": "barn_unga", "typ": "anmalan", "inkom_datum": "2024-03-01", "kon": "1", "alder": "10"},
    "utredning": {
        "omrade": "barn_unga",
        "inledd_datum": "2024-01-10",
        "avslutad_datum": "2024-03-01",
        "utfall": "insats",
        "kon": "1",
        "alder": "10",
        "alder_vid_avslut": "10",
    },
    "person": {},
    "beslut": {"omrade": "ekonomiskt_bistand", "datum": "2024-03-01", "typ": "bifall", "kon": "1", "alder": "40"},
    "insats": {
        "omrade": "barn_unga",
        "insatstyp": "personligt_stod",
        "behovsprovad": "1",
        "start": "2024-01-10",
        "kon": "1",
        "alder": "10",
    },
    "placering": {
        "insats_id": "i1",
        "form": "familjehem",
        "lagrum_placering": "SoL",
        "start": "2024-01-10",
        "kon": "1",
        "alder": "10",
    },
    "plan": {"insats_id": "i1", "omrade": "aldre", "plantyp": "genomforandeplan", "upprattad": "2024-06-01"},
    "mal": {"plan_id": "p1", "datum": "2024-03-01", "overgripande": "0", "kon": "1", "alder": "80"},
    "skattning": {
        "instrument": "ASI",
        "tillfalle": "grund",
        "livsomrade": "3",
        "datum": "2024-03-01",
        "kon": "1",
        "alder": "40",
    },
    "ekb_manad": {
        "manad": "2024-03-01",
        "hid": "h1",
        "roll": "sokande",
        "forsorjningshinder": "arbetslos",
        "kon": "1",
        "alder": "40",
    },
    "forebyggande_insats": {
        "kategori": "1",
        "startmanad": "2024-03-01",
        "alder_grupp": "0-12",
        "kon": "1",
        "resultat": "inget",
        "antal": "1",
    },
    "brukarsvar": {
        "datum": "2024-03-01",
        "omrade": "barn_unga",
        "respondent": "brukare_13plus",
        "fraga": "inflytande",
        "svar": "ja",
        "kon": "1",
        "alder_grupp": "13-17",
    },
    "lss_insats": {"matdatum": "2024-10-01", "personkrets": "1", "punkt": "10", "kon": "1", "alder": "30"},
    "aldre_fn": {"period": "2024-03-01", "insats": "hemtjanst", "kon": "1", "alder": "85"},
}

#: A delivery that covers its period and holds nothing.
INGA_RADER = "pid"

EMPTY_TEXT = {"": None, "''": ""}

#: The head of an indicator of one's own that counts everybody; an example adds its SELECT.
HUVUD = """/*---
id: X-01
version: "1"
grupp: X
omraden: [barn_unga]
namn: {sv: Namn, en: Name}
definition: {sv: Vad, en: What}
population: Alla
kalla: Egen
riktning: ingen
aldersgrupper: {0+: [0, null]}
periodtyper: [halvar]
matt: [{matt: andel}]
---*/
"""

Rad = dict[str, str | None]


def rader(text: str) -> list[Rad]:
    """The rows of a table as text."""
    lines = [[place.strip() for place in line.split("|")] for line in text.strip().splitlines()]
    names, *rows = lines
    assert all(len(row) == len(names) for row in rows), "every row has as many places as there are names"
    return [{name: EMPTY_TEXT.get(place, place) for name, place in zip(names, row)} for row in rows]


@lru_cache
def _our_indicators() -> dict[str, Indikator]:
    return load_checked_indicators(load_declarations())


class Exempel:
    """One lämnare's deliveries and cells, in a home of its own."""

    def __init__(self, root: Path):
        self.home = Home(root)
        self.deklaration = load_declarations()
        self.delivered: dict[str, list[tuple[Path, Mottagen]]] = {}

    def levererar(self, tabell: str, text: str, av: str = "2024H1", uttagsdatum: str | None = None) -> None:
        """A delivery of `tabell` for the period `av`; extracted on the period's last day unless said otherwise."""
        interval = period(av).interval if self.deklaration.tabeller[tabell].start else ALL_TIME
        extracted = date.fromisoformat(uttagsdatum) if uttagsdatum else interval.till
        received = self.delivered.setdefault(tabell, [])
        path = self.home.register(tabell, LAMNARE) / f"{len(received)}.parquet"
        self._write(path, tabell, rader(text))
        received.append((path, Mottagen(len(received), interval, extracted, uttagsdatum is not None)))

    def _write(self, path: Path, tabell: str, rows: list[Rad]) -> None:
        types = column_types(self.deklaration.tabeller[tabell])
        assert all(set(row) <= set(types) for row in rows), "every column is one of the table's"
        key = self.deklaration.tabeller[tabell].nyckel[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        with open_connection() as connection:
            connection.execute(f"create temp table t ({', '.join(f'{name} {typ}' for name, typ in types.items())})")
            for number, row in enumerate(rows, start=1):
                filled = {key: f"{path.stem}-{number}"} | ORDINARY.get(tabell, {}) | row
                names = ", ".join(filled)
                connection.execute(
                    f"insert into t ({names}) values ({', '.join('?' * len(filled))})", list(filled.values())
                )
            connection.execute(f"copy t to '{path}' (format parquet)")

    def egen(self, namn: str, text: str) -> Path:
        """A file in the lämnare's own folder, such as dbt_like_sql/indicators/egna/X-01.sql."""
        path = self.home.own / namn
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.deklaration = load_declarations(self.home)
        return path

    def indikatorer(self) -> dict[str, Indikator]:
        return load_checked_indicators(self.deklaration) if self.deklaration.katalog.own else _our_indicators()

    def files(self) -> dict[str, list[Registerfil]]:
        """What is in force, as the counting is given it."""
        found = {}
        for tabell, received in self.delivered.items():
            path_of = {delivery: path for path, delivery in received}
            i_kraft = in_force([delivery for _, delivery in received])
            paths = [path_of[i.leverans] for i in i_kraft]
            found[tabell] = [
                Registerfil(path, sha256(path.read_bytes()).hexdigest(), i) for path, i in zip(paths, i_kraft)
            ]
        return found

    def raknar(self) -> list[str]:
        """Count; the ids of the indicators that were counted again."""
        return build_cells(self.home, self.deklaration, self.indikatorer(), LAMNARE, self.files())

    def perioder(self, indikator: str) -> dict[str, dict]:
        """Count, and read what is told of each period."""
        self.raknar()
        told = json.loads((self.home.cells(LAMNARE) / "innehall.json").read_text(encoding="utf-8"))
        return told["indikatorer"][indikator]["perioder"]

    def celler(self, indikator: str, kolumner: str, **urval: str) -> list[Rad]:
        """Count, and read the cells: `antal` summed over all but `kolumner`, for half-years and the whole."""
        self.raknar()
        chosen = {"periodtyp": "halvar", "uppdelning": "", "variant": ""}
        chosen = {name: value for name, value in (chosen | urval).items() if name not in kolumner.split()}
        names = ", ".join(f"{name}::varchar as {name}" for name in kolumner.split())
        sql = f"""
            select {names}, sum(antal)::varchar as antal
            from read_parquet('{self.home.cells(LAMNARE) / indikator}.parquet', hive_partitioning = false)
            where {" and ".join(f"{name} = '{value}'" for name, value in chosen.items())}
            group by all order by all
        """
        with open_connection() as connection:
            return [dict(zip([*kolumner.split(), "antal"], row)) for row in connection.execute(sql).fetchall()]
