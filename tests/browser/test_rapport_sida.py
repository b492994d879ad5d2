"""The pages in a lämnare's outbox as they are seen: on a phone, on paper, and by a screen reader."""

from datetime import date
from pathlib import Path

import pytest

from isu.declaration import load_declarations
from isu.rapport import Infor, Underlag, write_preliminary, write_report
from tests.browser.bild import CHROMIUM, print_to_pdf
from tests.browser.cdp import tab
from tests.browser.halsa import PAPER, PHONE, Halsa, look, watch
from tests.facit import needs_facit
from tests.spec.publication.slappt import slappt
from tests.verktyg import without

needs_chromium = without("Chromium", missing=CHROMIUM is None)
#: 1780 gets surely worse from one half-year to the next.
CELLER = """
lamnare | period | kon | utfall | antal
1780    | 2024H1 | 2   | true   | 180
1780    | 2024H1 | 2   | false  | 20
1780    | 2024H2 | 2   | true   | 90
1780    | 2024H2 | 1   | false  | 90
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[Path]:
    root = tmp_path_factory.mktemp("rapport")
    underlag, sender = Underlag(slappt(root, celler=CELLER)), load_declarations().lamnare["1780"]
    report = write_report(underlag, sender, root)
    before = write_preliminary(underlag, sender, Infor("2025H1", date(2025, 10, 15), "", underlag), root)
    return [report / "rapport.html", report / "tabeller.html", before / "preliminart.html"]


@pytest.fixture(scope="module")
def seen(pages) -> dict[str, Halsa]:
    with tab() as flik:
        watch(flik)
        return {page.name: look(flik, page) for page in pages}


@needs_chromium
def test_a_page_fits_a_phone_and_paper_and_hides_no_focus(seen):
    for name, page in seen.items():
        assert page.bredd <= PHONE and page.edge <= PAPER, name
        assert page.complaints == page.obscured == [], name


@needs_facit
@needs_chromium
def test_axe_finds_no_breach_of_wcag_2_2_aa(seen):
    assert {name: page.breaches for name, page in seen.items() if page.breaches or len(page.passes) < 10} == {}


@needs_chromium
def test_the_page_of_findings_is_one_sheet_of_paper(pages, tmp_path):
    print_to_pdf(pages[0], tmp_path / "a4.pdf")
    assert (tmp_path / "a4.pdf").read_bytes().count(b"/Type /Page\n") == 1


def test_nothing_is_asked_of_anybody_else(pages):
    for page in pages:
        text = page.read_text("utf-8")
        assert "http" not in text.replace("http-equiv", "") and "<script" not in text
