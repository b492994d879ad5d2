"""A small country: a home whose own lists hold only the kommuner that deliver, so that its edition is small."""

import csv
from collections.abc import Sequence

from isu.declaration import load_declarations
from isu.home import Home
from isu.synthetic import write_deliveries


def a_small_country(home: Home, kommuner: Sequence[str]) -> Home:
    for name in ("kommuner", "lamnare"):
        path = load_declarations().katalog.file("schemas/reference", f"{name}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        own = home.own / "schemas" / "reference" / path.name
        own.parent.mkdir(parents=True, exist_ok=True)
        with own.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row in rows if row[0] in kommuner)])
    return home


def deliver(home: Home, senders: Sequence[str], first: str, last: str, faults: bool = False) -> None:
    """Without the tables and the population that name other kommuner, which the small country does not know."""
    write_deliveries(home, load_declarations(), senders, first, last, seed=3, faults=faults)
    for sender in senders:
        for tabell in ("placering", "lss_insats"):
            for path in home.inbox(sender).glob(f"{tabell}_*"):
                path.unlink()
    for path in (home.own / "schemas" / "reference").glob("befolkning.*"):
        path.unlink()
