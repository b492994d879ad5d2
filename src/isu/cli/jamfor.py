"""`isu compare`: published numbers of a kommun or a stadsdel against riket, its län, its kommungrupp and before."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from isu.cli.val import HomeOption, Json, existing_home, print_json
from isu.declaration import load_declarations
from isu.errors import IsuError

KLASS = {"hogre": ("▲ högre", "bold"), "lagre": ("▼ lägre", "bold"), "ingen_skillnad": ("· ingen skillnad", "dim")}
UTAN = {
    "referens_visas_inte": "visas inte",
    "for_lag_tackning": "för få kända",
    "samma_kommuner": "inga andra kommuner",
    "intervall_visas_inte": "utan intervall",
}
UTAN_GRANSER = {
    "sekretess": "(intervallet hålls inne)",
    "for_fa": "(för få för intervall)",
    "ej_natt": "(intervallet når inte fram)",
    "metod_saknas": "(utan intervall)",
    "storda_tal": "(störda tal, utan intervall)",
}
RUBRIK = {"riket": "Riket", "lan": "Länet", "kommungrupp": "Kommungruppen", "foregaende": "Förra perioden"}
BREDD = 20


def compare_kommun(
    kommun: Annotated[str, typer.Option("--kommun", help="Kommunkod (1780) eller namn (Karlstad), eller en stadsdel.")],
    indikator: Annotated[str, typer.Option("--indikator", help="En indikator, till exempel AKT-05.")] = "",
    grupp: Annotated[str, typer.Option("--grupp", help="En grupp av indikatorer, till exempel AKT.")] = "",
    period: Annotated[
        str | None, typer.Option("--period", help="En period; annars den senaste.", show_default=False)
    ] = None,
    utgava: Annotated[str, typer.Option("--utgava", help="En utgåva i releases; annars arbetsutgåvan.")] = "",
    rang: Annotated[bool, typer.Option("--rang", help="Ranginterval för en indikator.")] = False,
    home: HomeOption = None,
    as_json: Json = False,
) -> None:
    """Jämför en kommuns eller en stadsdels tal med riket, länet, kommungruppen och perioden före."""
    from isu.flow.indikatorer import indicators
    from isu.release.jamfora import compare, find_area, find_indicators, rank

    place = existing_home(home)
    deklaration = load_declarations(place)
    indikatorer = indicators(deklaration)
    chosen = find_area(kommun, deklaration.kommuner, deklaration.lamnare.values())
    edition = place.releases / utgava if utgava else place.edition
    rows = compare(edition, chosen, find_indicators(indikator, grupp, indikatorer), period)
    if rang:
        rows = [row | {"rang": rank(edition, chosen, row)._asdict()} for row in _for_rank(rows, indikator)]
    if as_json:
        print_json({chosen.typ: chosen.kod, "rader": rows})
        return
    title = f"{chosen.namn} ({chosen.kod})"
    if not rows:
        print(f"Utgåvan visar inga värden för {title} i det urvalet.")
        return
    Console().print(_table(title, rows, {i: v.namn["sv"] for i, v in indikatorer.items()}))


def _for_rank(rows: list[dict[str, Any]], indikator: str) -> list[dict[str, Any]]:
    from isu.release.jamfora import RANKADE

    ranked = [row for row in rows if row["matt"] in RANKADE]
    if not indikator or not ranked:
        raise IsuError(f"Rang visas för en indikator i taget, med måttet {', '.join(RANKADE)}. Ange --indikator.")
    return ranked


def _table(title: str, rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Table:
    table = Table(
        title=title, caption="Inom parentes 95 %-intervall; ▲ ▼ skiljer sig på nivån 99,8 %. ● kommunen, │ riket."
    )
    for heading in ("Indikator", "Period", "Värde", "", *RUBRIK.values()):
        table.add_column(heading, no_wrap=not heading)
    for row in rows:
        of = {r["referens"]: r for r in row["referenser"] or []}
        own = f"{row['indikator']} {names[row['indikator']]}, {row['matt']}{_variant(row)}{_rank(row)}"
        table.add_row(
            own, row["period"], _value(row), bar(row, of.get("riket")), *(_against(of.get(r)) for r in RUBRIK)
        )
    return table


def _variant(row: Mapping[str, Any]) -> str:
    return f" ({row['variant']})" if row["variant"] else ""


def _rank(row: Mapping[str, Any]) -> str:
    r = row.get("rang")
    return f"\nrang {r['hogst']}–{r['lagst']} av {r['av']}, 1 är högst" if r else ""


def _value(row: Mapping[str, Any]) -> str:
    limits = f"({tal(row['nedre'])}–{tal(row['ovre'])})" if row["metod"] else UTAN_GRANSER[row["intervall_status"]]
    return f"{tal(row['varde'])} {limits}" + (" osäker" if row["tillforlitlighet"] == "osaker" else "")


def _against(r: Mapping[str, Any] | None) -> str:
    if r is None:
        return ""
    if r["jamforelse"] == "samma_kommuner":  # its value is the kommun's own
        return UTAN[r["jamforelse"]]
    if r["jamforelse"] != "jamford":
        return f"{tal(r['varde'])} {UTAN[r['jamforelse']]}".strip()
    word, style = KLASS.get(r["klass"], ("för få för klass", "dim"))
    limits = f"({tal(r['nedre'])} till {tal(r['ovre'])})"
    return f"{tal(r['varde'])} [{style}]{word}[/]\n{tal(r['skillnad'], sign=True)} {limits}"


def tal(value: float | None, sign: bool = False) -> str:
    """12,5; −3; nothing where there is nothing."""
    if value is None:
        return ""
    text = f"{value:+.1f}" if sign else f"{value:.1f}"
    return text.replace("-", "−").replace(".", ",")


def bar(row: Mapping[str, Any], riket: Mapping[str, Any] | None) -> str:
    """The interval, the value and riket on one scale, BREDD characters wide; nothing without an interval."""
    if row["nedre"] is None or row["ovre"] is None:
        return ""
    country = riket["varde"] if riket else None
    marks = [v for v in (row["nedre"], row["ovre"], country) if v is not None]
    low, span = min(marks), (max(marks) - min(marks)) or 1.0
    cells = [" "] * BREDD

    def place(value: float) -> int:
        return round((value - low) / span * (BREDD - 1))

    for i in range(place(row["nedre"]), place(row["ovre"]) + 1):
        cells[i] = "─"
    if country is not None:
        cells[place(country)] = "│"
    cells[place(row["varde"])] = "●"
    return "".join(cells)
