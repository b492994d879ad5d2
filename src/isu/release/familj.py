"""Which indicators count the same units, so that what may be shown of them is decided together. Thin: it fetches the
sums of those that may, the indicators of the same group."""

from collections.abc import Sequence

from isu.aggregate import read_summor
from isu.aggregate.summera import fingerprint_of
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.declaration.profil import BEVISAD, ENKEL
from isu.disclosure.tillsammans import families, in_order, totals_of
from isu.home import Home


def of_group(indikator: Indikator, alla: Sequence[Indikator]) -> list[Indikator]:
    """Those that may count the same units, itself not among them."""
    return [i for i in alla if i.grupp == indikator.grupp and i.id != indikator.id]


def family_of(home: Home, deklaration: Deklaration, indikator: Indikator, alla: Sequence[Indikator]) -> list[Indikator]:
    """Those that do, itself among them, in the order to be decided in. Rounded and perturbed numbers are the same
    everywhere by themselves."""
    if deklaration.skydd.metod not in (ENKEL, BEVISAD):
        return [indikator]
    others = [i for i in of_group(indikator, alla) if fingerprint_of(home, i.id)]
    found = [(i, totals_of(read_summor(home, deklaration, i))) for i in (indikator, *others)]
    found = [found[0], *(pair for pair in found[1:] if pair[1].status.size)]
    first = families([totals for _, totals in found])
    family = [pair for pair, own in zip(found, first, strict=True) if own == first[0]]
    return [family[place][0] for place in in_order([totals for _, totals in family])]
