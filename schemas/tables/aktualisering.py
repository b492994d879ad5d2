"""Aktualisering: something that makes a person known to the social services, and what came of it.

The row is a spell from the day it came in to the day of the decision (förhandsbedömning), so that a case that is
undecided when the interval ends may be delivered again with the next one.

In a receipt only the case's own id is shown beside a fault: it means nothing outside the sender. Dates, ages, counts
and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import datumordning, kravs_om, tom_om
from isu.declaration.tabell import Referens, Tabell

NUSO3 = "NUSO delstudie 3"
SOL20 = "SoL (2025:400) 20 kap. 1–2 §§"

TABELL = Tabell(
    namn="aktualisering",
    sv="En rad per anmälan, ansökan eller annan aktualisering.",
    en="One row per report of concern, application or other referral.",
    kalla=f"{NUSO3}; {SOL20}",
    nyckel=("aktualisering_id",),
    start="inkom_datum",
    slut="atgard_datum",
    omrade="omrade",
    kolumner={
        "aktualisering_id": nyckel(
            "Aktualiseringens id hos lämnaren", "The sender's id of the referral", NUSO3, visa=True
        ),
        "pid": nyckel("Individens pseudonym", "Pseudonym of the individual", NUSO3, fylld=False, finns=False),
        "inkom_datum": datum("Dag då aktualiseringen kom in", "Day it came in", SOL20, fylld=True, finns=True),
        "typ": kod(
            "aktualisering_typ", "Anmälan, ansökan eller annat", "Report, application or other", NUSO3, finns=True
        ),
        "omrade": kod("omrade", "Område", "Area of social services", NUSO3, fylld=True, finns=True),
        "avser_vald": kod("ja_nej", "Avser våld i nära relation", "Concerns domestic violence", "Kolada U30750"),
        "anmalare_lokal": lokal_kod("Anmälare, lokal kod", "Reporter, local code", NUSO3),
        "anmalare": kod(
            "anmalare",
            "Anmälare, gemensam kod",
            "Reporter, common code",
            f"{NUSO3}; listan är utbytbar",
            okand_kod_ar_fel=False,
        ),
        "orsak_lokal": lokal_kod("Orsak, lokal kod", "Reason, local code", NUSO3),
        "orsak": kod(
            "orsak",
            "Orsak, gemensam kod",
            "Reason, common code",
            f"{NUSO3}; listan är utbytbar",
            okand_kod_ar_fel=False,
        ),
        "skyddsbedomning_datum": datum("Dag för skyddsbedömning", "Day of safety assessment", "SoL 20 kap. 1 §"),
        "atgard": kod("atgard", "Beslut efter förhandsbedömning", "Decision after screening", NUSO3, finns=True),
        "atgard_datum": datum("Dag för beslutet", "Day of the decision", "SoL 20 kap. 2 §", finns=True),
        "forlangd_synnerliga_skal": kod(
            "ja_nej_strikt", "Förlängd av synnerliga skäl", "Extended for exceptional reasons", "SoL 20 kap. 2 §"
        ),
        "utredning_id": nyckel(
            "Utredningen som följde", "The investigation that followed", NUSO3, fylld=False, finns=False
        ),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", NUSO3),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år då aktualiseringen kom in",
            "Age in completed years when it came in",
            NUSO3,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(
        datumordning("inkom_datum", "skyddsbedomning_datum"),
        kravs_om("atgard_datum", om="atgard", varden=["inleds", "inleds_inte"]),
        tom_om("utredning_id", om="atgard", varden=["inleds_inte"]),
        kravs_om("orsak_lokal", om="orsak", varden=["annat"], varning=True),
        kravs_om("anmalare_lokal", om="anmalare", varden=["annat"], varning=True),
    ),
    referenser=(Referens("pid", "person", "pid"), Referens("utredning_id", "utredning", "utredning_id")),
)
