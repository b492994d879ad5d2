"""Förebyggande insats: support without a needs test, one row per begun service or a count of several alike.

There is no person: a row with `antal` above 1 is mängdstatistik. Only the row's own id is shown in a receipt.
"""

from isu.declaration.kolumn import heltal, kod, lokal_kod, manad, nyckel
from isu.declaration.tabell import Tabell

NUSO2 = "NUSO delstudie 2"

TABELL = Tabell(
    namn="forebyggande_insats",
    sv="En rad per påbörjad insats utan behovsprövning, eller ett antal sådana som är lika.",
    en="One row per begun service without a needs test, or a number of them that are alike.",
    kalla=NUSO2,
    nyckel=("rad_id",),
    start="startmanad",
    kolumner={
        "rad_id": nyckel("Radens id hos lämnaren", "The sender's id of the row", NUSO2, visa=True),
        "kategori": kod("insatskategori", "Insatskategori", "Category of service", NUSO2, fylld=True, finns=True),
        "verksamhet": lokal_kod("Verksamhet som ger insatsen", "Service that gives it", NUSO2),
        "samverkan": kod("ja_nej", "Samverkan med annan aktör", "Together with another actor", NUSO2),
        "startmanad": manad("Månad då insatsen började", "Month when it began", NUSO2, fylld=True, finns=True),
        "alder_grupp": kod("alder_grupp", "Åldersgrupp", "Age group", NUSO2),
        "kon": kod("kon", "Juridiskt kön", "Legal sex", NUSO2),
        "boendesituation_lokal": lokal_kod("Boendesituation, lokal kod", "Living situation, local code", NUSO2),
        "boendesituation": kod(
            "boendesituation",
            "Boendesituation, gemensam kod",
            "Living situation, common code",
            f"{NUSO2}; listan är utbytbar",
            okand_kod_ar_fel=False,
        ),
        "omsorg_kvinnor": heltal(
            0, 10_000, "Omsorgspersoner som är kvinnor", "Carers who are women", NUSO2, enhet="personer", visa=False
        ),
        "omsorg_man": heltal(
            0, 10_000, "Omsorgspersoner som är män", "Carers who are men", NUSO2, enhet="personer", visa=False
        ),
        "tolk": kod("ja_nej", "Tolk har använts", "An interpreter was used", NUSO2),
        "resultat": kod("forebyggande_resultat", "Vad insatsen ledde till", "What it led to", NUSO2),
        "antal": heltal(
            1, 100_000, "Antal insatser som raden avser", "Number of services", NUSO2, "insatser", True, True, False
        ),
    },
)
