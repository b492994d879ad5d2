"""What is to be said of each indicator of a lämnare: its periods, and what its cells are counted from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from isu.cells import omappat, skyddade, tackning
from isu.cells.fingeravtryck import fingerprint
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.period import Period
from isu.register.stage import Registerfil

Files = Mapping[str, list[Registerfil]]


@dataclass(frozen=True)
class Plan:
    """What is to be said of one indicator: the status of each period by what has been delivered, the complete ones,
    and what they are counted from. Whether a complete one is held back is seen in the rows."""

    indikator: Indikator
    statuses: Mapping[Period, str]
    complete: list[Period]
    fingeravtryck: str


def plan(
    deklaration: Deklaration, indikatorer: Mapping[str, Indikator], lamnare: str, files: Files, protected: bool = False
) -> list[Plan]:
    """The indicators that the lämnare answers for and that have any period to tell of, by id.

    `protected` tells that some persons' rows are taken out, so that whose the rows are matters too.
    """
    sender = deklaration.sender(lamnare)
    delivered = {
        namn: [f.i_kraft.leverans.interval for f in files.get(namn, [])]
        for namn, tabell in deklaration.tabeller.items()
        if tabell.start is not None
    }
    periods = tackning.touched_periods(i for intervals in delivered.values() for i in intervals)
    answered = [i for _, i in sorted(indikatorer.items()) if any(map(sender.answers_for, i.omraden))]
    plans = [_plan(i, tackning.statuses(i, periods, delivered), deklaration, files, protected) for i in answered]
    return [p for p in plans if p.statuses]


def _plan(
    indikator: Indikator, statuses: Mapping[Period, str], deklaration: Deklaration, files: Files, protected: bool
) -> Plan:
    complete = [p for p, status in statuses.items() if status == tackning.KOMPLETT]
    judged_by = omappat.judged_by(deklaration, indikator)
    read = skyddade.tables_behind(deklaration, indikator.tabeller) if protected else indikator.tabeller
    rests_on = {tabell: files.get(tabell, []) for tabell in read}
    return Plan(
        indikator, statuses, complete, fingerprint(indikator, deklaration.kodlistor, rests_on, complete, judged_by)
    )
