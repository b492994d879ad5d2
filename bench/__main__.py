"""`python -m bench [intag|nation]`: both when none is named. Figures and what they mean: docs/performance.md."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import intag, nation

BENCHES = {"intag": intag.run, "nation": nation.run}

if __name__ == "__main__":
    chosen = sys.argv[1:] or list(BENCHES)
    with TemporaryDirectory(prefix="isu-bench-") as folder:
        for name in chosen:
            BENCHES[name](Path(folder))
