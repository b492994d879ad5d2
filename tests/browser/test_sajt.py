"""The comparison site of a small release: every link leads somewhere, nothing comes from elsewhere, and a phone and a
screen reader can read it.
"""

import html
import json
import re
import shutil
from pathlib import Path

import pytest

from isu.sajt import build_site
from tests.browser.bild import CHROMIUM, run, width_of
from tests.facit import BIN, needs_facit
from tests.spec.publication.slappt import slappt
from tests.verktyg import without

AXE = BIN.parent / "lib"
PAGES = ("index.html", "om.html", "kommun/1780.html", "indikator/AKT-05.html", "en/kommun/1780.html", "en/index.html")
needs_chromium = without("Chromium", missing=CHROMIUM is None)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("sajt")
    build_site(slappt(root), root / "sajt")
    return root / "sajt"


def text(page: Path) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))))


def test_every_link_leads_to_a_page_or_a_file(site):
    for page in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            assert not re.match(r"(https?:)?//", link), f"{page} asks {link} of somebody else"
            place, _, part = link.partition("#")
            target = (page.parent / place).resolve() if place else page
            assert target.is_file(), f"{page} leads to {link}"
            assert not part or f'id="{part}"' in target.read_text("utf-8"), f"{page} leads to {link}"


def test_the_first_page_is_light(site):
    own = site / "index.html"
    loaded = [own, *((site / s) for s in re.findall(r'(?:src|href)="(statik/[^"]+)"', own.read_text("utf-8")))]
    assert sum(path.stat().st_size for path in loaded) < 300_000


@pytest.mark.parametrize(
    ("kommun", "says"),
    [
        #  100 per cent of 30 in Karlstad; of 3 in Storfors nothing is said; nobody of the others has reported
        ("1780", "100,0 %"),
        ("1780", "(88,6–100,0)"),
        ("1880", "visas inte, av hänsyn till enskilda"),
    ],
)
def test_a_kommun_sees_its_numbers_and_why_some_are_lacking(site, kommun, says):
    assert says in text(site / "kommun" / f"{kommun}.html")


def test_a_number_that_is_not_shown_is_in_no_chart(site):
    page = (site / "indikator" / "AKT-05.html").read_text("utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    assert {kommun[0] for serie in data["serier"] for kommun in serie["kommuner"]} <= {"1715", "1780", "1885"}


def test_there_is_no_rank(site):
    assert not any(re.search(r"\b(rang|plats \d|placering \d|ranked)\b", text(p), re.I) for p in site.rglob("*.html"))


def test_the_table_to_download_has_the_same_numbers(site):
    lines = (site / "csv" / "kommun" / "1780.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("indikator;variant;matt") and any(";100,0;" in line for line in lines)


@needs_chromium
def test_no_page_is_wider_than_a_phone(site):
    assert width_of([site / p for p in PAGES], 320) == [320] * len(PAGES)


@needs_chromium
def test_the_charts_are_drawn(site):
    drawn = run("--virtual-time-budget=5000", "--dump-dom", (site / "kommun/1780.html").as_uri())
    assert drawn.count("<svg") >= 1


CHECK = """<script src="axe.min.js"></script><script>
const wcag = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]};
const breach = (v) => `${v.id}: ${v.nodes.length} ${v.nodes[0].html.slice(0, 200)}`;
addEventListener("load", () => axe.run(wcag).then((found) => {
  document.title = JSON.stringify(found.violations.map(breach));
}));
</script></body>"""


@needs_facit
@needs_chromium
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_breach_of_wcag_2_2_aa(site, name):
    page = site / name
    shutil.copy(next(AXE.rglob("axe.min.js")), page.parent / "axe.min.js")
    judged = page.with_name(f"axe_{page.name}")
    judged.write_text(page.read_text("utf-8").replace("</body>", CHECK), encoding="utf-8")
    try:
        dumped = run("--virtual-time-budget=15000", "--dump-dom", judged.as_uri())
    finally:
        judged.unlink()
        (page.parent / "axe.min.js").unlink()
    told = html.unescape(re.search(r"<title>(.*?)</title>", dumped, re.DOTALL)[1])
    assert json.loads(told) == []
