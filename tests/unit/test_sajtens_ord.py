"""The site's words and the user's own groups, as small examples."""

from pathlib import Path

import pytest

from isu.declaration.grupp import read_groups
from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError
from isu.sajt.visning import cell, certain, compared, in_words, known, units
from tests.upplast import read_aloud

SHOWN = {"status": "visas", "status_n": "visas", "matt": "andel", "n": 1200, "varde": 40.0, "nedre": 37.2, "ovre": 42.8}
KOMMUNER = ("1715", "1780")


@pytest.mark.parametrize(
    ("row", "seen", "aloud"),
    [
        (SHOWN, "40,0 %", "40,0 % (37,2–42,8)"),
        (SHOWN | {"varde": 0.0, "nedre": 0.0, "ovre": 3.1}, "0,0 %", "0,0 % (0,0–3,1)"),
        (SHOWN | {"tillforlitlighet": "osaker"}, "40,0 % ~", "40,0 % (37,2–42,8), osäkert: bygger på få"),
        ({"status": "sekretess"}, "··", "visas inte, av hänsyn till enskilda"),
        ({"status": "ej_rapporterat"}, "–", "inte rapporterat"),
        ({"status": "ej_komplett"}, "◌", "ofullständigt underlag"),
        ({"status": "kvalitet"}, "≈", "hålls inne: för osäker kvalitet"),
        (None, "/", "redovisas inte så här uppdelat"),
    ],
)
def test_zero_withheld_missing_and_uncertain_have_a_sign_and_a_text_each(row, seen, aloud):
    text = cell(row)
    assert (text.tecken, text.ord) == (seen, aloud)
    assert read_aloud(text.__html__()) == aloud


def test_how_many_are_counted_and_known_is_told_when_it_may_be():
    assert units(SHOWN).tecken == "1\u202f200" and units(SHOWN | {"status_n": "sekretess"}).tecken == "··"
    assert known(SHOWN | {"tackning": 98.04}).tecken == "98,0 %"
    assert known(SHOWN | {"tackning": None, "status_okand": "visas"}) is None
    assert known(SHOWN | {"tackning": None, "status_okand": "sekretess"}).tecken == "··"


@pytest.mark.parametrize(
    ("period", "sv", "en"),
    [("2025H2", "jul–dec 2025", "Jul–Dec 2025"), ("2025", "2025", "2025"), ("2025-11-01", "2025-11-01", "2025-11-01")],
)
def test_a_half_year_is_told_by_its_months(period, sv, en):
    assert (in_words(period), in_words(period, "en")) == (sv, en)


def test_a_class_says_which_of_the_two_is_higher():
    assert compared({"klass": "hogre"}).granser == "▲ kommunen högre" and compared({"klass": None}) is None
    assert certain({"klass": "hogre"}) == "▲ kommunen högre" and certain({"klass": "ingen_skillnad"}) == ""


def declared(own: Path, **files: str) -> dict[str, tuple[str, ...]]:
    folder = own / "schemas" / "reference" / "grupper"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_groups(Katalog(own), KOMMUNER)


def test_a_group_is_a_file(tmp_path):
    found = declared(tmp_path, rss='namn: RSS Exempel\nkommuner: ["1780", "1715"]\n')
    assert found == {"RSS Exempel": ("1780", "1715")}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('namn: X\nkommuner: ["9999"]\n', r"rad 2, kommuner: kommunen 9999 finns inte"),
        ("namn: X\n", "fältet kommuner saknas"),
        ('namn: A\nkommuner: ["1780"]\n', "det finns redan en grupp som heter A"),
    ],
)
def test_a_faulty_group_is_told_with_its_place(tmp_path, text, complaint):
    with pytest.raises(DeclarationError, match=complaint):
        declared(tmp_path, a='namn: A\nkommuner: ["1780"]\n', b=text)


def test_no_group_comes_with_the_project():
    assert read_groups(Katalog(), KOMMUNER) == {}
