"""The standard population: ours, and riket's own of one year."""

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.declaration.befolkning import HELA_RIKET, MAPP, Uppgifter, write_befolkning
from isu.declaration.katalog import Katalog
from isu.declaration.standardbefolkning import read_standard
from isu.errors import DeclarationError, IsuError
from isu.home import Home


def test_ours_is_that_of_eurostat():
    """100,000 of each kön; 5,000 below five, 7,000 aged 40–44, 1,000 of 90 and older."""
    standard = load_declarations().standard
    assert standard.namn == "ESP2013" and "Eurostat" in standard.kalla
    women = standard.antal[1]
    assert [float(women[a:b].sum()) for a, b in ((0, 111), (0, 5), (40, 45), (90, 111))] == pytest.approx(
        [100_000, 5_000, 7_000, 1_000]
    )


@pytest.fixture
def home(tmp_path, monkeypatch) -> Home:
    """A home that knows riket's population of 2023: as many of each age as the age, one more of women."""
    monkeypatch.setenv("ISU_HOME", str(tmp_path))
    rows = [(HELA_RIKET, 2023, kon, age, age + (kon == 2)) for kon in (1, 2) for age in range(101)]
    frame = pl.DataFrame(rows, schema=["kommunkod", "ar", "kon", "alder", "antal"], orient="row")
    write_befolkning(Home(tmp_path).own / MAPP, frame, Uppgifter("Prov"))
    return Home(tmp_path)


def test_riket_of_one_year_becomes_the_standard(home):
    assert CliRunner().invoke(app, ["reference", "standard", "--ar", "2023"]).exit_code == 0
    standard = read_standard(Katalog.of(home))
    assert standard.namn == "RIKET2023" and "Prov" in standard.kalla
    assert standard.antal[0, :101].tolist() == list(range(101)) and standard.antal[1, 100] == 101


def test_a_year_that_is_not_known_is_told(home):
    told = CliRunner().invoke(app, ["reference", "standard", "--ar", "2020"]).exception
    assert isinstance(told, IsuError) and "Inläst är 2023" in str(told)


@pytest.mark.parametrize(
    "rows, says",
    [
        ("1,0,,5\n", "alla åldrar"),
        ("1,0,50,5\n1,50,,5\n2,0,,5\n", "två åldersband"),
        ("3,0,,5\n", "fel kön"),
        ("1,0,x,5\n", "går inte att läsa"),
    ],
)
def test_a_file_that_is_no_population_is_refused(tmp_path, rows, says):
    folder = tmp_path / "egna" / MAPP
    folder.mkdir(parents=True)
    (folder / "standardbefolkning.csv").write_text(f"kon,fran,till,antal\n{rows}")
    (folder / "standardbefolkning.yaml").write_text("namn: X\nkalla: prov\n")
    with pytest.raises(DeclarationError, match=says):
        read_standard(Katalog(tmp_path / "egna"))


def test_only_shares_matter_and_the_fingerprint_tells_another_population():
    one = load_declarations().standard
    assert one.fingeravtryck != type(one)(one.namn, one.kalla, np.ones((2, 111))).fingeravtryck
