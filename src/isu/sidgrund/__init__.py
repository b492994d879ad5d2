"""What every page that lies by itself is made with: the frame, its style, and strict templates. Knows no content.

Such a page needs nothing beside it: no script, no other file, nothing from the network.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent


@lru_cache(maxsize=8)
def pages(mallar: Path, filters: tuple[Callable[..., Any], ...] = ()) -> Environment:
    """The templates of a folder, which may extend `grund.html.j2`; `filters` by their own names.

    Every value is escaped; a name that is missing is an error and never an empty space.
    """
    environment = Environment(
        loader=FileSystemLoader([mallar, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {filter_.__name__: filter_ for filter_ in filters}
    return environment
