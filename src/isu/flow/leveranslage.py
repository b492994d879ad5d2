"""Writes the steward's page of deliveries and the reminders in the outboxes, from the calendar and the ledger.

What is expected and how it stands is decided in isu.leveranslage; the day is given by whoever calls.
"""

import json
from datetime import date
from typing import Any

from isu.declaration import load_declarations
from isu.declaration.leveransplan import read_leveransplan
from isu.filer import discard, write_whole
from isu.flow.laget import by_sender, unmended
from isu.home import Home
from isu.las import lock
from isu.ledger import Ledger, Leverans
from isu.leveranslage import page, page_data, reminder, squares

PAGE, REMINDER = "leveranslage.html", "paminnelse.txt"


def renew(home: Home, idag: date) -> dict[str, Any]:
    """Write the page and the reminders as they are on this day; the page's data.

    A reminder is taken away when nothing is due any longer.
    """
    deklaration = load_declarations(home)
    plan = read_leveransplan(deklaration)
    deliveries = Ledger(home).all_deliveries()
    broken = all_unmended(deliveries)
    rutor = squares(plan, [d for d in deliveries if d.i_kraft], broken, idag)
    by_number = {d.ordning: d for d in deliveries}
    data = page_data(plan, deklaration.lamnare, rutor, broken, by_number, idag)
    write_whole(home.steward / PAGE, page(data))
    write_whole(home.steward / "leveranslage.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    for lamnare, sender in deklaration.lamnare.items():
        _remind(home, lamnare, reminder(lamnare, sender.namn, rutor, idag))
    return data


def all_unmended(deliveries: list[Leverans]) -> list[Leverans]:
    """What is broken now over all lämnare, in the order of receipt."""
    broken = (d for own in by_sender(deliveries).values() for d in unmended(own))
    return sorted(broken, key=lambda d: d.ordning)


def _remind(home: Home, lamnare: str, text: str | None) -> None:
    place = home.outbox(lamnare) / REMINDER
    if text is None:
        discard(place)
    elif not place.is_file() or place.read_text(encoding="utf-8") != text:
        with lock(home, lamnare):
            write_whole(place, text)
