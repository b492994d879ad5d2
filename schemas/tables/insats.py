"""Insats: support that a person gets, with or without a needs test.

In a receipt only the service's own id is shown beside a fault: it means nothing outside the sender. Dates, ages, counts
and codes are not: together with an id they tell of one person, and the sender finds them by the row.
"""

from isu.declaration.kolumn import datum, heltal, kod, lokal_kod, nyckel
from isu.declaration.kontroll import datumordning, kravs_om, varde_om
from isu.declaration.tabell import Referens, Tabell

N33802 = "Kolada N33802, N33822, N33816–18"
SOL115 = "SoL (2025:400) 11 kap. 5 §"

#: Services that may never be given without a needs test. SoL 11 kap. 5 § lists seven classes; these are
#: those that can be told from the type of service alone. A nätverkshem is a familjehem in the child's own network.
#: The fifth class goes by age too: schemas/rules/vard_utan_behovsprovning.yaml.
ALLTID_BEHOVSPROVAD = [
    "kontaktperson",
    "kontaktfamilj",
    "sarskilt_kvalificerad_kontaktperson",
    "familjehem",
    "natverkshem",
    "lvm_hem",
    "sarskilt_ungdomshem",
]

TABELL = Tabell(
    namn="insats",
    sv="En rad per insats, pågående eller avslutad.",
    en="One row per service, ongoing or ended.",
    kalla=f"{N33802}; {SOL115}",
    nyckel=("insats_id",),
    start="start",
    slut="slut",
    omrade="omrade",
    kolumner={
        "insats_id": nyckel("Insatsens id hos lämnaren", "The sender's id of the service", N33802, visa=True),
        "pid": nyckel(
            "Individens pseudonym, får saknas utan behovsprövning",
            "Pseudonym, may be empty without needs test",
            "SoL 14 kap. 5 §",
            fylld=False,
        ),
        "omrade": kod("omrade", "Område", "Area of social services", N33802, fylld=True, finns=True),
        "beslut_id": nyckel(
            "Beslutets id", "Id of the decision", "Lifecare FamilyCare, Services", fylld=False, finns=False
        ),
        "beslut_datum": datum("Dag för beslutet", "Day of the decision", "Socialstyrelsens register SOL (BDAT)"),
        "utredning_id": nyckel(
            "Utredningen som ledde till insatsen",
            "The investigation behind it",
            "Lifecare FamilyCare, Services",
            fylld=False,
            finns=False,
        ),
        "insatstyp_lokal": lokal_kod("Insatstyp, lokal kod", "Type of service, local code", N33802),
        "insatstyp": kod(
            "insatstyp",
            "Insatstyp, gemensam kod",
            "Type of service, common code",
            f"{N33802}; {SOL115}",
            fylld=True,
            finns=True,
        ),
        "ksi": lokal_kod(
            "Kod enligt Klassifikation av socialtjänstens insatser", "Code of the national classification", "KSI"
        ),
        "malgrupp": lokal_kod("Målgrupp, lokal kod", "Target group, local code", "ISU, lokal analys"),
        "enhet": lokal_kod("Enhet som ger insatsen, lokal kod", "Unit that gives it, local code", "ISU, lokal analys"),
        "utforare": lokal_kod("Utförare, lokal kod", "Provider, local code", "ISU, lokal analys"),
        "lagrum": kod("lagrum", "Lag som insatsen ges enligt", "Act that governs it", "SFS"),
        "behovsprovad": kod(
            "ja_nej_strikt",
            "Beslutad efter individuell behovsprövning",
            "Decided after a needs test",
            SOL115,
            fylld=True,
            finns=True,
        ),
        "regi": kod("regi", "Vem som utför", "Who provides it", "SoL 15 kap. 9 §"),
        "start": datum("Dag då insatsen började", "Day it began", N33802, fylld=True, finns=True),
        "slut": datum("Dag då den slutade, tom om pågående", "Day it ended, empty if ongoing", N33802, finns=True),
        "forsta_erbjudande_datum": datum("Första erbjudna datum", "First day offered", "Kolada U28418"),
        "verkstalld_datum": datum(
            "Dag då beslutet verkställdes", "Day the decision was carried out", "SoL 34 kap. 1 §; SOL (VDAT)"
        ),
        "avbrott_fran": datum(
            "Dag då verkställigheten avbröts", "Day the service was interrupted", "SoL (2025:400) 34 kap. 1 §"
        ),
        "avbrott_till": datum(
            "Dag då den återupptogs, tom om avbrottet pågår",
            "Day it was resumed, empty if still interrupted",
            "SoL (2025:400) 34 kap. 1 §",
        ),
        "avslutsorsak": kod("avslutsorsak", "Varför insatsen slutade", "Why it ended", "Kolada U30752"),
        "efter_insats": kod(
            "efter_insats",
            "Vart barnet kom efteråt",
            "Where the child went after",
            "Socialstyrelsens register BU (VARTBARN)",
        ),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", N33802),
        "alder": heltal(
            0,
            110,
            "Ålder i fyllda år då insatsen började",
            "Age in completed years when it began",
            N33802,
            enhet="år",
            visa=False,
        ),
    },
    kontroller=(
        varde_om("behovsprovad", ["1"], om="insatstyp", varden=ALLTID_BEHOVSPROVAD),
        kravs_om("pid", om="behovsprovad", varden=["1"]),
        kravs_om("insatstyp_lokal", om="insatstyp", varden=["annan"], varning=True),
        datumordning("beslut_datum", "start", varning=True),
        datumordning("beslut_datum", "verkstalld_datum"),
        datumordning("beslut_datum", "forsta_erbjudande_datum"),
        datumordning("avbrott_fran", "avbrott_till"),
        kravs_om("avbrott_fran", om="avbrott_till"),
    ),
    referenser=(
        Referens("pid", "person", "pid"),
        Referens("utredning_id", "utredning", "utredning_id"),
        Referens("beslut_id", "beslut", "beslut_id"),
    ),
)
