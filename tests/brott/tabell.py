"""What became of the faults, kind by kind."""

from collections.abc import Iterable, Sequence

from tests.brott.forsok import Utfall
from tests.brott.slag import SLAG

HEADINGS = ("Fel", "Inlagda", "Märktes", "Samma byte efter omkörning", "Larm", "Förlorade leveranser")


def table(found: Sequence[Utfall]) -> str:
    """As Markdown."""
    lines = [HEADINGS, ["---", *["---:"] * 5]]
    lines += [_line(slag.namn, [u for u in found if u.slag is slag]) for slag in SLAG]
    lines.append(_line("Alla", found))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _line(namn: str, found: Sequence[Utfall]) -> list[str]:
    counts = (len(found), _of(u.felt for u in found), _of(not u.wrong for u in found), _of(u.alarmed for u in found))
    return [namn, *map(str, counts), str(sum(u.losses for u in found))]


def _of(true: Iterable[bool]) -> int:
    return sum(map(bool, true))
