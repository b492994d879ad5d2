"""Everything in the receipt is there in English too, and says the same."""

import ast
import re
from pathlib import Path

import pytest

import isu
from isu.omdome import Fynd, Omdome
from isu.receipt import ord as words
from isu.receipt.engelska import TEXTER, english, known_english
from isu.receipt.kvitto import receipt_data
from isu.receipt.kvittosida import receipt_html
from isu.receipt.nyheter import MENINGAR
from isu.receipt.terminal import lines
from isu.validation.compile import compile_table
from tests.browser.exempel import DEKLARATION, kvitton, plats
from tests.unit.test_bad_files import FILES, judged

KVITTON = kvitton()
ROOT = Path(isu.__file__).parent
SWEDISH = re.compile(r"[åäöÅÄÖ]")

#: Names of the examples themselves, which no language changes.
NAMES = ("våren", "Ärendemening", "På svenska")


def told_of(fynd: Fynd) -> dict:
    (fault,) = receipt_data(Omdome("1780", "a.csv", "0" * 64, 1, tabell="utredning", fynd=(fynd,)), DEKLARATION)["fel"]
    return fault


def without_names(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "")
    return re.sub(r"\b\w+\b(?=\s*=)", "", text)


def pairs(thing, path=""):
    """Every (place, Swedish, English) in the data."""
    if isinstance(thing, list):
        for i, part in enumerate(thing):
            yield from pairs(part, f"{path}[{i}]")
    elif isinstance(thing, dict):
        for name, value in thing.items():
            if f"{name}_en" in thing:
                yield f"{path}.{name}", value, thing[f"{name}_en"]
            yield from pairs(value, f"{path}.{name}")


@pytest.mark.parametrize("name", KVITTON)
def test_nothing_swedish_is_left_in_the_english(name):
    found = list(pairs(KVITTON[name]))
    assert len(found) > 10
    for place, svenska, engelska in found:
        assert bool(svenska) == bool(engelska), place
        assert not SWEDISH.search(without_names(str(engelska))), (place, engelska)


@pytest.mark.parametrize("name", KVITTON)
def test_the_english_page_and_the_english_terminal_are_english(name):
    text = re.sub(r"<style>.*</style>", "", receipt_html(KVITTON[name], "en", "a.xlsx", "b.html"), flags=re.DOTALL)
    assert not SWEDISH.findall(without_names(text))
    assert not SWEDISH.search(without_names("\n".join(lines(KVITTON[name], "en"))))


@pytest.mark.parametrize("part", ["RADER", "GRUPPER", "ALLVAR", "REGELUTFALL", "SIDA", "BOK"])
def test_both_languages_have_the_same_words(part):
    swedish, english_ = getattr(words, part)["sv"], getattr(words, part)["en"]
    assert list(swedish) == list(english_)
    for name in swedish:
        assert type(swedish[name]) is type(english_[name])
        assert name == "andra_spraket" or not SWEDISH.search(str(english_[name])), name
        assert str(swedish[name]).count("{}") == str(english_[name]).count("{}"), name


#: Names that hold a reason in Swedish words; the English sentence may do without it.
REASONS = {"skal", "tyder", "slag", "vad"}


def braces(sentence: str) -> set[str]:
    """The names that a sentence asks for; {var_en} is {var} in English words."""
    return {name.removesuffix("_en") for name in re.findall(r"\{(\w+)\}", sentence)}


@pytest.mark.parametrize("regel", sorted(DEKLARATION.regler))
def test_every_rule_says_in_english_what_it_says_in_swedish(regel):
    """The same names stand in the braces, so that no fact is told in one language only."""
    rule = DEKLARATION.regler[regel]
    for swedish, english_ in ((rule.sv, rule.en), (rule.tillatet, rule.tillatet_en), (rule.gor, rule.gor_en)):
        assert english_ and braces(swedish) - REASONS == braces(english_) - REASONS


@pytest.mark.parametrize(
    "swedish, told",
    [
        ("Teckenkodningen lästes som UTF-8.", "The encoding was read as UTF-8."),
        ("Fältavskiljaren lästes som semikolon.", "The separator was read as semicolon."),
        ("Tiden lästes ur filnamnet: 2024H1.", "The time was read from the file name: 2024H1."),
        ("kolumnen alder finns inte i filen", "the column alder is not in the file"),
        ("kolumnerna a, b och c finns inte i filen", "the columns a, b and c are not in the file"),
        ("något som ingen har sagt förut", "något som ingen har sagt förut"),
    ],
)
def test_what_other_rooms_say_in_swedish(swedish, told):
    assert english(swedish) == told


def test_no_english_is_swedish():
    assert not [text for text in TEXTER.values() if SWEDISH.search(text)]


def said_in(source: Path) -> set[str]:
    """What the code of a room says in words of its own: reasons of refusals and sentences; names in them become 7."""
    tree = ast.parse(source.read_text("utf-8"))
    raised = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "ReadError"]
    reasons = [k.value for call in raised for k in call.keywords if k.arg in ("skal", "vad", "tyder")]
    inside = {id(n) for call in raised for n in ast.walk(call)}
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant | ast.JoinedStr) and id(n) not in inside]
    sentences = [t for t in map(plain, texts) if re.fullmatch(r"(Filen|Bladet|De|Den|Tiden|Celler|\w+en)\b.* .*\.", t)]
    return {t for t in map(plain, reasons) if t} | {t for t in sentences if "\n" not in t}


def plain(node) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


#: Sentences that reach the one who runs the program and not the receipt.
ELSEWHERE = {"intake/arrival.py", "intake/barnprocess.py"}
INTAKE = sorted(p for p in (ROOT / "intake").rglob("*.py") if str(p.relative_to(ROOT)) not in ELSEWHERE)


@pytest.mark.parametrize("source", INTAKE, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_the_intake_says_is_known(source):
    """A new sentence at reading must get its English in receipt/engelska.yaml."""
    assert not [text for text in sorted(said_in(source)) if known_english(text) is None]


def test_the_search_for_sentences_finds_them():
    assert "Bladet ”7” lästes." in said_in(ROOT / "intake" / "tabellfil.py")


def test_the_ways_of_writing_values_are_known():
    forms = {
        form
        for namn, tabell in DEKLARATION.tabeller.items()
        for tolkning in compile_table(DEKLARATION, namn, tuple(tabell.kolumner)).tolkningar.values()
        for form in tolkning.former
    }
    assert len(forms) > 5 and not [form for form in sorted(forms) if known_english(form) is None]


def test_what_is_said_of_judged_files_is_known(tmp_path):
    said = set()
    for i, path in enumerate(FILES[::8]):
        (tmp_path / str(i)).mkdir()
        omdome = judged(path, tmp_path / str(i))
        said |= set(omdome.antaget) | {n.form for n in omdome.normaliserat}
        said |= {u.skal for u in omdome.regelutfall if u.skal}
        said |= {f.uppgifter["skal"] for f in omdome.fynd if "skal" in f.uppgifter}
    assert said and not [text for text in sorted(said) if known_english(text) is None]


def test_numbers_are_written_as_the_language_writes_them():
    names = {"avsatta": 1200, "rader": 4400, "andel": "27,3", "grans": "10"}
    fynd = Fynd("for_manga_fel", "avvisning", 1, uppgifter=names)
    told = told_of(fynd)
    assert told["mening"].replace("\u00a0", " ").startswith("1 200 av 4 400 rader (27,3 %) har fel. Det är mer än 10 %")
    assert told["mening_en"].replace("\u00a0", " ").startswith("1,200 of 4,400 rows (27.3 %) have errors.")


def test_words_between_columns_are_in_the_language():
    fynd = Fynd("kravs_om", "fel", 1, (plats("utfall"),), (2,), {"kolumn": "utfall", "om": "atgard", "varden": "a, b"})
    told = told_of(fynd)
    assert told["mening"].endswith("är a eller b.") and told["mening_en"].endswith("is a or b.")
    filled = Fynd("kravs_om", "fel", 1, (plats("utfall"),), (2,), {"om": "avslutad_datum", "varden": "ifylld"})
    assert told_of(filled)["mening_en"].endswith("is filled in.")


def test_every_kind_of_news_has_a_sentence():
    assert {"rader", "ny_kod", "tomd_kolumn", "alla_id_nya", "ny_kolumn", "borttagen_kolumn", "foregaende"} == set(
        MENINGAR
    )
