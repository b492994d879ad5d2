"""What may be shown of an indicator, with what earlier releases bind. Thin: it fetches what the rule asks for."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from isu.aggregate.axel import Axel, without
from isu.aggregate.summera import axes_of
from isu.aggregate.summor import Summor
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.declaration.profil import AVRUNDNING, BEVISAD, CELLNYCKEL
from isu.disclosure import Hagkomst, Utbud, asked, protected
from isu.disclosure.avrundning import rounded_to, withheld_of_rounded
from isu.disclosure.bundet import bound
from isu.disclosure.cellnyckel import perturbed, table, withheld_of_perturbed
from isu.disclosure.grovre import without_finer
from isu.disclosure.hogst import Tak
from isu.disclosure.kanda import withheld_again
from isu.disclosure.minne import NO_CEILING
from isu.disclosure.sammanfogat import Bundet, unbound
from isu.disclosure.sammanhang import Sagt, with_others
from isu.disclosure.tillsammans import reckoned_with
from isu.hemlighet import SKYDD, secret_of
from isu.home import Home
from isu.release.utbud import UTBUD, read
from isu.release.utgivet import Utgivna, areas_of, history, rules_of


def decided(
    home: Home,
    deklaration: Deklaration,
    indikator: Indikator,
    summor: Summor,
    utgivna: Utgivna,
    hagkomst: Hagkomst | None = None,
    andra: Sequence[Sagt] = (),
    tak: Tak = (),
    hogst: Utbud | None = None,
) -> Bundet:
    """The sums to print from, and the status of every number; `hagkomst` is what has been found before, `andra` are
    others that count the same units, with what they tell, `tak` the most that n can be by it, and `hogst` what may be
    offered at most."""
    profil = deklaration.skydd
    if profil.metod == AVRUNDNING:
        withheld = withheld_of_rounded(summor, profil.bas, profil.troskel)
        return unbound(rounded_to(summor, profil.bas), without_finer(summor, withheld))
    if profil.metod == CELLNYCKEL:
        changes = table(profil.troskel, profil.storning)
        withheld = withheld_of_perturbed(summor, changes, profil.troskel)
        return unbound(perturbed(summor, changes), without_finer(summor, withheld))
    secret = secret_of(home, SKYDD) if profil.metod == BEVISAD else b""
    before = read(home.releases / utgivna.namn[0] / UTBUD, summor.indikator) if utgivna.namn else None
    areas = areas_of(home, utgivna, summor.indikator)
    of_indikator = profil, secret, indikator.noll_rojer, before, utgivna.revision, hogst
    if not areas:
        fraga = asked(summor, *of_indikator)
        others = reckoned_with(summor, andra, tak, fraga.krav.rest)
        skydd = protected(summor, profil, fraga, others, hagkomst)
        return unbound(summor, withheld_again(skydd, others) if others else skydd)
    wide, places = widened(summor, axes_of(deklaration, indikator, [])["omrade"], areas)
    historik = history(home, utgivna, wide, rules_of(deklaration, indikator))
    wide_tak = tuple(_placed(of_n, places, len(wide.status), NO_CEILING) for of_n in tak)
    fraga = asked(wide, *of_indikator)
    others = reckoned_with(wide, andra, wide_tak, fraga.krav.rest)
    found = bound(
        wide,
        lambda minne: protected(wide, profil, fraga, with_others(minne, others), hagkomst, minne),
        historik,
        fraga.krav,
        utgivna.revision,
    )
    return _of(found, summor, lambda values: values[places])


def widened(summor: Summor, omrade: Axel, areas: set[tuple[str, str]]) -> tuple[Summor, np.ndarray]:
    """The sums with places for areas where nothing counts any more but did, on the axis of all areas
    (`omrade`); and where the areas of now stand."""
    axel = without({a for a in summor.tysta if a not in areas}, omrade)
    places = np.array([axel.medlemmar.index(m) for m in summor.axlar["omrade"].medlemmar], np.int64)
    size = len(axel.medlemmar)

    def wide(values: np.ndarray) -> np.ndarray:
        return _placed(values, places, size, np.nan if values.dtype.kind == "f" else 0)

    state = wide(summor.status)
    for area, of_area in summor.tysta.items():
        if area in axel.medlemmar:
            state[axel.medlemmar.index(area)] = of_area
    found = replace(
        summor,
        axlar={**summor.axlar, "omrade": axel},
        status=state,
        antal_kommuner=wide(summor.antal_kommuner),
        ungefarlig_alder=wide(summor.ungefarlig_alder),
        delar=tuple(del_.changed(wide) for del_ in summor.delar),
        tackt_befolkning=None if summor.tackt_befolkning is None else wide(summor.tackt_befolkning),
        underlag=summor.underlag and summor.underlag.changed(wide),
    )
    return found, places


def _placed(values: np.ndarray, places: np.ndarray, size: int, empty) -> np.ndarray:
    found = np.full((size, *values.shape[1:]), empty, values.dtype)
    found[places] = values
    return found


def _of(found: Bundet, summor: Summor, at: Callable[[np.ndarray], np.ndarray]) -> Bundet:
    """Of the areas of now only."""
    status_n, status, okanda = (
        tuple(map(at, of)) for of in (found.skydd.status_n, found.skydd.status, found.skydd.okanda)
    )
    skydd = replace(found.skydd, status_n=status_n, status=status, okanda=okanda)
    delar = tuple(del_.changed(at) for del_ in found.summor.delar)
    rows = (tuple(map(at, of)) for of in (found.vantar, found.antal_kommuner, found.hela))
    return Bundet(replace(summor, delar=delar), skydd, *rows)
