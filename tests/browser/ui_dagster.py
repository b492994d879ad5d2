"""A steward's day in the real pages: who failed and why is at most three clicks from the start page; a backfill of some
lämnare, and the code read anew, lose nothing.

The program is started as a steward starts it, behind the shipped nginx, and files are dropped as a municipality does.
With ISU_BILDER=MAPP pictures of every page are put there.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest

from isu.cli.ui import LOCATION
from isu.filer import sha256_of
from isu.home import Home
from tests.browser.bild import CHROMIUM
from tests.browser.cdp import Flik, tab
from tests.land import a_small_country
from tests.pipeline.test_drift import answer, free_port, nginx, wait_for
from tests.verktyg import without

GOOD, BAD, OTHER = SENDERS = ["2418", "2510", "2584"]
GOOD_FILE = """aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum
a1;2024-02-01;anmalan;barn_unga;inleds;2024-02-10
"""
REASON = "Filen togs inte emot."
STEWARD = "forvaltare:ord-forvaltare"
#: What the rows of the list of runs say, those that hold no other row that does.
FAILED = f"""[...document.querySelectorAll('tr, div')]
  .filter(e => e.textContent.includes('partition: {BAD}') && e.textContent.includes('Failure'))
  .filter((e, _, all) => !all.some(o => o !== e && e.contains(o)))[0]?.innerText.trim().split('\\n')[0]"""
LOGIN = {"Authorization": f"Basic {b64encode(STEWARD.encode()).decode()}"}
#: One run of each: of a lämnare, of the working edition, of the standing of deliveries.
JOBS = {"intag", "fornya_arbetsutgava", "leveranslaget"}
ENDED = {"SUCCESS", "FAILURE"}
PATIENCE = 900.0

pytestmark = [
    without("Chromium", missing=CHROMIUM is None),
    without("nginx", missing=shutil.which("nginx") is None),
]


def drop(home: Home, lamnare: str, text: str) -> None:
    place = home.inbox(lamnare) / "aktualisering_2024H1.csv"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The address of the steward's door to a home where two good files and a bad one have been dropped and taken."""
    home = a_small_country(Home(tmp_path_factory.mktemp("hem")), SENDERS)
    for lamnare in SENDERS:
        drop(home, lamnare, "nummer;datum\n1;2024-02-01\n" if lamnare == BAD else GOOD_FILE)
    behind, doors, place = free_port(), (free_port(), free_port()), tmp_path_factory.mktemp("nginx")
    with program(home, behind, f"http://127.0.0.1:{doors[0]}/sidor"), nginx(place, behind, behind, home.root, doors):
        address = f"http://127.0.0.1:{doors[0]}"
        until(lambda: all_taken(address), "the runs have ended")
        yield address, home


@contextmanager
def program(home: Home, port: int, served: str):
    """`isu ui` as a steward starts it; it and all that it has started are gone afterwards."""
    asked = ["ui", "--home", str(home.root), "--port", str(port)]
    started = subprocess.Popen(
        [sys.executable, "-c", "from isu.cli import main; main()", *asked],
        env=os.environ | {"ISU_SIDOR": served},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/server_info", started)
        yield
    finally:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def until(seen: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < ends, f"not so: {what}"
        time.sleep(2)


def asked(address: str, question: str) -> dict:
    """What GraphQL answers the steward."""
    status, told = answer(f"{address}/graphql", STEWARD, json.dumps({"query": question}), PATIENCE)
    assert status == 200 and "errors" not in json.loads(told), told
    return json.loads(told)["data"]


def all_taken(address: str) -> bool:
    found = asked(address, "{ runsOrError { ... on Runs { results { jobName status tags { key value } } } } }")
    runs = found["runsOrError"]["results"]
    taken = {tag["value"] for run in runs for tag in run["tags"] if tag["key"] == "dagster/partition"}
    return {r["status"] for r in runs} <= ENDED and {r["jobName"] for r in runs} == JOBS and taken == set(SENDERS)


def photographed(flik: Flik, name: str) -> None:
    if folder := os.environ.get("ISU_BILDER"):
        flik.picture(Path(folder) / f"{name}.png")


def test_who_failed_and_why_is_three_clicks_from_the_start_page(pages):
    address, home = pages
    with tab(LOGIN) as flik:
        flik.open(address)
        flik.shows("Timeline")
        photographed(flik, "0-start")

        failed = flik.follow("Runs", lambda: failed_run(flik))
        assert f"partition: {GOOD}" in flik.text()
        photographed(flik, "1-runs")

        told = flik.follow(failed, flik.says("behöver åtgärdas"))
        assert f"1 av 1 lämnare behöver åtgärdas:\n{BAD} Jokkmokk: aktualisering_2024H1.csv: {REASON}" in told
        photographed(flik, "2-run")

        receipt = flik.follow(
            ".kvitto.html", lambda: flik.js("location.pathname.endsWith('.kvitto.html')") and flik.text()
        )
        assert "Jokkmokk" in receipt and REASON in receipt
        photographed(flik, "3-receipt")

        look_around(flik, address)


def look_around(flik: Flik, address: str) -> None:
    """The pages that the manual names: what is broken now, and one good lämnare with its links."""
    flik.open(f"{address}/assets/register?view=checks&checkDetail=ej_atgardade")
    assert REASON in flik.shows(".kvitto.html")
    photographed(flik, "4-checks")
    flik.open(f"{address}/assets/register?view=partitions&partition={GOOD}")
    assert "Rader i kraft" in flik.shows("/laget.html")
    photographed(flik, "5-partition")
    flik.open(f"{address}/assets/leveranslage?view=overview")
    flik.follow("/leveranslage.html", flik.says("Trasigt nu"))
    photographed(flik, "6-leveranslage")


def failed_run(flik: Flik) -> str | None:
    """What the link to the bad lämnare's run says, once the list tells that it failed."""
    return flik.js(FAILED)


def files(home: Home) -> dict[str, str]:
    """What lies left of the wall, with its sha256."""
    places = [home.root / "register", home.root / "cells"]
    return {str(p): sha256_of(p) for place in places for p in sorted(place.rglob("*")) if p.is_file()}


def test_a_backfill_of_some_lamnare_makes_what_is_lost_again_to_the_byte(pages):
    """Of two with a third between them: what they have left of the wall is taken away first."""
    address, home = pages
    before, chosen = files(home), [GOOD, OTHER]
    shutil.rmtree(home.cells(GOOD))
    for path in (home.root / "register").glob(f"*/lamnare={OTHER}/*"):
        path.unlink()
    assert len(files(home)) < len(before)
    told = asked(
        address,
        f"""mutation {{ launchPartitionBackfill(backfillParams: {{partitionNames: {json.dumps(chosen)},
          assetSelection: [{{path: "register"}}, {{path: "celler"}}]}}) {{
            ... on LaunchBackfillSuccess {{ backfillId }} ... on PythonError {{ message }} }} }}""",
    )["launchPartitionBackfill"]

    def status() -> str:
        question = f'partitionBackfillOrError(backfillId: "{told["backfillId"]}")'
        return asked(address, f"{{ found: {question} {{ ... on PartitionBackfill {{ status }} }} }}")["found"]["status"]

    until(lambda: status().startswith("COMPLETED"), "the backfill is done")
    assert status() == "COMPLETED_SUCCESS" and files(home) == before


def test_the_partitions_are_there_when_the_code_has_been_read_anew(pages):
    address, _ = pages
    kept = (
        '{ assetNodes(assetKeys: [{path: "register"}]) { partitionKeys partitionStats { numMaterialized numFailed } } }'
    )
    (before,) = asked(address, kept)["assetNodes"]
    assert sorted(before["partitionKeys"]) == SENDERS
    assert before["partitionStats"] == {"numMaterialized": 2, "numFailed": 1}
    told = asked(
        address, f'mutation {{ reloadRepositoryLocation(repositoryLocationName: "{LOCATION}") {{ __typename }} }}'
    )
    assert told["reloadRepositoryLocation"]["__typename"] == "WorkspaceLocationEntry"
    assert asked(address, kept)["assetNodes"] == [before]
