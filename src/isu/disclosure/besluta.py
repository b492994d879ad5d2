"""The rule with proofs: search, then the gate. A pattern is used only when every certificate in it holds. Pure.

A measure that is no count goes with the counts that it is made of: a mean with n and with what is withheld of the same
outcome, a percentile with n and with how many stand on each side.
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from isu.aggregate import status
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING, MEDEL
from isu.cells.falt import FORANDRING, MANADSMEDIAN
from isu.declaration.profil import ENKEL, Skyddsprofil
from isu.disclosure.bevis import Monster
from isu.disclosure.fordelningar import Fordelningar, Slutna
from isu.disclosure.grovre import without_finer
from isu.disclosure.krav import Krav, not_offered, requirements, units_of
from isu.disclosure.manader import monthly_status
from isu.disclosure.minne import Minne
from isu.disclosure.modell import Modell, Plan, model_of
from isu.disclosure.rakning import Rakning
from isu.disclosure.skydd import SEKRETESS, Skydd, protect, smaller_side
from isu.disclosure.sok import primary, search
from isu.disclosure.stangda import closed_more
from isu.disclosure.utbud import Utbud
from isu.disclosure.utformning import Utbudsregel, design, thinned
from isu.granskning.verifiera import Pastaende, Underlag, verify

#: In which areas no proof of a number rests on somebody who is alone in another.
Ensamma = bool | np.ndarray
#: A design is thinned at most so often, and then columns of single areas are closed at most so often.
MOST_TRIALS, MOST_CLOSINGS = 24, 8


@dataclass(frozen=True)
class Beslut:
    """What may be shown, with the model and the pattern that it rests on. `hel` is True when all had to be withheld."""

    skydd: Skydd
    modell: Modell
    plan: Plan
    monster: Monster
    hel: bool = False


def protected(
    summor: Summor,
    profil: Skyddsprofil,
    secret: bytes = b"",
    minne: Minne | None = None,
    tidigare: Utbud | None = None,
    noll: bool = False,
) -> Skydd:
    """What may be shown of one indicator, by the rule that the profile asks for. `secret` decides between equals;
    `minne` is what earlier releases bind, `tidigare` what the last of them offered of it. With `noll` a share of 0 or
    100 % is withheld too."""
    return without_finer(summor, _protected(summor, profil, secret, minne, tidigare, noll))


def _protected(
    summor: Summor, profil: Skyddsprofil, secret: bytes, minne: Minne | None, tidigare: Utbud | None, noll: bool
) -> Skydd:
    if profil.metod == ENKEL or not summor.status.size:  # where nothing counts, there is nothing to prove
        return protect(summor, profil.troskel, minne=minne, noll=noll)
    seed = int.from_bytes(hashlib.sha256(secret + summor.indikator.encode()).digest()[:8], "big")
    regel, asked = rule_of(profil), areas_of(summor, profil.ensamma)
    return designed(summor, limits_of(profil, noll), regel, seed, asked, tidigare, minne).skydd


def rule_of(profil: Skyddsprofil) -> Utbudsregel:
    return Utbudsregel(
        profil.utbud, profil.utbud_behalls, profil.utbud_dolda, profil.utbud_storst, profil.utbud_dolda_genast
    )


def areas_of(summor: Summor, nivaer: Collection[str]) -> np.ndarray:
    """Which areas are of one of these levels."""
    return np.array([typ in nivaer for typ, _ in summor.axlar["omrade"].medlemmar], bool)


def limits_of(profil: Skyddsprofil, noll: bool = False) -> Krav:
    """The profile's limits of n, numerators and what they leave; `noll` is the indicator's own."""
    return Krav(profil.troskel, profil.taljare or profil.troskel, profil.komplement or profil.troskel, noll)


def designed(
    summor: Summor,
    krav: Krav,
    regel: Utbudsregel,
    seed: int = 0,
    ensamma: Ensamma = False,
    tidigare: Utbud | None = None,
    minne: Minne | None = None,
) -> Beslut:
    """The design, tried until no class in it is mostly withheld, and what may be shown by it: but for the columns of
    single areas in which a number cannot be proved."""
    utforda = Utforda(summor, regel, tidigare or {}, minne)
    utbud = design(summor, krav, regel, tidigare)
    slutna = Fordelningar(summor, utbud, minne).closed_at_first(krav.taljare, regel.hogst)
    fore = None
    for left in reversed(range(MOST_TRIALS)):
        stops = partial(utforda.stops, utbud, slutna) if left and fore is None else None
        found = _tried(summor, krav, seed, None, ensamma, minne, utbud, slutna, stops, fore)
        thinner = utforda.thinner(utbud, slutna, *found[:2], found[2].dolda)
        if thinner == (utbud, slutna) or not left:
            break
        utbud, slutna = thinner
        fore = None if found[2].avbruten else found[2]
    stangda = np.zeros(summor.shape, bool)
    for _ in range(MOST_CLOSINGS):
        _, plan, monster = found
        more = closed_more(summor, utbud, stangda, plan.laid_out(monster.obevisade, False).any(-1))
        if (more == stangda).all():
            break
        stangda = more
        found = _tried(summor, krav, seed, None, ensamma, minne, utbud, slutna, None, monster, stangda)
    return _decided(summor, krav, ensamma, utbud, *found)


@dataclass(frozen=True)
class Utforda:
    """How a design is made thinner when it has been tried."""

    summor: Summor
    regel: Utbudsregel
    tidigare: Utbud
    minne: Minne | None

    def thinner(self, utbud: Utbud, slutna: Slutna, modell: Modell, plan: Plan, dolda: np.ndarray):
        """First the distributions, then the classes; the same design where nothing is mostly withheld."""
        printed = plan.laid_out(modell.tryckt & (modell.varden > 0), False)
        withheld = printed & plan.laid_out(dolda, False)
        own = Fordelningar(self.summor, utbud, self.minne)
        more = own.closed_more(slutna, plan.rakning, printed, withheld, self.regel.dolda, self.regel.genast)
        if more != slutna:
            return utbud, more
        return thinned(utbud, self.summor, printed, withheld, self.regel, self.tidigare), slutna

    def stops(self, utbud: Utbud, slutna: Slutna, modell: Modell, plan: Plan, dolda: np.ndarray) -> bool:
        return self.thinner(utbud, slutna, modell, plan, dolda) != (utbud, slutna)


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
    return _decided(summor, krav, ensamma, utbud, *_tried(summor, krav, seed, earlier, ensamma, minne, utbud))


def _tried(
    summor: Summor,
    krav: Krav,
    seed: int,
    earlier: np.ndarray | None,
    ensamma: Ensamma,
    minne: Minne | None,
    utbud: Utbud | None,
    slutna: Slutna = frozenset(),
    for_mycket: Callable[[Modell, Plan, np.ndarray], bool] | None = None,
    fore: Monster | None = None,
    stangda: np.ndarray | None = None,
) -> tuple[Modell, Plan, Monster]:
    """The search for one design; it stops where too much is withheld, and goes on from what was found by a richer one
    of the same members. A small number of a column that is closed for its area has rows, so it must be movable
    upwards as it was before."""
    modell, plan = model_of(summor, utbud, slutna, stangda)
    up, down = requirements(modell, krav)
    if stangda is not None:
        closed = modell.erbjuden | (modell.redovisad & plan.taken(stangda)[..., None])
        up = requirements(replace(modell, erbjuden=closed), krav)[0]
    known = None
    if minne:
        none = plan.laid_out(np.zeros(modell.varden.shape, bool), False)
        known = plan.taken(minne.known(plan.rakning.plats, none))
        earlier = plan.taken(minne.forced(plan.rakning.plats, none)) & modell.tryckt
        up = np.maximum(up, earlier)
    stops = partial(for_mycket, modell, plan) if for_mycket else None
    rubbas = not_offered(modell, krav)
    fore = fore if fore is not None and fore.dolda.shape == modell.varden.shape else None
    return modell, plan, search(modell, up, down, seed, earlier, ensamma, 1, known, rubbas, stops, fore)


def _decided(
    summor: Summor, krav: Krav, ensamma: Ensamma, utbud: Utbud | None, modell: Modell, plan: Plan, monster: Monster
) -> Beslut:
    hel = bool(verified(modell, krav, monster, ensamma))
    if hel:
        monster = replace(monster, dolda=modell.tryckt)
    skydd = statuses(summor, plan, monster.dolda | ~modell.erbjuden, krav.namnare)
    return Beslut(replace(skydd, utbud=utbud), modell, plan, monster, hel)


def only_primary(summor: Summor, krav: Krav, utbud: Utbud | None = None) -> Skydd:
    """What the primary rule withholds alone: what a release would be without protection of the protected."""
    modell, plan = model_of(summor, utbud)
    up, down = requirements(modell, krav)
    withheld = primary(modell, (up > 0) | (down > 0)) | ~modell.erbjuden
    return replace(statuses(summor, plan, withheld, krav.namnare), utbud=utbud)


def verified(modell: Modell, krav: Krav, monster: Monster, ensamma: Ensamma = False) -> list[str]:
    """What the verifier has against this pattern."""
    dims, proofs = modell.dimensioner, monster.certifikat
    underlag = Underlag(
        modell.y,
        modell.finns,
        [d.medlemmar for d in dims],
        [d.lager for d in dims],
        modell.lasbar,
        modell.erbjuden,
        modell.redovisad & modell.lasbar & dims[-1].tryckt,
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
