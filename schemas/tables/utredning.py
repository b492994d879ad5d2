"""Utredning: an investigation of one person's needs, from the day it is opened to the day it is closed.

In a receipt only the case's own id is shown beside a fault: it means nothing outside the sender. Dates, ages, counts
and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import kravs_om
from isu.declaration.tabell import Referens, Tabell

NUSO1 = "NUSO delstudie 1"
SOL203 = "SoL (2025:400) 20 kap. 3 §"

TABELL = Tabell(
    namn="utredning",
    sv="En rad per utredning, pågående eller avslutad.",
    en="One row per investigation, ongoing or closed.",
    kalla=f"{NUSO1}; {SOL203}",
    nyckel=("utredning_id",),
    start="inledd_datum",
    slut="avslutad_datum",
    omrade="omrade",
    kolumner={
        "utredning_id": nyckel(
            "Utredningens id hos lämnaren", "The sender's id of the investigation", NUSO1, visa=True
        ),
        "pid": nyckel("Individens pseudonym", "Pseudonym of the individual", NUSO1, fylld=False, finns=False),
        "omrade": kod("omrade", "Område", "Area of social services", NUSO1, fylld=True, finns=True),
        "lagrum": kod("lagrum", "Lag som utredningen görs enligt", "Act that governs it", "SFS"),
        "inledd_datum": datum("Dag då utredningen inleddes", "Day it was opened", SOL203, fylld=True, finns=True),
        "avslutad_datum": datum(
            "Dag då den avslutades, tom om pågående", "Day it was closed, empty if ongoing", SOL203, finns=True
        ),
        "forlangd_beslut_datum": datum("Dag för beslut om förlängning", "Day of the decision to extend", SOL203),
        "tidigare_kand": kod("ja_nej", "Känd av socialtjänsten sedan tidigare", "Known since earlier", NUSO1),
        "barnsamtal_antal": heltal(
            0,
            200,
            "Utredningssamtal där barnet deltagit",
            "Talks where the child took part",
            NUSO1,
            enhet="samtal",
            visa=False,
        ),
        "info_andra_professioner": kod(
            "ja_nej", "Uppgifter från andra professioner", "Information from other professions", NUSO1
        ),
        "bedomningsinstrument": kod("ja_nej", "Bedömningsinstrument använt", "Assessment instrument used", NUSO1),
        "instrument": lokal_kod("Instrument, lokal kod", "Instrument, local code", NUSO1),
        "riskfaktorer": lokal_kod(
            "Riskfaktorer, lokala koder med | emellan", "Risk factors, local codes parted by |", NUSO1
        ),
        "skyddsfaktorer": lokal_kod(
            "Skyddsfaktorer, lokala koder med | emellan", "Protective factors, local codes parted by |", NUSO1
        ),
        "vh_installning": kod(
            "installning", "Vårdnadshavares inställning till insats", "Custodian's view of the service", NUSO1
        ),
        "barn_installning": kod(
            "installning", "Barnets inställning till insats", "The child's view of the service", NUSO1
        ),
        "utfall": kod(
            "utredning_utfall", "Vad utredningen ledde till", "What the investigation led to", NUSO1, finns=True
        ),
        "uppfoljning_23kap": kod(
            "ja_nej_strikt", "Uppföljning efter utredning", "Follow-up after investigation", "SoL 23 kap. 1 §"
        ),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", NUSO1),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år då utredningen inleddes",
            "Age in completed years when opened",
            NUSO1,
            enhet="år",
            visa=False,
        ),
        "alder_vid_avslut": heltal(
            0,
            110,
            "Ålder i fyllda år då utredningen avslutades",
            "Age in completed years when closed",
            NUSO1,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(kravs_om("utfall", om="avslutad_datum"),),
    referenser=(Referens("pid", "person", "pid"),),
)
