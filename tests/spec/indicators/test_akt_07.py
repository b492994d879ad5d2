"""AKT-07: ny anmälan inom 12 månader efter beslut att inte inleda utredning."""

from tests.spec.tabell import INGA_RADER, rader


def test_the_365th_day_after_the_decision_is_within_and_the_day_of_the_decision_is_not(exempel):
    """Dag 365 efter beslutet räknas, dag 366 och beslutets egen dag räknas inte; bara anmälningar i samma område."""
    exempel.levererar(
        "aktualisering",
        """
        pid | typ     | inkom_datum | atgard      | atgard_datum
        a   | anmalan | 2024-03-01  | inleds_inte | 2024-03-05
        b   | anmalan | 2024-03-01  | inleds_inte | 2024-03-05
        c   | anmalan | 2024-03-01  | inleds_inte | 2024-03-05
        c   | anmalan | 2024-03-05  | inleds      | 2024-03-06
        d   | anmalan | 2024-03-01  | inleds_inte | 2024-03-05
        e   | anmalan | 2024-03-01  | inleds_inte | 2024-03-05
        """,
        av="2024",
    )
    exempel.levererar(
        "aktualisering",
        """
        pid | typ     | omrade    | inkom_datum | atgard | atgard_datum
        a   | anmalan | barn_unga | 2025-03-05  | inleds | 2025-03-06
        b   | anmalan | barn_unga | 2025-03-06  | inleds | 2025-03-07
        d   | ansokan | barn_unga | 2025-03-01  | inleds | 2025-03-07
        e   | anmalan | missbruk  | 2025-03-01  | inleds | 2025-03-07
        """,
        av="2025",
    )
    assert exempel.celler("AKT-07", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | false  | 4
        2024H1 | true   | 1
        """
    )


def test_a_child_counts_once_and_is_followed_from_the_first_decision(exempel):
    """Ett barn räknas en gång, följs från det första beslutet och har den ålder det hade då."""
    exempel.levererar(
        "aktualisering",
        """
        pid | alder | kon | inkom_datum | atgard      | atgard_datum
        a   | 13    | 2   | 2024-05-01  | inleds_inte | 2024-05-05
        a   | 12    | 1   | 2024-02-01  | inleds_inte | 2024-02-05
        b   | 8     | 1   | 2024-02-01  | inleds_inte | 2024-02-05
        """,
        av="2024",
    )
    exempel.levererar(
        "aktualisering",
        """
        pid | inkom_datum
        b   | 2025-02-28
        """,
        av="2025",
    )
    assert exempel.celler("AKT-07", "period kon aldersgrupp utfall") == rader(
        """
        period | kon | aldersgrupp | utfall | antal
        2024H1 | 1   | 0-12        | false  | 1
        2024H1 | 1   | 0-12        | true   | 1
        """
    )


def test_without_a_pseudonym_nobody_can_be_followed(exempel):
    """Utan pseudonym kan ingen följas: utfallet är okänt."""
    exempel.levererar(
        "aktualisering",
        """
        pid | atgard      | atgard_datum
            | inleds_inte | 2024-03-05
            | inleds_inte | 2024-03-05
        a   | inleds_inte | 2024-03-05
        """,
        av="2024",
    )
    exempel.levererar("aktualisering", INGA_RADER, av="2025")
    assert exempel.celler("AKT-07", "utfall") == rader(
        """
        utfall | antal
        false  | 1
               | 2
        """
    )


def test_a_period_whose_follow_up_is_not_delivered_is_not_counted(exempel):
    """En period visas först när också de 365 dagarna efter den är lämnade."""
    exempel.levererar(
        "aktualisering",
        """
        pid | inkom_datum | atgard      | atgard_datum
        a   | 2024-03-01  | inleds_inte | 2024-03-05
        a   | 2024-08-01  | inleds_inte | 2024-08-05
        """,
        av="2024",
    )
    exempel.levererar("aktualisering", INGA_RADER, av="2025H1")
    told = {period: entry["status"] for period, entry in exempel.perioder("AKT-07").items()}
    assert told == {
        "2024": "ej_komplett",
        "2024H1": "komplett",
        "2024H2": "ej_komplett",
        "2025": "ej_komplett",
        "2025H1": "ej_komplett",
    }
    assert exempel.celler("AKT-07", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | true   | 1
        """
    )
