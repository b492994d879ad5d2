"""Invented identity numbers in all the ways they are written, for tests and measurements of the guard.

The numbers are drawn by chance and belong to nobody in particular. Nothing here asks the program what a number is:
check digits are counted in another way than there.
"""

import csv
import io
import random
from collections.abc import Callable
from datetime import date, timedelta

STRECK = ["-", "+", "–", "—", "\u2011", "\u2212", "\u00ad", " ", "\u00a0", ".", "/", "_", ""]
BREDA = str.maketrans("0123456789", "０１２３４５６７８９")
NRID_LETTERS = "ABCDEFGHJKLMNPRSTUXYZ"


def check_digit(text: str) -> str:
    """The digit that makes all of it right: every other value twice, and the digits of the products added."""
    total = 0
    for place, sign in enumerate(text[::-1]):
        value = int(sign) if sign.isdigit() else ord(sign)
        total += sum(int(d) for d in str(value * 2 if place % 2 == 0 else value))
    return str((10 - total % 10) % 10)


def a_day(chance: random.Random) -> date:
    return date(1905, 1, 1) + timedelta(days=chance.randrange(44_000))


def personnummer(chance: random.Random) -> str:
    day = a_day(chance)
    nine = f"{day:%y%m%d}{chance.randrange(1000):03}"
    return f"{day.year // 100}{nine}{check_digit(nine)}"


def samordningsnummer(chance: random.Random) -> str:
    """The day of birth and 60; 00 and 60 where month or day is unknown, as in Skatteverket's test data."""
    day = a_day(chance)
    unknown = chance.randrange(20)
    month = 0 if unknown == 0 else day.month
    dated = 0 if unknown == 1 else day.day
    nine = f"{day:%y}{month:02}{dated + 60}{chance.randrange(1000):03}"
    return f"{day.year // 100}{nine}{check_digit(nine)}"


def stockholm(chance: random.Random) -> str:
    eleven = f"99{chance.randrange(1950, 2027)}{chance.randrange(100_000):05}"
    return eleven + check_digit(eleven)


def tf_nummer(chance: random.Random) -> str:
    tail = f"T{chance.randrange(1000):03}" if chance.random() < 0.5 else f"TF{chance.randrange(100):02}"
    return f"{a_day(chance):%Y%m%d}{tail}"


def nationellt(chance: random.Random) -> str:
    day = a_day(chance)
    letters = chance.choice(NRID_LETTERS) + chance.choice(NRID_LETTERS)
    sex = chance.choice("0123456789" + NRID_LETTERS)
    if chance.random() < 0.2:
        dated = f"00{chance.randrange(100):02}{chance.randrange(20, 100)}{chance.randrange(40, 60)}"
    else:
        dated = f"{day.year // 100 + 3 * chance.randrange(1, 27)}{day:%y%m%d}"
    eleven = dated + letters + sex
    return eleven + check_digit(eleven)


def regionalt(chance: random.Random) -> str:
    """A date and four signs of which one is a letter and one a digit."""
    tail = [chance.choice("ABCDEFGHJKLMNPRSTUXYZ"), chance.choice("0123456789")]
    tail += [chance.choice("ABCDEFGHJKLMNPRSTUXYZ0123456789") for _ in range(2)]
    chance.shuffle(tail)
    return f"{a_day(chance):%Y%m%d}{''.join(tail)}"


def written_digits(tolv: str, chance: random.Random) -> str:
    """One of the ways to write a number of digits."""
    ar, manad, dag, slut = tolv[:4], tolv[4:6], tolv[6:8], tolv[8:]
    kort = ar[2:]
    streck = chance.choice(STRECK)
    ways: list[Callable[[], str]] = [
        lambda: f"{ar}{manad}{dag}{streck}{slut}",
        lambda: f"{ar}-{manad}-{dag}-{slut}",
        lambda: f"{ar}-{manad}-{dag} {slut}",
        lambda: f"{ar} {manad} {dag} - {slut}",
        lambda: f"{ar}.{manad}.{dag}.{slut}",
        lambda: f"{ar}/{manad}/{dag}-{slut}",
        lambda: f"{ar}-{manad}-{dag}{slut}",
        lambda: f"{ar} {manad}{dag} {slut}",
        lambda: f"{ar[2:]}-{manad}-{dag}{slut}" if ar[:2] != "99" else tolv,
        lambda: f"{tolv}.0",
        lambda: f"{tolv[:3]} {tolv[3:6]} {tolv[6:9]} {tolv[9:]}",
        lambda: f"{ar}{manad}{dag}{streck}{slut}".translate(BREDA),
    ]
    if not tolv.startswith("99"):
        ways += [
            lambda: f"{kort}{manad}{dag}{streck}{slut}",
            lambda: f"{kort}{manad}{dag} - {slut}",
            lambda: f"{kort}-{manad}-{dag}-{slut}",
            lambda: f"{kort} {manad} {dag} {slut}",
            lambda: f"{kort}.{manad}.{dag}-{slut}",
            lambda: f"{kort}{manad}{dag}{slut}.0",
            lambda: f"{ar[:2]} {kort}{manad}{dag}-{slut}",
            lambda: f"{kort[0]} {kort[1]}{manad} {dag}{slut[0]} {slut[1:]}",
            lambda: f"{kort}{manad}{dag}{streck}{slut}".translate(BREDA),
        ]
    return chance.choice(ways)()


def written_letters(tolv: str, chance: random.Random) -> str:
    return f"{tolv[:8]}{chance.choice(['', '-'])}{tolv[8:]}"


AROUND = [
    "{}",
    " {} ",
    "pnr {} enl",
    "({})",
    "<{}>",
    "'{}'",
    "nr:{}",
    "nr{}",
    "Ånr{}",
    "{}, x",
    "{}.",
    "{};",
    "{}|x",
    "{} ö",
    "–{}–",
    "3 {}",
    "rum 3, {}, 2 st",
    "{} 2024",
    "2024-01-05 {} 10:30",
    "kl 10.30 {}",
]
TOUCHING = ["{}x", "pnr{}enl", "å{}ä", "x{}X"]


def a_number_in_a_cell(chance: random.Random) -> str:
    """Some identity number, written in some way, alone in its cell half the times and else with something around it.

    Letters may touch a number of digits; after one that ends with letters of its own they would be a part of it.
    """
    if chance.random() < 0.8:
        number = written_digits(
            chance.choice([personnummer] * 6 + [samordningsnummer] * 3 + [stockholm])(chance), chance
        )
        around = AROUND + TOUCHING
    else:
        number = written_letters(chance.choice([tf_nummer, nationellt, regionalt])(chance), chance)
        around = AROUND
    return number if chance.random() < 0.5 else chance.choice(around).format(number)


def filler(chance: random.Random) -> str:
    """What else may stand in a row, none of it an identity."""
    return chance.choice(FILLERS)(chance)


FILLERS: list[Callable[[random.Random], str]] = [
    lambda c: f"{a_day(c)}",
    lambda c: f"{a_day(c):%Y%m%d}",
    lambda c: f"{a_day(c):%d.%m.%Y}",
    lambda c: f"a{c.randrange(10**8):08}",
    lambda c: str(c.randrange(10**6)),
    lambda c: f"{c.randrange(10**5)},{c.randrange(100):02}",
    lambda c: c.choice(
        ["anmalan", "Oro för barn", "Öppenvård – familj", "", "skola", 'ord "citat" ord', "rad\nbruten"]
    ),
    lambda c: f"{c.getrandbits(128):032x}",
]


def planted_file(chance: random.Random, rows: int) -> tuple[str, str, set[tuple[int, int]]]:
    """(text, separator, places) of a CSV with one number in each row; places are (row, column), as in a spreadsheet."""
    separator = chance.choice([";", ",", "\t", "|", "\x1f"])
    width, above = chance.randrange(1, 9), chance.randrange(3)
    lines = [["Uttag ur systemet"] for _ in range(above)] + [[f"kolumn{i}" for i in range(width)]]
    places = set()
    for _ in range(rows):
        record = [filler(chance) for _ in range(width)]
        column = chance.randrange(width)
        record[column] = a_number_in_a_cell(chance)
        lines.append(record)
        places.add((len(lines), column))
    return written(lines, separator, chance), separator, places


def written(lines: list[list[str]], separator: str, chance: random.Random) -> str:
    """As CSV; cells of a workbook are parted by a sign of their own and have neither quotes nor line ends."""
    if separator == "\x1f":
        return "".join(separator.join(c.replace("\n", " ") for c in line) + "\n" for line in lines)
    out = io.StringIO()
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(lines)
    return out.getvalue()
