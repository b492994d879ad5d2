"""Made-up deliveries as files: which, where, when, and the same bytes every time."""

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.home import Home
from isu.synthetic import choose_senders, write_deliveries
from isu.synthetic.antaganden import read_antaganden
from isu.synthetic.dialekt import DIALEKTER, encode, letters
from isu.synthetic.sardrag import sardrag
from isu.synthetic.storlek import sizes
from isu.synthetic.uttag import TABELLER

DEKLARATION = load_declarations()
SMALL = ["2039", "1256"]  # Älvdalen; Östra Göinge, which sends workbooks with the seed 1


def written(folder: Path, lamnare: list[str], till: str = "2024H2", seed: int = 1) -> dict[str, str]:
    """Path below the intake → hash of the file."""
    home = Home(folder)
    paths = write_deliveries(home, DEKLARATION, lamnare, "2024H1", till, seed)
    return {str(path.relative_to(home.intake)): sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("synt")


@pytest.fixture(scope="module")
def two(folder: Path) -> dict[str, str]:
    return written(folder, SMALL)


#: What the two deliver besides the four that everybody does, and how their files end.
ALLA = ["person", "aktualisering", "utredning", "insats"]
EGNA = {
    "2039": (["beslut", "plan", "skattning", "ekb_manad", "lss_insats", "brukarsvar"], ".csv"),
    "1256": (["skattning", "lss_insats", "brukarsvar"], ".xlsx"),
}
#: Tables with rows of autumn only: the day of measurement is 1 October, the survey in October.
HOST = ["lss_insats", "brukarsvar"]


def test_a_file_per_table_and_half_year(two):
    assert sorted(two) == sorted(
        f"{lamnare}/{table}_{period}{suffix}"
        for lamnare, (further, suffix) in EGNA.items()
        for table in [*ALLA, *further]
        for period in ("2024H1", "2024H2")
        if period == "2024H2" or table not in HOST
    )


def test_same_seed_same_bytes_and_another_seed_others(two, tmp_path):
    assert written(tmp_path / "a", SMALL) == two
    other = written(tmp_path / "b", ["2039"], seed=2)
    assert not set(other.values()) & set(two.values())


def test_a_lamnare_does_not_depend_on_the_others_or_on_later_half_years(two, tmp_path):
    alone = written(tmp_path / "a", ["2039"], till="2024H1")
    assert len(alone) == 8
    assert alone.items() <= two.items()


def test_sent_after_the_half_year_in_the_order_of_time(folder, two):
    sent = {name: (folder / "intake" / name).stat().st_mtime for name in two if name.startswith("2039")}
    in_order = [
        f"2039/{table}_{period}.csv"
        for period in ("2024H1", "2024H2")
        for table in TABELLER
        if f"2039/{table}_{period}.csv" in two
    ]
    assert sorted(sent, key=sent.get) == in_order
    assert sent[in_order[0]] == 1721462400  # 2024-07-20 08:00 UTC


def test_no_number_that_could_be_a_personnummer(folder, two):
    texts = [(folder / "intake" / name).read_bytes() for name in two if name.endswith(".csv")]
    assert not [t for t in texts if re.search(rb"(?<!\d)(\d{6}|\d{8})[-+]?\d{4}(?!\d)", t)]


def test_progress_is_told_for_each_lamnare(tmp_path):
    told = []
    write_deliveries(Home(tmp_path), DEKLARATION, SMALL, "2024H1", "2024H1", progress=told.append)
    assert told == ["2039 klar, 1 av 2 lämnare", "1256 klar, 2 av 2 lämnare"]


@pytest.mark.parametrize(
    ("lamnare", "fran", "till", "said"),
    [
        ("9999", "2024H1", "2024H2", "finns inte i lamnare.csv"),
        ("2039", "2024", "2024H2", "Ange två halvår"),
        ("2039", "2024H2", "2024H1", "Ange två halvår"),
    ],
)
def test_what_cannot_be_made_is_told(tmp_path, lamnare, fran, till, said):
    with pytest.raises(IsuError, match=said):
        write_deliveries(Home(tmp_path), DEKLARATION, [lamnare], fran, till)


def test_senders_are_spread_and_a_larger_choice_holds_the_smaller():
    twelve = choose_senders(DEKLARATION, 12)
    kommuner = [DEKLARATION.kommuner[lamnare] for lamnare in twelve]
    assert len({k.kommungrupp_kod for k in kommuner}) == 9
    assert len({k.lan_kod for k in kommuner}) == 12
    assert set(twelve) < set(choose_senders(DEKLARATION, 40))
    assert len(choose_senders(DEKLARATION, 290)) == 290


def test_sizes_add_up_to_the_nation_and_big_cities_are_big():
    all_of_them = sizes(DEKLARATION, seed=1)
    assert sum(s.anmalningar for s in all_of_them.values()) == pytest.approx(420_000)
    assert sum(s.invanare for s in all_of_them.values()) == pytest.approx(10_500_000)
    assert sorted(all_of_them, key=lambda lamnare: all_of_them[lamnare].invanare)[-3:] == ["1280", "1480", "0180"]


def test_a_few_lamnare_differ_in_how_they_write():
    a = read_antaganden(DEKLARATION)
    everyone = [sardrag(DEKLARATION.lamnare[namn], 1, size, a) for namn, size in sizes(DEKLARATION, seed=1).items()]
    count = Counter(s.skrivsatt.dialekt for s in everyone)
    assert set(count) == set(DIALEKTER)
    assert all(s.anmalningar_per_ar <= 500 for s in everyone if s.skrivsatt.dialekt == "excel")
    assert 160 <= sum(not s.persontabell for s in everyone) <= 215  # about two thirds of 290
    delivering = Counter(table for s in everyone for table in s.tabeller)
    assert set(delivering) == set(a.lamnar)
    assert 150 <= delivering["beslut"] <= 200  # 60 per cent
    assert delivering["mal"] < delivering["plan"]


@pytest.mark.parametrize(
    ("dialekt", "start", "end", "encoding"),
    [
        ("utf8", b"namn;dag\n", b"\xc3\xa5;2024-01-05\n", "utf-8"),
        ("utf8_bom", b"\xef\xbb\xbfnamn;dag\r\n", b"\xc3\xa5;2024-01-05\r\n", "utf-8"),
        ("windows", b"namn;dag\r\n", b"\xe5;2024-01-05\r\n", "cp1252"),
        ("komma", b"namn,dag\n", b"\xc3\xa5,2024-01-05\n", "utf-8"),
        ("tabb", b"namn\tdag\n", b"\xc3\xa5\t2024-01-05\n", "utf-8"),
    ],
)
def test_dialects(dialekt, start, end, encoding):
    frame = pl.DataFrame({"namn": ["å"], "dag": ["2024-01-05"]}).with_columns(pl.col("dag").str.to_date())
    content = encode(frame, DIALEKTER[dialekt])
    assert content == start + end
    assert "å" in content.decode(encoding)


def test_a_workbook_holds_real_dates_and_text_codes(folder, two):
    sheet = pl.read_excel(folder / "intake" / "1256" / "aktualisering_2024H1.xlsx")
    assert sheet["inkom_datum"].dtype == pl.Date
    assert sheet["avser_vald"].dtype == pl.String


def test_letters_for_kon_are_declared_synonyms():
    assert letters(DEKLARATION.kodlistor["kon"]) == {"1": "M", "2": "K"}
