"""Made-up verdicts, as rich as they come: what a receipt is looked at with. No real sender, row or code."""

from dataclasses import replace
from datetime import date

from isu.declaration import load_declarations
from isu.omdome import (
    EJ_TILLAMPAD,
    GODKAND,
    UNDER_TROSKEL,
    UNDERKAND,
    Fynd,
    Normalisering,
    Nyhet,
    OmappadKod,
    Omdome,
    Plats,
    Raknade,
    Regelutfall,
)
from isu.period import period
from isu.receipt.kvitto import receipt_data

DEKLARATION = load_declarations()
SHA = "3f9a0c1b5d7e" + "0" * 52

KOLUMNER = {"utredning_id": "A", "pid": "B", "omrade": "C", "inledd_datum": "E", "avslutad_datum": "F", "utfall": "O"}


def plats(kolumn: str, rubrik: str | None = None) -> Plats:
    return Plats(kolumn, rubrik or kolumn, KOLUMNER.get(kolumn, "P"))


PERFEKT = Omdome(
    lamnare="1780",
    filnamn="utredning_2024H1.csv",
    sha256=SHA,
    storlek=812_345,
    tabell="utredning",
    interval=period("2024H1").interval,
    interval_kalla="filnamnet",
    uttagsdatum=date(2024, 8, 15),
    uttagsdatum_angivet=True,
    raknade=Raknade(rader=4400, accepterade=4400),
    antaget=(
        "Teckenkodningen lästes som UTF-8.",
        "Fältavskiljaren lästes som semikolon.",
        "Tiden lästes ur filnamnet: 2024H1.",
    ),
    granskad=True,
    nyheter=(
        Nyhet("foregaende", {"filnamn": "utredning_2023H2.csv", "tid": "2023H2"}),
        Nyhet("rader", {"fore": 4120, "nu": 4400, "andel": 0.068}),
    ),
    regelutfall=tuple(
        Regelutfall(regel, kolumner, GODKAND)
        for regel, kolumner in (
            ("varde_saknas", ("utredning_id",)),
            ("varde_saknas", ("inledd_datum",)),
            ("ej_datum", ("inledd_datum",)),
            ("ej_datum", ("avslutad_datum",)),
            ("ej_i_kodlistan", ("utfall",)),
            ("datumordning", ("inledd_datum", "avslutad_datum")),
        )
    ),
)

NIX = ("Tabellen aktualisering är inte lämnad.", "The table aktualisering has not been delivered.")
DELVIS_TOM = (
    "Uppgiften saknas i filen: barnsamtal_antal. Det som beror av den räknas som okänt.",
    "Empty or absent in the file: barnsamtal_antal. What depends on it counts as unknown.",
)


def indikator(id_: str, namn: str, namn_en: str, kan: bool = True, skal: tuple = (None, None)) -> dict:
    return {"id": id_, "namn": namn, "namn_en": namn_en, "kan": kan, "skal": skal[0], "skal_en": skal[1]}


INDIKATORER = (
    indikator("UTR-01", "Utredningstid, median", "Length of investigation, median"),
    indikator("UTR-02", "Utredningar avslutade inom fyra månader", "Investigations closed within four months"),
    indikator("UTR-03", "Barn som fått komma till tals", "Children who were heard", skal=DELVIS_TOM),
    indikator("AKT-04", "Aktualiseringar som ledde till utredning", "Referrals that led on", False, NIX),
    indikator("UTR-06", "Ny aktualisering inom ett år", "New referral within a year", False, NIX),
)

DELVIS = replace(
    PERFEKT,
    filnamn="Uttag utredningar våren 2024 (ny).csv",
    uttagsdatum=date(2024, 6, 30),
    uttagsdatum_angivet=False,
    raknade=Raknade(rader=4427, accepterade=4290, avsatta=88, olasbara=3, tomma=12, borttagna=26, ersatta=8),
    fynd=(
        Fynd("ej_i_kodlistan", "fel", 60, (plats("utfall", "Resultat"),), tuple(range(12, 32))),
        Fynd("varde_saknas", "fel", 28, (plats("inledd_datum"),), (40, 52, 53, 54, 55, 90, 1204, 3011)),
        Fynd(
            "datumordning",
            "fel",
            14,
            (plats("inledd_datum"), plats("avslutad_datum", "Avslutad")),
            (17, 18, 400),
            {"a": "inledd_datum", "b": "avslutad_datum"},
        ),
        Fynd("olasbar_rad", "fel", 3, (), (811, 2090, 2091), {"vantat": 16}),
        Fynd(
            "hogst_manader_varning",
            "varning",
            31,
            (plats("inledd_datum"), plats("avslutad_datum", "Avslutad")),
            (7, 19, 66),
            {"manader": 4, "fran": "inledd_datum", "till": "avslutad_datum", "utom": "forlangd_beslut_datum"},
        ),
    ),
    normaliserat=(
        Normalisering("inledd_datum", "datum skrivna på annat sätt än ÅÅÅÅ-MM-DD", 4399),
        Normalisering("kon", "koder skrivna på annat sätt än i kodlistan", 1200),
    ),
    antaget=(
        "Teckenkodningen lästes som Windows-1252.",
        "Fältavskiljaren lästes som semikolon.",
        "Tiden lästes ur startdatumen: 2024H1.",
        "Uttagsdatum angavs inte och antogs vara 2024-06-30, tidens sista dag.",
    ),
    oanvanda=("Ärendemening", "Enhet"),
    forsvunna_nycklar=12,
    nyheter=(
        *PERFEKT.nyheter,
        Nyhet("ny_kod", {"kolumn": "instrument", "koder": ["BBIC", "SAVRY"]}),
        Nyhet("tomd_kolumn", {"kolumn": "tidigare_kand"}),
        Nyhet("borttagen_kolumn", {"kolumn": "lagrum"}),
    ),
    omappade=(OmappadKod("orsak", "17B", 212), OmappadKod("orsak", "99", 34), OmappadKod("orsak", None, 6, olika=4)),
    regelutfall=(
        Regelutfall("ej_i_kodlistan", ("utfall",), UNDERKAND, 60, 0.0137, 0.01),
        Regelutfall("varde_saknas", ("inledd_datum",), UNDER_TROSKEL, 28, 0.0064, 0.05),
        Regelutfall("kravs_om", ("utfall", "avslutad_datum"), EJ_TILLAMPAD, skal="Kolumnen lagrum finns inte i filen."),
        *PERFEKT.regelutfall,
    ),
    kalla=None,
)

AVVISAD = replace(
    DELVIS,
    raknade=Raknade(rader=4427, avsatta=4412, olasbara=3, tomma=12),
    fynd=(
        Fynd(
            "for_manga_fel",
            "avvisning",
            1,
            uppgifter={"avsatta": 4312, "rader": 4415, "andel": "97,7", "grans": "10"},
        ),
        Fynd("ej_i_kodlistan", "fel", 4312, (plats("utfall", "Resultat"),), tuple(range(2, 22))),
        Fynd("varde_saknas", "fel", 28, (plats("inledd_datum"),), (40, 52, 53)),
    ),
    normaliserat=(),
    forsvunna_nycklar=None,
    nyheter=(),
    omappade=(),
)

ANMARKNING = replace(PERFEKT, fynd=(DELVIS.fynd[-1],), normaliserat=DELVIS.normaliserat)

ALLA = {"perfekt": PERFEKT, "anmarkning": ANMARKNING, "delvis": DELVIS, "avvisad": AVVISAD}


IDENTITET = Omdome(
    lamnare="1780",
    filnamn="utdrag mars.xlsx",
    sha256=SHA,
    storlek=48_230,
    fynd=(
        Fynd(
            "identitetsnummer",
            "avvisning",
            1,
            uppgifter={
                "antal": 1204,
                "minst": "minst ",
                "minst_en": "at least ",
                "slag": "personnummer, samordningsnummer",
                "slag_en": "personal identity numbers, coordination numbers",
                "var": "i kolumn B, F",
                "var_en": "in column B, F",
                "rader": "2, 3, 4, 5, 6 …",
            },
        ),
    ),
)


def kvitton() -> dict[str, dict]:
    """Name → the data of a receipt to look at."""
    data = {name: receipt_data(omdome, DEKLARATION, INDIKATORER) for name, omdome in ALLA.items()}
    return data | {"identitet": receipt_data(IDENTITET, DEKLARATION)}
