"""Ten indicators counted again from the delivered files are the published ones, wherever they are shown."""

import polars as pl
import pytest

from tests.omrakning.huvuden import HUVUDEN
from tests.omrakning.jamfor import bredvid, hela, skilda
from tests.omrakning.skal import TROSKEL, oforklarade
from tests.omrakning.tryck import NYCKEL, kaplan_meier

RAKNAS = ["visas", "sekretess"]


@pytest.fixture(scope="module", params=HUVUDEN)
def huvud(request):
    return request.param


@pytest.fixture(scope="module")
def rader(facit, huvud) -> pl.DataFrame:
    """The published rows of complete kommuner and periods, with the recomputed numbers beside them."""
    rows = facit.publicerat.filter(pl.col("indikator") == huvud, pl.col("status_n").is_in(RAKNAS))
    return bredvid(facit.nation, HUVUDEN[huvud], rows)


def test_every_shown_number_is_the_recomputed_one(rader):
    assert len(rader.filter(pl.col("status") == "visas", pl.col("n") > 0)) >= 50
    wrong = skilda(rader)
    assert wrong.is_empty(), wrong.drop("varden", "slut")


def test_a_year_is_counted_where_all_that_it_needs_is_delivered_and_nowhere_else(facit, huvud, rader):
    counted = rader.select("kommun", pl.col("period").str.slice(0, 4)).unique().rows()
    assert set(counted) == hela(facit.nation, HUVUDEN[huvud]) != set()


def test_nothing_small_is_shown(rader):
    small = pl.col("n_sjalv").is_between(1, TROSKEL - 1)
    assert rader.filter(small, pl.col("status_n") == "visas").is_empty()
    assert rader.filter(small, pl.col("status") == "visas").is_empty()


def test_every_withheld_number_has_a_reason_in_the_counts(rader):
    assert oforklarade(rader).is_empty()


def test_the_nation_has_what_the_definitions_turn_on(facit):
    """Else the comparison could agree by never meeting the case."""
    nation = facit.nation
    person, referrals = nation.tabell("person"), nation.tabell("aktualisering")
    assert {path.suffix for path in nation.intag.glob("*/*")} == {".csv", ".txt", ".xlsx"}
    assert 0 < person["kommun"].n_unique() < referrals["kommun"].n_unique()
    assert len(nation.skyddade) > 0
    assert referrals["pid"].null_count() > 0
    assert referrals["kon"].null_count() < len(referrals) > referrals["alder"].null_count() > 0
    assert (nation.tabell("mal")["maluppfyllelse"] == "ej_bedomt").any()
    assert nation.tabell("utredning")["avslutad_datum"].null_count() > 0


def test_the_reasons_can_be_lacking():
    """A partner stands beside something small; a withheld number that does not is unexplained."""
    label = dict.fromkeys(NYCKEL, "") | {
        "matt": "antal",
        "status_n": "sekretess",
        "status_okand": "sekretess",
        "status": "sekretess",
    }
    rows = [label | {"period": p, "kon": k, "n_sjalv": n} for p, k, n in [("1", "K", 3), ("1", "M", 9), ("2", "T", 8)]]
    frame = pl.DataFrame(rows).with_columns(
        pl.lit(None, pl.Int64).alias("taljare_sjalv"), tiondelar=pl.lit(None, pl.Int64), varden=None, slut=None
    )
    assert set(oforklarade(frame.with_columns(status=pl.lit("visas")))["n_sjalv"]) == {8}


def test_the_survival_median_by_hand():
    """Of four one ends on day 5 (3/4 left), of three one on day 10 (1/2 left); one is lost to sight after that."""
    assert kaplan_meier([5, 10, 10, 20], [True, False, True, True]) == 100
    assert kaplan_meier([5, 10], [False, False]) is None
