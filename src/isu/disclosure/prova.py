"""The design, tried: searched by, made thinner where most would be withheld, and what may be shown by it. Pure."""

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from isu.aggregate.summor import Summor
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.besluta import Beslut, Ensamma, Funnet, Sokt, Stops
from isu.disclosure.bevis import Monster
from isu.disclosure.bevisat import Bevisat, still_closed
from isu.disclosure.fordelningar import Fordelningar, Slutna, closed_before, told_before
from isu.disclosure.kanda import known_withheld, no_more_than
from isu.disclosure.krav import Krav
from isu.disclosure.minne import Minne
from isu.disclosure.modell import Grunder, Modell, Plan
from isu.disclosure.per_niva import per_level
from isu.disclosure.skydd import Skydd
from isu.disclosure.stangda import closed_more
from isu.disclosure.utbud import Utbud
from isu.disclosure.utformning import Utbudsregel, design, smallest_left_out, thinned, unproved_left_out

#: A design is thinned at most so often, and then columns of single areas are closed at most so often.
MOST_TRIALS, MOST_CLOSINGS = 24, 8


@dataclass(frozen=True)
class Fraga:
    """What is asked of an indicator: `seed` decides between equals, and `tidigare` is what the last release offered.
    Only in a `revision` may more be offered than that. `hogst`, if there is any, is what came of deciding it before,
    alone or by what others told then: it is offered by no more."""

    krav: Krav
    regel: Utbudsregel
    seed: int = 0
    ensamma: Ensamma = False
    tidigare: Utbud = field(default_factory=dict)
    revision: bool = False
    hogst: Utbud = field(default_factory=dict)

    @property
    def behalls(self) -> Utbud:
        """What stays, though most of it has to be withheld."""
        return self.hogst or self.tidigare


@dataclass(frozen=True)
class Design:
    """What is offered, which distributions are closed, and which cannot be, since an earlier release has told them."""

    utbud: Utbud
    slutna: Slutna = frozenset()
    sagda: Slutna = frozenset()


def rule_of(profil: Skyddsprofil) -> Utbudsregel:
    return Utbudsregel(
        profil.utbud, profil.utbud_behalls, profil.utbud_dolda, profil.utbud_storst, profil.utbud_dolda_genast
    )


def designed(
    summor: Summor,
    krav: Krav,
    regel: Utbudsregel,
    seed: int = 0,
    ensamma: Ensamma = False,
    tidigare: Utbud | None = None,
    minne: Minne | None = None,
) -> Beslut:
    """What may be shown, all periods at once."""
    fraga = Fraga(krav, regel, seed, ensamma, tidigare or {})
    return tried(summor, fraga, first_design(summor, fraga, minne), minne)[0]


def first_design(summor: Summor, fraga: Fraga, minne: Minne | None = None) -> Design:
    """Before anything has been tried."""
    utbud = design(summor, fraga.krav, fraga.regel, fraga.behalls)
    utbud = no_more_than(utbud if fraga.revision else no_more_than(utbud, fraga.tidigare), fraga.hogst)
    sagda = told_before(summor, utbud, minne)
    still = frozenset() if fraga.revision else closed_before(summor, utbud, minne)
    slutna = Fordelningar(summor, utbud, sagda).closed_at_first(fraga.krav.taljare, fraga.regel.hogst, still)
    return Design(utbud, slutna, sagda)


def tried(
    summor: Summor, fraga: Fraga, design: Design, minne: Minne | None = None, bevisat: Bevisat | None = None
) -> tuple[Beslut, Design]:
    """The design, thinned until no class in it is mostly withheld here, and what may be shown by it; and a thinner one
    to decide by instead, where what is known would be withheld. The search goes on from what was `bevisat`."""
    sokt, thinner = _sokt(summor, fraga, minne, bevisat), Thinner(summor, fraga)
    fore, first = None, design
    for left in reversed(range(MOST_TRIALS)):
        found = _without_unproved(sokt, design, fore, partial(thinner.stops, design) if left else None)
        thinned = thinner.of(design, found.modell, found.plan, found.monster.dolda)
        thinned = _provable(summor, fraga, design, found) if thinned == design else thinned
        if thinned == design or not left:
            break
        design, fore = thinned, found.monster
    beslut = sokt.decided(design.utbud, found)
    if beslut.hel and bevisat:  # a proof of then may rest on somebody who is alone now
        return tried(summor, fraga, first, minne)
    return beslut, _sparing_known(summor, fraga, design, beslut.skydd, minne)


def by_design(
    summor: Summor, fraga: Fraga, design: Design, minne: Minne | None = None, bevisat: Bevisat | None = None
) -> tuple[Beslut, Design]:
    """What may be shown by a design that has been tried in other periods; and a thinner one, where not all that needs a
    proof by this can have one here, or what is known would be withheld."""
    sokt = _sokt(summor, fraga, minne, bevisat)
    found = _without_unproved(sokt, design)
    beslut, proved = sokt.decided(design.utbud, found), _provable(summor, fraga, design, found)
    if beslut.hel and bevisat:
        return by_design(summor, fraga, design, minne)
    return beslut, _sparing_known(summor, fraga, proved, beslut.skydd, minne)


def _sparing_known(summor: Summor, fraga: Fraga, design: Design, skydd: Skydd, minne: Minne | None) -> Design:
    """The same design, unless something known is withheld by it: then a class that the last release left out is left
    out again, since it is that class which needs the protection."""
    less = replace(design, utbud=no_more_than(design.utbud, fraga.tidigare))
    if minne is None or less == design or not known_withheld(summor, skydd, minne).any():
        return design
    return less


def _sokt(summor: Summor, fraga: Fraga, minne: Minne | None, bevisat: Bevisat | None) -> Sokt:
    return Sokt(Grunder(summor), fraga.krav, fraga.seed, fraga.ensamma, minne, bevisat)


def _without_unproved(sokt: Sokt, design: Design, fore: Monster | None = None, stops: Stops | None = None) -> Funnet:
    """Without the columns of single areas in which a number cannot be proved. It stops where too much is withheld."""
    summor = sokt.grunder.summor
    stangda = still_closed(summor, sokt.bevisat)
    for left in reversed(range(MOST_CLOSINGS)):
        found = sokt.found(design.utbud, design.slutna, stops, fore, stangda)
        fore = found.monster
        if fore.avbruten:
            return found
        more = closed_more(summor, design.utbud, stangda, _unproved(found))
        if (more == stangda).all() or not left:
            break
        stangda = more
    return found


def _unproved(found: Funnet) -> np.ndarray:
    """Where in the sums a number needs a proof and has none."""
    return found.plan.laid_out(found.monster.obevisade, False).any(-1)


def _provable(summor: Summor, fraga: Fraga, design: Design, found: Funnet) -> Design:
    """The same design where all is proved, or where nothing that could be left out helps."""
    if not (unproved := _unproved(found)).any():
        return design
    utbud = unproved_left_out(design.utbud, summor, unproved)
    if utbud == design.utbud:
        modell, plan, monster, _ = found
        rows = modell.redovisad & modell.lasbar & modell.dimensioner[-1].tryckt & (modell.varden > 0)
        withheld = rows & (monster.dolda | ~modell.erbjuden)
        both = (plan.laid_out(of, False) for of in (rows, withheld))
        utbud = smallest_left_out(utbud, summor, *both, fraga.regel)
    return replace(design, utbud=utbud)


@dataclass(frozen=True)
class Thinner:
    """How a design is made thinner when it has been tried."""

    summor: Summor
    fraga: Fraga

    def of(self, design: Design, modell: Modell, plan: Plan, dolda: np.ndarray) -> Design:
        """First the distributions, then the classes; the same design where nothing is mostly withheld."""
        every = modell.tryckt & modell.erbjuden & (modell.varden > 0)
        printed, withheld = (per_level(self.summor, plan.kvar, values) for values in (every, every & dolda))
        regel, own = self.fraga.regel, Fordelningar(self.summor, design.utbud, design.sagda)
        more = own.closed_more(design.slutna, plan.rakning, printed, withheld, regel.dolda, regel.genast)
        if more != design.slutna:
            return replace(design, slutna=more)
        return replace(design, utbud=thinned(design.utbud, self.summor, printed, withheld, regel, self.fraga.behalls))

    def stops(self, design: Design, modell: Modell, plan: Plan, dolda: np.ndarray) -> bool:
        return self.of(design, modell, plan, dolda) != design
