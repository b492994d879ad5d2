"""What the code location offers, as the steward meets it: names, groups, descriptions, and what runs by itself."""

import dagster as dg
import pytest

from isu.declaration.katalog import project_folder
from isu.pipelines.definitions import defs

LEFT, RIGHT = {"register", "celler"}, {"AKT", "UTR", "arbetsutgava", "utgava"}


@pytest.fixture(scope="module")
def specs() -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def check_descriptions() -> dict[str, str | None]:
    graph = defs.resolve_asset_graph()
    return {key.name: graph.get_check_spec(key).description for key in graph.asset_check_keys}


def test_the_assets_stand_on_their_side_of_the_wall(specs):
    groups = {name: spec.group_name for name, spec in specs.items()}
    assert {n for n, g in groups.items() if g == "vanster_om_muren"} == LEFT
    assert {n for n, g in groups.items() if g == "hoger_om_muren"} >= RIGHT
    assert {n for n, g in groups.items() if g == "leveranser"} == {"leveranslage"}
    assert set(groups.values()) == {"vanster_om_muren", "hoger_om_muren", "leveranser"}


def test_only_what_lies_left_of_the_wall_is_divided_by_lamnare(specs):
    assert {name for name, spec in specs.items() if spec.partitions_def} == LEFT
    assert specs["register"].partitions_def == dg.DynamicPartitionsDefinition(name="lamnare")


def test_the_right_side_stands_on_cells_alone(specs):
    def deps(name: str) -> set[str]:
        return {dep.asset_key.to_user_string() for dep in specs[name].deps}

    assert deps("AKT") == deps("UTR") == {"celler"}
    assert {"AKT", "UTR"} <= deps("arbetsutgava") and not deps("arbetsutgava") & LEFT
    assert deps("utgava") == {"arbetsutgava"}


def test_every_asset_and_check_is_described_in_swedish(specs):
    described = {name: spec.description for name, spec in specs.items()} | check_descriptions()
    for name, description in described.items():
        assert description and set("åäö") & set(description), name


def test_every_asset_says_who_answers_for_it_and_whether_it_is_secret(specs):
    assert all(spec.owners == ["team:forvaltare"] for spec in specs.values())
    open_ones = {name for name, spec in specs.items() if spec.tags["sekretess"] == "skyddat"}
    assert open_ones == {"arbetsutgava", "utgava"}


def test_a_group_names_its_sql_files_its_staging_and_its_tables(specs):
    text = specs["AKT"].description
    files = sorted((project_folder("dbt_like_sql") / "indicators").rglob("AKT-*.sql"))
    assert files
    for path in files:
        assert f"`dbt_like_sql/indicators/{path.parent.name}/{path.name}`" in text
    assert "`dbt_like_sql/staging/aktualisering_individ.sql`" in text
    assert "`schemas/tables/aktualisering.py`" in text


def test_every_table_has_a_check_of_its_own_and_names_its_rules():
    checks = check_descriptions()
    tables = {path.stem for path in (project_folder("schemas") / "tables").glob("*.py")}
    assert {f"schema_{table}" for table in tables} <= checks.keys()
    assert "R03 ej_datum" in checks["schema_insats"]


def test_the_sensors_run_without_a_click():
    sensors = {sensor.name: sensor for sensor in defs.sensors}
    assert sensors.keys() == {"intag_sensor", "utgava_sensor", "lage_sensor", "larm_sensor"}
    assert all(s.default_status == dg.DefaultSensorStatus.RUNNING for s in sensors.values())


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ("intag", LEFT),
        ("fornya_arbetsutgava", RIGHT - {"utgava"}),
        ("slapp_utgava", {"utgava"}),
        ("leveranslaget", {"leveranslage"}),
    ],
)
def test_what_a_job_runs(job, expected):
    keys = {key.to_user_string() for key in defs.resolve_job_def(job).asset_layer.selected_asset_keys}
    assert keys >= expected and not keys & ((LEFT | RIGHT) - expected)


def test_runs_stay_in_one_process():
    assert defs.resolve_job_def("intag").executor_def.name == "in_process"
