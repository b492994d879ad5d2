"""Every shown value against its län, its kommungrupp, riket and the period before. Pure.

One row per value and reference, as arrays of one dimension: only values that are shown are compared, and only what is
shown is compared with. The published difference has an interval at NIVA; the class asks for more, 99.8 per cent, so
that of 290 kommuner that are all alike about one in two nations has one that is called different by chance.

A kommun is classed by the funnel around what it is compared with, as wide as kommuner ordinarily differ (`tratt`);
where too few kommuner are shown to know that, and for changes and larger areas, by whether the interval of the
difference encloses 0.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from isu.aggregate.axel import KOMMUN, KOMMUNGRUPP, RIKET, Axel
from isu.aggregate.ordning import NIVA
from isu.aggregate.utfall import ANTAL, MEDELVARDEN
from isu.cells.falt import MANADSMEDIAN, PER_INVANARE
from isu.comparison import tratt, utjamning
from isu.comparison.intervall import Granser
from isu.comparison.kommuner import MED_TRATT, Landet, chance, country, drawn_in, quartiles
from isu.comparison.palitlighet import FOR_LAG_TACKNING
from isu.comparison.plats import FOREGAENDE, INGEN, REFERENSER, previous_periods, reference_areas, three_years
from isu.comparison.skattning import ANDELAR, TAL, Skattning, limits_of, scale
from isu.comparison.skillnad import MOVER, NEWCOMBE, WELCH, mover, newcombe, welch
from isu.comparison.utjamning import pooled

#: They are as large as their area, and not compared.
UTAN_JAMFORELSE = (ANTAL, MANADSMEDIAN)
METODER = ("", MOVER, NEWCOMBE, WELCH)
KLASSER = ("", tratt.LAGRE, tratt.INGEN_SKILLNAD, tratt.HOGRE)
TRATT, SKILLNAD = "tratt", "skillnad"
#: The last: there are too few units for limits at the level of classes, or these may not be told.
KLASSMETODER = ("", TRATT, SKILLNAD, "utan_yttre_granser")
UTJAMNINGAR = ("", utjamning.BETA_BINOMIAL, utjamning.GAMMA_POISSON)
OVER_KOMMUNER = ("kommuner_undre_kvartil", "kommuner_median", "kommuner_ovre_kvartil", "kommuner_antal")
#: So many rows are compared at a time, to bound the memory.
ROWS = 250_000
#: Why a value is compared or not.
LAGEN = ("jamford", "referens_visas_inte", "for_lag_tackning", "samma_kommuner", "intervall_visas_inte")


@dataclass(frozen=True)
class Jamforelse:
    """Rows of one reference. `plats` and `mot` are where each value and its reference stand on the axes and among
    the categories; `tal` is column → numbers, of words their places in the lists above."""

    referens: str
    plats: tuple[np.ndarray, ...]
    mot: tuple[np.ndarray, ...]
    tal: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class _Underlag:
    """What is the same for all references of one measure. `tackning` is per cent of units known, per value, and
    `antal_kommuner` complete kommuner per area and period."""

    matt: str
    s: Skattning
    tackning: np.ndarray
    antal_kommuner: np.ndarray
    omrade: Axel
    period: Axel
    landet: Landet
    kvartiler: tuple[np.ndarray, ...]
    draget: utjamning.Utjamnat


def comparisons(
    matt: str, s: Skattning, tackning: np.ndarray, antal_kommuner: np.ndarray, axlar: Mapping[str, Axel]
) -> Iterator[Jamforelse]:
    """Of one measure, a reference and at most ROWS at a time; none of measures that are not compared."""
    if matt in UTAN_JAMFORELSE or not s.varde.size:
        return
    omrade = axlar["omrade"]
    together = country(matt, s, omrade), quartiles(s, omrade), drawn_in(matt, s, omrade)
    u = _Underlag(matt, s, tackning, antal_kommuner, omrade, axlar["period"], *together)
    for referens in REFERENSER:
        at, to = _places(referens, s, axlar)
        for start in range(0, at[0].size, ROWS):
            part = slice(start, start + ROWS)
            here, there = (tuple(axis[part] for axis in places) for places in (at, to))
            yield Jamforelse(referens, here, there, _numbers(u, referens, here, there))


def _numbers(
    u: _Underlag, referens: str, at: tuple[np.ndarray, ...], to: tuple[np.ndarray, ...]
) -> dict[str, np.ndarray]:
    own, other = u.s.at(at), u.s.at(to)
    lage = _situation(u, referens, at, to)
    among_kommuner = np.isin(at[0], u.omrade.of_type(KOMMUN)) & (referens != FOREGAENDE)
    centre = np.where(among_kommuner, u.landet.mitt[at[1:]] if referens == RIKET else other.varde, np.nan)
    return {
        "lage": lage,
        **_difference(u.matt, own, other, lage),
        **_classed(u.matt, own, other, centre, u.landet.tau[at[1:]], lage),
        **_dispersion(u.landet, at, among_kommuner),
        **{name: of[to] for name, of in zip(OVER_KOMMUNER, u.kvartiler, strict=True)},
        **_drawn_in(u, at, referens),
        **_pooled(u, at, referens),
    }


def _places(referens: str, s: Skattning, axlar: Mapping[str, Axel]) -> tuple[tuple[np.ndarray, ...], ...]:
    """Where the values that are shown and have such a reference stand, and where the references do."""
    printed = np.zeros(s.varde.shape, bool)
    printed[np.ix_(*(axel.visade for axel in axlar.values()))] = True
    along = 1 if referens == FOREGAENDE else 0
    to = previous_periods(axlar["period"]) if along else reference_areas(axlar["omrade"], referens)
    has = (to != INGEN).reshape([-1 if d == along else 1 for d in range(s.varde.ndim)])
    at = np.nonzero(printed & has & ~np.isnan(s.varde))
    return at, tuple(to[places] if d == along else places for d, places in enumerate(at))


def _situation(u: _Underlag, referens: str, at: tuple[np.ndarray, ...], to: tuple[np.ndarray, ...]) -> np.ndarray:
    """Places in LAGEN."""
    own, other = u.s.at(at), u.s.at(to)
    alone = (u.antal_kommuner[at[:2]] == 1) & (u.antal_kommuner[to[:2]] == 1)
    unbounded = np.isnan(own.nedre + own.ovre + other.nedre + other.ovre)
    too_few_known = np.minimum(u.tackning[at], u.tackning[to]) < FOR_LAG_TACKNING
    return np.select(
        [np.isnan(other.varde), too_few_known, alone & (referens != FOREGAENDE), unbounded], [1, 2, 3, 4], 0
    )


def _difference(matt: str, own: Skattning, other: Skattning, lage: np.ndarray) -> dict[str, np.ndarray]:
    told = np.isin(lage, (0, 4))
    low, high = difference_limits(matt, own, other, NIVA)
    return {
        "skillnad": np.where(told, own.varde - other.varde, np.nan),
        "skillnad_nedre": np.where(lage == 0, low, np.nan),
        "skillnad_ovre": np.where(lage == 0, high, np.nan),
        "metod": np.where(lage == 0, METODER.index(_method(matt)), 0),
    }


def _method(matt: str) -> str:
    return NEWCOMBE if matt in ANDELAR else WELCH if matt in MEDELVARDEN else MOVER


def difference_limits(matt: str, own: Skattning, other: Skattning, niva: float) -> Granser:
    """Of own less other, printed unit. `niva` is NIVA or that of classes."""
    if matt in ANDELAR:
        return tuple(100 * limit for limit in newcombe(own.taljare, own.per, other.taljare, other.per, niva))
    if matt in MEDELVARDEN:
        return welch(own.varde, own.spridning, own.n, other.varde, other.spridning, other.n, niva)
    return mover(own.varde, limits_of(matt, own, niva), other.varde, limits_of(matt, other, niva))


def _classed(
    matt: str, own: Skattning, other: Skattning, centre: np.ndarray, tau: np.ndarray, lage: np.ndarray
) -> dict[str, np.ndarray]:
    """`centre` is NaN for what is no kommun among kommuner."""
    error = chance(matt, centre, own)
    funnels = {niva: tratt.limits(centre, error, tau**2, niva) for niva in (tratt.INRE, tratt.YTTRE)}
    by_funnel = np.where(lage == 0, tratt.classes(own.varde, funnels[tratt.YTTRE]), np.nan)
    outer = tratt.classes_of_difference(difference_limits(matt, own, other, tratt.YTTRE))
    by_difference = np.where(lage == 0, outer, np.nan)
    chosen = np.where(np.isnan(by_funnel), by_difference, by_funnel)
    how = np.select([~np.isnan(by_funnel), ~np.isnan(by_difference), lage == 0], [1, 2, 3], 0)
    found = {"klass": np.where(np.isnan(chosen), 0, chosen + 2).astype(int), "klass_metod": how, "tratt_mitt": centre}
    for niva, name in ((tratt.INRE, "95"), (tratt.YTTRE, "998")):
        found |= dict(zip((f"tratt_nedre_{name}", f"tratt_ovre_{name}"), _within(matt, funnels[niva]), strict=True))
    return found


def _within(matt: str, limits: Granser) -> Granser:
    """A share lies between 0 and 100, a rate above 0."""
    low, high = limits
    low = np.maximum(low, 0) if matt in (*ANDELAR, *PER_INVANARE) else low
    return low, np.minimum(high, 100) if matt in ANDELAR else high


def _dispersion(landet: Landet, at: tuple[np.ndarray, ...], is_kommun: np.ndarray) -> dict[str, np.ndarray]:
    """Of the column that a kommun's value stands in."""
    columns = {"spridning_fi": landet.fi, "spridning_tau": landet.tau, "spridning_kommuner": landet.antal}
    return {name: np.where(is_kommun, of[at[1:]], np.nan) for name, of in columns.items()}


def _drawn_in(u: _Underlag, at: tuple[np.ndarray, ...], referens: str) -> dict[str, np.ndarray]:
    """Beside the kommungrupp, which it is drawn toward."""
    none = np.full(at[0].shape, np.nan)
    value, weight = (part[at] if referens == KOMMUNGRUPP else none for part in u.draget)
    model = 1 if u.matt in ANDELAR else 2
    return {"utjamnat": value, "utjamnat_vikt": weight, "utjamnat_modell": np.where(np.isnan(value), 0, model)}


def _pooled(u: _Underlag, at: tuple[np.ndarray, ...], referens: str) -> dict[str, np.ndarray]:
    """Beside the period before: the value with those of the periods that fill three years with it; NaN unless all of
    them are shown. Periods are taken to be independent, and events of one person in several to be of several."""
    x, per, n, squares, variance = (np.full(at[0].shape, np.nan) for _ in range(5))
    windows = three_years(u.period) if referens == FOREGAENDE and u.matt in MED_TRATT else {}
    for place, window in windows.items():
        rows = at[1] == place
        parts = [u.s.at((at[0][rows], w, *(axis[rows] for axis in at[2:]))) for w in window]
        x[rows], per[rows], n[rows] = (pooled([getattr(p, of) for p in parts]) for of in ("taljare", "per", "n"))
        squares[rows] = pooled([_squares(p) for p in parts])
        variance[rows] = pooled([p.fi * p.taljare for p in parts])
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.maximum((squares - x**2 / n) / (n - 1), 0))
        fi = np.where(x > 0, variance / x, u.s.fi[at]) if u.matt in TAL else u.s.fi[at]
    none = np.full(x.shape, np.nan)
    together = Skattning(scale(u.matt) * x / per, x, per, spread, fi, n, u.s.metod[at], *(none,) * 4)
    low, high = limits_of(u.matt, together, NIVA) if windows else (none, none)
    return {"tre_ar": together.varde, "tre_ar_nedre": low, "tre_ar_ovre": high, "tre_ar_n": n}


def _squares(s: Skattning) -> np.ndarray:
    """Σ y² of a mean's units, from their sum and standard deviation."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return s.spridning**2 * (s.n - 1) + s.taljare**2 / s.n
