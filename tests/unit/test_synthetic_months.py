"""Made-up tables by the month and the year: ekonomiskt bistånd, LSS, older people, preventive services, surveys."""

from datetime import date

import polars as pl
import pytest

from isu.synthetic.ekb import MED_BARN, PAR
from isu.synthetic.uttag import extracts
from tests.synt import ANTAGANDEN, DEKLARATION, HALVAR, delivered, sender, world

RONNEBY = "1081"


@pytest.fixture(scope="module")
def sent() -> dict[str, pl.DataFrame]:
    return delivered(world(sender(RONNEBY)))


def test_a_household_has_the_members_that_its_type_says(sent):
    rows = sent["ekb_manad"].filter(pl.col("hushallstyp") != "9")
    houses = rows.group_by("manad", "hid").agg(
        pl.col("hushallstyp").first(),
        *((pl.col("roll") == roll).sum().alias(roll) for roll in ("sokande", "medsokande", "barn")),
    )
    assert (houses["sokande"] == 1).all()
    assert (houses["medsokande"] == houses["hushallstyp"].is_in(PAR).cast(pl.Int64)).all()
    assert ((houses["barn"] > 0) == houses["hushallstyp"].is_in(MED_BARN)).all()


def test_aid_is_one_amount_per_household_and_month(sent):
    assert sent["ekb_manad"].group_by("manad", "hid").agg(pl.col("belopp").n_unique())["belopp"].unique().to_list() == [
        1
    ]


def test_adults_have_an_obstacle_and_children_none(sent):
    rows = sent["ekb_manad"]
    assert (rows["forsorjningshinder"].is_not_null() == (rows["roll"] != "barn")).all()


def test_some_have_aid_for_long_and_most_for_a_short_time(sent):
    adults = sent["ekb_manad"].filter((pl.col("roll") != "barn") & (pl.col("manad") < date(2025, 1, 1)))
    months = adults.group_by("pid").agg(pl.col("manad").n_unique())["manad"]
    assert 0.15 < (months >= 10).mean() < 0.60
    assert (months <= 4).mean() > 0.2


def test_aid_follows_on_a_granted_application(sent):
    """Who gets aid from 2024 on and not before has a decision of an application."""
    begun = sent["insats"].filter((pl.col("insatstyp") == "forsorjningsstod") & (pl.col("start") >= HALVAR[0].fran))
    assert begun["beslut_id"].is_not_null().all() and set(begun["pid"]) <= set(sent["ekb_manad"]["pid"])


def test_lss_is_told_once_a_year_of_services_that_go_on(sent):
    rows = sent["lss_insats"]
    assert rows["matdatum"].unique().to_list() == [date(2024, 10, 1)]
    going = sent["insats"].filter(pl.col("insatstyp").str.starts_with("lss_") & (pl.col("start") <= date(2024, 10, 1)))
    assert set(rows["pid"]) <= set(going["pid"])
    assert rows.group_by("pid").agg(pl.col("personkrets").n_unique())["personkrets"].max() == 1
    assert rows.filter(pl.col("timmar").is_not_null())["punkt"].is_in(["2", "3", "5"]).all()


def test_home_help_by_the_month_is_that_of_the_services(sent):
    rows = sent["aldre_fn"]
    assert rows["period"].n_unique() == 18
    helped = rows.filter(pl.col("insats") == "hemtjanst")
    assert set(helped["pid"]) <= set(sent["insats"].filter(pl.col("insatstyp") == "hemtjanst")["pid"])
    alone = rows.filter(pl.col("bara_larm") == "1")
    assert set(alone["insats"]) == {"trygghetslarm"} and set(alone["pid"]).isdisjoint(set(helped["pid"]))


def test_preventive_services_as_rows_or_as_counts():
    both = {
        counted: extracts(DEKLARATION, world(sender(RONNEBY, forebyggande_som_antal=counted)), HALVAR[1])
        for counted in (False, True)
    }
    rows, counts = both[False]["forebyggande_insats"], both[True]["forebyggande_insats"]
    assert rows["antal"].unique().to_list() == [1]
    assert counts["antal"].max() > 1 and counts["antal"].sum() == len(rows)
    assert rows.filter(pl.col("startmanad") == date(2024, 7, 1)).height < len(rows) / 12


def test_a_survey_has_seven_questions_and_no_person(sent):
    rows = sent["brukarsvar"]
    assert "pid" not in rows.columns and rows["fraga"].n_unique() == 7
    assert 0.02 < (rows["svar"] == "vet_ej").mean() < 0.09
    positive = rows.filter((pl.col("fraga") == "inflytande") & (pl.col("svar") != "vet_ej"))["svar"] == "ja"
    assert abs(positive.mean() - ANTAGANDEN.brukarsvar_positiva["inflytande"]) < 0.2
