"""The data dictionary: every table and column in words, as rows (for CSV) and as a page. Pure."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

import pandera.polars as pa
from pandera.api.checks import Check

from isu.declaration import Deklaration, Regel, Tabell
from isu.declaration.kodlista import Kod
from isu.declaration.regel import VARNING
from isu.declaration.tabell import slag
from isu.ofarlig import ofarlig
from isu.receipt.kolumntext import TYPER, kodlista_av, krav, okand_kod, tillatet
from isu.receipt.text import eller, och

#: What the delivery itself decides, in words.
AV_LEVERANSEN = {"intervall": "filens tid", "sista_dag": "den sista dag som uttaget kan känna till"}


def dictionary_rows(deklaration: Deklaration) -> list[dict]:
    """One row per column, in the order of tables and columns."""
    return [
        _row(tabell, name, column, deklaration)
        for _, tabell in sorted(deklaration.tabeller.items())
        for name, column in tabell.schema.columns.items()
    ]


def dictionary_csv(deklaration: Deklaration) -> str:
    """The rows as text that a Swedish spreadsheet opens as it is: BOM and semicolons."""
    rows, out = dictionary_rows(deklaration), io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: ofarlig(cell) for name, cell in row.items()} for row in rows)
    return "\ufeff" + out.getvalue()


def _row(tabell: Tabell, name: str, column: pa.Column, deklaration: Deklaration) -> dict:
    about = column.metadata
    return {
        "tabell": tabell.namn,
        "kolumn": name,
        "beskrivning_sv": about["sv"],
        "beskrivning_en": about["en"],
        "typ": TYPER[slag(column)],
        "enhet": about.get("enhet") or "",
        "krav": krav(column),
        "kodlista": about.get("kodlista") or "",
        "tillatet": tillatet(column, deklaration.kodlistor),
        "roll": ", ".join(_roles(tabell, name)),
        "pekar_pa": ", ".join(f"{r.tabell}.{r.till}" for r in tabell.referenser if r.kolumn == name),
        "far_visas": "ja" if about["visa"] else "nej",
        "kalla": about["kalla"],
    }


def _roles(tabell: Tabell, name: str) -> list[str]:
    roles = {
        "nyckel": tabell.nyckel,
        "startdatum": [tabell.start],
        "slutdatum": [tabell.slut],
        "område": [tabell.omrade],
    }
    return [role for role, columns in roles.items() if name in columns]


def checks_in_words(tabell: Tabell, deklaration: Deklaration) -> list[str]:
    """The table's own checks, and the rules about it, as sentences; columns of one and the same stand together."""
    columns: dict[str, list[str]] = {}
    for check in tabell.schema.checks:
        sentence = _check(check, deklaration)
        named = [v for v in check.statistics.values() if isinstance(v, str) and v in tabell.kolumner]
        columns.setdefault(sentence, []).extend(name for name in named if not _says(sentence, name))
    for regel in sorted(deklaration.regler.values(), key=lambda r: r.kod):
        if regel.villkor and tabell.namn in regel.villkor.tabeller:
            sentence = _in_words(regel, {})
            columns[sentence] = [name for name in regel.villkor.kolumner if not _says(sentence, name)]
    return [f"{och([f'`{c}`' for c in names])}: {s}" if names else s for s, names in columns.items()]


def _says(sentence: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", sentence) is not None


def _check(check: Check, deklaration: Deklaration) -> str:
    regel = deklaration.regler[f"{check.name}_varning" if check.raise_warning else check.name]
    return _in_words(regel, _spoken(check.statistics))


def _in_words(regel: Regel, names: dict[str, str]) -> str:
    """What is allowed, the rule's code and what breaking it leads to."""
    consequence = "annars varning" if regel.allvar == VARNING else "annars sätts raden åt sidan"
    return f"{regel.allowed(**names).removesuffix('.')} ({regel.kod}, {consequence})."


def _spoken(statistics: dict) -> dict[str, str]:
    words = {k: eller(v) if isinstance(v, list) else str(v) for k, v in statistics.items() if v is not None}
    if "om" in statistics and statistics.get("varden") is None:
        words["varden"] = "ifylld"
    return AV_LEVERANSEN | words


def time_in_words(tabell: Tabell) -> str:
    """Which date decides the period."""
    if tabell.start is None:
        return "Tabellen har inga datum och gäller all tid."
    if tabell.slut is None:
        return f"Raden hör till den period där `{tabell.start}` ligger."
    return (
        f"Raden gäller från `{tabell.start}` till `{tabell.slut}` och får lämnas för varje period som den rör. "
        f"Tomt `{tabell.slut}` betyder att den pågår."
    )


#: Table → (id, name) of the indicators that read it.
Matar = Mapping[str, Sequence[tuple[str, str]]]


def feeds_in_words(tabell: Tabell, matar: Matar) -> str:
    """Which indicators need the table."""
    named = [f"{id_} {namn}" for id_, namn in matar.get(tabell.namn, ())]
    return f"{'; '.join(named)}." if named else "ingen indikator läser tabellen än."


def changes_in_words(tabell: Tabell) -> list[str]:
    """What is otherwise from which day, a line for each year version."""
    told = []
    for andring in sorted(tabell.andringar, key=lambda a: a.fran):
        parts = [("nya eller ändrade kolumner", andring.kolumner), ("kolumner som utgår", andring.utgar)]
        named = [f"{what} {och([f'`{n}`' for n in names])}" for what, names in parts if names]
        named += ["ändrade kontroller"] if andring.kontroller or andring.utan else []
        told.append(f"Från {andring.fran} ({andring.varfor}): {'; '.join(named)}.")
    return told


def dictionary_markdown(deklaration: Deklaration, matar: Matar | None = None) -> str:
    """All on one page."""
    tables = _tables(deklaration)
    return "\n".join(
        [
            "# Dataordbok\n",
            f"Tabeller: {och([f'[{t.namn}](#{t.namn})' for t in tables])}.\n",
            _INLEDNING,
            *[_table_section(t, deklaration, matar or {}) for t in tables],
            "## Kodlistor\n",
            *_code_sections(deklaration),
        ]
    )


def dictionary_pages(deklaration: Deklaration, matar: Matar) -> dict[str, str]:
    """Name → the same as pages of a manual: one of each table, `kodlistor`, and `index`."""
    sections = {t.namn: _table_section(t, deklaration, matar) for t in _tables(deklaration)}
    pages = {namn: section.replace("\n## ", "\n# ", 1) for namn, section in sections.items()}
    codes = "\n".join(_code_sections(deklaration)).replace("\n### ", "\n## ")
    listed = [f"| [{t.namn}]({t.namn}.md) | {t.sv} |" for t in _tables(deklaration)]
    return pages | {
        "kodlistor": f"# Kodlistor\n\n{codes}",
        "index": "\n".join(
            ["# Tabeller\n", _INLEDNING, "| Tabell | |", "| --- | --- |", *listed, "", "[Kodlistor](kodlistor.md)", ""]
        ),
    }


def _tables(deklaration: Deklaration) -> list[Tabell]:
    return [tabell for _, tabell in sorted(deklaration.tabeller.items())]


def _code_sections(deklaration: Deklaration) -> list[str]:
    """Every code list that a table uses, by name."""
    columns = [column for t in _tables(deklaration) for column in t.schema.columns.values()]
    used = {c.metadata["kodlista"] for c in columns if c.metadata.get("kodlista")}
    return [_code_section(namn, deklaration) for namn in sorted(used)]


def _table_section(tabell: Tabell, deklaration: Deklaration, matar: Matar) -> str:
    rows = [_row(tabell, name, column, deklaration) for name, column in tabell.schema.columns.items()]
    parts = [
        f'<a id="{tabell.namn}"></a>\n\n## {tabell.namn}\n\n{tabell.sv} *{tabell.en}*\n',
        f"- Nyckel: {och([f'`{k}`' for k in tabell.nyckel])}",
        f"- Tid: {time_in_words(tabell)}\n- Källa: {tabell.kalla}",
        f"- Används av: {feeds_in_words(tabell, matar)}",
        *[f"- {change}" for change in changes_in_words(tabell)],
        "",
        _line(
            ["Kolumn", "Beskrivning", "Description", "Typ", "Enhet", "Krav", "Tillåtet", "Pekar på", "Visas", "Källa"]
        ),
        _line(["---"] * 10),
        *[_column_line(row, tabell.schema.columns[row["kolumn"]], deklaration) for row in rows],
    ]
    checks = [f"- {sentence}" for sentence in checks_in_words(tabell, deklaration)]
    return "\n".join([*parts, *(["\nKontroller mellan kolumner och av datum:\n", *checks] if checks else []), ""])


def _column_line(row: dict, column: pa.Column, deklaration: Deklaration) -> str:
    name = f"`{row['kolumn']}`" + (f" ({row['roll']})" if row["roll"] else "")
    kodlista = kodlista_av(column, deklaration.kodlistor)
    allowed = f"[{kodlista.namn}](#kodlista-{kodlista.namn}){okand_kod(column)}" if kodlista else row["tillatet"]
    described = [name, row["beskrivning_sv"], row["beskrivning_en"], row["typ"], row["enhet"], row["krav"]]
    return _line([*described, allowed, row["pekar_pa"], row["far_visas"], row["kalla"]])


def _code_section(namn: str, deklaration: Deklaration) -> str:
    koder = deklaration.kodlistor[namn].koder
    head = [_line(["Kod", "Benämning", "English", "Förstås också", "Källa"]), _line(["---"] * 5)]
    lines = [_line([f"`{k.kod}`", _label(k), k.en, ", ".join(k.synonymer), k.kalla]) for k in koder]
    return "\n".join([f'<a id="kodlista-{namn}"></a>\n\n### {namn}\n', *head, *lines, ""])


def _label(kod: Kod) -> str:
    return f"{kod.sv} ({kod.giltighet})" if kod.giltighet else kod.sv


def _line(cells: list[str]) -> str:
    """A line of a Markdown table; a bar or a line break in a cell would part it."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


_INLEDNING = """Reglernas koder (R05 …) förklaras en och en i handboken. *Visas: ja* betyder att ett värde ur
kolumnen får nämnas i ett meddelande. Av andra kolumner nämns bara namnet.
"""
