"""The verdict in one sentence, what it means and what to do next, in Swedish and English. Pure.

What a broken rule says stands in the rule itself; here is what is said of the whole file.
"""

from isu.declaration.regel import AVVISNING
from isu.omdome import ACCEPTERAD, AVVISAD, DELVIS, MED_ANMARKNING, Omdome, Raknade
from isu.receipt.text import EN, SV, och, rader, tal

RUBRIKER = {
    ACCEPTERAD: "Mottagen",
    MED_ANMARKNING: "Mottagen, med anmärkning",
    DELVIS: "Delvis mottagen",
    AVVISAD: "Inte mottagen",
}

RUBRIKER_EN = {
    ACCEPTERAD: "Accepted",
    MED_ANMARKNING: "Accepted, with remarks",
    DELVIS: "Partly accepted",
    AVVISAD: "Not accepted",
}

RADERAD = (
    "Filen togs inte emot och är raderad: den innehåller sådant som pekar ut personer.",
    "The file was not accepted and has been erased: it holds what points out persons.",
)

#: Rules of the identity guard have codes of their own series; a file that breaks one is erased.
IDENTITET = "I"


def erased(faults: list[dict]) -> bool:
    """True when the file was refused because of whom it tells of."""
    return any(f["allvar"] == AVVISNING and f["kod"].startswith(IDENTITET) for f in faults)


def verdict(omdome: Omdome, faults: list[dict], sprak: str = SV) -> str:
    """The sentence at the top of the receipt. `faults` in the order of the receipt: what refuses comes first."""
    if omdome.utfall == AVVISAD:
        return _refused(faults, sprak)
    if omdome.utfall == DELVIS:
        return _partly(omdome.raknade, sprak)
    count = rader(omdome.raknade.accepterade, sprak)
    whole = f"All of the file was accepted: {count}." if sprak == EN else f"Filen togs emot i sin helhet: {count}."
    return f"{whole} {_remark(faults, omdome, sprak)}"


def _refused(faults: list[dict], sprak: str) -> str:
    if erased(faults):
        return RADERAD[sprak == EN]
    if sprak == EN:
        return f"The file was not accepted. {faults[0]['mening_en']}"
    return f"Filen togs inte emot. {faults[0]['mening']}"


def _partly(raknade: Raknade, sprak: str) -> str:
    """Of what the file holds in earnest: blank, deleted and replaced records are nobody's loss."""
    delivered, taken = raknade.accepterade + raknade.avsatta + raknade.olasbara, tal(raknade.accepterade, sprak)
    lost = [f"{rader(n, sprak)} {words}" for n, words in _lost(raknade, sprak) if n]
    if sprak == EN:
        return f"Part of the file was accepted: {taken} of {rader(delivered, EN)}. {och(lost, EN)}."
    return f"Filen togs emot delvis: {taken} av {rader(delivered)}. {och(lost)}."


def _lost(raknade: Raknade, sprak: str) -> list[tuple[int, str]]:
    if sprak == EN:
        aside = "was set aside" if raknade.avsatta == 1 else "were set aside"
        return [(raknade.avsatta, aside), (raknade.olasbara, "could not be read")]
    return [(raknade.avsatta, "sattes åt sidan"), (raknade.olasbara, "gick inte att läsa")]


def _remark(faults: list[dict], omdome: Omdome, sprak: str) -> str:
    n = len(faults)
    if n:
        sv = "En sak behöver kontrolleras." if n == 1 else f"{n} saker behöver kontrolleras."
        en = "One thing needs a look." if n == 1 else f"{n} things need a look."
    elif omdome.normaliserat:
        sv = "Några värden var skrivna på annat sätt än i mallen men gick att förstå."
        en = "Some values were written in another way than in the template, but could be understood."
    else:
        sv, en = "Inga fel hittades.", "No faults were found."
    return en if sprak == EN else sv
