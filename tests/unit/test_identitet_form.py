"""Which headers and which values give an identity away, and which look alike and do not."""

import pytest

from isu.declaration import load_declarations
from isu.identitet.form import ADRESS, FRITEXT, KONTO, NAMN, TELEFON, kind_of_column
from isu.identitet.rubriker import UTPEKAD, Kolumnfynd, identity_columns, kind_of_header

DEKLARATION = load_declarations()
PROFIL = DEKLARATION.identitet


@pytest.mark.parametrize(
    ("slag", "rubriker"),
    [
        ("personnummer", "Personnummer PNR pnr PersonId klient_person_id Samordningsnr barnets_personnr ssn"),
        ("namn", "Namn NAME Förnamn fornamn klient_namn KlientensEfternamn barnnamn first_name tjänstemannamn"),
        ("adress", "Adress gata Postnr postort folkbokföringsadress boende_adress StreetAddress zip_code"),
        ("telefonnummer", "Telefon tel mobil hemtelefon PhoneNumber kontakt_telefon"),
        ("e-postadress", "E-post epost Mail e_mail mailadress KlientEpost"),
        ("kontonummer", "Konto bankkonto AccountNumber IBAN clearingnr Bankgiro utbetalningskonto"),
        ("handläggare", "Handläggare handlaggare_id HANDLÄGGARKOD Caseworker CoCaseworker DecisionMaker skapad_av"),
        ("födelsedatum", "Födelsedatum född FODDATN BirthDate date_of_birth barnets_födelsedag"),
    ],
)
def test_headers_that_tell(slag, rubriker):
    assert {r: kind_of_header(r, PROFIL) for r in rubriker.split()} == dict.fromkeys(rubriker.split(), slag)


HARMLESS_HEADERS = """
enhetsnamn Enhet_namn kommunnamn insatstypnamn kod_namn AddressProtection SecretPhone skyddad_adress fodelsear
utrikesfödd handläggningstid_dagar Organization CustomerNumber InvestigationId Reason FromWho PNRQ TILLF_ID HID
anmälare anmälare_kod avslutsorsak antal_telefonsamtal via_mail stadsdel 2024H1 A1 id
"""


@pytest.mark.parametrize("rubrik", HARMLESS_HEADERS.split())
def test_headers_that_do_not(rubrik):
    assert kind_of_header(rubrik, PROFIL) is None


def test_no_column_of_a_table_has_a_telling_header():
    names = {name for tabell in DEKLARATION.tabeller.values() for name in tabell.kolumner}
    assert {name for name in names if kind_of_header(name, PROFIL)} == set()


def test_columns_of_a_file():
    """A declared column is left alone; one that a source points out is not, whatever its header."""
    found = identity_columns(["pid", "Namn", "epost", "Regards"], {0, 1}, {3}, PROFIL)
    assert found == [Kolumnfynd(2, "e-postadress", "epost"), Kolumnfynd(3, UTPEKAD, None)]


def test_a_header_is_told_only_when_all_its_words_are_known():
    """A file without header has a row of values there."""
    rubriker = ["Namn", "HandläggareNamn", "namn Ortrud", "Namn: Ortrud Q"]
    assert [f.rubrik for f in identity_columns(rubriker, (), (), PROFIL)] == ["Namn", "HandläggareNamn", None, None]


NAMES = ["Anna Andersson", "Erik Johansson Lind", "Fatima Al Hassan", "Berg, Karl-Erik", "Ortrud Qvist"]


@pytest.mark.parametrize(
    ("slag", "values"),
    [
        (NAMN, NAMES),
        (NAMN, ["ANNA ANDERSSON", "ERIK LIND", "ZEBULON QVIST"]),
        (NAMN, ["Anna", "Erik", "Fatima", "Zebulon"]),
        (NAMN, ["Anna Andersson"]),
        (NAMN, [*NAMES, *"abcdefghijklmno"]),
        (ADRESS, ["Storgatan 5", "Björkvägen 12 B", "Kungsgatan 3, 2 tr"]),
        (ADRESS, ["653 40 Karlstad", "65341 Karlstad"]),
        (ADRESS, ["c/o Berg", "Box 123"]),
        (TELEFON, ["070-123 45 67", "0701234568", "+46 70 123 45 69"]),
        (TELEFON, ["054-12 34 56", "08-123 45 67", "08-1234567"]),
        (KONTO, ["SE45 5000 0000 0583 9825 7466"]),
        (KONTO, ["8327-9, 123 456 789-0", "5001, 123 45 67"]),
        (KONTO, ["5050-1055", "991-2346", "123-4566", "5805-6201", "900-8004"]),
        (FRITEXT, ["Modern ringer\noch säger att sonen inte har kommit hem från skolan i går"]),
        (FRITEXT, ["ord " * 60]),
        (FRITEXT, [f"Samtal {i} med skolan om att han ofta är borta på morgonen" for i in range(6)]),
    ],
)
def test_values_that_tell(slag, values):
    assert kind_of_column(values, PROFIL) == slag


HARMLESS = [
    ["Familjebehandling, öppenvård", "Oro för barn", "Kontaktfamilj", "Strukturerad öppenvård"],
    ["Enheten för barn och unga Norr", "Enheten för barn och unga Söder", "Maria Ungdom", "Sankt Eriks mottagning"],
    ["HVB Solgläntan", "Stödboendet Eken", "Familjehem", "Anna Lindhs skola"],
    ["SARA", "FREDA", "BBIC", "ASI", "Signs of Safety"],
    ["2024-01-01", "01/02/2024", "15.01.2024", "20240101", "45306"],
    ["1 234,50", "12 345", "0,5", "1234.00", "-500"],
    ["a00000001", "AKT-2024-000123", "0580-12345", "0580-12346", "17", "0012345"],
    ["2024-0001", "2024-0002", "2024-0003", "2024-0004", "2024-0005", "2024-0006"],
    ["6f1c2a4e-2f57-4f0a-9d34-0c2f6f0d9a11", "d41d8cd98f00b204e9800998ecf8427e", "MFRGGZDFMZTWQ2LK"],
    ["Anmälan från förskola eller skola om oro för att barn far illa"] * 40,
    ["Per telefon", "Via brev", "Genom besök", "Polis", "Mamma", "Annan"],
    ["11 kap. 1 § SoL", "LVU 2 §", "20 kap. 2 § SoL (2025:400)"],
    ["1", "2", "9"],
    [],
]


@pytest.mark.parametrize("values", HARMLESS)
def test_values_that_do_not(values):
    assert kind_of_column(values, PROFIL) is None


@pytest.mark.parametrize("codes", DEKLARATION.kodlistor.values(), ids=lambda k: k.namn)
def test_codes_and_their_texts_are_no_identities(codes):
    assert kind_of_column(codes.values, PROFIL) is None
    assert kind_of_column([k.sv for k in codes.koder], PROFIL) is None


def test_the_numbers_of_a_declared_column_are_judged_by_its_own_rules():
    assert kind_of_column(["070-123 45 67", "070-123 45 68"], PROFIL, declared=True) is None
    assert kind_of_column(NAMES, PROFIL, declared=True) == NAMN
