"""Two indicators of which the one counts some of the units of the other: where both are shown they tell how many the
others are.

The numbers are those of test_publ_mellan, but with twelve women in 1715. Of the other so many women and men more are
counted in each kommun as an example says:

    kommun | K  | M
    1715   | 12 | 20
    1780   | 11 | 13
"""

from pathlib import Path

import pytest

from isu.cells.indikator import Matt
from isu.declaration.profil import Skyddsprofil
from isu.flow.angrepp import assumed, sentences
from isu.flow.mellan import is_within, same_units
from isu.granskning.granska import Samlat
from isu.granskning.klasser import Antal
from isu.granskning.lika import MED_OKANDA, Inom
from isu.granskning.mellan import parts_of_others
from isu.granskning.visat import shown
from tests.spec.publication.nation import Nation
from tests.spec.publication.test_publ_bevis import sums
from tests.spec.publication.test_publ_mellan import ETT, INDIKATORER, TVA, attacked, published, rows

SOME = {"1715": (12, 20), "1780": (11, 13)}


def with_more(women: int, men: int = 0, i_1780: int = 0) -> dict[str, tuple[int, int]]:
    return {"1715": (12 + women, 20 + men), "1780": (11 + i_1780, 13)}


def found(path: Path, more: dict, dolda: str = "", metod: str = "enkel", **of_other) -> Samlat:
    return attacked(path, rows(ETT, dolda, antal=SOME), rows(TVA, antal=more, **of_other), metod=metod)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (with_more(0), 0),  # the same
        (with_more(2), 8),  # women and all, of 1715 and of the län, in both half-years
        (with_more(2, 2), 12),  # men too
        (with_more(3, 2), 8),  # the women, and the men; of all there are five
        (with_more(5), 0),
        (with_more(5, -1), 0),  # of the men there are fewer: they are others
    ],
)
def test_they_may_not_differ_by_few(tmp_path, more, told):
    assert found(tmp_path, more).brister.get("inom", 0) == told


def test_it_is_told_of_which_and_with_which(tmp_path):
    samlat = found(tmp_path, with_more(2))
    assert samlat.mellan == {ETT: (TVA,)}
    assert sentences(samlat)[0].startswith("8 gånger: det skiljer för få från det som en annan indikator visar")
    assert f"{ETT} med det som {TVA} visar" in sentences(samlat)[1]


def test_where_one_withholds_its_number_nothing_is_told(tmp_path):
    """Of the women in the first half-year; of all in it, and of both in the second, it is."""
    assert found(tmp_path, with_more(2), "1715 17").brister["inom"] == 6


@pytest.mark.parametrize(("more", "told"), [(0, 0), (2, 8)])
def test_those_of_unknown_outcome_are_counted_too(tmp_path, more, told):
    """Two of each kön in every kommun and half-year: so many fewer are in n of the other."""
    assert found(tmp_path, with_more(more), okanda=(2, 2)).brister.get("inom", 0) == told


@pytest.mark.parametrize(
    ("more", "in_one", "in_other", "told"),
    [
        (1, {}, {"1785": (2, 0)}, 6),  # three women more in the län, in the first half-year
        (4, {}, {}, 8),
        (4, {"1785": (2, 0)}, {}, 4),  # two more in the län, but the other has not those of 1785
    ],
)
def test_of_a_larger_area_it_is_so_where_no_kommun_has_reported_the_one_alone(tmp_path, more, in_one, in_other, told):
    one, other = rows(ETT, antal=SOME | in_one), rows(TVA, antal=with_more(more) | in_other)
    assert attacked(tmp_path, one, other).brister["inom"] == told


FEW = {"1715": (3, 20), "1780": (11, 13)}


@pytest.mark.parametrize(
    ("men", "told"),
    [
        (13, True),  # as many: just three women are left for 1715
        (14, True),  # 10 or 11 women in 1780: three or four are left
        (15, False),  # three, four or five
    ],
)
def test_what_one_withholds_is_no_more_than_the_other_shows(tmp_path, men, told):
    """The one withholds women and men in both kommuner, and shows the 24 of 1780 and the 14 women of the län. The other
    shows 11 women and so many men in 1780, and counts more in 1785."""
    one = rows(ETT, "1715 1780", antal=FEW | {"1785": (9, 9)})
    other = rows(TVA, "1715 17", antal=FEW | {"1780": (11, men), "1785": (10, 10)})
    assert ("annan" in attacked(tmp_path, one, other).brister) is told


def test_of_a_release_with_proofs_it_is_told_apart(tmp_path):
    samlat = found(tmp_path, with_more(2), metod="bevisad")
    assert not samlat.brister
    assert assumed(samlat)[0].startswith(f"{ETT}, bara om den räknar samma enheter som {TVA}: 8 gånger")


def test_what_is_seen_too_seldom_is_asked_of_who_knows(tmp_path):
    """In one half-year six numbers of kommuner are near: who has no sums does not believe it."""
    one, other = rows(ETT, antal=SOME, perioder="2024H1"), rows(TVA, antal=with_more(2), perioder="2024H1")
    visade = shown(published(tmp_path, one, other) / INDIKATORER)
    asked = []
    assert not parts_of_others(visade)
    assert parts_of_others(visade, lambda *of: not asked.append(of)).keys() == {ETT}
    assert [(ett.indikator, annat.indikator, vad) for ett, annat, vad in asked] == [(ETT, TVA, Inom("", False))]
    profil = Skyddsprofil("prov", 5, metod="bevisad")
    assert not same_units(profil, lambda _: None, {ETT: [ETT, TVA]}, *asked[0])


def sums_of(path: Path, of_1715: int):
    """So many in 1715, and 20 in 1780."""
    nation = Nation(path, Matt("antal"))
    kommuner = {"1715": of_1715, "1780": 20}
    nation.celler(
        "\n".join(["lamnare | utfall | antal", *(f"{kommun} | true | {n}" for kommun, n in kommuner.items())])
    )
    return sums(nation)


@pytest.mark.parametrize(("of_1715", "within"), [(12, True), (14, True), (11, False)])
def test_with_the_sums_only_what_is_so_is_believed(tmp_path, of_1715, within):
    """Beside 12: as many, more and fewer."""
    summor = [sums_of(tmp_path / "a", 12), sums_of(tmp_path / "b", of_1715)]
    one, other = (Antal(namn, "", "antal", MED_OKANDA) for namn in (ETT, TVA))
    assert is_within(summor, (one, other), Inom("", False)) is within
    behind = dict(zip((ETT, TVA), summor, strict=True)).get
    for metod in ("enkel", "bevisad"):
        profil = Skyddsprofil("prov", 5, metod=metod)
        assert same_units(profil, behind, {ETT: [ETT, TVA]}, one, other, Inom("", True)) is within
        # of two that are decided apart nothing is withheld for it
        assert not same_units(profil, behind, {ETT: [ETT]}, one, other, Inom("", True))
