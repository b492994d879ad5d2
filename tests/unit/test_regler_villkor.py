"""The rules that the field has set for the four tables: each example names the rows that break the rule."""

from pathlib import Path

import pytest

from isu.declaration import load_declarations
from isu.errors import DeclarationError
from isu.home import Home
from isu.validation.villkor import check_conditions
from tests.regelprov import prova


def brutna(regel: str, tabell: str, text: str, **om) -> list[str]:
    return prova(tabell, text, **om).brutna.get(regel, [])


def test_screening_over_14_days():
    """Only reports about children and young people; 15 March is day 14; extended and joined ones are let be."""
    assert brutna(
        "forhandsbedomning_over_14_dagar",
        "aktualisering",
        """
        aktualisering_id | typ     | omrade    | alder | atgard             | atgard_datum | forlangd_synnerliga_skal
        dag_14           | anmalan | barn_unga | 10    | inleds             | 2024-03-15   |
        dag_15           | anmalan | barn_unga | 10    | inleds             | 2024-03-16   |
        forlangd         | anmalan | barn_unga | 10    | inleds             | 2024-03-16   | 1
        ej_forlangd      | anmalan | barn_unga | 10    | inleds_inte        | 2024-03-16   | 0
        okand_alder      | anmalan | barn_unga |       | inleds             | 2024-03-16   |
        vuxen            | anmalan | missbruk  | 30    | inleds             | 2024-03-16   |
        over_20          | anmalan | barn_unga | 21    | inleds             | 2024-03-16   |
        ansokan          | ansokan | barn_unga | 10    | inleds             | 2024-03-16   |
        pagaende         | anmalan | barn_unga | 10    | pagaende_utredning | 2024-03-16   |
        obeslutad        | anmalan | barn_unga | 10    |                    |              |
        """,
    ) == ["dag_15", "ej_forlangd", "okand_alder", "obeslutad"]


def test_an_undecided_report_is_judged_by_the_last_day_it_was_surely_undecided():
    """Extracted on 10 March nobody knows of 14 days; an assumed date of extraction is the last day of the half-year."""
    text = "aktualisering_id | inkom_datum | atgard\na1 | 2024-03-01 | "
    rule = "forhandsbedomning_over_14_dagar"
    assert brutna(rule, "aktualisering", text, sista_dag="2024-03-10") == []
    assert brutna(rule, "aktualisering", text, sista_dag="2024-03-16") == ["a1"]
    assert brutna(rule, "aktualisering", text) == ["a1"]
    assert brutna(rule, "aktualisering", text.replace("2024-03-01", "2024-06-20")) == []


def test_investigation_over_four_months():
    """The law's limit is for those under 18; age is that of the closing where it is known."""
    assert brutna(
        "utredning_over_4_manader",
        "utredning",
        """
            utredning_id | omrade    | inledd_datum | avslutad_datum | alder | alder_vid_avslut | forlangd_beslut_datum
            i_tid        | barn_unga | 2024-01-31   | 2024-05-31     | 10    | 10               |
            for_sent     | barn_unga | 2024-01-30   | 2024-05-31     | 10    | 10               |
            forlangd     | barn_unga | 2024-01-30   | 2024-06-20     | 10    | 10               | 2024-05-20
            hann_fylla   | barn_unga | 2024-01-30   | 2024-06-20     | 17    | 18               |
            okand_alder  | barn_unga | 2024-01-30   | 2024-06-20     |       |                  |
            vuxen        | missbruk  | 2024-01-30   | 2024-06-20     | 30    | 30               |
            oppen_lange  | barn_unga | 2024-02-28   |                | 10    |                  |
            oppen_nyss   | barn_unga | 2024-02-29   |                | 10    |                  |
            """,
        sista_dag="2024-06-29",
    ) == ["for_sent", "okand_alder", "oppen_lange"]


def test_age_outside_the_area():
    assert brutna(
        "alder_utanfor_omradet",
        "aktualisering",
        """
            aktualisering_id | omrade             | alder
            barn             | barn_unga          | 20
            vuxen_hos_barn   | barn_unga          | 21
            okand            | barn_unga          |
            vuxen            | missbruk           | 18
            barn_hos_vuxen   | missbruk           | 17
            annat_omrade     | ekonomiskt_bistand | 5
            """,
    ) == ["vuxen_hos_barn", "barn_hos_vuxen"]


@pytest.mark.parametrize("tabell, nyckel", [("utredning", "utredning_id"), ("insats", "insats_id")])
def test_age_outside_the_area_holds_for_every_table_with_an_area(tabell, nyckel):
    assert brutna("alder_utanfor_omradet", tabell, f"{nyckel} | alder\nx | 21\ny | 20") == ["x"]


def test_year_of_birth():
    """The age must be 0–110 on the day of extraction, by the year alone."""
    text = "pid | fodelsear\nofodd | 2025\nnyfodd | 2024\n110_ar | 1914\n111_ar | 1913\nokand | "
    assert brutna("orimligt_fodelsear", "person", text, sista_dag="2024-08-15") == ["ofodd", "111_ar"]


def test_year_of_birth_without_a_known_last_day():
    """A person file without a period and without a date of extraction covers all time: then no year is too old."""
    assert brutna("orimligt_fodelsear", "person", "pid | fodelsear\np1 | 1913", sista_dag="9999-12-31") == []


def test_care_that_always_needs_a_needs_test():
    """Those of SoL 11:5 that go by type alone, and those that go by age too; of an unknown age nothing is said."""
    text = """
        insats_id    | insatstyp      | behovsprovad | alder
        hvb_barn     | hvb            | 0            | 20
        hvb_vuxen    | hvb            | 0            | 21
        hvb_okand    | hvb            | 0            |
        hvb_provad   | hvb            | 1            | 10
        skyddat      | skyddat_boende | 0            | 5
        familjehem   | familjehem     | 0            | 30
        natverkshem  | natverkshem    | 0            | 5
        stod         | personligt_stod| 0            | 5
        """
    assert brutna("vard_utan_behovsprovning", "insats", text) == ["hvb_barn", "skyddat"]
    assert brutna("varde_om", "insats", text) == ["familjehem", "natverkshem"]


def test_lvu_begins_before_21():
    text = "insats_id | lagrum | alder\nu | LVU | 20\nv | LVU | 21\ns | SoL | 21\no | LVU | 111"
    assert brutna("lvu_over_20", "insats", text) == ["v"]
    assert brutna("lvu_over_20", "utredning", text.replace("insats_id", "utredning_id")) == ["v"]


def test_where_the_child_went_after_care():
    assert brutna(
        "vard_utan_efter_insats",
        "insats",
        """
            insats_id    | omrade    | insatstyp       | lagrum | alder | slut       | efter_insats
            utan         | barn_unga | familjehem      | SoL    | 10    | 2024-05-01 |
            med          | barn_unga | familjehem      | SoL    | 10    | 2024-05-01 | 03
            saknas       | barn_unga | familjehem      | SoL    | 10    | 2024-05-01 | 11
            pagar        | barn_unga | familjehem      | SoL    | 10    |            |
            oppenvard    | barn_unga | personligt_stod | SoL    | 10    | 2024-05-01 |
            lvu          | barn_unga | annan           | LVU    | 10    | 2024-05-01 |
            vuxen        | missbruk  | hvb             | SoL    | 40    | 2024-05-01 |
            """,
    ) == ["utan", "lvu"]


def test_other_without_a_specification():
    """Told only where the file has the column for it."""
    text = "aktualisering_id | orsak | orsak_lokal\na1 | annat | \na2 | annat | lokal\na3 | skola | "
    assert brutna("kravs_om_varning", "aktualisering", text) == ["a1"]
    assert brutna("kravs_om_varning", "aktualisering", "aktualisering_id | orsak\na1 | annat") == []
    insats = "insats_id | insatstyp | insatstyp_lokal\ni1 | annan | \ni2 | annan | lokal"
    assert brutna("kravs_om_varning", "insats", insats) == ["i1"]


def test_a_rule_that_lacks_a_column_is_left_out_by_name():
    left_out = {u.regel: u.saknas for u in prova("insats", "insats_id | slut\ni1 | 2024-05-01").compiled.utelamnade}
    assert left_out["vard_utan_efter_insats"] == ("efter_insats",)
    assert left_out["alder_utanfor_omradet"] == ("alder",)


def egen_regel(tmp_path: Path, tabell: str = "insats", kolumn: str = "slut", sql: str = "slut < start") -> Home:
    """A rule of one's own in the home's folder: no code."""
    folder = tmp_path / "egna" / "schemas" / "rules"
    folder.mkdir(parents=True)
    texts = "\n".join(
        f"{name}: En mening." for name in ("sv", "en", "tillatet", "tillatet_en", "gor", "gor_en", "kalla")
    )
    (folder / "egen.yaml").write_text(
        f"kod: X01\nallvar: varning\n{texts}\nvillkor:\n  tabeller: [{tabell}]\n  kolumner: [{kolumn}]\n  sql: {sql}\n",
        encoding="utf-8",
    )
    return Home(tmp_path)


def test_a_rule_of_ones_own_is_a_file(tmp_path):
    deklaration = load_declarations(egen_regel(tmp_path, sql="slut - start > 30"))
    check_conditions(deklaration)
    text = "insats_id | start | slut\nkort | 2024-03-01 | 2024-03-20\nlang | 2024-03-01 | 2024-05-01"
    assert prova("insats", text, deklaration=deklaration).brutna["egen"] == ["lang"]


@pytest.mark.parametrize(
    "fel, told",
    [
        ({"tabell": "besok"}, "gäller tabellen besok, som inte finns"),
        ({"kolumn": "slutt"}, "nämner kolumnen slutt, som insats inte har"),
    ],
)
def test_a_rule_on_what_does_not_exist_stops_the_start_up(tmp_path, fel, told):
    with pytest.raises(DeclarationError, match=told):
        load_declarations(egen_regel(tmp_path, **fel))


def test_a_condition_that_cannot_be_run_is_told_with_its_rule(tmp_path):
    deklaration = load_declarations(egen_regel(tmp_path, sql="slutt < start"))
    with pytest.raises(DeclarationError, match="Regeln egen: villkoret går inte att köra på tabellen insats"):
        check_conditions(deklaration)


def test_our_own_conditions_can_be_run():
    check_conditions(load_declarations())
