"""What is asked of the ledger and told to it. Each public method is one transaction.

A verdict and what it puts in force are written together: that transaction is the one step in which a delivery
is accepted. Files come before it and can be made again; the intake file goes after it.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from isu.home import Home
from isu.in_force import IKraft, Mottagen, in_force
from isu.ledger.database import open_engine
from isu.ledger.tables import Leverans, LeveransFynd, Utgava, UtgavaLeverans
from isu.omdome import AVVISAD, Omdome
from isu.period import Interval


class Ledger:
    def __init__(self, home: Home):
        self._engine = open_engine(home.ledger_url)

    def _session(self) -> Session:
        return Session(self._engine, expire_on_commit=False)

    def recorded(self, lamnare: str, sha256: str, ankomst: str) -> Leverans | None:
        """This very arrival, or an accepted delivery of the same bytes: then there is nothing more to judge."""
        with self._session() as session:
            same = session.scalars(
                select(Leverans)
                .where(Leverans.lamnare == lamnare, Leverans.sha256 == sha256)
                .order_by(Leverans.ordning)
            ).all()
        taken = [d for d in same if d.utfall != AVVISAD or d.ankomst == ankomst]
        return taken[-1] if taken else None

    def record(
        self, omdome: Omdome, ankomst: str, mottagen: datetime, kvitto: dict, registerfil_sha256: str | None
    ) -> Leverans:
        """Write a verdict and, when it was accepted, what is in force from now on."""
        with self._session() as session, session.begin():
            delivery = _leverans(omdome, ankomst, mottagen, kvitto, registerfil_sha256)
            session.add(delivery)
            session.flush()
            if delivery.utfall != AVVISAD:
                _renew_in_force(session, omdome.lamnare, omdome.tabell)
        return delivery

    def received_again(self, ordning: int, mottagen: datetime) -> None:
        """Remember that an accepted delivery came once more, byte for byte."""
        with self._session() as session, session.begin():
            session.get_one(Leverans, ordning).mottagen_igen = mottagen

    def accepted(self, lamnare: str) -> list[Leverans]:
        """Accepted deliveries of a sender, in the order of receipt."""
        with self._session() as session:
            return list(session.scalars(_accepted(lamnare).order_by(Leverans.ordning)))

    def all_deliveries(self, lamnare: str | None = None) -> list[Leverans]:
        """Every delivery with its findings, in the order of receipt."""
        asked = select(Leverans).options(selectinload(Leverans.fynd)).order_by(Leverans.ordning)
        if lamnare:
            asked = asked.where(Leverans.lamnare == lamnare)
        with self._session() as session:
            return list(session.scalars(asked))

    def in_force(self) -> list[Leverans]:
        """Everything in force for every sender."""
        with self._session() as session:
            return list(session.scalars(select(Leverans).where(Leverans.i_kraft).order_by(Leverans.ordning)))

    def record_release(self, namn: str, skapad: datetime, filer: dict[str, str], deliveries: Iterable[int]) -> None:
        with self._session() as session, session.begin():
            release = Utgava(namn=namn, skapad=skapad, filer=filer)
            release.leveranser = [UtgavaLeverans(ordning=n) for n in sorted(deliveries)]
            session.add(release)

    def releases(self) -> list[Utgava]:
        with self._session() as session:
            return list(
                session.scalars(select(Utgava).options(selectinload(Utgava.leveranser)).order_by(Utgava.skapad))
            )


def _accepted(lamnare: str):
    return select(Leverans).where(Leverans.lamnare == lamnare, Leverans.utfall != AVVISAD)


def _leverans(omdome: Omdome, ankomst: str, mottagen: datetime, kvitto: dict, register_sha: str | None) -> Leverans:
    counts, interval = omdome.raknade, omdome.interval
    return Leverans(
        lamnare=omdome.lamnare,
        filnamn=omdome.filnamn[:260],
        sha256=omdome.sha256,
        ankomst=ankomst,
        storlek=omdome.storlek,
        mottagen=mottagen,
        utfall=omdome.utfall,
        tabell=omdome.tabell,
        fran=interval.fran if interval else None,
        till=interval.till if interval else None,
        uttagsdatum=omdome.uttagsdatum,
        uttagsdatum_angivet=omdome.uttagsdatum_angivet,
        kallsystem=omdome.kallsystem,
        rader=counts.rader,
        accepterade=counts.accepterade,
        avsatta=counts.avsatta,
        olasbara=counts.olasbara,
        tomma=counts.tomma,
        registerfil_sha256=register_sha,
        kvitto=kvitto,
        fynd=[
            LeveransFynd(
                regel=f.regel, allvar=f.allvar, kolumner=", ".join(p.kolumn for p in f.platser)[:200], antal=f.antal
            )
            for f in omdome.fynd
        ],
    )


def received(delivery: Leverans) -> Mottagen:
    """A delivery as the rules of time see it."""
    interval = Interval(delivery.fran, delivery.till)
    return Mottagen(delivery.ordning, interval, delivery.uttagsdatum, delivery.uttagsdatum_angivet)


def time_in_force(deliveries: Iterable[Leverans]) -> dict[str, list[tuple[Leverans, IKraft]]]:
    """Table → what is in force of one sender's accepted deliveries, with its holes."""
    tables: dict[str, dict[int, Leverans]] = {}
    for d in deliveries:
        tables.setdefault(d.tabell, {})[d.ordning] = d
    return {
        tabell: [(known[i.leverans.ordning], i) for i in in_force([received(d) for d in known.values()])]
        for tabell, known in sorted(tables.items())
    }


def _renew_in_force(session: Session, lamnare: str, tabell: str) -> None:
    known = list(session.scalars(_accepted(lamnare).where(Leverans.tabell == tabell)))
    kept = {i.leverans.ordning for i in in_force([received(d) for d in known])}
    for delivery in known:
        delivery.i_kraft = delivery.ordning in kept
