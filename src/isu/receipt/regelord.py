"""What a rule's sentence says where a receipt has a name of its own: ‹kolumn› for {kolumn}, in Swedish and English."""

import re

from isu.declaration import Regel
from isu.declaration.regel import SV

#: Name → the word in Swedish and in English.
ORD = {
    "a": ("ett datum", "a date"),
    "andel": ("andel", "share"),
    "annan": ("en tidigare leverans", "an earlier delivery"),
    "annan_intervall": ("dess tid", "its time"),
    "antal": ("antal", "number"),
    "ar": ("antal", "number"),
    "avsatta": ("antal", "number"),
    "b": ("ett annat datum", "another date"),
    "bokstav": ("kolumnens bokstav", "the letter of the column"),
    "bokstaver": ("kolumnbokstäver", "column letters"),
    "dag_forst": ("kolumner", "columns"),
    "dagar": ("antal", "number"),
    "decimaler": ("antal", "number"),
    "falt": ("fält", "field"),
    "filnamn": ("den andra filens namn", "the name of the other file"),
    "finns": ("antal", "number"),
    "forsta": ("första dagen", "first day"),
    "fran": ("startdatum", "start date"),
    "grans": ("gräns", "limit"),
    "hela": ("antal", "number"),
    "hogst": ("högsta tal", "highest number"),
    "indikator": ("indikator", "indicator"),
    "indikatorer": ("indikatorer", "indicators"),
    "intervall": ("filens tid", "the time of the file"),
    "kalla": ("källdeklaration", "source declaration"),
    "kodning": ("teckenkodning", "encoding"),
    "kolumn": ("kolumn", "column"),
    "kolumner": ("kolumner", "columns"),
    "lamnare": ("lämnare", "sender"),
    "manad_forst": ("andra kolumner", "other columns"),
    "manader": ("antal", "number"),
    "mapp": ("mappens lämnare", "the sender of the folder"),
    "minst": ("lägsta tal", "lowest number"),
    "nyckel": ("nyckel", "key"),
    "om": ("annan kolumn", "another column"),
    "omraden": ("lämnarens områden", "the sender's areas"),
    "giltighet": ("koderna med datum i kolumnens kodlista", "the codes with dates of the column's list"),
    "perioder": ("perioder", "periods"),
    "plats": ("nummer", "number"),
    "rad": ("radnummer", "line number"),
    "paket": ("paketets namn", "the name of the pack"),
    "rader": ("antal", "number"),
    "regel": ("regelns kod", "the rule's code"),
    "rubriker": ("tabellens kolumner", "the columns of the table"),
    "saknas": ("kolumner", "columns"),
    "sista": ("sista dagen", "last day"),
    "sista_dag": ("sista dag", "last day"),
    "skal": ("skälet", "the reason"),
    "slag": ("slag", "kinds"),
    "slut": ("slutdatum", "end date"),
    "start": ("startdatum", "start date"),
    "tabell": ("tabell", "table"),
    "tabeller": ("tabell", "table"),
    "till": ("slutdatum", "end date"),
    "tillatna": ("koderna i kolumnens kodlista", "the codes of the column's list"),
    "tyder": ("det som talar för olika kodningar", "what speaks for several encodings"),
    "utom": ("kolumn för förlängning", "column of extension"),
    "vad": ("det som är för mycket", "what is too much"),
    "profil": ("mottagarens skyddsprofil", "the receiver's profile of disclosure control"),
    "var_version": ("mottagarens version", "the version of the receiver"),
    "version": ("er version", "your version"),
    "val": ("tabeller och källsystem", "tables and source systems"),
    "vantat": ("väntat antal", "expected number"),
    "var": ("plats i filen", "place in the file"),
    "varden": ("värde", "value"),
}

#: Where one rule means something else by a name.
ORD_I_REGEL = {
    ("referens_saknas", "till"): ("annan tabell", "another table"),
    ("inleds_utan_utredning", "till"): ("utredning", "utredning"),
    ("utfall_utan_insats", "till"): ("insats", "insats"),
    ("beslut_fore_utredning", "till"): ("utredning", "utredning"),
    ("varde_om", "tillatna"): ("vissa koder", "certain codes"),
    ("fel_langd", "minst"): ("minst antal", "least number"),
    ("fel_langd", "hogst"): ("högst antal", "largest number"),
    ("okant_kon", "minst"): ("andel", "share"),
    ("losenordsskyddad", "vad"): ("filen", "the file"),
    ("kapad_fil", "vad"): ("ett kalkylblad", "a spreadsheet"),
    ("identitetsnummer", "minst"): ("minst", "at least"),
    ("epost", "minst"): ("minst", "at least"),
    ("nyckel_som_nummer", "minst"): ("minst", "at least"),
}


def general(regel: Regel, sentence: str, sprak: str = SV) -> str:
    """The sentence in words that hold for every file."""
    return re.sub(r"\{(\w+)\}", lambda match: f"‹{_word(regel.namn, match[1], sprak)}›", sentence)


def _word(regel: str, namn: str, sprak: str) -> str:
    namn = namn.removesuffix("_en")  # what it is filled with in an English sentence
    swedish, english = ORD_I_REGEL.get((regel, namn)) or ORD.get(namn) or (namn.replace("_", " "),) * 2
    return swedish if sprak == SV else english
