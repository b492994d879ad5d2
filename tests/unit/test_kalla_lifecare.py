"""Lifecare FamilyCare, Extract: JSON as the interface answers and CSV with the same names give the same rows."""

import csv
import io
import json

import pytest

from isu.home import Home
from tests.arendet95 import declare
from tests.hem import Hem, fynd
from tests.spec.tabell import rader

OWN = """\
sv: Lifecare i kommunen, med våra koder
kalla: egen
utgar_fran: lifecare_fc
lamnare: ["1780"]
tabeller:
  aktualisering:
    koder:
      typ: {rubrik: Type, oversattning: {Orosanmälan: anmalan, Ansökan: ansokan}}
      omrade: {rubrik: Organization, oversattning: {Barn och unga: barn_unga, Vuxenenheten: missbruk}}
      orsak: {rubrik: Reason, oversattning: {Skolfrånvaro: skola}}
    konstanter: {atgard: omappad}
  utredning:
    konstanter: {omrade: barn_unga}
  insats:
    konstanter: {omrade: barn_unga, behovsprovad: "1"}
    koder:
      insatstyp: {rubrik: ServiceType, oversattning: {Kontaktfamilj SoL: kontaktfamilj}}
  beslut:
    konstanter: {omrade: barn_unga}
    koder:
      typ: {rubrik: Type, oversattning: {Bifall kontaktfamilj: bifall}}
  placering:
    koder:
      form: {rubrik: ResourceType, oversattning: {Familjehem: familjehem}}
"""


def actualisation(i: int, **more) -> dict:
    found = {"Id": i, "Type": "Orosanmälan", "CustomerNumber": f"k{i}", "Date": "2024-02-01", "Reason": "Skolfrånvaro"}
    found |= {"Regards": "Barn", "FromWho": "Skola", "Organization": "Barn och unga", "Status": "Klar"}
    return found | {"InvestigationId": None} | more


def investigation(i: int, *persons: tuple[str, bool], **more) -> dict:
    found = {"Id": i, "CustomerNumber": persons[0][0], "Type": "Utredning", "FromDate": "2024-02-01T00:00:00"}
    found |= {"ToDate": None, "Organization": "Barn och unga", "DossierType": "Barnakt"} | more
    return found | {"InvestigationPersonDTOs": [{"CustomerNumber": k, "CoApplicant": co} for k, co in persons]}


SERVICE = {"Id": 1, "CustomerNumber": "k1", "ServiceType": "Kontaktfamilj SoL", "Organization": "Barn och unga"}
SERVICE |= {"StartDate": "2024-01-15", "EndDate": "", "InvestigationId": 7, "ExecutionId": 8, "DecisionId": 9}


DECISION = {"Id": 9, "CustomerNumber": "k1", "Date": "2024-01-10T00:00:00Z", "Type": "Bifall kontaktfamilj"}
DECISION |= {"FromDate": "2024-01-15T00:00:00Z", "ToDate": "2024-12-31T00:00:00Z", "Reason": "Stöd", "ServiceId": 1}
DECISION |= {"Organization": "Barn och unga", "InvestigationExecutionId": 7, "Amount": ""}
ALLOCATION = {"Id": 5, "CustomerNumber": "k1", "StartDate": "2024-02-01", "EndDate": None, "Percent": "100"}
ALLOCATION |= {"ResourceType": "Familjehem", "ServiceId": 1}


def decided(*persons: tuple[str, bool]) -> dict:
    return DECISION | {"DecisionPersonDTOs": [{"CustomerNumber": k, "IsCoApplicant": co} for k, co in persons]}


def as_json(*records: dict) -> bytes:
    answer = {"ModifiedAfter": "2024-01-01", "TotalNumberOfRecords": len(records), "Result": records}
    return json.dumps(answer, ensure_ascii=False).encode()


def as_csv(*records: dict) -> bytes:
    """The same with the inner list's names after a point, a row for each person."""
    rows = []
    for record in records:
        name = next((k for k in record if k.endswith("PersonDTOs")), "")
        outer = {k: v for k, v in record.items() if k != name}
        rows += [outer | {f"{name}.{k}": str(v).lower() for k, v in p.items()} for p in record.get(name, [{}])]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows({k: "" if v is None else v for k, v in row.items()} for row in rows)
    return out.getvalue().encode()


@pytest.fixture
def hem(tmp_path) -> Hem:
    declare(Home(tmp_path), OWN, "lifecare_1780")
    return Hem(tmp_path)


def take(hem: Hem, filnamn: str, content: bytes):
    hem.lamnar_text(filnamn, content)
    (delivery,) = hem.tar_emot()
    return delivery


FORMS = pytest.mark.parametrize("form, suffix", [(as_json, "json"), (as_csv, "csv")])


@FORMS
def test_actualisations(hem, form, suffix):
    records = [actualisation(i) for i in range(10)]
    records += [actualisation(10, Type="Ansökan", Reason="Övrigt", Organization="Vuxenenheten", InvestigationId=7)]
    delivery = take(hem, f"actualisations_2024H1.{suffix}", form(*records))
    assert (delivery.tabell, delivery.accepterade, delivery.kvitto["kalla"]) == ("aktualisering", 11, "lifecare_1780")
    assert set(fynd(delivery)) == {"omappad_kod"}  # atgard, which the extract lacks, and one reason
    names = "aktualisering_id pid typ omrade orsak orsak_lokal anmalare_lokal utredning_id atgard"
    kept = hem.galler("aktualisering", names)
    assert [kept[0], kept[2]] == rader(
        """
        aktualisering_id | pid | typ     | omrade    | orsak   | orsak_lokal  | anmalare_lokal | utredning_id | atgard
        0                | k0  | anmalan | barn_unga | skola   | Skolfrånvaro | Skola          |              | omappad
        10               | k10 | ansokan | missbruk  | omappad | Övrigt       | Skola          | 7            | omappad
        """
    )


@FORMS
def test_investigations_of_two_persons_are_the_applicants(hem, form, suffix):
    one, two = ("k1", False), ("k2", True)
    content = form(
        investigation(1, one, two), investigation(2, ("k3", False), ToDate="2024-05-01"), investigation(3, two, one)
    )
    delivery = take(hem, f"investigations_2024H1.{suffix}", content)
    assert (delivery.tabell, delivery.accepterade, delivery.kvitto["rader"]["ersatta"]) == ("utredning", 3, 2)
    assert hem.galler("utredning", "utredning_id omrade inledd_datum avslutad_datum utfall") == rader(
        """
        utredning_id | omrade    | inledd_datum | avslutad_datum | utfall
        1            | barn_unga | 2024-02-01   |                | omappad
        2            | barn_unga | 2024-02-01   | 2024-05-01     | omappad
        3            | barn_unga | 2024-02-01   |                | omappad
        """
    )


@FORMS
def test_services(hem, form, suffix):
    delivery = take(hem, f"services_2024H1.{suffix}", form(SERVICE))
    assert (delivery.tabell, delivery.utfall) == ("insats", "accepterad")
    names = "insats_id pid insatstyp insatstyp_lokal behovsprovad start utredning_id beslut_id"
    assert hem.galler("insats", names) == rader(
        """
        insats_id | pid | insatstyp     | insatstyp_lokal   | behovsprovad | start      | utredning_id | beslut_id
        1         | k1  | kontaktfamilj | Kontaktfamilj SoL | 1            | 2024-01-15 | 7            | 9
        """
    )


@FORMS
def test_a_decision_of_two_persons_is_the_applicants(hem, form, suffix):
    delivery = take(hem, f"decisions_2024H1.{suffix}", form(decided(("k1", False), ("k2", True))))
    assert (delivery.tabell, delivery.accepterade, delivery.kvitto["rader"]["ersatta"]) == ("beslut", 1, 1)
    assert hem.galler("beslut", "beslut_id pid omrade datum typ insatstyp_lokal fran till") == rader(
        """
        beslut_id | pid | omrade    | datum      | typ    | insatstyp_lokal      | fran       | till
        9         | k1  | barn_unga | 2024-01-10 | bifall | Bifall kontaktfamilj | 2024-01-15 | 2024-12-31
        """
    )


@FORMS
def test_a_placement_of_a_resource_whose_name_stays_at_home(hem, form, suffix):
    delivery = take(hem, f"allocations_2024H1.{suffix}", form(ALLOCATION))
    assert (delivery.tabell, delivery.accepterade) == ("placering", 1)
    assert hem.galler("placering", "placering_id insats_id form lagrum_placering start slut") == rader(
        """
        placering_id | insats_id | form       | lagrum_placering | start      | slut
        5            | 1         | familjehem | omappad          | 2024-02-01 |
        """
    )
    named = take(hem, f"allocations_2024H2.{suffix}", form(ALLOCATION | {"Resource": "Familjen Testsson"}))
    assert named.utfall == "avvisad" and "identitetskolumn" in fynd(named)


@FORMS
def test_the_extract_as_the_interface_gives_it_is_refused_for_its_identities(hem, form, suffix):
    raw = [actualisation(i, Name="Test Testsson", PersonId="19121212-1212", Caseworker="kari02") for i in range(10)]
    delivery = take(hem, f"actualisations_2024H1.{suffix}", form(*raw))
    assert delivery.utfall == "avvisad"
    assert set(fynd(delivery)) <= {"identitetsnummer", "identitetskolumn", "namnliknande"} and fynd(delivery)


def test_without_the_municipalitys_own_file_the_receipt_says_what_is_missing(tmp_path):
    delivery = take(Hem(tmp_path), "services_2024H1.json", as_json(SERVICE))
    (fault,) = delivery.kvitto["fel"]
    assert fault["regel"] == "kalla_ofullstandig"
    assert "insats ur lifecare_fc" in fault["mening"] and "omrade, insatstyp, behovsprovad" in fault["mening"]
