"""The manual's page on comparisons, with its picture and its table of how often intervals hold the truth.

python -m isu.release.jamforelsesida docs
"""

import sys
from pathlib import Path

import numpy as np
from scipy import special, stats

from isu.aggregate.ordning import order_places
from isu.comparison.intervall import Granser, poisson_exact, poisson_ohid, poisson_repeated, wilson
from isu.comparison.traffsakerhet import of_events, of_quantile, of_repeated, of_share
from isu.comparison.tratt import centre, classes, dispersion, false_alarms, limits, proportion_error
from isu.release.trattbild import funnel_svg

MALL = Path(__file__).with_name("jamforelser.mall.md")
SIDA, BILD = "jamforelser.md", "bilder/tratt.svg"
KOMMUNER, SKILDA = 290, 10


def pages() -> dict[str, str]:
    """File → text, below docs."""
    x, n, _ = made_up_nation()
    p0 = centre(x, n)
    error = proportion_error(p0, n)
    by_chance, outside = (
        int((classes(x / n, limits(p0, error, tau2)) != 0).sum()) for tau2 in (0.0, dispersion(x / n, p0, error).tau2)
    )
    told = {"slump": by_chance, "utanfor": outside, "skilda": SKILDA, "falska": _tal(false_alarms(KOMMUNER))}
    text = MALL.read_text(encoding="utf-8").format(bild=BILD, tabell=coverage_table(), **told)
    return {SIDA: text, BILD: funnel_svg(x, n, "290 påhittade kommuner, varav tio verkligen skiljer sig")}


def made_up_nation() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x and n of made-up kommuner, and which of them truly differ. No chance is drawn: places spread evenly over what
    is probable stand for it, so that the picture is always the same."""
    u = [(np.arange(1, KOMMUNER + 1) * root) % 1 for root in (2**0.5, 3**0.5, 5**0.5)]
    n = np.round(np.exp(stats.norm.ppf(u[0], np.log(700), 1))).astype(int) + 10
    true = stats.norm.ppf(u[1], 0, 0.12)
    differ = np.argsort(-n, kind="stable")[5 : 5 + 9 * SKILDA : 9]
    true[differ] = np.where(np.arange(SKILDA) % 2, 1.0, -1.0)
    return stats.binom.ppf(u[2], n, special.expit(special.logit(0.4) + true)), n, differ


def coverage_table() -> str:
    """Per method and size: how often, in per cent, a 95 per cent interval holds the truth, at least and on the
    average."""
    shares = np.linspace(0.02, 0.98, 1921)
    rows = [("Wilson (andel)", f"n = {n}", of_share(wilson, n, shares)) for n in (10, 30, 100, 1000)]
    for name, limits_of in (("exakt Poisson (tal)", poisson_exact), ("Byar, läget ohid (tal)", poisson_ohid)):
        spans = ((1, 5), (5, 20), (20, 100))
        rows += [(name, f"{a}–{b} väntade", of_events(limits_of, np.linspace(a, b, 400))) for a, b in spans]
    for name, q, sizes in (("ordning (median)", 0.5, (12, 30, 100, 1000)), ("ordning (p90)", 0.9, (100, 1000))):
        rows += [(name, f"n = {n}", np.array([of_quantile(n, q, *map(int, order_places(n, q)))])) for n in sizes]
    for name, limits_of in (("exakt Poisson, fel använd", by_events), ("upprepade händelser", by_persons)):
        coverage = [of_repeated(limits_of, 2 * m, m, 3) for m in (5, 10, 30)]
        sizes = [f"{5 * m} väntade, var tredje person har tre" for m in (5, 10, 30)]
        rows += [(name, size, np.array([c])) for size, c in zip(sizes, coverage, strict=True)]
    lines = ["| metod | storlek | lägst | i medeltal |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {size} | {_tal(100 * c.min())} | {_tal(100 * c.mean())} |" for name, size, c in rows]
    return "\n".join(lines)


def by_events(events: np.ndarray, _squares: np.ndarray) -> Granser:
    """As if every event were of another person."""
    return poisson_exact(events)


def by_persons(events: np.ndarray, squares: np.ndarray) -> Granser:
    """As published; where nothing happened as with one event each."""
    return poisson_repeated(events, np.where(events > 0, squares / np.maximum(events, 1), 1.0))


def _tal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def write(folder: Path) -> None:
    for name, text in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
