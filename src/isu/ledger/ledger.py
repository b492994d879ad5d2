"""What is asked of the ledger and told to it. Each public method is one transaction.

A verdict and what it puts in force are written together: that transaction is the one step in which a delivery
is accepted. Files come before it and can be made again; the intake file goes after it.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, selectinload

from isu.errors import IsuError
from isu.home import Home
from isu.in_force import IKraft, Mottagen, crossing_pair, in_force
from isu.ledger.database import open_ledger
from isu.ledger.igen import first_free, known
from isu.ledger.tables import Gallring, Hallen, Leverans, LeveransFynd, Skyddade, Utgava, UtgavaLeverans
from isu.omdome import AVVISAD, Omdome
from isu.period import Interval


class Ledger:
    def __init__(self, home: Home):
        self._engine = open_ledger(home)

    def _session(self) -> Session:
        return Session(self._engine, expire_on_commit=False)

    def recorded(self, lamnare: str, sha256: str, ankomst: str, nyckel: str | None = None) -> Leverans | None:
        """This very arrival, or an accepted delivery of the same bytes with the same said of them: nothing to judge.

        A withdrawn delivery is not known: its bytes are judged anew when they come again.
        """
        same = self._of_content(lamnare, sha256)
        this_arrival = next((d for d in same if d.ankomst == ankomst), None)
        return this_arrival or known(nyckel or sha256, same)

    def free_key(self, lamnare: str, sha256: str, nyckel: str) -> str:
        """The name of a new delivery's files: `nyckel`, unless a withdrawn delivery's files have that name."""
        return first_free(nyckel, self._of_content(lamnare, sha256))

    def _of_content(self, lamnare: str, sha256: str) -> list[Leverans]:
        """Every delivery of these bytes, in the order of receipt."""
        asked = select(Leverans).where(Leverans.lamnare == lamnare, Leverans.sha256 == sha256)
        with self._session() as session:
            return list(session.scalars(asked.order_by(Leverans.ordning)))

    def record(
        self,
        omdome: Omdome,
        ankomst: str,
        mottagen: datetime,
        kvitto: dict,
        registerfil_sha256: str | None,
        bevarad: bool = True,
        nyckel: str | None = None,
    ) -> Leverans:
        """Write a verdict and, when it was accepted, what is in force from now on.

        `bevarad` is False when the bytes may not be kept; `nyckel` is what the delivery's files are called by.
        """
        with self._session() as session, session.begin():
            delivery = _leverans(omdome, ankomst, mottagen, kvitto, registerfil_sha256)
            delivery.bevarad, delivery.nyckel = bevarad, nyckel or omdome.sha256
            session.add(delivery)
            session.flush()
            if delivery.utfall != AVVISAD:
                _renew_in_force(session, omdome.lamnare, omdome.tabell)
        return delivery

    def received_again(self, ordning: int, mottagen: datetime) -> None:
        """Remember that an accepted delivery came once more, byte for byte."""
        with self._session() as session, session.begin():
            session.get_one(Leverans, ordning).mottagen_igen = mottagen

    def withdraw(self, ordning: int, when: datetime, skal: str | None = None) -> None:
        """Take an accepted delivery back: what it replaced returns to force. It stays in the ledger and on disk."""
        self._withdrawn(ordning, when, skal)

    def undo_withdrawal(self, ordning: int) -> None:
        """Let a withdrawn delivery count again, as if it had never been withdrawn."""
        self._withdrawn(ordning, None, None)

    def _withdrawn(self, ordning: int, when: datetime | None, skal: str | None) -> None:
        with self._session() as session, session.begin():
            delivery = session.get_one(Leverans, ordning)
            delivery.atertagen, delivery.atertagen_skal = when, skal
            _refuse_crossing(_renew_in_force(session, delivery.lamnare, delivery.tabell))

    def erase(self, lamnare: str, when: datetime, skal: str) -> list[Leverans]:
        """Say of all that the lämnare ever delivered that it is erased, and so withdrawn; those not said before."""
        asked = select(Leverans).where(Leverans.lamnare == lamnare, Leverans.raderad.is_(None))
        with self._session() as session, session.begin():
            found = list(session.scalars(asked.order_by(Leverans.ordning)))
            for d in found:
                d.raderad, d.atertagen, d.atertagen_skal = when, d.atertagen or when, d.atertagen_skal or skal
                d.bevarad = d.i_kraft = False
            session.execute(delete(Gallring).where(Gallring.lamnare == lamnare))  # frozen cells are erased too
        return found

    def record_retention(
        self, lamnare: str, ordningar: Iterable[int], when: datetime, fryst: dict, sha256: str
    ) -> None:
        """Say that the files of these deliveries are erased by retention, and which cells are frozen from now on.

        They go on governing their days: what they had replaced does not come back.
        """
        with self._session() as session, session.begin():
            session.add(Gallring(lamnare=lamnare, nar=when, fryst=fryst, fil_sha256=sha256))
            for ordning in ordningar:
                delivery = session.get_one(Leverans, ordning)
                delivery.gallrad, delivery.bevarad = when, False

    def retentions(self, lamnare: str | None = None) -> list[Gallring]:
        """Erasures by retention, in their order, of one lämnare or of all."""
        asked = select(Gallring).order_by(Gallring.nr)
        with self._session() as session:
            return list(session.scalars(asked.where(Gallring.lamnare == lamnare) if lamnare else asked))

    def accepted(self, lamnare: str) -> list[Leverans]:
        """Accepted deliveries of a sender that have not been withdrawn, in the order of receipt."""
        asked = _accepted(lamnare).where(Leverans.atertagen.is_(None)).order_by(Leverans.ordning)
        with self._session() as session:
            return list(session.scalars(asked))

    def all_deliveries(self, lamnare: str | None = None) -> list[Leverans]:
        """Every delivery with its findings, in the order of receipt."""
        asked = select(Leverans).options(selectinload(Leverans.fynd)).order_by(Leverans.ordning)
        if lamnare:
            asked = asked.where(Leverans.lamnare == lamnare)
        with self._session() as session:
            return list(session.scalars(asked))

    def state(self) -> str:
        """A sign that is another as soon as anything has been received, received again or withdrawn."""
        columns = (Leverans.ordning, Leverans.mottagen_igen, Leverans.atertagen)
        with self._session() as session:
            seen = session.execute(select(func.count(Leverans.atertagen), *map(func.max, columns))).one()
        return "|".join(map(str, seen))

    def in_force(self) -> list[Leverans]:
        """Everything in force for every sender."""
        with self._session() as session:
            return list(session.scalars(select(Leverans).where(Leverans.i_kraft).order_by(Leverans.ordning)))

    def senders(self) -> list[str]:
        """Every sender that has ever had a delivery accepted, also one whose deliveries are all withdrawn."""
        asked = select(Leverans.lamnare).where(Leverans.utfall != AVVISAD).distinct().order_by(Leverans.lamnare)
        with self._session() as session:
            return list(session.scalars(asked))

    def record_protected(self, lamnare: str, antal: int, when: datetime) -> None:
        """Remember how many protected persons' rows are kept out of the sender's cells."""
        with self._session() as session, session.begin():
            known = session.get(Skyddade, lamnare)
            if (known.antal if known else 0) != antal:
                session.merge(Skyddade(lamnare=lamnare, antal=antal, raknad=when))

    def protected(self) -> dict[str, int]:
        """Sender → protected persons, where there are or have been any. Whoever shows it hides 1-4."""
        with self._session() as session:
            return {s.lamnare: s.antal for s in session.scalars(select(Skyddade).order_by(Skyddade.lamnare))}

    def hold(self, lamnare: str, indikator: str, period: str, skal: str, when: datetime) -> None:
        """Hold back one value; what is held already is left as it is."""
        with self._session() as session, session.begin():
            if session.scalar(_held(lamnare, indikator, period)) is None:
                session.add(Hallen(lamnare=lamnare, indikator=indikator, period=period, skal=skal, satt=when))

    def lift(self, lamnare: str, indikator: str, period: str, when: datetime) -> bool:
        """Let a held value count again; False where it was not held."""
        with self._session() as session, session.begin():
            held = session.scalar(_held(lamnare, indikator, period))
            if held is not None:
                held.upphavd = when
        return held is not None

    def held(self, lamnare: str | None = None) -> list[Hallen]:
        """What is held back now, of one lämnare or of all."""
        asked = select(Hallen).where(Hallen.upphavd.is_(None)).order_by(Hallen.lamnare, Hallen.indikator, Hallen.period)
        with self._session() as session:
            return list(session.scalars(asked.where(Hallen.lamnare == lamnare) if lamnare else asked))

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


def _held(lamnare: str, indikator: str, period: str):
    same = Hallen.lamnare == lamnare, Hallen.indikator == indikator, Hallen.period == period
    return select(Hallen).where(*same, Hallen.upphavd.is_(None))


def _accepted(lamnare: str):
    return select(Leverans).where(Leverans.lamnare == lamnare, Leverans.utfall != AVVISAD)


def _leverans(omdome: Omdome, ankomst: str, mottagen: datetime, kvitto: dict, register_sha: str | None) -> Leverans:
    interval = omdome.interval
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
        kalla=omdome.kalla,
        granskad=omdome.granskad,
        **asdict(omdome.raknade),
        profil=omdome.profil,
        regelutfall=[asdict(r) for r in omdome.regelutfall],
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
    withdrawn = delivery.atertagen is not None
    return Mottagen(delivery.ordning, interval, delivery.uttagsdatum, delivery.uttagsdatum_angivet, withdrawn)


def time_in_force(deliveries: Iterable[Leverans]) -> dict[str, list[tuple[Leverans, IKraft]]]:
    """Table → what is in force of one sender's accepted deliveries, with its holes."""
    tables: dict[str, dict[int, Leverans]] = {}
    for d in deliveries:
        if d.atertagen is None:
            tables.setdefault(d.tabell, {})[d.ordning] = d
    return {
        tabell: [(own[i.leverans.ordning], i) for i in in_force([received(d) for d in own.values()])]
        for tabell, own in sorted(tables.items())
    }


def _renew_in_force(session: Session, lamnare: str, tabell: str) -> list[Leverans]:
    """Say of every accepted delivery of the table whether it is in force; all of them."""
    accepted = list(session.scalars(_accepted(lamnare).where(Leverans.tabell == tabell)))
    kept = {i.leverans.ordning for i in in_force(map(received, accepted))}
    for delivery in accepted:
        delivery.i_kraft = delivery.ordning in kept
    return accepted


def _refuse_crossing(accepted: list[Leverans]) -> None:
    """What comes back into force may not cross what is in force: that would have been refused when it came."""
    by_number = {d.ordning: d for d in accepted}
    if pair := crossing_pair(map(received, accepted)):
        a, b = (f"{by_number[m.ordning].filnamn} ({m.interval})" for m in pair)
        raise IsuError(
            f"Det går inte: då skulle {a} och {b} gälla samtidigt, och deras tider korsar varandra. "
            "Ta först tillbaka den av dem som inte ska gälla."
        )
