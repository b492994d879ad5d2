"""AKT-04: andel anmälningar där utredning inleds."""

import pytest

from tests.spec.tabell import rader

ANMALNINGAR = """
    typ     | atgard
    anmalan | inleds
    anmalan | inleds
    anmalan | inleds_inte
    anmalan | pagaende_utredning
    anmalan |
    ansokan | inleds
"""


@pytest.mark.parametrize(
    "variant, expected",
    [
        (
            "",
            """
            utfall      | antal
            inleds      | 2
            inleds_inte | 1
                        | 1
            """,
        ),
        (
            "med_pagaende",
            """
            utfall             | antal
            inleds             | 2
            inleds_inte        | 1
            pagaende_utredning | 1
                               | 1
            """,
        ),
    ],
)
def test_those_joined_to_an_ongoing_investigation_stand_in_a_variant_of_their_own(exempel, variant, expected):
    """Anmälningar som förs till en pågående utredning finns bara i varianten med_pagaende."""
    exempel.levererar("aktualisering", ANMALNINGAR)
    assert exempel.celler("AKT-04", "utfall", variant=variant) == rader(expected)
