"""The ledger's tables. What a column means stands here; what may be done with it stands in ledger.py.

The ledger holds counts, places in time and hashes. It never holds a row or a delivered value; the only codes in it are
those of our own lists, counted.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from isu.omdome import AVVISAD

#: What can become of a record: together they are all of them.
ODEN = ("accepterade", "avsatta", "olasbara", "tomma", "borttagna", "ersatta")


class Base(DeclarativeBase):
    pass


class Leverans(Base):
    """One received file and the verdict on it. `ordning` is the order of receipt."""

    __tablename__ = "leverans"
    __table_args__ = (UniqueConstraint("lamnare", "sha256", "ankomst", name="en_ankomst"),)

    ordning: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    lamnare: Mapped[str] = mapped_column(String(40), index=True)
    filnamn: Mapped[str] = mapped_column(String(260))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    nyckel: Mapped[str] = mapped_column(
        String(64), server_default="", index=True, doc="names its files: the bytes and what was stated beside them"
    )
    ankomst: Mapped[str] = mapped_column(String(400), doc="which arrival of these bytes: name, size, ctime")
    storlek: Mapped[int] = mapped_column(BigInteger)
    mottagen: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    mottagen_igen: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), doc="when the same bytes last came once more; nothing else happens then"
    )
    utfall: Mapped[str] = mapped_column(String(30))
    tabell: Mapped[str | None] = mapped_column(String(60))
    fran: Mapped[date | None] = mapped_column(Date)
    till: Mapped[date | None] = mapped_column(Date)
    uttagsdatum: Mapped[date | None] = mapped_column(Date)
    uttagsdatum_angivet: Mapped[bool] = mapped_column(default=False)
    kallsystem: Mapped[str | None] = mapped_column(String(40))
    rader: Mapped[int] = mapped_column(Integer, default=0)
    accepterade: Mapped[int] = mapped_column(Integer, default=0)
    avsatta: Mapped[int] = mapped_column(Integer, default=0)
    olasbara: Mapped[int] = mapped_column(Integer, default=0)
    tomma: Mapped[int] = mapped_column(Integer, default=0)
    borttagna: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    ersatta: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    kalla: Mapped[str | None] = mapped_column(Text, doc="the source declaration that was used")
    granskad: Mapped[bool] = mapped_column(default=False, server_default=false(), doc="the guard saw all of the file")
    bevarad: Mapped[bool] = mapped_column(default=True, server_default=true(), doc="are its bytes in the archive")
    i_kraft: Mapped[bool] = mapped_column(default=False, index=True)
    atertagen: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), doc="when it was withdrawn")
    atertagen_skal: Mapped[str | None] = mapped_column(Text)
    raderad: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), doc="when its files were erased for good; it is withdrawn too"
    )
    gallrad: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), doc="when its files were erased by retention; it still governs its days"
    )
    registerfil_sha256: Mapped[str | None] = mapped_column(String(64), doc="hash of the accepted rows as Parquet")
    profil: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default="{}", doc="counts that the next delivery is compared with"
    )
    regelutfall: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, server_default="[]", doc="what became of each rule"
    )
    kvitto: Mapped[dict[str, Any]] = mapped_column(JSON, doc="the receipt's data: counts and places, no values")

    fynd: Mapped[list["LeveransFynd"]] = relationship(cascade="all, delete-orphan", back_populates="leverans")

    @property
    def stands(self) -> bool:
        """Accepted, and not withdrawn since."""
        return self.utfall != AVVISAD and self.atertagen is None

    @property
    def adds_up(self) -> bool:
        """Every record has one fate."""
        return self.rader == sum(getattr(self, fate) for fate in ODEN)


class Hem(Base):
    """The home whose ledger this is, where the database lies outside it. One row."""

    __tablename__ = "hem"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)


class Hallen(Base):
    """What a steward has held back: one lämnare's value of an indicator and a period. Kept also when it is lifted."""

    __tablename__ = "hallen"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lamnare: Mapped[str] = mapped_column(String(40), index=True)
    indikator: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(10))
    skal: Mapped[str] = mapped_column(Text)
    satt: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    upphavd: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), doc="when it was lifted")


class Gallring(Base):
    """An erasure by retention of one lämnare's rows, and the cells that were frozen by it."""

    __tablename__ = "gallring"

    nr: Mapped[int] = mapped_column(Integer, primary_key=True)
    lamnare: Mapped[str] = mapped_column(String(40), index=True)
    nar: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    fryst: Mapped[dict[str, Any]] = mapped_column(JSON, doc="indicator → version → period → what was told of it")
    fil_sha256: Mapped[str] = mapped_column(String(64), doc="hash of the frozen cells, before any encryption")


class LeveransFynd(Base):
    """How often a rule was broken in a delivery."""

    __tablename__ = "leverans_fynd"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ordning: Mapped[int] = mapped_column(ForeignKey("leverans.ordning"), index=True)
    regel: Mapped[str] = mapped_column(String(60))
    allvar: Mapped[str] = mapped_column(String(20))
    kolumner: Mapped[str] = mapped_column(String(200))
    antal: Mapped[int] = mapped_column(Integer)

    leverans: Mapped[Leverans] = relationship(back_populates="fynd")


class Utgava(Base):
    """A release: its name, when it was made and the hashes of its files."""

    __tablename__ = "utgava"

    namn: Mapped[str] = mapped_column(String(80), primary_key=True)
    skapad: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    filer: Mapped[dict[str, str]] = mapped_column(JSON, doc="file name → sha256")

    leveranser: Mapped[list["UtgavaLeverans"]] = relationship(cascade="all, delete-orphan")


class UtgavaLeverans(Base):
    """A delivery that a release was made of."""

    __tablename__ = "utgava_leverans"

    namn: Mapped[str] = mapped_column(ForeignKey("utgava.namn"), primary_key=True)
    ordning: Mapped[int] = mapped_column(ForeignKey("leverans.ordning"), primary_key=True)


class Skyddade(Base):
    """How many persons with protected identity a sender has: none of their rows is counted. Never shown when 1-4."""

    __tablename__ = "skyddade"

    lamnare: Mapped[str] = mapped_column(String(40), primary_key=True)
    antal: Mapped[int] = mapped_column(Integer)
    raknad: Mapped[datetime] = mapped_column(DateTime(timezone=True), doc="when the number was last another")
