"""Mål: one goal of a plan, from the day it was set to the day it was assessed.

The row is a spell, so that a goal that is not yet assessed may be delivered again with each interval that it touches.
The person is found through the plan and its service. A grade is a degree of limitation: lower is better.

In a receipt only the goal's own id is shown beside a fault: it means nothing outside the sender. Dates, ages, counts
and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, heltal, kod, nyckel
from isu.declaration.kontroll import kravs_om
from isu.declaration.tabell import Referens, Tabell

IBIC = "IBIC; Lifecare Elderly Care, IbicAssessment"
ICF = "ICF, bedömningsfaktor"
U30752 = "Kolada U30752"

TABELL = Tabell(
    namn="mal",
    sv="En rad per mål i en plan.",
    en="One row per goal of a plan.",
    kalla=f"{IBIC}; {U30752}",
    nyckel=("mal_id",),
    start="datum",
    slut="bedomd_datum",
    kolumner={
        "mal_id": nyckel("Målets id hos lämnaren", "The sender's id of the goal", IBIC, visa=True),
        "plan_id": nyckel("Planen som målet står i", "The plan it belongs to", IBIC),
        "datum": datum("Dag då målet sattes", "Day it was set", IBIC, fylld=True, finns=True),
        "icf": kod("icf", "Livsområde som målet gäller", "Area of life it concerns", "ICF d1–d9"),
        "nulage": kod("icf_grad", "Begränsning när målet sattes", "Limitation when it was set", ICF),
        "malniva": kod("icf_grad", "Begränsning som målet siktar på", "Limitation aimed at", ICF),
        "utfall": kod("icf_grad", "Begränsning vid bedömningen", "Limitation when assessed", ICF),
        "maluppfyllelse": kod("maluppfyllelse", "Om målet nåddes", "Whether it was reached", U30752),
        "overgripande": kod(
            "ja_nej_strikt", "Övergripande mål för insatsen", "Overall goal of the service", U30752, finns=True
        ),
        "bedomd_datum": datum(
            "Dag då målet bedömdes, tom om det inte är bedömt", "Day it was assessed, empty if not", U30752, finns=True
        ),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", U30752),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år då målet sattes",
            "Age in completed years when it was set",
            U30752,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(
        kravs_om("bedomd_datum", om="maluppfyllelse", varden=["helt", "delvis", "inte"], varning=True),
        kravs_om("bedomd_datum", om="utfall", varning=True),
    ),
    referenser=(Referens("plan_id", "plan", "plan_id"),),
)
