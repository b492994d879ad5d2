"""The rows of the local analysis: per indicator, period and local group what may be shown, how sure it is, and whether
the group differs from the rest of the lämnare. Pure.

The rest are all other units of the same column, those without a code too. A person who has been in two groups counts in
both. Only the whole and the groups of all kön and ages are compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from isu.aggregate import status
from isu.aggregate.axel import ALLA, HELHET, TOTALT
from isu.aggregate.celler import Atomer
from isu.cells import lokalt
from isu.cells.indikator import Indikator
from isu.comparison.tratt import HOGRE, INGEN_SKILLNAD, LAGRE
from isu.lokalt.kub import Del, Kub, named
from isu.lokalt.profil import Lokalprofil
from isu.lokalt.stickprov import (
    Enheter,
    Intervall,
    Stickprov,
    before,
    can_be_compared,
    difference,
    interval,
    is_small,
    mean_before,
    value,
)
from isu.period import KVARTAL, MANAD

#: How a group stands to the rest, besides higher, lower and not different. '' where nothing is compared.
FOR_FA, FOR_FA_UPPFOLJDA, FOR_FA_ANDRA, ENSAM = "for_fa", "for_fa_uppfoljda", "for_fa_andra", "ensam"

Place = tuple[int, int, int, int]
#: Periods too short for kön and ages.
SHORT = (MANAD, KVARTAL)
NO_ROWS = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Jamforelse:
    """The group against the rest, and for a change whether it began worse."""

    jamfort: str = ""
    skillnad: float = np.nan
    intervall: Intervall = Intervall()
    resten: float = np.nan
    fore_resten: float = np.nan
    samre_start: bool = False


@dataclass(frozen=True)
class Rad:
    """One number with what belongs to it. NaN where there is nothing to tell."""

    indikator: str
    variant: str
    matt: str
    inom: str
    periodtyp: str
    period: str
    uppdelning: str
    grupp: str
    kon: str
    aldersgrupp: str
    status: str
    n: float = np.nan
    n_okand: float = np.nan
    varde: float = np.nan
    fore: float = np.nan
    intervall: Intervall = field(default_factory=Intervall)
    jamforelse: Jamforelse = field(default_factory=Jamforelse)

    @property
    def visas(self) -> bool:
        return self.status == status.VISAS

    @property
    def andel_kand(self) -> float:
        every = self.n + self.n_okand
        return self.n / every if every else np.nan

    @property
    def hela(self) -> bool:
        """Of all kön and ages."""
        return (self.kon, self.aldersgrupp) == (TOTALT, ALLA)

    def flat(self) -> dict:
        """As one row of a table."""
        row = {k: v for k, v in vars(self).items() if k not in ("intervall", "jamforelse")}
        own, other = self.intervall, self.jamforelse
        row |= {"andel_kand": self.andel_kand, "nedre": own.nedre, "ovre": own.ovre, "metod": own.metod}
        row |= {"jamfort": other.jamfort, "varde_resten": other.resten, "skillnad": other.skillnad}
        row |= {"skillnad_nedre": other.intervall.nedre, "skillnad_ovre": other.intervall.ovre}
        return row | {"skillnad_metod": other.intervall.metod, "samre_start": other.samre_start}


def rows_of(kub: Kub, profil: Lokalprofil) -> Iterator[Rad]:
    """Every row, in the order of variants, measures, periods, groups, kön and ages."""
    empty = Atomer.empty(len(kub.axlar))
    for del_ in kub.delar:
        variant, matt, _ = del_.part
        yield from _Raknare(kub, del_, Enheter.of(kub.atomer.get(variant, empty), matt), profil).rows()


@dataclass
class _Raknare:
    """One measure of one variant."""

    kub: Kub
    del_: Del
    enheter: Enheter
    profil: Lokalprofil
    at: dict[tuple[int, int], np.ndarray] = field(init=False)
    total: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.at, self.total = _by_period_and_group(self.enheter.atomer), _margins(self.kub)[0]

    def rows(self) -> Iterator[Rad]:
        axlar = self.kub.axlar
        total, *margins = _margins(self.kub)
        for p, (typ, _) in enumerate(axlar["period"].medlemmar):
            for g in axlar["grupp"].visade:
                if (p, g) in self.at or axlar["grupp"].medlemmar[g] == HELHET:
                    yield self._row((p, *total, g))
                    shown = (place for k, a in margins if self._says_something(place := (p, k, a, g)))
                    yield from map(self._row, shown if typ not in SHORT else ())

    def _says_something(self, place: Place) -> bool:
        """Of kön and ages only what is shown and not empty."""
        return bool(self.del_.status[place] == 0) and self.del_.n[place] > 0

    def _row(self, place: Place) -> Rad:
        axlar, found = self.kub.axlar, self.del_
        variant, matt, _ = self.del_.part
        own = self.enheter.sample(self._counts(place)) if self.del_.status[place] == 0 else None
        (typ, period), (uppdelning, grupp) = axlar["period"].medlemmar[place[0]], axlar["grupp"].medlemmar[place[3]]
        inom, namn = named(uppdelning)
        return Rad(
            *(self.kub.indikator.id, variant, matt.matt, inom, typ, period, namn, grupp),
            axlar["kon"].medlemmar[place[1]],
            axlar["aldersgrupp"].medlemmar[place[2]],
            status.STATUSAR[self.del_.status[place]],
            float(found.n[place]),
            float(found.n_okand[place]),
            float(found.varde[place]),
            mean_before(own) if own and matt.parat else np.nan,
            interval(matt.matt, own, self.profil.troskel) if own else Intervall(),
            self._compared(place, own) if own and own.n else Jamforelse(),
        )

    def _counts(self, place: Place) -> np.ndarray:
        """Units per outcome. Periods and groups are their own atoms."""
        p, k, a, g = place
        rows = self.at.get((p, g), NO_ROWS)
        if place[1:3] != self.total:
            _, _, kon, alder, _ = self.enheter.atomer.plats
            parts = self.kub.axlar["kon"].bestar_av[k], self.kub.axlar["aldersgrupp"].bestar_av[a]
            rows = rows[np.isin(kon[rows], parts[0]) & np.isin(alder[rows], parts[1])]
        return self.enheter.counts(rows)

    def _compared(self, place: Place, own: Stickprov) -> Jamforelse:
        """Kinds of services are not compared with each other, nor is anything but the whole of a group."""
        members = self.kub.axlar["grupp"].medlemmar
        namn, matt = members[place[3]][0], self.del_.part[1]
        is_kind = namn in ("", lokalt.stratum(self.kub.indikator))
        if is_kind or place[1:3] != self.total or not can_be_compared(matt.matt):
            return Jamforelse()
        others = [i for i, (of, _) in enumerate(members) if of == namn and i != place[3] and (place[0], i) in self.at]
        rest = sum((self._counts((*place[:3], i)) for i in others), np.zeros(len(self.enheter.varden), dtype=np.int64))
        return compared(
            matt.matt, own, self.enheter.sample(rest), self.profil, matt.parat, _bad_high(self.kub.indikator)
        )


def compared(
    matt: str, own: Stickprov, rest: Stickprov, profil: Lokalprofil, parat: bool = False, bad_high: bool | None = None
) -> Jamforelse:
    """A group against the rest of the lämnare; nothing is told of a rest that is itself too small to be shown."""
    if rest.n + rest.okanda == 0:
        return Jamforelse(ENSAM)
    if is_small(matt, rest, profil.troskel):
        return Jamforelse(FOR_FA_ANDRA)
    if own.andel_kand < profil.minsta_andel_kand:
        return Jamforelse(FOR_FA_UPPFOLJDA)
    if own.n < profil.minsta_antal:
        return Jamforelse(FOR_FA)
    if rest.n < profil.minsta_antal or rest.andel_kand < profil.minsta_andel_kand:
        return Jamforelse(FOR_FA_ANDRA)
    between, limits = difference(matt, own, rest, profil.troskel)
    fore = mean_before(rest) if parat else np.nan
    worse = parat and _began_worse(own, rest, bad_high)
    return Jamforelse(_word(limits), between, limits, value(matt, rest), fore, worse)


def _word(limits: Intervall) -> str:
    if not limits.finns:
        return FOR_FA
    return HOGRE if limits.nedre > 0 else LAGRE if limits.ovre < 0 else INGEN_SKILLNAD


def _began_worse(own: Stickprov, rest: Stickprov, bad_high: bool | None) -> bool:
    """Groups that begin worse get better by themselves (regression to the mean); that must be said beside."""
    if bad_high is None:
        return False
    _, limits = before(own, rest)
    return limits.finns and (limits.nedre > 0 if bad_high else limits.ovre < 0)


def _bad_high(indikator: Indikator) -> bool | None:
    """Of a change: is a high value the bad one? Read from what the head calls an improvement; None if it does not."""
    signs = [m.villkor[0] for m in indikator.matt if m.parat and isinstance(m.villkor, str)]
    if not signs or indikator.riktning == "ingen":
        return None
    return (signs[0] == "<") == (indikator.riktning == "hogre_ar_battre")


def change_is_good(indikator: Indikator, change: float) -> bool | None:
    """Is a mean change of this sign an improvement?"""
    high = _bad_high(indikator)
    return None if high is None or change == 0 else (change < 0) == high


def _by_period_and_group(atomer: Atomer) -> dict[tuple[int, int], np.ndarray]:
    """Where the atoms of each period and group are."""
    _, period, _, _, grupp = atomer.plats
    if period.size == 0:
        return {}
    pairs, where = np.unique(np.stack([period, grupp]), axis=1, return_inverse=True)
    order = np.argsort(where.ravel(), kind="stable")
    starts = np.searchsorted(where.ravel()[order], np.arange(pairs.shape[1]))
    return {(int(p), int(g)): rows for (p, g), rows in zip(pairs.T, np.split(order, starts[1:]), strict=True)}


def _margins(kub: Kub) -> list[tuple[int, int]]:
    """Places on kön and age: both totals first, then each kön, then each age group."""
    kon, alder = kub.axlar["kon"], kub.axlar["aldersgrupp"]
    total, every = kon.medlemmar.index(TOTALT), alder.medlemmar.index(ALLA)
    by_kon = [(k, every) for k in kon.visade if k != total]
    by_age = [(total, a) for a in alder.visade if a != every]
    return [(total, every), *by_kon, *by_age]
