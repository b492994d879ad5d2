"""A small nation to publish from: cells as small tables in, published rows out.

Four kommuner in two län and two kommungrupper, one lämnare each unless the example says otherwise:

    kommun | län | kommungrupp
    1715   | 17  | B4
    1780   | 17  | B3
    1880   | 18  | B3
    1885   | 18  | B4
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isu.aggregate import add_up
from isu.cells import upprepade
from isu.cells.cellnyckel import NYCKEL
from isu.cells.indikator import Indikator, Matt, Uppdelning
from isu.declaration import Deklaration, Kommun, Lamnare, load_declarations
from isu.declaration.befolkning import Befolkning
from isu.declaration.profil import ENKEL, Skyddsprofil
from isu.home import Home
from isu.period import period
from isu.release import write_edition
from tests.spec.tabell import rader

ID = "TST-01"
KOMMUNER = [("1715", "17", "B4"), ("1780", "17", "B3"), ("1880", "18", "B3"), ("1885", "18", "B4")]

_text = pa.string()
CELLS = pa.schema(
    [
        (name, _text)
        for name in [
            "lamnare",
            "indikator",
            "variant",
            "periodtyp",
            "period",
            "kon",
            "aldersgrupp",
            "uppdelning",
            "grupp",
        ]
    ]
    + [("utfall", _text), ("fore", _text), ("censurerad", pa.bool_()), ("antal", pa.int64())]
)
#: What a cell is when the example does not say.
VANLIG = {"variant": "", "period": "2024H1", "kon": "1", "aldersgrupp": "0-12", "uppdelning": "", "grupp": ""}
VANLIG |= {"utfall": "true", "antal": "10"}
#: Which published rows an example looks at when it does not say.
HELHET = {"variant": "", "period": "2024H1", "kon": "T", "aldersgrupp": "alla", "uppdelning": "", "grupp": ""}


def indikator(*matt: Matt, **more) -> Indikator:
    """An indicator of two age bands with a union; a share unless the example says otherwise."""
    text = {"sv": "Ett prov", "en": "A trial"}
    fields = {
        "id": ID,
        "version": "1",
        "grupp": "TST",
        "omraden": ("barn_unga",),
        "namn": text,
        "definition": text,
        "population": "",
        "kalla": "",
        "riktning": "ingen",
        "aldersgrupper": {"0-12": (0, 12), "13-17": (13, 17), "18-20": (18, 20)},
        "aldersunioner": {"0-17": ("0-12", "13-17")},
        "periodtyper": ("halvar",),
        "matt": matt or (Matt("andel"),),
    }
    return Indikator(**fields | more)


def uppdelning(*grupper: str, utan_total: bool = False) -> Uppdelning:
    return Uppdelning({grupp: grupp for grupp in grupper}, utan_total)


class Invanare(Befolkning):
    """As many of each kön and age, 0–110, in every kommun, län or riket and year that the table names."""

    def __init__(self, text: str):
        super().__init__(None, dict.fromkeys(kommun for kommun, *_ in KOMMUNER))
        arrays = {(r["kommun"], int(r["ar"])): np.full((2, 111), int(r["per_alder"])) for r in rader(text)}
        self.__dict__["_arrays"] = arrays


class Nation:
    """One home with four senders. `troskel` is low so that examples can be small numbers."""

    def __init__(self, root: Path, *matt: Matt, troskel: int = 5, **head):
        self.home = Home(root)
        self.indikator = indikator(*matt, **head)
        kommuner = {k: Kommun(k, k, lan, lan, grupp, grupp) for k, lan, grupp in KOMMUNER}
        self.deklaration: Deklaration = replace(
            load_declarations(), kommuner=kommuner, skydd=Skyddsprofil("prov", troskel, metod=ENKEL)
        )
        self.svarar("\n".join(["lamnare | omraden", *(f"{k} | barn_unga" for k in kommuner)]))

    def svarar(self, text: str) -> None:
        """Who answers for which områden; a lämnare begins with its kommun."""
        senders = {
            r["lamnare"]: Lamnare(
                r["lamnare"], r["lamnare"][:4], "", frozenset(r["omraden"].split()), "-" in r["lamnare"]
            )
            for r in rader(text)
        }
        self.deklaration = replace(self.deklaration, lamnare=senders)

    def befolkas(self, text: str) -> None:
        """Inhabitants per kön and age, from a table of kommun, ar and per_alder."""
        self.deklaration = replace(self.deklaration, befolkning=Invanare(text))

    def celler(self, text: str, **for_all: str) -> None:
        """The cells of every lämnare that the table names; periods with cells are complete."""
        rows = [
            VANLIG | for_all | {k: v for k, v in row.items() if v is not None or k == "utfall"} for row in rader(text)
        ]
        for lamnare in sorted({r["lamnare"] for r in rows}):
            own = [r for r in rows if r["lamnare"] == lamnare]
            self._write(lamnare, own)
            self.innehall(lamnare, {r["period"]: "komplett" for r in own})

    def upprepas(self, text: str, **for_all: str) -> None:
        """The pairs of events of the same person beside the cells of every lämnare, from a table of lamnare and par;
        both events are in the same cell unless `annat_kon` or `annan_aldersgrupp` say otherwise."""
        rows = [VANLIG | for_all | row for row in rader(text)]
        for lamnare in (kommun for kommun, *_ in KOMMUNER):
            table = [self._pair(r) for r in rows if r["lamnare"] == lamnare]
            self.home.cells(lamnare).mkdir(parents=True, exist_ok=True)
            path = upprepade.file_of(self.home.cells(lamnare), self.indikator)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(upprepade.pairs_file(pa.Table.from_pylist(table, upprepade.SCHEMA)))

    def _pair(self, row: dict) -> dict:
        other = {"annat_kon": row["kon"], "annan_aldersgrupp": row["aldersgrupp"]}
        return {name: (other | row).get(name) for name in upprepade.SCHEMA.names} | {"par": int(row["par"])}

    def _write(self, lamnare: str, rows: list[dict]) -> None:
        table = [self._cell(r) for r in rows]
        schema = CELLS.append(pa.field(NYCKEL, pa.int64())) if any(NYCKEL in r for r in table) else CELLS
        self.home.cells(lamnare).mkdir(parents=True, exist_ok=True)
        path = self.home.cells(lamnare) / f"{self.indikator.id}.parquet"
        pq.write_table(pa.Table.from_pylist(table, schema), path)

    def _cell(self, row: dict) -> dict:
        typed = {"periodtyp": period(row["period"]).typ, "antal": int(row["antal"])}
        typed |= {NYCKEL: int(row[NYCKEL])} if row.get(NYCKEL) else {}
        censored = {"ja": True, "nej": False}.get(row.get("censurerad"))
        return {"indikator": self.indikator.id, "fore": None} | row | typed | {"censurerad": censored}

    def innehall(self, lamnare: str, perioder: dict[str, str], version: str = "1", ungefarlig: bool = False) -> None:
        """What innehall.json tells: period → status. The cells, if any, are left as they are."""
        folder = self.home.cells(lamnare)
        folder.mkdir(parents=True, exist_ok=True)
        cells = folder / f"{self.indikator.id}.parquet"
        facts = {p: {"status": status, "ungefarlig_alder": ungefarlig} for p, status in perioder.items()}
        mark = cells.read_bytes().hex() if cells.exists() else ""
        entry = {"version": version, "fingeravtryck": mark, "perioder": facts}
        content = {"lamnare": lamnare, "indikatorer": {self.indikator.id: entry}}
        (folder / "innehall.json").write_text(json.dumps(content), encoding="utf-8")

    def publicerar(self) -> pa.Table:
        add_up(self.home, self.deklaration, self.indikator)
        write_edition(self.home, self.deklaration, [self.indikator], [])
        return pq.read_table(self.home.edition / "indikatorer.parquet")

    def visar(self, kolumner: str, **urval: str) -> list[dict[str, str | None]]:
        """Publish and read rows back as text, in their own order. Key columns not asked for are those of HELHET."""
        names = kolumner.split()
        chosen = {k: v for k, v in HELHET.items() if k not in names} | urval
        rows = [r for r in self.publicerar().to_pylist() if all(r[k] == v for k, v in chosen.items())]
        return [{name: _as_text(row[name]) for name in names} for row in rows]


def _as_text(value) -> str | None:
    return None if value is None else str(value)
