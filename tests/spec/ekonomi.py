"""Long runs of months with ekonomiskt bistånd, written short: one row per run, expanded to one per month."""

from collections.abc import Iterator

from tests.spec.tabell import rader


class Manadstabell(str):
    """A table with one row per `manad`, which remembers how it was written."""

    kort: str


def varje_manad(text: str) -> Manadstabell:
    """A table with `fran` and `till` (ÅÅÅÅ-MM, both included) as a table with one row per `manad`."""
    rows = [
        {"manad": f"{manad}-01"} | {name: value for name, value in row.items() if name not in ("fran", "till")}
        for row in rader(text)
        for manad in _manader(row["fran"], row["till"])
    ]
    lines = [" | ".join(value or "" for value in row.values()) for row in rows]
    table = Manadstabell("\n".join([" | ".join(rows[0]), *lines]))
    table.kort = text
    return table


def _manader(fran: str, till: str) -> Iterator[str]:
    first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (fran, till))
    return (f"{nr // 12}-{nr % 12 + 1:02d}" for nr in range(first, last + 1))
