"""How one column's text becomes its value, as SQL in stages; what the kinds of columns have in common.

What each kind understands stands in values.py, dates.py and numbers.py; the engine writes the stages into its query.
"""

from collections.abc import Mapping
from dataclasses import dataclass

#: Blanks that nobody sees: the ordinary, the tab, no-break ones, and the byte order mark.
BLANKS = " \t\u00a0\u202f\ufeff"


@dataclass(frozen=True)
class Tolkning:
    """SQL for one column `x` whose text is t_x. Each stage may name those before it.

    A cell in the asked-for form costs `first` and `plain` only. The others take the narrow way: `tidy`, the `patterns`
    of kinds that can be written in several ways, then `value`. `deviates`, `form` and `former` are for the receipt.
    """

    first: str  # a first guess at the value: x_g
    plain: str  # boolean: the text already has the asked-for form: x_k
    value: str  # the value, NULL when it cannot be understood: x
    deviates: str  # boolean: understood though written in another form
    form: str  # which of `former`, from 1, where it deviates; 0 for none
    former: tuple[str, ...]  # names of the other forms
    tidy: str | None = None  # the text made ready to be compared: x_u, where not x_k
    patterns: tuple[str, ...] = ()  # the number of the first pattern that x_u fits: x_s

    def shape(self, text: str) -> str:
        """SQL that gives the number of the first pattern that `text` fits, from 1."""
        fits = "".join(f" when regexp_full_match({text}, '{p}') then {i}" for i, p in enumerate(self.patterns, start=1))
        return f"case when {text} is null then null{fits} end"


def tidy(text: str) -> str:
    return f"trim({text}, '{BLANKS}')"


def chosen(name: str, ways: Mapping[int, str]) -> str:
    """The first guess where the text was plain, else what the pattern that it fits makes of it."""
    return (
        f"case when {name}_k then {name}_g"
        + "".join(f" when {name}_s = {i} then {w}" for i, w in ways.items())
        + " end"
    )
