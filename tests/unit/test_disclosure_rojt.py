"""Those of unknown outcome are withheld where others would give something away, and only where it helps.

A table is of women and men in two ages, with sums: `9?` are nine whose n is withheld.
"""

from dataclasses import replace

import numpy as np
import pytest

from isu.disclosure.hogst import tells
from isu.disclosure.okanda import Helheter, number_hidden
from isu.disclosure.rojt import without_giving_away
from isu.disclosure.sammanhang import Sagt
from tests.unit.test_disclosure_tak import pair
from tests.unit.test_disclosure_utraknat import in_table, laid_out, of_shown

SMALL = 5


@pytest.mark.parametrize(
    ("fewer", "hides"),
    [
        (1, True),
        (0, False),  # it shows as its n how many women are counted in all: what else there is to withhold is no help
    ],
)
def test_they_are_withheld_only_where_it_helps(fewer, hides):
    """Another indicator counts the same women, of whom so many are of unknown outcome in each cell: there are no more
    than 13 and 9, and these are 22."""
    summor, n, known, _ = laid_out("13? 9? 22  20? 7? 27  33 16 49")
    unknown, less, women = 0 * n, 0 * n, np.zeros(n.shape, bool)
    unknown[in_table(summor)] = np.array([[0, 0, 0], [0, 1, 1], [0, 1, 1]]).reshape(1, 1, 3, 3, 1)
    women[in_table(summor, ("K",))], less[in_table(summor)] = True, fewer
    (del_,) = pair(summor)[0].delar
    own, other = (
        replace(summor, indikator=namn, delar=(replace(del_, n=of_n, n_okand=of, taljare=of_n[..., None]),))
        for namn, of_n, of in (("TST-01", n, unknown), ("TST-02", n + unknown - less, less))
    )
    told = [Sagt(own, of_shown(summor, known & (n > 0))), Sagt(other, of_shown(summor, women))]
    found, tak = without_giving_away(Helheter([own, other]), told, SMALL)
    assert (number_hidden(found) > 0, any(map(tells, tak))) == (hides, not hides)
