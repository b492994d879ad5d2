"""When bytes that have come before are known, and what a new delivery's files are called. Pure.

A delivery is named by its key: a hash of its bytes and of what was stated beside them. The same key again is the same
delivery, unless that one has been withdrawn: then the next key in a chain of them names a new delivery.
"""

import hashlib
from collections.abc import Iterable, Iterator

from isu.ledger.tables import Leverans
from isu.omdome import AVVISAD


def known(nyckel: str, deliveries: Iterable[Leverans]) -> Leverans | None:
    """Of the deliveries of the same bytes, the accepted one that `nyckel` means.

    One from before there were keys is known by its bytes alone.
    """
    accepted = [d for d in deliveries if d.utfall != AVVISAD]
    taken = _taken(nyckel, {d.nyckel: d for d in accepted})
    by_bytes = [d for d in accepted if d.nyckel == d.sha256]
    return next((d for d in [*by_bytes, *taken] if d.stands), None)


def first_free(nyckel: str, deliveries: Iterable[Leverans]) -> str:
    """The first key of the chain that no accepted delivery has."""
    keys = {d.nyckel for d in deliveries if d.utfall != AVVISAD}
    return next(key for key in _chain(nyckel) if key not in keys)


def _taken(nyckel: str, by_key: dict[str, Leverans]) -> Iterator[Leverans]:
    """The deliveries of the chain, up to its first free key."""
    for key in _chain(nyckel):
        if key not in by_key:
            return
        yield by_key[key]


def _chain(nyckel: str) -> Iterator[str]:
    while True:
        yield nyckel
        nyckel = hashlib.sha256(f"igen {nyckel}".encode()).hexdigest()
