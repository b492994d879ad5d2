"""What the numbers of an area rest on besides rows: cells that a lämnare counted itself, and how it thinned them.

Pure. A kommun's ages that were sent as one stand in one of their age groups: a sum of all of them or of none is exact,
a sum of some needs finer ages than were given, and so does every sum of areas that this kommun is part of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from isu.aggregate.axel import ALLA, KOMMUN, Axel, Member, add_along
from isu.aggregate.innehall import Innehall
from isu.cells.indikator import Indikator


@dataclass(frozen=True)
class Underlag:
    """Per area and period: how many of its kommuner sent cells, how many of these were thinned, and whether any sent
    days in bands. `for_fina`, per age too: whether the number needs finer ages than some kommun gave."""

    celler: np.ndarray
    fortunnade: np.ndarray
    dagband: np.ndarray
    for_fina: np.ndarray

    def changed(self, change) -> "Underlag":
        """Every array with its areas laid out in another way."""
        return replace(self, **{name: change(values) for name, values in vars(self).items()})


def rests_on(
    indikator: Indikator, saw: Innehall, raknas: Iterable[tuple[str, str, str]], axlar: Mapping[str, Axel]
) -> Underlag | None:
    """`raknas` are the (lämnare, atom, period) that are added; None where all of them sent rows."""
    counted = [(lamnare, atom, period) for lamnare, atom, period in raknas if lamnare in saw.av_celler]
    if not counted:
        return None
    omrade, ages = axlar["omrade"], axlar["aldersgrupp"]
    kommun = {atom: nr for nr, i in enumerate(omrade.of_type(KOMMUN)) for atom in _atoms(omrade, i)}
    period = {name: nr for nr, (_, name) in enumerate(axlar["period"].medlemmar)}
    shape = len(omrade.of_type(KOMMUN)), len(period)
    celler, fortunnade, dagband = (np.zeros(shape, bool) for _ in range(3))
    for_fina = np.zeros((*shape, len(ages.medlemmar)), bool)
    celler[[kommun[atom] for _, atom, _ in counted], [period[name] for _, _, name in counted]] = True
    thinned = {lamnare for lamnare, told in saw.av_celler.items() if told["aldrar"] or told["dagar"]}
    for lamnare, atom, name in (of for of in counted if of[0] in thinned):
        at, told = (kommun[atom], period[name]), saw.av_celler[lamnare]
        fortunnade[at] = True
        dagband[at] |= bool(told["dagar"])
        if told["aldrar"]:
            for_fina[at] |= too_fine(indikator, ages, told["aldrar"])
    whole = omrade.kommunvis
    numbers = (add_along(of.astype(np.int64), 0, whole) for of in (celler, fortunnade))
    return Underlag(*numbers, add_along(dagband, 0, whole), add_along(for_fina, 0, whole))


def _atoms(axel: Axel, member: int) -> list[Member]:
    return [axel.atomer[part] for part in axel.bestar_av[member]]


def too_fine(indikator: Indikator, ages: Axel, aldrar: Sequence[str]) -> np.ndarray:
    """Per member of the ages: does it split what was sent as one?"""
    found = np.zeros(len(ages.medlemmar), bool)
    for name in aldrar:
        joined = set(ages.atomer) if name == ALLA else set(indikator.aldersunioner[name])
        within = [len(joined.intersection(_atoms(ages, i))) for i in range(len(found))]
        found |= np.array([0 < number < len(joined) for number in within])
    return found


def as_list(underlag: Underlag | None, axlar: Mapping[str, Axel]) -> list[list[Any]]:
    """One entry per area and period where anything rests on cells, for JSON."""
    if underlag is None:
        return []
    areas, periods, ages = (axlar[name].medlemmar for name in ("omrade", "period", "aldersgrupp"))
    any_fine = underlag.for_fina.any(-1)
    celler, fortunnade, dagband = (of.tolist() for of in (underlag.celler, underlag.fortunnade, underlag.dagband))
    found = []
    for i, j in np.argwhere(underlag.celler).tolist():
        fine = [ages[a] for a in np.flatnonzero(underlag.for_fina[i, j])] if any_fine[i, j] else []
        found.append([*areas[i], periods[j][1], celler[i][j], fortunnade[i][j], dagband[i][j], fine])
    return found


def from_list(entries: Sequence[Sequence[Any]], axlar: Mapping[str, Axel]) -> Underlag | None:
    if not entries:
        return None
    area, ages = ({m: i for i, m in enumerate(axlar[name].medlemmar)} for name in ("omrade", "aldersgrupp"))
    period = {name: i for i, (_, name) in enumerate(axlar["period"].medlemmar)}
    shape = len(area), len(period)
    celler, fortunnade = (np.zeros(shape, np.int64) for _ in range(2))
    dagband, for_fina = np.zeros(shape, bool), np.zeros((*shape, len(ages)), bool)
    for typ, name, when, *numbers, fine in entries:
        at = area[typ, name], period[when]
        celler[at], fortunnade[at], dagband[at] = numbers
        for_fina[(*at, [ages[band] for band in fine])] = True
    return Underlag(celler, fortunnade, dagband, for_fina)
