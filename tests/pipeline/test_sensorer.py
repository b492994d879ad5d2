"""The sensors on a real home: files in the intake become runs, and nothing that goes wrong is forgotten."""

from pathlib import Path

import dagster as dg
import pytest

from isu.errors import IsuError
from isu.flow.intag import take_sender
from isu.home import Home
from isu.pipelines.assets_leveranser import delivery_standing
from isu.pipelines.beslut import FORSTA, SISTA, Fil
from isu.pipelines.definitions import definitions
from isu.pipelines.partitions import span_tags
from isu.pipelines.resources import Hem
from isu.pipelines.sensors import MOST_SINGLE_RUNS, hasher, intag_sensor, lage_sensor, look, requests, utgava_sensor


def drop(home: Home, lamnare: str, name: str = "insats_2024H1.csv", text: str = "a;b\n") -> Path:
    path = home.inbox(lamnare) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path) -> Home:
    (tmp_path / "intake").mkdir()
    return Home(tmp_path)


@pytest.fixture
def looks(home, hem):
    """Look once more, as Dagster does, remembering what the last look left behind."""
    hem_resource = Hem(katalog=str(home.root))
    defs = definitions(hem.deklaration, hem_resource)
    with dg.DagsterInstance.ephemeral() as instance:
        memory = {}

        def again(sensor: dg.SensorDefinition) -> dg.SensorResult:
            with dg.build_sensor_context(
                instance=instance, cursor=memory.get(sensor.name), definitions=defs, resources={"hem": hem_resource}
            ) as context:
                told = sensor(context)
            memory[sensor.name] = told.cursor
            for request in told.dynamic_partitions_requests or []:
                instance.add_dynamic_partitions(request.partitions_def_name, request.partition_keys)
            return told

        yield again


def test_a_dropped_file_becomes_the_run_of_its_lamnare(home, looks):
    drop(home, "1780")
    assert looks(intag_sensor).run_requests == []
    (request,) = looks(intag_sensor).run_requests
    assert request.partition_key == "1780"


def test_a_round_is_shared_out_where_there_are_workers_on_several_machines():
    partitions = [f"{nr:04d}" for nr in range(30)]
    asked = {lamnare: f"nyckel {lamnare}" for lamnare in reversed(partitions) if lamnare != "0003"}
    shares = requests(asked, partitions, most_per_run=10)
    assert [(r.tags[FORSTA], r.tags[SISTA]) for r in shares] == [("0000", "0010"), ("0011", "0020"), ("0021", "0029")]
    assert len({r.run_key for r in shares}) == 3
    (whole,) = requests(asked, partitions)
    assert (whole.tags[FORSTA], whole.tags[SISTA]) == ("0000", "0029")


def test_a_folder_of_an_unknown_lamnare_is_run_too_and_so_gets_its_receipt(home, looks):
    drop(home, "okänd")
    looks(intag_sensor)
    assert [r.partition_key for r in looks(intag_sensor).run_requests] == ["okänd"]


def test_many_lamnare_at_once_are_one_round_over_all_of_them(home, looks):
    senders = [f"{n:04}" for n in range(100, 100 + MOST_SINGLE_RUNS + 1)]
    for lamnare in senders:
        drop(home, lamnare)
    looks(intag_sensor)
    (request,) = looks(intag_sensor).run_requests
    assert request.partition_key is None
    assert request.tags["dagster/asset_partition_range_start"] == senders[0]
    assert request.tags["dagster/asset_partition_range_end"] == senders[-1]


def test_a_manifest_or_somebodys_working_file_is_no_delivery(home, looks):
    drop(home, "1780", ".insats.csv.del")
    drop(home, "1780", "insats.csv.leverans.yaml")
    looks(intag_sensor)
    told = looks(intag_sensor)
    assert not told.run_requests and told.skip_reason.skip_message == "Inga filer väntar."


def test_a_lost_intake_is_an_error_and_not_an_empty_folder(tmp_path):
    with pytest.raises(IsuError, match="går inte att läsa"):
        look(Home(tmp_path / "finns-inte"), str)


def test_a_folder_whose_name_cannot_be_a_lamnare_is_told_of_and_stops_nobody(home):
    told = []
    drop(home, "1780")
    drop(home, "a...b\n")
    assert list(look(home, told.append)) == ["1780"]
    assert len(told) == 1


def test_a_look_hashes_no_more_than_it_has_time_for(home):
    files = [Fil("1780", drop(home, "1780", name).name, "4|0|0") for name in ("a.csv", "b.csv")]
    content = hasher(home, at_most=4)
    assert content(files[0]) is not None
    assert content(files[1]) is None
    assert hasher(home)(files[1]) == hasher(home)(files[0]), "the same bytes"
    assert hasher(home)(Fil("1780", "borta.csv", "4|0|0")) is None


def test_cells_that_the_edition_lacks_start_the_right_side(home, looks):
    (home.cells("1780")).mkdir(parents=True)
    (home.cells("1780") / "innehall.json").write_text("{}", encoding="utf-8")
    assert len(looks(utgava_sensor).run_requests) == 1
    assert not looks(utgava_sensor).run_requests


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [(["b"], "b", "b"), (["c", "a"], "c", "a"), (["a", "b"], "b", "a"), (["d", "c"], "c", "d")],
)
def test_a_range_follows_dagsters_own_order_of_partitions(wanted, first, last):
    assert span_tags(["c", "b", "a", "d"], wanted) == {
        "dagster/asset_partition_range_start": first,
        "dagster/asset_partition_range_end": last,
    }


def test_the_standing_of_deliveries_is_asked_for_once_per_change_of_the_ledger(home, hem, looks):
    assert len(looks(lage_sensor).run_requests) == 1
    assert looks(lage_sensor).run_requests == []
    drop(home, "1780")
    take_sender(home, hem.deklaration, "1780")
    assert len(looks(lage_sensor).run_requests) == 1
    assert looks(lage_sensor).run_requests == []


def test_the_asset_of_deliveries_writes_the_page_and_tells_that_nothing_is_expected(home):
    done = dg.materialize(
        [delivery_standing(), dg.AssetSpec("register")],
        resources={"hem": Hem(katalog=str(home.root))},
        instance=dg.DagsterInstance.ephemeral(),
    )
    (check,) = done.get_asset_check_evaluations()
    assert check.passed and (home.steward / "leveranslage.html").is_file()
