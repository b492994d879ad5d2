"""ISU: individbaserad systematisk uppföljning, from a dropped file to published, comparable indicators.

The rooms and their order are drawn in docs/architecture.md. In a checkout the code location
(`pipelines/`), the declarations (`schemas/`) and the SQL (`dbt_like_sql/`) stand at the top of the
tree; in the wheel they lie beside this file. The lines below make `isu.pipelines` one name in both.

Matrices here are small, and several processes work at the same time: a numerical library that starts a thread per
core for each product only waits for itself.
"""

import os
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"

_CHECKOUT = Path(__file__).resolve().parents[2]
if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "dbt_like_sql").is_dir():
    __path__.append(str(_CHECKOUT))
