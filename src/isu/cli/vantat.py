"""`isu expected`: who was to deliver what, and how it stands today."""

from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from isu.cli.val import HomeOption, Json, existing_home, print_json

#: More lämnare with something due than this are read on the page.
MANY = 40


def expected(home: HomeOption = None, as_json: Json = False) -> None:
    """Visa vem som är sen, vad som är trasigt och vad som kom utan att vara väntat; skriv påminnelserna."""
    from isu.flow.leveranslage import PAGE, renew

    place = existing_home(home)
    data = renew(place, date.today())
    if as_json:
        print_json(data)
        return
    console = Console()
    for collection in data["insamlingar"]:
        console.print(_table(collection))
    if not data["insamlingar"]:
        console.print("Leveransplanen väntar sig ingenting ännu; se schemas/reference/leveransplan.yaml.")
    console.print(
        f"{len(data['trasigt'])} avvisade filer är inte ersatta. Hela läget: {place.steward / PAGE}", soft_wrap=True
    )


def _table(collection: dict[str, Any]) -> Table:
    """One line per lämnare that is not done, a column per table."""
    from isu.leveranslage.sida import TECKEN
    from isu.leveranslage.vantat import Lage

    lacking = [r for r in collection["rader"] if any(s["lage"] != Lage.MOTTAGEN for s in r["rutor"])]
    title = f"{collection['namn']}, {collection['period']}: senast {collection['senast']}, {len(lacking)} inte klara"
    table = Table("Lämnare", *collection["tabeller"], title=title, title_justify="left")
    for row in lacking[:MANY]:
        table.add_row(f"{row['lamnare']} {row['namn']}", *(" ".join(TECKEN[s["lage"]][:2]) for s in row["rutor"]))
    return table
