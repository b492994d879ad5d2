"""`isu pseudonymise`: the same person is the same pseudonym everywhere, and what is written may be sent."""

import csv
from datetime import date

import pytest

from isu.declaration import load_declarations
from isu.declaration.lamnare import Lamnare
from isu.errors import IsuError
from isu.filer import sha256_of
from isu.home import Home
from isu.pseudonym.nyckel import create_key, pseudonym, read_key
from isu.pseudonym.omvandla import pseudonymise
from isu.pseudonym.roller import completed_years
from isu.validation.judge import judge_file
from tests.identitetstal import check_digit

DEKLARATION = load_declarations()
KEY = b"0123456789abcdef0123456789abcdef"
TODAY = date(2026, 11, 22)
SENDER = Lamnare("1780", "1780", "Karlstad", frozenset(DEKLARATION.kodlistor["omrade"].values), False)


def personnummer(born: date, nr: int) -> str:
    """Twelve digits; the last but one is odd for a man or boy, even for a woman or girl."""
    return f"{born:%Y%m%d}{nr:03}" + check_digit(f"{born:%y%m%d}{nr:03}")


#: A boy born on 29 February 2012 and a girl born on 5 March 2010; the third and fourth sign of the last four tell.
POJKE, FLICKA = personnummer(date(2012, 2, 29), 231), personnummer(date(2010, 3, 5), 242)


def turned(tmp_path, text: str, key: bytes = KEY, namn: str = "aktualisering_2024H1.csv", deklaration=DEKLARATION):
    """The rows that are written, and the report."""
    source, target = tmp_path / namn, tmp_path / f"ut_{namn}"
    source.write_text(text, encoding="utf-8")
    target.unlink(missing_ok=True)
    rapport = pseudonymise(source, key, target, deklaration, TODAY)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";")), rapport


HEAD = "Personnummer;Namn;aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum\n"


def test_identities_stay_and_sex_and_age_come_from_the_number(tmp_path):
    (pojke, flicka), rapport = turned(
        tmp_path,
        f"{HEAD}{POJKE};Ett Namn;17;2024-02-28;anmalan;barn_unga;;\n"
        f"{FLICKA};Ett Annat;18;2024-03-05;anmalan;barn_unga;;\n",
    )
    assert (pojke["kon"], pojke["alder"]) == ("1", "11")  # the day before the twelfth birthday
    assert (flicka["kon"], flicka["alder"]) == ("2", "14")
    assert "Namn" not in pojke and "Personnummer" not in pojke
    assert rapport.borttagna == ["Namn"] and rapport.ids["pnr"] == 2


def test_the_same_person_in_every_written_form_and_table_is_one_pseudonym(tmp_path):
    forms = [POJKE, POJKE[2:], f"{POJKE[:8]}-{POJKE[8:]}", f"{POJKE[2:8]}-{POJKE[8:]}", f"{POJKE[:8]} {POJKE[8:]}"]
    rows, _ = turned(
        tmp_path, HEAD + "".join(f"{f};N;{i};2024-02-28;anmalan;barn_unga;;\n" for i, f in enumerate(forms))
    )
    persons, _ = turned(tmp_path, f"pid;kon;fodelsear\n{POJKE};;\n", namn="person.csv")
    assert {r["pid"] for r in rows} == {persons[0]["pid"]}
    assert (persons[0]["kon"], persons[0]["fodelsear"], persons[0]["id_typ"]) == ("1", "2012", "pnr")


def test_a_word_for_a_missing_id_becomes_no_person(tmp_path):
    head = "aktualisering_id;pid;inkom_datum;typ;omrade;atgard;atgard_datum\n"
    words = ["NULL", "saknas", "17", ""]
    rows, rapport = turned(
        tmp_path, head + "".join(f"{i};{w};2024-02-28;anmalan;barn_unga;;\n" for i, w in enumerate(words))
    )
    assert [bool(r["pid"]) for r in rows] == [False, False, True, False]
    assert "2 rader hade ett ord i stället för id (som NULL). Där är pid tomt." in rapport.lines()


def test_a_total_below_the_rows_stays_at_home(tmp_path):
    head = "aktualisering_id;pid;inkom_datum;typ;omrade;atgard;atgard_datum\n"
    rows, rapport = turned(tmp_path, f"{head}1;17;2024-02-28;anmalan;barn_unga;;\nTotalt;1;;;;;\n")
    assert len(rows) == rapport.rader == 1
    assert "1 rader är inga uppgifter (summor, rubriker, sidfötter) och följde inte med." in rapport.lines()


def test_a_case_is_the_same_where_it_stands_and_where_it_is_pointed_to(tmp_path):
    head = "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum;utredning_id\n"
    (report,), _ = turned(tmp_path, f"{head}17;2024-02-01;anmalan;barn_unga;inleds;2024-02-03;17\n")
    (utredning,), _ = turned(
        tmp_path,
        "utredning_id;omrade;inledd_datum;avslutad_datum;utfall\n17;barn_unga;2024-02-03;;\n",
        namn="utredning.csv",
    )
    assert report["utredning_id"] == utredning["utredning_id"] != report["aktualisering_id"]


def test_another_key_gives_other_pseudonyms(tmp_path):
    text = f"{HEAD}{POJKE};N;17;2024-02-28;anmalan;barn_unga;;\n"
    (ours,), _ = turned(tmp_path, text)
    (others,), _ = turned(tmp_path, text, key=KEY[::-1])
    assert ours["pid"] != others["pid"]


def test_what_is_written_passes_the_guard_and_is_accepted(tmp_path):
    children = [personnummer(date(2010, 1 + i % 12, 1 + i), 100 + i) for i in range(25)]
    rest = "2024-02-28;anmälan;barn_unga;inleds inte;1.3.2024"
    turned(tmp_path, HEAD + "".join(f"{child};N;{i};{rest}\n" for i, child in enumerate(children)))
    path = tmp_path / "ut_aktualisering_2024H1.csv"
    omdome = judge_file(
        path, "aktualisering_2024H1.csv", sha256_of(path), None, SENDER, DEKLARATION, lambda *_: None, tmp_path / "x"
    ).omdome
    assert omdome.granskad and omdome.raknade.accepterade == 25


def test_the_homes_own_words_for_a_persons_number_are_known(tmp_path):
    ours = DEKLARATION.katalog.file("schemas/profiles", "identitet.yaml").read_text(encoding="utf-8")
    home = Home(tmp_path / "hem")
    own = home.own / "schemas" / "profiles" / "identitet.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(ours.replace("ord: [pnr,", "ord: [pnr, medborgarnyckel,"), encoding="utf-8")
    text = f"{HEAD.replace('Personnummer', 'Medborgarnyckel')}{POJKE};Ett Namn;17;2024-02-28;anmalan;barn_unga;;\n"
    (pojke,), rapport = turned(tmp_path, text, deklaration=load_declarations(home))
    assert (pojke["kon"], rapport.ids["pnr"]) == ("1", 1)


def test_a_number_in_a_text_that_comes_along_stops_the_file(tmp_path):
    head = "pid;aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum;orsak_lokal\n"
    with pytest.raises(IsuError) as error:
        turned(tmp_path, f"{head}{POJKE};1;2024-02-28;anmalan;barn_unga;;;syskon {FLICKA}\n")
    assert FLICKA not in str(error.value) and not (tmp_path / "ut_aktualisering_2024H1.csv").exists()


def test_a_source_system_is_read_with_its_declaration(tmp_path):
    """Lifecare's persons are told by CustomerNumber in every extract, so that is what the pseudonym is made of."""
    head = "Id;CustomerNumber;PersonId;Name;Caseworker;ServiceType;ExecutionId;StartDate;EndDate"
    row = f"1;4711;{FLICKA};Ett Namn;En Annan;Kontaktfamilj SoL;9;2024-03-05;"
    own = ";omrade;insatstyp;behovsprovad", ";barn_unga;kontaktfamilj;1"
    rows, rapport = turned(tmp_path, f"{head}{own[0]}\n{row}{own[1]}\n", namn="insats_2024H1.csv")
    assert rapport.kalla == "lifecare_fc" and rows[0]["pid"] == pseudonym(KEY, "person.pid", "4711")
    assert {"Name", "Caseworker", "PersonId"} <= set(rapport.borttagna)
    assert rows[0]["kon"] == "2"


@pytest.mark.parametrize("content", [b"", b"kort", b"a" * 64], ids=["empty", "short", "one sign"])
def test_it_refuses_to_run_without_a_real_key(tmp_path, content):
    path = tmp_path / "nyckel"
    path.write_bytes(content)
    for asked in (None, tmp_path / "finns_inte", path):
        with pytest.raises(IsuError, match="isu key"):
            read_key(asked)


def test_a_key_is_made_once(tmp_path):
    create_key(tmp_path / "nyckel")
    assert len(read_key(tmp_path / "nyckel")) == 32
    assert (tmp_path / "nyckel").stat().st_mode & 0o077 == 0
    with pytest.raises(IsuError, match="skrivs aldrig över"):
        create_key(tmp_path / "nyckel")


@pytest.mark.parametrize("on, age", [("2024-02-28", 11), ("2024-02-29", 12), ("2025-02-28", 12), ("2025-03-01", 13)])
def test_age_of_who_is_born_on_a_leap_day(on, age):
    assert completed_years(date(2012, 2, 29), date.fromisoformat(on)) == age
