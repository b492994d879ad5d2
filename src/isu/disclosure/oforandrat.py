"""Periods of which everything is as it was when the last release told of it, and what may be shown of them: the same.
Pure.

What was withheld then was proved to be hidden by what was shown, and the same told once more tells nothing new. So the
rule need not decide again, and never decides otherwise.
"""

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import MEDELVARDEN
from isu.cells.falt import KM_MEDIAN, MANADSMEDIAN
from isu.disclosure.manader import monthly_status
from isu.disclosure.minne import Minne
from isu.disclosure.sammanfogat import COUNTED
from isu.disclosure.skydd import SEKRETESS, Skydd, same_units
from isu.disclosure.tidigare import NEVER, SHOWN, Tidigare, differs
from isu.disclosure.utbud import Utbud


def unchanged(summor: Summor, fore: Tidigare) -> np.ndarray:
    """Per period: the same areas count, all counts in them are as they were, printed or not, none of them waits, and
    the limits are the same."""
    counts = summor.status == SHOWN
    same = (counts == fore.raknas).all(0) & counts.any(0) & fore.samma_regler
    for i, del_ in enumerate(summor.delar):
        other = _other(del_, fore.delar[i]) | fore.vantar[i] | _new_value(summor, del_, fore, i)
        same &= ~(other & counts[:, :, None, None, None]).any((0, 2, 3, 4))
    return same


def _other(now: Del, before: Del) -> np.ndarray:
    found = np.zeros(now.n.shape, bool)
    for name in COUNTED:
        if (values := getattr(now, name)) is not None:
            found |= differs(values, getattr(before, name), now.n.ndim)
    return found


def _new_value(summor: Summor, del_: Del, fore: Tidigare, part: int) -> np.ndarray:
    """Where n was shown without its value, though there is one now: of more inhabitants than were known then."""
    if del_.matt == MANADSMEDIAN:
        return np.zeros(del_.n.shape, bool)
    own = (summor.status if del_.status is None else del_.status) == SHOWN
    if summor.underlag is not None and del_.matt in (*MEDELVARDEN, KM_MEDIAN):
        own = own & ~summor.underlag.dagband
    return (fore.status_n[part] == SHOWN) & own[:, :, None, None, None] & (fore.status[part] == NEVER).any(-1)


def as_before(summor: Summor, utbud: Utbud, tidigare: Utbud, minne: Minne) -> Skydd | None:
    """What the last release, which offered `tidigare`, showed of these periods; None where something has changed in
    them, or more is offered."""
    if not minne.lika.all() or not _within(utbud, tidigare):
        return None
    of_n = tuple(_status(summor.status, shown) for shown in _shown_in_some(summor, minne))
    parts = zip(summor.delar, minne.kanda, of_n, strict=True)
    return Skydd(of_n, tuple(_of_value(summor, *part) for part in parts), utbud)


def _shown_in_some(summor: Summor, minne: Minne) -> list[np.ndarray]:
    """Per part: where n is known from it or another with the same n. Of medians of months there is no row per month."""
    found = list(minne.kanda_n)
    for places in same_units(summor):
        shown = np.any([minne.kanda_n[i] for i in places], axis=0)
        for i in places:
            found[i] = shown
    return found


def _within(utbud: Utbud, tidigare: Utbud) -> bool:
    offered = ((level, klass) for level, own in utbud.items() for klass, reason in own.items() if not reason)
    return all(tidigare.get(level, {}).get(klass) == "" for level, klass in offered)


def _of_value(summor: Summor, del_: Del, shown: np.ndarray, of_n: np.ndarray) -> np.ndarray:
    if del_.matt == MANADSMEDIAN:
        return monthly_status(summor, of_n)[..., None]
    return _status(summor.status if del_.status is None else del_.status, shown)


def _status(own: np.ndarray, shown: np.ndarray) -> np.ndarray:
    own = np.broadcast_to(own[(slice(None), slice(None), *(None,) * (shown.ndim - 2))], shown.shape)
    return np.where((own == SHOWN) & ~shown, SEKRETESS, own).astype(np.uint8)
