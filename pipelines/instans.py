"""Dagster's own folder in a home: its settings, written once and then the user's to change.

Where the ledger lies in PostgreSQL, Dagster's storage lies in the same database, in a schema of its own.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL

from isu.errors import IsuError
from isu.home import Home
from isu.ledger.database import POSTGRESQL, database, open_ledger

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


#: Added where the database is PostgreSQL; the address stays in the environment and is never written down.
STORAGE = """
storage:
  postgres:
    postgres_url:
      env: ISU_DAGSTER_URL
"""
SCHEMA = "dagster"


def instance_folder(home: Home) -> Path:
    """The folder with its settings in place; every process of Dagster is told of it by DAGSTER_HOME."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings, on_server = home.dagster / "dagster.yaml", _server(home) is not None
    if not settings.exists():
        settings.write_text(SETTINGS + (STORAGE if on_server else ""), encoding="utf-8")
    elif on_server and "\nstorage:" not in settings.read_text(encoding="utf-8"):
        raise IsuError(
            f"ISU_DATABASE_URL pekar på PostgreSQL, men {settings} säger inte att Dagster ska ligga där. "
            f"Lägg till detta sist i filen, eller ta bort den så skrivs en ny:\n{STORAGE}"
        )
    return home.dagster


def _server(home: Home) -> URL | None:
    """The PostgreSQL database, if it is one."""
    place = database(home.database_url)
    return place if place.get_backend_name() == POSTGRESQL else None


def storage_address(server: URL) -> str:
    """The same database, where what Dagster makes lands in its own schema: both keep a table of migrations."""
    return server.update_query_dict({"options": f"-csearch_path={SCHEMA}"}).render_as_string(hide_password=False)


def environment(home: Home) -> dict[str, str]:
    """What a process of Dagster must know. Writing planned events in batches halves the cost of a round."""
    told = {
        "DAGSTER_HOME": str(instance_folder(home)),
        "ISU_HOME": str(home.root),
        "DAGSTER_EVENT_BATCH_SIZE": os.environ.get("DAGSTER_EVENT_BATCH_SIZE", "200"),
    }
    server = _server(home)
    return told | ({"ISU_DAGSTER_URL": storage_address(server)} if server else {})


def dagster_instance(home: Home) -> "DagsterInstance":
    from dagster import DagsterInstance

    os.environ.update(environment(home))
    if _server(home):
        with open_ledger(home).begin() as connection:
            connection.exec_driver_sql(f"create schema if not exists {SCHEMA}")
    return DagsterInstance.from_config(str(instance_folder(home)))
