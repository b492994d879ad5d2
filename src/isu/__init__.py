"""ISU: individbaserad systematisk uppföljning, from a dropped file to published, comparable indicators.

The rooms and their order are drawn in docs/architecture.md. In a checkout the code location
(`pipelines/`), the declarations (`schemas/`) and the SQL (`dbt_like_sql/`) stand at the top of the
tree; in the wheel they lie beside this file. The lines below make `isu.pipelines` one name in both.
"""

from pathlib import Path

__version__ = "0.1.0"

_CHECKOUT = Path(__file__).resolve().parents[2]
if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "dbt_like_sql").is_dir():
    __path__.append(str(_CHECKOUT))
