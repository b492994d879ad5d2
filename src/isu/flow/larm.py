"""Sends new alarms on the ways that the home has chosen. What is told, and that it is told once, is isu.leveranslage's.

Each way remembers what it has told: one that fails is tried again by the next look, and the other tells nothing twice.
"""

import json
import os
import smtplib
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from email.message import EmailMessage

from isu.declaration import load_declarations
from isu.declaration.larm import Epost, Larmvagar
from isu.declaration.leveransplan import read_leveransplan
from isu.flow.leveranslage import all_unmended
from isu.home import Home
from isu.ledger import Ledger
from isu.leveranslage import squares
from isu.leveranslage.larm import Larm, alarms, message, news, subject
from isu.valv import is_locked

PASSWORD = "ISU_SMTP_LOSENORD"
SECONDS = 20

#: Way → the sentences that it has told.
Memory = Mapping[str, Sequence[str]]
Send = Callable[[Sequence[Larm]], None]


def now(home: Home, idag: date) -> list[Larm]:
    """Everything that is wrong on this day."""
    plan = read_leveransplan(load_declarations(home))
    deliveries = Ledger(home).all_deliveries()
    broken = all_unmended(deliveries)
    locked = [lamnare for lamnare in home.kept() if is_locked(home, lamnare)]
    return alarms(squares(plan, [d for d in deliveries if d.i_kraft], broken, idag), broken, locked, idag)


def tell(vagar: Larmvagar, larm: Sequence[Larm], before: Memory) -> tuple[dict[str, list[str]], int, list[str]]:
    """What each way has told when this is done, how many alarms were sent, and why a way failed."""
    after: dict[str, list[str]] = {}
    sent, faults = 0, []
    for way, send in _ways(vagar).items():
        known = before.get(way, ())
        new = news(known, larm)
        try:
            if new:
                send(new)
            after[way], sent = [alarm.mening for alarm in larm], sent + len(new)
        except (OSError, smtplib.SMTPException) as error:
            after[way] = [alarm.mening for alarm in larm if alarm.mening in known]
            faults.append(f"{way}: {type(error).__name__}")
    return after, sent, faults


def _ways(vagar: Larmvagar) -> dict[str, Send]:
    found: dict[str, Send] = {}
    if vagar.webbadress:
        found["webbadress"] = lambda new: _post(vagar.webbadress, new, vagar.lank)
    if vagar.epost:
        found["epost"] = lambda new: _mail(vagar.epost, new, vagar.lank)
    return found


def _post(webbadress: str, new: Sequence[Larm], lank: str) -> None:
    body = {"text": message(new, lank), "larm": [asdict(larm) for larm in new], "lank": lank}
    headers = {"Content-Type": "application/json; charset=utf-8"}
    request = urllib.request.Request(webbadress, json.dumps(body, ensure_ascii=False).encode(), headers)
    with urllib.request.urlopen(request, timeout=SECONDS):
        pass


def _mail(epost: Epost, new: Sequence[Larm], lank: str) -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = subject(new), epost.fran, ", ".join(epost.till)
    letter.set_content(message(new, lank) + "\n", cte="quoted-printable")  # every server takes that
    with smtplib.SMTP(epost.server, epost.port, timeout=SECONDS) as server:
        if epost.starttls:
            server.starttls()
        if epost.anvandare:
            server.login(epost.anvandare, os.environ.get(PASSWORD, ""))
        server.send_message(letter)
