"""`isu expected`: who was to deliver what, and how it stands today."""

from datetime import date
from typing import Any

from rich.console import Console

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
    console = Console(soft_wrap=True, highlight=False)
    for collection in data["insamlingar"]:
        for line in _lines(collection):
            console.print(line)
    if not data["insamlingar"]:
        console.print("Leveransplanen väntar sig ingenting ännu; se schemas/reference/leveransplan.yaml.")
    console.print(f"{len(data['trasigt'])} avvisade filer är inte ersatta. Hela läget: {place.steward / PAGE}")


def _lines(collection: dict[str, Any]) -> list[str]:
    """What was collected, how many are not done, and a line for each of them: what is wrong with which tables."""
    lacking = [row for row in collection["rader"] if _not_done(row)]
    head = (
        f"{collection['namn']}, {collection['period']}, senast {collection['senast']}: "
        f"{len(collection['rader']) - len(lacking)} lämnare är klara, {len(lacking)} inte"
    )
    more = [f"  … och {len(lacking) - MANY} till"] if len(lacking) > MANY else []
    shown = (f"  {row['namn']}: {'; '.join(_not_done(row))}" for row in lacking[:MANY])
    return [head, *shown, *more]


def _not_done(row: dict[str, Any]) -> list[str]:
    """försenad person, plan; avvisad insats."""
    from isu.leveranslage.sida import TECKEN
    from isu.leveranslage.vantat import Lage

    tables = {lage: [s["tabell"] for s in row["rutor"] if s["lage"] == lage] for lage in Lage}
    return [f"{TECKEN[lage][1]} {', '.join(own)}" for lage, own in tables.items() if own and lage != Lage.MOTTAGEN]
