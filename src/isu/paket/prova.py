"""Whether a pack can be used beside what a home has: the same check where it is made and where it is installed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from isu.cells.bind import check_sql
from isu.cells.fingeravtryck import definition
from isu.cells.indikator import Indikator, load_indicators
from isu.cellutdrag.fortunna import fault_of
from isu.cellutdrag.uppgifter import ID
from isu.declaration import read_declarations
from isu.declaration.fortunning import MAPP, read_fortunning
from isu.declaration.katalog import I_PAKET, Katalog, pack_of
from isu.errors import IsuError
from isu.paket.innehall import Paket, folder_of


def tried(katalog: Katalog, folder: Path, namn: str, filer: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Id → (version, hash of the definition) of each of the pack's indicators, as they are counted here.

    `folder` holds the pack's `filer`. Raises IsuError where one has the name of something else, or cannot be used.
    """
    others = replace(katalog, packs=tuple(p for p in katalog.packs if pack_of(p)[0] != namn))
    _refuse_taken_names(others, filer)
    deklaration = read_declarations(replace(others, packs=(*others.packs, folder)))
    own = load_indicators(deklaration, lambda path: path.is_relative_to(folder))
    check_sql(deklaration, own)
    if odd := [id_ for id_ in own if not ID.fullmatch(id_)]:
        raise IsuError(
            f"Indikatorn {odd[0]} ska heta som AKT-01: stora bokstäver, bindestreck, siffror eller bokstäver."
        )
    for place in filer:
        if folder_of(place) == MAPP:
            _try_profile(deklaration.katalog, PurePosixPath(place).stem, own)
    return {id_: (i.version, definition(i, deklaration.kodlistor)) for id_, i in own.items()}


def _try_profile(katalog: Katalog, namn: str, own: Mapping[str, Indikator]) -> None:
    """A profile in a pack is of the pack's own indicators."""
    for id_, grovre in read_fortunning(katalog, namn).indikatorer.items():
        fault = fault_of(own[id_], grovre) if id_ in own else "finns inte i paketet"
        if fault:
            raise IsuError(f"Profilen {namn}: indikatorn {id_} {fault}.")


def _refuse_taken_names(katalog: Katalog, filer: Iterable[str]) -> None:
    """A pack only adds: whatever it brings, all other numbers stay as they were."""
    taken = {folder: {name.lower() for name in katalog.files(folder, suffix)} for folder, suffix in I_PAKET.items()}
    for place in filer:
        name, folder = PurePosixPath(place).stem, folder_of(place)
        if folder and name.lower() in taken[folder]:
            raise IsuError(f"Paketet har {place}, men {name} finns redan här. Ett paket får bara lägga till.")


def refuse_another_definition(paket: Paket, here: dict[str, tuple[str, str]]) -> None:
    """Counted in another way here than where the pack was made, its numbers could not be compared."""
    if here.keys() != paket.indikatorer.keys():
        raise IsuError(f"Paketet {paket.kallas} har andra indikatorer än det säger. Be om det igen.")
    for id_, (version, own) in sorted(here.items()):
        told_version, told = paket.indikatorer[id_]
        if (version, own) != (told_version, told):
            raise IsuError(
                f"Indikatorn {id_} i paketet {paket.kallas} skulle räknas på ett annat sätt här: version {version} "
                f"({own[:8]}), men {told_version} ({told[:8]}) där paketet gjordes. Ha samma version av ISU, och "
                "inga egna kodlistor eller vyer i stället för dem som indikatorn läser."
            )
