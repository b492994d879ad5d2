"""The profile `nyheter.yaml`: when a delivery differs so much from the one before that a warning is given."""

from dataclasses import dataclass
from functools import lru_cache

from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError
from isu.yamltext import read_yaml


@dataclass(frozen=True)
class Nyhetsprofil:
    """Shares are 0–1. What each number means and why it was chosen stands in the file."""

    avvikelse_rader: float
    slumpens_bredd: float
    tomd_kolumn_vantade: float
    minst_id: int
    saknas_koder: tuple[str, ...]


@lru_cache(maxsize=8)
def read_nyhetsprofil(katalog: Katalog) -> Nyhetsprofil:
    path = katalog.file("schemas/profiles", "nyheter.yaml")
    values = read_yaml(path.read_text(encoding="utf-8"))
    try:
        return Nyhetsprofil(**values | {"saknas_koder": tuple(str(kod) for kod in values["saknas_koder"])})
    except (TypeError, KeyError) as error:
        raise DeclarationError(f"Profilen {path} saknar ett värde eller har ett för mycket: {error}") from None
