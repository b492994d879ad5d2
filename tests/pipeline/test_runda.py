"""A round through Dagster: each lämnare by itself, the steward told of the one that needs a hand, the edition made."""

import asyncio

import dagster as dg
import pytest
from dagster import AssetKey, DagsterEventType
from dagster._core.definitions.partitions.context import partition_loading_context
from dagster._core.loader import LoadingContextForTest
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecord

from isu.declaration import load_declarations
from isu.home import Home
from isu.ledger import Ledger
from isu.pipelines.definitions import definitions
from isu.pipelines.instans import dagster_instance
from isu.pipelines.kor import end_interrupted_runs, run_round
from isu.pipelines.partitions import LAMNARE
from isu.pipelines.resources import Hem
from tests.land import a_small_country, deliver

SENDERS = ["1904", "2418", "2510"]
BAD = "2418"
SECRET = "hemligt-varde-4711"


def status(instance: dg.DagsterInstance, asset: str) -> dict[str, str]:
    keys = instance.get_dynamic_partitions(LAMNARE.name)
    with partition_loading_context(None, instance):
        found = instance.get_status_by_partition(AssetKey(asset), keys, LAMNARE)
    return {key: found[key].value if found.get(key) else "MISSING" for key in sorted(keys)}


def events(instance: dg.DagsterInstance, kind: DagsterEventType) -> list:
    """Of the newest run left of the wall."""
    (run,) = instance.get_runs(dg.RunsFilter(job_name="intag"), limit=1)
    return [entry.dagster_event for entry in instance.all_logs(run.run_id, of_type=kind)]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    """Three lämnare have delivered; one of them sent a file that is no table."""
    home = a_small_country(Home(tmp_path_factory.mktemp("hem")), SENDERS)
    deliver(home, SENDERS, "2024H1", "2024H1")
    (home.inbox(BAD) / "insats_2024H2.csv").write_text(f"{SECRET};b\n{SECRET};2\n", encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def instance(home):
    with dagster_instance(home) as instance:
        yield instance


@pytest.fixture(scope="module")
def went_well(home, instance) -> bool:
    return run_round(home, SENDERS, instance)


def test_one_that_needs_a_hand_stops_nobody(went_well, instance):
    expected = {"1904": "MATERIALIZED", "2418": "FAILED", "2510": "MATERIALIZED"}
    assert not went_well
    assert status(instance, "register") == status(instance, "celler") == expected


def test_the_run_says_who_and_why(went_well, instance):
    (failure,) = events(instance, DagsterEventType.STEP_FAILURE)
    message = failure.step_failure_data.error.message
    assert "1 av 3 lämnare behöver åtgärdas" in message
    assert "2418 Malå: insats_2024H2.csv: Filen togs inte emot." in message
    metadata = failure.step_failure_data.user_failure_data.metadata
    assert metadata["Lämnare att åtgärda"].value == BAD
    assert any(key.startswith("Kvitto 2418") for key in metadata)


def test_the_page_of_a_good_lamnare_has_counts(went_well, instance, home):
    found = {
        (e.asset_key.to_user_string(), e.partition): e.step_materialization_data.materialization.metadata
        for e in events(instance, DagsterEventType.ASSET_MATERIALIZATION)
    }
    register = found["register", "1904"]
    in_force = [d for d in Ledger(home).all_deliveries("1904") if d.i_kraft]
    assert register["Filer i körningen"].value == len(in_force) > 0
    assert register["Rader i kraft"].value == sum(d.accepterade for d in in_force) > 0
    assert register["Läget"].value == str(home.outbox("1904") / "laget.html")
    assert "AKT-05" in found["celler", "1904"]["Omräknade indikatorer"].value


def test_the_checks_are_told_though_the_run_failed(went_well, instance):
    found = {
        e.asset_check_evaluation_data.check_name: e.asset_check_evaluation_data
        for e in events(instance, DagsterEventType.ASSET_CHECK_EVALUATION)
    }
    assert {n for n, c in found.items() if not c.passed and c.severity == dg.AssetCheckSeverity.ERROR} == {
        "ej_atgardade"
    }
    assert found["ej_atgardade"].metadata["Leveranser"].value == 1
    counts = found["raderna_gar_ihop"].metadata
    parts = ("accepterade", "avsatta", "olasbara", "tomma")
    assert counts["rader"].value == sum(counts[part].value for part in parts) > 0


def test_no_delivered_value_is_in_the_log(went_well, instance):
    logged = [str(entry) for run in instance.get_runs() for entry in instance.all_logs(run.run_id)]
    assert len(logged) > 20
    assert not [entry for entry in logged if SECRET in entry]


def test_the_edition_is_made_all_the_same(went_well, instance, home):
    (run,) = instance.get_runs(dg.RunsFilter(job_name="fornya_arbetsutgava"))
    assert run.status == dg.DagsterRunStatus.SUCCESS
    assert (home.edition / "indikatorer.parquet").is_file()


def test_then_what_is_refused_stays_red_until_it_is_mended(went_well, instance, home):
    assert not run_round(home, [BAD], instance)
    assert status(instance, "register")[BAD] == "FAILED"

    deliver(home, [BAD], "2024H2", "2024H2")
    assert run_round(home, [BAD], instance)
    assert set(status(instance, "register").values()) == set(status(instance, "celler").values()) == {"MATERIALIZED"}


def test_the_alarm_of_a_run_that_failed_is_seen_though_another_lamnare_was_taken_before(went_well, instance, home):
    (home.inbox(BAD) / "insats_2025H1.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    job = definitions(load_declarations(home), Hem(katalog=str(home.root))).resolve_job_def("intag")
    for lamnare, goes_well in (("1904", True), (BAD, False)):
        assert (
            job.execute_in_process(instance=instance, partition_key=lamnare, raise_on_error=False).success is goes_well
        )
    key = dg.AssetCheckKey(AssetKey("register"), "ej_atgardade")
    context = LoadingContextForTest(instance)
    shown = asyncio.run(AssetCheckExecutionRecord.gen(context, key))
    assert asyncio.run(shown.targets_latest_materialization(context)), "else it is shown as not evaluated"
    assert (shown.evaluation.passed, shown.evaluation.metadata["Leveranser"].value) == (False, 1)


def test_then_a_run_whose_process_is_gone_is_ended(went_well, instance, home):
    job = definitions(load_declarations(home), Hem(katalog=str(home.root))).resolve_job_def("fornya_arbetsutgava")
    cut_off = instance.create_run_for_job(job_def=job, status=dg.DagsterRunStatus.STARTED)
    assert end_interrupted_runs(instance) == [cut_off.run_id]
    assert instance.get_run_by_id(cut_off.run_id).status == dg.DagsterRunStatus.FAILURE
