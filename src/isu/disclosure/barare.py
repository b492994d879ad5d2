"""Carriers: which kommuner a change is made in and taken back in, so that few larger areas notice it. Pure.

Between two kommuner of the same larger areas nothing above changes. Else a cycle of four does it, +a -b +c -d, where a
and b share one larger area, b and c another, c and d the first kind again and d and a the second.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from isu.disclosure.dimension import alone

#: Of an area these many kommuner carry moves to others, and mostly these many change alone; it has at most PER_AREA of
#: the first kind.
CARRY, ALONE, PER_AREA = 4, 16, 96
#: So many partners of each kind: within the same larger areas, cycles, within one larger area, and anywhere.
MANY = (24, 32, 12, 3)
#: The same where all areas are tried at once.
FEW = (4, 5, 3, 3)


@dataclass(frozen=True)
class Barare:
    """Carriers of one area, or of many: (area ×) carrier × four kommuner and signs; kommuner are padded with the row
    after the last of `omrade` (kommun × area).

    `omraden` are the areas that each touches, padded with the number of areas, and `netto` by how much. `steg` is how
    much the area itself changes; `ater` says where a kommun gives back.
    """

    kommuner: np.ndarray
    tecken: np.ndarray
    ater: np.ndarray
    omraden: np.ndarray
    netto: np.ndarray
    steg: np.ndarray

    @classmethod
    def of(cls, kommuner: np.ndarray, tecken: np.ndarray, omrade: np.ndarray, area: np.ndarray) -> "Barare":
        net = sum(omrade[kommuner[..., i]] * tecken[..., i, None].astype(np.int8) for i in range(4))
        own = np.take_along_axis(net, np.broadcast_to(area[..., None, None], (*net.shape[:-1], 1)), -1)
        net, tecken = net * np.sign(own), tecken * np.sign(own)
        width = int((net != 0).sum(-1).max(initial=0))
        omraden = np.ascontiguousarray(np.argsort(net == 0, axis=-1, kind="stable")[..., :width])
        netto = np.take_along_axis(net, omraden, -1).astype(np.int64)
        omraden[netto == 0] = omrade.shape[1]
        return cls(kommuner, tecken, tecken < 0, omraden, netto, np.abs(own[..., 0]).astype(np.int64))

    @classmethod
    def joined(cls, parts: Sequence["Barare"], nobody: int) -> "Barare":
        """Those of one area one after another; `nobody` is the number of areas."""
        width = max(part.omraden.shape[1] for part in parts)
        omraden = np.full((sum(len(part.steg) for part in parts), width), nobody)
        netto, start = np.zeros(omraden.shape, np.int64), 0
        for part in parts:
            here = slice(start, start + len(part.steg)), slice(part.omraden.shape[1])
            omraden[here], netto[here] = part.omraden, part.netto
            start += len(part.steg)
        kommuner, tecken, steg = (
            np.concatenate([getattr(p, n) for p in parts]) for n in ("kommuner", "tecken", "steg")
        )
        return cls(kommuner, tecken, tecken < 0, omraden, netto, steg)

    def __len__(self) -> int:
        """Of one area."""
        return len(self.steg)

    def some(self, which: np.ndarray | slice) -> "Barare":
        """Some of those of one area."""
        return Barare(*(getattr(self, f.name)[which] for f in fields(self)))

    @cached_property
    def egna(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of the carriers of one area, the kommuner that carry, each with whether it gives back; and which carrier is
        carried by which of these."""
        different, again = np.unique(2 * self.kommuner[:, 0] + self.ater[:, 0], return_inverse=True)
        return different // 2, different % 2 > 0, again

    @cached_property
    def alla_omraden(self) -> np.ndarray:
        """Every area that some carrier touches, once."""
        return np.unique(self.omraden)

    def touched(self, i: int) -> np.ndarray:
        """The areas that one carrier of one area changes."""
        return self.omraden[i, self.netto[i] != 0]


class Grannar:
    """Who can take what another gives: partners with much counted come first (`weight` per kommun)."""

    def __init__(self, omrade: np.ndarray, weight: np.ndarray):
        rows, own = omrade > 0, set(alone(omrade))
        larger = rows[[i for i in range(len(rows)) if i not in own and not rows[i].all()]]
        shared = larger.astype(np.int64).T @ larger
        size = np.diag(shared)
        self.order, self.weight = np.argsort(-weight, kind="stable"), weight
        self.lika = (shared == size) & (shared == size[:, None])
        self.nara = (shared > 0) & ~self.lika
        self.ovan = [np.flatnonzero(column)[-2:] for column in larger.T]
        self.kretsar: dict[tuple[int, int], np.ndarray] = {}
        #: Of two larger areas the two largest undivided kommuner in both; -1 for none.
        self.bada = np.full((len(larger), len(larger), 2), -1)
        for kommun in self.order[size[self.order] == 2]:
            here = self.bada[tuple(self.ovan[kommun])]
            here[1 if here[0] >= 0 > here[1] else 0 if here[0] < 0 else []] = kommun

    def few(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Some carriers of every area and of each kind, from its largest kommun: the first that ask for least."""
        first = self.order[(rows[:, self.order] > 0).argmax(1)]
        outside, alike, near = rows == 0, self.lika[first], self.nara[first]
        cycles = np.full((len(rows), FEW[1], 4), -1)
        for found, a, row in zip(cycles, first.tolist(), rows):
            some = self._cycles(a, row)[: FEW[1]]
            found[: len(some)] = some
        kinds = ((alike, FEW[0]), (near, FEW[2]), (~alike & ~near, FEW[3]))
        pairs = [self._pairs(first, outside & mask, most) for mask, most in kinds]
        by_one = np.full((len(rows), 1, 4), -1)
        by_one[:, 0, 0] = first
        kommuner = np.concatenate([pairs[0], cycles, *pairs[1:], by_one], 1)
        return kommuner, np.where(kommuner < 0, 0, [1, -1, 1, -1])

    def _pairs(self, first: np.ndarray, able: np.ndarray, most: int) -> np.ndarray:
        """Area × so many: a kommun with each of the first that are able; -1 where there are not so many."""
        able = able[:, self.order]
        at = np.argsort(~able, axis=1, kind="stable")[:, :most]
        found = np.full((len(able), most, 4), -1)
        there = np.take_along_axis(able, at, 1)
        found[:, : at.shape[1], 0] = np.where(there, first[:, None], -1)
        found[:, : at.shape[1], 1] = np.where(there, self.order[at], -1)
        return found

    def of_one(self, a: int, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All carriers that are tried from one kommun of an area: those that change no larger area first."""
        outside = self.order[row[self.order] == 0]
        alike, near = outside[self.lika[a, outside]], outside[self.nara[a, outside]]
        far = outside[~self.lika[a, outside] & ~self.nara[a, outside]]
        kinds = zip((alike, near, far), (MANY[0], MANY[2], MANY[3]), strict=True)
        pairs = [np.column_stack([np.full(len(b[:most]), a), b[:most]]) for b, most in kinds]
        return padded([pairs[0], self._cycles(a, row)[: MANY[1]], *pairs[1:]])

    def _cycles(self, a: int, row: np.ndarray) -> np.ndarray:
        """Over two larger areas of each kind, those with the largest least partner first."""
        if len(self.ovan[a]) < 2:
            return np.zeros((0, 4), np.int64)
        partners = self._partners(*self.ovan[a].tolist())
        found = np.column_stack([np.full(len(partners), a), partners])
        return found[row[found] @ [1, -1, 1, -1] != 0]

    def _partners(self, g: int, lan: int) -> np.ndarray:
        """Of every kommun in these two larger areas; undivided kommuner."""
        if (g, lan) not in self.kretsar:
            c, d = self.bada[:, :, :1], self.bada[g]
            b = self.bada[:, lan, 0][:, None, None]
            b, c, d = np.broadcast_arrays(b, c, d)
            there = (b >= 0) & (c >= 0) & (d >= 0)
            there[g], there[:, lan] = False, False
            found = np.column_stack([b[there], c[there], d[there]])
            self.kretsar[g, lan] = found[np.argsort(-self.weight[found].min(1), kind="stable")]
        return self.kretsar[g, lan]


def padded(parts: Sequence[np.ndarray | list]) -> tuple[np.ndarray, np.ndarray]:
    """Kommuner with every other sign, padded to four; of nobody the kommun is -1, the last row."""
    kommuner = np.full((sum(map(len, parts)), 4), -1)
    start = 0
    for part in map(np.asarray, parts):
        kommuner[start : start + len(part), : part.shape[1]] = part
        start += len(part)
    return kommuner, np.where(kommuner < 0, 0, [1, -1, 1, -1])
