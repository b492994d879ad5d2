"""The receipt of one delivered file: as data (the machine-readable file) and as a page.

Holds counts, names, row numbers and rules. Never a value of the file, and no clock: same file, same receipt.
"""

import json
import re
import unicodedata
from pathlib import Path

from isu.declaration import Deklaration, Regel
from isu.home import Home
from isu.omdome import Omdome
from isu.period import ALL_TIME
from isu.receipt.fel import faults
from isu.receipt.mening import RUBRIKER, next_steps, verdict
from isu.receipt.regelsidor import allman
from isu.receipt.sida import render, write_whole
from isu.receipt.text import visbar

#: Raised when a key of the machine-readable receipt is renamed or taken away; new keys may come without it.
VERSION = 1

LONGEST_STEM = 80


def receipt_data(omdome: Omdome, deklaration: Deklaration) -> dict:
    """Everything the receipt says, ready for JSON."""
    found = faults(omdome, deklaration)
    sender = deklaration.lamnare.get(omdome.lamnare)
    return {
        "kvittoversion": VERSION,
        "lamnare": omdome.lamnare,
        "namn": sender.namn if sender else None,
        "fil": {"namn": visbar(omdome.filnamn), "sha256": omdome.sha256, "storlek": omdome.storlek},
        "utfall": omdome.utfall,
        "mening": verdict(omdome, found),
        "gor": next_steps(omdome),
        **_what(omdome, deklaration),
        "rader": _counts(omdome),
        "fel": found,
        "antaget": [visbar(mening) for mening in omdome.antaget],
        "normaliserat": [{"kolumn": n.kolumn, "form": n.form, "antal": n.antal} for n in omdome.normaliserat],
        "oanvanda_kolumner": _unused(omdome),
        "forsvunna_nycklar": omdome.forsvunna_nycklar,
        "regler": _rules(found, deklaration.regler),
    }


def _what(omdome: Omdome, deklaration: Deklaration) -> dict:
    tabell = deklaration.tabeller.get(omdome.tabell or "")
    return {
        "tabell": omdome.tabell,
        "tabell_om": tabell.sv if tabell else None,
        "nyckel": list(tabell.nyckel) if tabell else [],
        "tid": _time(omdome),
        "kallsystem": visbar(omdome.kallsystem) if omdome.kallsystem else None,
    }


def _time(omdome: Omdome) -> dict | None:
    if omdome.interval is None:
        return None
    limited = omdome.interval != ALL_TIME
    return {
        "period": str(omdome.interval),
        "fran": omdome.interval.fran.isoformat() if limited else None,
        "till": omdome.interval.till.isoformat() if limited else None,
        "kalla": omdome.interval_kalla,
        "uttagsdatum": omdome.uttagsdatum.isoformat() if omdome.uttagsdatum else None,
        "uttagsdatum_angivet": omdome.uttagsdatum_angivet,
    }


def _counts(omdome: Omdome) -> dict[str, int]:
    names = ("rader", "accepterade", "avsatta", "olasbara", "tomma")
    return {name: getattr(omdome.raknade, name) for name in names}


def _unused(omdome: Omdome) -> list[str]:
    """Headers of columns that are not read. Without a known table the first line may be values: not quoted."""
    return [visbar(rubrik) for rubrik in omdome.oanvanda] if omdome.tabell else []


def _rules(found: list[dict], regler: dict[str, Regel]) -> list[dict]:
    """The rules that the receipt links to, each once, in the order of their codes."""
    used = sorted({fault["regel"] for fault in found}, key=lambda namn: regler[namn].kod)
    return [allman(regler[namn]) for namn in used]


def receipt_html(data: dict) -> str:
    """The receipt as one page that needs nothing but itself."""
    return render("kvitto.html.j2", k=data, rubrik=RUBRIKER[data["utfall"]])


def receipt_stem(filnamn: str, sha256: str) -> str:
    """A safe name for the receipt's files: letters, digits and . _ - of the delivered name, and a bit of its hash."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", filnamn))[-1]
    safe = re.sub(r"[^a-zA-Z0-9åäöÅÄÖéÉüÜ._-]+", "_", Path(last).stem).strip("._-")
    return f"{safe[: LONGEST_STEM - 9] or 'fil'}.{sha256[:8]}"


def write_receipt(home: Home, data: dict, stem: str) -> Path:
    """Write both forms into the sender's outbox; the path of the page."""
    folder = home.outbox(data["lamnare"])
    write_whole(folder / f"{stem}.kvitto.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return write_whole(folder / f"{stem}.kvitto.html", receipt_html(data))
