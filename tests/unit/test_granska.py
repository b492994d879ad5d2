"""`isu verify` on what it cannot see in an ordinary delivery: bytes that may not be kept, deleted and replaced rows."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from isu.duck import open_connection
from isu.filer import sha256_of
from isu.flow.granska import verify
from isu.ledger import Ledger
from isu.omdome import Fynd, Omdome, Raknade
from isu.period import period
from isu.receipt.kvitto import receipt_stem
from isu.register.keep import Plats

REFUSED = Omdome("1780", "fil.csv", "a" * 64, 10, fynd=(Fynd("okand_tabell", "avvisning", 1),))
ACCEPTED = Omdome("1780", "fil.csv", "a" * 64, 10, "utredning", period("2024H1").interval)


def receipt(home, omdome: Omdome) -> None:
    path = home.outbox("1780") / f"{receipt_stem(omdome.filnamn, omdome.sha256)}.kvitto.json"
    path.parent.mkdir(parents=True)
    path.write_text("{}")


@pytest.fixture
def unkept(hem):
    """A delivery whose bytes were erased: only hash and verdict stay."""
    receipt(hem.home, REFUSED)
    Ledger(hem.home).record(REFUSED, "ankomst", datetime.now(UTC), {}, None, bevarad=False)
    return hem.home


def test_bytes_that_may_not_be_kept_are_not_missed(unkept):
    assert verify(unkept) == []


@pytest.mark.parametrize("place", ["delivered", "set_aside", "manifest"])
def test_if_they_lie_anywhere_it_is_told(unkept, place):
    path = getattr(Plats(unkept, "1780", REFUSED.sha256), place)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    (fault,) = verify(unkept)
    assert str(path) in fault


@pytest.mark.parametrize(
    "rows, counts, told",
    [
        ("(1, false), (2, false)", Raknade(rader=5, accepterade=2, borttagna=2, ersatta=1), None),
        ("(1, false), (2, true)", Raknade(rader=2, accepterade=1, borttagna=1), None),
        ("(1, false), (2, true)", Raknade(rader=2, accepterade=1, ersatta=1), "ett annat antal rader"),
        ("(1, false), (2, true)", Raknade(rader=2, accepterade=2), "ett annat antal rader"),
        ("(1, false)", Raknade(rader=3, accepterade=1, borttagna=1), "går inte ihop"),
    ],
)
def test_deleted_and_replaced_rows_are_accounted_for(hem, rows, counts, told):
    place = Plats(hem.home, "1780", ACCEPTED.sha256)
    register = place.rows("utredning")
    for folder in (register.parent, place.delivered.parent):
        folder.mkdir(parents=True)
    with open_connection() as connection:
        connection.execute(f"copy (select * from (values {rows}) t(_rad, _borttagen)) to '{register}' (format parquet)")
    place.delivered.write_bytes(b"levererat")
    judged = replace(ACCEPTED, sha256=sha256_of(place.delivered), raknade=counts)
    place.delivered.rename(place.delivered.with_name(judged.sha256))
    receipt(hem.home, ACCEPTED)
    Ledger(hem.home).record(judged, "ankomst", datetime.now(UTC), {}, sha256_of(register), nyckel=ACCEPTED.sha256)
    faults = verify(hem.home)
    assert (told is None and faults == []) or told in faults[0]
