"""What the sender reads for a perfect, a remarked, a partly accepted and a refused file."""

import json
from dataclasses import replace
from datetime import date

import pytest

from isu.declaration import load_declarations
from isu.home import Home
from isu.omdome import Fynd, Normalisering, Omdome, Plats, Raknade
from isu.period import ALL_TIME, period
from isu.receipt.aldre import current
from isu.receipt.kvitto import receipt_data, receipt_html, receipt_stem, write_receipt
from isu.receipt.text import NBSP

DEKLARATION = load_declarations()
SHA = "3f9a0c1b" + "0" * 56
UTFALL = Plats("utfall", "Resultat", "O")

PERFEKT = Omdome(
    lamnare="1780",
    filnamn="utredning_2024H1.csv",
    sha256=SHA,
    storlek=812_345,
    tabell="utredning",
    interval=period("2024H1").interval,
    interval_kalla="filnamnet",
    uttagsdatum=date(2024, 6, 30),
    raknade=Raknade(rader=4400, accepterade=4400),
)
VARNING = Fynd("hogst_manader_varning", "varning", 31, rader=(7,), uppgifter={"manader": 4, "fran": "inledd_datum"})
OKAND_KOD = Fynd("ej_i_kodlistan", "fel", 60, (UTFALL,), tuple(range(12, 32)))
SAKNAS = Fynd("varde_saknas", "fel", 28, (Plats("inledd_datum", "inledd_datum", "E"),), (40, 52))
DELVIS = replace(
    PERFEKT,
    raknade=Raknade(rader=4400, accepterade=4312, avsatta=88),
    fynd=(SAKNAS, VARNING, OKAND_KOD),
    normaliserat=(Normalisering("kon", "koder skrivna på annat sätt än i kodlistan", 1200),),
    antaget=("Uttagsdatum antogs vara periodens sista dag, 2024-06-30.",),
    oanvanda=("Handläggare",),
    forsvunna_nycklar=12,
)
FOR_MANGA = Fynd(
    "for_manga_fel", "avvisning", 1, uppgifter={"avsatta": 1200, "rader": 4400, "andel": 27.3, "grans": 10.0}
)
AVVISAD = replace(PERFEKT, raknade=Raknade(rader=4400, avsatta=4400), fynd=(OKAND_KOD, FOR_MANGA))


def kvitto(omdome: Omdome) -> dict:
    return receipt_data(omdome, DEKLARATION)


def mening(omdome: Omdome) -> str:
    return kvitto(omdome)["mening"].replace(NBSP, " ")


def fel(*fynd: Fynd, **annat) -> list[dict]:
    return kvitto(replace(PERFEKT, fynd=fynd, **annat))["fel"]


@pytest.mark.parametrize(
    "omdome, expected",
    [
        (PERFEKT, "Filen togs emot i sin helhet: 4 400 rader. Inga fel hittades."),
        (replace(PERFEKT, fynd=(VARNING,)), "Filen togs emot i sin helhet: 4 400 rader. En sak behöver kontrolleras."),
        (
            replace(PERFEKT, normaliserat=DELVIS.normaliserat),
            "Filen togs emot i sin helhet: 4 400 rader. "
            "Några värden var skrivna på annat sätt än i mallen men gick att förstå.",
        ),
        (DELVIS, "Filen togs emot delvis: 4 312 av 4 400 rader. 88 rader sattes åt sidan."),
        (
            replace(DELVIS, raknade=Raknade(rader=20, accepterade=16, avsatta=1, olasbara=2, tomma=1)),
            "Filen togs emot delvis: 16 av 19 rader. 1 rad sattes åt sidan och 2 rader gick inte att läsa.",
        ),
        (
            AVVISAD,
            "Filen togs inte emot. 1 200 av 4 400 rader (27,3 %) har fel. "
            "Det är mer än 10 % och därför tas inga rader emot.",
        ),
    ],
)
def test_the_verdict_is_one_sentence(omdome, expected):
    assert mening(omdome) == expected
    assert kvitto(omdome)["mening"] in receipt_html(kvitto(omdome))


@pytest.mark.parametrize(
    "omdome, means, steps",
    [
        (PERFEKT, "Alla rader räknas.", ["Ni behöver inte göra något."]),
        (
            replace(PERFEKT, fynd=(VARNING,)),
            "Alla rader räknas. Ni behöver inte skicka något nytt.",
            [
                "Läs det som står under Kontrollera. Stämmer uppgifterna är ni klara.",
                "Är något fel: rätta i verksamhetssystemet, ta ut hela filen på nytt och lägg den i mappen.",
            ],
        ),
        (
            DELVIS,
            "De mottagna raderna räknas redan. De andra räknas inte förrän de har rättats.",
            [
                "Rätta felen nedan i verksamhetssystemet. De vanligaste står först.",
                "Ta ut hela filen på nytt, inte bara de rättade raderna.",
                "Lägg den nya filen i mappen. Den ersätter den här.",
            ],
        ),
        (
            replace(DELVIS, fynd=(Fynd("ej_post", "fel", 2, rader=(2, 90)),)),
            "Alla uppgifter i filen räknas. Det som sattes åt sidan är inga uppgifter.",
            [
                "Titta på raderna som nämns nedan. Är de summor, rubriker eller sidfötter är ni klara med filen.",
                "Ta bort sådana rader ur nästa uttag.",
            ],
        ),
        (
            AVVISAD,
            "Inga rader ur filen räknas. Det som ni har lämnat tidigare gäller som förut.",
            [
                "Börja med R05: utfall har en kod som inte finns i kodlistan. Byt till en av koderna i listan.",
                "Rätta felen nedan, de vanligaste först. Är det samma fel på nästan varje rad räcker en ändring i "
                "uttaget: en förskjuten kolumn, fel kodlista, ett annat sätt att skriva datum.",
                "Lägg hela den rättade filen i mappen.",
            ],
        ),
    ],
)
def test_then_what_it_means_and_what_to_do(omdome, means, steps):
    assert (kvitto(omdome)["betyder"], kvitto(omdome)["gor"]) == (means, steps)


def test_a_correction_must_not_be_older_than_what_it_corrects():
    """Between two stated uttagsdatum the later one governs."""
    stated = replace(DELVIS, uttagsdatum=date(2024, 8, 15), uttagsdatum_angivet=True)
    asked = "Anger ni uttagsdatum för den nya filen ska det vara 2024-08-15 eller senare."
    assert kvitto(stated)["gor"][-1] == asked
    assert "uttagsdatum" not in kvitto(DELVIS)["gor"][-1]


def test_what_refuses_first_then_errors_by_frequency_then_warnings():
    found = fel(VARNING, SAKNAS, OKAND_KOD, FOR_MANGA)
    assert [(f["kod"], f["allvar"], f["antal"]) for f in found] == [
        ("F10", "avvisning", 1),
        ("R05", "fel", 60),
        ("R02", "fel", 28),
        ("R18", "varning", 31),
    ]


def test_a_fault_says_what_where_what_is_allowed_and_what_to_do():
    (found,) = fel(SAKNAS)
    assert found == {
        "kod": "R02",
        "regel": "varde_saknas",
        "allvar": "fel",
        "mening": "inledd_datum är tom.",
        "mening_en": "inledd_datum is empty.",
        "tillatet": "Kolumnen inledd_datum ifylld på varje rad.",
        "tillatet_en": "The column inledd_datum filled on every row.",
        "gor": "Fyll i värdet.",
        "gor_en": "Fill in the value.",
        "antal": 28,
        "platser": [{"kolumn": "inledd_datum", "rubrik": "inledd_datum", "bokstav": "E"}],
        "rader": [40, 52],
        "skrivsatt": [],
        "skrivsatt_minst": False,
        "koder": [],
        "koder_till": 0,
        "lank": "#R02",
        "sida": "regler/R02.html",
    }


def test_allowed_codes_come_from_the_columns_list_with_their_labels():
    (found,) = fel(OKAND_KOD)
    assert found["koder"][1] == {"kod": "ingen_insats", "namn": "Ingen insats", "namn_en": "No service"}
    assert found["tillatet_en"].startswith("insats = Service granted, ingen_insats = No service, ")
    assert found["tillatet"].startswith("insats = Insats, ingen_insats = Ingen insats, ")


def test_a_long_code_list_shows_fifteen_and_how_many_more():
    koder = DEKLARATION.kodlistor["insatstyp"].koder
    lang = replace(DEKLARATION.kodlistor["insatstyp"], koder=(*koder, replace(koder[0], kod="ny1", sv="Ny")))
    deklaration = replace(DEKLARATION, kodlistor=DEKLARATION.kodlistor | {"insatstyp": lang})
    fynd = Fynd("ej_i_kodlistan", "fel", 1, (Plats("insatstyp", "insatstyp", "H"),), (2,))
    (found,) = receipt_data(replace(PERFEKT, tabell="insats", fynd=(fynd,)), deklaration)["fel"]
    left = len(lang.koder) - 15
    assert len(found["koder"]) == 15 and found["koder_till"] == left
    assert found["tillatet"].endswith(f" … och {left} till.")


@pytest.mark.parametrize(
    "tabell, fynd, mening, tillatet",
    [
        (
            "insats",
            Fynd(
                "varde_om",
                "fel",
                1,
                uppgifter={
                    "kolumn": "behovsprovad",
                    "tillatna": "1",
                    "om": "insatstyp",
                    "varden": "familjehem, lvm_hem",
                },
            ),
            "behovsprovad har fel värde när insatstyp är familjehem eller lvm_hem.",
            "1 = Ja när insatstyp är familjehem eller lvm_hem.",
        ),
        (
            "insats",
            Fynd("annat_omrade", "fel", 1, uppgifter={"omraden": "aldre, barn_unga"}),
            "Raden gäller ett område som lämnaren inte svarar för.",
            "Områdena aldre = Äldre, barn_unga = Barn och unga.",
        ),
        (
            "person",
            Fynd("utanfor_granser", "fel", 1, uppgifter={"kolumn": "fodelsear", "minst": 1900, "hogst": 2100}),
            "fodelsear ligger utanför de rimliga gränserna.",
            "Från 1900 till 2100.",
        ),
        (
            "insats",
            Fynd("dubblettnyckel", "fel", 2),
            "Samma insats_id finns på flera rader.",
            "Varje insats_id en gång i filen.",
        ),
    ],
)
def test_sentences_are_filled_with_names_from_the_declaration(tabell, fynd, mening, tillatet):
    (found,) = fel(fynd, tabell=tabell)
    assert (found["mening"], found["tillatet"]) == (mening, tillatet)


def test_facts_counts_and_time_are_in_the_machine_readable_receipt():
    data = kvitto(DELVIS)
    assert data["rader"] == {
        "rader": 4400, "accepterade": 4312, "avsatta": 88, "olasbara": 0, "tomma": 0, "borttagna": 0, "ersatta": 0
    }  # fmt: skip
    assert data["tid"] == {
        "period": "2024H1",
        "fran": "2024-01-01",
        "till": "2024-06-30",
        "kalla": "filnamnet",
        "kalla_en": "the file name",
        "period_en": "2024H1",
        "uttagsdatum": "2024-06-30",
        "uttagsdatum_angivet": False,
    }
    assert (data["namn"], data["forsvunna_nycklar"], data["oanvanda_kolumner"]) == ("Karlstad", 12, ["Handläggare"])
    assert data["normaliserat"] == [
        {
            "kolumn": "kon",
            "form": "koder skrivna på annat sätt än i kodlistan",
            "form_en": "codes written in another way than in the code list",
            "antal": 1200,
        }
    ]


def test_a_table_without_dates_covers_all_time():
    tid = kvitto(replace(PERFEKT, tabell="person", interval=ALL_TIME))["tid"]
    assert (tid["period"], tid["fran"], tid["till"]) == ("all tid", None, None)


@pytest.mark.parametrize(
    "filnamn, sha, stem",
    [
        ("utredning_2024H1.csv", "3f9a0c1b22", "utredning_2024H1.3f9a0c1b"),
        ("Uttag våren 2024 (ny).xlsx", "3f9a0c1b22", "Uttag_våren_2024_ny.3f9a0c1b"),
        ("../../etc/passwd", "3f9a0c1b22", "passwd.3f9a0c1b"),
        ("C:\\uttag\\insats.csv", "3f9a0c1b22", "insats.3f9a0c1b"),
        ("a\x00b\n.csv", "3f9a0c1b22", "a_b.3f9a0c1b"),
        ("..", "3f9a0c1b22", "fil.3f9a0c1b"),
        ("x" * 300 + ".csv", "3f9a0c1b22", "x" * 71 + ".3f9a0c1b"),
    ],
)
def test_the_name_of_the_receipt(filnamn, sha, stem):
    assert receipt_stem(filnamn, sha) == stem


def test_the_forms_lie_in_the_senders_outbox_and_nothing_else(tmp_path):
    data, stem = kvitto(DELVIS), "utredning_2024H1.3f9a0c1b"
    page = write_receipt(Home(tmp_path), data, stem, sprak=("sv", "en"))
    assert page == tmp_path / "outbox" / "1780" / f"{stem}.kvitto.html"
    assert sorted(p.name.removeprefix(stem) for p in page.parent.iterdir()) == [
        ".att_ratta.xlsx",
        ".kvitto.html",
        ".kvitto.json",
        ".receipt.en.html",
        ".to_mend.en.xlsx",
    ]
    assert json.loads(page.with_suffix(".json").read_text(encoding="utf-8")) == data
    before = page.with_suffix(".json").read_bytes()
    write_receipt(Home(tmp_path), kvitto(DELVIS), stem)
    assert page.with_suffix(".json").read_bytes() == before


def test_without_anything_to_mend_there_is_no_workbook(tmp_path):
    page = write_receipt(Home(tmp_path), kvitto(PERFEKT), "utredning_2024H1.3f9a0c1b")
    assert sorted(p.suffix for p in page.parent.iterdir()) == [".html", ".json"]
    assert "xlsx" not in page.read_text("utf-8")


def test_a_receipt_of_the_first_version_can_be_written_again():
    """An old ledger holds receipts without English, news or indicators."""
    new = {"rubrik", "betyder", "raderad", "granskad", "kalla", "nyheter", "omappade", "indikatorer", "regelutfall"}
    old = {k: v for k, v in kvitto(DELVIS).items() if not k.endswith("_en") and k not in new}
    old |= {"kvittoversion": 1, "rader": {k: n for k, n in old["rader"].items() if k not in ("borttagna", "ersatta")}}
    for part in ("fel", "regler", "normaliserat"):
        old[part] = [{k: v for k, v in thing.items() if not k.endswith(("_en", "sida"))} for thing in old[part]]
    old["tid"] = {k: v for k, v in old["tid"].items() if not k.endswith("_en")}
    again = current(old)
    assert again["mening"] == again["mening_en"] == kvitto(DELVIS)["mening"]
    assert receipt_html(again) == receipt_html(kvitto(DELVIS))
    assert current(kvitto(DELVIS)) == kvitto(DELVIS)
