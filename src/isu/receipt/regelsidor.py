"""A page per rule, for the manual (Markdown) and for a home (HTML), from the catalogue.

    python -m isu.receipt.regelsidor docs/regler tests/bad_files

Says what a rule says everywhere; what it said about one file is in the receipt.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from isu.declaration import Deklaration, Regel, load_declarations
from isu.declaration.katalog import project_folder
from isu.declaration.regel import AVVISNING, EN, FEL, VARNING
from isu.filer import write_whole
from isu.receipt.regelord import general
from isu.receipt.sida import render
from isu.receipt.text import och
from isu.validation.compile import compile_table
from isu.yamltext import read_yaml

ALLVAR = {
    AVVISNING: ("Filen tas inte emot.", "The file is not accepted."),
    FEL: ("Raden sätts åt sidan; resten av filen tas emot.", "The row is set aside; the rest of the file is accepted."),
    VARNING: ("Raden tas emot. Kontrollera den.", "The row is accepted. Check it."),
}

RUBRIKER = {AVVISNING: "Regler för filen", FEL: "Regler för rader", VARNING: "Varningar"}


def allman(regel: Regel) -> dict:
    """The rule in words that hold for every file."""
    foljd, foljd_en = ALLVAR[regel.allvar]
    return {
        "kod": regel.kod,
        "regel": regel.namn,
        "allvar": regel.allvar,
        "foljd": foljd,
        "foljd_en": foljd_en,
        "sv": general(regel, regel.sv),
        "en": general(regel, regel.en, EN),
        "tillatet": general(regel, regel.tillatet),
        "tillatet_en": general(regel, regel.tillatet_en, EN),
        "gor": general(regel, regel.gor),
        "gor_en": general(regel, regel.gor_en, EN),
        "varfor": regel.varfor,
        "varfor_en": regel.varfor_en,
        "kalla": regel.kalla,
    }


def page_data(regel: Regel, deklaration: Deklaration, exempel: Iterable[str] = ()) -> dict:
    """Everything the rule's page says: its words, where it is tried, its limit, its SQL and files that break it."""
    return allman(regel) | {
        "provas": [(t, list(columns)) for t, namn, columns in _used(deklaration) if namn == regel.namn],
        "trosklar": [
            {"andel": f"{100 * t.andel:g}".replace(".", ","), "kolumn": t.kolumn, "varfor": t.varfor}
            for t in deklaration.intag.trosklar
            if t.regel == regel.namn
        ],
        "sql": regel.villkor.sql if regel.villkor else None,
        "exempel": sorted(exempel),
    }


@lru_cache(maxsize=2)
def _used(deklaration: Deklaration) -> list[tuple[str, str, tuple[str, ...]]]:
    """(table, rule, columns) of every rule that a file with all columns is held to."""
    found = []
    for namn, tabell in sorted(deklaration.tabeller.items()):
        compiled = compile_table(deklaration, namn, tuple(tabell.kolumner), frozenset())
        found += [(namn, r.regel, r.kolumner) for r in compiled.regler] + [(namn, "dubblettnyckel", tabell.nyckel)]
    return list(dict.fromkeys(found))


def filename(regel: Regel) -> str:
    return f"{regel.kod}-{regel.namn}.md"


def pages_markdown(deklaration: Deklaration, exempel: Mapping[str, list[str]]) -> dict[str, str]:
    """File name → text of the manual's pages. `exempel`: rule → names of files that break it."""
    regler = sorted(deklaration.regler.values(), key=lambda r: r.kod)
    pages = {filename(r): _page(page_data(r, deklaration, exempel.get(r.namn, ()))) for r in regler}
    return {"README.md": _index(regler)} | pages


def _page(w: dict) -> str:
    points = [
        ("Följd", w["foljd"]),
        ("Tillåtet", w["tillatet"]),
        ("Gör så här", w["gor"]),
        ("Varför", w["varfor"]),
        ("Kommer av", w["kalla"]),
        ("Prövas i", "; ".join(f"`{t}` ({och([f'`{k}`' for k in columns])})" for t, columns in w["provas"])),
        *(("Gräns", _limit(t)) for t in w["trosklar"]),
        ("Exempel", och([f"[{_last(place)}](../../tests/{place})" for place in w["exempel"]])),
    ]
    english = [("Effect", w["foljd_en"]), ("Allowed", w["tillatet_en"]), ("What to do", w["gor_en"])]
    return "\n".join(
        [
            f"# {w['kod']} {w['regel']}\n\n{w['sv']}\n",
            *_list(points),
            *([f"\nEn rad bryter mot regeln när\n\n```sql\n{w['sql']}\n```"] if w["sql"] else []),
            f"\n## In English\n\n{w['en']}\n",
            *_list([*english, ("Why", w["varfor_en"])]),
            "\n[Alla regler](README.md)\n",
        ]
    )


def _list(points: Iterable[tuple[str, str]]) -> list[str]:
    return [f"- {name}: {text}" for name, text in points if text]


def _limit(t: dict) -> str:
    where = f" i `{t['kolumn']}`" if t["kolumn"] else ""
    return f"{t['andel']} % av raderna{where}: {t['varfor']}."


def _index(regler: list[Regel]) -> str:
    parts = [_INLEDNING]
    for allvar, rubrik in RUBRIKER.items():
        lines = [
            f"| [{r.kod}]({filename(r)}) | `{r.namn}` | {general(r, r.sv)} |" for r in regler if r.allvar == allvar
        ]
        parts.append(f"## {rubrik}\n\n{ALLVAR[allvar][0]}\n\n| Kod | Namn | Vad den säger |\n| --- | --- | --- |")
        parts.append("\n".join(lines) + "\n")
    waiting = waiting_rules()
    return "\n".join([*parts, *([_waiting(waiting)] if waiting else [])])


def waiting_rules() -> dict[str, list[dict]]:
    """Table that does not exist yet → the rules that come with it."""
    return read_yaml((project_folder("schemas") / "rules" / "_vantar.yaml").read_text(encoding="utf-8")) or {}


def _waiting(tables: Mapping[str, list[dict]]) -> str:
    lines = [f"| `{tabell}` | {r['om']} | {r['allvar']} | {r['kalla']} |" for tabell, rs in tables.items() for r in rs]
    return "\n".join([_VANTAR, "| Tabell | Regel | Allvar | Källa |\n| --- | --- | --- | --- |", *lines, ""])


def write_manual(folder: Path, bad_files: Path) -> None:
    """The pages of `folder`, written anew; a page of a rule that is gone is taken away."""
    pages = pages_markdown(load_declarations(), examples(bad_files))
    for stale in folder.glob("[A-Z][0-9][0-9]-*.md"):
        if stale.name not in pages:
            stale.unlink()
    for name, text in pages.items():
        write_whole(folder / name, text)


def examples(bad_files: Path) -> dict[str, list[str]]:
    """Rule → files that break it, as places in the folder of the tests: they are named `<rule>.<what the sender calls
    it>`. A rule between tables has a folder of files beside them, `bad_sets/<rule>`."""
    sets = bad_files.with_name("bad_sets")
    found: dict[str, list[str]] = {}
    for path in [*sorted(bad_files.iterdir()), *(sorted(sets.iterdir()) if sets.is_dir() else [])]:
        found.setdefault(path.name.partition(".")[0], []).append(f"{path.parent.name}/{path.name}")
    return found


def _last(place: str) -> str:
    return place.rpartition("/")[2]


def write_pages(folder: Path, deklaration: Deklaration, koder: Iterable[str]) -> None:
    """`<KOD>.html` of these rules, and `index.html` with what the pages of all rules say, into `folder`: each needs
    nothing but itself. Pages that are there already are made what they should be."""
    regler = _by_code(deklaration)
    there = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
    kept = {kod for kod in regler if f"{kod}.html" in there}
    pages = {f"{kod}.html": _html(deklaration, kod) for kod in sorted(kept | (regler.keys() & set(koder)))}
    for name, text in (pages | {"index.html": _index_html(deklaration)}).items():
        if name not in there or (folder / name).read_text("utf-8") != text:
            write_whole(folder / name, text)


@lru_cache(maxsize=2)
def _by_code(deklaration: Deklaration) -> dict[str, Regel]:
    return {regel.kod: regel for regel in sorted(deklaration.regler.values(), key=lambda r: r.kod)}


@lru_cache(maxsize=512)
def _html(deklaration: Deklaration, kod: str) -> str:
    """Rendered once per process: a rule's page is the same in every sender's outbox."""
    return render("regel.html.j2", r=page_data(_by_code(deklaration)[kod], deklaration))


@lru_cache(maxsize=2)
def _index_html(deklaration: Deklaration) -> str:
    every = [page_data(regel, deklaration) for regel in _by_code(deklaration).values()]
    groups = [(rubrik, ALLVAR[a][0], [r for r in every if r["allvar"] == a]) for a, rubrik in RUBRIKER.items()]
    return render("regler.html.j2", grupper=groups)


_INLEDNING = """# Regler

Alla regler som en levererad fil prövas mot, en sida per regel. Kvittot nämner reglerna med sina koder. Det som står
inom ‹ › byts i kvittot mot namnet på kolumnen, gränsen eller tiden i just er fil.

Bokstaven i koden: F gäller filen, R raderna och uppgifterna i filen, I identiteter, L allt ni har lämnat tillsammans.

Sidorna skrivs ur `schemas/rules/`. Ändra där, och skriv om dem med
`python -m isu.receipt.regelsidor docs/regler tests/bad_files`. Egna regler läggs i `egna/schemas/rules/` i hemmet, en
fil per regel; en regel om vissa kolumner har sitt villkor med sig, skrivet i SQL.
"""

_VANTAR = """## Regler som väntar på sin tabell

De här reglerna är bestämda men kan inte prövas förrän tabellen finns. De står i `schemas/rules/_vantar.yaml` och blir
egna filer när den kommer.
"""


if __name__ == "__main__":
    write_manual(Path(sys.argv[1]), Path(sys.argv[2]))
