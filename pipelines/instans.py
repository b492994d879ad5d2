"""Dagster's own folder in a home: its settings, written once and then the user's to change.

Where the ledger lies in PostgreSQL, Dagster's storage lies in the same database, in a schema of its own. Where there is
a queue to workers on several machines, runs are sent there.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL

from isu.databas import database, is_server
from isu.errors import IsuError
from isu.home import Home
from isu.ledger.database import open_ledger

if TYPE_CHECKING:
    from dagster import DagsterInstance

SETTINGS = """\
# Skriven första gången hemmet öppnades. Ändra fritt; filen skrivs inte om.
telemetry:
  enabled: false
nux:
  enabled: false

# Så många körningar åt gången (ISU_SAMTIDIGA när filen skrevs, annars 2). På en maskin använder en runda över alla
# lämnare själv kärnorna; med arbetare på flera maskiner är det här antalet processer som arbetarna har tillsammans.
concurrency:
  runs:
    max_concurrent_runs: {samtidiga}

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

#: Added where ISU_BROKER_URL names a queue.
LAUNCHER = """
run_launcher:
  module: isu.pipelines.utskick
  class: Utskick
  config:
    broker:
      env: ISU_BROKER_URL
    backend:
      env: ISU_BROKER_URL
"""


def instance_folder(home: Home) -> Path:
    """The folder with its settings in place; every process of Dagster is told of it by DAGSTER_HOME."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings, wanted = home.dagster / "dagster.yaml", _asked_for(home)
    if not settings.exists():
        start = SETTINGS.format(samtidiga=int(os.environ.get("ISU_SAMTIDIGA", "2")))
        settings.write_text("".join([start, *wanted.values()]), encoding="utf-8")
    said = settings.read_text(encoding="utf-8")
    for variable, part in wanted.items():
        if part.partition(":")[0] not in said:
            raise IsuError(
                f"{variable} är satt, men {settings} är skriven utan den. Lägg till detta sist i filen, eller ta bort "
                f"den så skrivs en ny:\n{part}"
            )
    return home.dagster


def _asked_for(home: Home) -> dict[str, str]:
    """Environment variable → what it adds to the settings."""
    if home.broker_url and not _server(home):
        raise IsuError("ISU_BROKER_URL kräver ISU_DATABASE_URL: arbetare på flera maskiner kan inte dela SQLite.")
    parts = (("ISU_DATABASE_URL", STORAGE, _server(home)), ("ISU_BROKER_URL", LAUNCHER, home.broker_url))
    return {variable: part for variable, part, asked in parts if asked}


def _server(home: Home) -> URL | None:
    """The PostgreSQL database, if it is one."""
    place = database(home.database_url)
    return place if is_server(home.database_url) else None


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
