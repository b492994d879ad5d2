"""The comparison site of a small release: every link leads somewhere, nothing comes from elsewhere, and a phone, a
keyboard, a printer and a screen reader can read it.
"""

import csv
import html
import re
from pathlib import Path

import pytest

from isu.sajt import build_site
from tests.browser.bild import CHROMIUM
from tests.browser.cdp import Flik, tab
from tests.browser.halsa import PAPER, PHONE, Halsa, look, watch
from tests.facit import needs_facit
from tests.lankar import broken_links
from tests.spec.publication.slappt import slappt
from tests.upplast import read_aloud
from tests.verktyg import without

PAGES = ("index.html", "om.html", "kommun/1780.html", "indikator/AKT-05.html", "en/kommun/1780.html", "en/index.html")
#: Of the last half-year 1780 has 100 per cent and 1715 0; of 1880 nothing may be said.
OWN_GROUPS = {"RSS Exempel": ("1780", "1715", "1880"), "Annan": ("1880",)}
needs_chromium = without("Chromium", missing=CHROMIUM is None)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("sajt")
    build_site(slappt(root), root / "sajt", OWN_GROUPS)
    return root / "sajt"


@pytest.fixture(scope="module")
def flik():
    with tab() as flik:
        watch(flik)
        yield flik


@pytest.fixture(scope="module")
def seen(site, flik) -> dict[str, Halsa]:
    return {name: look(flik, site / name) for name in PAGES}


def text(page: Path) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))))


def test_every_link_leads_to_a_page_or_a_file(site):
    assert broken_links(site) == []
    assert not any(re.search(r'(?:href|src)="(?:https?:)?//', p.read_text("utf-8")) for p in site.rglob("*.html"))


@pytest.mark.parametrize(
    ("kommun", "says"),
    [
        #  100 per cent of 30; 0 of 12, which are few; of 3 nothing is said; no second half-year
        ("1780", "100,0 %"),
        ("1780", "(88,6–100,0)"),
        ("1715", "0,0 % ~"),
        ("1715", "osäkert: bygger på få"),
        ("1880", "visas inte, av hänsyn till enskilda"),
        ("1885", "ofullständigt underlag"),
    ],
)
def test_a_kommun_sees_its_numbers_and_why_some_are_lacking(site, kommun, says):
    assert says in text(site / "kommun" / f"{kommun}.html")


def test_a_number_that_is_not_shown_is_in_no_chart(site):
    drawn = [path.read_text("utf-8") for path in (site / "data").glob("AKT-05.*.js")]
    assert drawn and {kod for text in drawn for kod in re.findall(r'\["(\d{4})",', text)} <= {"1715", "1780", "1885"}


def test_the_first_page_tells_who_has_reported_and_who_has_not(site, tmp_path):
    assert "4 av 4 kommuner har rapporterat." in text(site / "index.html")
    one = build_site(slappt(tmp_path, celler="lamnare | kon | utfall | antal\n1780 | 1 | true | 20"), tmp_path / "sajt")
    page = (tmp_path / "sajt" / "index.html").read_text("utf-8")
    assert one == 2 * (1 + 1 + 2) and "1 av 4 kommuner har rapporterat." in page and "17 1 av 2" in read_aloud(page)
    assert "1715 , har inte rapporterat" in read_aloud(page) and "1780 , har" not in read_aloud(page)


def test_there_is_no_rank(site):
    assert not any(re.search(r"\b(rang|plats \d|placering \d|ranked)\b", text(p), re.I) for p in site.rglob("*.html"))


def test_the_table_to_download_has_the_same_numbers(site):
    lines = (site / "csv" / "kommun" / "1780.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("indikator;variant;matt") and any(";100,0;" in line for line in lines)


def test_the_table_to_download_has_what_the_page_says_beside_a_number(site):
    with (site / "csv" / "kommun" / "1780.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter=";") if (r["period"], r["matt"]) == ("2024H2", "andel")]
    (own,) = [r for r in rows if (r["omrade"], r["kon"], r["aldersgrupp"]) == ("1780", "T", "alla")]
    assert (own["varde"], own["varde_riket"], own["klass_riket"]) == ("100,0", "71,4", "ingen_skillnad")
    groups = [(r["omrade"], r["varde"], r["antal_kommuner"]) for r in rows if r["omrade_typ"] == "egen_grupp"]
    assert groups == [("RSS Exempel", "50,0", "2")]


@pytest.mark.parametrize(
    "wanted", ["Definition", "jul–dec 2024", "Riket", "Länet", "Kommungruppen", "Kända", "Antal (n)"]
)
def test_a_kommun_finds_what_to_compare_with_and_what_to_ask(site, wanted):
    assert wanted in text(site / "kommun" / "1780.html")


def test_the_users_own_groups_can_be_marked(site):
    page = (site / "indikator" / "AKT-05.html").read_text("utf-8")
    members = '"egna_grupper:RSS Exempel":["1780","1715","1880"]'
    assert '<option value="egna_grupper:RSS Exempel">' in page
    assert members in (site / "data" / "kommuner.js").read_text("utf-8")


def test_an_own_group_stands_with_the_median_of_what_is_shown_and_of_how_many(site):
    told = "50,0 %(median av 2 av 3) 50,0 %, median av 2 av 3 kommuner"
    kommun, indikator = text(site / "kommun" / "1780.html"), text(site / "indikator" / "AKT-05.html")
    assert "RSS Exempel" in kommun and told.replace("(", " (") in kommun.replace("%(", "% (")
    assert told.replace("(", " (") in indikator.replace("%(", "% (")
    assert "Annan" not in kommun and "ingen kommun i gruppen har ett värde som visas" in indikator


def test_kommuner_of_which_nothing_is_shown_are_told_by_the_reason(site):
    assert "Inte rapporterat: 1880, 1885." in read_aloud((site / "indikator" / "AKT-05.html").read_text("utf-8"))


def test_a_larger_area_says_how_many_of_its_kommuner_it_is_of(site):
    assert "2 av 4 kommuner" in text(site / "indikator" / "AKT-05.html")
    assert "1 av 2 kommuner" in text(site / "kommun" / "1780.html")


@needs_chromium
def test_nothing_is_asked_of_others_and_nothing_goes_wrong(site, seen):
    for name, page in seen.items():
        assert all(address.startswith(site.as_uri()) for address in page.asked), name
        assert page.complaints == [], name


@needs_chromium
def test_the_first_page_is_light(site, seen, record_property):
    loaded = [site / address.removeprefix(f"{site.as_uri()}/") for address in seen["index.html"].asked]
    record_property("first_contentful_paint_ms", seen["index.html"].forsta_ms)
    assert len(loaded) <= 4 and sum(path.stat().st_size for path in loaded) < 300_000


@needs_chromium
def test_every_page_says_what_it_is(seen):
    for name, page in seen.items():
        assert page.sprak == ("en" if name.startswith("en/") else "sv"), name
        assert page.titel and page.om and "width=device-width" in page.fonster and page.rubriker == 1, name
    assert len({(page.titel, page.om) for page in seen.values()}) == len(PAGES)


@needs_chromium
def test_a_page_stands_still_fits_a_phone_and_fits_paper(seen):
    for name, page in seen.items():
        assert page.flyttat < 0.1, name
        assert page.bredd <= PHONE, name
        assert page.edge <= PAPER, name


@needs_chromium
def test_the_charts_are_drawn(seen):
    assert seen["kommun/1780.html"].bilder >= 1 and seen["indikator/AKT-05.html"].bilder >= 1


@needs_chromium
def test_what_has_the_focus_is_seen(seen):
    assert {name: page.obscured for name, page in seen.items() if page.obscured} == {}


@needs_facit
@needs_chromium
def test_axe_finds_no_breach_of_wcag_2_2_aa(seen):
    assert all(len(page.passes) > 10 and "target-size" in page.passes for page in seen.values())
    assert {name: page.breaches for name, page in seen.items() if page.breaches} == {}


@needs_chromium
def test_a_keyboard_reaches_everything_and_shows_where_it_is(site, flik: Flik):
    flik.as_wide_as(1100)
    flik.open((site / "indikator/AKT-05.html").as_uri())
    flik.until(lambda: flik.js("document.readyState") == "complete", "the page")
    reached = []
    for _ in range(9):
        flik.press("Tab")
        reached.append(flik.js("document.activeElement.id || document.activeElement.className"))
        assert flik.js("getComputedStyle(document.activeElement).outlineStyle") != "none", reached
    assert reached[0] == "hoppa" and "mark" in reached and "rulla" in reached


@needs_chromium
def test_search_leaves_what_matches_whatever_the_accents(site, flik: Flik):
    flik.open((site / "index.html").as_uri())
    flik.until(lambda: flik.js("document.readyState") == "complete", "the page")
    flik.js("box.value = 'PRÖV'; box.dispatchEvent(new Event('input'))")
    left = "[...document.querySelectorAll('main section li')].filter(li => li.offsetParent).map(li => li.innerText)"
    assert flik.js(left) == ["AKT-05 Ett prov"] and flik.js("told.textContent") == "1"
