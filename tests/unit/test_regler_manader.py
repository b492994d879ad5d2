"""The rules of months, households, LSS and SoL services: each example names the rows that break the rule."""

import pytest

from tests.regelprov import prova


def brutna(regel: str, tabell: str, text: str) -> list[str]:
    return prova(tabell, text).brutna.get(regel, [])


def test_aid_that_concerns_another_month_than_it_was_collected_for():
    assert brutna(
        "ekb_sen_registrering",
        "ekb_manad",
        """
        pid    | manad   | insamlingsmanad
        samma  | 2024-03 | 2024-03
        sen    | 2024-03 | 2024-04
        okand  | 2024-03 |
        """,
    ) == ["sen"]


def test_an_adult_without_obstacle():
    """None at all is an answer, and so is not known; nothing is not. Children are not asked."""
    assert brutna(
        "ekb_utan_hinder",
        "ekb_manad",
        """
        pid     | roll       | forsorjningshinder
        tom     | sokande    |
        tom_med | medsokande |
        inget   | sokande    | inget
        okant   | medsokande | uppgift_saknas
        barn    | barn       |
        """,
    ) == ["tom", "tom_med"]


def test_type_of_household_against_its_members():
    assert brutna(
        "ekb_hushallstyp_mot_roll",
        "ekb_manad",
        """
        pid             | roll       | hushallstyp | kon
        par             | medsokande | 7           | 2
        ensam_med       | medsokande | 3           | 1
        barn_i_familj   | barn       | 8           | 1
        barn_utan       | barn       | 7           | 1
        vuxen_bland_barn | sokande   | 1           | 1
        man             | sokande    | 4           | 1
        kvinna_som_man  | sokande    | 3           | 2
        man_som_kvinna  | sokande    | 6           | 1
        okand_typ       | medsokande | 9           | 2
        okant_kon       | sokande    | 3           | 9
        """,
    ) == ["ensam_med", "barn_utan", "vuxen_bland_barn", "kvinna_som_man", "man_som_kvinna"]


def test_one_id_for_several_persons():
    """Three households in a month may be so, four may not; nor may a very high amount."""
    rows = "\n".join(f"{pid} | h{n} | 5000" for pid, number in (("tre", 3), ("fyra", 4)) for n in range(number))
    text = f"pid | hid | belopp\n{rows}\nhogt | h9 | 150000,01\ngransen | h9 | 150000"
    assert brutna("ekb_pahittat_id", "ekb_manad", text) == ["fyra"] * 4 + ["hogt"]


def test_lss_items_and_what_they_ask_for():
    text = """
        pid       | punkt | alder | timmar | dygn
        assistans | 2     | 30    | 80     |
        dagligt   | 10    | 30    | 80     |
        vistelse  | 6     | 14    |        | 3
        fel_dygn  | 5     | 14    |        | 3
        tillsyn   | 7     | 13    |        |
        for_ung   | 7     | 12    |        |
        """
    assert brutna("lss_tid_pa_fel_punkt", "lss_insats", text) == ["dagligt", "fel_dygn"]
    assert brutna("lss_korttidstillsyn_alder", "lss_insats", text) == ["for_ung"]


def test_alarm_only():
    assert brutna(
        "larm_med_timmar",
        "aldre_fn",
        """
        pid       | insats        | bara_larm | timmar
        larm      | trygghetslarm | 1         |
        noll      | trygghetslarm | 1         | 0
        timmar    | trygghetslarm | 1         | 4
        hemtjanst | hemtjanst     | 1         |
        delinsats | hemtjanst     | 2         | 40
        """,
    ) == ["timmar", "hemtjanst"]


@pytest.mark.parametrize(
    "fraga, svar, tillatet",
    [
        ("nojd", "ganska_nojd", True),
        ("nojd", "ja", False),
        ("inflytande", "ja", True),
        ("inflytande", "mycket", False),
        ("forandring", "vet_ej", True),
    ],
)
def test_an_answer_is_one_of_its_question(fraga, svar, tillatet, hem):
    columns = "svar_id;datum;omrade;respondent;fraga;svar"
    hem.lamnar_text("brukarsvar_2024H1.csv", f"{columns}\ns1;2024-03-01;barn_unga;vuxen;{fraga};{svar}\n")
    (delivery,) = hem.tar_emot()
    assert {f.regel for f in delivery.fynd} == (set() if tillatet else {"varde_om", "for_manga_fel"})


@pytest.mark.parametrize("kolumn", ["pid", "insats_id", "hid", "tidigare_pid"])
def test_answers_that_can_be_tied_to_a_person_are_refused(kolumn, hem):
    columns = f"svar_id;datum;omrade;respondent;fraga;svar;{kolumn}"
    hem.lamnar_text("brukarsvar_2024H1.csv", f"{columns}\ns1;2024-03-01;barn_unga;vuxen;nojd;ganska_nojd;x1\n")
    (delivery,) = hem.tar_emot()
    (told,) = delivery.kvitto["fel"]
    assert told["regel"] == "svar_med_individ"
    assert told["mening"].endswith(f"ärende: {kolumn}.")
    assert not hem.home.archive("1780").exists() or not list(hem.home.archive("1780").iterdir())
