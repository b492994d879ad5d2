"""Äldre och personer med funktionsnedsättning (SoL): what a person has at the end of a month, one row per service.

Nothing of it is shown in a receipt: every column tells of one person.
"""

from isu.declaration.kolumn import datum, decimaltal, heltal, kod, lokal_kod, manad, nyckel
from isu.declaration.kontroll import datumordning
from isu.declaration.tabell import Referens, Tabell

HSLF = "HSLF-FS 2016:86"
SOL = "Socialstyrelsens register SOL"

TABELL = Tabell(
    namn="aldre_fn",
    sv="En rad per månad, person och insats enligt SoL som pågår månadens sista dag.",
    en="One row per month, person and service under SoL ongoing on the last day of the month.",
    kalla=f"{HSLF}; {SOL}",
    nyckel=("period", "pid", "insats"),
    start="period",
    kolumner={
        "period": manad("Månad", "Month", f"{SOL} (PERIOD)", fylld=True, finns=True),
        "pid": nyckel("Individens pseudonym", "Pseudonym of the individual", f"{SOL} (PNR)"),
        "insats": kod("aldre_fn_insats", "Insats", "Service", SOL, fylld=True, finns=True),
        "timmar": decimaltal(
            0, 1500, 2, "Beviljade timmar per månad", "Hours granted a month", f"{SOL} (HTJTIM)", "timmar", visa=False
        ),
        "bara_larm": kod(
            "bara_larm", "Trygghetslarm ensamt eller som delinsats", "Alarm only, or with more", f"{SOL} (POMVTRYGG)"
        ),
        "beslut": datum("Dag för beslutet", "Day of the decision", f"{SOL} (BDAT)"),
        "verkst": datum("Dag då beslutet verkställdes", "Day it was carried out", f"{SOL} (VDAT)"),
        "avslut": datum("Dag då insatsen avslutades", "Day it ended", f"{SOL} (ADAT)"),
        "enhet": lokal_kod("Enhet, lokal kod", "Unit, local code", "ISU, lokal uppföljning"),
        "utforare": lokal_kod("Utförare, lokal kod", "Provider, local code", "ISU, lokal uppföljning"),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", f"{SOL} (KON)"),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år månadens sista dag",
            "Age in completed years on the last day of the month",
            f"{SOL} (ALDER); Kolada N21701",
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(datumordning("beslut", "verkst"), datumordning("verkst", "avslut")),
    referenser=(Referens("pid", "person", "pid"),),
)
