"""What is to be said of each indicator of a lämnare: its periods, and what its cells are counted from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from isu.cells import omappat, skyddade, tackning
from isu.cells.fingeravtryck import definition, fingerprint
from isu.cells.frysta import Frysta
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.period import Period, without
from isu.register.stage import Registerfil

Files = Mapping[str, list[Registerfil]]
INGA_FRYSTA = Frysta()


@dataclass(frozen=True)
class Plan:
    """What is to be said of one indicator: the status of each period by what has been delivered, the complete ones,
    what they are counted from, and by which definition. Whether a complete one is held back is seen in the rows.

    `gallrade` are the names of those that lack rows that have been erased. A frozen period is none of them all.
    """

    indikator: Indikator
    statuses: Mapping[Period, str]
    complete: list[Period]
    fingeravtryck: str
    definition: str
    gallrade: frozenset[str] = frozenset()


def plan(
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    lamnare: str,
    files: Files,
    protected: bool = False,
    frysta: Frysta = INGA_FRYSTA,
    nyckelmarke: str = "",
) -> list[Plan]:
    """The indicators that the lämnare answers for and that have any period to tell of, by id.

    `protected` tells that some persons' rows are taken out, so that whose the rows are matters too;
    `nyckelmarke` is as in the fingerprint.
    """
    sender = deklaration.sender(lamnare)
    delivered = {
        namn: [days for f in files.get(namn, []) for days in without(f.i_kraft.leverans.interval, f.i_kraft.hal)]
        for namn, tabell in deklaration.tabeller.items()
        if tabell.start is not None
    }
    every = [*delivered.values(), *frysta.gallrat.values()]
    periods = tackning.touched_periods(i for intervals in every for i in intervals)
    answered = [i for _, i in sorted(indikatorer.items()) if any(map(sender.answers_for, i.omraden))]
    plans = [
        _plan(i, tackning.statuses(i, periods, delivered), deklaration, files, protected, frysta, nyckelmarke)
        for i in answered
    ]
    return [p for p in plans if p.statuses or frysta.periods_of(p.indikator.id)]


def _plan(
    indikator: Indikator,
    found: Mapping[Period, str],
    deklaration: Deklaration,
    files: Files,
    protected: bool,
    frysta: Frysta,
    nyckelmarke: str,
) -> Plan:
    statuses = {p: status for p, status in found.items() if p.namn not in frysta.periods_of(indikator.id)}
    complete = [p for p, status in statuses.items() if status == tackning.KOMPLETT]
    erased = [i for tabell in indikator.tabeller for i in frysta.gallrat.get(tabell, ())]
    lacking = (
        p for p in statuses if p not in complete and any(i.shares_days(tackning.wanted(indikator, p)) for i in erased)
    )
    judged_by = omappat.judged_by(deklaration, indikator)
    read = skyddade.tables_behind(deklaration, indikator.tabeller) if protected else indikator.tabeller
    rests_on = {tabell: files.get(tabell, []) for tabell in read}
    return Plan(
        indikator,
        statuses,
        complete,
        fingerprint(indikator, deklaration.kodlistor, rests_on, complete, judged_by, nyckelmarke),
        definition(indikator, deklaration.kodlistor),
        frozenset(p.namn for p in lacking),
    )
