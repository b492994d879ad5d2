"""What is special to one lämnare: how its work differs from others' and how its files are written.

Decided once per lämnare from its own stream; nothing here depends on the time or on other lämnare.
"""

from dataclasses import dataclass

import numpy as np

from isu.declaration import Lamnare
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.enheter import Enheter, enheter
from isu.synthetic.slump import codes, shift, stream
from isu.synthetic.storlek import OMRADEN, Storlek


@dataclass(frozen=True)
class Arbetssatt:
    """How this lämnare's work differs: shares already moved, and factors on the common ones."""

    inleds: dict[str, float]
    inom_14_dagar: float
    utredningsdagar: float
    utfall: dict[str, float]
    orsak: dict[str, float]
    samtal: float
    aterkommer_inom_ar: float
    resultat: float
    tempo: float
    beviljar: float


@dataclass(frozen=True)
class Skrivsatt:
    """How this lämnare's files look."""

    dialekt: str
    egen_ordning: bool
    okanda_kolumner: bool
    kon_som_bokstav: bool
    versaler: bool


@dataclass(frozen=True)
class Sardrag:
    lamnare: str
    seed: int
    anmalningar_per_ar: float
    invanare: float
    omraden: frozenset[str]
    tabeller: frozenset[str]
    forebyggande_som_antal: bool
    persontabell: bool
    omappad_orsak: bool
    arbetssatt: Arbetssatt
    skrivsatt: Skrivsatt
    enheter: Enheter


def sardrag(lamnare: Lamnare, seed: int, storlek: Storlek, a: Antaganden) -> Sardrag:
    rng = stream(seed, lamnare.lamnare, "sardrag")
    without_person, unmapped = rng.random(2) < [a.utan_persontabell, a.omappad_orsak]
    return Sardrag(
        lamnare=lamnare.lamnare,
        seed=seed,
        anmalningar_per_ar=storlek.anmalningar,
        invanare=storlek.invanare,
        omraden=lamnare.omraden & set(OMRADEN),
        **_urval(stream(seed, lamnare.lamnare, "urval"), a),
        persontabell=not without_person,
        omappad_orsak=bool(unmapped),
        arbetssatt=_arbetssatt(rng, stream(seed, lamnare.lamnare, "resultat").normal(0, a.mellan_kommuner, 3), a),
        skrivsatt=_skrivsatt(rng, storlek.anmalningar, a),
        enheter=enheter(lamnare.lamnare, seed, storlek.invanare, a),
    )


def _urval(rng: np.random.Generator, a: Antaganden) -> dict:
    """Which of the tables that a lämnare may leave out it delivers. A goal stands in a plan."""
    drawn = dict(zip(a.lamnar, rng.random(len(a.lamnar))))
    chosen = {tabell for tabell, share in a.lamnar.items() if drawn[tabell] < share}
    if "plan" not in chosen:
        chosen.discard("mal")
    return {"tabeller": frozenset(chosen), "forebyggande_som_antal": bool(rng.random() < a.aggregerar_forebyggande)}


def _arbetssatt(rng: np.random.Generator, adults: np.ndarray, a: Antaganden) -> Arbetssatt:
    step = rng.normal(0, a.mellan_kommuner, 6)
    return Arbetssatt(
        inleds={typ: shift(share, step[0]) for typ, share in a.utredning_inleds.items()},
        inom_14_dagar=shift(a.inom_14_dagar, 2 * step[1]),
        utredningsdagar=a.utredningsdagar["median"] * float(np.exp(step[2] / 2)),
        utfall=_varied(a.koder("utfall", "utredning_utfall"), rng, a.mellan_kommuner),
        orsak=_varied(a.koder("orsak", "orsak"), rng, a.mellan_kommuner),
        samtal=float(np.exp(step[4])),
        aterkommer_inom_ar=shift(a.aterkommer_inom_ar, step[5] / 2),
        resultat=float(adults[0]),
        tempo=float(np.exp(adults[1])),
        beviljar=float(np.exp(adults[2] / 2)),
    )


def _varied(shares: dict[str, float], rng: np.random.Generator, spread: float) -> dict[str, float]:
    moved = np.array(list(shares.values())) * np.exp(rng.normal(0, spread, len(shares)))
    return dict(zip(shares, (moved / moved.sum()).tolist()))


def _skrivsatt(rng: np.random.Generator, per_year: float, a: Antaganden) -> Skrivsatt:
    dialekt = codes(rng, a.dialekter, 1)[0]
    excel, *others = rng.random(5) < [
        a.excel_bland_sma,
        a.egen_kolumnordning,
        a.okanda_kolumner,
        a.kon_som_bokstav,
        a.koder_i_versaler,
    ]
    return Skrivsatt("excel" if excel and per_year <= a.liten_ar else dialekt, *map(bool, others))
