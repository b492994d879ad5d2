"""Which published numbers are one key figure (KPI), and what it is called. Pure.

Kolada has one number per key figure, municipality, year and gender. Ours have a variant, a measure and sometimes a
category besides: each such combination is a key figure of its own. All ages and no breakdown; the rest stands in the
release.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Nyckeltal:
    """`id` is the indicator's own for its first measure, else with variant, measure and category: UTR-03.sen.median."""

    id: str
    indikator: str
    variant: str
    matt: str
    utfall: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.indikator, self.variant, self.matt, self.utfall


def key_figures(
    combinations: Iterable[tuple[str, str, str, str]], definitioner: Mapping[str, Mapping[str, Any]]
) -> dict[str, Nyckeltal]:
    """Every (indikator, variant, matt, utfall) of the release that has a definition, by id."""
    found = {}
    for indikator, variant, matt, utfall in sorted(set(combinations)):
        if indikator in definitioner:
            id_ = _id(indikator, variant, matt, utfall, _first_measure(definitioner[indikator]))
            found[id_] = Nyckeltal(id_, indikator, variant, matt, utfall)
    return dict(sorted(found.items()))


def _id(indikator: str, variant: str, matt: str, utfall: str, first: str) -> str:
    if (variant, utfall) == ("", "") and matt == first:
        return indikator
    return ".".join(filter(None, (indikator, variant, matt, utfall)))


def _first_measure(definition: Mapping[str, Any]) -> str:
    return definition["alla_matt"].split(" ")[0]


def title(kpi: Nyckeltal, definition: Mapping[str, Any], koder: Mapping[tuple[str, str, str], str]) -> str:
    """The indicator's name, and what this number of it is. `koder` is (indicator, column, code) → text, without
    indicator where a code is everybody's."""
    codes = ((kpi.indikator, "variant", kpi.variant), ("", "matt", kpi.matt), (kpi.indikator, "utfall", kpi.utfall))
    extra = [koder.get(code, code[-1]) for code in codes]
    return ", ".join(filter(None, (definition["namn"], *extra)))
