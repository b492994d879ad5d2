"""The steward's manual names everything that the steward meets."""

from pathlib import Path

import pytest

from isu.pipelines.definitions import defs

MANUAL = (Path(__file__).parents[2] / "docs" / "steward.md").read_text(encoding="utf-8")
GRAPH = defs.resolve_asset_graph()
NAMES = [
    *(key.to_user_string() for key in GRAPH.get_all_asset_keys()),
    *(key.name for key in GRAPH.asset_check_keys),
    *(job.name for job in defs.jobs),
    *(sensor.name for sensor in defs.sensors),
]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_manual_names(name):
    assert f"`{name}`" in MANUAL
