"""Links of a folder of static pages: do they lead anywhere?"""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

LINK = re.compile(r'(?:href|src)="([^"]+)"')
ELSEWHERE = re.compile(r"[a-z]+:|//")


def broken_links(site: Path) -> list[str]:
    """`page → link` of each that leads to no page, file or part of a page. Links elsewhere are not asked."""
    return [
        f"{page.relative_to(site)} → {link}"
        for page in sorted(site.rglob("*.html"))
        for link in _links(page)
        if not ELSEWHERE.match(link) and not _leads(page, link)
    ]


@cache
def _links(page: Path) -> frozenset[str]:
    return frozenset(LINK.findall(_text(page)))


def _leads(page: Path, link: str) -> bool:
    place, _, part = unquote(link).partition("#")
    target = (page.parent / place.partition("?")[0]).resolve() if place else page
    return target.is_file() and (not part or f'id="{part}"' in _text(target))


@cache
def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")
