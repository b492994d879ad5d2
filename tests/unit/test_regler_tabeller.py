"""The tables of decisions, placements, plans, goals and ratings: the boundaries of what they ask of a row."""

from tests.regelprov import prova


def test_a_decision_may_be_valid_beyond_the_extract():
    found = prova(
        "beslut",
        """
        beslut_id  | datum      | fran       | till
        framtid    | 2024-03-01 | 2024-04-01 | 2099-12-31
        en_dag     | 2024-03-01 | 2024-04-01 | 2024-04-01
        baklanges  | 2024-03-01 | 2024-04-02 | 2024-04-01
        ej_fattat  | 2024-07-01 | 2024-07-01 | 2024-08-01
        """,
        sista_dag="2024-06-30",
    )
    assert found.brutna == {
        "datumordning": ["baklanges"],
        "rimligt_datum": ["ej_fattat"],
        "inom_intervall": ["ej_fattat"],
    }


def test_how_much_was_granted_has_a_unit():
    found = prova(
        "beslut",
        """
        beslut_id | omfattning | enhet
        timmar    | 12,5       | timmar_manad
        utan      | 12,5       |
        inget     |            |
        """,
    )
    assert found.brutna == {"kravs_om_varning": ["utan"]}


def test_the_table_of_placements_is_of_children_and_the_young():
    found = prova(
        "placering",
        """
        placering_id | alder | placeringskommun
        tjugo        | 20    | 1780
        tjugoett     | 21    | 1780
        orimlig      | 121   | 1780
        okand        |       | 1780
        ingen_kommun | 10    | 9999
        """,
    )
    assert found.brutna == {
        "placerad_over_20": ["tjugoett"],
        "utanfor_granser": ["orimlig"],
        "ej_i_kodlistan": ["ingen_kommun"],
    }


def test_a_plan_may_be_followed_up_in_a_later_file():
    """It touches the interval from the day it was made to its latest follow-up; without one it is in force."""
    found = prova(
        "plan",
        """
        plan_id        | upprattad  | senast_foljd_upp
        ny             | 2024-03-01 |
        gammal_gallande | 2022-03-01 |
        foljd_nu       | 2022-03-01 | 2024-01-01
        foljd_da       | 2022-03-01 | 2023-12-31
        fran_den_forra | 2024-03-01 | 2024-02-01
        """,
    )
    assert found.brutna == {"inom_intervall": ["foljd_da"], "datumordning_varning": ["fran_den_forra"]}


def test_a_goal_is_assessed_on_the_grades_of_the_icf():
    found = prova(
        "mal",
        """
        mal_id    | nulage | utfall | maluppfyllelse | bedomd_datum
        bedomt    | 4      | 0      | helt           | 2024-05-01
        okant     | 9      | 8      |                | 2024-05-01
        fel_grad  | 5      | 1      | delvis         | 2024-05-01
        utan_dag  | 3      | 1      | delvis         |
        ej_bedomt | 3      |        | ej_bedomt      |
        fore      | 3      |        |                | 2024-02-29
        """,
    )
    # Two checks ask for the day of the assessment: of the goal and of the grade.
    assert found.brutna == {
        "ej_i_kodlistan": ["fel_grad"],
        "kravs_om_varning": ["utan_dag", "utan_dag"],
        "datumordning": ["fore"],
    }


def test_a_rating_keeps_to_its_scales():
    found = prova(
        "skattning",
        """
        skattning_id | instrument | livsomrade | klient_oro | klient_hjalpbehov | intervjuare
        hogst        | ASI        | 7          | 4          | 4                 | 9
        lagst        | ASI        | 1          | 0          | 0                 | 0
        oro          | ASI        | 1          | 5          | 0                 | 0
        hjalp        | ASI        | 1          | 0          | 5                 | 0
        intervju     | ASI        | 1          | 0          | 0                 | 10
        omrade_8     | ASI        | 8          | 0          | 0                 | 0
        utan_omrade  | ASI        |            | 0          | 0                 | 0
        annat        | annat      |            | 0          | 0                 | 0
        """,
    )
    assert found.brutna == {
        "utanfor_granser": ["oro", "hjalp", "intervju"],
        "ej_i_kodlistan": ["omrade_8"],
        "kravs_om": ["utan_omrade"],
    }


def test_an_interruption_of_a_service():
    found = prova(
        "insats",
        """
        insats_id  | avbrott_fran | avbrott_till
        pagar      | 2024-03-01   |
        slut       | 2024-03-01   | 2024-03-01
        baklanges  | 2024-03-02   | 2024-03-01
        utan_start |              | 2024-03-01
        """,
    )
    assert found.brutna == {"datumordning": ["baklanges"], "kravs_om": ["utan_start"]}
