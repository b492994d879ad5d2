"""The profile `utgivning.yaml`: who publishes, where, and with what licence. Choices of the steward's, none of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError
from isu.yamltext import read_yaml

#: Licence → its name and the address that stands for it in catalogues.
LICENSER = {
    "CC0-1.0": ("Creative Commons Zero 1.0", "http://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("Creative Commons Erkännande 4.0", "http://creativecommons.org/licenses/by/4.0/"),
}
EJ_ANGIVEN = "ej angiven"


@dataclass(frozen=True)
class Utgivning:
    """Texts are by language, `sv` and `en`. An empty text is one that nobody has decided about."""

    titel: Mapping[str, str]
    beskrivning: Mapping[str, str]
    nyckelord: Mapping[str, list[str]]
    utgivare: str
    utgivare_uri: str
    kontakt: str
    epost: str
    adress: str
    licens: str
    licens_beslut: str

    @property
    def utgivarnamn(self) -> str:
        return self.utgivare or f"Utgivare {EJ_ANGIVEN}"

    @property
    def licens_namn(self) -> str:
        return LICENSER[self.licens][0]

    @property
    def licens_adress(self) -> str:
        return LICENSER[self.licens][1]


@lru_cache(maxsize=8)
def read_utgivning(katalog: Katalog) -> Utgivning:
    path = katalog.file("schemas/profiles", "utgivning.yaml")
    try:
        found = Utgivning(**read_yaml(path.read_text(encoding="utf-8")))
    except TypeError as error:
        raise DeclarationError(f"Profilen {path} saknar ett värde eller har ett för mycket: {error}") from None
    if found.licens not in LICENSER:
        raise DeclarationError(f"Profilen {path}: licens ska vara en av {', '.join(LICENSER)}.")
    if not found.adress.endswith("/"):
        raise DeclarationError(f"Profilen {path}: adress ska sluta med ett snedstreck.")
    return found
