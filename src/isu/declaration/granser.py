"""How large and how heavy a delivered file may be: the key `granser` of `schemas/profiles/intag.yaml`."""

from dataclasses import dataclass, fields

from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError
from isu.yamltext import read_yaml


@dataclass(frozen=True)
class Granser:
    """Limits that keep the time and memory of reading bounded; the reason for each stands in the profile."""

    fil_byte: int = 2_000_000_000
    uppackat_byte: int = 4_000_000_000
    packgrad: int = 500
    arkivposter: int = 1_000
    falt_tecken: int = 1 << 20
    rad_byte: int = 1 << 21
    kolumner: int = 2_000
    poster: int = 20_000_000
    json_byte: int = 200_000_000
    minne_byte: int = 4_000_000_000
    sekunder: int = 300


def read_granser(katalog: Katalog) -> Granser:
    """The profile's limits; one that it does not name keeps its default, one that is no positive number stops us."""
    path = katalog.file("schemas/profiles", "intag.yaml")
    values = read_yaml(path.read_text(encoding="utf-8")).get("granser") or {}
    known = {f.name for f in fields(Granser)}
    for name, value in values.items():
        if name not in known or type(value) is not int or value < 1:
            raise DeclarationError(f"{path}: gränsen {name} är okänd eller inte ett heltal över noll.")
    return Granser(**values)
