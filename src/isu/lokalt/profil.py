"""The limits of the local analysis, `schemas/profiles/skydd_lokalt.yaml`: each with the reason for it."""

from dataclasses import dataclass

from isu.declaration import Katalog
from isu.declaration.yamlfalt import Falt, read_fields

LIMITS = ("troskel", "minsta_andel_kand", "minsta_antal")


@dataclass(frozen=True)
class Lokalprofil:
    """Counts from 1 to `troskel` - 1 are withheld. Nothing is compared where fewer than `minsta_antal` are counted or a
    smaller share than `minsta_andel_kand` has a known outcome. `varfor` are the reasons, in Swedish."""

    troskel: int = 5
    minsta_andel_kand: float = 0.6
    minsta_antal: int = 10
    varfor: tuple[tuple[str, str], ...] = ()


def read_lokalprofil(katalog: Katalog) -> Lokalprofil:
    fields = read_fields(katalog.file("schemas/profiles", "skydd_lokalt.yaml")).mapping(
        ("namn", *LIMITS), needed=LIMITS
    )
    found = {name: fields[name].mapping(("varde", "varfor"), needed=("varde", "varfor")) for name in LIMITS}
    return Lokalprofil(
        _whole(found["troskel"]["varde"]),
        _share(found["minsta_andel_kand"]["varde"]),
        _whole(found["minsta_antal"]["varde"]),
        tuple((name, " ".join(limit["varfor"].filled().split())) for name, limit in found.items()),
    )


def _whole(field: Falt) -> int:
    text = field.filled()
    return int(text) if text.isdecimal() and int(text) >= 2 else field.fail("gränsen ska vara ett helt tal, minst 2.")


def _share(field: Falt) -> float:
    try:
        share = float(field.filled())
    except ValueError:
        share = -1.0
    return share if 0 <= share <= 1 else field.fail("gränsen ska vara ett tal från 0 till 1.")
