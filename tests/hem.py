"""A home to try things in, as a sender does: drop files made of small tables, take them, look at what is in force."""

import os
from datetime import date
from pathlib import Path

from isu.declaration import load_declarations
from isu.duck import open_connection
from isu.flow.intag import take_sender
from isu.flow.kalla import register_files
from isu.home import Home
from isu.ledger import Ledger, Leverans
from isu.register.stage import stage_sql
from tests.spec.tabell import Rad, rader

LAMNARE = "1780"

#: What a row has when the example does not say.
VANLIG = {
    "aktualisering": {"typ": "anmalan", "omrade": "barn_unga", "atgard": "", "atgard_datum": ""},
    "utredning": {"omrade": "barn_unga", "avslutad_datum": "", "utfall": ""},
    "insats": {"omrade": "barn_unga", "insatstyp": "personligt_stod", "behovsprovad": "0", "slut": ""},
    "person": {"kon": "1", "fodelsear": "2014"},
    "beslut": {"omrade": "barn_unga", "typ": "bifall"},
    "placering": {"form": "familjehem", "lagrum_placering": "SoL", "slut": ""},
    "plan": {"omrade": "barn_unga", "plantyp": "genomforandeplan"},
    "mal": {"overgripande": "0", "bedomd_datum": ""},
    "skattning": {"instrument": "ASI", "tillfalle": "grund", "livsomrade": "1"},
}


class Hem:
    """One home; files are received in the order in which they are dropped, a second apart."""

    def __init__(self, root: Path):
        self.home = Home(root)
        self.deklaration = load_declarations(self.home)
        self._clock = 1_700_000_000

    def lamnar(self, filnamn: str, text: str, lamnare: str = LAMNARE, manifest: str | None = None) -> Path:
        """Drop a file of the table whose name begins the file name."""
        tabell = filnamn.partition("_")[0].partition(".")[0]
        rows = [VANLIG[tabell] | {k: v or "" for k, v in row.items()} for row in rader(text)]
        lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
        return self.lamnar_text(filnamn, "\n".join(lines) + "\n", lamnare, manifest)

    def lamnar_text(self, filnamn: str, text: str | bytes, lamnare: str = LAMNARE, manifest: str | None = None) -> Path:
        """Drop a file with exactly this content."""
        path = self.home.inbox(lamnare) / filnamn
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        if manifest:
            path.with_name(path.name + ".leverans.yaml").write_text(manifest, encoding="utf-8")
        self._clock += 1
        os.utime(path, (self._clock, self._clock))
        return path

    def tar_emot(self, lamnare: str = LAMNARE) -> list[Leverans]:
        return take_sender(self.home, self.deklaration, lamnare)

    def galler(self, tabell: str, kolumner: str, lamnare: str = LAMNARE) -> list[Rad]:
        """The rows in force, as text, sorted."""
        files = register_files(self.home, Ledger(self.home).accepted(lamnare)).get(tabell, [])
        names = kolumner.split()
        with open_connection() as connection:
            found = connection.execute(
                f"select {', '.join(f'{n}::varchar' for n in names)}"
                f" from ({stage_sql(self.deklaration.tabeller[tabell], files)}) order by all"
            ).fetchall()
        return [dict(zip(names, row)) for row in found]

    def kvitto(self, delivery: Leverans, *nycklar: str):
        """A place in the receipt: kvitto(d, "tid", "period")."""
        value = delivery.kvitto
        for nyckel in nycklar:
            value = value[nyckel]
        return value


def fynd(delivery: Leverans) -> dict[str, int]:
    """Rule → count of a delivery."""
    return {f.regel: f.antal for f in delivery.fynd}


def dag(text: str) -> date:
    return date.fromisoformat(text)
