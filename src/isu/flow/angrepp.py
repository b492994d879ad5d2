"""The attack on what is about to be released, and what it decides. The command line and Dagster make releases by it.

An edition in which something that is withheld can be had back is not released, unless the steward says so. How the
attack is made is the business of isu.granskning.

The attacker of a release guesses no wrong, but of one made by the plain rule: the others reckon with what is bound to
what in truth, and who believes in more than that is told nothing. Only here, where the sums are, can that be seen.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from isu.aggregate import read_summor
from isu.aggregate.axel import KOMMUN
from isu.aggregate.summor import KEYS, Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.aggregate.utlagg import constant, key_columns, laid_out
from isu.declaration import Deklaration, load_declarations
from isu.declaration.profil import ENKEL, Skyddsprofil
from isu.errors import IsuError
from isu.flow.indikatorer import indicators
from isu.flow.mellan import Ihop, same_units
from isu.granskning.granska import Samlat, Utlatande, audit, gathered
from isu.granskning.kunskap import INOM, PERIOD, SUMMA, Storhet, Tror, every_guess
from isu.granskning.utlatande import BRISTER, MELLAN
from isu.home import Home
from isu.release.familj import families_of


class GarAttRaknaFram(IsuError):
    """Something that is withheld can be had back."""


def approval(home: Home, trots_brister: bool, tell: Callable[[Samlat], None]) -> Callable[[Path], None]:
    """What `make_release` asks before it makes a release: the edition is attacked as a reader could, what is found is
    told, and stops the release where it must."""

    def approve(edition: Path) -> None:
        deklaration = load_declarations(home)
        grupper = kommungrupp_of(deklaration)
        behind = lru_cache(maxsize=2)(partial(sums_behind, home))  # asked for twice, and of two at once
        tror = partial(guesses, deklaration.skydd, behind)
        lika = partial(same_units, deklaration.skydd, behind, decided_together(home, deklaration))
        judged = audit(edition, grupper, tror=tror, summor=lambda id_: by_name(behind(id_)), lika=lika)
        found = gathered(list(judged))
        tell(found)
        if refused(found, trots_brister):
            raise GarAttRaknaFram("Utgåvan görs inte: något som döljs i arbetsutgåvan går att räkna fram.")

    return approve


def kommungrupp_of(deklaration: Deklaration) -> dict[str, str]:
    """Kommun → group, for a release that does not tell its own."""
    return {k.kommunkod: k.kommungrupp_kod for k in deklaration.kommuner.values()}


def guesses(profil: Skyddsprofil, behind: Callable[[str], Summor | None], indikator: str) -> Tror:
    """Which guesses the attacker of this indicator believes; `behind` gives its sums."""
    if profil.metod == ENKEL or (summor := behind(indikator)) is None:
        return every_guess
    numbers = numbers_of(summor)
    return lambda slag, *of: fills(summor, numbers, *of) if slag == PERIOD else is_true(numbers, slag, *of)


def sums_behind(home: Home, indikator: str) -> Summor | None:
    """What the working edition is made of; None of an indicator that is no more."""
    deklaration = load_declarations(home)
    known = indicators(deklaration).get(indikator)
    return known and read_summor(home, deklaration, known)


def decided_together(home: Home, deklaration: Deklaration) -> Ihop:
    """In the working edition."""
    familjer = families_of(home, deklaration, [*indicators(deklaration).values()])
    return {id_: [own.id for own in family] for id_, family in familjer.items()}


def by_name(summor: Summor | None) -> pa.Table | None:
    """The counts, named as in the published file."""
    return summor and pa.concat_tables([_named(summor, del_) for del_ in summor.delar])


def _named(summor: Summor, del_: Del) -> pa.Table:
    shape = (*summor.shape, len(del_.utfall))
    axes = [(KEYS[name], axel.medlemmar) for name, axel in summor.axlar.items()]
    taljare = del_.taljare if del_.matt in (ANDEL, FORDELNING) else del_.n
    columns = key_columns([*axes, (("utfall",), del_.utfall)])
    same = {"variant": del_.variant, "matt": del_.matt}
    columns |= {name: constant(value, math.prod(shape)) for name, value in same.items()}
    return pa.table(columns | {"n": laid_out(del_.n, shape), "taljare": laid_out(taljare, shape)})


def numbers_of(summor: Summor) -> Mapping[Storhet, np.ndarray]:
    """Every n and numerator, as it is."""
    found: dict[Storhet, np.ndarray] = {}
    for del_ in summor.delar:
        found[del_.variant, del_.matt, None] = del_.n
        if del_.matt in (ANDEL, FORDELNING):
            found |= {(del_.variant, del_.matt, u): del_.taljare[..., i] for i, u in enumerate(del_.utfall)}
    return found


def is_true(numbers: Mapping[Storhet, np.ndarray], slag: str, whole: Storhet, parts: tuple[Storhet, ...]) -> bool:
    """Does it hold everywhere, and not only where all are shown? Of what is no more counted nobody knows better."""
    if not {whole, *parts} <= numbers.keys():
        return True
    own, of = numbers[whole], sum(numbers[part] for part in parts)
    return bool((of <= own).all() if slag == INOM else (of == own).all())


def fills(summor: Summor, numbers: Mapping[Storhet, np.ndarray], whole: Storhet, parts: tuple[Storhet, ...]) -> bool:
    """Do these periods add up to the whole in every kommun that counts in all of them? As above."""
    names = [namn for _, namn in summor.axlar["period"].medlemmar]
    if not {namn for namn, *_ in (whole, *parts)} <= {*names}:
        return True
    own, *of = (names.index(namn) for namn, *_ in (whole, *parts))
    kommuner = np.array(summor.axlar["omrade"].of_type(KOMMUN))
    there = kommuner[(summor.status[kommuner][:, [own, *of]] == 0).all(1)]
    return all((n[there, own] == n[there][:, of].sum(1)).all() for n in numbers.values())


def refused(found: Samlat, trots_brister: bool) -> bool:
    return bool(found.brister) and not trots_brister


def assumed(found: Samlat) -> list[str]:
    """What there would be to find if all that can be guessed from the file were true, in Swedish."""
    of_one = [sentence for utlatande in found.gissade for sentence in _assumed_of(utlatande)]
    of_two = [sentence for utlatande in found.gissade for sentence in _told_by_others(utlatande)]
    if of_one:
        of_one.append(
            "Det är inga brister: utgåvan är prövad mot allt sådant som stämmer. --ensamma --home HEM prövar om."
        )
    if of_two:
        of_two.append(
            "Vad indikatorer räknar står i deras definitioner: räknar de samma enheter är det brister. "
            "--ensamma --home HEM prövar det mot summorna."
        )
    return [*of_one, *of_two]


def _assumed_of(utlatande: Utlatande) -> list[str]:
    """What there would be to find within the indicator."""
    own = {slag: number for slag, number in utlatande.antagna.items() if slag not in MELLAN}
    guessed = "; ".join(_guess(*antagande) for antagande in utlatande.antaganden)
    told = ", ".join(_of_kinds(own))
    return [f"{utlatande.indikator}, bara om det som filen låter gissa stämmer ({guessed}): {told}"] if own else []


def _told_by_others(utlatande: Utlatande) -> list[str]:
    others = " och ".join(utlatande.andra)
    told = _of_kinds({slag: number for slag, number in utlatande.antagna.items() if slag in MELLAN})
    return [f"{utlatande.indikator}, bara om den räknar samma enheter som {others}: {times}" for times in told]


def _of_kinds(brister: Mapping[str, int]) -> list[str]:
    return [f"{number} gånger: {BRISTER[slag]}" for slag, number in sorted(brister.items())]


def _guess(slag: str, whole: Storhet, parts: Sequence[Storhet]) -> str:
    if slag == PERIOD:
        return f"{whole[0]} är {' och '.join(namn for namn, *_ in parts)}"
    own, others = _quantity(whole), " och ".join(map(_quantity, parts))
    return {INOM: f"{others} inom {own}", SUMMA: f"{own} är {others}"}.get(slag, f"{own} är lika med {others}")


def _quantity(storhet: Storhet) -> str:
    """As in the file: variant, measure and category; the first variant has no name."""
    variant, matt, utfall = storhet
    return " ".join(part for part in (variant or "huvudvarianten", matt if utfall is not None else "n", utfall) if part)


def sentences(found: Samlat) -> list[str]:
    """What was found, in Swedish: how often per kind, and where; nothing where nothing was."""
    if not found.brister:
        return []
    others = [f"{own} med det som {' och '.join(andra)} visar" for own, andra in found.mellan.items()]
    return [
        *_of_kinds(found.brister),
        *([f"Med andra indikatorer: {'; '.join(others)}"] if others else []),
        f"Indikatorer med brister: {', '.join(found.bristfalliga)}",
    ]
