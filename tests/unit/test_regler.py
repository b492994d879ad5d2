"""The catalogue: every rule has all its sentences in both languages, with the same names in the braces."""

import re

import pytest

from isu.declaration import load_declarations
from isu.declaration.katalog import Katalog
from isu.declaration.regel import EN, read_regel, read_regler
from isu.errors import DeclarationError

REGLER = load_declarations().regler
#: A rule of one's own with every field that is needed.
HEL = "kod: X01\nallvar: fel\nsv: a\nen: a\ntillatet: a\ntillatet_en: a\ngor: a\ngor_en: a\nkalla: a"
PAIRS = (("sv", "en"), ("tillatet", "tillatet_en"), ("gor", "gor_en"), ("varfor", "varfor_en"))
#: Names that are filled with Swedish words.
SWEDISH = {"skal", "slag", "vad", "tyder"}


def names(sentence: str) -> set[str]:
    """The names in braces. `slag_en` is the English of what `slag` is filled with."""
    return {name.removesuffix("_en") for name in re.findall(r"\{(\w+)\}", sentence)}


@pytest.mark.parametrize("regel", sorted(REGLER))
def test_every_rule_has_every_text(regel):
    rule = REGLER[regel]
    missing = [f for pair in PAIRS for f in pair if not getattr(rule, f).strip()]
    assert missing == []
    assert rule.kalla.strip()
    assert re.fullmatch(r"[FRILC]\d\d", rule.kod)


@pytest.mark.parametrize("regel", sorted(REGLER))
def test_the_english_names_nothing_that_the_swedish_does_not(regel):
    """What is filled in may itself be Swedish, and is then left out of the English sentence."""
    rule = REGLER[regel]
    for sv, en in PAIRS:
        left_out = names(getattr(rule, sv)) - names(getattr(rule, en))
        assert not names(getattr(rule, en)) - names(getattr(rule, sv)) and left_out <= SWEDISH, (sv, en)


@pytest.mark.parametrize("regel", sorted(REGLER))
def test_every_text_is_whole_sentences(regel):
    """Begins with a capital, a column's name or a number, and ends with a full stop or a question mark."""
    rule = REGLER[regel]
    for field in (f for pair in PAIRS for f in pair):
        sentence = getattr(rule, field)
        assert re.fullmatch(r"([A-ZÅÄÖ0-9{]|[a-z_]+ ).*[.?]|", sentence), field
        assert "  " not in sentence, field
        assert names(sentence) or "{" not in sentence, field


@pytest.mark.parametrize("regel", sorted(REGLER))
def test_english_is_not_swedish(regel):
    """Words that are no column, code or file are in English."""
    rule = REGLER[regel]
    for field in ("en", "tillatet_en", "gor_en", "varfor_en"):
        assert not re.search(r"\b(och|eller|inte|kolumnen|raden|filen|är|som|från)\b", getattr(rule, field)), field


def test_a_sentence_in_either_language():
    rule = REGLER["kravs_om"]
    filled = {"kolumn": "utfall", "om": "avslutad_datum", "varden": "ifylld"}
    assert rule.text(**filled) == "utfall är tom, men avslutad_datum är ifylld."
    assert rule.text(EN, **filled) == "utfall is empty although avslutad_datum is ifylld."
    assert rule.advice(EN, **filled) == "Fill in utfall."


@pytest.mark.parametrize(
    "text, told",
    [
        ("kod: X01\nallvar: fel\nsv: En mening.", "saknar ett fält"),
        ("- en lista", "ett fält per rad"),
        ("{fält}\nextra: 1", "har ett för mycket"),
        ("{fält}\nvillkor: {tabeller: [insats], kolumner: [slut]}", "saknar ett fält"),
        ("{fält}\nvillkor: {tabeller: [insats], kolumner: [slut], sql: x, mer: y}", "har ett för mycket"),
    ],
)
def test_a_rule_that_is_not_whole(tmp_path, text, told):
    path = tmp_path / "egen.yaml"
    path.write_text(text.replace("{fält}", HEL), encoding="utf-8")
    with pytest.raises(DeclarationError, match=told):
        read_regel(path)


def test_a_condition_refuses_no_file(tmp_path):
    """A condition is about one row; what refuses a file is decided on all of them."""
    path = tmp_path / "egen.yaml"
    villkor = "villkor: {tabeller: [insats], kolumner: [slut], sql: x}"
    path.write_text(f"{HEL}\n{villkor}".replace("allvar: fel", "allvar: avvisning"), encoding="utf-8")
    with pytest.raises(DeclarationError, match="allvar ska vara fel eller varning"):
        read_regel(path)


def test_two_rules_cannot_share_a_code(tmp_path):
    folder = tmp_path / "schemas" / "rules"
    folder.mkdir(parents=True)
    (folder / "egen.yaml").write_text(
        "kod: R02\nallvar: fel\nsv: a\nen: a\ntillatet: a\ntillatet_en: a\ngor: a\ngor_en: a\nkalla: a",
        encoding="utf-8",
    )
    with pytest.raises(DeclarationError, match="Två regler har koden R02"):
        read_regler(Katalog(tmp_path))
