"""`isu indicators`: every indicator with its definition, its tables and the standing of the definition."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from isu.cli.val import HomeOption, Json, print_json
from isu.declaration import Deklaration, Katalog, load_declarations
from isu.errors import IsuError
from isu.home import Home


def list_indicators(
    urval: Annotated[str, typer.Argument(help="Ett id (AKT-05) eller en grupp (AKT); utan urval visas alla.")] = "",
    home: HomeOption = None,
    as_json: Json = False,
) -> None:
    """Visa indikatorerna: vad var och en är, vilka tabeller den kräver och om definitionen gäller."""
    entries = _entries(load_declarations(Home.of(home) if home else None), urval.upper())
    if as_json:
        print_json(entries)
        return
    console = Console()
    for entry in entries:
        console.print(_printed(entry))
    number = f"{len(entries)} indikatorer" if len(entries) > 1 else "1 indikator"
    console.print(f"{number}. Exempel på hur var och en räknas finns i docs/indikatorer.")


def _entries(deklaration: Deklaration, urval: str) -> list[dict[str, Any]]:
    from isu.flow.indikatorer import indicators
    from isu.release.definitionssidor import facts

    indikatorer = indicators(deklaration)
    chosen = [i for i in indikatorer.values() if not urval or urval in (i.id.upper(), i.grupp.upper())]
    if not chosen:
        groups = ", ".join(sorted({i.grupp for i in indikatorer.values()}))
        raise IsuError(f"Det finns ingen indikator eller grupp {urval}. Välj ett id eller en av grupperna {groups}.")
    return [
        {"id": i.id, "namn": i.namn["sv"], "version": i.version, "definition": i.definition["sv"]}
        | {"fakta": dict(facts(i, deklaration)), "fil": _file(i.path, deklaration.katalog)}
        for i in chosen
    ]


def _file(path: Path, katalog: Katalog) -> str:
    """The file as the user finds it: in the home's own folder, in a pack, or among ours."""
    if katalog.own and path.is_relative_to(katalog.own):
        return f"egna/{path.relative_to(katalog.own).as_posix()}"
    if paket := katalog.pack_with(path):
        return "/".join(["paket", *paket, path.name])
    return "/".join(path.parts[path.parts.index("dbt_like_sql") :])


def _printed(entry: dict[str, Any]) -> Group:
    head = Text.assemble((entry["id"], "bold"), f"  {entry['namn']}")
    told = [f"{name}: {entry['fakta'][name]}" for name in ("Tabeller", "Mått", "Perioder", "Ställning")]
    body = Text("\n".join([entry["definition"], *told, f"Fil: {entry['fil']}"]).replace("`", ""))
    return Group(head, Padding(body, (0, 0, 1, 4)))
