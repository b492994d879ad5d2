"""Honest deliveries: ids in every accepted form, dates, amounts, codes and texts of codes, and nobody's identity.

Made by chance, column by column and quickly, so that the guard can be tried on very many of them.
"""

from collections.abc import Callable

import numpy as np
import polars as pl

Draw = Callable[[np.random.Generator, int], pl.Series]

TEXTS = """Familjebehandling, öppenvård|Oro för barn|Enheten för barn och unga Norr|Enheten för vuxna|HVB Solgläntan
Strukturerad öppenvård|Kontaktfamilj|Särskilt kvalificerad kontaktperson|Anmälan från skola eller förskola|Polis
Hälso- och sjukvård|Per telefon|Försörjningshinder: arbetslös – ingen ersättning|SoL (2025:400) 11 kap. 1 §|LVU 2–3 §§
Våld i nära relation|Missbruk (alkohol)|Ungdomsmottagningen Väst|Maria Ungdom|Övrigt, se specifikation|BBIC|FREDA|SARA
Uppgift saknas|Ej aktuellt|Inleds inte|Avslutad på egen begäran|Flytt till annan kommun|2024/25|24-17 år|Ja|Nej"""
TEXTS = TEXTS.replace("\n", "|").split("|")
CODES = [
    "anmalan",
    "ansokan",
    "barn_unga",
    "missbruk",
    "skola",
    "relation",
    "inleds",
    "inleds_inte",
    "1",
    "2",
    "9",
    "A17",
]

HEX, HEX_UPPER = b"0123456789abcdef", b"0123456789ABCDEF"
BASE32, CROCKFORD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DIGITS = b"0123456789"


def _signs(chance: np.random.Generator, rows: int, signs: bytes, length: int) -> np.ndarray:
    return np.frombuffer(signs, dtype=np.uint8)[chance.integers(len(signs), size=(rows, length))]


def _text(signs: np.ndarray) -> pl.Series:
    signs = np.ascontiguousarray(signs)
    return pl.Series(signs.view(f"S{signs.shape[1]}").ravel().astype(str))


def token(signs: bytes, *lengths: int) -> Draw:
    return lambda chance, rows: _text(_signs(chance, rows, signs, int(chance.choice(lengths))))


def a_uuid(chance: np.random.Generator, rows: int) -> pl.Series:
    signs = _signs(chance, rows, HEX, 36)
    signs[:, [8, 13, 18, 23]] = ord("-")
    return _text(signs)


def a_ulid(chance: np.random.Generator, rows: int) -> pl.Series:
    signs = _signs(chance, rows, CROCKFORD, 26)
    signs[:, 0] = chance.integers(ord("0"), ord("8"), size=rows)
    return _text(signs)


def local_id(chance: np.random.Generator, rows: int) -> pl.Series:
    """A prefix and digits, or digits alone; ten and twelve are no accepted number of them."""
    prefix = str(chance.choice(["a", "P", "AKT-", "AKT-2024-", "1780-", "2024-", "utr_", "IFO.", ""]))
    length = int(chance.choice([3, 5, 6, 7, 8, 9] if prefix else [3, 5, 6, 7, 8, 9, 11, 13, 16]))
    return prefix + _text(_signs(chance, rows, DIGITS, length))


def dates(form: str) -> Draw:
    return lambda chance, rows: _days(chance, rows).dt.to_string(form)


def _days(chance: np.random.Generator, rows: int) -> pl.Series:
    return pl.Series(chance.integers(0, 30_000, size=rows, dtype=np.int32)).cast(pl.Date)


def moments(chance: np.random.Generator, rows: int) -> pl.Series:
    form = str(chance.choice(["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"]))
    return pl.Series(chance.integers(0, 2 * 10**9, size=rows) * 10**6).cast(pl.Datetime("us")).dt.to_string(form)


def intervals(chance: np.random.Generator, rows: int) -> pl.Series:
    form, between = str(chance.choice(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"])), str(chance.choice([" - ", "–", " -- "]))
    return _days(chance, rows).dt.to_string(form) + between + _days(chance, rows).dt.to_string(form)


def amounts(chance: np.random.Generator, rows: int) -> pl.Series:
    whole = pl.Series(chance.integers(0, 10 ** int(chance.integers(2, 7)), size=rows)).cast(pl.String)
    if chance.random() < 0.5:
        whole = whole.str.replace(r"(\d)(\d{3})$", "${1} ${2}")
    return whole + str(chance.choice([",", "."])) + _text(_signs(chance, rows, DIGITS, 2))


def shares(chance: np.random.Generator, rows: int) -> pl.Series:
    """As a program writes them, with as many decimals as there are."""
    return pl.Series(chance.random(rows).round(int(chance.integers(2, 16)))).cast(pl.String)


def whole_numbers(chance: np.random.Generator, rows: int) -> pl.Series:
    return pl.Series(chance.integers(0, int(chance.choice([3, 120, 2030, 50_000])), size=rows)).cast(pl.String)


def some_of(values: list[str]) -> Draw:
    return lambda chance, rows: pl.Series(values).gather(chance.integers(len(values), size=rows))


IDS: list[Draw] = [a_uuid, a_ulid, local_id, local_id, token(HEX, 8, 16, 20, 24, 32, 40, 48, 56, 64)]
IDS += [token(HEX_UPPER, 16, 32, 64), token(BASE32, 16, 24, 26, 32, 40, 52, 56)]
OTHERS: list[Draw] = [dates(f) for f in ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y", "%-d/%-m/%Y")]
OTHERS += [moments, intervals, amounts, shares, whole_numbers, some_of(CODES), some_of(TEXTS)]
SEPARATORS = [";", ",", "\t", "|"]


def honest_file(seed: int, rows: int) -> tuple[str, str, list[str]]:
    """(text, separator, header) of one delivery: two ids and three to eight other columns, some cells empty."""
    chance = np.random.default_rng(seed)
    draws = [IDS[i] for i in chance.integers(len(IDS), size=2)]
    draws += [OTHERS[i] for i in chance.integers(len(OTHERS), size=chance.integers(3, 9))]
    frame = pl.DataFrame({f"kolumn{i}": _with_gaps(draw(chance, rows), chance) for i, draw in enumerate(draws)})
    separator = SEPARATORS[int(chance.integers(len(SEPARATORS)))]
    style = ("necessary", "always")[int(chance.random() < 0.2)]
    return frame.write_csv(separator=separator, quote_style=style), separator, frame.columns


def _with_gaps(values: pl.Series, chance: np.random.Generator) -> pl.Series:
    if chance.random() < 0.7:
        return values
    empty = pl.Series(chance.random(len(values)) < 0.3)
    return values.to_frame("v").select(pl.when(~empty).then("v"))["v"]
