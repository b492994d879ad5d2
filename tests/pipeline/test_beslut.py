"""What the sensors ask for, look by look.

A look is written as what lies in the folder of one lämnare: `a1` is file a in its first shape, `a2` the same file
touched. `-` is an empty folder, `?` one that could not be read, and `*` says that a run of the lämnare is under way.
In the answer, `K` is a run asked for and `.` a look that asked for nothing.
"""

import pytest

from isu.pipelines.beslut import (
    Edition,
    Fil,
    Minne,
    busy_senders,
    decide,
    decide_edition,
    differs,
    read_edition,
    read_memory,
    run_key,
    write_edition,
    write_memory,
)

LOOKS = {
    "a file is taken at the second look that finds it unchanged": ("a1, a1", ".K"),
    "a file that grows waits until it has stopped": ("a1, a2, a3, a3", "...K"),
    "the whole folder waits for the file that grows": ("a1 b1, a1 b2, a1 b2", "..K"),
    "files that came together are one run": ("a1 b1, a1 b1", ".K"),
    "an empty folder asks for nothing": ("-, -, -", "..."),
    "nothing is asked while a run is under way": ("a1, a1, a1*, a1*, a1*", ".K..."),
    "what is left after the run is asked for again": ("a1, a1, a1*, a1, a1", ".K..K"),
    "and again, after 1, 2 and 4 looks": ("a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1", ".K.K..K....K"),
    "a changed file is new, however often the old was asked for": ("a1, a1, a1, a1, a2, a2", ".K.K.K"),
    "a file that came during the run is taken after it": ("a1, a1, b1*, b1*, b1", ".K..K"),
    "a new file does not wait for one that rests": ("a1, a1, a1, a1, a1 b1, a1 b1", ".K.K.K"),
    "the same file delivered once more is taken once more": ("a1, a1, -, a9, a9", ".K..K"),
    "a failed listing is not an empty folder": ("a1, ?, a1", "..K"),
    "a failed listing asks for nothing": ("a1, ?, ?, ?", "...."),
}


def look_through(history: str) -> tuple[str, list[str]]:
    memory, answers, keys = {}, "", []
    for look in history.split(", "):
        asked, memory = decide(memory, {"1780": files(look)}, busy(look), lambda fil: f"innehåll {fil.namn}")
        memory = read_memory(write_memory(memory))
        answers += "K" if asked else "."
        keys += asked.values()
    return answers, keys


def files(look: str) -> list[Fil] | None:
    look = look.rstrip("*")
    if look == "?":
        return None
    return [] if look == "-" else [Fil("1780", name[0], name[1:]) for name in look.split()]


def busy(look: str) -> set[str]:
    return {"1780"} if look.endswith("*") else set()


@pytest.mark.parametrize(("history", "expected"), LOOKS.values(), ids=LOOKS.keys())
def test_what_is_asked_for(history, expected):
    answers, keys = look_through(history)
    assert answers == expected
    assert len(set(keys)) == len(keys), "Dagster forgets a run whose key it has seen"


def test_one_lamnare_that_cannot_be_read_stops_no_other():
    seen = {"0114": [Fil("0114", "a", "1")], "0115": None, "0117": [Fil("0117", "a", "1")]}
    _, memory = decide({}, seen, set(), str)
    asked, _ = decide(memory, seen, set(), lambda fil: "x")
    assert list(asked) == ["0114", "0117"]


def test_a_file_whose_content_cannot_be_told_yet_waits():
    seen = {"1780": [Fil("1780", "a", "1")]}
    memory, answers = {}, []
    for content in (None, None, None, "x"):
        asked, memory = decide(memory, seen, set(), lambda fil, c=content: c)
        answers.append(bool(asked))
    assert answers == [False, False, False, True]


def test_the_run_key_is_made_of_the_content():
    def key(innehall: str, begard: int = 0) -> str:
        return run_key("1780", {"a.csv": Minne("1", innehall, begard)})

    assert key("x") == key("x")
    assert key("x") != key("y")
    assert key("x") != key("x", begard=1)


def test_a_removed_folder_is_forgotten():
    _, memory = decide({"1780": {"a": Minne("1", "x")}}, {}, set(), str)
    assert memory == {}


@pytest.mark.parametrize("cursor", [None, "", "{}", "skräp", "[1]", '{"1780": {"a": 3}}', '{"1780": 3}'])
def test_an_unknown_cursor_is_an_empty_memory(cursor):
    assert read_memory(cursor) == {}
    assert read_edition(cursor) == Edition()


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], set()),
        ([{}], set()),
        ([{"dagster/partition": "0114"}, {"dagster/partition": "0115"}], {"0114", "0115"}),
        ([{"dagster/asset_partition_range_start": "0114"}], {"0114", "0115", "0117"}),
    ],
)
def test_who_is_busy(tags, expected):
    assert busy_senders(tags, ["0114", "0115", "0117"]) == expected


#: A look at the edition: what the cells say (a, b …), `=` that the edition has it, `*` that a run is under way.
EDITIONS = {
    "an edition that is behind is renewed at once": ("a", "K"),
    "a current one is left alone": ("a=, a=", ".."),
    "nothing is asked while a run is under way": ("a*, a*, a", "..K"),
    "one that failed is asked for again, after 1, 2 and 4 looks": ("a, a, a, a, a, a, a, a, a, a, a", "K.K..K....K"),
    "new cells do not wait for the rest of the old": ("a, a, a, b", "K.KK"),
    "cells that are again what they once were are asked for again": ("a, a=, b, b=, a", "K.K.K"),
}


@pytest.mark.parametrize(("history", "expected"), EDITIONS.values(), ids=EDITIONS.keys())
def test_when_the_edition_is_renewed(history, expected):
    memory, answers, keys = Edition(), "", []
    for look in history.split(", "):
        key, memory = decide_edition(memory, look[0] * 30, stale="=" not in look, busy="*" in look)
        memory = read_edition(write_edition(memory))
        answers += "K" if key else "."
        keys += [key] if key else []
    assert answers == expected
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("before", "seen", "busy", "wanted"),
    [
        (None, "a", False, True),
        ("a", "a", False, False),
        ("a", "b", False, True),
        ("a", "b", True, False),  # more will follow
    ],
)
def test_the_standing_of_deliveries_is_asked_for_when_something_is_new_and_nothing_runs(before, seen, busy, wanted):
    assert differs(before, seen, busy) is wanted
