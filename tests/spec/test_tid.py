"""Time: what a delivery concerns, and what is in force when deliveries of one table share days.

Every example drops files as a lämnare does and looks at the rows in force.
"""

from itertools import permutations

import pytest

from isu.flow.kalla import register_files
from isu.ledger import Ledger
from isu.register.references import dangling
from tests.hem import Hem, fynd
from tests.spec.tabell import rader


def test_the_file_name_tells_the_interval(hem):
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01")
    (delivery,) = hem.tar_emot()
    assert hem.kvitto(delivery, "tid", "period") == "2024H1"
    assert hem.kvitto(delivery, "tid", "uttagsdatum") == "2024-06-30"
    assert "Uttagsdatum angavs inte och antogs vara 2024-06-30, tidens sista dag." in delivery.kvitto["antaget"]


@pytest.mark.parametrize(
    "dagar, period",
    [
        (["2024-02-01", "2024-03-31"], "2024H1"),
        (["2024-02-01", "2024-09-30"], "2024"),
    ],
)
def test_without_a_name_the_start_dates_tell(hem, dagar, period):
    rows = "\n".join(f"a{i} | {dag}" for i, dag in enumerate(dagar))
    hem.lamnar("aktualisering.csv", f"aktualisering_id | inkom_datum\n{rows}")
    (delivery,) = hem.tar_emot()
    assert hem.kvitto(delivery, "tid", "period") == period


def test_start_dates_over_two_years_are_asked_about(hem):
    hem.lamnar("aktualisering.csv", "aktualisering_id | inkom_datum\na1 | 2023-12-01\na2 | 2024-01-01")
    (delivery,) = hem.tar_emot()
    assert delivery.utfall == "avvisad"
    assert fynd(delivery) == {"oklart_intervall": 1}
    assert "Gäller den ett halvår, ett år eller något annat?" in delivery.kvitto["fel"][0]["mening"]


def test_the_manifest_wins_over_the_file_name(hem):
    hem.lamnar(
        "aktualisering_2024H1.csv",
        "aktualisering_id | inkom_datum\na1 | 2024-09-01",
        manifest="period_start: 2024-01-01\nperiod_slut: 2024-12-31\nuttagsdatum: 2025-01-15\n",
    )
    (delivery,) = hem.tar_emot()
    assert hem.kvitto(delivery, "tid", "period") == "2024"
    assert delivery.uttagsdatum_angivet
    assert not list(hem.home.inbox("1780").iterdir())


def test_a_small_kommun_whose_rows_do_not_fill_the_interval(hem):
    """Two rows in February cover the whole half-year that the name tells."""
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01\na2 | 2024-02-03")
    (delivery,) = hem.tar_emot()
    assert (str(delivery.fran), str(delivery.till)) == ("2024-01-01", "2024-06-30")


def test_half_year_then_full_year(hem):
    """The year holds the half, came later, and governs: the half is no longer in force."""
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01\na2 | 2024-03-01")
    hem.lamnar("aktualisering_2024.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01\na3 | 2024-09-01")
    first, year = hem.tar_emot()
    assert hem.galler("aktualisering", "aktualisering_id") == rader("aktualisering_id\na1\na3")
    assert year.kvitto["forsvunna_nycklar"] == 1  # a2
    assert first.kvitto["forsvunna_nycklar"] is None


def test_a_corrected_half_inside_a_year(hem):
    """The corrected half governs its days; the year keeps what starts outside them."""
    hem.lamnar("aktualisering_2024.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01\na2 | 2024-09-01")
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na4 | 2024-02-05")
    hem.tar_emot()
    assert hem.galler("aktualisering", "aktualisering_id") == rader("aktualisering_id\na2\na4")


def test_crossing_intervals_are_refused_with_both_named(hem):
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01")
    hem.lamnar(
        "aktualisering_mars_till_september.csv",
        "aktualisering_id | inkom_datum\na1 | 2024-04-01",
        manifest="period_start: 2024-03-01\nperiod_slut: 2024-09-30\n",
    )
    _, crossing = hem.tar_emot()
    assert fynd(crossing) == {"korsande_intervall": 1}
    sentence = crossing.kvitto["fel"][0]["mening"]
    assert "2024-03-01–2024-09-30" in sentence and "aktualisering_2024H1.csv" in sentence and "2024H1" in sentence
    assert hem.galler("aktualisering", "aktualisering_id inkom_datum") == rader(
        "aktualisering_id | inkom_datum\na1 | 2024-02-01"
    )


def test_a_spell_open_in_one_half_and_closed_in_the_next(hem):
    """The row is delivered in both halves; the version of the later extraction is in force."""
    hem.lamnar("utredning_2024H1.csv", "utredning_id | inledd_datum\nu1 | 2024-05-01")
    hem.lamnar(
        "utredning_2024H2.csv",
        """
        utredning_id | inledd_datum | avslutad_datum | utfall
        u1           | 2024-05-01   | 2024-08-20     | insats
        """,
    )
    assert [d.utfall for d in hem.tar_emot()] == ["accepterad", "accepterad"]
    assert hem.galler("utredning", "utredning_id avslutad_datum uttagsdatum") == rader(
        """
        utredning_id | avslutad_datum | uttagsdatum
        u1           | 2024-08-20     | 2024-12-31
        """
    )


def test_a_row_that_does_not_touch_the_interval_is_set_aside(hem):
    """Two rows of thirty lie outside the half-year: one had ended before it, one starts after it."""
    inside = "\n".join(f"u{i} | 2024-05-01 |  | " for i in range(28))
    hem.lamnar(
        "utredning_2024H1.csv",
        f"utredning_id | inledd_datum | avslutad_datum | utfall\n{inside}\n"
        "x1 | 2023-01-01 | 2023-12-31 | insats\nx2 | 2024-07-01 | | ",
    )
    (delivery,) = hem.tar_emot()
    assert fynd(delivery) == {"inom_intervall": 2, "utredning_over_4_manader": 1}
    assert (delivery.accepterade, delivery.avsatta) == (28, 2)


def test_two_halves_extracted_the_same_day(hem):
    """With one uttagsdatum, the version of the latest interval is taken, in whatever order they came."""
    first = ("utredning_2024H1_uttag20250115.csv", "u1 | 2024-05-01 | | ")
    second = ("utredning_2024H2_uttag20250115.csv", "u1 | 2024-05-01 | 2024-08-20 | insats")
    for name, row in (second, first):
        hem.lamnar(name, f"utredning_id | inledd_datum | avslutad_datum | utfall\n{row}")
    hem.tar_emot()
    assert hem.galler("utredning", "utredning_id avslutad_datum") == rader(
        "utredning_id | avslutad_datum\nu1 | 2024-08-20"
    )


def test_the_later_stated_extraction_governs_whichever_came_first(hem):
    hem.lamnar("aktualisering_2024H1_uttag20240901.csv", "aktualisering_id | inkom_datum\nny | 2024-02-01")
    hem.lamnar("aktualisering_2024H1_uttag20240715.csv", "aktualisering_id | inkom_datum\ngammal | 2024-02-01")
    hem.tar_emot()
    assert hem.galler("aktualisering", "aktualisering_id") == rader("aktualisering_id\nny")


def test_unless_both_are_stated_the_later_received_governs(hem):
    hem.lamnar("aktualisering_2024H1_uttag20240901.csv", "aktualisering_id | inkom_datum\nforst | 2024-02-01")
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\nsedan | 2024-02-01")
    hem.tar_emot()
    assert hem.galler("aktualisering", "aktualisering_id") == rader("aktualisering_id\nsedan")


def test_a_person_file_sent_twice(hem):
    """A table without dates covers all time: the second file replaces the first and the vanished key is counted."""
    hem.lamnar("person.csv", "pid | kon\np1 | 1\np2 | 9")
    hem.lamnar("person.csv", "pid | kon\np2 | 2")
    (first,) = hem.tar_emot()
    assert first.kvitto["tid"]["period"] == "all tid"


def test_a_person_file_sent_again_replaces_the_first(hem):
    hem.lamnar("person.csv", "pid | kon\np1 | 1\np2 | 9")
    hem.tar_emot()
    hem.lamnar("person.csv", "pid | kon\np2 | 2")
    (second,) = hem.tar_emot()
    assert second.kvitto["forsvunna_nycklar"] == 1
    assert hem.galler("person", "pid kon") == rader("pid | kon\np2 | 2")


def test_person_files_of_two_halves_are_joined_per_key(hem):
    """Labelled with their half-years they stand beside each other, and the later extraction of a key is taken."""
    hem.lamnar("person_2024H1.csv", "pid | kon\np1 | 1\np2 | 9")
    hem.lamnar("person_2024H2.csv", "pid | kon\np2 | 2\np3 | 1")
    hem.tar_emot()
    assert hem.galler("person", "pid kon") == rader("pid | kon\np1 | 1\np2 | 2\np3 | 1")


DELIVERIES = [
    ("aktualisering_2024H1.csv", "aktualisering_id | pid | inkom_datum\na1 | p1 | 2024-02-01"),
    ("aktualisering_2024H2.csv", "aktualisering_id | pid | inkom_datum\na2 | p9 | 2024-09-01"),
    ("utredning_2024H1.csv", "utredning_id | pid | inledd_datum\nu1 | p1 | 2024-05-01"),
    ("person.csv", "pid | kon\np1 | 1"),
]


def test_the_order_of_arrival_changes_nothing_between_files_that_share_no_days(tmp_path):
    """All 24 orders of four files give the same rows in force and the same dangling keys."""
    seen = set()
    for number, order in enumerate(permutations(DELIVERIES)):
        hem = Hem(tmp_path / str(number))
        for name, text in order:
            hem.lamnar(name, text)
        hem.tar_emot()
        rows = hem.galler("aktualisering", "aktualisering_id uttagsdatum") + hem.galler("utredning", "utredning_id")
        files = register_files(hem.home, Ledger(hem.home).accepted("1780"))
        dangle = [(g.tabell, g.kolumn, g.till, g.rader) for g in dangling(hem.deklaration.tabeller, files)]
        seen.add(repr((rows, dangle)))
    assert len(seen) == 1
    assert "('aktualisering', 'pid', 'person', 1)" in seen.pop()
