"""What the guard's findings are called when they are told: letters of columns, numbers of rows, kinds. No values."""

from collections.abc import Iterable, Mapping

from isu.identitet.nummer import PNR, RESERV, SAMNR, TF

#: So many rows are told; the sender looks there and understands the rest.
ROWS = 10

_KINDS = {
    PNR: ("personnummer", "personal identity numbers"),
    SAMNR: ("samordningsnummer", "coordination numbers"),
    TF: ("TF-nummer", "TF numbers"),
    RESERV: ("reservnummer", "reserve numbers"),
}


def letter(place: int) -> str:
    """The spreadsheet's letter of a column: 0 → A, 26 → AA."""
    text, rest = "", place + 1
    while rest:
        rest, sign = divmod(rest - 1, 26)
        text = chr(ord("A") + sign) + text
    return text


def columns_in_words(headers: Mapping[int, str | None]) -> str:
    """`B (Personnummer), D`: the header only where it may be told."""
    told = sorted(headers.items())
    return ", ".join(f"{letter(place)} ({header})" if header else letter(place) for place, header in told)


def where(columns: Iterable[int], above_header: bool) -> dict[str, str]:
    """`i kolumn B, D` or `ovanför rubrikraden`, or both; in Swedish and English."""
    letters = ", ".join(letter(place) for place in sorted(set(columns)))
    sv, en = ([f"i kolumn {letters}"], [f"in column {letters}"]) if letters else ([], [])
    if above_header:
        sv, en = [*sv, "i rubriken eller ovanför den"], [*en, "in the header or above it"]
    return {"var": " och ".join(sv), "var_en": " and ".join(en)}


def rows_in_words(rows: Iterable[int]) -> str:
    """`2, 3, 17 …`: the first rows, with dots when there are more."""
    different = sorted(set(rows))
    return ", ".join(map(str, different[:ROWS])) + (" …" if len(different) > ROWS else "")


def kinds_in_words(kinds: Iterable[str]) -> dict[str, str]:
    found = set(kinds)
    known = [words for kind, words in _KINDS.items() if kind in found]
    return {"slag": ", ".join(sv for sv, _ in known), "slag_en": ", ".join(en for _, en in known)}
