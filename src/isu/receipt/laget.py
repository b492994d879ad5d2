"""The page of one lämnare's state: what is in force, what awaits mending, and what can be counted from it.

The data are gathered elsewhere (the ledger, the register); here they are put in order and written.
"""

import json
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from isu.filer import write_whole
from isu.home import PRELIMINART, RAPPORTER, Home
from isu.minne import read_json
from isu.period import DAG, HALVAR, HELAR, KVARTAL, MANAD, period
from isu.receipt.mening import RUBRIKER
from isu.receipt.sida import render

PAGE, LAGET, RESTS_ON, UTGIVET = "laget.html", "laget.json", "vilar_pa", "utgivet"

#: Status → what the page says.
STATUS = {
    "komplett": "komplett",
    "ej_komplett": "ej komplett",
    "ej_rapporterat": "ej rapporterat",
    "kvalitet": "hålls inne",
}

#: A sign before some of them; nothing where nothing is said of a period.
_SIGNS = {"komplett": "✓ ", "ej_komplett": "– ", "kvalitet": "! "}
SHOWN = {None: ""} | {status: _SIGNS.get(status, "") + text for status, text in STATUS.items()}

#: Each as a cell of a table: a page has many.
RUTOR = {s: Markup('<td class="hel {}">{}</td>').format(s or "", text) for s, text in SHOWN.items()}

#: Period type → heading. Of the first there are few, and each is a column; of the second many, told in spans.
KOLUMNER = {HALVAR: "Halvår", HELAR: "Helår", DAG: "Mätdagar"}
SPANN = {KVARTAL: "Kvartal", MANAD: "Månader"}

_ORDER = {
    "i_kraft": ("tabell", "period", "filnamn"),
    "ej_atgardade": ("tabell", "filnamn", "kvitto"),
    "referenser": ("tabell", "kolumn", "till"),
    "samband": ("kod", "tabell", "till"),
    "indikatorer": ("id", "period"),
}


def laget_data(data: dict) -> dict:
    """The same data, every list in an order of its own, so that equal states give equal bytes."""
    return data | {
        name: sorted(data[name], key=lambda row: [str(row[column] or "") for column in columns])
        for name, columns in _ORDER.items()
    }


def laget_html(data: dict) -> str:
    tables = [(titel, status_table(data["indikatorer"], typ)) for typ, titel in KOLUMNER.items()]
    spans = [(titel, status_spans(data["indikatorer"], typ)) for typ, titel in SPANN.items()]
    return render(
        "laget.html.j2",
        l=data,
        utgivet=data.get(UTGIVET) or dict.fromkeys((RAPPORTER, PRELIMINART), ()),
        tabeller=[(titel, t) for titel, t in tables if t["perioder"]],
        spann=[(titel, s) for titel, s in spans if s],
        status=SHOWN,
        rutor=RUTOR,
        utfall=RUBRIKER,
    )


def status_table(indikatorer: list[dict], typ: str) -> dict:
    """One row per indicator, one column per period of the type: {"perioder": […], "rader": [{id, namn, status}]}."""
    chosen = _of_type(indikatorer, typ)
    perioder = sorted({row["period"] for row in chosen})
    names = {row["id"]: row["namn"] for row in chosen}
    status = {(row["id"], row["period"]): row["status"] for row in chosen}
    return {
        "perioder": perioder,
        "rader": [
            {"id": id_, "namn": namn, "status": [status.get((id_, p)) for p in perioder]}
            for id_, namn in sorted(names.items())
        ],
    }


def status_spans(indikatorer: list[dict], typ: str) -> list[dict]:
    """One row per indicator: {id, namn, spann: [(first period, last period, status)]}, in the order of time."""
    rows = sorted(_of_type(indikatorer, typ), key=lambda row: (row["id"], row["period"]))
    found = [(key, list(own)) for key, own in groupby(rows, key=lambda row: (row["id"], row["namn"]))]
    return [{"id": id_, "namn": namn, "spann": _spans(own)} for (id_, namn), own in found]


def _spans(rows: list[dict]) -> list[tuple[str, str, str]]:
    """Periods that follow each other with the same status, as one."""
    spans: list[tuple[str, str, str]] = []
    for row in rows:
        first, last, status = spans[-1] if spans else (None, None, None)
        if status == row["status"] and period(row["period"]).fran == period(last).till + timedelta(days=1):
            spans[-1] = (first, row["period"], status)
        else:
            spans.append((row["period"], row["period"], row["status"]))
    return spans


def _of_type(indikatorer: list[dict], typ: str) -> list[dict]:
    return [row for row in indikatorer if (found := period(row["period"])) and found.typ == typ]


def laget_rests_on(home: Home, lamnare: str) -> str | None:
    """What the pages that lie there were made of; None where there are none, or each of something else."""
    folder = home.outbox(lamnare)
    page, mark = folder / PAGE, read_json(folder / LAGET).get(RESTS_ON)
    return mark if mark and page.is_file() and mark in page.read_text(encoding="utf-8") else None


def write_laget(home: Home, lamnare: str, data: dict) -> Path:
    """Write `laget.html` and last `laget.json` into the sender's outbox; the path of the page. It leads to the reports
    that lie there too."""
    folder = home.outbox(lamnare)
    ordered = laget_data(data | {UTGIVET: _published(folder)})
    page = write_whole(folder / PAGE, laget_html(ordered))
    write_whole(folder / LAGET, json.dumps(ordered, ensure_ascii=False) + "\n")
    return page


def lead_to_reports(home: Home, lamnare: str) -> None:
    """The page once more, where what it leads to has come or gone since; nothing where there is no page yet."""
    folder = home.outbox(lamnare)
    told = read_json(folder / LAGET)
    if told and told.get(UTGIVET) != _published(folder):
        write_laget(home, lamnare, told)


def _published(folder: Path) -> dict[str, list[str]]:
    """The names of the releases that have a report there, and preliminary values; the last name first."""
    pages = {RAPPORTER: "*/rapport.html", PRELIMINART: "*/preliminart.html"}
    return {
        kind: sorted((page.parent.name for page in (folder / kind).glob(found)), reverse=True)
        for kind, found in pages.items()
    }
