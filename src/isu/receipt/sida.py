"""Pages as self-contained HTML. Knows nothing of what they say."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from isu.receipt.text import procent, radlista, tal


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Every value is escaped; a name that is missing is an error and never an empty space."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"tal": tal, "procent": procent, "radlista": radlista, "kommando": with_commands}
    return environment


def with_commands(sentence: str) -> Markup:
    """A sentence with what is typed in a terminal (`…` between backticks) set as code; all else escaped."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(sentence.split("`"))
    )


def render(template: str, **values) -> str:
    return _environment().get_template(template).render(**values)
