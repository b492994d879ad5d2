"""Two indicators that count the same units, and two releases: what one shows in either may be what the other
withholds in both. The indicators and their numbers are those of `test_publ_mellan`.
"""

from pathlib import Path

import pytest

from isu.declaration.profil import Skyddsprofil
from isu.flow.mellan import same_units
from isu.granskning.granska import Samlat, audit, gathered
from isu.granskning.klasser import Antal
from isu.granskning.lika import N
from tests.spec.publication.test_publ_mellan import ETT, MED_KOMMUN, MED_LAN, TVA, published, rows, sums_of


def attacked(path: Path, first: list[list[dict]], later: list[list[dict]]) -> Samlat:
    """Of the later release, with the first beside it."""
    for name, of in (("forst", first), ("sedan", later)):
        (path / name).mkdir()
        published(path / name, *of)
    return gathered(list(audit(path / "sedan", {}, tidigare=path / "forst")))


def test_what_is_withheld_is_taken_from_one_that_is_no_more_and_the_other_way_about(tmp_path):
    found = attacked(tmp_path, [rows(TVA, MED_LAN)], [rows(ETT, MED_KOMMUN)])
    assert found.mellan == {ETT: (TVA,), TVA: (ETT,)}


ALLA = f"{MED_KOMMUN} 17"


@pytest.mark.parametrize(
    ("of_other", "told"), [((MED_LAN, ALLA), True), ((ALLA, MED_LAN), True), ((ALLA, ALLA), False)]
)
def test_what_either_release_shows_of_the_other_counts(tmp_path, of_other, told):
    """The first shows of the other what the later withholds, or the other way about; the one is withheld in both."""
    first, later = ([rows(ETT, dolda), rows(TVA, other)] for dolda, other in zip((ALLA, MED_KOMMUN), of_other))
    assert bool(attacked(tmp_path, first, later).mellan) is told


@pytest.mark.parametrize(("variant", "believed"), [("", False), ("forr", True)])
def test_of_what_is_counted_no_more_everything_is_believed(tmp_path, variant, believed):
    """Beside 6 with yes, 9 with no: the other has 7 with yes."""
    summor = {ETT: sums_of(tmp_path / "a", (6, 9, 2)), TVA: sums_of(tmp_path / "b", (7, 9, 2))}
    one, other = Antal(ETT, variant, "andel", N), Antal(TVA, "", "andel", N)
    assert same_units(Skyddsprofil("prov", 5, metod="bevisad"), summor.get, {}, one, other, "") is believed
