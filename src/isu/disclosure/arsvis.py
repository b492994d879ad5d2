"""What may be shown of an indicator: year by year, all by one design. Pure.

A *block* is the periods that hang together: a year and its half-years. Nothing that is printed of one block tells of
another, so each is searched and proved by itself. What is offered is decided once for all periods, on the counts of all
of them, and is then tried in the block where most areas are counted. Where a number of another block has no proof by
it, all are decided by a thinner one.

What is found of a block hangs on nothing but its own sums, the design, what earlier releases bind of it and others
tell, and what was proved of it before. So a block of which these are as before need not be searched again (`Hagkomst`).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from isu.aggregate.axel import Member
from isu.aggregate.omrade import VISAS
from isu.aggregate.summor import Summor
from isu.declaration.profil import ENKEL, Skyddsprofil
from isu.disclosure.besluta import Beslut, areas_of, limits_of
from isu.disclosure.bevisat import Bevisat
from isu.disclosure.grovre import without_finer
from isu.disclosure.minne import Minne
from isu.disclosure.oforandrat import as_before
from isu.disclosure.perioder import blocks
from isu.disclosure.prova import Design, Fraga, by_design, first_design, rule_of, tried
from isu.disclosure.skydd import Skydd, protect
from isu.disclosure.urval import of_periods
from isu.disclosure.utbud import Utbud

Decide = Callable[[Summor, Fraga, Design, Minne | None, Bevisat | None], tuple[Beslut, Design]]
#: The periods of a block.
Block = tuple[Member, ...]


@dataclass(frozen=True)
class Svar:
    """What may be shown of a block, the design that all should be decided by, and what was proved, for a release to
    remember."""

    skydd: Skydd
    design: Design
    bevisat: Bevisat | None = None


class Hagkomst:
    """What has been found before, by what it was found from (`kanda`), what was asked for this time (`nu`), and the key
    of what came of it for each block (`gallande`). `utgivet` is what the last release proved, by block."""

    def __init__(self, kanda: Mapping[str, Svar] | None = None, utgivet: Mapping[Block, Bevisat] | None = None):
        self.kanda, self.utgivet = kanda or {}, utgivet or {}
        self.nu: dict[str, Svar] = {}
        self.gallande: dict[Block, str] = {}

    def of(self, key: str, block: Block, make: Callable[[], tuple[Beslut, Design]]) -> Svar:
        if key not in self.nu:
            self.nu[key] = self.kanda.get(key) or _svar(*make())
        self.gallande[block] = key
        return self.nu[key]

    @property
    def bevisat(self) -> dict[Block, Bevisat]:
        """What was proved of each block the last time that it was decided, or by the last release."""
        of_now = ((block, self.nu[key].bevisat) for block, key in self.gallande.items())
        return {**self.utgivet, **{block: own for block, own in of_now if own}}

    def as_before(self, block: Block, skydd: Skydd, design: Design) -> Svar:
        """What was proved of it then is still to be remembered."""
        svar = Svar(skydd, design, self.utgivet.get(block))
        self.gallande[block] = key = repr(block)
        self.nu[key] = svar
        return svar


def asked(
    summor: Summor,
    profil: Skyddsprofil,
    secret: bytes = b"",
    noll: bool = False,
    tidigare: Utbud | None = None,
    revision: bool = False,
    hogst: Utbud | None = None,
) -> Fraga:
    """What the profile asks of one indicator. `secret` decides between equals; with `noll` a share of 0 or 100 % is
    withheld too. `tidigare` is what the last release offered of it, and only in a `revision` is more offered; `hogst`
    is the most that may be."""
    seed = int.from_bytes(hashlib.sha256(secret + summor.indikator.encode()).digest()[:8], "big")
    ensamma = areas_of(summor, profil.ensamma)
    return Fraga(limits_of(profil, noll), rule_of(profil), seed, ensamma, tidigare or {}, revision, hogst or {})


def protected(
    summor: Summor,
    profil: Skyddsprofil,
    fraga: Fraga,
    minne: Minne | None = None,
    hagkomst: Hagkomst | None = None,
    utgivet: Minne | None = None,
) -> Skydd:
    """What may be shown of one indicator, by the rule that the profile asks for. `minne` is what earlier releases bind
    and what other indicators tell, `utgivet` what those releases do alone."""
    if profil.metod == ENKEL or not summor.status.size:  # where nothing counts, there is nothing to prove
        return without_finer(summor, protect(summor, profil.troskel, minne=minne, noll=fraga.krav.noll))
    return without_finer(summor, by_blocks(summor, fraga, minne, hagkomst or Hagkomst(), utgivet))


def by_blocks(
    summor: Summor, fraga: Fraga, minne: Minne | None, hagkomst: Hagkomst, utgivet: Minne | None = None
) -> Skydd:
    """All blocks by the design that came of trying it in one of them; those of which nothing has changed since the last
    release as that told of them (`utgivet`), whatever others tell."""
    bevisat = hagkomst.bevisat

    def svar(decide: Decide, block: list[int], design: Design) -> Svar:
        of_block, own = of_periods(summor, block), minne and minne.of(block)
        named = of_block.axlar["period"].medlemmar
        then = utgivet and utgivet.of(block)
        if then and (skydd := as_before(of_block, design.utbud, fraga.tidigare, then)):
            return hagkomst.as_before(named, skydd, design)
        given = of_block, fraga, design, own, bevisat.get(named)
        return hagkomst.of(made_of(decide.__name__, *given), named, partial(decide, *given))

    first, *others = every = _most_first(summor)
    found = [svar(tried, first, first_design(summor, fraga, minne))]
    design = found[0].design
    if found[0].skydd.utbud != design.utbud:
        found = [svar(by_design, first, design)]
    found += [svar(by_design, block, design) for block in others]
    while thinner := [of_block.design for of_block in found if of_block.design != design]:
        design = thinner[0]
        found = [svar(by_design, block, design) for block in every]
    return joined(summor, zip(every, found, strict=True), design.utbud)


def _svar(beslut: Beslut, design: Design) -> Svar:
    return Svar(beslut.skydd, design, beslut.bevisat)


def _most_first(summor: Summor) -> list[list[int]]:
    """The blocks, that in which most areas are counted in most periods first, of equals the oldest: corrections and new
    periods seldom change it, nor then the design of all the others."""
    every = blocks(summor.axlar["period"])
    counted = [int((summor.status[:, block] == VISAS).sum()) for block in every]
    first = max(range(len(every)), key=lambda i: (counted[i], -i))
    return [every[first], *every[:first], *every[first + 1 :]]


def joined(summor: Summor, found: Iterable[tuple[list[int], Svar]], utbud: Utbud) -> Skydd:
    """The statuses of all periods from those of the blocks."""
    status_n = [np.zeros(summor.shape, np.uint8) for _ in summor.delar]
    status = [np.zeros((*summor.shape, len(del_.utfall)), np.uint8) for del_ in summor.delar]
    for block, svar in found:
        for i in range(len(summor.delar)):
            status_n[i][:, block] = svar.skydd.status_n[i]
            status[i][:, block] = svar.skydd.status[i]
    return Skydd(tuple(status_n), tuple(status), utbud)


def made_of(
    how: str, summor: Summor, fraga: Fraga, design: Design, minne: Minne | None, bevisat: Bevisat | None
) -> str:
    """A hash of all that decides what may be shown of a block."""
    digest = hashlib.sha256()
    for part in (how, *_asked(fraga, design), *_counted(summor), *_bound(minne), *_proved(bevisat)):
        told = repr((part.shape, part.dtype)) if isinstance(part, np.ndarray) else repr(part)
        digest.update(told.encode() + b"\0")
        if isinstance(part, np.ndarray) and part.size:
            digest.update(np.ascontiguousarray(part).data)
    return digest.hexdigest()


def _asked(fraga: Fraga, design: Design) -> Iterator[object]:
    yield from (fraga.krav, fraga.regel, fraga.seed, np.asarray(fraga.ensamma), fraga.revision)
    yield from (sorted(design.slutna), sorted(design.sagda))
    for utbud in (design.utbud, fraga.tidigare, fraga.hogst):
        yield [(level, [*own.items()]) for level, own in sorted(utbud.items())]


def _counted(summor: Summor) -> Iterator[object]:
    yield from (summor.indikator, summor.status)
    yield from ((namn, replace(axel, dolda=tuple(sorted(axel.dolda)))) for namn, axel in summor.axlar.items())
    for d in summor.delar:
        yield from (d.variant, d.matt, d.utfall, d.parat, d.n, d.taljare, d.sida, d.status)


def _bound(minne: Minne | None) -> Iterator[object]:
    for parts in vars(minne).values() if minne else ():
        yield from parts


def _proved(bevisat: Bevisat | None) -> Iterator[object]:
    if bevisat:
        monster = bevisat.monster
        yield from (monster.dolda, monster.krav, monster.bevis, *vars(monster.certifikat).values())
        yield from (bevisat.stangda, bevisat.en, bevisat.omraden, bevisat.kommuner, *bevisat.medlemmar)
