"""Brukarsvar: one answer to one question. The survey is anonymous: the table has no column for a person.

A file with such a column is refused. Only the answer's own id is shown in a receipt: it is not the respondent's.
"""

from isu.declaration.kolumn import datum, kod, lokal_kod, nyckel
from isu.declaration.kontroll import varde_om
from isu.declaration.tabell import Tabell

SKR = "SKR brukarundersökning, Kolada U33575–U33581"

#: Which answers a question has; scales of Kolada's definitions.
LATT = ["mycket_latt", "ganska_latt", "ganska_svart", "mycket_svart"]
FORSTAELSE = ["mycket_stor", "ganska_stor", "ganska_liten", "mycket_liten"]
JA_NEJ = ["ja", "nej"]
PAVERKA = ["mycket", "ganska_mycket", "ganska_lite", "mycket_lite", "inte_alls"]
NOJD = ["mycket_nojd", "ganska_nojd", "ganska_missnojd", "mycket_missnojd"]
FORANDRING = ["forbattrats_mycket", "forbattrats_lite", "ingen_forandring", "forsamrats_lite", "forsamrats_mycket"]
SVAR = {
    "kontakt": LATT,
    "information": LATT,
    "forstaelse": FORSTAELSE,
    "inflytande": JA_NEJ,
    "paverka": PAVERKA,
    "nojd": NOJD,
    "forandring": FORANDRING,
}

TABELL = Tabell(
    namn="brukarsvar",
    sv="En rad per svar på en fråga i en brukarundersökning, utan uppgift om vem som svarat.",
    en="One row per answer to a question of a survey, without anything that tells who answered.",
    kalla=SKR,
    nyckel=("svar_id",),
    start="datum",
    omrade="omrade",
    anonym=True,
    kolumner={
        "svar_id": nyckel("Svarets id, slumpat", "Id of the answer, random", SKR, visa=True),
        "omgang": lokal_kod("Undersökningens omgång", "Round of the survey", SKR),
        "datum": datum(
            "Dag för svaret, eller omgångens sista dag",
            "Day of the answer, or the last day of the round",
            SKR,
            fylld=True,
            finns=True,
        ),
        "omrade": kod("omrade", "Område", "Area of social services", SKR, fylld=True, finns=True),
        "respondent": kod("respondent", "Vem som svarat", "Kind of respondent", SKR, fylld=True, finns=True),
        "fraga": kod("brukarfraga", "Fråga", "Question", SKR, fylld=True, finns=True),
        "svar": kod("brukarsvar_svar", "Svar", "Answer", SKR, fylld=True, finns=True),
        "kon": kod("kon", "Kön enligt svaret", "Sex as answered", SKR),
        "alder_grupp": kod("alder_grupp", "Åldersgrupp", "Age group", SKR),
        "enhet": lokal_kod("Enhet, lokal kod", "Unit, local code", "ISU, lokal uppföljning"),
    },
    kontroller=tuple(
        varde_om("svar", [*allowed, "vet_ej"], om="fraga", varden=[fraga]) for fraga, allowed in SVAR.items()
    ),
)
