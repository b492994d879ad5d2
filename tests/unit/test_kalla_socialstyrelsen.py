"""Socialstyrelsen's registers by the names of their variables: what each becomes, and what is refused. All invented."""

import csv
from datetime import date
from pathlib import Path

import pytest

from isu.declaration import load_declarations
from isu.flow.granska import verify
from isu.omdome import AVVISAD
from isu.pseudonym.nyckel import pseudonym
from isu.pseudonym.omvandla import pseudonymise
from tests.hem import fynd
from tests.identitetstal import check_digit

KEY = b"0" * 32


def pnr(born: date, number: int) -> str:
    """An invented number of someone born that day."""
    nine = f"{born:%y%m%d}{number:03d}"
    return f"{born:%Y}"[:2] + nine + check_digit(nine)


def semicolons(text: str) -> str:
    """A small table with bars as a semicolon-separated file."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    return "\n".join(";".join(cells) for cells in lines) + "\n"


LSS = """
    | AR   | PID | PKRETS | BKOMM | LSS2 | TIM2 | LSS6 | DYGN6 | LSS91 | LSS10 | UK10 | KON | ALDER |
    | 2024 | p1  | 1      | 1780  | 1    | 40,5 | 0    |       | 0     | 1     | 1715 | 1   | 34    |
    | 2024 | p2  | 3      | 114   |      |      | 1    | 3     |       |       |      | 2   | 15    |
    | 2024 | p3  | 2      | 1780  | 0    |      | 0    |       | 1     | 0     |      | 2   | 61    |
    | 2024 | p4  | 1      | 1780  | 0    |      | 0    |       | 9     | 0     |      | 1   | 50    |
"""


def test_every_cross_of_the_lss_register_is_a_row(hem):
    hem.lamnar_text("lss_2024H2.csv", semicolons(LSS))
    (delivery,) = hem.tar_emot()
    assert (delivery.tabell, delivery.kvitto["kalla"]) == ("lss_insats", "socialstyrelsen_lss")
    assert hem.galler("lss_insats", "matdatum pid personkrets punkt timmar dygn boendekommun utforarkommun") == [
        {"matdatum": "2024-10-01", "personkrets": personkrets, "boendekommun": bor, "utforarkommun": utfor}
        | {"pid": pid, "punkt": punkt, "timmar": timmar, "dygn": dygn}
        for pid, personkrets, punkt, timmar, dygn, bor, utfor in [
            ("p1", "1", "10", None, None, "1780", "1715"),
            ("p1", "1", "2", "40.50", None, "1780", None),
            ("p2", "3", "6", None, "3.00", "0114", None),
            ("p3", "2", "91", None, None, "1780", None),
        ]
    ]


def test_the_records_of_the_file_stay_what_is_counted(hem):
    hem.lamnar_text("lss_2024H2.csv", semicolons(LSS))
    (delivery,) = hem.tar_emot()
    assert (delivery.rader, delivery.accepterade, delivery.tomma) == (4, 3, 1)
    told = " ".join(delivery.kvitto["antaget"])
    assert "Filens 3 poster blev 4 rader i tabellen lss_insats." in told
    assert "1 poster har inget som tabellen frågar efter och gav ingen rad." in told
    assert "The 3 records of the file became 4 rows of the table lss_insats." in delivery.kvitto["antaget_en"]
    assert fynd(delivery) == {"oklart_kryss": 1}
    assert verify(hem.home) == []


def test_a_record_with_one_wrong_row_is_set_aside_whole(hem):
    others = "".join(f"    | 2024 | q{n} | 1 | 1780 | 1 | 20 | 0 | | 0 | 1 | 1780 | 1 | 40 |\n" for n in range(20))
    hem.lamnar_text("lss_2024H2.csv", semicolons(LSS.replace("40,5", "många").rstrip() + "\n" + others))
    (delivery,) = hem.tar_emot()
    assert (delivery.rader, delivery.accepterade, delivery.avsatta, delivery.tomma) == (24, 22, 1, 1)
    assert fynd(delivery) == {"ej_tal": 1, "oklart_kryss": 1}
    assert "p1" not in {row["pid"] for row in hem.galler("lss_insats", "pid")}
    assert verify(hem.home) == []


SOL = """
    | PERIOD | PID | KON | ALDER | HTJ | HTJTIM | SBO | TRYGG | POMVTRYGG | LEDSAG | HTJLED | BDAT     | VDAT     |
    | 202403 | p1  | 2   | 84    | 1   | 31,25  | 0   | 1     | 2         | 0      | 1      | 20230110 | 20230201 |
    | 202403 | p2  | 1   | 91    | 0   |        | 1   | 0     |           |        | 0      | 20220110 | 20220201 |
    | 202403 | p3  | 1   | 79    | 0   |        | 0   | 1     | 1         |        | 0      | 20230110 | 20230201 |
"""


def test_a_month_of_the_sol_register(hem):
    hem.lamnar_text("sol.csv", semicolons(SOL))
    (delivery,) = hem.tar_emot()
    assert (delivery.tabell, hem.kvitto(delivery, "tid", "period"), fynd(delivery)) == ("aldre_fn", "2024-03", {})
    assert [tuple(row.values()) for row in hem.galler("aldre_fn", "period pid insats timmar bara_larm verkst")] == [
        ("2024-03-01", "p1", "hemtjanst", "31.25", None, "2023-02-01"),
        ("2024-03-01", "p1", "ledsagning", None, None, "2023-02-01"),
        ("2024-03-01", "p1", "trygghetslarm", None, "2", "2023-02-01"),
        ("2024-03-01", "p2", "sabo", None, None, "2022-02-01"),
        ("2024-03-01", "p3", "trygghetslarm", None, "1", "2023-02-01"),
    ]


FLODE = """
    | PID | HTJ | SBO | BDAT       | VDAT       | ADAT       | KON | ALDER |
    | p1  | 1   | 1   | 2024-02-01 | 2024-02-10 |            | 2   | 84    |
    | p2  | 1   | 0   | 2024-02-01 | 2024-02-11 | 2024-03-01 | 1   | 91    |
"""


def test_decisions_that_began_or_ended_are_services_with_ids_of_their_own(hem):
    hem.lamnar_text("sol_2024H1.csv", semicolons(FLODE))
    (delivery,) = hem.tar_emot()
    assert delivery.kvitto["kalla"] == "socialstyrelsen_sol_flode"
    rows = hem.galler("insats", "pid insatstyp beslut_datum start slut")
    assert [(r["pid"], r["insatstyp"], r["slut"]) for r in rows] == [
        ("p1", "hemtjanst", None),
        ("p1", "sabo", None),
        ("p2", "hemtjanst", "2024-03-01"),
    ]
    assert len({r["insats_id"] for r in hem.galler("insats", "insats_id")}) == 3


def test_stock_and_flow_that_look_alike_are_asked_for(hem):
    both = FLODE.replace("| PID |", "| PERIOD | PID |").replace("| p", "| 202402 | p")
    hem.lamnar_text("sol.csv", semicolons(both))
    (delivery,) = hem.tar_emot()
    assert fynd(delivery) == {"oklar_kalla": 1}


EKB = """
    | AR   | MANAD | INSAMLINGSMANAD | HID | PID | PERSORDN | HHSTATUS | EKBBELOPP | HINDER                     | KON |
    | 2024 | 3     | 202403          | h1  | p1  | 1        | 7        | 9120,50   | Arbetslös (ingen ersättning) | 1 |
    | 2024 | 3     | 202403          | h1  | p2  | 2        | 7        | 9120,50   | Utan försörjningshinder    | 2   |
    | 2024 | 4     | 202404          | h1  | p1  | 1        | 7        | 8000      | Något annat                | 1   |
    | 2024 | 3     | 202404          | h2  | p1  | 1        | 3        | 8000      | Sjukskriven med läkarintyg | 1   |
"""


def test_months_households_and_obstacles_of_the_ekb_register(hem):
    hem.lamnar_text("ekb_2024H1.csv", semicolons(EKB))
    (delivery,) = hem.tar_emot()
    assert delivery.tabell == "ekb_manad"
    assert [tuple(r.values()) for r in hem.galler("ekb_manad", "manad hid pid belopp forsorjningshinder roll")] == [
        ("2024-03-01", "h1", "p1", "9120.50", "arbetslos", "omappad"),
        ("2024-03-01", "h1", "p2", "9120.50", "inget", "omappad"),
        ("2024-03-01", "h2", "p1", "8000.00", "sjukskriven", "omappad"),
        ("2024-04-01", "h1", "p1", "8000.00", "omappad", "omappad"),
    ]
    assert fynd(delivery)["ekb_sen_registrering"] == 1


REGISTER = {
    "socialstyrelsen_lss": ("lss_2024H2.csv", LSS),
    "socialstyrelsen_ekb": ("ekb_2024H1.csv", EKB),
    "socialstyrelsen_sol": ("sol.csv", SOL),
    "socialstyrelsen_sol_flode": ("sol_2024H1.csv", FLODE),
}


def with_numbers(text: str) -> str:
    """The register as it is before it has been de-identified: the number of each person, and no pseudonym."""
    for n in range(1, 5):
        text = text.replace(f"| p{n} ", f"| {pnr(date(1980 + n, 2, 3), 100 + n)} ")
    return text.replace("| PID ", "| PNR ")


@pytest.mark.parametrize("kalla", REGISTER)
def test_a_register_with_numbers_is_refused_and_accepted_when_pseudonymised(kalla, hem, tmp_path):
    filnamn, text = REGISTER[kalla]
    raw = semicolons(with_numbers(text))
    hem.lamnar_text(filnamn, raw)
    (refused,) = hem.tar_emot()
    assert refused.utfall == AVVISAD
    assert "isu pseudonymise" in str(refused.kvitto)
    source, target = tmp_path / "hemma" / filnamn, tmp_path / "hemma" / f"ut_{filnamn}"
    source.parent.mkdir()
    source.write_text(raw, encoding="utf-8")
    rapport = pseudonymise(source, KEY, target, hem.deklaration, date(2024, 12, 31))
    assert rapport.kalla == kalla
    hem.lamnar_text(filnamn, target.read_bytes())
    *_, accepted = hem.tar_emot()
    assert accepted.utfall != AVVISAD
    assert accepted.accepterade == rapport.rader


BU = {
    "person": """
        | PNR | PNRQ | KON | ENSAMKOMMANDE | FODDATN    |
        | #1  | 0    | 1   | 0             | 2012-05-06 |
        | #2  | 4    | 2   | 1             | 2009-01-02 |
    """,
    "insats": """
        | PNR | INSATS_BESLUT_DATUMN | INSATS_AVSLUT_DATUMN | INSTYP | SPEC | VARTBARN | KON |
        | #1  | 2024-02-01           | 2024-05-01           | 26     | 2    | 1        | 1   |
        | #2  | 2024-03-01           |                      | 02     |      |          | 2   |
    """,
    "placering": """
        | PNR | INSATS_BESLUT_DATUMN | PLAC_START_DATUMN | PLAC_AVSLUT_DATUMN | PLAC_FORM | PLAC_LK | SPEC |
        | #1  | 2024-02-01           | 2024-02-03        | 2024-03-03         | 11        | 1780    | 2    |
        | #1  | 2024-02-01           | 2024-03-03        | 2024-05-01         | 12        | 180     | 2    |
        | #2  | 2024-03-01           | 2024-03-05        |                    | 11        | 1780    |      |
    """,
}


def test_child_service_and_placement_of_the_bu_register_hang_together(hem, tmp_path):
    """Ids are made of the person and the dates, so that files taken out apart fit each other."""
    for tabell, text in BU.items():
        for n, born in ((1, date(2012, 5, 6)), (2, date(2009, 1, 2))):
            text = text.replace(f"#{n} ", pnr(born, 100 + n))
        source, target = tmp_path / f"{tabell}_2024H1.csv", tmp_path / f"ut_{tabell}.csv"
        source.write_text(semicolons(text), encoding="utf-8")
        assert pseudonymise(source, KEY, target, hem.deklaration, date(2024, 7, 1)).kalla == "socialstyrelsen_bu"
        hem.lamnar_text(f"{tabell}_2024H1.csv", target.read_bytes())
    assert {d.tabell: d.accepterade for d in hem.tar_emot()} == {"person": 2, "insats": 2, "placering": 3}
    persons = {r["pid"]: (r["fodelsear"], r["id_typ"]) for r in hem.galler("person", "pid fodelsear id_typ")}
    services = {r["insats_id"]: r for r in hem.galler("insats", "insats_id pid lagrum efter_insats insatstyp_lokal")}
    assert sorted(persons.values()) == [("2009", "samnr"), ("2012", "pnr")]
    assert {r["pid"] for r in services.values()} == set(persons)
    assert sorted((r["insatstyp_lokal"], r["lagrum"], r["efter_insats"]) for r in services.values()) == [
        ("02", None, None),
        ("26", "LVU", "01"),
    ]
    placed = hem.galler("placering", "insats_id placeringskommun lagrum_placering form")
    assert [services[r["insats_id"]]["insatstyp_lokal"] for r in placed].count("26") == 2
    assert {(r["placeringskommun"], r["form"]) for r in placed} == {("1780", "omappad"), ("0180", "omappad")}


UTAN_NUMMER = {
    "person": """
        | PNR | TILLF_ID | PNRQ | KON | ENSAMKOMMANDE |
        | #1  | 7        | 0    | 1   | 0             |
        |     | 7        | 8    | 2   | 1             |
        |     | 8        |      | 2   | 1             |
    """,
    "insats": """
        | PNR | TILLF_ID | INSATS_BESLUT_DATUMN | INSATS_AVSLUT_DATUMN | INSTYP | KON |
        |     | 7        | 2024-02-01           |                      | 02     | 2   |
        | #1  |          | 2024-02-01           |                      | 02     | 1   |
    """,
    "placering": """
        | TILLF_ID | INSATS_BESLUT_DATUMN | PLAC_START_DATUMN | PLAC_AVSLUT_DATUMN | PLAC_FORM | PLAC_LK | SPEC |
        | 7        | 2024-02-01           | 2024-02-03        |                    | 11        | 1780    |      |
    """,
}


def test_a_child_without_number_is_known_by_the_municipalitys_own_id_and_a_number_goes_first(hem, tmp_path):
    """Row by row: #1 has both and is told by the number, so that the other 7 is somebody else."""
    for tabell, text in UTAN_NUMMER.items():
        source, target = tmp_path / f"{tabell}_2024H1.csv", tmp_path / f"ut_{tabell}.csv"
        source.write_text(semicolons(text.replace("#1 ", pnr(date(2012, 5, 6), 101))), encoding="utf-8")
        rapport = pseudonymise(source, KEY, target, hem.deklaration, date(2024, 7, 1))
        hem.lamnar_text(f"{tabell}_2024H1.csv", target.read_bytes())
        assert rapport.ids["tillf"] == {"person": 2, "insats": 1, "placering": 0}[tabell]
    assert {d.tabell: d.accepterade for d in hem.tar_emot()} == {"person": 3, "insats": 2, "placering": 1}
    pid = {typ: pseudonym(KEY, space, text) for typ, space, text in [
        ("pnr", "person.pid", pnr(date(2012, 5, 6), 101)), ("7", "person.tillf", "7"), ("8", "person.tillf", "8"),
    ]}  # fmt: skip
    assert {r["pid"]: r["id_typ"] for r in hem.galler("person", "pid id_typ")} == {
        pid["pnr"]: "pnr",
        pid["7"]: "tillf",
        pid["8"]: "tillf",
    }
    services = {r["pid"]: r["insats_id"] for r in hem.galler("insats", "pid insats_id")}
    assert services.keys() == {pid["7"], pid["pnr"]}
    assert [r["insats_id"] for r in hem.galler("placering", "insats_id")] == [services[pid["7"]]]


def test_the_list_of_obstacles_names_every_group_that_has_a_text():
    path = Path(__file__).parents[2] / "schemas" / "sources" / "socialstyrelsen_ekb_hinder.csv"
    groups = {row["kod"] for row in csv.DictReader(path.open(encoding="utf-8"), delimiter=";")}
    assert groups == set(load_declarations().kodlistor["forsorjningshinder"].values)
