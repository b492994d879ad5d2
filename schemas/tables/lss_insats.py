"""LSS: what a person has on the day of measurement, one row per punkt of 9 §.

Råd och stöd (9 § 1) and assistance under the Social Insurance Code alone are no rows here: punkt has no code for them.
The law allows few items of the register (förordning 2004:16, 2 §); dates of decision and offer are our own addition,
for those who can tell them. Nothing of it is shown in a receipt.
"""

from isu.declaration.kolumn import datum, decimaltal, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import datumordning, kravs_om
from isu.declaration.tabell import Referens, Tabell

SFS = "Förordning (2004:16) 2 §"
LSS = "Socialstyrelsens register LSS"

TABELL = Tabell(
    namn="lss_insats",
    sv="En rad per person och punkt i 9 § LSS som är verkställd på mätdagen, 1 oktober.",
    en="One row per person and item of section 9 LSS carried out on the day of measurement, 1 October.",
    kalla=f"{SFS}; {LSS}",
    nyckel=("matdatum", "pid", "punkt"),
    start="matdatum",
    kolumner={
        "matdatum": datum("Mätdag", "Day of measurement", f"{LSS} (AR, 1 oktober)", fylld=True, finns=True),
        "pid": nyckel("Individens pseudonym", "Pseudonym of the individual", f"{LSS} (PNR)"),
        "personkrets": kod(
            "personkrets", "Personkrets enligt 1 §", "Group of persons, section 1", f"{LSS} (PKRETS)", True, True
        ),
        "punkt": kod("lss_punkt", "Punkt i 9 §", "Item of section 9", f"{LSS} (LSS2–LSS10)", True, True),
        "timmar": decimaltal(
            0, 1500, 2, "Beviljade timmar per månad", "Hours granted a month", f"{LSS} (TIM)", "timmar", visa=False
        ),
        "dygn": decimaltal(
            0, 31, 2, "Beviljade dygn per månad", "Days granted a month", f"{LSS} (DYGN6)", "dygn", visa=False
        ),
        "boendekommun": kod("kommun", "Kommun där personen bor", "Municipality of residence", f"{LSS} (BKOMM)"),
        "utforarkommun": kod("kommun", "Kommun där insatsen utförs", "Municipality of service", f"{LSS} (UK2–UK10)"),
        "beslut_datum": datum("Dag för beslutet", "Day of the decision", "Kolada U28418"),
        "forsta_erbjudande_datum": datum("Första erbjudna datum", "First day offered", "Kolada U28418"),
        "verkstalld_datum": datum("Dag då beslutet verkställdes", "Day it was carried out", "LSS 28 f–h §§"),
        "enhet": lokal_kod("Enhet, lokal kod", "Unit, local code", "ISU, lokal uppföljning"),
        "utforare": lokal_kod("Utförare, lokal kod", "Provider, local code", f"{LSS} (CFAR-nummer); ISU"),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", f"{LSS} (KON)"),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år på mätdagen",
            "Age in completed years on the day",
            f"{LSS} (ALDER)",
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(
        datumordning("beslut_datum", "verkstalld_datum"),
        datumordning("beslut_datum", "forsta_erbjudande_datum"),
        datumordning("verkstalld_datum", "matdatum", varning=True),
        kravs_om("boendekommun", om="punkt", varden=["81", "82", "91", "92"], varning=True),
    ),
    referenser=(Referens("pid", "person", "pid"),),
)
