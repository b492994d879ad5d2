"""Dagster's own folder in a home: its settings, written once and then the user's to change."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from isu.home import Home

if TYPE_CHECKING:
    from dagster import DagsterInstance

SETTINGS = """\
# Skriven första gången hemmet öppnades. Ändra fritt; filen skrivs inte om.
telemetry:
  enabled: false
nux:
  enabled: false

# Två körningar åt gången. En runda över alla lämnare använder själv maskinens kärnor.
concurrency:
  runs:
    max_concurrent_runs: 2

# En körning som har tystnat räknas som misslyckad, så att dess filer tas igen.
run_monitoring:
  enabled: true
  start_timeout_seconds: 600
  max_runtime_seconds: 43200

# En körning som dog med sin process görs om. En som misslyckades av sitt innehåll görs inte om.
run_retries:
  enabled: true
  max_retries: 1
  retry_on_asset_or_op_failure: false

retention:
  sensor:
    purge_after_days:
      skipped: 2
      started: 30
      failure: 30
      success: 30
"""


def instance_folder(home: Home) -> Path:
    """The folder with its settings in place; every process of Dagster is told of it by DAGSTER_HOME."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings = home.dagster / "dagster.yaml"
    if not settings.exists():
        settings.write_text(SETTINGS, encoding="utf-8")
    return home.dagster


def environment(home: Home) -> dict[str, str]:
    """What a process of Dagster must know. Writing planned events in batches halves the cost of a round."""
    return {
        "DAGSTER_HOME": str(instance_folder(home)),
        "ISU_HOME": str(home.root),
        "DAGSTER_EVENT_BATCH_SIZE": os.environ.get("DAGSTER_EVENT_BATCH_SIZE", "200"),
    }


def dagster_instance(home: Home) -> "DagsterInstance":
    from dagster import DagsterInstance

    return DagsterInstance.from_config(str(instance_folder(home)))
