"""Whether cells were counted as they would be here: by the same pack, version and definition. Pure."""

from collections.abc import Mapping

from isu.cells.fingeravtryck import definition
from isu.cells.indikator import Indikator
from isu.cellutdrag.uppgifter import Raknat, Uppgifter
from isu.declaration import Deklaration
from isu.errors import ReadError


def is_counted_as_here(raknat: Raknat, indikator: Indikator, deklaration: Deklaration) -> bool:
    same_pack = raknat.paket is None or deklaration.katalog.versions().get(raknat.paket[0]) == raknat.paket[1]
    return same_pack and (raknat.version, raknat.definition) == _here(indikator, deklaration)


def _here(indikator: Indikator, deklaration: Deklaration) -> tuple[str, str]:
    return indikator.version, definition(indikator, deklaration.kodlistor)


def refuse_other_definitions(
    uppgifter: Uppgifter, indikatorer: Mapping[str, Indikator], deklaration: Deklaration
) -> None:
    """Cells that were counted in another way are never added to ours. Raises ReadError with both versions named."""
    _refuse_other_packs(uppgifter, deklaration)
    if unknown := [id_ for id_ in uppgifter.indikatorer if id_ not in indikatorer]:
        raise ReadError("celler_okand_indikator", indikatorer=", ".join(sorted(unknown)[:10]), antal=len(unknown))
    for id_, raknat in sorted(uppgifter.indikatorer.items()):
        if not is_counted_as_here(raknat, indikatorer[id_], deklaration):
            own, wanted = _here(indikatorer[id_], deklaration)
            raise ReadError(
                "celler_annan_definition",
                indikator=id_,
                version=f"{raknat.version} ({raknat.definition[:8]})",
                var_version=f"{own} ({wanted[:8]})",
            )


def _refuse_other_packs(uppgifter: Uppgifter, deklaration: Deklaration) -> None:
    """A study has one version in all that is added up, even where an indicator of it is the same in two."""
    ours = deklaration.katalog.versions()
    for namn, version in sorted({raknat.paket for raknat in uppgifter.indikatorer.values() if raknat.paket}):
        if ours.get(namn) != version:
            raise ReadError("celler_annat_paket", paket=namn, version=version, var_version=ours.get(namn, "–"))
