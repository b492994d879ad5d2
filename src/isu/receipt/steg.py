"""What the verdict means for the sender, and what to do next as short steps. Swedish and English side by side. Pure."""

from isu.declaration.regel import AVVISNING, FEL
from isu.omdome import ACCEPTERAD, AVVISAD, DELVIS, MED_ANMARKNING, Omdome
from isu.receipt.mening import erased
from isu.receipt.text import EN, SV

#: The sender's own tool against identities, as it is typed; a page sets what stands between backticks as code.
KEY = "`isu key NYCKELFIL`"
PSEUDONYMISE = "`isu pseudonymise FIL --key NYCKELFIL`"

BETYDER = {
    ACCEPTERAD: ("Alla rader räknas.", "All rows count."),
    MED_ANMARKNING: (
        "Alla rader räknas. Ni behöver inte skicka något nytt.",
        "All rows count. You need not send anything new.",
    ),
    DELVIS: (
        "De mottagna raderna räknas redan. De andra räknas inte förrän de har rättats.",
        "The accepted rows count already. The others do not count until they have been mended.",
    ),
    AVVISAD: (
        "Inga rader ur filen räknas. Det som ni har lämnat tidigare gäller som förut.",
        "No rows of the file count. What you have delivered before stays in force.",
    ),
}

#: Of a file where nothing was set aside but rows that are no records.
ALLT_RAKNAS = (
    "Alla uppgifter i filen räknas. Det som sattes åt sidan är inga uppgifter.",
    "All data in the file count. What was set aside is no data.",
)

RADERAD = (
    "Det enda som finns kvar är filens kontrollsumma och det här kvittot. Det som ni har lämnat tidigare gäller som "
    "förut.",
    "All that is left is the checksum of the file and this receipt. What you have delivered before stays in force.",
)

_INGET = [("Ni behöver inte göra något.", "You need not do anything.")]

_KONTROLLERA = [
    (
        "Läs det som står under Kontrollera. Stämmer uppgifterna är ni klara.",
        "Read what stands under Check. If the facts are right you are done.",
    ),
    (
        "Är något fel: rätta i verksamhetssystemet, ta ut hela filen på nytt och lägg den i mappen.",
        "If something is wrong: mend it in your case system, extract the whole file again and put it in the folder.",
    ),
]

_RATTA = [
    (
        "Rätta felen nedan i verksamhetssystemet. De vanligaste står först.",
        "Mend the faults below in your case system. The most frequent come first.",
    ),
    (
        "Ta ut hela filen på nytt, inte bara de rättade raderna.",
        "Extract the whole file again, not only the mended rows.",
    ),
    (
        "Lägg den nya filen i mappen. Den ersätter den här.",
        "Put the new file in the folder. It replaces this one.",
    ),
]

#: The rule that rows break which are no records.
NO_RECORD = "ej_post"
#: Rules about numbers that stand for a person or a case.
NUMBERS = {"identitetsnummer", "nyckel_som_nummer"}
#: Rules that refuse a file because of its rows, whose own faults stand below.
TOO_MANY = {"for_manga_fel", "over_troskel"}

_INGA_POSTER = [
    (
        "Titta på raderna som nämns nedan. Är de summor, rubriker eller sidfötter är ni klara med filen.",
        "Look at the rows that are named below. If they are totals, headers or feet of pages you are done with it.",
    ),
    (
        "Ta bort sådana rader ur nästa uttag.",
        "Leave such rows out of the next extract.",
    ),
]

_LAGG_IGEN = ("Lägg hela den rättade filen i mappen.", "Put the whole corrected file in the folder.")

_TA_BORT = (
    "Är det något som mallen inte har: ta bort det ur uttaget och lämna filen igen, så är det klart. Annars:",
    "If it is something that the template does not have: leave it out of the extract and deliver again, and you are "
    "done. Else:",
)

_AVIDENTIFIERA = [
    (
        f"Första gången: skapa en nyckelfil hos er med {KEY}. Använd samma nyckel varje gång, så får samma person "
        "samma pseudonym i alla filer. Skicka aldrig nyckeln.",
        f"The first time: make a key file on your side with {KEY}. Use the same key every time, and a person has the "
        "same pseudonym in all files. Never send the key.",
    ),
    (
        f"Kör {PSEUDONYMISE} hos er. Verktyget byter personnummer mot pseudonymer, tar bort namn och andra uppgifter "
        "som pekar ut någon, och skriver kön, födelseår och ålder i stället.",
        f"Run {PSEUDONYMISE} on your side. The tool replaces identity numbers by pseudonyms, removes names and other "
        "facts that point somebody out, and writes sex, year of birth and age instead.",
    ),
    (
        "Lägg filen som verktyget skrev i mappen, inte originalet.",
        "Put the file that the tool wrote in the folder, not the original.",
    ),
]


def meaning(omdome: Omdome, faults: list[dict], sprak: str = SV) -> str:
    """What becomes of the rows."""
    if erased(faults):
        return RADERAD[sprak == EN]
    pair = ALLT_RAKNAS if _all_data_taken(omdome, faults) else BETYDER[omdome.utfall]
    return pair[sprak == EN]


def next_steps(omdome: Omdome, faults: list[dict], sprak: str = SV) -> list[str]:
    """What to do, in order; one step only where there is nothing to do."""
    return [pair[sprak == EN] for pair in _steps(omdome, faults)]


def _steps(omdome: Omdome, faults: list[dict]) -> list[tuple[str, str]]:
    if omdome.utfall == AVVISAD:
        return _without_identity(faults) if erased(faults) else [*_advice(faults), _LAGG_IGEN]
    if _all_data_taken(omdome, faults):
        return _INGA_POSTER
    if omdome.utfall == DELVIS:
        return [*_RATTA, *_date_matters(omdome)]
    return [*_KONTROLLERA, *_date_matters(omdome)] if omdome.fynd else _INGET


def _all_data_taken(omdome: Omdome, faults: list[dict]) -> bool:
    """Nothing is wrong with the rows but that some of them are no records."""
    return omdome.utfall == DELVIS and {f["regel"] for f in faults if f["allvar"] == FEL} == {NO_RECORD}


def _without_identity(faults: list[dict]) -> list[tuple[str, str]]:
    """Only numbers must be turned into something; names and notes may just be left out."""
    numbers = any(f["regel"] in NUMBERS for f in faults)
    return _AVIDENTIFIERA if numbers else [_TA_BORT, *_AVIDENTIFIERA]


def _advice(faults: list[dict]) -> list[tuple[str, str]]:
    """What the rules that refuse the file say should be done, each said once; where they only say that the faults in
    rows are too many, the most frequent of those too."""
    refusing = [f for f in faults if f["allvar"] == AVVISNING]
    said = list(dict.fromkeys((f["gor"], f["gor_en"]) for f in refusing))
    too_many = any(f["regel"] in TOO_MANY for f in refusing)
    first = next((f for f in faults if too_many and f["allvar"] == FEL), None)
    return [_first_to_mend(first), *said] if first else said


def _first_to_mend(fault: dict) -> tuple[str, str]:
    """The most frequent fault, and how its values are written where that is known."""
    ways = [(f" Skrivet som: {w['form']}.", f" Written as: {w['form_en']}.") for w in fault.get("skrivsatt", ())[:1]]
    sv, en = ways[0] if ways else (f" {fault['gor']}", f" {fault['gor_en']}")
    return f"Börja med {fault['kod']}: {fault['mening']}{sv}", f"Begin with {fault['kod']}: {fault['mening_en']}{en}"


def _date_matters(omdome: Omdome) -> list[tuple[str, str]]:
    """Between two stated uttagsdatum the later wins, so a correction with an earlier one would not count."""
    if not omdome.uttagsdatum_angivet:
        return []
    dag = omdome.uttagsdatum
    return [
        (
            f"Anger ni uttagsdatum för den nya filen ska det vara {dag} eller senare.",
            f"If you state a date of extraction for the new file, it must be {dag} or later.",
        )
    ]
