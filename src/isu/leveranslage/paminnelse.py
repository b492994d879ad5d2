"""A lämnare's reminder: what is late, refused or incomplete, as a short text for its outbox. Pure."""

from collections.abc import Iterable
from datetime import date

from isu.leveranslage.vantat import BRISTER, Lage, Ruta

TEXT = """Påminnelse till {namn} ({lamnare})

{antal} av det som ni skulle ha lämnat fattas ännu:

{rader}

Lägg filerna i er mapp i intaget. Det som redan är mottaget behöver inte lämnas igen. Läget står i laget.html, och varje
avvisad fil har ett kvitto som säger vad som ska rättas.
"""

ORD = {
    Lage.SEN: "har inte kommit",
    Lage.AVVISAD: "kom men togs inte emot; se kvittot",
    Lage.OFULLSTANDIG: "har kommit för en del av perioden",
}


def reminder(lamnare: str, namn: str, rutor: Iterable[Ruta], idag: date) -> str | None:
    """The text, or None where nothing is due: what has its last day ahead of it is not reminded of."""
    due = [r for r in rutor if r.lamnare == lamnare and r.lage in BRISTER and r.senast < idag]
    if not due:
        return None
    lines = "\n".join(f"- {r.tabell} för {r.period}, senast {r.senast}: {ORD[r.lage]}" for r in due)
    return TEXT.format(namn=namn, lamnare=lamnare, antal=len(due), rader=lines)
