"""From text to number, in SQL: whole numbers and decimal numbers as spreadsheets and Swedish systems write them.

A comma or a point before exactly three last digits may part thousands or decimals. Where nothing else in the text tells
which, it is not guessed: the cell is unreadable. Infinity, NaN, 1e3, 0x1F and 1_000 are never numbers.
"""

from isu.validation.tolkning import Tolkning, chosen, tidy

SPACED = "[1-9][0-9]{0,2}( [0-9]{3})+"
SPACES, POINTS, COMMAS = "mellanslag mellan tusental", "punkt mellan tusental", "komma mellan tusental"
BLANKS_OR_ZEROS = "inledande nollor, plustecken eller blanksteg"
NO_DECIMALS = "heltal skrivna med decimaler som är noll"
MORE_DECIMALS = "nollor som inte behövs, plustecken eller blanksteg"


def _plain_signs(raw: str) -> str:
    """No-break and thin spaces are blanks, and the typographic minus is a minus."""
    return tidy(f"translate({raw}, '\u00a0\u202f\u2009\u2212', '   -')")


def heltal(name: str, raw: str) -> Tolkning:
    """Digits. Thousands apart, leading zeros and a spreadsheet's ,0 are understood; 1.000 and 1,000 are not."""
    digits = f"try_cast(replace(regexp_extract({name}_u, '^[+-]?[0-9 ]+'), ' ', '') as integer)"
    return Tolkning(
        first=f"try_cast({raw} as integer)",
        plain=f"{name}_g::varchar is not distinct from {raw}",
        tidy=_plain_signs(raw),
        patterns=(f"[+-]?{SPACED}([.,]0+)?", "[+-]?[0-9]+[.,](0{1,2}|0{4,})", "[+-]?[0-9]+"),
        value=chosen(name, {1: digits, 2: digits, 3: digits}),
        deviates=f"{name}_s is not null and {name} is not null",
        form=f"{name}_s",
        former=(SPACES, NO_DECIMALS, BLANKS_OR_ZEROS),
    )


def decimaltal(name: str, raw: str, sql_type: str, decimals: int) -> Tolkning:
    """Digits, then at most `decimals` after a comma or a point. Thousands apart are understood, and zeros too many."""
    u = f"{name}_u"
    with_point = (
        f"replace(replace({u}, ' ', ''), ',', '.')",
        f"replace(replace({u}, '.', ''), ',', '.')",
        f"replace({u}, ',', '')",
        f"replace({u}, ',', '.')",
    )
    return Tolkning(
        first=f"try_cast(replace({raw}, ',', '.') as {sql_type})",
        plain=f"coalesce({name}_g is not null and "
        f"regexp_full_match({raw}, '-?(0|[1-9][0-9]*)([.,][0-9]{{1,{decimals}}})?'), {raw} is null)",
        tidy=_plain_signs(raw),
        patterns=_decimal_patterns(decimals),
        value=chosen(name, {i: _exact(n, sql_type, decimals) for i, n in enumerate(with_point, start=1)}),
        deviates=f"{name}_s is not null and {name} is not null",
        form=f"{name}_s",
        former=(SPACES, POINTS, COMMAS, MORE_DECIMALS),
    )


def _decimal_patterns(decimals: int) -> tuple[str, ...]:
    """Thousands parted by spaces, points, commas; not parted. Which sign is which must follow from the text alone."""
    last = "[0-9]+" if decimals >= 3 else "([0-9]{1,2}|[0-9]{4,})"
    return (
        f"[+-]?{SPACED}([.,][0-9]+)?",
        "[+-]?[1-9][0-9]{0,2}(([.][0-9]{3})+,[0-9]+|([.][0-9]{3}){2,})",
        "[+-]?[1-9][0-9]{0,2}((,[0-9]{3})+[.][0-9]+|(,[0-9]{3}){2,})",
        f"[+-]?([0-9]+|[0-9]*[.,]{last})",
    )


def _exact(number: str, sql_type: str, decimals: int) -> str:
    """The number, unless it has decimals that would be lost."""
    return (
        f"case when regexp_full_match({number}, '[+-]?[0-9]*([.][0-9]{{0,{decimals}}}0*)?')"
        f" then try_cast({number} as {sql_type}) end"
    )
