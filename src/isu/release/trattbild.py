"""A funnel as a picture (SVG): every area a dot, the whole a line, the limits of chance and of ordinary differences.
Pure."""

from collections.abc import Iterable

import numpy as np

from isu.comparison import tratt

BREDD, HOJD, KANT = 720, 420, 56
STIL = """  <style>
    text { font: 13px sans-serif; fill: #222 }
    .axel { stroke: #666; stroke-width: 1 }
    .mitt { stroke: #222; stroke-width: 1.5; fill: none }
    .slump { stroke: #888; stroke-width: 1.2; stroke-dasharray: 4 4; fill: none }
    .tratt { stroke: #004b87; stroke-width: 1.8; fill: none }
    .prick { fill: #8aa5bd }
    .utanfor { fill: #b3261e }
  </style>"""


class _Yta:
    """From numbers to places in the picture: n on a logarithmic scale, per cent upwards."""

    def __init__(self, n: np.ndarray, highest: float):
        self.low, self.high, self.highest = np.log(n.min() * 0.9), np.log(n.max() * 1.1), highest

    def x(self, n: np.ndarray | float) -> np.ndarray:
        return KANT + (np.log(n) - self.low) / (self.high - self.low) * (BREDD - 1.5 * KANT)

    def y(self, procent: np.ndarray | float) -> np.ndarray:
        return HOJD - KANT - np.clip(procent, 0, self.highest) / self.highest * (HOJD - 1.5 * KANT)


def funnel_svg(taljare: np.ndarray, n: np.ndarray, rubrik: str) -> str:
    """Shares of areas: x of n. Red are those outside the outer limits with over-dispersion, which `tratt` makes."""
    p0, share = tratt.centre(taljare, n), np.asarray(taljare) / np.asarray(n)
    tau2 = tratt.dispersion(share, p0, tratt.proportion_error(p0, n)).tau2
    place = _Yta(np.asarray(n, float), 10 * np.ceil(10 * share.max()))
    outside = tratt.classes(share, tratt.limits(p0, tratt.proportion_error(p0, n), tau2)) != 0
    along = np.exp(np.linspace(place.low, place.high, 80))
    error = tratt.proportion_error(p0, along)
    lines = [_line(place, along, np.full(along.size, p0), "mitt")]
    lines += [_line(place, along, edge, "slump") for edge in tratt.limits(p0, error)]
    lines += [_line(place, along, edge, "tratt") for edge in tratt.limits(p0, error, tau2)]
    dots = [_dot(place, *dot) for dot in sorted(zip(outside, n, share, strict=True), key=lambda d: (d[0], d[1], d[2]))]
    return "\n".join([*_frame(place, rubrik), *lines, *dots, *_legend(int(outside.sum())), "</svg>", ""])


def _line(place: _Yta, n: np.ndarray, share: np.ndarray, kind: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(place.x(n), place.y(100 * share), strict=True))
    return f'  <polyline class="{kind}" points="{points}"/>'


def _dot(place: _Yta, outside: bool, n: float, share: float) -> str:
    x, y = float(place.x(float(n))), float(place.y(100 * share))
    return (
        f'  <circle class="{"utanfor" if outside else "prick"}" cx="{x:.1f}" cy="{y:.1f}" r="{4 if outside else 3}"/>'
    )


def _frame(place: _Yta, rubrik: str) -> Iterable[str]:
    bottom = HOJD - KANT
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREDD} {HOJD}" role="img" aria-label="{rubrik}">'
    yield STIL
    yield f'  <rect width="{BREDD}" height="{HOJD}" fill="#fff"/>'
    yield f'  <text x="{KANT}" y="22">{rubrik}</text>'
    yield f'  <line class="axel" x1="{KANT}" y1="{bottom}" x2="{BREDD - KANT / 2}" y2="{bottom}"/>'
    for procent in np.arange(0, place.highest + 1, 20):
        yield f'  <text x="8" y="{float(place.y(procent)) + 4:.1f}">{procent:.0f} %</text>'
    for n in (10, 30, 100, 300, 1000, 3000, 10000):
        if place.low < np.log(n) < place.high:
            yield f'  <text x="{float(place.x(n)):.1f}" y="{bottom + 18}" text-anchor="middle">{n}</text>'
    yield f'  <text x="{BREDD / 2:.0f}" y="{HOJD - 8}" text-anchor="middle">antal enheter i kommunen (n)</text>'


def _legend(outside: int) -> Iterable[str]:
    """At the foot to the left, where no area is."""
    left, top = KANT + 16, HOJD - KANT - 48
    told = (("slump", "bara slump, 99,8 %"), ("tratt", "slump och vanliga skillnader, 99,8 %"))
    for i, (kind, text) in enumerate(told):
        y = top + 18 * i
        yield f'  <line class="{kind}" x1="{left}" y1="{y - 4}" x2="{left + 28}" y2="{y - 4}"/>'
        yield f'  <text x="{left + 36}" y="{y}">{text}</text>'
    yield f'  <circle class="utanfor" cx="{left + 14}" cy="{top + 32}" r="4"/>'
    yield f'  <text x="{left + 36}" y="{top + 36}">utanför tratten: {outside} kommuner</text>'
