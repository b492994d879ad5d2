"""Numbers are found wherever and however they are written; what is something else is left alone."""

import random
import re
import uuid
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.identitet import avsokning
from isu.identitet.avsokning import search, search_bytes
from isu.identitet.nummer import tolka
from isu.identitet.stallen import Stalle, locate
from tests import identitetstal

PNR = "811218-9876"


def found(cell: str, separator: str = ";") -> list[str]:
    return [t.slag for t in search_bytes(cell.encode(), separator.encode())]


@pytest.mark.parametrize(
    "cell",
    [
        PNR,
        f'"{PNR}"',
        f"pnr {PNR} enl",
        f"pnr{PNR}enl",
        "8112189876",
        "198112189876",
        "x8112189876x",
        "811218+9876",
        "811218 9876",
        "811218\u00a09876",
        "811218–9876",
        "811218—9876",
        "811218\u20119876",
        "811218−9876",
        "811218.9876",
        "811218/9876",
        "811218_9876",
        "811218 - 9876",
        "811218\u200b-9876",
        "19811218-9876",
        "1981-12-18-9876",
        "1981-12-18 9876",
        "1981-12-189876",
        "1981 1218 9876",
        "81 12 18 9876",
        "81-12-189876",
        "1981 12 18 - 9876",
        "19 811218-9876",
        "8112189876.0",
        "198112189876,00",
        "8 112 189 876",
        "198.112.189.876",
        "８１１２１８-９８７６",
        "2024-01-01 811218-9876",
        "1.8112189876 är numret",
    ],
)
def test_every_way_to_write_a_number(cell):
    assert found(cell) == ["pnr"]
    assert found(f"a;{cell};b\n") == ["pnr"]


@pytest.mark.parametrize(
    ("cell", "slag"),
    [
        ("701063-2391", "samnr"),
        ("197010632391", "samnr"),
        ("991981000011", "reserv"),
        ("99198100-0011", "reserv"),
        ("19850101-T123", "tf"),
        ("19850101T123", "tf"),
        ("19850101 - TF10", "tf"),
        ("se 19850101-tf10.", "tf"),
        ("22790814AA01", "reserv"),
        ("00342145BZ31", "reserv"),
        ("19850101-A1B2", "reserv"),
        ("anna@exempel.se", "epost"),
        ("Anna <anna.b@x.kommun.se>", "epost"),
        ("björn-ö@exempel.se", "epost"),
    ],
)
def test_other_identities(cell, slag):
    assert found(cell) == [slag]


@pytest.mark.parametrize(
    "cell",
    [
        "811218-9877",  # check digit
        "811318-9874",  # no such month
        "18112189876",  # longer runs of digits
        "81121898760",
        "1198112189876",
        "811218-98760",
        "811218;9876",  # never across cells
        "811218\n9876",
        '811218";"9876',
        "811218,9876",
        "2024-01-15T10:30:00",
        "2024-01-15 10:30:00.123456",
        "20240115T103000Z",
        "15.01.2024 10:30",
        "2024-01-01 - 2024-12-31",
        "2024-01-01/2024-12-31",
        "05-01-2024-05-03-2024",
        "01.02.2024-05.03.2024",
        "0.8112189876",  # decimals
        "-12,198112189876",
        "556036-0793",  # an organisation
        "08-123 45 67",
        "1 234 567,50",
        "SoL (2025:400) 20 kap. 2 §",
        "20240115-AB",
        "19850101-T12",
        "19850101-T1234",
        "19850101-a1b2",
        "@kommun",
        "a @ b.se",
        "12345678-1234-1234-1234-198112189876",  # whole tokens
        "{12345678-1234-1234-1234-198112189876}",
        "ab8112189876cd12",
        "p-ab8112189876cd12",
        "AB8112189876CD12EF34AB56",
    ],
)
def test_what_is_something_else(cell):
    assert found(cell) == []


def test_a_token_counts_only_as_a_whole_cell():
    assert found("pnr 8112189876 ab8112189876cd12") == ["pnr", "pnr"]


def test_a_comma_parts_cells_only_where_it_is_the_separator():
    assert found("0,8112189876", ";") == []
    assert found("0,8112189876", ",") == ["pnr"]


def test_honest_tokens_are_left_alone():
    """In some of these ten digits in a row pass as a date with a check digit; they do so only by chance."""
    chance = random.Random(5)
    tokens = [f"{chance.getrandbits(bits):0{bits // 4}x}" for bits in (64, 128, 160, 256) for _ in range(5_000)]
    tokens += [str(uuid.UUID(int=chance.getrandbits(128))) for _ in range(5_000)]
    assert found("\n".join(tokens)) == []
    assert found(" ".join(tokens)) != []


def test_planted_numbers_in_files_of_many_shapes(tmp_path):
    """The large measurement is `python -m bench identitet`."""
    chance, path = random.Random(11), tmp_path / "fil.csv"
    for _ in range(20):
        text, separator, places = identitetstal.planted_file(chance, 1_000)
        path.write_text(text, encoding="utf-8", newline="")
        hits = [t.plats for t in search(path, separator, 10_000)]
        assert {(s.rad, s.plats) for s in locate(path, separator, hits)} == places


@pytest.mark.parametrize("number", ["811218-9876", "８１１２１８–９８７６", "19850101-T123", "a@b.se"])
def test_a_number_where_two_pieces_meet(number, tmp_path, monkeypatch):
    """Wherever the number lies, it is found once and in its place."""
    monkeypatch.setattr(avsokning, "CHUNK", 256)
    path = tmp_path / "fil.csv"
    for before in range(0, 700, 23):
        path.write_text("å;" * before + number + ";x" * 400, encoding="utf-8")
        at = 3 * before + (1 if "@" in number else 0)
        assert [t.plats for t in search(path, ";", 10)] == [at]


def test_as_many_as_asked_for(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text(f"{PNR}\n" * 50, encoding="utf-8")
    assert len(search(path, ";", 7)) == 7


@pytest.mark.parametrize(
    ("text", "separator", "platser"),
    [
        (f"a;b\n1;{PNR}\n", ";", [(2, 1)]),
        (f'a;b\n"x;y";{PNR}\n', ";", [(2, 1)]),
        (f'a;b\n"x\ny";1\n2;"{PNR}"', ";", [(3, 1)]),
        (f'a;b\n"x ""y"" z";1\n{PNR};2', ";", [(3, 0)]),
        (f'a;b\n5" rör;1\n{PNR};2', ";", [(3, 0)]),  # a stray quote parts nothing
        (f'a\x1f"b\n"1\x1f{PNR}\x1f\n', "\x1f", [(2, 1)]),
        (f"{PNR};{PNR}\n\n{PNR}", ";", [(1, 0), (1, 1), (3, 0)]),
    ],
)
def test_where_a_number_stands(text, separator, platser, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text(text, encoding="utf-8", newline="")
    hits = [t.plats for t in search(path, separator, 10)]
    assert locate(path, separator, hits) == [Stalle(*plats) for plats in platser]


# -- the oracle: one regular expression per form, over one cell at a time --------------------------------------------

S, GAP = r"[-+ ./_]", r"[-+ ./_]{1,3}"
FORMS = [
    r"\d{10}",
    r"\d{12}",
    rf"\d{{6}}{GAP}\d{{4}}",
    rf"\d{{8}}{GAP}\d{{4}}",
    rf"\d\d(?:\d\d)?(?P<s>{S})\d\d(?P=s)\d\d{GAP}\d{{4}}",
    rf"\d\d(?:\d\d)?(?P<s>{S})\d\d(?P=s)\d{{6}}",
    rf"\d{{4}}{S}\d{{4}}{GAP}\d{{4}}",
    rf"(?:\d|\d{{3}})(?P<s>{S})\d{{3}}(?P=s)\d{{3}}{GAP}\d{{3}}",
]
ORACLE = [re.compile(rf"(?<!\d)(?=({form})(?!\d))") for form in FORMS]


def slowly(cell: str) -> set[int]:
    """Places of all that reads as a number, of whatever century; a day to come is as good as one that has been."""
    return {
        match.start(1)
        for form in ORACLE
        for match in form.finditer(cell)
        if tolka(re.sub(r"\D", "", match[1]), date(2099, 12, 31))
    }


PIECES = ["8112189876", "198112189876", "811218", "9876", "1981", "1218", "189876", "81", "12", "18", "8", "112", "19"]
PIECES += ["876", "70", "10", "63", "2391", "99", "991981000011", "0"]
TEXTS = st.lists(st.sampled_from([*PIECES, *"-+ ./_;,xÅ\n", "  ", "–", "\u00a0"]), max_size=14).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=12))
def test_as_the_slow_way_finds(texts):
    text = "|".join(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(avsokning, "other_than_number", lambda *around: False)
        quick = {t.plats for t in search_bytes(text.encode(), b"|")}
    plain = text.replace("–", "-").replace("\u00a0", " ")
    at = [len(text[:i].encode()) for i in range(len(text))]
    begins = [i for i in range(len(text)) if i == 0 or text[i - 1] == "|"]
    slow = {at[b + i] for b in begins for i in slowly(plain[b:].split("|")[0])}
    assert quick == slow
