"""Dagster's main pages with four years of history: 290 partitions, each with eight rounds of events.

The history is written through Dagster's own instance. What each page asks the server is noted while Chromium shows it,
and then asked again, so that the server's own time is known: the median of a few, for each question.
"""

import json
import os
import signal
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from isu.cli.ui import Del, command
from isu.declaration import load_declarations
from isu.home import Home
from isu.pipelines.definitions import definitions
from isu.pipelines.instans import dagster_instance, environment
from isu.pipelines.jobs import INTAG
from isu.pipelines.partitions import add_missing, span_tags
from isu.pipelines.resources import Hem
from tests.browser.cdp import tab

ROUNDS, TIMES = 8, 3
LISTED = [{"Tabell": "insats", "Period": "2025H1", "Rader": 1, "Kvitto": "insats_2025H1.kvitto.html"}] * 14
#: Page → what it says when it is shown.
PAGES = {
    "/overview/activity/timeline": "12hr",
    "/runs": INTAG,
    "/assets": "register",
    "/asset-groups": "vanster_om_muren",
    "/assets/register?view=overview": "Rader i kraft",
    "/assets/register?view=partitions": "0114",
    "/assets/register?view=checks": "ej_atgardade",
    "/assets/register?view=partitions&partition=0114": "Rader i kraft",
    "/automation": "intag_sensor",
}


def run(folder: Path) -> None:
    home = Home((folder / "hem_sidor").resolve())
    home.intake.mkdir(parents=True, exist_ok=True)
    seed(home)
    with pages(home) as (address, group):
        for page, shown in PAGES.items():
            asked, waited, drawn = questions(address, page, shown)
            before, slowest = cpu_of(group), max((answered(address, q) for q in asked), default=0.0)
            again = (cpu_of(group) - before) / TIMES
            print(
                f"{page:<46} visas efter {waited:5.2f} s, {drawn:5.2f} CPU s i webbläsaren; {len(asked):2} frågor, "
                f"den långsammaste {slowest:5.2f} s, alla {again:5.2f} CPU s",
                flush=True,
            )


def seed(home: Home) -> None:
    """Eight rounds over every lämnare: a run each, the materialisations and the checks."""
    deklaration = load_declarations()
    defs = definitions(deklaration, Hem(katalog=str(home.root)))
    checks = [key for key in defs.resolve_asset_graph().asset_check_keys if key.asset_key.path[0] == "register"]
    with dagster_instance(home) as instance:
        partitions = add_missing(instance, sorted(deklaration.lamnare))
        for _ in range(ROUNDS):
            instance.create_run_for_job(
                job_def=defs.resolve_job_def(INTAG),
                tags=span_tags(partitions, partitions),
                status=dg.DagsterRunStatus.SUCCESS,
            )
            for event in _events(partitions, checks):
                instance.report_runless_asset_event(event)


def _events(partitions: list[str], checks: list[dg.AssetCheckKey]) -> Iterator:
    table = dg.MetadataValue.table([dg.TableRecord(row) for row in LISTED])
    for asset in ("register", "celler"):
        for lamnare in partitions:
            told = {"Rader i kraft": 7000, "Avsatta rader": 12, "I kraft": table}
            yield dg.AssetMaterialization(asset, partition=lamnare, metadata=told)
    for key in checks:
        yield dg.AssetCheckEvaluation(key.asset_key, key.name, passed=True, metadata={"Leveranser": 4060})


@contextmanager
def pages(home: Home) -> Iterator[tuple[str, int]]:
    """The real pages of a home: their address, and the process group that serves them."""
    port = 3999
    told = os.environ | environment(home)
    server = subprocess.Popen(
        command("127.0.0.1", port, Del.WEBB), env=told, stderr=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while not _answers(address):
            assert server.poll() is None, "Sidorna startade inte."
            time.sleep(1)
        yield address, server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=60)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/server_info", timeout=30):
            return True
    except OSError:
        return False


def questions(address: str, page: str, shown: str) -> tuple[list[str], float, float]:
    """What the page asks GraphQL, each question once; wall seconds until it shows what it is opened for, and the
    browser's CPU seconds until then, of all its processes: more than the wait where they work side by side."""
    with tab() as flik:
        flik.open(address)
        flik.shows("Timeline")  # the program itself has been read, as it has for one who walks from page to page
        flik.settle(1)
        flik.sent.clear()
        started, before = time.perf_counter(), cpu_of(flik.group)
        flik.open(address + page)
        flik.shows(shown)
        waited, drawn = time.perf_counter() - started, cpu_of(flik.group) - before
        flik.settle(3)
        return (
            list(dict.fromkeys(q for q in flik.sent if '"query' in q and "subscription" not in q[:400])),
            waited,
            drawn,
        )


def answered(address: str, question: str) -> float:
    """Wall seconds to the whole answer."""
    found = []
    for _ in range(TIMES):
        started = time.perf_counter()
        request = urllib.request.Request(f"{address}/graphql", question.encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=120) as reply:
            json.load(reply)
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def cpu_of(group: int) -> float:
    """CPU seconds so far of the processes of a group (Linux)."""
    spent = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[2]) == group:
            spent += sum(map(int, fields[11:15]))
    return spent / os.sysconf("SC_CLK_TCK")
