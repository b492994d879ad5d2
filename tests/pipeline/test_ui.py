"""Opening the pages: Dagster's own folder in the home, and the command that is run."""

import sys

import yaml

from isu.cli.ui import command
from isu.pipelines.instans import environment, instance_folder


def test_the_settings_are_written_once_and_then_the_users(hem):
    settings = instance_folder(hem.home) / "dagster.yaml"
    assert yaml.safe_load(settings.read_text(encoding="utf-8"))["telemetry"] == {"enabled": False}
    settings.write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    instance_folder(hem.home)
    assert settings.read_text(encoding="utf-8") == "telemetry: {enabled: false}\n"


def test_dagster_is_told_of_the_home(hem):
    told = environment(hem.home)
    assert told["ISU_HOME"] == str(hem.home.root)
    assert told["DAGSTER_HOME"] == str(hem.home.root / "dagster")


def test_the_code_location_is_found_by_name_and_so_in_the_wheel_too():
    assert command("127.0.0.1", 3000)[:6] == [sys.executable, "-m", "dagster", "dev", "-m", "isu.pipelines.definitions"]


def test_the_workspace_file_names_the_same_location():
    from tests.pipeline.test_wheel import ROOT

    (location,) = yaml.safe_load((ROOT / "workspace.yaml").read_text(encoding="utf-8"))["load_from"]
    assert location["python_module"]["module_name"] == "isu.pipelines.definitions"
