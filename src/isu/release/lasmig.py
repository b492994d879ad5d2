"""The README of an edition: what the files are, in Swedish and shortly in English. Made from declarations."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.declaration.profil import AVRUNDNING, BEVISAD, CELLNYCKEL, ENKEL, Skyddsprofil
from isu.release.kodtexter import STATUSTEXTER
from isu.release.kolumner import KOLUMNER

#: What is told of each rule of disclosure.
TEXTER = {
    ENKEL: "README.skydd.md",
    BEVISAD: "README.bevis.md",
    AVRUNDNING: "README.avrundning.md",
    CELLNYCKEL: "README.cellnyckel.md",
}
MALL = Path(__file__).with_name("README.mall.md").read_text(encoding="utf-8")


def readme(deklaration: Deklaration, indikatorer: Sequence[Indikator]) -> str:
    return MALL.format(
        profil=deklaration.skydd.namn,
        rojandeskydd=_protection(deklaration.skydd),
        indikatorer=table(("indikator", "version", "namn", "name"), map(_about, indikatorer)),
        statusar=table(("status", "betyder", "means"), STATUSTEXTER),
        befolkning=_population(deklaration, indikatorer),
        kolumner=table(("kolumn", "beskrivning", "description"), ((n, sv, en) for n, _, sv, en in KOLUMNER)),
    )


def _protection(skydd: Skyddsprofil) -> str:
    t = skydd.troskel
    text = Path(__file__).with_name(TEXTER[skydd.metod]).read_text(encoding="utf-8")
    numbers = {"bas": skydd.bas, "storning": skydd.storning}
    return text.format(troskel=t, hogst=t - 1, dubbelt=2 * t, tiodubbelt=10 * t, **numbers).rstrip()


def _about(indikator: Indikator) -> tuple[str, ...]:
    return indikator.id, indikator.version, indikator.namn["sv"], indikator.namn["en"]


def _population(deklaration: Deklaration, indikatorer: Iterable[Indikator]) -> str:
    """What the rates are counted by; nothing where there are none."""
    if not any(i.befolkning for i in indikatorer):
        return ""
    source = deklaration.befolkning.notis or "Ingen befolkning är inläst, så måtten per invånare saknar värden."
    return (
        f"\n## Befolkning\n\n{source} Finns årets befolkning inte än används det senaste kända året före; vilket\n"
        "det är står i filens metadata (`befolkning`). Riket och län räknas på sin egen rad i källan när alla deras\n"
        "kommuner är kompletta och raden finns (`egen_rad` i metadata), annars på summan av de kompletta kommunerna.\n"
    )


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
