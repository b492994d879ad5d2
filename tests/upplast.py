"""What a screen reader reads of a page: all text but what is hidden from it."""

import html
import re

HIDDEN = re.compile(r'<span aria-hidden="true">[^<]*(?:<span class="g">[^<]*</span>)?</span>')


def read_aloud(page: str) -> str:
    """The text of HTML, on one line."""
    seen = re.sub(r"<[^>]+>", " ", HIDDEN.sub("", page))
    return re.sub(r"[^\S\u00a0\u202f]+", " ", html.unescape(seen)).strip()
