"""Placering: one stay of a child or young person (0–20) outside the home, within a service. A move makes a new row.

The person is found through the service. The table is that of the register BU, so adults in residential care are not
here but in insats.

In a receipt only the placement's own id is shown beside a fault: it means nothing outside the sender. Dates, ages,
counts and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import kravs_om
from isu.declaration.tabell import Referens, Tabell

BU = "Socialstyrelsens register BU"
LOKAL = "ISU, lokal analys"

TABELL = Tabell(
    namn="placering",
    sv="En rad per placering av ett barn eller en ung person, pågående eller avslutad; en omplacering är en ny rad.",
    en="One row per placement of a child or young person, ongoing or ended; a move is a new row.",
    kalla=f"{BU} (bu_plac); Kolada N33816–18",
    nyckel=("placering_id",),
    start="start",
    slut="slut",
    kolumner={
        "placering_id": nyckel("Placeringens id hos lämnaren", "The sender's id of the placement", BU, visa=True),
        "insats_id": nyckel("Insatsen som placeringen hör till", "The service it belongs to", BU),
        "form": kod("placeringsform", "Form av placering", "Kind of placement", f"{BU} (PLAC_FORM)", finns=True),
        "lagrum_placering": kod(
            "lagrum_placering", "Lag som vården ges enligt", "Act that governs the care", f"{BU} (SPEC)", finns=True
        ),
        "placeringskommun": kod(
            "kommun", "Kommun där barnet är placerat", "Municipality of the placement", f"{BU} (PLAC_LK)"
        ),
        "enhet": lokal_kod("Enhet eller hem, lokal kod", "Unit or home, local code", LOKAL),
        "utforare": lokal_kod("Utförare, lokal kod", "Provider, local code", LOKAL),
        "start": datum("Dag då placeringen började", "Day it began", f"{BU} (PLACDAT1)", fylld=True, finns=True),
        "slut": datum("Dag då den slutade, tom om pågående", "Day it ended, empty if ongoing", BU, finns=True),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", BU),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år då placeringen började",
            "Age in completed years when it began",
            BU,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(kravs_om("enhet", om="form", varden=["annan"], varning=True),),
    referenser=(Referens("insats_id", "insats", "insats_id"),),
)
