"""`python -m handbok UT --bilder MAPP`: build the manual at UT. Ends with an error when a link or a picture lacks."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

from handbok.kalla import lay_out
from handbok.svenska import label_in_swedish

HERE = Path(__file__).parent


def build(place: Path, pictures: Path) -> int:
    """The manual at `place`, in the place of what lay there; Sphinx's exit code, 0 when all is well."""
    shutil.rmtree(place, ignore_errors=True)
    with tempfile.TemporaryDirectory() as sources, tempfile.TemporaryDirectory() as notes:
        lay_out(Path(sources), pictures)
        code = build_main(["-q", "-W", "--keep-going", "-c", str(HERE), "-d", notes, sources, str(place)])
    label_in_swedish(place)
    return code


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m handbok")
    asked.add_argument("ut", type=Path)
    asked.add_argument("--bilder", type=Path, required=True)
    given = asked.parse_args()
    sys.exit(build(given.ut, given.bilder))
