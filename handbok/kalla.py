"""The sources of the manual, laid out as Sphinx reads them.

Pages of docs/ as they are, generated pages of tables, pictures, and every file of the repository that a page points to,
in the same places, so that no link is written anew.
"""

import re
import shutil
from pathlib import Path

from isu.cells.indikator import load_indicators
from isu.declaration import load_declarations
from isu.flow.matar import feeds
from isu.receipt.ordbok import dictionary_pages

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
#: What of docs/ is for the readers of the manual. The rest is for those who change the program.
PAGES = ("kommun.md", "jamforelser.md", "steward.md", "drift.md", "scale.md", "forskare.md")
FOLDERS = ("regler", "indikatorer", "bilder")
LINK = re.compile(r"\[([^\]\[]*)\]\(([^)\s#:]+)(#[^)\s]*)?\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
#: Pages of rules, tables and indicators are listed by the first page of their folder, not in the margin of every page.
LISTS, ELSEWHERE = ("README.md", "index.md"), "---\norphan: true\n---\n"


def lay_out(folder: Path, pictures: Path) -> None:
    """Everything of the manual in an empty folder."""
    for name in PAGES:
        _page(ROOT / "docs" / name, folder)
    for name in FOLDERS:
        for path in sorted((ROOT / "docs" / name).iterdir()):
            _page(path, folder)
    for name, text in table_pages().items():
        _written(folder / "docs" / "tabeller" / name, _listed(name, text))
    for path in sorted((HERE / "sidor").iterdir()):
        shutil.copy(path, folder / path.name)
    shutil.copytree(pictures, folder / "bilder")
    shutil.copytree(HERE / "locales", folder / "locales")


def table_pages() -> dict[str, str]:
    """A page per table, and one with all code lists."""
    deklaration = load_declarations()
    pages = dictionary_pages(deklaration, feeds(load_indicators(deklaration)))
    return {f"{name}.md": ANCHOR.sub(r"(\1)=", text) for name, text in pages.items()}


def _page(path: Path, folder: Path) -> None:
    """A file of the repository in its place, and those that it points to, once each."""
    target = folder / path.relative_to(ROOT)
    if target.exists():
        return
    if path.suffix != ".md":
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        return
    text = LINK.sub(lambda link: _files_of(link, path.parent), path.read_text(encoding="utf-8"))
    _written(target, _listed(path.name, text) if path.parent.name in FOLDERS else text)
    for _, place, _ in LINK.findall(target.read_text(encoding="utf-8")):
        if (pointed := (path.parent / place).resolve()).is_file():
            _page(pointed, folder)


def _listed(name: str, text: str) -> str:
    return text if name in LISTS else ELSEWHERE + text


def _files_of(link: re.Match[str], folder: Path) -> str:
    """A link to a folder, which no page can show, as its name and links to the files in it."""
    text, place, _ = link.groups()
    if not (pointed := folder / place).is_dir():
        return link[0]
    files = [f"[{p.name}]({place}/{p.name})" for p in sorted(pointed.iterdir()) if p.is_file()]
    return f"{text} ({', '.join(files)})"


def _written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
