"""Person: what is known of an individual besides the events. Joined per key; covers all time.

Nothing of it is shown in a receipt: every column tells of one person, the key most of all.
"""

from isu.declaration.kolumn import heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import kravs_om
from isu.declaration.tabell import Tabell

NUSO1 = "NUSO delstudie 1, bakgrund"
BU = "Socialstyrelsen, registret över insatser till barn och unga"

TABELL = Tabell(
    namn="person",
    sv="En rad per individ som förekommer i händelsetabellerna.",
    en="One row per individual found in the event tables.",
    kalla=NUSO1,
    nyckel=("pid",),
    kolumner={
        "pid": nyckel(
            "Pseudonym, lokal för kommunen", "Pseudonym, local to the municipality", "SoL 14 kap.; BU (TILLF_ID)"
        ),
        "id_typ": kod("id_typ", "Vad pseudonymen bygger på", "What the pseudonym was made from", "BU (PNRQ); IVO"),
        "fodelsear": heltal(1900, 2100, "Födelseår", "Year of birth", NUSO1, enhet="år", finns=True, visa=False),
        "kon": kod("kon", "Juridiskt kön", "Legal sex", NUSO1, finns=True),
        "fodelseland": kod("fodelseland", "Född i Sverige eller utrikes", "Born in Sweden or abroad", NUSO1),
        "ensamkommande": kod("ja_nej", "Ensamkommande barn", "Unaccompanied minor", BU),
        "funktionsnedsattning_kand": kod("ja_nej", "Känd funktionsnedsättning", "Known disability", NUSO1),
        "boendesituation_lokal": lokal_kod("Boendesituation, lokal kod", "Living situation, local code", NUSO1),
        "boendesituation": kod(
            "boendesituation",
            "Boendesituation, gemensam kod",
            "Living situation, common code",
            f"{NUSO1}; listan är utbytbar",
            okand_kod_ar_fel=False,
        ),
        "skyddad": kod("ja_nej_strikt", "Skyddade personuppgifter", "Protected identity", "Skatteverket; OSL 22 kap."),
        "tidigare_pid": nyckel(
            "Tidigare pseudonym för samma individ",
            "Earlier pseudonym of the same individual",
            "Samordningsnummer som ersatts av personnummer",
            fylld=False,
            finns=False,
        ),
    },
    kontroller=(kravs_om("boendesituation_lokal", om="boendesituation", varden=["annat"], varning=True),),
)
