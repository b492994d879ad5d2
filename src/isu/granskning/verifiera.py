"""The gate: is every sensitive number proved, against all that is printed? Whole numbers only; trusts nothing but the
counts.

The table is rebuilt from the coordinates, one dimension after the other. A certificate is an alternative
nation; it holds when nothing printed changes, no layer of persons becomes negative, and nobody is counted where
nothing is counted. Then the sensitive numbers are found again by the limits: each that has a row must have an
alternative that is far enough above it, and one that is far enough below if it is offered; each that has none must be
another number in some alternative, as must everything that is withheld. Whatever else is named as proved must differ
that way too.

Of some numbers others show that they can be no more than something. Against who reckons with that too less is promised:
what is withheld is not known, nor is it known of a small number that is offered that it is small and not nobody.

Who is alone in a number knows it. With `ensamma` no alternative that is named for a number changes another that is 1,
unless one of the two holds the other, or the same person is alone in both: it then holds against all who are alone,
together. A number that has a row but is not offered may instead be 0 in such an alternative: then they cannot know that
it is small. It may be asked of some areas only; not of numbers that are withheld without being small, nor of what two
that are not offered differ by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from isu.granskning.produkt import changed_by, made_of
from isu.granskning.slaktskap import akin


@dataclass(frozen=True)
class Underlag:
    """The counts and the table. `medlemmar` and `lager` are one matrix per dimension, times its coordinates. So are
    `villkor`, of periods alone: `galler` says which of the last dimension's layers each cannot be negative for, as no
    layer can be for any. None where there are none.

    `y` and `finns` are over the coordinates, `lasbar`, `erbjuden`, `bredvid` and `rader` over the members: what one
    could have if all were offered and nothing withheld, what is offered, what is not and is known all the same from
    beside (False where nothing is), the most that a number can be by what is known from there (None where nothing is),
    and what stands in a row, withheld where it is not offered, or is the difference of two that do. Over the members of
    the last dimension are `tryckta`, those that have numbers of their own, `rutor`, those in which somebody may be
    alone, `granser`, the smallest count that may be told, and `antal`, where its n stands, if 0 of it tells of
    everyone, else -1.
    """

    y: np.ndarray
    finns: np.ndarray
    medlemmar: Sequence[np.ndarray]
    lager: Sequence[np.ndarray]
    villkor: np.ndarray | None
    galler: np.ndarray | None
    lasbar: np.ndarray
    erbjuden: np.ndarray
    bredvid: np.ndarray | np.bool_
    tak: np.ndarray | None
    rader: np.ndarray
    tryckta: np.ndarray
    rutor: np.ndarray
    granser: np.ndarray
    antal: np.ndarray


@dataclass(frozen=True)
class Pastaende:
    """What is claimed: the withheld numbers, the certificates (those of certificate i are the places and changes from
    `start[i]` to `start[i + 1]`), and which certificate proves what (above, below) per number; -1 for none."""

    dolda: np.ndarray
    start: np.ndarray
    plats: np.ndarray
    andring: np.ndarray
    bevis: np.ndarray


def verify(underlag: Underlag, pastaende: Pastaende, ensamma: bool | np.ndarray = False) -> list[str]:
    """What is wrong; an empty list when every claim holds. The faults name no number. `ensamma` is the same for all
    areas, or one for each."""
    if not ((pastaende.plats >= 0) & (pastaende.plats < underlag.y.size)).all():
        return ["certifikat räknar någon utanför tabellen"]
    claims = underlag.y.shape, pastaende.start, pastaende.plats, pastaende.andring
    moved, values = changed_by(underlag.medlemmar, *claims), made_of(underlag.medlemmar, underlag.y)
    touched = np.zeros(values.shape, bool)
    touched.ravel()[moved.indices] = True
    rows = underlag.rader & underlag.tryckta
    withheld = rows & (pastaende.dolda | ~underlag.erbjuden) & ~underlag.bredvid
    shown = (rows & ~withheld) | underlag.bredvid
    small = underlag.lasbar & _small(underlag, values)
    sensitive = small & underlag.rader
    numbers = np.flatnonzero(sensitive | (pastaende.bevis >= 0).any(0))
    of_numbers = _Tal(
        numbers,
        values.ravel()[numbers],
        sensitive.ravel()[numbers],
        np.broadcast_to(underlag.erbjuden, values.shape).ravel()[numbers],
        pastaende.bevis.reshape(2, -1)[:, numbers],
        _changes(moved, pastaende.bevis.reshape(2, -1), numbers),
    )
    unproved = _unproved(underlag, values, of_numbers)
    faults = [
        (int((touched & shown).sum()), "certifikat ändrar ett tryckt tal"),
        (_negative(underlag.lager, underlag.y, pastaende), "certifikat ger ett negativt antal"),
        (_against(underlag, pastaende), "certifikat ger perioder som inte går ihop"),
        (_impossible(underlag, pastaende), "certifikat räknar någon där inget räknas"),
        (int((unproved & of_numbers.sensitive).sum()), "känsliga tal saknar bevis"),
        (int((unproved & ~of_numbers.sensitive).sum()), "bevis visar inte det som de sägs visa"),
        (int((withheld & (values > 0) & ~touched).sum()), "dolda tal kan räknas fram"),
        (int((small & ~underlag.erbjuden & ~touched).sum()), "små tal som inte erbjuds kan räknas fram"),
        (_rests_on_one(underlag, values, of_numbers, ensamma, moved), "bevis vilar på någon som är ensam"),
    ]
    if underlag.tak is not None:
        faults += _below_ceilings(underlag, values, moved, withheld, small)
    return [f"{number} {what}" for number, what in faults if number]


def _below_ceilings(
    underlag: Underlag, values: np.ndarray, moved: sparse.csr_array, withheld: np.ndarray, small: np.ndarray
) -> list[tuple[int, str]]:
    """The same of the certificates alone in which no number is more than it can be: each that is withheld must be
    another in one of them, and each that is small and offered at least what may be told, or nobody."""
    room, certificate = (underlag.tak - values).ravel(), _certificate_of(moved)
    over = np.bincount(certificate[moved.data > room[moved.indices]], minlength=moved.shape[0]) > 0
    inside = ~over[certificate]
    at, change = moved.indices[inside], moved.data[inside]
    touched, least, most = np.zeros(values.size, bool), np.zeros(values.size, np.int64), np.zeros(values.size, np.int64)
    touched[at] = True
    np.minimum.at(least, at, change)
    np.maximum.at(most, at, change)
    touched, least, most = (found.reshape(values.shape) for found in (touched, least, most))
    unsure = (values + most >= underlag.granser) | (values + least <= 0)
    told = (withheld & (values > 0)) | (small & (~underlag.erbjuden | (values == 0)))
    return [
        (int((room < 0).sum()), "tal är större än det antal som andra visar"),
        (int((told & ~touched).sum()), "dolda tal kan räknas fram med det antal som andra visar"),
        (
            int((small & underlag.erbjuden & (values > 0) & ~unsure).sum()),
            "tal är säkert små med det antal som andra visar",
        ),
    ]


class _Tal(NamedTuple):
    """Of the numbers that something is asked or claimed of: where they stand, how large they are, is it asked, are they
    offered; and above and below, which certificate is named, and by how much they are another in it."""

    plats: np.ndarray
    varde: np.ndarray
    sensitive: np.ndarray
    offered: np.ndarray
    bevis: np.ndarray
    andring: np.ndarray


def _small(underlag: Underlag, values: np.ndarray) -> np.ndarray:
    """More than 0 and less than what may be told; or 0 where that tells of everyone."""
    found = (values > 0) & (values < underlag.granser)
    of_all = underlag.antal >= 0
    if of_all.any():
        found |= (values == 0) & of_all & (values[..., underlag.antal] > 0)
    return found


def _negative(
    lager: Sequence[np.ndarray], y: np.ndarray, pastaende: Pastaende, galler: np.ndarray | bool = True
) -> int:
    """How often what is so of some layers, or all, is a negative number in the counts or in a certificate."""
    moved = changed_by(lager, y.shape, pastaende.start, pastaende.plats, pastaende.andring)
    now = made_of(lager, y)
    negative = (now < 0) & galler
    binds = np.broadcast_to(galler, now.shape).ravel()[moved.indices]
    return int(((now.ravel()[moved.indices] + moved.data < 0) & binds).sum()) + int(negative.sum())


def _against(underlag: Underlag, pastaende: Pastaende) -> int:
    """The same of what periods tell of each other for some of what is counted."""
    if underlag.villkor is None:
        return 0
    lager = [underlag.lager[0], underlag.villkor, *underlag.lager[2:]]
    return _negative(lager, underlag.y, pastaende, underlag.galler[:, None, None, None])


def _impossible(underlag: Underlag, pastaende: Pastaende) -> int:
    return int((~underlag.finns.ravel()[pastaende.plats] & (pastaende.andring != 0)).sum())


def _changes(moved: sparse.csr_array, bevis: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """The change of each number in the certificates that are named for it; 0 where none is."""
    found = np.zeros((len(bevis), len(numbers)), np.int64)
    certificate = _certificate_of(moved)
    for own, named in zip(found, bevis, strict=True):
        here = named[moved.indices] == certificate
        every = np.zeros(len(named), np.int64)
        every[moved.indices[here]] = moved.data[here]
        own[:] = every[numbers]
    return found


def _certificate_of(moved: sparse.csr_array) -> np.ndarray:
    """Of everything that is changed, in which certificate."""
    return np.repeat(np.arange(moved.shape[0]), np.diff(moved.indptr))


def _unproved(underlag: Underlag, values: np.ndarray, tal: _Tal) -> np.ndarray:
    """Which numbers are not as far from the truth as they must be in what is named for them, above or below."""
    member = tal.plats % len(underlag.antal)
    n = underlag.antal[member]
    most = np.where(n >= 0, values.ravel()[tal.plats - member + n], -1)
    limit, positive = underlag.granser[member], tal.varde > 0
    above = np.where(positive, limit, np.minimum(limit, most)) - tal.varde
    below = np.where(positive & tal.offered, np.maximum(1, tal.varde - 1), 0)
    need = np.where(tal.sensitive, [above, below], tal.bevis >= 0)
    return ((need > 0) & ([[1], [-1]] * tal.andring < need)).any(0)


def _rests_on_one(
    underlag: Underlag, values: np.ndarray, tal: _Tal, ensamma: bool | np.ndarray, moved: sparse.csr_array
) -> int:
    """How many proofs change another number that is 1, where that is asked."""
    asked = (np.reshape(ensamma, (-1, 1, 1, 1, 1, 1)) & (underlag.erbjuden | underlag.rutor)).ravel()[tal.plats]
    none = tal.sensitive & ~tal.offered & (tal.varde > 0) & (tal.andring[1] <= -tal.varde)
    way, nr = np.nonzero((tal.bevis >= 0) & (tal.bevis < moved.shape[0]) & [asked & ~none, asked])
    proof, proved = tal.bevis[way, nr], tal.plats[nr]
    ones = (underlag.rader & underlag.rutor & (values == 1)).ravel()[moved.indices]
    start, others = np.concatenate([[0], np.cumsum(ones)])[moved.indptr], moved.indices[ones]
    size = np.diff(start)[proof]
    nr = np.repeat(np.arange(len(proof)), size)
    at = np.arange(len(nr)) + np.repeat(start[proof] - (np.cumsum(size) - size), size)
    return len(np.unique(nr[~akin(underlag.medlemmar, underlag.lager, values, proved[nr], others[at])]))
