"""The numbers to print: earlier ones in the rows that stand, new ones in the others. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from isu.aggregate.summor import OF_KVANTIL, OF_SIDA, Del, Summor
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import NEVER, SEKRETESS, SHOWN, Tidigare, change

#: What of a part is of its units; one place per cell, or per cell and category.
COUNTED = ("n", "n_okand", "taljare", "kvadrat", *OF_KVANTIL, *OF_SIDA)


@dataclass(frozen=True)
class Bundet:
    """The sums to print from and their statuses. `vantar` are per part the rows where an earlier number stands though
    there is a newer one, `antal_kommuner` how many kommuner are behind each row, and `hela` where the last release told
    how many those of unknown outcome are, and nothing has changed; empty where there was none."""

    summor: Summor
    skydd: Skydd
    vantar: tuple[np.ndarray, ...]
    antal_kommuner: tuple[np.ndarray, ...]
    hela: tuple[np.ndarray, ...] = ()


def unbound(summor: Summor, skydd: Skydd) -> Bundet:
    """Where no earlier release has printed anything."""
    number = np.broadcast_to(summor.antal_kommuner[:, :, None, None, None], summor.shape)
    return Bundet(
        summor, skydd, (np.broadcast_to(False, summor.shape),) * len(summor.delar), (number,) * len(summor.delar)
    )


def since(historik: Sequence[Tidigare], part: int) -> np.ndarray:
    """Per row: the place of the release that last printed it anew."""
    found = np.zeros(historik[0].vantar[part].shape, np.int16)
    for nr, (tidigare, older) in enumerate(zip(historik, historik[1:])):
        found[(found == nr) & tidigare.vantar[part] & (older.status_n[part] != NEVER)] = nr + 1
    return found


def joined(summor: Summor, skydd: Skydd, star: Sequence[np.ndarray], historik: Sequence[Tidigare]) -> Bundet:
    """The earlier numbers and statuses in the rows that stand; the new ones in the others."""
    fore = historik[0]
    delar, status_n, status, vantar, antal = [], [], [], [], []
    for i, (del_, stands) in enumerate(zip(summor.delar, star, strict=True)):
        andring = change(del_, fore.delar[i])
        waits = andring.laid_out(andring.of(stands) & andring.of_row)
        delar.append(_chosen(stands, fore.delar[i], del_))
        status_n.append(np.where(stands, fore.status_n[i], skydd.status_n[i]))
        status.append(np.where(stands[..., None] & (fore.status[i] != NEVER), fore.status[i], skydd.status[i]))
        vantar.append(waits & ((status_n[i] == SHOWN) | (status[i] == SHOWN).any(-1)))
        antal.append(_behind(summor, historik, i, waits))
    found = replace(skydd, status_n=tuple(status_n), status=tuple(status))
    return Bundet(replace(summor, delar=tuple(delar)), found, tuple(vantar), tuple(antal))


def with_unknown_of_before(bundet: Bundet, summor: Summor, fore: Tidigare) -> Bundet:
    """Those of unknown outcome that the last release withheld are withheld again. `summor` are the sums of now."""
    okanda = tuple((n == SHOWN) & (s == SEKRETESS) for n, s in zip(fore.status_n, fore.status_okand, strict=True))
    changes = map(change, summor.delar, fore.delar)
    hela = tuple(
        (of_unknown == SHOWN) & ~andring.laid_out(andring.of_row)
        for of_unknown, andring in zip(fore.status_okand, changes, strict=True)
    )
    return replace(bundet, skydd=replace(bundet.skydd, okanda=okanda), hela=hela)


def _chosen(stands: np.ndarray, before: Del, now: Del) -> Del:
    """Inhabitants are public and always those of now."""
    if not stands.any():
        return now
    named = {name: (getattr(before, name), getattr(now, name)) for name in COUNTED}
    return replace(
        now,
        **{
            name: np.where(stands.reshape(*stands.shape, *(1,) * (new.ndim - stands.ndim)), old, new)
            for name, (old, new) in named.items()
            if old is not None and new is not None
        },
    )


def _behind(summor: Summor, historik: Sequence[Tidigare], part: int, waits: np.ndarray) -> np.ndarray:
    """How many kommuner are behind each row: of what stands, those of the release that it stands since."""
    found = np.broadcast_to(summor.antal_kommuner[:, :, None, None, None], waits.shape)
    stood = since(historik, part)
    for nr, tidigare in enumerate(historik if waits.any() else ()):
        of_then = np.broadcast_to(tidigare.antal_kommuner[:, :, None, None, None], waits.shape)
        found = np.where(waits & (stood == nr), of_then, found)
    return found
