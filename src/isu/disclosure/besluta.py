"""The rule with proofs: search, then the gate. A pattern is used only when every certificate in it holds. Pure.

A measure that is no count goes with the counts that it is made of: a mean with n and with what is withheld of the same
outcome, a percentile with n and with how many stand on each side.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np

from isu.aggregate import status
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING, MEDEL
from isu.cells.falt import FORANDRING, MANADSMEDIAN
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.bevis import Monster
from isu.disclosure.bevisat import Bevisat, alone_since, proved, still_proved
from isu.disclosure.fordelningar import Slutna
from isu.disclosure.fortsatt import carried_over
from isu.disclosure.krav import Krav, cells, not_offered, requirements, sensitive_numbers, units_of
from isu.disclosure.lager import PERIOD
from isu.disclosure.manader import monthly_status
from isu.disclosure.minne import NO_CEILING, Minne
from isu.disclosure.modell import Grunder, Modell, Plan, model_of
from isu.disclosure.rakning import Rakning
from isu.disclosure.skydd import SEKRETESS, Skydd, smaller_side
from isu.disclosure.sok import primary, search
from isu.disclosure.utbud import Utbud, by_any_name, known_by_name
from isu.granskning.verifiera import Pastaende, Underlag, verify

#: In which areas no proof of a number rests on somebody who is alone in another.
Ensamma = bool | np.ndarray


@dataclass(frozen=True)
class Beslut:
    """What may be shown, with the model and the pattern that it rests on, and what is to be remembered of it when it is
    released. `hel` is True when all had to be withheld."""

    skydd: Skydd
    modell: Modell
    plan: Plan
    monster: Monster
    hel: bool = False
    bevisat: Bevisat | None = None


def areas_of(summor: Summor, nivaer: Collection[str]) -> np.ndarray:
    """Which areas are of one of these levels."""
    return np.array([typ in nivaer for typ, _ in summor.axlar["omrade"].medlemmar], bool)


def limits_of(profil: Skyddsprofil, noll: bool = False) -> Krav:
    """The profile's limits of n, numerators and what they leave; `noll` is the indicator's own."""
    return Krav(profil.troskel, profil.taljare or profil.troskel, profil.komplement or profil.troskel, noll)


def decide(
    summor: Summor,
    krav: Krav,
    seed: int = 0,
    earlier: np.ndarray | None = None,
    ensamma: Ensamma = False,
    minne: Minne | None = None,
    utbud: Utbud | None = None,
) -> Beslut:
    """The status of every number, proved and verified. An indicator whose proofs do not hold is withheld as a whole.
    Without `utbud` everything is offered."""
    sokning = Sokt(Grunder(summor), krav, seed, ensamma, minne)
    return sokning.decided(utbud, sokning.found(utbud, earlier=earlier))


class Funnet(NamedTuple):
    """A model, how it stands in the sums, the pattern that was found, and the columns of single areas that are closed
    in it."""

    modell: Modell
    plan: Plan
    monster: Monster
    stangda: np.ndarray


#: Is so much withheld that the search should stop?
Stops = Callable[[Modell, Plan, np.ndarray], bool]


@dataclass(frozen=True)
class Sokt:
    """What is asked of some sums, by whatever design. `bevisat` is what was proved of them in the last release."""

    grunder: Grunder
    krav: Krav
    seed: int = 0
    ensamma: Ensamma = False
    minne: Minne | None = None
    bevisat: Bevisat | None = None

    def found(
        self,
        utbud: Utbud | None,
        slutna: Slutna = frozenset(),
        for_mycket: Stops | None = None,
        fore: Monster | None = None,
        stangda: np.ndarray | None = None,
        earlier: np.ndarray | None = None,
    ) -> Funnet:
        """The search for one design; it stops where too much is withheld, and goes on from what was found by a richer
        one of the same members, or from what the last release proved."""
        summor = self.grunder.summor
        stangda = np.zeros(summor.shape, bool) if stangda is None else stangda
        modell, plan = model_of(self.grunder, utbud, slutna, stangda)
        modell = self._below_ceilings(modell, plan)
        small = sensitive_numbers(modell, self.krav)
        krav, rubbas = requirements(modell, self.krav, small), not_offered(modell, small)
        known = forced = np.False_
        if self.minne:
            none = plan.laid_out(np.zeros(modell.varden.shape, bool), False)
            told = known_by_name(summor, self.minne.known(plan.rakning.plats, none))
            known = plan.taken(told)
            again = plan.taken(self.minne.forced(plan.rakning.plats, none)) & ~known
            modell = modell.with_beside(known)
            forced = again & modell.tryckt
            rubbas = rubbas | (again & modell.lasbar & ~modell.erbjuden & (modell.varden > 0))
            rubbas &= ~modell.bredvid
        stops = partial(for_mycket, modell, plan) if for_mycket else None
        omrade, alone = summor.axlar["omrade"], None
        if fore is None or fore.dolda.shape != modell.varden.shape:
            fore = self.bevisat and still_proved(modell, omrade, self.bevisat)
            alone = fore and (alone_since(modell, omrade, self.bevisat) | known)
        fore = fore and carried_over(modell, krav, fore, forced, alone)
        monster = search(modell, *krav, self.seed, earlier, self.ensamma, 1, known, rubbas, stops, fore, forced)
        return Funnet(modell, plan, monster, stangda)

    def _below_ceilings(self, modell: Modell, plan: Plan) -> Modell:
        """What others tell of one name of an area is told of all."""
        if not self.minne or not self.minne.tak_n:
            return modell
        none = plan.laid_out(np.full(modell.varden.shape, NO_CEILING), NO_CEILING)
        tak = by_any_name(self.grunder.summor, self.minne.ceilings(plan.rakning.plats, none))
        return modell.with_ceilings(plan.taken(tak))

    def decided(self, utbud: Utbud | None, found: Funnet) -> Beslut:
        modell, plan, monster, stangda = found
        bevisat = proved(modell, self.grunder.summor.axlar["omrade"], monster, stangda)
        hel = bool(verified(modell, self.krav, monster, self.ensamma))
        if hel:
            monster = replace(monster, dolda=modell.tryckt & ~modell.bredvid)
        skydd = statuses(self.grunder.summor, plan, monster.dolda | ~modell.erbjuden, self.krav.namnare)
        return Beslut(replace(skydd, utbud=utbud), modell, plan, monster, hel, None if hel else bevisat)


def only_primary(summor: Summor, krav: Krav, utbud: Utbud | None = None) -> Skydd:
    """What the primary rule withholds alone: what a release would be without protection of the protected."""
    modell, plan = model_of(Grunder(summor), utbud)
    withheld = primary(modell, requirements(modell, krav).any(0)) | ~modell.erbjuden
    return replace(statuses(summor, plan, withheld, krav.namnare), utbud=utbud)


def verified(modell: Modell, krav: Krav, monster: Monster, ensamma: Ensamma = False) -> list[str]:
    """What the verifier has against this pattern."""
    dims, proofs = modell.dimensioner, monster.certifikat
    underlag = Underlag(
        modell.y,
        modell.finns,
        [d.medlemmar for d in dims],
        [d.lager for d in dims],
        dims[PERIOD].villkor,
        modell.galler,
        modell.lasbar,
        modell.erbjuden,
        modell.bredvid,
        modell.tak,
        modell.redovisad & modell.lasbar,
        dims[-1].tryckt,
        cells(modell),
        krav.limits(modell.slag),
        np.where(krav.noll, units_of(modell), -1),
    )
    pastaende = Pastaende(monster.dolda, proofs.start, proofs.plats, proofs.andring, monster.bevis)
    return verify(underlag, pastaende, ensamma)


def statuses(summor: Summor, plan: Plan, withheld: np.ndarray, troskel: int) -> Skydd:
    """The pattern as a status per number of every measure."""
    rakning, withheld = plan.rakning, plan.laid_out(withheld, True)
    of_n = tuple(_status(summor.status, withheld[..., rakning.plats[i, None]]) for i in range(len(summor.delar)))
    values = [_values(summor, rakning, withheld, i, of_n[i], troskel) for i in range(len(summor.delar))]
    return Skydd(of_n, tuple(values))


def _values(
    summor: Summor, rakning: Rakning, withheld: np.ndarray, i: int, of_n: np.ndarray, troskel: int
) -> np.ndarray:
    del_ = summor.delar[i]
    if del_.matt == MANADSMEDIAN:
        return monthly_status(summor, of_n)[..., None]
    own = summor.status if del_.status is None else del_.status
    if del_.matt in (ANDEL, FORDELNING):
        secrets = [withheld[..., rakning.plats[i, k]] for k in range(len(del_.utfall))]
    else:
        few = (del_.n > 0) & (smaller_side(del_) < troskel)
        secrets = [withheld[..., rakning.plats[i, None]] | few | _same_outcome(summor, rakning, withheld, del_)]
    return np.stack([_status(own, secret) for secret in secrets], -1)


def _same_outcome(summor: Summor, rakning: Rakning, withheld: np.ndarray, del_: Del) -> np.ndarray:
    """A sum tells of the numerators of the same outcome: what is withheld of them withholds it."""
    found = np.zeros(withheld.shape[:-1], bool)
    if del_.matt in (MEDEL, FORANDRING):
        for (j, k), member in rakning.plats.items():
            if k is not None and summor.delar[j].variant == del_.variant:
                found |= withheld[..., member]
    return found


def _status(own: np.ndarray, secret: np.ndarray) -> np.ndarray:
    own = np.broadcast_to(own[:, :, None, None, None], secret.shape)
    return np.where(secret & (own == status.kod(status.VISAS)), SEKRETESS, own).astype(np.uint8)
