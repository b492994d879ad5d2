"""The manual's page on comparisons is what the code gives, and its picture shows what the text says."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np

from isu.release.jamforelsesida import BILD, SIDA, SKILDA, made_up_nation, pages

DOCS = Path(__file__).parents[2] / "docs"
PAGES = pages()


def test_the_page_and_its_picture_are_what_the_code_gives():
    """Mend with: python -m isu.release.jamforelsesida docs"""
    assert [name for name, text in PAGES.items() if (DOCS / name).read_text("utf-8") != text] == []


def test_the_picture_is_a_picture_with_the_kommuner_that_differ():
    root = ET.fromstring(PAGES[BILD])
    dots = [e for e in root.iter("{http://www.w3.org/2000/svg}circle")]
    _, n, differ = made_up_nation()
    assert len(differ) == SKILDA and np.all(n[differ] > 100)
    told = re.search(r"utanför tratten: (\d+) kommuner", PAGES[BILD])
    assert SKILDA <= int(told[1]) <= SKILDA + 2
    assert len(dots) == n.size + 1  # and one in the legend
    assert BILD in PAGES[SIDA]
