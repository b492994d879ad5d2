"""The axes of a table of sums: which members each has, what each member is the sum of, what is never printed.

Pure. An axis is made from *atoms*, the disjoint parts that cells are counted in; a *member* is a sum of atoms.
`summor` are the additions that a reader of the table can make along the axis, which disclosure must know.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, combinations

import numpy as np

from isu import period as perioder
from isu.cells.indikator import Indikator
from isu.declaration import Kommun

ALLA = "alla"
OKAND = "okand"
TOTALT, KVINNOR, MAN, OKANT_KON = "T", "K", "M", "U"
KOMMUN, KOMMUNGRUPP, LAN, RIKET, STADSDEL = "kommun", "kommungrupp", "lan", "riket", "stadsdel"
#: Areas that kommuner add up to.
GRUPPER = (KOMMUNGRUPP, LAN, RIKET)
HELA_RIKET = "0000"
HELHET = ("", "")
#: So few parts are joined one by one.
FEW = 6

Member = str | tuple[str, str]
Addition = tuple[int, tuple[int, ...]]


@dataclass(frozen=True)
class Axel:
    """`bestar_av[i]` are the atoms of member i; `dolda` are counted but never printed; see above for `summor`."""

    medlemmar: tuple[Member, ...]
    atomer: tuple[Member, ...]
    bestar_av: tuple[tuple[int, ...], ...]
    dolda: frozenset[int] = frozenset()
    summor: tuple[Addition, ...] = ()

    @property
    def visade(self) -> list[int]:
        return [i for i in range(len(self.medlemmar)) if i not in self.dolda]

    @cached_property
    def is_own_atoms(self) -> bool:
        """Whether every member is an atom by itself, in the same order."""
        return self.bestar_av == tuple((i,) for i in range(len(self.atomer)))

    @cached_property
    def delar(self) -> tuple[tuple[np.ndarray, np.ndarray], list[tuple[int, np.ndarray]]]:
        """The members that are one atom, with this atom; and each of the others, with its atoms."""
        alone = [(i, parts[0]) for i, parts in enumerate(self.bestar_av) if len(parts) == 1]
        joined = [(i, np.array(parts, int)) for i, parts in enumerate(self.bestar_av) if len(parts) != 1]
        members, atoms = np.array(alone, int).reshape(-1, 2).T
        return (members, atoms), joined

    @cached_property
    def matris(self) -> np.ndarray:
        """Members × atoms: 1 where the atom is part of the member."""
        found = np.zeros((len(self.medlemmar), len(self.atomer)), np.int64)
        for i, parts in enumerate(self.bestar_av):
            found[i, list(parts)] = 1
        return found

    def of_type(self, typ: str) -> list[int]:
        """The members of one type, on an axis whose members are (type, name)."""
        return [i for i, member in enumerate(self.medlemmar) if member[0] == typ]

    @cached_property
    def kommunvis(self) -> "Axel":
        """Of areas: the same with whole kommuner as atoms. A stadsdel rests on its kommun."""
        kommuner = self.of_type(KOMMUN)
        within = {atom: nr for nr, i in enumerate(kommuner) for atom in self.bestar_av[i]}
        parts = tuple(tuple(dict.fromkeys(within[atom] for atom in atoms)) for atoms in self.bestar_av)
        return Axel(self.medlemmar, tuple(self.medlemmar[i][1] for i in kommuner), parts)


def add_along(counts: np.ndarray, place: int, axel: Axel) -> np.ndarray:
    """Counts of atoms along one dimension → counts of the axis' members. Of yes and no: whether any is yes."""
    return along(np.add, counts, place, axel)


def along(join: np.ufunc, values: np.ndarray, place: int, axel: Axel) -> np.ndarray:
    """Values of atoms along one dimension, joined to values of the axis' members."""
    if axel.is_own_atoms:
        return values
    (alone, atom), joined = axel.delar
    found = np.empty((*values.shape[:place], len(axel.medlemmar), *values.shape[place + 1 :]), values.dtype)
    atoms, members = np.moveaxis(values, place, 0), np.moveaxis(found, place, 0)
    members[alone] = atoms[atom]
    for member, parts in joined:
        _join(join, atoms, parts, members[member, ...])
    return found


def _join(join: np.ufunc, atoms: np.ndarray, parts: np.ndarray, found: np.ndarray) -> None:
    """The same either way; a few are joined one by one, so that nothing is copied."""
    if not 1 < len(parts) <= FEW:
        join.reduce(atoms[parts], 0, found.dtype, out=found)
        return
    join(atoms[parts[0]], atoms[parts[1]], out=found)
    for part in parts[2:]:
        join(found, atoms[part], out=found)


def without(silent: Container[Member], omrade: Axel) -> Axel:
    """The areas but for those where nothing is counted: every sum is the same without them."""
    kept = [i for i, area in enumerate(omrade.medlemmar) if area not in silent]
    at = {old: new for new, old in enumerate(kept)}
    atoms = sorted(atom for i in kept if omrade.medlemmar[i][0] == KOMMUN for atom in omrade.bestar_av[i])
    atom_at = {old: new for new, old in enumerate(atoms)}
    return Axel(
        tuple(omrade.medlemmar[i] for i in kept),
        tuple(omrade.atomer[i] for i in atoms),
        tuple(_left(omrade.bestar_av[i], atom_at) for i in kept),
        summor=tuple((at[whole], _left(parts, at)) for whole, parts in omrade.summor if whole in at),
    )


def _left(places: Iterable[int], at: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(at[i] for i in places if i in at)


def _axis(members: Mapping[Member, Iterable[Member]], atoms: Iterable[Member], **more) -> Axel:
    atoms = tuple(atoms)
    at = {atom: i for i, atom in enumerate(atoms)}
    return Axel(tuple(members), atoms, tuple(tuple(at[a] for a in parts) for parts in members.values()), **more)


def kon_axis() -> Axel:
    """T = K + M + unknown. The code list says 1 for men and boys, 2 for women and girls."""
    members = {KVINNOR: "2", MAN: "1", TOTALT: "129", OKANT_KON: "9"}
    return _axis(members, "129", dolda=frozenset({3}), summor=((2, (0, 1, 3)),))


def alder_axis(indikator: Indikator) -> Axel:
    """Disjoint bands, named unions of them, and `alla`, which holds the unknown ages too."""
    bands = list(indikator.aldersgrupper)
    named = {ALLA: [*bands, OKAND]} | {band: [band] for band in bands} | dict(indikator.aldersunioner)
    members = dict(sorted(named.items())) | {OKAND: [OKAND]}
    axel = _axis(members, [*bands, OKAND], dolda=frozenset({len(named)}))
    return Axel(axel.medlemmar, axel.atomer, axel.bestar_av, axel.dolda, _partitions(axel))


def _partitions(axel: Axel) -> tuple[Addition, ...]:
    """Every way in which a member is the disjoint sum of others: alla = 0–12 + 13–17 + …, alla = 0–17 + …"""
    atoms = [frozenset(parts) for parts in axel.bestar_av]
    found = []
    for whole, target in enumerate(atoms):
        smaller = [i for i, part in enumerate(atoms) if part < target]
        unions = [i for i in smaller if len(atoms[i]) > 1]
        for chosen in (c for size in range(len(unions) + 1) for c in combinations(unions, size)):
            held = [atom for i in chosen for atom in atoms[i]]
            rest = {atoms[i]: i for i in smaller if len(atoms[i]) == 1 and not atoms[i] & set(held)}
            if smaller and len(held) == len(set(held)):
                found.append((whole, tuple(sorted([*chosen, *rest.values()]))))
    return tuple(found) + tuple(_same(atoms))


def _same(atoms: list[frozenset[int]]) -> list[Addition]:
    """Two names for the same ages: each is the sum of the other."""
    return [(i, (j,)) for i, j in combinations(range(len(atoms)), 2) if atoms[i] == atoms[j]]


def grupp_axis(indikator: Indikator) -> Axel:
    """The whole and the groups of every breakdown. Without a total there is nothing that groups add up to."""
    breakdowns = indikator.uppdelningar
    without_total = any(u.utan_total for u in breakdowns.values())
    printed = [] if without_total else [HELHET]
    printed += sorted((namn, grupp) for namn, u in breakdowns.items() for grupp in u.grupper)
    members = [*printed, *((namn, OKAND) for namn in sorted(breakdowns))]
    parts = [tuple(i for i, m in enumerate(members) if m[0] == namn) for namn in sorted(breakdowns)]
    return _axis(
        {m: [m] for m in members},
        members,
        dolda=frozenset(range(len(printed), len(members))),
        summor=() if without_total else tuple((0, p) for p in parts),
    )


def omrade_axis(kommuner: Mapping[str, Kommun], stadsdelar: Mapping[str, Sequence[str]] | None = None) -> Axel:
    """Kommuner, kommungrupper, län, riket and stadsdelar, sorted by type and name. The atoms are the kommuner, and the
    stadsdelar of those that have any: such a kommun is the sum of them."""
    return _omrade_axis(
        tuple(kommuner.items()), tuple((k, tuple(parts)) for k, parts in sorted((stadsdelar or {}).items()))
    )


@lru_cache(maxsize=16)
def _omrade_axis(items: tuple[tuple[str, Kommun], ...], divided: tuple[tuple[str, tuple[str, ...]], ...]) -> Axel:
    kommuner, stadsdelar = dict(items), dict(divided)
    codes = sorted(kommuner)
    atoms = {k: stadsdelar.get(k, (k,)) for k in codes}
    members: dict[Member, Sequence[str]] = {(KOMMUN, k): atoms[k] for k in codes}
    for typ, of in ((KOMMUNGRUPP, "kommungrupp_kod"), (LAN, "lan_kod")):
        for name in sorted({getattr(k, of) for k in kommuner.values()}):
            members[typ, name] = [atom for k in codes if getattr(kommuner[k], of) == name for atom in atoms[k]]
    members[RIKET, HELA_RIKET] = tuple(chain(*atoms.values()))
    members |= {(STADSDEL, part): [part] for part in sorted(chain(*stadsdelar.values()))}
    return _with_sums(_axis(members, members[RIKET, HELA_RIKET]))


def _with_sums(axel: Axel) -> Axel:
    """The additions of areas. The whole is named first: what it asks for from above often spares a kommun. The kommuner
    of a group are also its places, since they stand first."""
    parts = axel.kommunvis.bestar_av
    whole = [(axel.of_type(RIKET)[0], tuple(axel.of_type(typ))) for typ in (KOMMUNGRUPP, LAN)]
    groups = [(i, parts[i]) for i in axel.of_type(KOMMUNGRUPP) + axel.of_type(LAN)]
    alone = {axel.bestar_av[i][0]: i for i in axel.of_type(STADSDEL)}
    kommuner = [(i, axel.bestar_av[i]) for i in axel.of_type(KOMMUN)]
    divided = [(i, tuple(alone[a] for a in atoms)) for i, atoms in kommuner if atoms[0] in alone]
    return replace(axel, summor=tuple(whole + groups + divided))


def period_axis(names: Iterable[str]) -> Axel:
    """Periods, as (periodtyp, period). A year may turn out to be the sum of its half-years, quarters or months, and
    these of shorter ones; it is never made so. A day is part of no sum."""
    return _period_axis(tuple(sorted(set(names))))


@lru_cache(maxsize=64)
def _period_axis(names: tuple[str, ...]) -> Axel:
    members = sorted((perioder.period(namn).typ, namn) for namn in names)
    nests = [(i, parts) for i in range(len(members)) for typ in perioder.MANADER if (parts := _parts(members, i, typ))]
    return _axis({m: [m] for m in members}, members, summor=tuple(nests))


def _parts(members: Sequence[Member], whole: int, typ: str) -> tuple[int, ...]:
    """Where the shorter periods of one type that fill a period stand; nothing unless all of them are there."""
    long, namn = members[whole]
    if perioder.MANADER[typ] >= perioder.MANADER.get(long, 0):
        return ()
    at = {member: i for i, member in enumerate(members)}
    wanted = [(typ, p.namn) for p in perioder.periods_within(perioder.period(namn).interval, (typ,))]
    return tuple(at[m] for m in wanted) if at.keys() >= set(wanted) else ()


def months_of(period: Axel) -> dict[int, tuple[int, ...]]:
    """Half-years and years whose months are all on the axis → where these stand."""
    long = [*period.of_type(perioder.HALVAR), *period.of_type(perioder.HELAR)]
    return {i: months for i in long if (months := _parts(period.medlemmar, i, perioder.MANAD))}
