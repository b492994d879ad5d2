"""The built wheel in a new virtual environment is a working isu: declarations, SQL and code location inside."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A new environment with the wheel; the libraries are those of this one, so that nothing is downloaded."""
    folder = tmp_path_factory.mktemp("hjul")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder / "ny"))
    (wheel,) = folder.glob("*.whl")
    site = next((folder / "ny" / "lib").glob("python*/site-packages"))
    _run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel))
    (site / "bibliotek.pth").write_text(f"{_libraries()}\n", encoding="utf-8")
    (site / "numba.py").write_text("raise ModuleNotFoundError('numba')\n", encoding="utf-8")  # of an extra
    return folder / "ny" / "bin" / "python"


def _libraries() -> str:
    """The folder of the installed libraries. Its .pth files are not read from there, so the checkout stays out."""
    return sysconfig.get_paths()["purelib"]


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _isu(python: Path, cwd: Path, *arguments: str) -> str:
    return _run(str(python), "-c", "from isu.cli import main; main()", *arguments, cwd=cwd)


def test_nothing_is_installed_beside_isu(installed):
    site = next((installed.parents[1] / "lib").glob("python*/site-packages"))
    packages = {p.name for p in site.iterdir() if p.is_dir() and not p.name.endswith(".dist-info") and p.name != "bin"}
    assert packages == {"isu"}


def test_it_is_the_wheel_that_runs(installed, tmp_path):
    place = _run(
        str(installed),
        "-c",
        "import isu, isu.pipelines.definitions as d; print(isu.__path__, d.__file__)",
        cwd=tmp_path,
    )
    assert str(ROOT) not in place


def test_the_whole_way_from_the_wheel(installed, tmp_path):
    home = tmp_path / "hem"
    _isu(installed, tmp_path, "synth", "--home", str(home), "--lamnare", "1", "--from", "2024H1", "--to", "2024H1")
    _isu(installed, tmp_path, "run", "--home", str(home))
    _isu(installed, tmp_path, "release", "prov", "--trots-brister", "--home", str(home))
    assert "Allt stämmer" in _isu(installed, tmp_path, "verify", "--home", str(home))
    assert (home / "releases" / "latest" / "indikatorer.parquet").is_file()
    _isu(installed, tmp_path, "template", "aktualisering", "--ut", str(tmp_path / "mall.xlsx"))
    assert "aktualisering_id" in _isu(installed, tmp_path, "dictionary")
