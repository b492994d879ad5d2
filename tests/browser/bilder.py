"""Pictures for the manual: receipts and the comparison site, as a reader sees them. `make manual` runs this.

They go to the folder that ISU_BILDER names; where none is named it is tried that they can be taken.
"""

import os
from pathlib import Path

import pytest

from isu.receipt.kvittosida import receipt_html
from isu.sajt import build_site
from tests.browser.bild import CHROMIUM, picture
from tests.browser.exempel import kvitton
from tests.spec.publication.slappt import slappt
from tests.verktyg import without

pytestmark = without("Chromium", missing=CHROMIUM is None)

DESK, PHONE, HEIGHT = 1100, 360, 1000
#: Picture → (page, width).
RECEIPTS = {
    "kvitto_perfekt": ("perfekt", DESK),
    "kvitto_delvis": ("delvis", DESK),
    "kvitto_avvisad": ("avvisad", DESK),
    "kvitto_identitet": ("identitet", DESK),
    "kvitto_delvis_telefon": ("delvis", PHONE),
}
#: Those that come with a workbook of places to mend.
TO_MEND = ("delvis", "avvisad")
#: Picture → (pages of which the first is taken, width).
SITE = {
    "sajt_kommun": ("kommun/*.html", DESK),
    "sajt_indikator": ("indikator/AKT-05.html", DESK),
    "sajt_kommun_telefon": ("kommun/*.html", PHONE),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return Path(os.environ.get("ISU_BILDER") or tmp_path_factory.mktemp("bilder"))


def test_receipts(folder, tmp_path):
    told = kvitton()
    for name, (which, width) in RECEIPTS.items():
        page = tmp_path / f"{which}.html"
        workbook = f"{which}.att_ratta.xlsx" if which in TO_MEND else None
        page.write_text(receipt_html(told[which], "sv", workbook), encoding="utf-8")
        taken(page, width, folder / f"{name}.png")


def test_the_comparison_site(folder, tmp_path):
    """Of the release that ISU_UTGAVA names: the demo's, for the manual."""
    build_site(Path(os.environ.get("ISU_UTGAVA") or slappt(tmp_path)), tmp_path / "webb")
    site = tmp_path / "webb"
    for name, (pages, width) in SITE.items():
        taken(min(site.glob(pages)), width, folder / f"{name}.png")


def taken(page: Path, width: int, target: Path) -> None:
    picture(page, width, target, HEIGHT)
    assert target.stat().st_size > 10_000, f"{target} is nearly empty"
