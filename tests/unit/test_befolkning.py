"""The population as reference data: what a file must hold, whose file counts, and what is known of a year.

All numbers are made up.
"""

import polars as pl
import pytest
import yaml

from isu.declaration import load_anew, load_declarations
from isu.declaration.befolkning import Uppgifter, find_befolkning, write_befolkning
from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError
from isu.home import Home
from isu.period import half_years
from isu.synthetic.befolkning import KALLA, made_up, write_population

TOLD = "kalla: påhittad\nuttag: ''\nsyntetisk: ja\n"


def rows(kommun: str, ar: int, antal=lambda kon, alder: kon * 1000 + alder) -> pl.DataFrame:
    """All 202 cells of a kommun and year."""
    cells = [(kommun, ar, kon, alder, antal(kon, alder)) for kon in (1, 2) for alder in range(101)]
    return pl.DataFrame(cells, schema=["kommunkod", "ar", "kon", "alder", "antal"], orient="row")


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "egna" / "schemas" / "reference"
    found.mkdir(parents=True)
    return found


@pytest.fixture
def befolkning(tmp_path):
    """What is declared for the home as it is when asked."""
    return lambda: find_befolkning(Katalog.of(Home(tmp_path)), load_declarations().kommuner)


def test_without_a_file_nothing_is_known(befolkning):
    none = befolkning()
    assert (none.of("1780", 2024), none.ar_for(2024), none.kalla, none.syntetisk, none.notis) == (
        None,
        None,
        "",
        False,
        "",
    )


def test_a_kommun_and_year_are_an_array_of_kon_and_age(folder, befolkning):
    write_befolkning(folder, rows("1780", 2024), Uppgifter("SCB", "2025-02-21"))
    persons = befolkning().of("1780", 2024)
    assert persons.shape == (2, 111)
    assert [persons[0, 0], persons[0, 17], persons[1, 0], persons[1, 100]] == [1000, 1017, 2000, 2100]
    assert persons[:, 101:].sum() == 0
    assert befolkning().of("1780", 2023) is None and befolkning().of("0114", 2024) is None
    with pytest.raises(ValueError):
        persons[0, 0] = 7


@pytest.mark.parametrize("asked, known", [(2021, None), (2022, 2022), (2023, 2022), (2024, 2024), (2031, 2024)])
def test_the_latest_known_year_before_stands_for_one_that_is_not(folder, befolkning, asked, known):
    write_befolkning(folder, pl.concat([rows("1780", 2022), rows("1780", 2024)]), Uppgifter("SCB"))
    assert befolkning().ar_for(asked) == known


def test_the_source_and_that_it_is_made_up_are_told(folder, befolkning):
    write_befolkning(folder, rows("1780", 2024), Uppgifter("SCB:s 'tabell'", "uppdaterad 2025-02-21"))
    real = befolkning()
    assert (real.kalla, real.syntetisk) == ("SCB:s 'tabell'", False)
    before = real.fingeravtryck
    assert real.notis == "Befolkning den 31 december: SCB:s 'tabell' (uppdaterad 2025-02-21)."
    write_befolkning(folder, rows("1780", 2024), Uppgifter("isu synth", syntetisk=True))
    assert befolkning().syntetisk and befolkning().notis.startswith("PÅHITTAD BEFOLKNING")
    assert befolkning().fingeravtryck != before


def test_parquet_is_read_as_csv_is(folder, befolkning):
    rows("1780", 2024).write_parquet(folder / "befolkning.parquet")
    (folder / "befolkning.yaml").write_text(TOLD)
    assert befolkning().of("1780", 2024)[1, 30] == 2030


def test_the_order_of_the_rows_means_nothing(folder, befolkning):
    shuffled = pl.concat([rows("1780", 2024), rows("0114", 2024)]).sample(fraction=1.0, shuffle=True, seed=4)
    shuffled.write_csv(folder / "befolkning.csv")
    (folder / "befolkning.yaml").write_text(TOLD)
    assert befolkning().of("0114", 2024)[1, 99] == 2099


WRONG = {
    "a row is missing": (lambda f: f.head(201), "kommun 1780, år 2024 har 201 rader men ska ha 202"),
    "a row stands twice": (
        lambda f: pl.concat([f, f.head(1)]),
        "rad 2, alder: kommun, år, kön och ålder står två gånger",
    ),
    "an unknown kommun": (lambda f: f.with_columns(kommunkod=pl.lit("1999")), "rad 2, kommunkod: koden finns inte"),
    "an unknown län": (lambda f: f.with_columns(kommunkod=pl.lit("02")), "rad 2, kommunkod: koden finns inte"),
    "a lost zero": (lambda f: f.with_columns(kommunkod=pl.lit("114")), "fyra siffror, med inledande nolla"),
    "an age above": (lambda f: f.with_columns(pl.col("alder").replace(100, 101)), "rad 102, alder: tillåtet är 0–100"),
    "kön in letters": (lambda f: f.with_columns(kon=pl.lit("K")), "rad 2, kon: värdet saknas eller är inget heltal"),
    "no number": (lambda f: f.with_columns(antal=pl.lit("..")), "rad 2, antal: värdet saknas"),
    "fewer than none": (lambda f: f.with_columns(antal=pl.lit(-1)), "rad 2, antal: tillåtet är 0–"),
    "another column": (
        lambda f: f.rename({"antal": "folkmängd"}),
        "kolumnerna ska vara kommunkod, ar, kon, alder, antal",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_with_its_place(folder, befolkning, what):
    change, sentence = WRONG[what]
    change(rows("1780", 2024)).write_csv(folder / "befolkning.csv")
    (folder / "befolkning.yaml").write_text(TOLD)
    with pytest.raises(DeclarationError, match=sentence):
        befolkning().of("1780", 2024)


@pytest.mark.parametrize(
    "told, sentence",
    [
        (None, "befolkning.yaml saknas"),
        ("kalla: SCB\nsyntetisk: nej\n", "fältet uttag saknas"),
        ("kalla: SCB\nuttag: ''\nsyntetisk: kanske\n", "här ska stå ja eller nej"),
    ],
)
def test_a_file_must_tell_where_it_comes_from(folder, befolkning, told, sentence):
    rows("1780", 2024).write_csv(folder / "befolkning.csv")
    if told:
        (folder / "befolkning.yaml").write_text(told)
    with pytest.raises(DeclarationError, match=sentence):
        _ = befolkning().syntetisk


def test_two_forms_in_one_folder_stop(folder, befolkning):
    rows("1780", 2024).write_csv(folder / "befolkning.csv")
    rows("1780", 2024).write_parquet(folder / "befolkning.parquet")
    with pytest.raises(DeclarationError, match="Behåll en av dem"):
        befolkning()


def test_the_made_up_population_is_whole_named_and_the_same_every_time(tmp_path):
    declared = load_declarations()
    path = write_population(Home(tmp_path), declared, half_years("2024H1", "2025H2"), seed=1)
    again = write_population(Home(tmp_path / "b"), declared, half_years("2024H1", "2025H2"), seed=1)
    assert path.read_bytes() == again.read_bytes()
    found = load_declarations(Home(tmp_path)).befolkning
    assert found.ar == (2024, 2025) and found.syntetisk and found.kalla == KALLA
    assert all(found.of(kommun, 2025) is not None for kommun in declared.kommuner)


def test_a_population_written_after_the_declarations_were_loaded_is_known_when_they_are_loaded_anew(tmp_path):
    """As in `isu demo`, whose release has rates per inhabitant because of it."""
    home = Home(tmp_path)
    home.own.mkdir()
    write_population(home, load_declarations(home), half_years("2024H1", "2024H1"), seed=1)
    assert load_declarations(home).befolkning.of("0180", 2024) is None
    assert load_anew(home).befolkning.of("0180", 2024) is not None
    assert load_declarations(home).befolkning.of("0180", 2024) is not None


def test_a_year_class_of_the_made_up_population_grows_older():
    """Children of 10 in 2024 are about as many as those of 11 the year after; no year hangs on which are written."""
    declared = load_declarations()
    both = made_up(declared, [2024, 2025], seed=1)
    assert both.filter(ar=2025).equals(made_up(declared, [2025], seed=1))
    ages = both.filter(pl.col("kommunkod") == "0180", pl.col("kon") == 1)
    ten, eleven = (ages.filter(ar=ar, alder=alder)["antal"].item() for ar, alder in ((2024, 10), (2025, 11)))
    assert abs(eleven / ten - 1) < 0.03
    old = (
        both.filter(ar=2024)
        .group_by("kommunkod")
        .agg(pl.col("antal").filter(pl.col("alder") >= 80).sum() / pl.col("antal").sum())
    )
    shares = dict(old.iter_rows())
    assert shares["0180"] < shares["2418"]  # Stockholm is younger than Malå


def test_a_loaded_population_is_not_replaced_by_a_made_up_one(tmp_path, folder):
    path = write_befolkning(folder, rows("1780", 2023), Uppgifter("SCB"))
    before = path.read_bytes()
    assert write_population(Home(tmp_path), load_declarations(), half_years("2024H1", "2024H1"), seed=1) is None
    assert path.read_bytes() == before
    folder.joinpath("befolkning.yaml").unlink()  # nobody knows where it comes from: it stays
    assert write_population(Home(tmp_path), load_declarations(), half_years("2024H1", "2024H1"), seed=1) is None


def test_kommuner_lan_and_groups_are_those_that_their_version_says():
    declared = load_declarations()
    told = yaml.safe_load(declared.katalog.file("schemas/reference", "kommuner.yaml").read_text(encoding="utf-8"))
    kommuner = declared.kommuner.values()
    found = {
        "kommuner": len({k.kommunkod for k in kommuner}),
        "lan": len({k.lan_kod for k in kommuner}),
        "kommungrupper": len({k.kommungrupp_kod for k in kommuner}),
    }
    assert found == {name: part["antal"] for name, part in told.items()}
    assert told["kommungrupper"]["version"] == "2023"
    assert all(part["kalla"] for part in told.values())
