"""Made-up rows: they keep the declared rules, tell only what was known, and have about the shares they should."""

import warnings
from datetime import date

import pandera.errors
import polars as pl
import pytest

from isu.declaration import Deklaration, load_declarations
from isu.declaration.kontroll import FRAN, SISTA_DAG, TILL
from isu.period import half_years, period
from isu.synthetic.antaganden import read_antaganden
from isu.synthetic.pseudonym import pseudonyms
from isu.synthetic.sardrag import sardrag
from isu.synthetic.storlek import sizes
from isu.synthetic.uttag import extracts, known_rows
from isu.synthetic.varld import Varld, simulate

DEKLARATION: Deklaration = load_declarations()
HALVAR = half_years("2024H1", "2025H2")
WITH_PERSON, WITHOUT_PERSON = "1081", "2182"  # Ronneby; Söderhamn, with the seed 1


def world(lamnare: str) -> Varld:
    a = read_antaganden(DEKLARATION)
    s = sardrag(DEKLARATION.lamnare[lamnare], 1, sizes(DEKLARATION, 1)[lamnare], a)
    return simulate(DEKLARATION, a, s, HALVAR)


@pytest.fixture(scope="module")
def ronneby() -> Varld:
    return world(WITH_PERSON)


@pytest.fixture(scope="module")
def soderhamn() -> Varld:
    return world(WITHOUT_PERSON)


def broken_rules(table: str, frame: pl.DataFrame, halvar) -> list[tuple]:
    """What pandera, the judge of the declarations, finds wrong; warnings are not wrong. What is not sent is empty."""
    columns = DEKLARATION.tabeller[table].kolumner
    left_out = {name: c.dtype.type for name, c in columns.items() if name not in frame.columns and not c.required}
    days = {SISTA_DAG: halvar.till, FRAN: halvar.fran, TILL: halvar.till}
    judged = frame.with_columns(pl.lit(None, dtype=dtype).alias(name) for name, dtype in left_out.items())
    judged = judged.with_columns(pl.lit(day).alias(name) for name, day in days.items())
    try:
        with warnings.catch_warnings(action="ignore"):
            DEKLARATION.tabeller[table].schema.validate(judged, lazy=True)
    except pandera.errors.SchemaErrors as found:
        return found.failure_cases.select("column", "check").unique().rows()
    return []


@pytest.mark.parametrize("halvar", HALVAR, ids=lambda p: p.namn)
def test_no_row_breaks_an_error_rule(ronneby, soderhamn, halvar):
    for varld in (ronneby, soderhamn):
        for table, frame in extracts(DEKLARATION, varld, halvar).items():
            assert len(frame) > 0
            assert broken_rules(table, frame, halvar) == [], (varld.sardrag.lamnare, table)


def test_the_judge_does_find_faults(ronneby):
    frame = extracts(DEKLARATION, ronneby, HALVAR[0])["utredning"].with_columns(pl.lit("X").alias("lagrum"))
    assert [column for column, _ in broken_rules("utredning", frame, HALVAR[0])] == ["lagrum"]


def test_kon_and_age_come_with_the_person_table_or_with_the_events(ronneby, soderhamn):
    with_table = extracts(DEKLARATION, ronneby, HALVAR[0])
    without = extracts(DEKLARATION, soderhamn, HALVAR[0])
    assert list(with_table)[:4] == ["person", "aktualisering", "utredning", "insats"]
    assert list(without)[:3] == ["aktualisering", "utredning", "insats"]
    of_persons = ["aktualisering", "utredning", "insats", "placering", "skattning"]
    assert not any({"kon", "alder"} & set(with_table[table].columns) for table in of_persons)
    assert all({"kon", "alder"} <= set(without[table].columns) for table in of_persons)
    assert "alder_vid_avslut" in without["utredning"].columns
    assert "kon" in with_table["forebyggande_insats"].columns  # nobody's: it has no person to ask


def test_persons_are_those_seen_in_the_half_year(ronneby):
    found = extracts(DEKLARATION, ronneby, HALVAR[1])
    seen = pl.concat([frame.select("pid") for name, frame in found.items() if name != "person" and "pid" in frame])
    assert set(found["person"]["pid"]) == set(seen["pid"].drop_nulls())
    assert found["person"]["pid"].is_unique().all()


UTREDNING = pl.DataFrame(
    {
        "utredning_id": ["u1", "u2", "u3"],
        "inledd_datum": [date(2024, 5, 1), date(2024, 2, 1), date(2024, 7, 1)],
        "avslutad_datum": [date(2024, 9, 1), date(2024, 6, 30), date(2024, 8, 1)],
        "forlangd_beslut_datum": [date(2024, 8, 15), date(2024, 5, 20), None],
        "utfall": ["insats", "ingen_insats", "insats"],
        **dict.fromkeys(
            [
                "riskfaktorer",
                "skyddsfaktorer",
                "info_andra_professioner",
                "bedomningsinstrument",
                "instrument",
                "vh_installning",
                "barn_installning",
                "uppfoljning_23kap",
                "barnsamtal_antal",
                "alder_vid_avslut",
            ],
            None,
        ),
    }
)


def test_an_utredning_is_delivered_as_it_was_known():
    tabell = DEKLARATION.tabeller["utredning"]
    columns = ["utredning_id", "avslutad_datum", "forlangd_beslut_datum", "utfall"]
    first, second = (
        known_rows(tabell, UTREDNING, period(namn)).select(columns).rows() for namn in ("2024H1", "2024H2")
    )
    assert first == [
        ("u1", None, None, None),  # open on 30 June: its end and what came of it are not yet known
        ("u2", date(2024, 6, 30), date(2024, 5, 20), "ingen_insats"),
    ]
    assert second == [
        ("u1", date(2024, 9, 1), date(2024, 8, 15), "insats"),  # again, now closed
        ("u3", date(2024, 8, 1), None, "insats"),
    ]


def test_an_aktualisering_comes_again_only_if_it_was_undecided(ronneby):
    first, second = (extracts(DEKLARATION, ronneby, halvar)["aktualisering"] for halvar in HALVAR[:2])
    undecided = first.filter(pl.col("atgard").is_null())
    again = second.filter(pl.col("inkom_datum") < HALVAR[1].fran)
    assert len(undecided) > 0
    assert set(again["aktualisering_id"]) == set(undecided["aktualisering_id"])
    assert again.filter(pl.col("atgard").is_null()).is_empty()


def test_references_are_found_in_what_has_been_delivered(ronneby):
    sent = [extracts(DEKLARATION, ronneby, halvar) for halvar in HALVAR]
    utredningar = {key for tables in sent for key in tables["utredning"]["utredning_id"]}
    pointed = {key for tables in sent for key in tables["insats"]["utredning_id"].drop_nulls()}
    opened = {
        key
        for tables in sent
        for key in tables["aktualisering"].filter(pl.col("atgard") == "inleds")["utredning_id"].drop_nulls()
    }
    assert pointed and pointed <= utredningar
    assert opened and opened <= utredningar


@pytest.fixture(scope="module")
def many() -> dict[str, pl.DataFrame]:
    """Complete rows about children of six middle-sized lämnare: the shares of a single one are its own."""
    worlds = [world(lamnare) for lamnare in ("1780", "2480", "1880", "0780", "2281", "1380")]
    children = pl.col("omrade") == "barn_unga"
    return {
        t: pl.concat([w.rader[t].filter(children) for w in worlds]) for t in ("aktualisering", "utredning", "insats")
    }


def test_shares_of_anmalningar(many):
    reports = many["aktualisering"].filter(pl.col("typ") == "anmalan")
    decided = reports.filter(pl.col("atgard").is_in(["inleds", "inleds_inte"]))
    waited = (decided["atgard_datum"] - decided["inkom_datum"]).dt.total_days()
    expected = {
        "anmälan": (len(reports) / len(many["aktualisering"]), 0.94, 0.03),
        "utredning inleds": ((decided["atgard"] == "inleds").mean(), 0.38, 0.08),
        "pojkar": ((reports["kon"] == "1").mean(), 0.55, 0.03),
        "0–12 år": ((reports["alder"] <= 12).mean(), 2 / 3, 0.04),
        "våld": ((reports["avser_vald"] == "1").mean(), 0.20, 0.05),
        "föräldrars problematik": ((reports["orsak"] == "foralder_problematik").mean(), 0.38, 0.08),
        "mer än 14 dagar": ((waited > 14).mean(), 0.09, 0.06),
        "kön okänt": ((reports["kon"] == "9").mean(), 0.01, 0.01),
        "orsak okänd": (reports["orsak"].is_null().mean(), 0.02, 0.01),
    }
    assert {name: got for name, (got, about, by) in expected.items() if abs(got - about) > by} == {}


def test_shares_of_utredningar(many):
    rows = many["utredning"]
    days = (rows["avslutad_datum"] - rows["inledd_datum"]).dt.total_days()
    assert 85 <= days.median() <= 115
    assert 0.15 <= (days > 123).mean() <= 0.45
    assert 0.40 <= (rows["utfall"] == "insats").mean() <= 0.60
    assert 0.05 <= rows["forlangd_beslut_datum"].is_not_null().mean() <= 0.30


def test_risk_groups_differ(many):
    """Violence is looked into more often than truancy, and what was found weighs in what it led to."""
    opened = many["aktualisering"].group_by("orsak").agg((pl.col("atgard") == "inleds").mean().alias("andel"))
    share = dict(opened.iter_rows())
    assert share["vald_narstaende"] > share["skola"] + 0.1
    found = pl.col("riskfaktorer").str.split("|").list.len().fill_null(0)
    risks = many["utredning"].group_by(pl.col("utfall") == "insats").agg(found.mean().alias("antal")).sort("utfall")
    without, with_service = risks["antal"]
    assert with_service > without + 0.3


def test_children_return_within_a_year(many):
    reports = many["aktualisering"].filter((pl.col("typ") == "anmalan") & pl.col("pid").is_not_null())
    closed = reports.filter((pl.col("atgard") == "inleds_inte") & (pl.col("inkom_datum").dt.year() == 2024))
    days = (pl.col("ny") - pl.col("atgard_datum")).dt.total_days()
    back = closed.join(reports.select("pid", ny="inkom_datum"), on="pid").filter(days.is_between(1, 365))
    assert 0.20 <= back["pid"].n_unique() / closed["pid"].n_unique() <= 0.36


def test_july_is_the_quietest_month(many):
    months = (
        many["aktualisering"]
        .filter(pl.col("inkom_datum").dt.year() == 2024)
        .group_by(pl.col("inkom_datum").dt.month().alias("manad"))
    )
    assert months.len().sort("len")["manad"][0] == 7


def test_services_without_a_needs_test_are_only_advice(many):
    free = many["insats"].filter(pl.col("behovsprovad") == "0")
    assert set(free["insatstyp"]) == {"rad_och_stod"}
    assert 0.2 <= free["pid"].is_null().mean() <= 0.5


def test_pseudonyms_are_all_different_and_short():
    ids = pl.concat([pseudonyms("p", "1/1780", kull, 50_000) for kull in (2023, 2024)])
    assert ids.n_unique() == 100_000
    assert ids.str.contains("^p[0-9a-f]{8}$").all()
