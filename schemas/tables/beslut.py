"""Beslut: what was decided for one person, be it granted, refused or decided anew. A row is one decision of one day.

In a receipt only the decision's own id is shown beside a fault: it means nothing outside the sender. Dates, ages,
counts and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, decimaltal, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import datumordning, kravs_om
from isu.declaration.tabell import Referens, Tabell

U28414 = "Kolada U28414"
LIFECARE = "Lifecare, Decision"

TABELL = Tabell(
    namn="beslut",
    sv="En rad per beslut om insats, också avslag och omprövningar.",
    en="One row per decision on a service, refusals and re-decisions too.",
    kalla=f"{U28414}; {LIFECARE}",
    nyckel=("beslut_id",),
    start="datum",
    omrade="omrade",
    kolumner={
        "beslut_id": nyckel("Beslutets id hos lämnaren", "The sender's id of the decision", LIFECARE, visa=True),
        "utredning_id": nyckel(
            "Utredningen som beslutet bygger på", "The investigation behind it", LIFECARE, fylld=False, finns=False
        ),
        "pid": nyckel("Individens pseudonym", "Pseudonym of the individual", LIFECARE, fylld=False, finns=False),
        "omrade": kod("omrade", "Område", "Area of social services", U28414, fylld=True, finns=True),
        "datum": datum("Dag för beslutet", "Day of the decision", LIFECARE, fylld=True, finns=True),
        "typ": kod("beslut_typ", "Vad som beslutades", "What was decided", U28414, finns=True),
        "lagrum": kod("lagrum", "Lag som beslutet fattas enligt", "Act that governs it", "SFS"),
        "insatstyp_lokal": lokal_kod("Insatstyp, lokal kod", "Type of service, local code", LIFECARE),
        "insatstyp": kod(
            "insatstyp", "Insatstyp, gemensam kod", "Type of service, common code", "Kolada N33802; SoL 11 kap. 5 §"
        ),
        "fran": datum("Första dag som beslutet gäller", "First day it is valid", LIFECARE, framtida=True),
        "till": datum("Sista dag som beslutet gäller", "Last day it is valid", LIFECARE, framtida=True),
        "omfattning": decimaltal(
            0,
            10000,
            2,
            "Hur mycket som beviljades, i den enhet som anges",
            "How much was granted, in the stated unit",
            f"{LIFECARE} (Hour, Quantity)",
            enhet="enligt kolumnen enhet",
            visa=False,
        ),
        "enhet": kod("omfattning_enhet", "Vad omfattningen mäts i", "Unit of the extent", LIFECARE),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", U28414),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år då beslutet fattades",
            "Age in completed years when it was decided",
            U28414,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(
        datumordning("fran", "till"),
        kravs_om("enhet", om="omfattning", varning=True),
        kravs_om("insatstyp_lokal", om="insatstyp", varden=["annan"], varning=True),
    ),
    referenser=(Referens("pid", "person", "pid"), Referens("utredning_id", "utredning", "utredning_id")),
)
