"""Small Swedish wordings."""

from datetime import date

import pytest

from isu.receipt.text import EN, NBSP, eller, och, procent, rader, radlista, skrivet, tal


@pytest.mark.parametrize(
    "antal, text", [(0, "0"), (999, "999"), (4400, f"4{NBSP}400"), (1234567, f"1{NBSP}234{NBSP}567")]
)
def test_thousands_are_parted(antal, text):
    assert tal(antal) == text


def test_one_row_and_two_rows():
    assert (rader(1), rader(2)) == (f"1{NBSP}rad", f"2{NBSP}rader")
    assert (rader(1, EN), rader(4400, EN)) == (f"1{NBSP}row", f"4,400{NBSP}rows")


@pytest.mark.parametrize(
    "andel, svenska, engelska",
    [(0, "0 %", "0%"), (0.273, "27,3 %", "27.3%"), (0.1, "10 %", "10%"), (0.0001, "<0,1 %", "<0.1%")],
)
def test_a_share_that_is_there_is_never_told_as_nothing(andel, svenska, engelska):
    assert (procent(andel).replace(NBSP, " "), procent(andel, EN)) == (svenska, engelska)


@pytest.mark.parametrize(
    "delar, eller_text, och_text",
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a eller b", "a och b"),
        (["a", "b", "c"], "a, b eller c", "a, b och c"),
    ],
)
def test_lists_in_a_sentence(delar, eller_text, och_text):
    assert (eller(delar), och(delar)) == (eller_text, och_text)


@pytest.mark.parametrize(
    "nummer, text",
    [
        ([], ""),
        ([2], "2"),
        ([2, 3], "2, 3"),
        ([2, 5, 6, 7], "2, 5–7"),
        ([9, 8, 7, 7], "7–9"),
        ([2, 3, 4, 1204], "2–4, 1204"),
    ],
)
def test_rows_in_a_run_stand_together(nummer, text):
    assert radlista(nummer) == text


@pytest.mark.parametrize(
    "uppgift, text",
    [(1900, "1900"), (27.25, "27,2"), (10.0, "10"), (date(2024, 6, 30), "2024-06-30"), (["a", "b"], "a, b")],
)
def test_a_name_or_bound_in_a_sentence(uppgift, text):
    assert skrivet(uppgift) == text
