"""Where n would tell of a few: another indicator counts the same units and some more, or all of these but some. Pure.

A reader of both knows how many they differ by, as he does of two variants of one indicator. Where that is too few to be
told, the one that is decided later withholds those of unknown outcome; or its n, where none are. So they cannot be
known to be so many; how many they are is not kept from the reader as what is counted by itself is.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.minne import Minne
from isu.disclosure.samma import in_classes, in_common, nested_classes
from isu.disclosure.sammanhang import Sagt, nothing_told
from isu.disclosure.skydd import with_unknown
from isu.disclosure.tidigare import SHOWN


def with_too_near(minne: Minne | None, summor: Summor, andra: Iterable[Sagt], rest: int) -> Minne | None:
    """And to be withheld: n that is fewer than `rest` from what another shows, with those of unknown outcome, where
    this one has none such."""
    found = too_near(summor, andra, rest, okanda=False)
    if not any(rows.any() for rows in found):
        return minne
    minne = minne or nothing_told(summor)
    return replace(minne, tvungna_n=tuple(map(np.logical_or, minne.tvungna_n, found)))


def too_near(summor: Summor, andra: Iterable[Sagt], rest: int, okanda: bool) -> list[np.ndarray]:
    """Per part where it is so near: of those that have any of unknown outcome somewhere, or of those that have not."""
    found = [np.zeros(summor.shape, bool) for _ in summor.delar]
    wanted = [nr for nr, del_ in enumerate(summor.delar) if del_.n_okand.any() == okanda]
    for sagt in andra if wanted else ():
        if sagt.fore is None:
            _add({nr: found[nr] for nr in wanted}, summor, sagt, rest)
    return found


def _add(found: dict[int, np.ndarray], summor: Summor, sagt: Sagt, rest: int) -> None:
    gemensamt = in_common(summor, sagt.summor)
    if gemensamt is None:
        return
    for (its_place, *_), its in with_unknown(sagt.summor):
        of_other = gemensamt.rows(its, gemensamt.dar)
        shown = sagt.rader & (sagt.skydd.status_okand[its_place] == SHOWN)
        for places, own in with_unknown(summor):
            places = [place for place in places if place in found]
            if not places:
                continue
            pairs = nested_classes(gemensamt.rows(own, gemensamt.har), of_other, gemensamt.uppdelningar)
            har, dar = np.ix_(*gemensamt.har, pairs[:, 0]), np.ix_(*gemensamt.dar, pairs[:, 1])
            more = np.abs(in_classes(own)[har] - in_classes(its)[dar])
            near = (more > 0) & (more < rest) & in_classes(shown)[dar] & gemensamt.raknas[:, :, None, None]
            for i in places:
                in_classes(found[i])[har] |= near
