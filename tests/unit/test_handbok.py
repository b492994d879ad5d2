"""The manual is built without a warning: every link leads somewhere, and every picture that is named is taken."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lankar import broken_links

ROOT = Path(__file__).parents[2]
SIDOR = ROOT / "handbok" / "sidor"
#: The smallest PNG there is, in the place of what `make manual` takes in Chromium.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
PICTURES = {name for page in SIDOR.glob("*.md") for name in re.findall(r"\(bilder/([^)]+)\)", page.read_text("utf-8"))}


@pytest.fixture(scope="module")
def manual(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("handbok")
    (root / "bilder").mkdir()
    for name in PICTURES:
        (root / "bilder" / name).write_bytes(PIXEL)
    command = [sys.executable, "-m", "handbok", root / "webb", "--bilder", root / "bilder"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return root / "webb"


def test_every_link_leads_to_a_page_or_a_file(manual):
    assert broken_links(manual) == []


def test_nothing_is_fetched_from_anybody_else(manual):
    fetched = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*\"")
    assert {found for page in manual.rglob("*.html") for found in fetched.findall(page.read_text("utf-8"))} == set()
    assert not any(
        "@import" in css.read_text("utf-8") or "url(http" in css.read_text("utf-8") for css in manual.rglob("*.css")
    )


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [
        ("index", "docs/kommun.html"),
        ("index", "docs/steward.html"),
        ("index", "docs/forskare.html"),
        ("docs/tabeller/index", "utredning.html"),
        ("docs/regler/README", "R03-ej_datum.html"),
        ("docs/indikatorer/README", "AKT-05.html"),
    ],
)
def test_the_three_readers_and_the_generated_pages_have_their_places(manual, page, leads_to):
    assert f'href="{leads_to}"' in (manual / f"{page}.html").read_text("utf-8")


#: What the theme and Sphinx say of themselves in English, unless it is translated.
ENGLISH = "Next|Previous|Home|Contents|On this page|Back to top|Skip to content|Made with|Light|Dark|Search|Menu|Expand"


@pytest.mark.parametrize("page", ["docs/kommun", "index", "search"])
def test_the_frame_of_a_page_is_in_swedish(manual, page):
    text = (manual / f"{page}.html").read_text("utf-8")
    frame = re.sub(r"<article.*?</article>|<script.*?</script>|<!--.*?-->", "", text, flags=re.DOTALL)
    assert re.findall(rf">\s*(?:{ENGLISH})\b[^<]*", frame) == []
    assert re.findall(r'(?:aria-label|title|placeholder)="(?:Toggle|Search|Permalink|Link)[^"]*"', frame) == []


def test_the_search_knows_the_stem_of_a_swedish_word(manual):
    index = (manual / "searchindex.js").read_text("utf-8").encode().decode("unicode_escape", "replace")
    assert '"placering":' in index and '"placeringar":' not in index


def test_every_picture_is_taken_by_a_test():
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests" / "browser").glob("*.py"))
    assert [name for name in PICTURES if f'"{name.removesuffix(".png")}"' not in tests] == []
