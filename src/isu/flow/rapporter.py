"""Puts reports in the outboxes: on a release once it is made, and preliminary values before one. What a report says is
decided in isu.rapport; who gets one, and for which release, here. One lämnare's failure stops no other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from isu.declaration import load_declarations
from isu.declaration.lamnare import Lamnare
from isu.declaration.leveransplan import VantadUtgava, read_leveransplan
from isu.declaration.utgivning import read_utgivning
from isu.errors import DeclarationError, IsuError
from isu.flow.felmening import sentence
from isu.home import Home
from isu.las import lock
from isu.ledger import Ledger
from isu.rapport import Infor, Underlag, take_away_preliminary, write_preliminary, write_report
from isu.receipt.laget import lead_to_reports


@dataclass
class Utskick:
    """What was sent (`vad`), with the last day for objections where there is one; to whom; and lämnare → why not."""

    vad: str
    senast: date | None = None
    lamnare: list[str] = field(default_factory=list)
    fel: dict[str, str] = field(default_factory=dict)


def send_reports(home: Home, namn: str) -> Utskick:
    """The report on a release to every lämnare that it has numbers of. What was preliminary is taken away."""
    underlag = Underlag(home.releases / namn)

    def write(sender: Lamnare, outbox: Path) -> None:
        write_report(underlag, sender, outbox)
        take_away_preliminary(outbox, namn)

    return _sent(home, underlag, Utskick(f"Rapporten om {namn}"), write)


def send_preliminary(home: Home) -> Utskick | None:
    """The preliminary values of the next release in the delivery calendar, from the working edition. None where the
    calendar has no release that is not made, for then nobody has said until when one may object. A slip of the pen in
    the calendar is told and stops nothing else."""
    try:
        coming = next_release(home)
    except DeclarationError as error:
        return Utskick("Preliminära värden", fel={"leveransplan.yaml": str(error)})
    if coming is None or not home.edition.is_dir():
        return None
    underlag, latest = Underlag(home.edition), home.releases / "latest"
    forra = Underlag(latest.resolve()) if latest.is_dir() else None
    utgivning = read_utgivning(load_declarations(home).katalog)
    infor = Infor(coming.namn, coming.synpunkter_senast, utgivning.epost or utgivning.kontakt, forra)
    sent = Utskick(f"Preliminära värden inför {coming.namn}", coming.synpunkter_senast)
    return _sent(home, underlag, sent, lambda sender, outbox: write_preliminary(underlag, sender, infor, outbox))


def next_release(home: Home) -> VantadUtgava | None:
    made = {release.namn for release in Ledger(home).releases()}
    return read_leveransplan(load_declarations(home)).next_release(made)


def refuse_in_advance(home: Home, namn: str, today: date) -> None:
    """No release while a lämnare may still object to what it is about to say. IsuError with the last day."""
    until = read_leveransplan(load_declarations(home)).objections_until(namn)
    if until and today <= until:
        raise IsuError(
            f"Utgåvan görs inte: lämnarna får lämna synpunkter på sina preliminära värden till och med {until}. Vänta, "
            "eller ange --i-fortid (i Dagster i_fortid: true) om den ska göras ändå."
        )


def _sent(home: Home, underlag: Underlag, told: Utskick, write: Callable[[Lamnare, Path], object]) -> Utskick:
    for sender in filter(underlag.tells_of, load_declarations(home).lamnare.values()):
        try:
            with lock(home, sender.lamnare):
                write(sender, home.outbox(sender.lamnare))
                lead_to_reports(home, sender.lamnare)
            told.lamnare.append(sender.lamnare)
        except Exception as error:  # noqa: BLE001 - the others get theirs; what kind of fault it is is told, no values
            told.fel[sender.lamnare] = sentence(error)
    return told


def refuse_nothing_to_send(found: Utskick | None) -> Utskick:
    if found is None:
        raise IsuError(
            "Inga preliminära värden skickas: det finns ingen arbetsutgåva, eller så står ingen kommande utgåva i "
            "leveransplanen. Skriv utgavor med namn och synpunkter_senast i schemas/reference/leveransplan.yaml."
        )
    return found
