"""Puts a lämnare's report, or its preliminary values, in its outbox: a folder that is whole or not there. A shell."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from isu.declaration.lamnare import Lamnare
from isu.filer import discard
from isu.home import PRELIMINART, RAPPORTER
from isu.rapport import bok, sida
from isu.rapport.fynd import Rad
from isu.rapport.las import Underlag, Uppgifter
from isu.release.filer import new_folder, swap
from isu.sidgrund import pages

MALLAR = Path(__file__).parent / "mallar"


def write_report(underlag: Underlag, sender: Lamnare, outbox: Path) -> Path:
    """The report on a release that tells of the lämnare: `rapporter/<utgåva>/` with rapport.html, tabeller.html and
    tabeller.xlsx."""
    u, place = underlag.of(sender), outbox / RAPPORTER / underlag.namn
    told = sida.report(underlag.namn, u)
    larger = [u.namn[area]["namn"] for area in u.omrade.storre.values()]
    tables = {"storre": larger, "forra": "", "indikatorer": sida.tables(u)}
    about = (f"{u.omrade.namn}: alla tal ur utgåvan {underlag.namn}", "Bara tal som visas för alla.", *_ABOUT)
    with new_folder(place) as folder:
        _page(folder / "rapport.html", "rapport.html.j2", told)
        _page(folder / "tabeller.html", "tabeller.html.j2", told | tables)
        sheets = {"Jämförelser": bok.differences(u), "Alla tal": bok.numbers(u)}
        bok.write_book(folder / "tabeller.xlsx", about, sheets)
        swap(folder, place)
    return place


@dataclass(frozen=True)
class Infor:
    """What preliminary values are for: the release to come, its last day for objections and who takes them; and the
    release before it, if there is one."""

    utgava: str
    senast: date
    kontakt: str
    forra: Underlag | None


def write_preliminary(underlag: Underlag, sender: Lamnare, infor: Infor, outbox: Path) -> Path:
    """The lämnare's own values as they would be released: `preliminart/<utgåva>/` with preliminart.html and
    tabeller.xlsx, left as they are where nothing has changed. Those for another release are taken away.

    Of the larger areas nothing: seen again and again before a release, they would tell of what others have corrected.
    """
    u, place = underlag.of(sender, with_larger=False), outbox / PRELIMINART / infor.utgava
    for other in set((outbox / PRELIMINART).glob("*")) - {place}:
        discard(other)
    told = _preliminary(u, infor, infor.forra.of(sender, with_larger=False).totaler if infor.forra else None)
    mark = sha256(repr((told, u.egna)).encode()).hexdigest()
    page = place / "preliminart.html"
    if page.is_file() and mark in page.read_text(encoding="utf-8"):
        return place
    about = (f"{u.omrade.namn}: preliminära värden inför {infor.utgava}", f"Synpunkter senast {infor.senast}.", *_ABOUT)
    with new_folder(place) as folder:
        _page(folder / page.name, "preliminart.html.j2", told | {"fingeravtryck": mark})
        bok.write_book(folder / "tabeller.xlsx", about, {"Alla tal": bok.numbers(u)})
        swap(folder, place)
    return place


def _preliminary(u: Uppgifter, infor: Infor, released: Mapping[tuple, Rad] | None) -> Mapping[str, Any]:
    return {
        "utgava": infor.utgava,
        "namn": u.omrade.namn,
        "senast": infor.senast.isoformat(),
        "kontakt": infor.kontakt,
        "brister": sida.lacking(u),
        "andrat": sida.changed(u),
        "storre": (),
        "forra": infor.forra.namn if infor.forra else "",
        "indikatorer": sida.tables(u, released),
    }


_ABOUT = (
    "Kolumnen I ord säger vad varje tal är, eller varför det inte finns: dolt, inte rapporterat, ofullständigt och "
    "noll är olika saker. En tom ruta är aldrig noll.",
    "Gränserna är talets osäkerhet på 95 procents nivå. Bedömningen av en skillnad är på 99,8 procents nivå.",
    "Uppdelningar utöver kön och ålder står i utgåvans egna filer.",
)


def take_away_preliminary(outbox: Path, utgava: str) -> None:
    """Once the release is made."""
    shutil.rmtree(outbox / PRELIMINART / utgava, ignore_errors=True)


def _page(path: Path, mall: str, told: Mapping) -> None:
    path.write_text(pages(MALLAR).get_template(mall).render(told), encoding="utf-8")
