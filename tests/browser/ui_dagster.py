"""A steward's day in the real pages: who failed and why is at most three clicks from the start page.

The program is started as a steward starts it, behind the shipped nginx, and files are dropped as a municipality does.
With ISU_BILDER=MAPP pictures of every page are put there.
"""

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from isu.home import Home
from tests.browser.bild import CHROMIUM
from tests.browser.cdp import Flik, tab
from tests.land import a_small_country
from tests.pipeline.test_drift import free_port, nginx, wait_for
from tests.verktyg import without

GOOD, BAD = "2418", "2510"
GOOD_FILE = """aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum
a1;2024-02-01;anmalan;barn_unga;inleds;2024-02-10
"""
REASON = "Filen togs inte emot."
#: The smallest part of the list that says both; the run's short id comes first in it.
FAILED = f"""[...document.querySelectorAll('tr, div')].map(e => e.innerText || '')
  .filter(t => t.includes('partition: {BAD}') && t.includes('Failure'))
  .sort((a, b) => a.length - b.length)[0]?.trim().split('\\n')[0]"""
LOGIN = {"Authorization": f"Basic {b64encode(b'forvaltare:ord-forvaltare').decode()}"}

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
    """The address of the steward's door to a home where one good and one bad file have just been dropped."""
    home = a_small_country(Home(tmp_path_factory.mktemp("hem")), [GOOD, BAD])
    drop(home, GOOD, GOOD_FILE)
    drop(home, BAD, "nummer;datum\n1;2024-02-01\n")
    behind, doors, place = free_port(), (free_port(), free_port()), tmp_path_factory.mktemp("nginx")
    served = {"ISU_SIDOR": f"http://127.0.0.1:{doors[0]}/sidor"}
    command = [
        sys.executable,
        "-c",
        "from isu.cli import main; main()",
        "ui",
        "--home",
        home.root,
        "--port",
        str(behind),
    ]
    started = subprocess.Popen(command, env=os.environ | served, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{behind}/server_info", started)
        with nginx(place, behind, behind, home.root, doors):
            yield f"http://127.0.0.1:{doors[0]}", home
    finally:
        started.terminate()
        started.wait(timeout=60)


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
