"""Two indicators that count the same units: what the one shows of them may be what the other withholds.

Both are of the women and men of two kommuner in one län, in two half-years; in the first there are three women in 1715:

    kommun | K  | M
    1715   | 3  | 20
    1780   | 11 | 13

In the second half-year there are ten more of each, and all is shown. An example names the areas where women and men are
withheld in the first.
"""

import json
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isu.cells.indikator import Matt
from isu.flow.angrepp import assumed, sentences
from isu.flow.mellan import is_same
from isu.granskning.granska import INDIKATORER, Samlat, audit, gathered
from isu.granskning.klasser import Antal
from isu.granskning.las import AXLAR, COLUMNS, OM_OKANDA
from isu.granskning.lika import MED_OKANDA, REST, TALJARE, N
from tests.spec.publication.nation import Nation
from tests.spec.publication.test_publ_bevis import sums

ETT, TVA = "TST-01", "TST-02"
ANTAL = {"1715": (3, 20), "1780": (11, 13)}
NUMBERS = ("n", "n_okand", "taljare")
#: Two ways to withhold the three women of 1715: with those of the other kommun, or with those of the län.
MED_KOMMUN, MED_LAN = "1715 1780", "1715 17"


def rows(
    indikator: str,
    dolda: str = "",
    antal: dict = ANTAL,
    perioder: str = "2024H1 2024H2",
    okanda: tuple[int, int] = (0, 0),
    utan_okanda: str = "",
    matt: str = "antal",
    uppdelning: str = "",
    alder: str = "alla",
    utfall: str = "",
) -> list[dict]:
    """So many women and men as `okanda` of each half-year in every kommun are not in n; in the areas `utan_okanda` of
    the first it is not told how many. Of a share, and of a category, the numbers are the numerators, which are half of
    n. Of a `rest` they are what the numerator of a share leaves of n: a third, and n is never withheld."""
    areas = {("kommun", kommun): own for kommun, own in antal.items()}
    areas["lan", "17"] = tuple(map(sum, zip(*antal.values(), strict=True)))
    names = [name for axel in AXLAR for name in axel]
    same = {"indikator": indikator, "variant": "", "matt": "andel" if matt == "rest" else matt, "utfall": utfall}
    found = []
    for (nr, period), ((typ, name), (women, men)) in product(enumerate(perioder.split()), areas.items()):
        for kon, number in {"K": women, "M": men, "T": women + men}.items():
            cells = (2 if kon == "T" else 1) * (len(antal) if typ == "lan" else 1)
            taljare, unknown = number + 10 * nr * cells, okanda[nr] * cells
            numbers = {"n": {"antal": taljare - unknown, "rest": 3 * taljare}.get(matt, 2 * taljare)}
            numbers |= {"n_okand": unknown, "taljare": 2 * taljare if matt == "rest" else taljare}
            hidden = nr == 0 and kon != "T" and name in dolda.split()
            status = dict.fromkeys(("status", "status_n", "status_okand"), "sekretess" if hidden else "visas")
            if matt == "rest" and hidden:
                status["status_n"], numbers["taljare"], hidden = "visas", None, False
            if nr == 0 and kon != "T" and name in utan_okanda.split():
                status["status_okand"], numbers["n_okand"] = "sekretess", None
            place = (typ, name, period, kon, alder, uppdelning, "x" if uppdelning else "")
            found.append(same | dict(zip(names, place, strict=True)) | status | ({} if hidden else numbers))
    return found


def attacked(path: Path, *of: list[dict], metod: str = "enkel", avrundning: int = 0) -> Samlat:
    return gathered(list(audit(published(path, *of, metod=metod, avrundning=avrundning), {})))


def published(path: Path, *of: list[dict], metod: str = "enkel", avrundning: int = 0) -> Path:
    about = {"troskel": "5", "indikatorer": json.dumps({}), "skyddsmetod": metod, "avrundning": str(avrundning)}
    types = [(name, pa.int64() if name in NUMBERS else pa.string()) for name in (*COLUMNS, *OM_OKANDA)]
    table = pa.Table.from_pylist([row for own in of for row in own], pa.schema(types, metadata=about))
    pq.write_table(table, path / INDIKATORER)
    return path


def test_what_one_withholds_is_taken_from_the_other(tmp_path):
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN), rows(TVA, MED_LAN))
    assert found.mellan == {ETT: (TVA,), TVA: (ETT,)}
    assert set(found.brister) == {"annan"}
    assert f"{ETT} med det som {TVA} visar" in "\n".join(sentences(found))


@pytest.mark.parametrize("dolda", [MED_KOMMUN, MED_LAN])
def test_nothing_is_told_where_both_withhold_the_same(tmp_path, dolda):
    assert not attacked(tmp_path, rows(ETT, dolda), rows(TVA, dolda)).brister


def test_what_is_seen_too_seldom_is_not_believed(tmp_path):
    """In the first half-year alone they are the same where both are shown, in four numbers of kommuner."""
    of_one = {"perioder": "2024H1"}
    assert not attacked(tmp_path, rows(ETT, MED_KOMMUN, **of_one), rows(TVA, MED_LAN, **of_one)).brister


def test_nor_what_differs_in_any_kommun(tmp_path):
    other = ANTAL | {"1780": (11, 23)}
    assert "annan" not in attacked(tmp_path, rows(ETT, MED_KOMMUN), rows(TVA, MED_LAN, antal=other)).brister


@pytest.mark.parametrize(("of_other", "told"), [(("1715", "1780"), True), (("1715", "1780", "1785"), False)])
def test_a_larger_area_is_believed_where_the_same_kommuner_have_reported(tmp_path, of_other, told):
    """The other withholds no larger area, and as much of the kommuner as the first."""
    other = {kommun: (ANTAL | {"1785": (30, 30)})[kommun] for kommun in of_other}
    found = attacked(tmp_path, rows(ETT, MED_LAN), rows(TVA, MED_KOMMUN, antal=other))
    assert (ETT in found.mellan) is told


def test_the_other_may_have_some_of_unknown_outcome(tmp_path):
    """Only together with these they are as many; and they are told of where n is. The first tells how many they are in
    the län, so that there are no more than 3 and 20 in 1715, and together 21 have an outcome."""
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN), rows(TVA, MED_LAN, okanda=(1, 1)))
    assert found.mellan == {ETT: (TVA,), TVA: (ETT,)}


@pytest.mark.parametrize(("of_first", "told"), [((0, 3), True), ((3, 3), False)])
def test_n_is_no_more_than_with_those_of_unknown_outcome_in_the_other(tmp_path, of_first, told):
    """The other has four of unknown outcome of each kön in every kommun, the first three in the second half-year:
    together they are as many in both. In the first half-year the other shows that there are no more than 11 women and
    13 men in 1780. Where the first has none of unknown outcome they are just so many, for together they are 24."""
    more = ANTAL | {"1715": (9, 26)}
    of_other = rows(TVA, MED_LAN, antal=more, okanda=(4, 4))
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN, antal=more, okanda=of_first), of_other)
    assert found.mellan == ({ETT: (TVA,)} if told else {})


@pytest.mark.parametrize(
    ("of_other", "utan_okanda", "told"), [(4, "", True), (4, "1780", False), (4, "1780 17", False), (0, "1780", True)]
)
def test_where_it_is_not_told_how_many_they_are_all_are_no_fewer_than_n(tmp_path, of_other, utan_okanda, told):
    """The same. Of the 24 in 1780 the other shows 7 women and 9 men when four of each are of unknown outcome: there
    may be 15 women and 17 men then. Where none are it shows 11 and 13, and so many there are."""
    more = ANTAL | {"1715": (9, 26)}
    other = rows(TVA, MED_LAN, antal=more, okanda=(of_other, 4), utan_okanda=utan_okanda)
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN, antal=more, okanda=(0, 3)), other)
    assert (ETT in found.mellan) is told


def test_the_least_that_all_are_is_not_taken_for_the_n_of_who_knows_the_outcome_of_all(tmp_path):
    """The first knows it of all. The other shows how many there are in 1715, so those of 1780 can be had; not that they
    are the 7 women and 9 men of whom it knows the outcome, by which 1715 would have others."""
    more = ANTAL | {"1715": (9, 26)}
    other = rows(TVA, antal=more, okanda=(4, 4), utan_okanda="1780")
    assert attacked(tmp_path, rows(ETT, MED_KOMMUN, antal=more), other).brister == {"annan": 2}


def test_a_numerator_may_be_the_n_of_the_other(tmp_path):
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN, matt="andel"), rows(TVA, MED_LAN))
    assert found.mellan == {ETT: (TVA,), TVA: (ETT,)}


def test_what_a_numerator_leaves_of_n_may_be_the_n_of_the_other(tmp_path):
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN, matt="rest"), rows(TVA, MED_LAN))
    assert found.mellan == {ETT: (TVA,), TVA: (ETT,)}


def test_it_is_told_where_n_is_withheld_too(tmp_path):
    one = rows(ETT, MED_KOMMUN, matt="rest")
    no_n = {"status_n": "sekretess", "status_okand": "sekretess", "n": None, "n_okand": None}
    hidden = [row | (no_n if row["status"] == "sekretess" else {}) for row in one]
    assert not attacked(tmp_path, hidden).brister
    assert attacked(tmp_path, hidden, rows(TVA, MED_LAN)).mellan[ETT] == (TVA,)


def test_so_may_a_category_of_a_distribution(tmp_path):
    half = [row for utfall in "ab" for row in rows(ETT, MED_KOMMUN, matt="fordelning", utfall=utfall)]
    assert attacked(tmp_path, half, rows(TVA, MED_LAN)).mellan == {ETT: (TVA,), TVA: (ETT,)}


def test_groups_of_the_same_breakdown_tell_too(tmp_path):
    """Here the whole is withheld alike in both, but not a group that is all of it."""
    one = [*rows(ETT, MED_KOMMUN), *rows(ETT, MED_KOMMUN, uppdelning="typ")]
    other = [*rows(TVA, MED_KOMMUN), *rows(TVA, MED_LAN, uppdelning="typ")]
    assert ETT in attacked(tmp_path, one, other).mellan


def test_what_is_printed_near_the_truth_is_the_same_everywhere_and_tells_nothing(tmp_path):
    assert not attacked(tmp_path, rows(ETT, MED_KOMMUN), rows(TVA, MED_LAN), avrundning=5).mellan


def test_of_a_release_with_proofs_it_is_told_apart(tmp_path):
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN), rows(TVA, MED_LAN), metod="bevisad")
    assert not found.brister
    told = assumed(found)
    assert told[0].startswith(f"{ETT}, bara om den räknar samma enheter som {TVA}: ")
    assert "definitioner" in told[-1]


def test_one_that_is_not_the_same_hides_no_other(tmp_path):
    """There is no room for both: a third that differs from the first only where that is withheld."""
    third = rows("TST-00", "1715", antal=ANTAL | {"1780": (17, 7)})
    assert attacked(tmp_path, third, rows(ETT, MED_KOMMUN), rows(TVA, MED_LAN)).mellan[ETT] == (TVA,)


def sums_of(path: Path, of_1715: tuple[int, int, int] | None):
    """Sums of so many with yes, no and unknown in 1715, and of 7, 8 and 1 in 1780."""
    nation = Nation(path, Matt("andel"))
    rows = ["lamnare | utfall | antal"]
    for kommun, of_kommun in {"1715": of_1715 or (), "1780": (7, 8, 1)}.items():
        rows += [f"{kommun} | {of} | {n}" for of, n in zip(("true", "false", ""), of_kommun, strict=False)]
    nation.celler("\n".join(rows))
    return sums(nation)


@pytest.mark.parametrize(
    ("of_1715", "av", "same"),
    [
        ((6, 9, 2), N, True),
        ((7, 9, 2), N, False),
        ((5, 10, 2), N, True),
        ((5, 10, 2), TALJARE, False),
        ((6, 10, 2), TALJARE, True),
        ((6, 10, 2), REST, False),
        ((5, 9, 2), REST, True),
        ((6, 9, 3), N, True),
        ((6, 9, 3), MED_OKANDA, False),
        (None, MED_OKANDA, True),
    ],
)
def test_with_the_sums_only_what_is_so_is_believed(tmp_path, of_1715, av, same):
    """Beside 6, 9 and 2. A kommun that one of the two has nothing of tells nothing of it."""
    summor = [sums_of(tmp_path / "a", (6, 9, 2)), sums_of(tmp_path / "b", of_1715)]
    antal = Antal(ETT, "", "andel", av)
    assert is_same(summor, (antal, antal), "") is same
