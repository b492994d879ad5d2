"""The user's own groups of kommuner: the median of the values that are shown, and of how many it is. Pure.

Not a value of the group as a whole: that would be one more level in sums, disclosure and releases. A median of numbers
that everybody may see tells nothing more than they do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from isu.sajt.visning import Text, median_of

Rad = Mapping[str, Any]


@dataclass(frozen=True)
class EgenGrupp:
    """`medianer` holds, by (key, period), `varde` and `antal`, how many kommuner it is the median of."""

    namn: str
    kommuner: tuple[str, ...]
    medianer: Mapping[tuple, Rad] = field(repr=False)

    def median(self, key: tuple, period: str) -> Rad | None:
        return self.medianer.get((key, period))

    def cell(self, key: tuple, period: str, sprak: str) -> Text:
        return median_of(self.median(key, period), len(self.kommuner), sprak)
