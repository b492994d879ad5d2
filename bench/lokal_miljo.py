"""Virtual environments for yardsticks that the project itself does not depend on, kept in `.bench/` between runs.

Each is made once by pip from the index that pip is set up to use, and has a file that tells it is whole.
"""

import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).parents[1] / ".bench"


def python_with(name: str, *requirements: str) -> Path:
    """The interpreter of an environment with `requirements`. When none can be made, the program ends and says so."""
    place = FOLDER / name
    interpreter, whole = place / "bin" / "python", place / "installed.txt"
    if not whole.is_file() or whole.read_text().split() != list(requirements):
        _hide_from_git()
        print(f"### Måttstocken {name} saknas: installerar {', '.join(requirements)} i {place} …", flush=True)
        venv.create(place, clear=True, with_pip=True)
        _install(interpreter, requirements)
        whole.write_text("\n".join(requirements))
    return interpreter


def _install(interpreter: Path, requirements: tuple[str, ...]) -> None:
    pip = [str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements]
    done = subprocess.run(pip, capture_output=True, text=True)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["pip gav inget skäl"]
        sys.exit(
            f"### Måttstocken {' '.join(requirements)} gick inte att installera: {reason[0]}\n"
            "### Ingen jämförelse gjordes. Se till att pip når ett paketindex och kör igen."
        )


def _hide_from_git() -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n")
