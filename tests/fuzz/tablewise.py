"""Mutations of a table: lines, columns, header, cells. Rows of text in, rows of text out.

Those that are about how the text is written (separators, line ends, quotes, encoding) stand last, in `write`.
"""

from collections.abc import Callable
from random import Random

from tests.fuzz.rows import Table
from tests.fuzz.seeds import Form

#: Cells that somebody has sent, or will.
CELLS = (
    "", " ", "\u00a0", "0", "-1", "1e400", "9" * 400, "NaN", "inf", "NULL", "None", "#REF!", "true", "0x10", "1_000",
    "2024-02-30", "0000-00-00", "99999-01-01", "2024-01-15T00:00:00", "45321", "15/1/2024", "1/2/2024", "2024-13-01",
    "1 234,5", "1.234,50", "−5", "٣", "１２", "2024年1月", "=1+1", '=HYPERLINK("http://x","y")', "+46", "@SUM(A1)", "-",
    "'", '"', '""', 'a"b', "a;b", "a,b", "a\tb", "a|b", "a\nb", "a\r\nb", "\r", "\x00", "\x1f", "\x85", "\u2028",
    "\ufeff", "\ud800", "😀", "e\u0301", "\u202egnp.exe", "<script>alert(1)</script>", "{{ 7 * 7 }}",
    "../../etc/passwd", "%s%n", "${x}", "a" * 5000, "ja", "JA ", "barn och unga", "Barn_Unga", "åäö",
    "Anna Andersson bor på Storgatan 3", "19121212-1212", "191212121212", "121212-1212", "20000101-T123",
    "anna@example.com", "070-123 45 67", "omappad",
)  # fmt: skip

HEADERS = (
    "", " ", "namn", "Personnummer", "handläggare", "kon", "KÖN", "pid", "start", "alder", "x" * 300, "rad", "falt",
    "c0", "fel", "tom", "select", "pid;pid", '"pid', "pid\n", "_rad", "t_pid", "<b>kön</b>", "=kon", "\ud800", "\x00",
    "1780", "2024-01-01", "anteckningar", "adress",
)  # fmt: skip


def _row(rows: Table, chance: Random) -> int:
    return chance.randrange(len(rows))


def swap_lines(rows: Table, chance: Random) -> Table:
    a, b = _row(rows, chance), _row(rows, chance)
    rows[a], rows[b] = rows[b], rows[a]
    return rows


def drop_line(rows: Table, chance: Random) -> Table:
    del rows[_row(rows, chance)]
    return rows


def double_lines(rows: Table, chance: Random) -> Table:
    start = _row(rows, chance)
    return (
        rows[: start + 1] + rows[start : start + chance.choice((1, 3))] * chance.choice((1, 2, 30)) + rows[start + 1 :]
    )


def blank_line(rows: Table, chance: Random) -> Table:
    rows.insert(chance.randint(0, len(rows)), chance.choice(([], [""], [""] * len(rows[0]), [" "])))
    return rows


def line_above(rows: Table, chance: Random) -> Table:
    """Something above the header, as reports have."""
    return [[chance.choice(CELLS)], *rows]


def no_header(rows: Table, chance: Random) -> Table:
    return rows[1:]


def only_header(rows: Table, chance: Random) -> Table:
    return rows[:1]


def swap_columns(rows: Table, chance: Random) -> Table:
    a, b = chance.randrange(len(rows[0]) or 1), chance.randrange(len(rows[0]) or 1)
    for row in chance.choice((rows, rows[1:], rows[len(rows) // 2 :])):
        if max(a, b) < len(row):
            row[a], row[b] = row[b], row[a]
    return rows


def drop_column(rows: Table, chance: Random) -> Table:
    place = chance.randrange(len(rows[0]) or 1)
    return [row[:place] + row[place + 1 :] for row in rows]


def double_column(rows: Table, chance: Random) -> Table:
    place = chance.randrange(len(rows[0]) or 1)
    return [row + row[place : place + 1] * chance.choice((1, 1, 300)) for row in rows]


def rename_header(rows: Table, chance: Random) -> Table:
    if rows[0]:
        rows[0][chance.randrange(len(rows[0]))] = chance.choice((*HEADERS, chance.choice(rows[0])))
    return rows


def new_column(rows: Table, chance: Random) -> Table:
    """One that no declaration knows, or that tells who it is about."""
    name, cells = chance.choice(HEADERS), [chance.choice(CELLS) for _ in rows]
    place = chance.randint(0, len(rows[0]))
    return [row[:place] + [name if row is rows[0] else cell] + row[place:] for row, cell in zip(rows, cells)]


def ragged(rows: Table, chance: Random) -> Table:
    row = rows[_row(rows, chance)]
    if chance.random() < 0.5 and row:
        del row[chance.randrange(len(row))]
    else:
        row.insert(chance.randint(0, len(row)), chance.choice(CELLS))
    return rows


def change_cells(rows: Table, chance: Random) -> Table:
    for _ in range(chance.choice((1, 1, 3, 20))):
        row = rows[_row(rows, chance)]
        if row:
            row[chance.randrange(len(row))] = chance.choice(CELLS)
    return rows


def change_column(rows: Table, chance: Random) -> Table:
    """The whole column is of another kind, or empty."""
    place, cell = chance.randrange(len(rows[0]) or 1), chance.choice(CELLS)
    for row in rows[1:]:
        if place < len(row):
            row[place] = cell
    return rows


def respell_cells(rows: Table, chance: Random) -> Table:
    """Blanks around, other case, quotes, leading apostrophe: the same value in another dress."""
    dress = chance.choice(
        (str.upper, str.title, lambda c: f" {c} ", lambda c: f'"{c}"', lambda c: f"'{c}", lambda c: f"{c}.0")
    )
    return [[dress(cell) if chance.random() < 0.5 else cell for cell in row] for row in rows]


Tablewise = Callable[[Table, Random], Table]

TABLEWISE: tuple[Tablewise, ...] = (
    swap_lines, drop_line, double_lines, blank_line, line_above, no_header, only_header, swap_columns, drop_column,
    double_column, rename_header, rename_header, new_column, ragged, change_cells, change_cells, change_cells,
    change_column, respell_cells,
)  # fmt: skip

KODNINGAR = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp850", "utf-7")


def mutate(rows: Table, chance: Random) -> tuple[Table, list[str]]:
    """One to three mutations and their names."""
    used = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        mutation = chance.choice(TABLEWISE)
        if rows and rows[0]:
            rows = mutation(rows, chance)
            used.append(mutation.__name__)
    return rows, used


def write(rows: Table, form: Form, chance: Random) -> tuple[bytes, list[str]]:
    """The rows as text: mostly as `form` says, else with a separator, line end or encoding that changes on the way."""
    separators, ends, kodning, used = [form.skiljetecken], [form.radslut], form.kodning, []
    if chance.random() < 0.15:
        separators, used = [form.skiljetecken, chance.choice(";,\t| ")], [*used, "separators"]
    if chance.random() < 0.15:
        ends, used = [form.radslut, *chance.sample(("\n", "\r\n", "\r", "\n\r", "\x85", ""), 2)], [*used, "line ends"]
    if chance.random() < 0.15:
        kodning, used = chance.choice(KODNINGAR), [*used, "encoding"]
    half = chance.randrange(len(rows) + 1)
    lines = [separators[-1 if i >= half else 0].join(row) + chance.choice(ends) for i, row in enumerate(rows)]
    return _encoded("".join(lines), kodning), used


def _encoded(text: str, kodning: str) -> bytes:
    """Halves of surrogates are written as they are where the encoding has room for them."""
    try:
        return text.encode(kodning, "surrogatepass" if kodning.startswith("utf") and kodning != "utf-7" else "replace")
    except UnicodeEncodeError:
        return text.encode(kodning, "replace")
