"""A release is attacked with the grouping of kommuner that it was made with, whatever is declared now."""

from dataclasses import replace

import pytest

from isu.cells.indikator import Matt
from isu.granskning.granska import audit
from isu.granskning.indelning import OMRADEN
from tests.spec.publication.nation import KOMMUNER, Nation

DA = {"1715": "B4", "1780": "B3", "1880": "B3", "1885": "B4"}
NU = {"1715": "B4", "1780": "B4", "1880": "B3", "1885": "B3"}
CELLER = "lamnare | antal\n1715 | 3\n1780 | 40\n1880 | 50\n1885 | 38"


def utgava(tmp_path, indelning: dict[str, str]):
    """1715 is withheld, and what would give it back by län and by this grouping."""
    nation = Nation(tmp_path, Matt("antal"))
    kommuner = nation.deklaration.kommuner
    grouped = {k: replace(kommuner[k], kommungrupp_kod=grupp) for k, grupp in indelning.items()}
    nation.deklaration = replace(nation.deklaration, kommuner=grouped)
    nation.celler(CELLER)
    nation.publicerar()
    return nation.home.edition


def found(*args, **more) -> set[str]:
    return {slag for utlatande in audit(*args, **more) for slag in utlatande.brister}


def test_a_release_is_attacked_with_the_grouping_that_it_tells(tmp_path):
    assert {kommun: grupp for kommun, _, grupp in KOMMUNER} == DA
    edition = utgava(tmp_path, DA)
    assert found(edition, NU) == found(edition, {}) == set()
    (edition / OMRADEN).unlink()
    assert found(edition, DA) == set()
    assert found(edition, NU)  # sums that nobody can make


@pytest.mark.parametrize("kvar", [True, False])
def test_a_group_of_other_kommuner_is_another_area_in_the_other_release(tmp_path, kvar):
    """B4 was 3 and 38, and is 3 and 40: nobody was added."""
    forst, sedan = utgava(tmp_path / "da", DA), utgava(tmp_path / "nu", NU)
    if not kvar:
        (forst / OMRADEN).unlink()
        (sedan / OMRADEN).unlink()
    assert ("skillnad" in found(sedan, NU, tidigare=forst)) is (not kvar)
