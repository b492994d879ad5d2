"""Lifecare Elderly Care: JSON as the interface answers, and CSV with the same names after points, give the same rows.

The persons are invented. The raw answers have PersonId and caseworkers: they are refused, and taken once pseudonymised.
"""

import csv
import io
import json
from datetime import date

import pytest

from isu.home import Home
from isu.pseudonym.nyckel import pseudonym
from isu.pseudonym.omvandla import pseudonymise
from tests.arendet95 import declare
from tests.hem import Hem, fynd
from tests.identitetstal import check_digit
from tests.spec.tabell import rader

KEY = b"0123456789abcdef0123456789abcdef"
PNR = "19400305" + "123" + check_digit("400305123")
CASEWORKER = {"Id": "TEST01", "FirstName": "Test", "LastName": "Testsson", "FullName": "Testsson Test"}
NEVER, OPEN_END = "0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999"

OWN = """\
sv: Lifecare Elderly Care i kommunen, med våra koder
kalla: egen
utgar_fran: lifecare_ec
lamnare: ["1780"]
tabeller:
  aktualisering:
    konstanter: {omrade: aldre, atgard: omappad}
    koder:
      typ: {rubrik: ActualizationType.Text, oversattning: {Ansökan: ansokan}}
  utredning:
    konstanter: {omrade: aldre}
  beslut:
    konstanter: {omrade: funktionsnedsattning}
    koder:
      typ: {rubrik: Code.Text, oversattning: {LSS Bifall Daglig verksamhet: bifall, LSS Avslag: avslag}}
      insatstyp: {rubrik: ServiceCategory.Text, oversattning: {LSS Daglig verksamhet: lss_daglig_verksamhet}}
  insats:
    konstanter: {omrade: aldre, behovsprovad: "1", insatstyp: hemtjanst}
"""


def pair(text: str) -> dict:
    return {"Code": 1, "Text": text}


def actualization(i: int, **more) -> dict:
    found = {
        "Id": i,
        "PersonId": PNR,
        "ActualizationType": pair("Ansökan"),
        "Type": pair("Ny"),
        "Date": "2024-02-01T00:00:00",
    }
    found |= {"Notifier": pair("Anhörig"), "Reason": pair("Behov av stöd"), "Caseworker": CASEWORKER}
    return found | {"IterationNumber": -1, "Source": pair("Telefon"), "InvestigationId": 7, "DecisionId": None} | more


def investigation(i: int, **more) -> dict:
    found = {"Id": i, "PersonId": PNR, "StartDate": "2024-02-01T00:00:00", "EndDate": "2024-03-01T00:00:00"}
    return found | {"Type": pair("Utredning"), "Law": "SoL", "Caseworker": CASEWORKER, "Deleted": False} | more


def decision(i: int, **more) -> dict:
    found = {"Id": i, "InvestigationId": 7, "PersonId": PNR, "Code": pair("LSS Bifall Daglig verksamhet")}
    found |= {"Type": pair("Beslut att verkställa"), "Date": "2024-02-07T00:00:00", "FromDate": "2024-02-07T00:00:00"}
    found |= {
        "ToDate": OPEN_END,
        "ServiceCategory": pair("LSS Daglig verksamhet"),
        "Caseworker": CASEWORKER,
        "Hour": 0.0,
    }
    found |= {"DecisionLevel": pair(""), "ExecutionStartDate": NEVER, "IterationNumber": 0, "Deleted": False}
    return found | more


def executed(start: str, end: str) -> dict:
    found = {"PersonId": PNR, "DecisionDate": "2024-01-10T00:00:00", "DecisionStartDate": "2024-01-10T00:00:00"}
    return found | {"DecisionEndDate": OPEN_END, "ExecutedDecisionStartDate": start, "ExecutedDecisionEndDate": end}


def as_json(*records: dict) -> bytes:
    return json.dumps(records, ensure_ascii=False).encode()


def as_csv(*records: dict) -> bytes:
    rows = [dict(_flat(record)) for record in records]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _flat(record: dict, before: str = ""):
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, "" if value is None else str(value).lower() if isinstance(value, bool) else value


FORMS = pytest.mark.parametrize("form, suffix", [(as_json, "json"), (as_csv, "csv")])


@pytest.fixture
def hem(tmp_path) -> Hem:
    declare(Home(tmp_path), OWN, "lifecare_1780")
    return Hem(tmp_path)


def take(hem: Hem, filnamn: str, content: bytes):
    """Pseudonymised at home and delivered."""
    source, target = hem.home.root / filnamn, hem.home.root / f"ut_{filnamn}.csv"
    source.write_bytes(content)
    assert pseudonymise(source, KEY, target, hem.deklaration, date(2024, 12, 31)).kalla == "lifecare_1780"
    hem.lamnar_text(f"{source.stem}.csv", target.read_bytes())
    (delivery,) = hem.tar_emot()
    return delivery


@FORMS
def test_the_raw_answer_is_refused_with_the_advice_to_pseudonymise(hem, form, suffix):
    hem.lamnar_text(f"aktualisering_2024H1.{suffix}", form(*(actualization(i) for i in range(10))))
    (delivery,) = hem.tar_emot()
    assert delivery.utfall == "avvisad" and "isu pseudonymise" in str(delivery.kvitto)
    assert PNR not in str(delivery.kvitto) and "Testsson" not in str(delivery.kvitto)


@FORMS
def test_actualizations(hem, form, suffix):
    delivery = take(
        hem, f"aktualisering_2024H1.{suffix}", form(actualization(1), actualization(2, InvestigationId=None))
    )
    assert (delivery.tabell, delivery.accepterade) == ("aktualisering", 2)
    (first, second) = hem.galler("aktualisering", "pid typ omrade inkom_datum anmalare_lokal orsak_lokal utredning_id")
    assert {first["utredning_id"] is None, second["utredning_id"] is None} == {True, False}
    assert {k: v for k, v in first.items() if k != "utredning_id"} == {
        "pid": pseudonym(KEY, "person.pid", PNR),
        "typ": "ansokan",
        "omrade": "aldre",
        "inkom_datum": "2024-02-01",
        "anmalare_lokal": "Anhörig",
        "orsak_lokal": "Behov av stöd",
    }


@FORMS
def test_investigations_of_which_one_is_deleted_one_open_and_one_of_another_act(hem, form, suffix):
    content = form(
        investigation(1),
        investigation(2, EndDate=OPEN_END),
        investigation(3, Deleted=True),
        investigation(4, Law="SFB", StartDate="2024-03-01T00:00:00"),
    )
    delivery = take(hem, f"utredning_2024H1.{suffix}", content)
    assert (delivery.tabell, delivery.accepterade) == ("utredning", 3)
    assert hem.galler("utredning", "lagrum inledd_datum avslutad_datum utfall") == rader(
        """
        lagrum  | inledd_datum | avslutad_datum | utfall
        SoL     | 2024-02-01   | 2024-03-01     | omappad
        SoL     | 2024-02-01   |                | omappad
        omappad | 2024-03-01   | 2024-03-01     | omappad
        """
    )


@FORMS
def test_decisions_of_which_the_last_iteration_counts(hem, form, suffix):
    content = form(
        decision(1, IterationNumber=-1),
        decision(1, IterationNumber=1, ToDate="2025-06-30T00:00:00"),
        decision(2, Code=pair("LSS Avslag"), ServiceCategory=pair("LSS Annat")),
        decision(3, Deleted=True),
    )
    delivery = take(hem, f"beslut_2024H1.{suffix}", content)
    assert (delivery.tabell, delivery.accepterade) == ("beslut", 2)
    assert hem.galler("beslut", "datum typ insatstyp insatstyp_lokal fran till") == rader(
        """
        datum      | typ    | insatstyp             | insatstyp_lokal       | fran       | till
        2024-02-07 | avslag | omappad               | LSS Annat             | 2024-02-07 |
        2024-02-07 | bifall | lss_daglig_verksamhet | LSS Daglig verksamhet | 2024-02-07 | 2025-06-30
        """
    )


@FORMS
def test_what_was_carried_out_has_an_id_of_its_own_and_an_open_end(hem, form, suffix):
    content = form(executed("2024-02-01T00:00:00", OPEN_END), executed("2024-03-01T00:00:00", "2024-04-30T00:00:00"))
    delivery = take(hem, f"insats_2024H1.{suffix}", content)
    assert (delivery.tabell, delivery.accepterade, fynd(delivery)) == ("insats", 2, {})
    assert hem.galler("insats", "insatstyp beslut_datum start slut verkstalld_datum") == rader(
        """
        insatstyp | beslut_datum | start      | slut       | verkstalld_datum
        hemtjanst | 2024-01-10   | 2024-02-01 |            | 2024-02-01
        hemtjanst | 2024-01-10   | 2024-03-01 | 2024-04-30 | 2024-03-01
        """
    )
    assert len({r["insats_id"] for r in hem.galler("insats", "insats_id")}) == 2
