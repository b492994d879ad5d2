"""When bytes that have come before are known, and what a new delivery of them is called."""

from isu.ledger import Leverans
from isu.ledger.igen import first_free, known

BYTES = "f" * 64


def leverans(nyckel: str, utfall: str = "accepterad", atertagen: bool = False) -> Leverans:
    return Leverans(sha256=BYTES, nyckel=nyckel, utfall=utfall, atertagen="2025-01-01" if atertagen else None)


def test_the_same_key_is_known_and_another_is_not():
    one = leverans("a")
    assert known("a", [one]) is one
    assert known("b", [one]) is None
    assert first_free("b", [one]) == "b"


def test_a_withdrawn_delivery_is_not_known_and_keeps_its_name():
    gone = leverans("a", atertagen=True)
    again = first_free("a", [gone])
    assert known("a", [gone]) is None and again != "a"
    later = leverans(again)
    assert known("a", [gone, later]) is later
    assert first_free("a", [gone, leverans(again, atertagen=True)]) not in ("a", again)


def test_the_withdrawal_of_the_first_undone_it_is_known_before_the_later():
    first, later = leverans("a"), leverans(first_free("a", [leverans("a")]))
    assert known("a", [first, later]) is first


def test_a_refused_delivery_is_judged_again_under_the_same_name():
    refused = leverans("a", "avvisad")
    assert known("a", [refused]) is None
    assert first_free("a", [refused]) == "a"


def test_one_from_before_keys_is_known_by_its_bytes():
    assert known("a", [leverans(BYTES)]) is not None
    assert known("a", [leverans(BYTES, atertagen=True)]) is None
