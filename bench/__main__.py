"""`python -m bench [NAME …]`: all when none is named. The names are those of BENCHES below.

docs/performance.md has the figures.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import (
    arbetare,
    celler,
    dagster_runda,
    dagster_sidor,
    dve,
    excel,
    hubb,
    identitet,
    intag,
    jamfor,
    nation,
    sajt,
    skydd,
    tillvaxt,
    utgava,
)

BENCHES = {
    "intag": intag.run,
    "excel": excel.run,
    "dve": dve.run,
    "identitet": identitet.run,
    "celler": celler.run,
    "skydd": skydd.run,
    "nation": nation.run,
    "jamfor": jamfor.run,
    "utgava": utgava.run,
    "sajt": sajt.run,
    "hubb": hubb.run,
    "arbetare": arbetare.run,
    "tillvaxt": tillvaxt.run,
    "dagster": dagster_runda.run,
    "dagster_sidor": dagster_sidor.run,
}

if __name__ == "__main__":
    chosen = sys.argv[1:] or list(BENCHES)
    with TemporaryDirectory(prefix="isu-bench-") as folder:
        for name in chosen:
            BENCHES[name](Path(folder))
