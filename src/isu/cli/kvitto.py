"""`isu receipt`: a receipt written again from the ledger, in the language that is asked for."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.flow.kalla import place_of
from isu.home import Home
from isu.ledger import Ledger, Leverans
from isu.receipt.aldre import current
from isu.receipt.kvitto import receipt_stem, rule_codes, write_forms
from isu.receipt.regelsidor import write_pages

#: So many signs of a hash point out one delivery.
SHORTEST_HASH = 6

console = Console()


class Sprak(StrEnum):
    sv = "sv"
    en = "en"


def receipt(
    lamnare: Annotated[str, typer.Argument(help="Vem som lämnade filen.")],
    fil: Annotated[str, typer.Argument(help="Filens namn, eller början av dess SHA-256 (minst sex tecken).")],
    sprak: Annotated[Sprak, typer.Option("--sprak", help="Kvittots språk.")] = Sprak.sv,
    ut: Annotated[Path | None, typer.Option("--ut", help="Mapp att skriva i; annars lämnarens utkorg.")] = None,
    home: HomeOption = None,
) -> None:
    """Skriv kvittot för en leverans på nytt, på svenska eller engelska."""
    place = existing_home(home, lamnare)
    delivery = latest(Ledger(place).all_deliveries(lamnare), lamnare, fil)
    console.print(f"Kvittot ligger i {write_again(place, delivery, sprak, ut)}.", soft_wrap=True, markup=False)


def latest(deliveries: list[Leverans], lamnare: str, fil: str) -> Leverans:
    """The last delivery of that name, else the last whose hash begins so."""
    named = [d for d in deliveries if d.filnamn == fil]
    digest = fil.lower()
    hashed = [d for d in deliveries if len(digest) >= SHORTEST_HASH and d.sha256.startswith(digest)]
    found = named or hashed
    if not found:
        raise IsuError(
            f"Lämnaren {lamnare} har ingen leverans som heter eller vars SHA-256 börjar med {fil}. "
            f"Skriv hela filnamnet eller minst {SHORTEST_HASH} tecken av SHA-256, som står sist i kvittot."
        )
    return max(found, key=lambda d: d.ordning)


def write_again(home: Home, delivery: Leverans, sprak: str, folder: Path | None = None) -> Path:
    """Every form of the receipt in one language, with the pages of its rules beside it; the path of the page."""
    out = folder or home.outbox(delivery.lamnare)
    write_pages(out / "regler", load_declarations(home), rule_codes(delivery.kvitto))
    place = place_of(home, delivery)
    faults = place.faults if place.faults.is_file() else None
    return write_forms(out, current(delivery.kvitto), receipt_stem(delivery.filnamn, place.namn), faults, (sprak,))
