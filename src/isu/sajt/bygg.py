"""Builds the site: a page per kommun and per indicator, in two languages, with the tables to download. A thin shell."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from isu.katalog.utgava import KOMMUN, KOMMUNGRUPP, LAN, RIKET
from isu.release.filer import new_folder, swap
from isu.sajt import hamta
from isu.sajt.bland import Bland, Ritad, among
from isu.sajt.indikatorsida import groups_of, indicator_page
from isu.sajt.kommunsida import kommun_page
from isu.sajt.lasning import Rad, Utgavan
from isu.sajt.serier import key_of
from isu.sajt.sidor import first_page
from isu.sajt.visning import EN, legend
from isu.yamltext import read_yaml

HERE = Path(__file__).parent


def build_site(release: Path, place: Path, groups: Mapping[str, Sequence[str]] | None = None) -> int:
    """Write the site of the release at `place`, in the place of what lay there; the number of pages.

    `groups` are the user's own: name → codes of kommuner, with their medians and to be marked in the charts.
    """
    utgavan = Utgavan(release)
    with new_folder(place) as folder:
        shutil.copytree(HERE / "statik", folder / "statik")
        number = Bygge(utgavan, folder, groups or {}).build()
        swap(folder, place)
    return number


class Bygge:
    """The pages of one site while they are being made."""

    def __init__(self, utgavan: Utgavan, folder: Path, groups: Mapping[str, Sequence[str]]):
        self.utgavan, self.folder, self.pages = utgavan, folder, 0
        self.own = utgavan.own_groups(groups)
        self.groups = groups_of(utgavan, self.own)
        loader = jinja2.FileSystemLoader(HERE / "mallar")
        self.mallar = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self.ord = read_yaml((HERE / "ord.yaml").read_text(encoding="utf-8"))

    def build(self) -> int:
        self._downloads()
        self._names()
        delivered = self._kommuner(self._indicators())
        for o in self.ord.values():
            self._page("index.html", "index.html.j2", first_page(self.utgavan, delivered, o), o)
            self._page("om.html", "om.html.j2", {"tecken": legend(o["sprak"])}, o)
        return self.pages

    def _kommuner(self, bland: Mapping[tuple, Ritad]) -> list[str]:
        """A page for each kommun that has reported anything; their codes."""
        references: dict[tuple[str, str], dict[tuple, Rad]] = {}
        delivered, compared = [], self._compared_by("omrade")
        by_kod = {k["omrade"]: k for k in self.utgavan.kommuner}
        for (typ, kod), rows in self.utgavan.numbers_by_area():
            if typ in (RIKET, LAN, KOMMUNGRUPP):
                references[typ, kod] = {(key_of(r), r["period"]): r for r in _total(rows)}
            elif typ == KOMMUN:
                delivered.append(kod)
                against, own = compared(kod), [g for g in self.own if kod in g.kommuner]
                for o in self.ord.values():
                    told = kommun_page(self.utgavan, by_kod[kod], rows, against, references, own, bland, o)
                    self._page(f"kommun/{kod}.html", "kommun.html.j2", told, o)
        return delivered

    def _indicators(self) -> dict[tuple, Ritad]:
        """A page for each indicator, whether anybody has reported it or not; what is drawn of all kommuner, by key."""
        compared, left, drawn = self._compared_by("indikator"), set(self.utgavan.definitioner), {}
        for (id_,), rows in self.utgavan.numbers_by_indicator():
            parts = among(rows, compared(id_))
            self._indicator(id_, parts)
            drawn |= {b.serie.key: self._drawn(b) for part in parts for b in part if b.bild["kommuner"]}
            left.remove(id_)
        for id_ in left:
            self._indicator(id_, [])
        return drawn

    def _drawn(self, b: Bland) -> Ritad:
        self._script(b.fil, b.bild)
        return b.ritad

    def _indicator(self, id_: str, parts: Sequence[Sequence[Bland]]) -> None:
        for o in self.ord.values():
            told = indicator_page(self.utgavan, self.utgavan.definitioner[id_], parts, self.own, self.groups, o)
            self._page(f"indikator/{id_}.html", "indikator.html.j2", told, o)

    def _names(self) -> None:
        """What kommuner are called, and the groups they are in: the same for all charts."""
        members = {f"{slag}:{namn}": koder for slag, named in self.groups.items() for namn, koder in named.items()}
        self._script("kommuner", {"namn": {k["omrade"]: k["namn"] for k in self.utgavan.kommuner}, "grupper": members})

    def _script(self, name: str, content: Mapping[str, Any]) -> None:
        """Data that a page asks for when it draws: a script, since a page on a disk may read no other file."""
        path = self.folder / "data" / f"{name}.js"
        path.parent.mkdir(exist_ok=True)
        told = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        path.write_text(f"isu({json.dumps(name)},{told})\n", encoding="utf-8")

    def _compared_by(self, column: str) -> Callable[[str], list[Rad]]:
        """Value of the column → the comparisons that have it."""
        parts = self.utgavan.compared.partition_by(column, as_dict=True)
        return lambda value: parts[value,].to_dicts() if (value,) in parts else []

    def _page(self, name: str, template: str, told: Mapping[str, Any], o: Mapping[str, str]) -> None:
        """Swedish pages lie at the top, English ones in en/."""
        path = self.folder / (f"en/{name}" if o["sprak"] == EN else name)
        depth = name.count("/")
        base = "../" * depth
        root = base + ("../" if o["sprak"] == EN else "")
        other = f"{root}{'' if o['sprak'] == EN else 'en/'}{name}"
        data = f"csv/{name.removesuffix('.html')}.csv"
        where = {"bas": base, "rot": root, "andra": other, "csv": (self.folder / data).is_file() and root + data}
        page = self.mallar.get_template(template).render(told, o=o, utgava=self.utgavan.namn, **where)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
        self.pages += 1

    def _downloads(self) -> None:
        """The rows behind every page, for Excel and R: semicolons, decimal commas."""
        for name, rows in hamta.tables(self.utgavan, self.own):
            path = self.folder / "csv" / f"{name}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            rows.write_csv(path, separator=";", decimal_comma=True, include_bom=True)


def _total(rows: Iterable[Rad]) -> list[Rad]:
    return [r for r in rows if r["kon"] == "T" and r["aldersgrupp"] == "alla"]
