"""Plan: a care plan or an implementation plan of a service, from the day it was made to its latest follow-up.

The row is a spell, so that a plan that is not yet followed up, or is followed up later, may be delivered again with
each interval that it touches. The person is found through the service.

In a receipt only the plan's own id is shown beside a fault: it means nothing outside the sender. Dates, ages, counts
and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import datumordning
from isu.declaration.tabell import Referens, Tabell

U21452 = "Kolada U21452, U28129–31"
LOKAL = "ISU, lokal analys"

TABELL = Tabell(
    namn="plan",
    sv="En rad per vårdplan eller genomförandeplan.",
    en="One row per care plan or implementation plan.",
    kalla=f"{U21452}; SoL (2025:400) 9 kap. 12–13 §§",
    nyckel=("plan_id",),
    start="upprattad",
    slut="senast_foljd_upp",
    omrade="omrade",
    kolumner={
        "plan_id": nyckel("Planens id hos lämnaren", "The sender's id of the plan", U21452, visa=True),
        "insats_id": nyckel("Insatsen som planen gäller", "The service it concerns", U21452),
        "omrade": kod("omrade", "Område", "Area of social services", U21452, fylld=True, finns=True),
        "plantyp": kod("plantyp", "Vårdplan eller genomförandeplan", "Kind of plan", U21452, finns=True),
        "upprattad": datum("Dag då planen upprättades", "Day it was made", U21452, fylld=True, finns=True),
        "senast_foljd_upp": datum(
            "Dag då planen senast följdes upp, tom om aldrig", "Day of its latest follow-up, empty if none", U21452
        ),
        "delaktighet_dokumenterad": kod(
            "ja_nej",
            "Det är dokumenterat hur den enskilde varit delaktig",
            "How the person took part is documented",
            "Kolada U21554, U23565, U28130",
        ),
        "individuellt_mal": kod(
            "ja_nej", "Planen har individuellt utformade mål", "It has individual goals", "Kolada U28131, U28145"
        ),
        "enhet": lokal_kod("Enhet som ger insatsen, lokal kod", "Unit that gives the service, local code", LOKAL),
        "utforare": lokal_kod("Utförare, lokal kod", "Provider, local code", LOKAL),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", U21452),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år då planen upprättades",
            "Age in completed years when it was made",
            U21452,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(
        # A warning: a new plan may carry the follow-up of the one before it.
        datumordning("upprattad", "senast_foljd_upp", varning=True),
    ),
    referenser=(Referens("insats_id", "insats", "insats_id"),),
)
