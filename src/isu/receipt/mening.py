"""The verdict in one Swedish sentence, and what to do next. Pure."""

from isu.omdome import ACCEPTERAD, AVVISAD, DELVIS, MED_ANMARKNING, Omdome, Raknade
from isu.receipt.text import och, rader, tal

RUBRIKER = {
    ACCEPTERAD: "Mottagen",
    MED_ANMARKNING: "Mottagen, med anmärkning",
    DELVIS: "Delvis mottagen",
    AVVISAD: "Inte mottagen",
}


def verdict(omdome: Omdome, faults: list[dict]) -> str:
    """The sentence at the top of the receipt. `faults` in the order of the receipt: what refuses comes first."""
    if omdome.utfall == AVVISAD:
        return f"Filen togs inte emot. {faults[0]['mening']}"
    if omdome.utfall == DELVIS:
        return _partly(omdome.raknade)
    whole = f"Filen togs emot i sin helhet: {rader(omdome.raknade.accepterade)}."
    return f"{whole} {_remark(faults, omdome)}"


def _partly(raknade: Raknade) -> str:
    delivered = raknade.rader - raknade.tomma
    lost = []
    if raknade.avsatta:
        lost.append(f"{rader(raknade.avsatta)} sattes åt sidan")
    if raknade.olasbara:
        lost.append(f"{rader(raknade.olasbara)} gick inte att läsa")
    return f"Filen togs emot delvis: {tal(raknade.accepterade)} av {rader(delivered)}. {och(lost)}."


def _remark(faults: list[dict], omdome: Omdome) -> str:
    if faults:
        return "En sak behöver kontrolleras." if len(faults) == 1 else f"{len(faults)} saker behöver kontrolleras."
    if omdome.normaliserat:
        return "Några värden var skrivna på annat sätt än i mallen men gick att förstå."
    return "Inga fel hittades."


def next_steps(omdome: Omdome) -> list[str]:
    return {ACCEPTERAD: _nothing, MED_ANMARKNING: _look, DELVIS: _mend, AVVISAD: _send_again}[omdome.utfall](omdome)


def _nothing(omdome: Omdome) -> list[str]:
    return ["Ni behöver inte göra något."]


def _look(omdome: Omdome) -> list[str]:
    if not omdome.fynd:
        return ["Ni behöver inte göra något. Längst ned står vilka värden som skrevs om."]
    return [
        "Alla rader räknas med, och ni behöver inte skicka något nytt.",
        "Läs det som står under Kontrollera. Är något fel: rätta i verksamhetssystemet, "
        f"ta ut filen på nytt och lägg hela filen i mappen igen.{_date_matters(omdome)}",
    ]


def _mend(omdome: Omdome) -> list[str]:
    return [
        "De mottagna raderna räknas med. De andra gör det inte förrän de har rättats.",
        "Rätta felen nedan i verksamhetssystemet, de vanligaste först, och ta ut filen på nytt.",
        f"Lägg hela den nya filen i mappen, inte bara de rättade raderna. Den ersätter den här.{_date_matters(omdome)}",
    ]


def _send_again(omdome: Omdome) -> list[str]:
    return [
        "Inga rader ur filen räknas. Det som ni har lämnat tidigare gäller som förut.",
        "Rätta enligt nedan och lägg hela filen i mappen igen.",
    ]


def _date_matters(omdome: Omdome) -> str:
    """Between two stated uttagsdatum the later wins, so a correction with an earlier one would not count."""
    if not omdome.uttagsdatum_angivet:
        return ""
    return f" Anger ni uttagsdatum ska det vara {omdome.uttagsdatum} eller senare."
