"""Pages as self-contained HTML. Knows nothing of what they say."""

from pathlib import Path

from markupsafe import Markup, escape

from isu.receipt.text import procent, radlista, tal
from isu.sidgrund import pages


def kommando(sentence: str) -> Markup:
    """A sentence with what is typed in a terminal (`…` between backticks) set as code; all else escaped."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(sentence.split("`"))
    )


def render(template: str, **values) -> str:
    return pages(Path(__file__).parent, (tal, procent, radlista, kommando)).get_template(template).render(**values)
