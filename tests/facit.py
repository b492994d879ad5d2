"""What the tests agree with and the program does not need: run in the environment that `make test` makes for it.

`python -m tests.facit` prints what it shall hold, as pyproject.toml says (extra `facit`).
"""

import os
import subprocess
import tomllib
from pathlib import Path

from tests.verktyg import without

ROOT = Path(__file__).parents[1]
BIN = ROOT / os.environ.get("FACIT", ".facit") / "bin"

#: A mark for tests that need it.
needs_facit = without("environment .facit (make test makes it)", not (BIN / "python").is_file())


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess:
    """A program of that environment; its answer as text."""
    first, *rest = map(str, command)
    return subprocess.run([BIN / first, *rest], cwd=cwd, capture_output=True, text=True, timeout=300)


if __name__ == "__main__":
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    print("\n".join(project["project"]["optional-dependencies"]["facit"]))
