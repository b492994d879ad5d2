"""Skattning: how a person, and the interviewer, rate one area of life at a baseline or follow-up interview (ASI).

An interview with seven areas is seven rows, each with an id of its own. The client's and the interviewer's scales are
not the same and are never pooled.

In a receipt only the rating's own id is shown beside a fault: it means nothing outside the sender. Dates, ages, counts
and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, heltal, kod, nyckel
from isu.declaration.kontroll import kravs_om
from isu.declaration.tabell import Referens, Tabell

ASI = "ASI (Socialstyrelsen, Metodguiden)"

TABELL = Tabell(
    namn="skattning",
    sv="En rad per intervju och livsområde.",
    en="One row per interview and area of life.",
    kalla=ASI,
    nyckel=("skattning_id",),
    start="datum",
    kolumner={
        "skattning_id": nyckel("Radens id hos lämnaren", "The sender's id of the row", ASI, visa=True),
        "pid": nyckel("Individens pseudonym", "Pseudonym of the individual", ASI, fylld=False, finns=True),
        "insats_id": nyckel("Insatsen som följs", "The service that is followed", ASI, fylld=False, finns=False),
        "instrument": kod("skattningsinstrument", "Instrument", "Instrument", ASI, fylld=True, finns=True),
        "tillfalle": kod(
            "skattningstillfalle", "Grund eller uppföljning", "Baseline or follow-up", ASI, fylld=True, finns=True
        ),
        "livsomrade": kod("asi_omrade", "Livsområde", "Area of life", ASI, finns=True),
        "klient_oro": heltal(
            0, 4, "Klientens oro eller besvär", "The client's worry", ASI, enhet="grad 0–4", visa=False
        ),
        "klient_hjalpbehov": heltal(
            0, 4, "Klientens behov av hjälp", "The client's need of help", ASI, enhet="grad 0–4", visa=False
        ),
        "intervjuare": heltal(
            0, 9, "Intervjuarens skattning", "The interviewer's rating", ASI, enhet="grad 0–9", visa=False
        ),
        "datum": datum("Dag för intervjun", "Day of the interview", ASI, fylld=True, finns=True),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", ASI),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år vid intervjun",
            "Age in completed years at the interview",
            ASI,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(kravs_om("livsomrade", om="instrument", varden=["ASI"]),),
    referenser=(Referens("pid", "person", "pid"), Referens("insats_id", "insats", "insats_id")),
)
