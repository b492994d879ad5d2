"""All statistics of a national release from made-up sums: run as a process of its own by jamfor.py.

Says, as JSON on its last line, how many rows there were and the CPU seconds of the statistics alone: sums
and disclosure are made beforehand, and the rows of comparison are made but not written.
"""

import json
import sys
import time
from collections.abc import Mapping

import numpy as np

from isu.aggregate.axel import Axel, add_along, alder_axis, grupp_axis, kon_axis, omrade_axis, period_axis
from isu.aggregate.befolkning import standard_weights
from isu.aggregate.kvantil import LEVELS
from isu.aggregate.ordning import quantile_limits
from isu.aggregate.summor import Del, Summor
from isu.cells.falt import VARJE
from isu.cells.indikator import Indikator
from isu.comparison import shown
from isu.declaration import Deklaration, load_declarations
from isu.disclosure import protect
from isu.release.jamforelser import compared

PERIODER = ["2021H1", "2021H2", "2022H1", "2022H2", "2023H1", "2023H2", "2024H1", "2024H2"]
BAND = {"0-12": (0, 12), "13-17": (13, 17), "18-20": (18, 20)}
#: How many indicators of fifty have each measure, in turn.
MATT = ("andel", "per_1000", "medel", "andel", "median")
VARDEN = np.arange(0, 400, 4)


def main(indicators: int) -> None:
    deklaration = load_declarations()
    axlar, head = _axes(deklaration)
    weights = standard_weights(deklaration.standard.antal, head, axlar)
    cpu = rows = 0.0
    for number in range(indicators):
        summor = _sums(axlar, MATT[number % len(MATT)], np.random.default_rng(number))
        skydd = protect(summor, 5)
        started = time.process_time()
        for visat in shown(summor, skydd, 5, weights):
            rows += sum(table.num_rows for table in compared(summor, visat))
        cpu += time.process_time() - started
    printed = indicators * np.prod([len(axel.visade) for axel in axlar.values()])
    print(json.dumps({"cpu": cpu, "rader": int(printed), "jamforelser": int(rows)}))


def _axes(deklaration: Deklaration) -> tuple[dict[str, Axel], Indikator]:
    text = {"sv": "", "en": ""}
    head = Indikator(
        *("X-01", "1", "X", ("barn_unga",), text, text, "", "", "ingen", BAND, ("halvar",), ()),
        aldersunioner={"0-17": ("0-12", "13-17")},
        befolkning=(0, 20),
    )
    axes = {"omrade": omrade_axis(deklaration.kommuner), "period": period_axis(PERIODER), "kon": kon_axis()}
    return axes | {"aldersgrupp": alder_axis(head), "grupp": grupp_axis(head)}, head


def _sums(axlar: Mapping[str, Axel], matt: str, rng: np.random.Generator) -> Summor:
    """Kommuner of very different sizes that differ a little from each other."""
    shape = tuple(len(axel.atomer) for axel in axlar.values())
    size = np.exp(rng.normal(3.5, 1, shape[0])).reshape(-1, 1, 1, 1, 1)
    share = np.clip(rng.normal(0.4, 0.03, size.shape), 0.05, 0.95)
    n = rng.poisson(np.broadcast_to(size, shape))
    status = np.zeros((len(axlar["omrade"].medlemmar), shape[1]), np.uint8)
    kommuner = np.array([len(parts) for parts in axlar["omrade"].bestar_av])
    own = (_of(matt, axlar, n, share, rng, status),)
    return Summor("X-01", axlar, status, np.broadcast_to(kommuner[:, None], status.shape), status > 0, own)


def _of(
    matt: str, axlar: Mapping[str, Axel], n: np.ndarray, share: np.ndarray, rng: np.random.Generator, status: np.ndarray
) -> Del:
    units = _added(n, axlar)
    same = ("", matt, ("",), units, 0 * units)
    if matt == "andel":
        return Del(*same, _added(rng.binomial(n, np.broadcast_to(share, n.shape)), axlar)[..., None])
    if matt == "per_1000":
        inhabitants = _added(rng.poisson(9.0 * n + 20), axlar)[..., 0]
        squares = units + 2 * _added(rng.binomial(n, 0.1), axlar)
        rate = {"befolkning": inhabitants, "status": status, "kvadrat": squares, "per_person": VARJE}
        return Del(*same, units[..., None], **rate)
    mean = rng.normal(90, 8, n.shape)
    if matt == "medel":
        total, squares = (_added(np.rint(n * v).astype(np.int64), axlar) for v in (mean, mean**2 + 900))
        return Del(*same, total[..., None], kvadrat=squares[..., None])
    counts = _added(rng.poisson(np.broadcast_to(n[..., None] / VARDEN.size, (*n.shape, VARDEN.size))), axlar)
    own = counts.sum(-1)
    limits = {
        name: limit
        for niva, names, _ in LEVELS
        for name, limit in zip(names, quantile_limits(VARDEN, counts, 0.5, niva), strict=True)
    }
    middle = (limits["nedre"] + limits["ovre"]) / 2
    return Del("", matt, ("",), own, 0 * own, None, kvantil=middle, **limits)


def _added(counts: np.ndarray, axlar: Mapping[str, Axel]) -> np.ndarray:
    for place, axel in enumerate(axlar.values()):
        counts = add_along(counts, place, axel)
    return counts


if __name__ == "__main__":
    main(int(sys.argv[1]))
