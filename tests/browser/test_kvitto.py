"""The receipt in a browser: no wider than a phone, and all of it on paper. Skipped where there is no Chromium.

`python -m tests.browser.bild MAPP` takes pictures of all of them, to be looked at.
"""

import re
import shutil
import subprocess

import pytest

from isu.receipt.kvittosida import receipt_html
from tests.browser.bild import CHROMIUM, print_to_pdf, width_of
from tests.browser.exempel import kvitton
from tests.verktyg import without

KVITTON = kvitton()
PHONE = 320

pytestmark = without("Chromium", missing=CHROMIUM is None)


@pytest.mark.parametrize("sprak", ["sv", "en"])
def test_no_receipt_is_wider_than_a_phone(tmp_path, sprak):
    pages = []
    for name, data in KVITTON.items():
        pages.append(tmp_path / f"{name}.html")
        pages[-1].write_text(receipt_html(data, sprak, f"{name}.att_ratta.xlsx"), encoding="utf-8")
    assert width_of(pages, PHONE) == [PHONE] * len(pages)


@without("pdftotext", missing=shutil.which("pdftotext") is None)
def test_what_is_folded_on_the_screen_is_open_on_paper(tmp_path):
    page = tmp_path / "delvis.html"
    page.write_text(receipt_html(KVITTON["delvis"]), encoding="utf-8")
    print_to_pdf(page, tmp_path / "delvis.pdf")
    read = subprocess.run(["pdftotext", tmp_path / "delvis.pdf", "-"], capture_output=True, text=True)
    assert re.search(r"Ej tillämpad\b", read.stdout)
