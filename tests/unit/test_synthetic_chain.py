"""The chain of made-up rows: what leads to what, within what, and that units differ."""

import polars as pl
import pytest

from isu.synthetic.planer import plans
from isu.synthetic.uttag import extracts
from isu.synthetic.varld import Varld
from tests.synt import ANTAGANDEN, DEKLARATION, HALVAR, delivered, sender, world

RONNEBY, HALMSTAD = "1081", "1380"


@pytest.fixture(scope="module")
def sent() -> dict[str, pl.DataFrame]:
    return delivered(world(sender(RONNEBY)))


@pytest.fixture(scope="module")
def halmstad() -> Varld:
    """A larger kommun, for what is seldom."""
    return world(sender(HALMSTAD))


def test_every_table_is_made(sent):
    assert set(sent) == set(DEKLARATION.tabeller)


@pytest.mark.parametrize(
    ("tabell", "kolumn", "till"),
    [(t.namn, r.kolumn, r.tabell) for t in DEKLARATION.tabeller.values() for r in t.referenser],
)
def test_every_key_is_found_in_its_table(sent, tabell, kolumn, till):
    pointed = sent[tabell].filter(pl.col(kolumn).is_not_null()) if kolumn in sent[tabell].columns else pl.DataFrame()
    assert len(pointed) > 0
    key = DEKLARATION.tabeller[till].nyckel[0]
    assert pointed.join(sent[till], left_on=kolumn, right_on=key, how="anti").is_empty()


def test_all_areas_have_cases_from_aktualisering_to_insats(sent):
    opened = sent["aktualisering"].filter(pl.col("atgard") == "inleds")
    cases = opened.select("omrade", "utredning_id").unique().join(sent["utredning"].drop("omrade"), on="utredning_id")
    served = cases.join(sent["insats"].select("utredning_id", "insats_id"), on="utredning_id")
    assert set(served["omrade"]) == set(ANTAGANDEN.omraden) | {"barn_unga"}
    assert (served["utfall"] == "insats").all()


def test_what_was_granted_has_its_decision_of_the_same_day(sent):
    granted = sent["insats"].join(sent["beslut"], on="beslut_id")
    assert len(granted) > 100
    assert granted.filter(pl.col("beslut_datum") != pl.col("datum")).is_empty()
    assert granted.filter(pl.col("insatstyp") != pl.col("insatstyp_right")).is_empty()
    assert {"avslag", "omprovning", "bifall"} <= set(sent["beslut"]["typ"])


@pytest.mark.parametrize("barn", [True, False], ids=["barn_unga", "andra"])
def test_who_is_known_since_earlier_gets_a_service_more_often_and_is_helped_less(halmstad, barn):
    """As the assumptions say (kand_sedan_tidigare)."""
    cases = halmstad.rader["utredning"].filter((pl.col("omrade") == "barn_unga") == barn)
    known, others = (cases.filter(pl.col("tidigare_kand") == kod) for kod in "10")
    granted = [(of["utfall"] == "insats").mean() for of in (known, others)]
    served = halmstad.rader["insats"].join(cases.select("utredning_id", "tidigare_kand"), on="utredning_id")
    effekt = dict(served.group_by("tidigare_kand").agg(pl.col("effekt").mean()).rows())
    assert min(len(known), len(others)) > 300
    assert 0.02 < granted[0] - granted[1] < 0.15
    assert -0.6 < effekt["1"] - effekt["0"] < -0.1


def test_placements_lie_within_their_service_one_after_another(halmstad):
    rader = halmstad.rader
    stays = rader["placering"].join(
        rader["insats"].select("insats_id", "start", "slut"), on="insats_id", suffix="_insats"
    )
    outside = (pl.col("start") < pl.col("start_insats")) | (pl.col("slut") > pl.col("slut_insats"))
    assert stays.filter(outside).is_empty()
    following = stays.sort("insats_id", "start").with_columns(pl.col("slut").shift(1).over("insats_id").alias("fore"))
    assert following.filter(pl.col("fore") > pl.col("start")).is_empty()
    assert following["fore"].is_not_null().any()


def test_goals_are_set_with_the_plan_and_assessed_later(sent):
    goals = sent["mal"].join(sent["plan"].select("plan_id", "upprattad"), on="plan_id")
    assert (goals["datum"] == goals["upprattad"]).all()
    assessed = goals.filter(pl.col("bedomd_datum").is_not_null())
    assert (assessed["bedomd_datum"] >= assessed["datum"]).all() and assessed["maluppfyllelse"].is_not_null().all()
    assert goals.filter(pl.col("bedomd_datum").is_null())["utfall"].is_null().all()
    assert goals.filter(pl.col("overgripande") == "1").group_by("plan_id").len()["len"].max() == 1


def test_a_plan_tells_its_latest_follow_up_that_was_known(sent):
    followed = sent["plan"].filter(pl.col("senast_foljd_upp").is_not_null())
    assert 0.3 < len(followed) / len(sent["plan"]) < 0.9
    assert (followed["senast_foljd_upp"] > followed["upprattad"]).all()
    assert followed["senast_foljd_upp"].max() <= HALVAR[-1].till


def test_an_asi_follow_up_comes_after_a_baseline_of_the_same_person_and_area(sent):
    interviews = sent["skattning"].partition_by("tillfalle", as_dict=True)
    grund, later = interviews[("grund",)], interviews[("uppfoljning",)]
    both = later.join(grund, on=["insats_id", "livsomrade"], suffix="_grund")
    assert len(both) == len(later) > 0
    assert (both["datum"] > both["datum_grund"]).all()
    assert set(grund["livsomrade"]) == set("1234567")


def test_nobody_with_protected_identity_is_placed(halmstad):
    found = extracts(DEKLARATION, halmstad, HALVAR[1])
    hidden = halmstad.rader["person"].filter(pl.col("skyddad") == "1").select("pid")
    for tabell, place in (("insats", "enhet"), ("lss_insats", "enhet"), ("lss_insats", "boendekommun")):
        theirs = found[tabell].join(hidden, on="pid")
        assert len(theirs) > 0 and theirs[place].is_null().all()


def test_only_the_areas_that_the_lamnare_answers_for(sent):
    found = delivered(world(sender(RONNEBY, omraden=frozenset({"barn_unga"}))))
    assert {"ekb_manad", "lss_insats", "aldre_fn", "skattning"}.isdisjoint(found)
    assert set(found["insats"]["omrade"]) == {"barn_unga"}
    grown = delivered(world(sender(RONNEBY, omraden=frozenset({"aldre"}), anmalningar_per_ar=0.0)))
    assert set(grown["insats"]["omrade"]) == {"aldre"}


def test_units_differ_in_result(halmstad):
    """Hundreds of services by a unit that does well and one that does badly, all else the same."""
    s = halmstad.sardrag
    insats = halmstad.rader["insats"].filter(pl.col("omrade") == "funktionsnedsattning")
    kept = {
        effekt: len(plans(ANTAGANDEN, s, insats.with_columns(pl.lit(effekt).alias("effekt")), 19723)) / len(insats)
        for effekt in (-0.6, 0.0, 0.6)
    }
    assert kept[-0.6] < kept[0.0] < kept[0.6]


def test_family_treatment_at_home_helps_more():
    """The form's own effect is larger than the spread between lämnare's units of that form."""
    effects = {}
    for lamnare in ("1380", "1780", "2480", "0780", "1880"):
        units = sender(lamnare).enheter
        effects |= {(lamnare, kod): e for kod, e in zip(units.kod, units.effekt) if kod.startswith("FAM-")}
    home = [e for (_, kod), e in effects.items() if kod == "FAM-HEMMA"]
    others = [e for (_, kod), e in effects.items() if kod != "FAM-HEMMA"]
    assert sum(home) / len(home) > sum(others) / len(others) + 0.3
