"""The words of the local analysis: numbers as they are read, names of columns and groups, how a group stands."""

import math

from isu.cells import lokalt
from isu.cells.falt import FORANDRING, KM_MEDIAN
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration

#: Column → how one group of it is called.
UPPDELNING = {
    "enhet": "Enhet",
    "utforare": "Utförare",
    "insatstyp": "Insatstyp",
    "malgrupp": "Målgrupp",
    "insatsgrupp": "Insatsgrupp",
    "livsomrade": "Livsområde",
}
MATT = {
    "antal": "Antal",
    "andel": "Andel",
    "medel": "Medelvärde",
    "median": "Median",
    "p90": "Nio av tio inom",
    KM_MEDIAN: "Median med väntande inräknade",
    FORANDRING: "Förändring i genomsnitt",
}
KON = {"T": "Alla", "K": "Kvinnor och flickor", "M": "Män och pojkar"}
STATUS = {
    "sekretess": "visas inte",
    "ej_komplett": "ej komplett ännu",
    "ej_rapporterat": "ej rapporterat",
    "kvalitet": "hålls inne: för många lokala koder saknar översättning",
}
JAMFORT = {
    "hogre": "högre än de andra",
    "lagre": "lägre än de andra",
    "ingen_skillnad": "skiljer sig inte säkert",
    "for_fa": "går inte att säga: för få",
    "for_fa_uppfoljda": "går inte att säga: för få uppföljda",
    "for_fa_andra": "går inte att säga: för få andra",
    "ensam": "inga andra att jämföra med",
    "": "",
}


def tal(value: float, tecken: bool = False) -> str:
    """12,5; −3; with `tecken` also +12,5. '' where there is nothing."""
    if math.isnan(value):
        return ""
    text = f"{abs(value):.1f}".removesuffix(".0").replace(".", ",")
    sign = "−" if value < 0 and text != "0" else "+" if tecken and text != "0" else ""
    return sign + text


def med_enhet(matt: str, value: float) -> str:
    """A value with its unit where that is clear."""
    if math.isnan(value):
        return ""
    if matt == FORANDRING:
        return tal(value, tecken=True)
    return f"{tal(value)}\u00a0%" if matt == "andel" else tal(value)


def skillnad(matt: str, value: float) -> str:
    """A difference, with a sign."""
    return f"{tal(value, tecken=True)} procentenheter" if matt == "andel" else tal(value, tecken=True)


def kand_ord(indikator: Indikator) -> str:
    """What somebody is whose outcome is known."""
    return "uppföljda" if indikator.grupp == "RES" or indikator.uppfoljning_dagar else "med känt utfall"


def gruppnamn(deklaration: Deklaration, indikator: Indikator, uppdelning: str, grupp: str) -> str:
    """A group as a sentence begins with it."""
    if not uppdelning:
        return "Hela lämnaren"
    return f"{UPPDELNING.get(uppdelning, uppdelning.capitalize())} {etikett(deklaration, indikator, uppdelning, grupp)}"


def slagnamn(deklaration: Deklaration, indikator: Indikator, inom: str) -> str:
    """The stratum that a group is looked at in; '' where there is none."""
    return etikett(deklaration, indikator, lokalt.stratum(indikator) or "", inom) if inom else ""


def etikett(deklaration: Deklaration, indikator: Indikator, uppdelning: str, kod: str) -> str:
    """The label of a code: the head's, else that of the code list of the column's name; a local code is its own."""
    declared = indikator.uppdelningar.get(uppdelning)
    if declared and kod in declared.grupper:
        return declared.grupper[kod]
    lista = deklaration.kodlistor.get(uppdelning)
    return next((k.sv for k in lista.koder if k.kod == kod), kod) if lista else kod
