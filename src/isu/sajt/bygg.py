"""Builds the site: a page per kommun and per indicator, in two languages, with the tables to download. A thin shell."""

import csv
import io
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2

from isu.katalog.utgava import KOMMUN, KOMMUNGRUPP, LAN, RIKET
from isu.ofarlig import ofarlig
from isu.release.filer import new_folder, swap
from isu.sajt import sidor
from isu.sajt.lasning import Rad, Utgavan
from isu.sajt.visning import EN
from isu.yamltext import read_yaml

HERE = Path(__file__).parent
COLUMNS = (
    *("indikator", "variant", "matt", "utfall", "omrade_typ", "omrade", "period", "kon", "aldersgrupp"),
    *("n", "varde", "nedre", "ovre", "tillforlitlighet", "status"),
)


def build_site(release: Path, place: Path) -> int:
    """Write the site of the release at `place`, in the place of what lay there; the number of pages."""
    utgavan = Utgavan(release)
    with new_folder(place) as folder:
        shutil.copytree(HERE / "statik", folder / "statik")
        number = Bygge(utgavan, folder).build()
        swap(folder, place)
    return number


class Bygge:
    """The pages of one site while they are being made."""

    def __init__(self, utgavan: Utgavan, folder: Path):
        self.utgavan, self.folder, self.pages = utgavan, folder, 0
        loader = jinja2.FileSystemLoader(HERE / "mallar")
        self.mallar = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self.ord = read_yaml((HERE / "ord.yaml").read_text(encoding="utf-8"))

    def build(self) -> int:
        delivered = self._kommuner()
        self._indicators()
        for o in self.ord.values():
            self._page("index.html", "index.html.j2", sidor.first_page(self.utgavan, delivered, o), o)
            self._page("om.html", "om.html.j2", {"tecken": sidor.legend(o["sprak"])}, o)
        return self.pages

    def _kommuner(self) -> list[str]:
        """A page for each kommun that has reported anything; their codes."""
        references, compared, delivered = {}, self.utgavan.compared_by_kommun(), []
        by_kod = {k["omrade"]: k for k in self.utgavan.kommuner}
        own: list[tuple[str, list[Rad]]] = []
        for (typ, kod), rows in self.utgavan.numbers_by_area():
            if typ == KOMMUN:
                own.append((kod, rows))
            elif typ in (RIKET, LAN, KOMMUNGRUPP):
                references[typ, kod] = {(sidor.key_of(r), r["period"]): r for r in _total(rows)}
        for kod, rows in own:
            name = f"kommun/{kod}"
            self._csv(name, rows)
            for o in self.ord.values():
                told = sidor.kommun_page(self.utgavan, by_kod[kod], rows, compared.get((kod,), []), references, o)
                self._page(f"{name}.html", "kommun.html.j2", told, o)
            delivered.append(kod)
        return delivered

    def _indicators(self) -> None:
        compared = self.utgavan.compared_by_indicator()
        reported = dict(self.utgavan.numbers_by_indicator())
        for id_, definition in self.utgavan.definitioner.items():
            rows, name = reported.get((id_,), []), f"indikator/{id_}"
            self._csv(name, rows)
            for o in self.ord.values():
                told = sidor.indicator_page(self.utgavan, definition, rows, compared.get((id_,), []), o)
                self._page(f"{name}.html", "indikator.html.j2", told, o)

    def _page(self, name: str, template: str, told: Mapping[str, Any], o: Mapping[str, str]) -> None:
        """Swedish pages lie at the top, English ones in en/."""
        path = self.folder / (f"en/{name}" if o["sprak"] == EN else name)
        depth = name.count("/")
        base = "../" * depth
        root = base + ("../" if o["sprak"] == EN else "")
        other = f"{root}{'' if o['sprak'] == EN else 'en/'}{name}"
        stem = name.removesuffix(".html")
        page = self.mallar.get_template(template).render(
            told, o=o, bas=base, rot=root, andra=other, utgava=self.utgavan.namn, csv=f"{root}csv/{stem}.csv"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
        self.pages += 1

    def _csv(self, name: str, rows: Iterable[Rad]) -> None:
        """The rows behind a page, for Excel and R: semicolons, decimal commas."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_written(row[c]) for c in COLUMNS] for row in rows)
        path = self.folder / "csv" / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8-sig")


def _written(value: Any) -> str:
    if isinstance(value, float):
        return f"{value}".replace(".", ",")
    return "" if value is None else ofarlig(str(value))


def _total(rows: Iterable[Rad]) -> list[Rad]:
    return [r for r in rows if r["kon"] == "T" and r["aldersgrupp"] == "alla"]
