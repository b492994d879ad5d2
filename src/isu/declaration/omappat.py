"""Profile of unmapped local codes, `schemas/profiles/omappat.yaml`: when an indicator is held back, what is shown."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from isu.declaration.katalog import Katalog
from isu.declaration.yamlfalt import Falt, read_fields

FIELDS = ("hogsta_andel_omappade", "minst_antal_visas", "hogst_koder_visas")


@dataclass(frozen=True)
class Omappatprofil:
    """The share is of the filled values of a column, 0–1, exact. A local code is told from so many rows up."""

    hogsta_andel_omappade: Decimal = Decimal("0.20")
    minst_antal_visas: int = 5
    hogst_koder_visas: int = 50


def read_omappatprofil(katalog: Katalog) -> Omappatprofil:
    fields = read_fields(katalog.file("schemas/profiles", "omappat.yaml")).mapping(FIELDS, needed=FIELDS)
    share = _number(fields[FIELDS[0]])
    if not 0 <= share <= 1:
        fields[FIELDS[0]].fail("andelen ska ligga från 0 till 1; 20 procent skrivs 0.20.")
    return Omappatprofil(share, *(int(_number(fields[name])) for name in FIELDS[1:]))


def _number(field: Falt) -> Decimal:
    try:
        return Decimal(field.filled())
    except InvalidOperation:
        field.fail("här ska stå ett tal, med punkt som decimaltecken.")
