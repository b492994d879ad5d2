"""Pictures and measures of a page in Chromium, without a window: what a sender sees on a phone, a screen and on paper.

python -m tests.browser.bild MAPP
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from isu.receipt.kvitto import write_forms
from tests.browser.exempel import kvitton

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

WIDTHS = {"telefon": 320, "skarm": 1100}
HEIGHT = 6000

#: A frame of the wanted width: a window can not be made as narrow as a phone.
FRAME = '<iframe src="{src}" style="width:{width}px;height:{height}px;border:0;background:#fff"></iframe>'

MEASURE = """<script>onload = () => document.title = [...document.querySelectorAll("iframe")]
  .map(f => f.contentDocument.documentElement.scrollWidth).join(" ")</script>"""


def run(*arguments: str) -> str:
    """Chromium with a profile that is thrown away; what it writes."""
    with tempfile.TemporaryDirectory() as profile:
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"]
        done = subprocess.run(
            [CHROMIUM, *quiet, "--allow-file-access-from-files", f"--user-data-dir={profile}", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
        )
    return done.stdout


def frame(pages: Sequence[Path], width: int, height: int, extra: str = "") -> str:
    """A page that shows others, each in a frame of its own."""
    frames = [FRAME.format(src=html.escape(p.as_uri()), width=width, height=height) for p in pages]
    return f'<!doctype html><meta charset="utf-8"><body style="margin:0">{"".join(frames)}{extra}'


def width_of(pages: Sequence[Path], width: int) -> list[int]:
    """How wide each page really is when the window is `width` wide."""
    with tempfile.TemporaryDirectory() as folder:
        outer = Path(folder) / "ram.html"
        outer.write_text(frame(pages, width, 800, MEASURE), encoding="utf-8")
        dumped = run("--dump-dom", outer.as_uri())
    return [int(n) for n in re.search(r"<title>([\d ]*)</title>", dumped)[1].split()]


def picture(page: Path, width: int, target: Path, height: int = HEIGHT) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outer = Path(folder) / "ram.html"
        outer.write_text(frame([page], width, height), encoding="utf-8")
        run(f"--window-size={width},{height}", f"--screenshot={target}", outer.as_uri())


def print_to_pdf(page: Path, target: Path) -> None:
    run("--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())


def main(folder: Path) -> None:
    """All receipts of exempel.py in both languages, on a phone, on a screen and on paper."""
    for name, data in kvitton().items():
        page = write_forms(folder, data, name, sprak=("sv", "en"))
        for what, width in WIDTHS.items():
            picture(page, width, folder / f"{name}.{what}.png")
        print_to_pdf(page, folder / f"{name}.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
