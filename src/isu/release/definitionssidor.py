"""A page per indicator for the manual: what its head says, and the examples of its spec tests. Pure but for the end.

python -m isu.release.definitionssidor docs/indikatorer tests/spec/indicators
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from isu.cells.indikator import Indikator, Matt, load_indicators
from isu.declaration import Deklaration, load_declarations
from isu.release.specexempel import Exempel, Leverans, Svar, Svarstyp, ordinary_rows, read_spec

STALLNING = {
    None: "Enligt källan",
    "kkik_utgangen": "KKiK-definition (utgången 2024)",
    "ej_verifierad": "Ej verifierad definition",
    "egen": "Egen definition",
}
RIKTNING = {"hogre_ar_battre": "Högre är bättre", "lagre_ar_battre": "Lägre är bättre", "ingen": "Ingen bestämd"}
PERIODTYP = {"manad": "månad", "kvartal": "kvartal", "halvar": "halvår", "helar": "år", "dag": "mätdag"}
MATT = {
    "antal": "antal",
    "andel": "andel i procent",
    "fordelning": "fördelning i procent",
    "medel": "medelvärde",
    "median": "median",
    "p90": "90:e percentilen",
    "per_1000": "antal per 1 000 invånare",
    "per_10000": "antal per 10 000 invånare",
    "forandring": "genomsnittlig förändring från värdet före",
    "km_median": "mediantid enligt Kaplan–Meier",
    "manadsmedian": "median av månadernas antal",
}
PER_PERSON = {
    "nagon": "en gång; sant om det är sant för någon av raderna",
    "forsta": "en gång, med den första radens utfall",
    "sista": "en gång, med den sista radens utfall",
    "antal": "en gång; utfallet är antalet sanna rader",
    "varje": "med varje rad; intervallen räknar med att samma person kan ha flera",
}

#: How a table that a test writes short is to be read.
KORT = ", en rad per månad från och med `fran` till och med `till`"
SVAR = {True: "ja", False: "nej"}
#: indicator → its examples
Spec = Mapping[str, list[Exempel]]
#: table → the row that an example's rows are, where it does not say otherwise
VanligaRader = Mapping[str, Mapping[str, str]]


def pages(
    deklaration: Deklaration, indikatorer: Mapping[str, Indikator], spec: Spec, vanliga: VanligaRader
) -> dict[str, str]:
    """File name → text, one per indicator and an index."""
    ordered = [i for _, i in sorted(indikatorer.items())]
    told = {i.id: _examples(spec.get(i.id, []), vanliga, deklaration) for i in ordered}
    written = {f"{i.id}.md": _page(i, deklaration, told[i.id]) for i in ordered}
    return {"README.md": _index(ordered)} | written


def facts(indikator: Indikator, deklaration: Deklaration) -> list[tuple[str, str]]:
    """What the head says besides its sentences: name → text, in the order of reading."""
    i = indikator
    told = [
        ("Population", i.population),
        ("Källa", i.kalla),
        ("Ställning", STALLNING[i.stallning]),
        ("Riktning", RIKTNING[i.riktning]),
        ("Enhet", i.enhet.get("sv", "")),
        ("Områden", _labels(deklaration, "omrade", i.omraden)),
        ("Mått", "; ".join(_measure(m, i) for m in i.matt)),
        ("Perioder", _periods(i)),
        ("Åldersgrupper", ", ".join([*i.aldersgrupper, *i.aldersunioner]).replace("-", "–")),
        ("Varianter", "; ".join(f"`{v}` {text.rstrip('.')}" if v else text for v, text in i.varianter.items() if text)),
        ("Uppdelningar", "; ".join(f"`{namn}`: {', '.join(u.grupper.values())}" for namn, u in i.uppdelningar.items())),
        ("En person räknas", PER_PERSON.get(i.per_person, "")),
        ("Andelar på 0 och 100 procent", "visas inte: de säger något om var och en" if i.noll_rojer else ""),
        ("Invånare", _band(i.befolkning) if i.befolkning else ""),
        ("Väntar in", f"{i.uppfoljning_dagar} dagar efter perioden" if i.uppfoljning_dagar else ""),
        ("Kräver också", f"{i.tillbakablick_dagar} dagar före perioden" if i.tillbakablick_dagar else ""),
        ("Tabeller", _tables(i)),
    ]
    return [(name, text) for name, text in told if text]


def _labels(deklaration: Deklaration, kodlista: str, koder: Iterable[str]) -> str:
    words = {k.kod: k.sv for k in deklaration.kodlistor[kodlista].koder}
    return ", ".join(words[kod] for kod in koder)


def _measure(matt: Matt, indikator: Indikator) -> str:
    condition = matt.villkor if isinstance(matt.villkor, str) else " eller ".join(matt.villkor or ())
    what = f" (utfall {condition})" if condition else f" (`{matt.kodlista}`)" if matt.kodlista else ""
    only = [v or "huvudvarianten" for v in matt.variant or () if len(indikator.varianter) > 1]
    return MATT[matt.matt] + what + (f", för {' och '.join(only)}" if only else "")


def _periods(indikator: Indikator) -> str:
    words = ", ".join(PERIODTYP[p] for p in indikator.periodtyper)
    if indikator.matdag is None:
        return words
    month, day = map(int, indikator.matdag.split("-"))
    return f"{words} (den {day}/{month})"


def _band(band: tuple[int, int | None]) -> str:
    low, high = band
    return f"{low} år och äldre" if high is None else f"{low}–{high} år"


def _tables(indikator: Indikator) -> str:
    optional = indikator.valfria_tabeller
    return ", ".join(f"`{t}`{' (valfri)' if t in optional else ''}" for t in indikator.tabeller)


def _page(indikator: Indikator, deklaration: Deklaration, exempel: list[str]) -> str:
    i = indikator
    return "\n".join(
        [
            f"# {i.id} {i.namn['sv']}\n\n{i.definition['sv']}\n",
            *(f"- {name}: {text}" for name, text in facts(i, deklaration)),
            f"- Räknas i: [{i.path.name}](../../{_place(i)}), version {i.version}",
            *([f"\n## Vad talet inte säger\n\n{i.sager_inte['sv']}"] if i.sager_inte else []),
            *(["\n## Frågor för analys\n", *(f"{nr}. {f}" for nr, f in enumerate(i.fragor, 1))] if i.fragor else []),
            *exempel,
            f"\n## In English\n\n**{i.namn['en']}.** {i.definition['en']}",
            *([f"\n{i.sager_inte['en']}"] if i.sager_inte else []),
            "\n[Alla indikatorer](README.md)\n",
        ]
    )


def _place(indikator: Indikator) -> str:
    """Where the file stands in the project."""
    parts = indikator.path.parts
    return "/".join(parts[parts.index("dbt_like_sql") :])


def _examples(exempel: Sequence[Exempel], vanliga: VanligaRader, deklaration: Deklaration) -> list[str]:
    if not exempel:
        return []
    tabeller = sorted({lev.tabell for e in exempel for lev in e.leveranser})
    rows = [f"- `{t}`: {', '.join(f'{k} {v}' for k, v in vanliga[t].items())}" for t in tabeller if vanliga.get(t)]
    told = [_INLEDNING, *([_VANLIG_RAD, *rows] if rows else [])]
    for rubrik, group in groupby(exempel, key=lambda e: e.rubrik):
        told += [f"\n### {rubrik.rstrip('.')}", *_alike(list(group), deklaration)]
    return told


def _alike(exempel: Sequence[Exempel], deklaration: Deklaration) -> Iterator[str]:
    """Examples under one heading: what is delivered in all of them is told once."""
    first, *others = exempel
    shared = [lev for lev in first.leveranser if others and all(lev in e.leveranser for e in others)]
    if first.invanare:
        yield _INVANARE.format(first.invanare)
    yield from _delivered(shared, deklaration)
    for e in exempel:
        yield from _delivered([lev for lev in e.leveranser if lev not in shared], deklaration)
        yield from map(_answered, e.svar)


def _delivered(leveranser: Sequence[Leverans], deklaration: Deklaration) -> Iterator[str]:
    """The tables with rows; those that are delivered without any in one sentence."""
    empty = [lev for lev in leveranser if not _rows(lev.text)]
    if empty:
        yield f"\nLevererade utan rader: {', '.join(_named(lev, deklaration) for lev in empty)}."
    for lev in leveranser:
        if rows := _rows(lev.text):
            yield f"\n{_named(lev, deklaration)}{KORT if lev.kort else ''}:\n\n{_table(rows)}"


def _named(lev: Leverans, deklaration: Deklaration) -> str:
    period = f" för {lev.av}" if deklaration.tabeller[lev.tabell].start else ""
    return f"`{lev.tabell}`{period}" + (f", uttaget {lev.uttagsdatum}" if lev.uttagsdatum else "")


def _answered(svar: Svar) -> str:
    chosen = ", ".join(f"{name} {value or 'helheten'}" for name, value in svar.urval.items())
    rows = _as_rows(svar.svar)
    return f"\n**Ger**{f' ({chosen})' if chosen else ''}:" + (f"\n\n{_table(rows)}" if rows else " inget.")


def _as_rows(svar: Svarstyp) -> list[list[str]]:
    """The names, then the rows; nothing where there are no rows."""
    match svar:
        case str():
            return [["svar"], [svar]]
        case dict():
            return [["period", "svar"], *([key, SVAR.get(value, str(value))] for key, value in svar.items())]
        case [dict(), *_]:
            return [list(svar[0]), *([row[name] or "" for name in row] for row in svar)]
    return [["svar"], *([str(value)] for value in svar)] if svar else []


def _rows(text: str) -> list[list[str]]:
    """The test's table: the names, then the rows; nothing where it has no rows. `''` is no text."""
    lines = [[cell.strip().replace("''", "") for cell in line.split("|")] for line in text.strip().splitlines()]
    return lines if len(lines) > 1 else []


def _table(rows: list[list[str]]) -> str:
    heads, *rest = rows
    return "\n".join(f"| {' | '.join(line)} |" for line in [heads, ["---"] * len(heads), *rest])


def _index(indikatorer: Sequence[Indikator]) -> str:
    lines = [f"| [{i.id}]({i.id}.md) | {i.namn['sv']} | {STALLNING[i.stallning]} |" for i in indikatorer]
    return "\n".join([_INDEX, "| Id | Namn | Ställning |\n| --- | --- | --- |", *lines, ""])


def write_manual(folder: Path, tests: Path) -> None:
    """The pages of `folder`, written anew; a page of an indicator that is gone is taken away."""
    deklaration = load_declarations()
    written = pages(deklaration, load_indicators(deklaration), read_spec(tests), ordinary_rows(tests))
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.md"):
        if stale.name not in written:
            stale.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")


_INLEDNING = """
## Exempel

Så här räknas påhittade rader. Varje exempel prövas på nytt vid varje ändring av programmet. En tom ruta är ett tomt
värde. Talen avser halvår, alla grupper tillsammans och huvudvarianten där inget annat står. `antal` är antalet
enheter med detta utfall, och ett tomt utfall är okänt. `varde` är det tal som skulle publiceras, här utan
röjandeskydd."""

_VANLIG_RAD = """
Kolumner som inte spelar roll för ett exempel är utelämnade och har då dessa värden:
"""

_INVANARE = "\nKommunen har {0} kvinnor och {0} män i varje ålder från 0 till 100 år."

_INDEX = """# Indikatorer

En sida per indikator: definitionen, vad talet inte säger, frågor för analys, och exempel med rader in och tal ut.

Sidorna skrivs ur indikatorernas filer i `dbt_like_sql/indicators/` och deras exempel i `tests/spec/indicators/`. Ändra
där, och skriv om dem med `python -m isu.release.definitionssidor docs/indikatorer tests/spec/indicators`.
`isu indicators` visar samma lista i terminalen, med egna indikatorer.

*Ställning*: "enligt källan" betyder att källan på sidan anger definitionen. En utgången KKiK-definition samlas inte
längre in i Kolada men är fortfarande den bästa som är publicerad. En ej verifierad står bara delvis i källan, och en
egen inte alls.
"""


if __name__ == "__main__":
    write_manual(Path(sys.argv[1]), Path(sys.argv[2]))
