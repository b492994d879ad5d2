"""`underlag.csv`: what the numbers of an indicator rest on in an area and a period, where it is not rows alone. Pure.

Counts of kommuner, not of persons: nothing of it is withheld.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from isu.release.beskriven import described
from isu.release.utbud import JA_NEJ

UNDERLAG = "underlag.csv"
#: name, type, Swedish, English. The first four are the key.
KOLUMNER = (
    ("indikator", pa.string(), "Indikatorns id", "Id of the indicator"),
    ("omrade_typ", pa.string(), "kommun, kommungrupp, lan, riket eller stadsdel", "Kind of area"),
    ("omrade", pa.string(), "Områdets kod", "Code of the area"),
    ("period", pa.string(), "Perioden", "Period"),
    (
        "celler",
        pa.int64(),
        "Antal kommuner bakom talen som har räknat hemma och lämnat celler i stället för rader",
        "Municipalities behind the numbers that counted at home and sent cells instead of rows",
    ),
    (
        "fortunnade",
        pa.int64(),
        "Antal av dem som har lämnat grövre åldrar eller dagar än indikatorn har",
        "Those of them that gave coarser ages or days than the indicator has",
    ),
    (
        "dagband",
        pa.string(),
        "ja om några dagar är kända bara som band: medianer är då intervallmedianer",
        "ja where some days are known as bands only: medians are then interval medians",
    ),
    (
        "for_fina_aldrar",
        pa.string(),
        "Åldersgrupper som saknas (status grovre), med blanksteg emellan",
        "Age groups that are missing (status grovre), with blanks between",
    ),
)
SCHEMA = described(KOLUMNER, "Vad talen bygger på där det inte bara är rader", "What rests on more than rows", 4)


def lines(indikator: str, entries: Sequence[Sequence[Any]]) -> Iterator[tuple[str, ...]]:
    """`entries` as isu.aggregate.underlag.as_list gives them."""
    for typ, name, period, celler, fortunnade, dagband, ages in sorted(entries):
        yield indikator, typ, name, period, str(celler), str(fortunnade), JA_NEJ[dagband], " ".join(sorted(ages))
