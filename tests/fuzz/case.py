"""One case: a good file, how it was changed and what it is called. The same number and seed give the same bytes."""

from dataclasses import dataclass
from random import Random

from tests.fuzz import tablewise
from tests.fuzz.bytewise import BYTEWISE
from tests.fuzz.containers import INSIDE
from tests.fuzz.seeds import Seed, seeds

#: How often a case begins with text, with another kind, with a file of tests/bad_files.
SHARES = (0.6, 0.3, 0.1)

SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods", ".zip", ".gz", ".parquet", ".json", ".pdf", ".exe", "")

NAMES = (
    "utan period.csv", "2024.csv", "aktualisering_2024H1_2025H1.csv", "aktualisering_1899.csv", "a" * 230 + ".csv",
    "å.csv", "<b onclick=x>.csv", "radbrytning\n2024H1.csv", "rlo\u202efsc.exe", "a\udce5.csv", "19121212-1212.csv",
    "x.csv.csv.gz", "aktualisering_2024H1_uttag20240231.csv", "{{7*7}}.csv", "-rf.csv", "con.csv", "a;b.csv",
    "'; drop table leverans.csv",
)  # fmt: skip

MANIFESTS = (
    "period_start: 2024-01-01\nperiod_slut: 2024-06-30\n", "period_start: 2024-06-30\nperiod_slut: 2024-01-01\n", "",
    "tabell: insats\n", "tabell: finns_inte\n", "uttagsdatum: 9999-99-99\n", "&a [*a, *a]\n",
    "a: &a [x]\nb: [*a, *a]\n", "!!python/object/apply:os.system ['true']\n",
    '{"period_start": "2024-01-01", "period_slut": "2024-12-31"}', "- a\n",
    "uttagsdatum: 2024-07-15T10:00:00+02:00\n", "period_start: 0001-01-01\nperiod_slut: 9999-12-31\n", "[" * 5000,
    "kallsystem: [1, 2]\n", "kallsystem: '<script>alert(1)</script>'\n", "1: 2\n", "period_start: 20240101\n",
    "null\n",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A file to be delivered, and what was done to it. `header` is the first line of the good file, if that is text."""

    number: int
    filnamn: str
    innehall: bytes
    manifest: bytes | None
    changes: tuple[str, ...]
    header: bytes = b""


def case(seed: int, number: int) -> Case:
    chance = Random(f"{seed}/{number}")
    start = chance.choice(chance.choices(seeds(), SHARES)[0])
    content, used = _content(start, chance)
    name, renamed = _name(start.filnamn, chance)
    manifest, stated = _manifest(start.manifest, chance)
    changes = (f"from {start.filnamn}", *used, *renamed, *stated)
    return Case(number, name, content, manifest, changes, start.header)


def _content(start: Seed, chance: Random) -> tuple[bytes, list[str]]:
    content, used = start.innehall, []
    if start.form and chance.random() < 0.7:
        content, used = _as_table(start, chance)
    elif start.whole and not start.form and chance.random() < 0.8:
        change = chance.choice(INSIDE["." + start.filnamn.rpartition(".")[2]])
        return change(content, chance), [change.__name__]
    if not used or chance.random() < 0.2:
        for _ in range(chance.choice((1, 1, 2, 4))):
            change = chance.choice(BYTEWISE)
            content, used = change(content, chance), [*used, change.__name__]
    return content, used


def _as_table(start: Seed, chance: Random) -> tuple[bytes, list[str]]:
    text = start.innehall.decode(start.form.kodning, "replace")
    rows = [line.split(start.form.skiljetecken) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    rows, used = tablewise.mutate(rows[:-1] or rows, chance)
    content, written = tablewise.write(rows, start.form, chance)
    return content, used + written


def _name(filnamn: str, chance: Random) -> tuple[str, list[str]]:
    if chance.random() < 0.9:
        return filnamn, []
    if chance.random() < 0.5:
        return chance.choice(NAMES), ["another name"]
    return filnamn.rpartition(".")[0] + chance.choice(SUFFIXES), ["another suffix"]


def _manifest(manifest: str | None, chance: Random) -> tuple[bytes | None, list[str]]:
    if chance.random() < 0.03:
        return chance.choice(MANIFESTS).encode(), ["another manifest"]
    if manifest and chance.random() < 0.3:
        return chance.choice(BYTEWISE)(manifest.encode(), chance), ["changed manifest"]
    return manifest.encode() if manifest else None, []
