"""PHStatsMethods on the groups of jamfor.py, in an environment of its own: shares, rates, standardised rates.

Says, as JSON on its last line, the CPU seconds of each; the limits are left in the folder for comparison.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import PHStatsMethods as ph

LIMITS = ["lower_95_ci", "upper_95_ci"]


def main(folder: Path) -> None:
    given = np.load(folder / "grupper.npz")
    x, n, w = given["x"], given["n"], given["w"]
    groups = np.arange(len(x))
    whole = pd.DataFrame({"g": groups, "x": x.sum(1), "n": n.sum(1)})
    strata = pd.DataFrame({"g": np.repeat(groups, x.shape[1]), "x": x.ravel(), "n": n.ravel(), "w": np.tile(w, len(x))})
    asked = {
        "andelar": lambda: ph.ph_proportion(whole, "x", "n"),
        "tal": lambda: ph.ph_rate(whole, "x", "n", group_cols=["g"], multiplier=1000),
        "standardiserade": lambda: ph.ph_dsr(
            strata, "x", "n", "w", group_cols=["g"], multiplier=1000, euro_standard_pops=False
        ),
    }
    told = {}
    for name, ask in asked.items():
        started = time.process_time()
        found = ask()
        told[name] = time.process_time() - started
        np.save(folder / f"{name}.npy", found[LIMITS].to_numpy(float))
    print(json.dumps(told))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]))
