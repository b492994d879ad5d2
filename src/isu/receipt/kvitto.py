"""The receipt of one delivered file as data: the machine-readable file, the ledger's copy and the source of all forms.

Everything in Swedish and English side by side: `x` and `x_en`. Holds counts, names, row numbers and rules. Never a
value of the file, and no clock: same file, same receipt. How it is shown stands in kvittosida.py and rattlista.py.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from isu.declaration import Deklaration
from isu.filer import write_whole
from isu.home import Home
from isu.omdome import Omdome
from isu.period import ALL_TIME
from isu.receipt.engelska import english
from isu.receipt.fel import faults
from isu.receipt.kvittosida import receipt_html, row_faults
from isu.receipt.mening import RUBRIKER, RUBRIKER_EN, erased, verdict
from isu.receipt.nyheter import news
from isu.receipt.rattlista import write_mending
from isu.receipt.regeltext import rules
from isu.receipt.steg import meaning, next_steps
from isu.receipt.text import EN, SV, visbar
from isu.receipt.utfall import indicators, rule_outcomes, unmapped

#: Raised when a key of the machine-readable receipt is renamed or taken away; new keys may come without it.
VERSION = 2

LONGEST_STEM = 80

#: Language → what the page and the workbook are called after the stem.
PAGES = {SV: ".kvitto.html", EN: ".receipt.en.html"}
WORKBOOKS = {SV: ".att_ratta.xlsx", EN: ".to_mend.en.xlsx"}


def receipt_data(omdome: Omdome, deklaration: Deklaration, indikatorer: Sequence[dict] = ()) -> dict:
    """Everything the receipt says, ready for JSON. `indikatorer`: {id, namn, namn_en, kan, skal, skal_en}."""
    found = faults(omdome, deklaration)
    sender = deklaration.lamnare.get(omdome.lamnare)
    return {
        "kvittoversion": VERSION,
        "lamnare": omdome.lamnare,
        "namn": sender.namn if sender else None,
        "fil": {"namn": visbar(omdome.filnamn), "sha256": omdome.sha256, "storlek": omdome.storlek},
        "utfall": omdome.utfall,
        "raderad": erased(found),
        "granskad": omdome.granskad,
        **_verdict(omdome, found),
        **_what(omdome, deklaration),
        "rader": _counts(omdome),
        "fel": found,
        "nyheter": news(omdome.nyheter),
        "forsvunna_nycklar": omdome.forsvunna_nycklar,
        "antaget": [visbar(mening) for mening in omdome.antaget],
        "antaget_en": [visbar(english(mening)) for mening in omdome.antaget],
        "normaliserat": _normalised(omdome),
        "omappade": unmapped(omdome.omappade),
        "oanvanda_kolumner": _unused(omdome),
        "indikatorer": indicators(indikatorer),
        "regelutfall": rule_outcomes(omdome.regelutfall, deklaration.regler),
        "regler": rules(found, deklaration.regler),
    }


def _verdict(omdome: Omdome, found: list[dict]) -> dict:
    return {
        "rubrik": RUBRIKER[omdome.utfall],
        "rubrik_en": RUBRIKER_EN[omdome.utfall],
        "mening": verdict(omdome, found, SV),
        "mening_en": verdict(omdome, found, EN),
        "betyder": meaning(omdome, found, SV),
        "betyder_en": meaning(omdome, found, EN),
        "gor": next_steps(omdome, found, SV),
        "gor_en": next_steps(omdome, found, EN),
    }


def _what(omdome: Omdome, deklaration: Deklaration) -> dict:
    tabell = deklaration.tabeller.get(omdome.tabell or "")
    return {
        "tabell": omdome.tabell,
        "tabell_om": tabell.sv if tabell else None,
        "tabell_om_en": tabell.en if tabell else None,
        "nyckel": list(tabell.nyckel) if tabell else [],
        "tid": _time(omdome),
        "kallsystem": visbar(omdome.kallsystem) if omdome.kallsystem else None,
        "kalla": visbar(omdome.kalla) if omdome.kalla else None,
    }


def _time(omdome: Omdome) -> dict | None:
    if omdome.interval is None:
        return None
    limited = omdome.interval != ALL_TIME
    return {
        "period": str(omdome.interval),
        "period_en": english(str(omdome.interval)),
        "fran": omdome.interval.fran.isoformat() if limited else None,
        "till": omdome.interval.till.isoformat() if limited else None,
        "kalla": omdome.interval_kalla,
        "kalla_en": english(omdome.interval_kalla) if omdome.interval_kalla else None,
        "uttagsdatum": omdome.uttagsdatum.isoformat() if omdome.uttagsdatum else None,
        "uttagsdatum_angivet": omdome.uttagsdatum_angivet,
    }


def _counts(omdome: Omdome) -> dict[str, int]:
    names = ("rader", "accepterade", "avsatta", "olasbara", "tomma", "borttagna", "ersatta")
    return {name: getattr(omdome.raknade, name) for name in names}


def _normalised(omdome: Omdome) -> list[dict]:
    return [
        {"kolumn": n.kolumn, "form": n.form, "form_en": english(n.form), "antal": n.antal} for n in omdome.normaliserat
    ]


def _unused(omdome: Omdome) -> list[str]:
    """Headers of columns that are not read. Without a known table the first line may be values: not quoted."""
    return [visbar(rubrik) for rubrik in omdome.oanvanda] if omdome.tabell else []


def rule_codes(data: dict) -> list[str]:
    """The rules whose pages the receipt leads to."""
    return [regel["kod"] for regel in data["regler"]]


def receipt_stem(filnamn: str, sha256: str) -> str:
    """A safe name for the receipt's files: letters, digits and . _ - of the delivered name, and a bit of its hash."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", filnamn))[-1]
    safe = re.sub(r"[^a-zA-Z0-9åäöÅÄÖéÉüÜ._-]+", "_", Path(last).stem).strip("._-")
    return f"{safe[: LONGEST_STEM - 9] or 'fil'}.{sha256[:8]}"


def write_receipt(home: Home, data: dict, stem: str, places: Path | None = None, sprak: Sequence[str] = (SV,)) -> Path:
    """Write every form into the sender's outbox; the path of the page in the first of the languages."""
    return write_forms(home.outbox(data["lamnare"]), data, stem, places, sprak)


def write_forms(folder: Path, data: dict, stem: str, places: Path | None = None, sprak: Sequence[str] = (SV,)) -> Path:
    """A page and a workbook of places to mend per language, and last the JSON, which tells that all of them are there.

    Without `places` (the Parquet of all of them) the workbook is made from the first ones that the data hold, and only
    where none lies already: a fuller one is never replaced by a poorer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for lang in sprak:
        book, listed = _workbook(folder, data, stem, places, lang)
        other = next((f"{stem}{PAGES[s]}" for s in sprak if s != lang), None)
        write_whole(folder / f"{stem}{PAGES[lang]}", receipt_html(data, lang, book, other, listed))
    write_whole(folder / f"{stem}.kvitto.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return folder / f"{stem}{PAGES[sprak[0]]}"


def _workbook(folder: Path, data: dict, stem: str, places: Path | None, sprak: str) -> tuple[str | None, int]:
    """The workbook's name where there is one, and how many places it lists where that is known."""
    path, listed = folder / f"{stem}{WORKBOOKS[sprak]}", 0
    if row_faults(data) and (places or not path.is_file()):
        listed = write_mending(data, places, path, sprak)
    return (path.name if path.is_file() else None), listed
