"""Profiles of thinning: what a lämnare leaves out of its cells before it sends them, `schemas/fortunning/<namn>.yaml`.

    sv: Bara studiens tre indikatorer, utan ålder i den ena
    varfor: Vi är en liten kommun.
    indikatorer:
      RSS-01: {}                              # sent as it is
      RSS-02:
        aldrar: [0-17]                        # named unions of the head, or alla: sent as one age group each
        dagar: [0, 31, 61, 91, 121]           # the first day of each band; the last one has no end

Only the indicators named are sent, and the quality of the tables that they rest on. Whether an indicator can be thinned
so is asked in isu.cellutdrag, which knows indicators.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isu.declaration.katalog import Katalog
from isu.declaration.yamlfalt import Falt, read_fields
from isu.errors import IsuError

MAPP = "schemas/fortunning"


@dataclass(frozen=True)
class Grovre:
    """How one indicator is coarser than its definition: age groups sent as one, and the first day of each band."""

    aldrar: tuple[str, ...] = ()
    dagar: tuple[int, ...] = ()


@dataclass(frozen=True)
class Fortunning:
    """`indikatorer` are those that are sent, each with how it is coarser."""

    namn: str
    sv: str
    varfor: str
    indikatorer: Mapping[str, Grovre] = field(default_factory=dict)


def read_fortunning(katalog: Katalog, namn: str) -> Fortunning:
    files = katalog.files(MAPP, ".yaml")
    if namn not in files:
        found = ", ".join(sorted(files)) or "inga än"
        raise IsuError(f"Det finns ingen sådan profil i {MAPP}. De som finns: {found}.")
    head = read_fields(files[namn]).mapping(("sv", "varfor", "indikatorer"), ("sv", "varfor", "indikatorer"))
    wanted = {id_: _grovre(told) for id_, told in head["indikatorer"].mapping().items()}
    return Fortunning(namn, head["sv"].filled(), head["varfor"].filled(), wanted)


def _grovre(told: Falt) -> Grovre:
    fields = told.mapping(("aldrar", "dagar")) if told.varde else {}
    days = [(part, part.filled()) for part in fields["dagar"].varde] if "dagar" in fields else []
    for part, text in days:
        if not text.isdigit():
            part.fail("här ska stå ett antal dagar.")
    return Grovre(fields["aldrar"].texts() if "aldrar" in fields else (), tuple(int(text) for _, text in days))
