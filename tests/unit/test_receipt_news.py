"""What is new since the last delivery, one sentence per kind."""

import pytest

from isu.omdome import Nyhet
from isu.receipt.nyheter import news

FLER = "280 rader fler än förra gången (6,8 %): 4 400 mot 4 120."
SYSTEMBYTE = (
    "Alla utredning_id är nya: inget av dem fanns i förra leveransen. Har ni bytt system, uttag eller nyckel? "
    "Då kan samma ärende räknas två gånger. Hör av er till den som tar emot leveranserna."
)


def told(slag: str, **uppgifter) -> tuple[str, str]:
    (one,) = news((Nyhet(slag, uppgifter),))
    return one["mening"].replace("\u00a0", " "), one["mening_en"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    "slag, uppgifter, mening",
    [
        ("rader", {"fore": 4120, "nu": 4400, "andel": 0.068}, FLER),
        ("rader", {"fore": 10, "nu": 9}, "1 rad färre än förra gången (10 %): 9 mot 10."),
        ("rader", {"fore": 0, "nu": 9}, "9 rader fler än förra gången: 9 mot 0."),
        ("rader", {"fore": 9, "nu": 9}, "Lika många rader som förra gången: 9."),
        ("ny_kod", {"kolumn": "orsak", "koder": ["17B"]}, "orsak har koden 17B, som inte fanns i förra leveransen."),
        (
            "ny_kod",
            {"kolumn": "orsak", "koder": [str(n) for n in range(12)]},
            "orsak har koderna 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 och 2 till, som inte fanns i förra leveransen.",
        ),
        ("tomd_kolumn", {"kolumn": "lagrum"}, "lagrum var ifylld förra gången men är helt tom nu."),
        ("alla_id_nya", {"kolumn": "utredning_id"}, SYSTEMBYTE),
        ("ny_kolumn", {"kolumn": "lagrum"}, "Kolumnen lagrum är ny."),
        ("borttagen_kolumn", {"kolumn": "lagrum"}, "Kolumnen lagrum fanns i förra leveransen men inte i den här."),
        ("foregaende", {"filnamn": "a.csv", "tid": "2023H2"}, "Jämfört med a.csv (2023H2)."),
        ("foregaende", {"filnamn": "a\u202e.csv", "tid": None}, "Jämfört med a .csv."),
    ],
)
def test_each_kind_in_a_sentence(slag, uppgifter, mening):
    assert told(slag, **uppgifter)[0] == mening


def test_in_english():
    more = told("rader", fore=4120, nu=4400)[1]
    assert more == "280 rows more than last time (6.8%): 4,400 against 4,120."
    assert (
        told("ny_kod", kolumn="orsak", koder=["a", "b"])[1]
        == "orsak has the codes a and b, not seen in the last delivery."
    )


@pytest.mark.parametrize(
    "slag, uppgifter",
    [("nymodighet", {"varde": "hemligt"}), ("rader", {"varde": "hemligt"}), ("ny_kod", {"kolumn": "a", "koder": []})],
)
def test_news_that_are_not_understood_are_told_without_their_facts(slag, uppgifter):
    assert told(slag, **uppgifter)[0] == f"Något annat skiljer sig från förra leveransen ({slag})."


def test_what_is_compared_with_comes_first_then_what_matters_most():
    kinds = ("ny_kolumn", "rader", "foregaende", "alla_id_nya")
    facts = {"kolumn": "a", "fore": 1, "nu": 2, "filnamn": "a.csv"}
    order = [n["slag"] for n in news(tuple(Nyhet(slag, facts) for slag in kinds))]
    assert order == ["foregaende", "alla_id_nya", "rader", "ny_kolumn"]
