"""The denominators of rates: how many live in an area, of a kön and in the ages of an age group. Pure.

The population of a kommun, and of a stadsdel, is what the source says of it: a stadsdel without a row has no rate. That
of a group of kommuner is that of the kommuner that count, so that both parts of the rate are of the same people. Where
all of a län's or the country's kommuner count, its own row of the source is taken if there is one: the source's parts
need not add up to its wholes. The whole country has a rate only when every kommun counts: a rate of a part would look
like that of all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from isu import period as perioder
from isu.aggregate import status
from isu.aggregate.axel import ALLA, KOMMUN, KVINNOR, LAN, MAN, RIKET, STADSDEL, TOTALT, Axel, add_along
from isu.aggregate.omrade import Tackning
from isu.cells.falt import Band
from isu.cells.indikator import Indikator
from isu.declaration.befolkning import PLATSER, Befolkning

VISAS, EJ_KOMPLETT, EJ_TILLAMPLIGT = map(status.kod, (status.VISAS, status.EJ_KOMPLETT, status.EJ_TILLAMPLIGT))

#: Which rows of the population's array a kön is the sum of: 0 is men and boys, 1 women and girls. Unknown is nobody.
ROWS = {KVINNOR: (1,), MAN: (0,), TOTALT: (0, 1)}


@dataclass(frozen=True)
class Namnare:
    """`antal` per area, period, kön and age; `status` per area and period, of rates alone."""

    antal: np.ndarray
    status: np.ndarray


def denominators(
    befolkning: Befolkning, indikator: Indikator, axlar: Mapping[str, Axel], covered: Tackning, alla: Axel
) -> Namnare:
    """Of the areas of the axis. `alla` is the axis of every area there is, with all of its kommuner."""
    omrade, period = axlar["omrade"].kommunvis, axlar["period"]
    years = [population_year(befolkning, namn) for _, namn in period.medlemmar]
    kon, ages = _kon(axlar), _ages(indikator, axlar)
    known, parts = _of_regions(befolkning, omrade.atomer, years, ages, kon)
    counts = covered.status[omrade.of_type(KOMMUN)] == VISAS
    lacking, counting = (add_along(c.astype(np.int64), 0, omrade) for c in (counts & ~known, counts))
    whole = counting == _sizes(omrade, alla.kommunvis)
    everybody, part = (_column(typ == wanted for typ, _ in omrade.medlemmar) == 1 for wanted in (RIKET, STADSDEL))
    own = [namn if typ in (LAN, RIKET, STADSDEL) else "" for typ, namn in omrade.medlemmar]
    has_row, of_row = _of_regions(befolkning, own, years, ages, kon)
    by_row = has_row & whole
    added = add_along(parts * counts[..., None, None], 0, omrade)
    return Namnare(
        np.where(by_row[..., None, None], of_row, added),
        _status(covered.status, np.where(by_row, 0, np.where(part, counting, lacking)), counting, everybody & ~whole),
    )


def share_covered(befolkning: Befolkning, status: np.ndarray, omrade: Axel, period: Axel) -> np.ndarray:
    """How much of an area's inhabitants of all ages live in kommuner that count, 0–1 per area and period; NaN where the
    population of any of its kommuner is not known; of a stadsdel, of its kommun. `omrade` has all kommuner."""
    omrade = omrade.kommunvis
    years = [population_year(befolkning, namn) for _, namn in period.medlemmar]
    everybody = {(k, y): befolkning.of(k, y) for k in omrade.atomer for y in set(years) - {None}}
    total = {key: np.nan if of is None else of.sum() for key, of in everybody.items()}
    inhabitants = np.array([[total.get((k, y), np.nan) for y in years] for k in omrade.atomer], float)
    inhabitants = inhabitants.reshape(len(omrade.atomer), len(years))  # there may be no period at all
    counts = status[omrade.of_type(KOMMUN)] == VISAS
    with np.errstate(divide="ignore", invalid="ignore"):
        return add_along(inhabitants * counts, 0, omrade) / add_along(inhabitants, 0, omrade)


def _sizes(omrade: Axel, alla: Axel) -> np.ndarray:
    """How many kommuner each area has, those that are not on its axis too."""
    size = {member: len(parts) for member, parts in zip(alla.medlemmar, alla.bestar_av, strict=True)}
    return _column(size[member] for member in omrade.medlemmar)


def _column(of_areas: Iterable[int]) -> np.ndarray:
    """One per area, the same in every period; there may be no area at all."""
    return np.array(list(of_areas), dtype=np.int64).reshape(-1, 1)


def standard_weights(standard: np.ndarray, indikator: Indikator, axlar: Mapping[str, Axel]) -> np.ndarray:
    """How many of a standard population (kön × ages) there are of each kön and age group of the axes."""
    return _kon(axlar) @ standard @ _ages(indikator, axlar)


def population_year(befolkning: Befolkning, period: str) -> int | None:
    """The population of a period is that of 31 December of its year, or of the latest known year before it."""
    return befolkning.ar_for(perioder.period(period).fran.year)


def _of_regions(
    befolkning: Befolkning, regioner: Sequence[str], years: list[int | None], ages: np.ndarray, kon: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Per region and period: whether the population is known; and per kön and age group, how many."""
    found = {(k, y): befolkning.of(k, y) for k in regioner for y in set(years) - {None}}
    added = {key: kon @ p @ ages for key, p in found.items() if p is not None}
    none = np.zeros((len(kon), ages.shape[1]), dtype=np.int64)
    shape = (len(regioner), len(years))  # there may be no period at all
    known = np.array([[(k, y) in added for y in years] for k in regioner], bool).reshape(shape)
    parts = np.array([[added.get((k, y), none) for y in years] for k in regioner], dtype=np.int64)
    return known, parts.reshape(*shape, *none.shape)


def _kon(axlar: Mapping[str, Axel]) -> np.ndarray:
    """Kön of the axis × rows of the population's array: what is added."""
    return np.array([[row in ROWS.get(member, ()) for row in (0, 1)] for member in axlar["kon"].medlemmar], np.int64)


def _ages(indikator: Indikator, axlar: Mapping[str, Axel]) -> np.ndarray:
    """Ages × groups of the axis: what is added. `alla` is all ages of the denominator, unknown age is nobody."""
    bands = indikator.aldersgrupper
    parts = {name: [bands[b] for b in members] for name, members in indikator.aldersunioner.items()}
    parts |= {name: [band] for name, band in bands.items()} | {ALLA: [indikator.befolkning]}
    columns = [sum((_within(b) for b in parts.get(m, [])), np.zeros(PLATSER)) for m in axlar["aldersgrupp"].medlemmar]
    return np.stack(columns, 1).astype(np.int64)


def _within(band: Band) -> np.ndarray:
    low, high = band
    age = np.arange(PLATSER)
    return (age >= low) & (age <= (PLATSER if high is None else high))


def _status(own: np.ndarray, lacking: np.ndarray, counting: np.ndarray, part_only: np.ndarray) -> np.ndarray:
    """Not applicable where nobody's population is known, not complete where only some is or a kommun is missing."""
    of_rate = np.select([lacking == counting, (lacking > 0) | part_only], [EJ_TILLAMPLIGT, EJ_KOMPLETT], VISAS)
    return np.where(own == VISAS, of_rate, own).astype(np.uint8)
