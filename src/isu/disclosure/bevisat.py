"""What was proved of a block when it was released, and what of that still holds of the counts of now. Pure.

A correction changes few numbers, and a kommun more changes no other's. The proofs of all the others still hold, and
hide them behind just what was withheld for them then. So the search goes on from these, and withholds nothing that has
been told unless something new needs it. Nothing here is trusted: the gate checks what comes of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from isu.aggregate.axel import Axel, Member
from isu.aggregate.summor import Summor
from isu.disclosure.andrat import any_in, changed_by
from isu.disclosure.bevis import Monster
from isu.disclosure.dimension import along
from isu.disclosure.fortsatt import kept_of
from isu.disclosure.modell import Modell


@dataclass(frozen=True)
class Bevisat:
    """The pattern with its proofs, the columns that were closed in single areas (`stangda`, over the axes of the sums),
    which numbers were 1, and what places mean: the areas, the kommuner, and the members of the other dimensions."""

    monster: Monster
    stangda: np.ndarray
    en: np.ndarray
    omraden: tuple[Member, ...]
    kommuner: tuple[Member, ...]
    medlemmar: tuple[np.ndarray, ...]


def proved(modell: Modell, omrade: Axel, monster: Monster, stangda: np.ndarray) -> Bevisat:
    others = tuple(d.medlemmar for d in modell.dimensioner[1:])
    return Bevisat(monster, stangda, modell.varden == 1, omrade.medlemmar, omrade.atomer, others)


def still_closed(summor: Summor, bevisat: Bevisat | None) -> np.ndarray:
    """The columns that were closed, on the axes of now; none where the other axes are not the same."""
    if bevisat is None or bevisat.stangda.shape[1:] != summor.shape[1:]:
        return np.zeros(summor.shape, bool)
    return _moved(bevisat.stangda, _places(bevisat.omraden, summor.axlar["omrade"].medlemmar), False)


def still_proved(modell: Modell, omrade: Axel, bevisat: Bevisat) -> Monster | None:
    """The pattern on the areas of now, with the proofs that are possible; None where other things are counted."""
    others = [d.medlemmar for d in modell.dimensioner[1:]]
    if not all(np.array_equal(now, then) for now, then in zip(others, bevisat.medlemmar, strict=True)):
        return None
    areas = _places(bevisat.omraden, omrade.medlemmar)
    found = _on_areas(bevisat.monster, areas, _places(omrade.atomer, bevisat.kommuner), modell.y[0].size)
    return kept_of(found, _possible(modell, found))


def alone_since(modell: Modell, omrade: Axel, bevisat: Bevisat) -> np.ndarray:
    """The numbers that are 1 now and were not then: a proof of then that changes one of these may rest on somebody."""
    return (modell.varden == 1) & ~_moved(bevisat.en, _places(bevisat.omraden, omrade.medlemmar), False)


def _on_areas(monster: Monster, areas: np.ndarray, kommuner: np.ndarray, lokala: int) -> Monster:
    """Without the proofs in which a kommun is another that counts no more; each has so many coordinates."""
    proofs = monster.certifikat
    where, local = np.divmod(proofs.plats, lokala)
    stays = ~proofs.any_of(kommuner[where] < 0)
    of_areas = {name: _moved(getattr(monster, name), areas, False) for name in ("dolda", "rubbade", "orubbade")} | {
        name: _moved(getattr(monster, name).swapaxes(0, 1), areas, empty).swapaxes(0, 1)
        for name, empty in (("krav", 0), ("bevis", -1))
    }
    moved = replace(proofs, plats=np.maximum(kommuner[where], 0) * lokala + local)
    return kept_of(replace(monster, certifikat=moved, **of_areas), stays)


def _possible(modell: Modell, monster: Monster) -> np.ndarray:
    """Per proof: is everybody in it counted where something is, and no layer negative?"""
    proofs = monster.certifikat
    layers, now = changed_by(proofs, modell.lager, modell.y.shape), along(modell.y, modell.lager).ravel()
    nowhere = proofs.any_of(~modell.finns.ravel()[proofs.plats])
    binds = ~modell.obundna[layers.indices % len(modell.obundna)]
    return ~nowhere & ~any_in(layers, (now[layers.indices] + layers.data < 0) & binds)


def _places(then: Sequence[Member], now: Sequence[Member]) -> np.ndarray:
    """Where each of now stood then; -1 where it did not."""
    at = {member: i for i, member in enumerate(then)}
    return np.array([at.get(member, -1) for member in now], np.int64)


def _moved(values: np.ndarray, places: np.ndarray, empty) -> np.ndarray:
    if np.array_equal(places, np.arange(len(values))):
        return values
    found = values[np.maximum(places, 0)]
    found[places < 0] = empty
    return found
