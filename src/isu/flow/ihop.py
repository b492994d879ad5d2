"""Indicators of a release that count the same units, attacked together by linear programming.

`isu.granskning.granska` takes an indicator at a time, with what others show. Here what they withhold counts too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import sparse

from isu.aggregate import read_summor
from isu.aggregate.summor import Summor
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.flow.angrepp import by_name, decided_together, guesses
from isu.flow.ekvationer import Familj, Tabeller
from isu.flow.indikatorer import indicators
from isu.granskning.alternativ import known
from isu.granskning.angrepp import Tabell, laid_out, narrowed
from isu.granskning.granska import INDIKATORER
from isu.granskning.jamte import Utgava
from isu.granskning.kunskap import Tror, no_guess
from isu.granskning.las import SHOWN, WITHHELD, behind, n_of_all
from isu.home import Home


class AndraSummor(IsuError):
    """The release was made of other sums than those of the home."""


class Ihop(NamedTuple):
    """Of an indicator: how many numbers are withheld, and how many of these are exactly known or surely small."""

    indikator: str
    dolda: int
    kanda: int


def attacked_together(home: Home, utgava: Path, kommungrupp: Mapping[str, str]) -> Iterator[list[Ihop]]:
    """Family by family; of those indicators that are in the release. Its sums are those of the working edition."""
    deklaration, release = load_declarations(home), Utgava(utgava / INDIKATORER, kommungrupp)
    indikatorer = indicators(deklaration)
    for family in sorted({tuple(of) for of in decided_together(home, deklaration).values()}):
        there = [id_ for id_ in family if id_ in release.indikatorer]
        summor = {id_: read_summor(home, deklaration, indikatorer[id_]) for id_ in there}
        tabeller = tables(release, there, partial(guesses, deklaration.skydd, summor.get))
        if len(tabeller) > 1:
            yield attacked(Familj(tabeller, summor), deklaration.skydd.troskel)


def sentence(family: Sequence[Ihop]) -> str:
    """What came of it, in Swedish."""
    dolda, kanda = sum(own.dolda for own in family), [own for own in family if own.kanda]
    names = ", ".join(own.indikator for own in family)
    if not kanda:
        return f"{names} tillsammans: inget av {dolda} dolda tal går att räkna fram."
    told = ", ".join(f"{own.kanda} av {own.dolda} i {own.indikator}" for own in kanda)
    return f"{names} tillsammans: dolda tal går att räkna fram, eller är säkert små: {told}."


def tables(utgava: Utgava, family: Iterable[str], tror: Callable[[str], Tror]) -> dict[str, Tabeller]:
    """Of those of which anything is printed, as it is."""
    found = {}
    for id_ in family:
        publicerat = utgava.table(id_)
        if publicerat.storheter and not publicerat.fel:
            egen = laid_out(publicerat, utgava.indelning, tror(id_))
            alla = laid_out(utgava.table(id_, n_of_all), utgava.indelning, no_guess)
            found[id_] = Tabeller(narrowed(egen), narrowed(alla))
    return found


def attacked(familj: Familj, troskel: int) -> list[Ihop]:
    """Raises AndraSummor where what is shown is not so in the sums."""
    tabeller = {id_: egen for id_, (egen, _) in familj.tabeller.items()}
    dolda = {id_: _withheld(tabell) for id_, tabell in tabeller.items()}
    sanna = np.concatenate([_truth(tabeller[id_], familj.summor[id_])[at] for id_, at in dolda.items()])
    tal = sparse.vstack([familj.delar.numbers(tabeller[id_], at) for id_, at in dolda.items()], "csr")
    ends = np.cumsum([len(at) for at in dolda.values()])
    kanda = np.split(known(familj.program(), tal, sanna, troskel), ends[:-1])
    return [Ihop(id_, len(at), int(of.sum())) for (id_, at), of in zip(dolda.items(), kanda, strict=True)]


def _withheld(tabell: Tabell) -> np.ndarray:
    """Where, in the table laid out flat. Of what waits for a revision nothing is promised."""
    p = tabell.publicerat
    return np.flatnonzero((p.lage == WITHHELD) & ~p.skillnader & ~p.vantar.astype(bool))


def _truth(tabell: Tabell, summor: Summor) -> np.ndarray:
    """The counts behind the table, laid out flat."""
    p = tabell.publicerat
    found = behind(by_name(summor), p)
    shown = (p.lage == SHOWN) & ~p.skillnader & ~p.vantar.astype(bool)
    if (p.tal[shown] != found[shown]).any():
        raise AndraSummor(
            f"{p.indikator} i utgåvan är räknad på andra uppgifter än hemmets summor. Med --ihop prövas en utgåva "
            f"innan något mer har kommit in: gör om den med isu release, eller pröva den utan --ihop."
        )
    return found.ravel()
