"""Rich tables that the commands print. Takes data, returns something printable."""

from collections import Counter

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from isu.ledger import Leverans
from isu.omdome import ACCEPTERAD, AVVISAD, DELVIS, MED_ANMARKNING
from isu.receipt.kvitto import receipt_stem

WORDS = {
    ACCEPTERAD: "[green]accepterad[/]",
    MED_ANMARKNING: "[green]accepterad, anmärkning[/]",
    DELVIS: "[yellow]delvis accepterad[/]",
    AVVISAD: "[red]avvisad[/]",
}


#: The same bytes once more: nothing was judged and nothing changed.
AGAIN = "[green]redan mottagen[/]"


def delivery_lines(deliveries: list[Leverans]) -> list[str]:
    """What became of each delivery and where its receipt lies: a line each, which a narrow window may wrap."""
    longest = max((len(d.filnamn) for d in deliveries), default=0)
    return [_line(d, min(longest, 40)) for d in sorted(deliveries, key=lambda d: (d.lamnare, d.ordning))]


def _line(d: Leverans, width: int) -> str:
    aside = d.avsatta + d.olasbara
    told = f"{d.rader} rader" + (f", {aside} åt sidan" if aside and d.utfall != AVVISAD else "")
    word = AGAIN if d.mottagen_igen else WORDS[d.utfall]
    verdict = word + " " * (26 - len(Text.from_markup(word).plain))
    return f"{d.lamnare:<11} {escape(d.filnamn[:40]):<{width}}  {verdict} {told:<24} {escape(receipt_place(d))}"


def receipt_place(d: Leverans) -> str:
    """Where the receipt lies, from the home."""
    return f"outbox/{d.lamnare}/{receipt_stem(d.filnamn, d.nyckel)}.kvitto.html"


def status_table(deliveries: list[Leverans], unmended: dict[str, int], protected: dict[str, str]) -> Table:
    """One line per sender: verdicts, rows in force, what still waits to be mended, how many persons are protected."""
    table = Table(title="Läget per lämnare", title_justify="left")
    for name in ("Lämnare", "Accepterade", "Delvis", "Avvisade", "Rader i kraft", "Att åtgärda", "Skyddade", "Senast"):
        table.add_column(name, justify="left" if name in ("Lämnare", "Senast") else "right")
    for lamnare in sorted({d.lamnare for d in deliveries}):
        own = [d for d in deliveries if d.lamnare == lamnare]
        verdicts = Counter(d.utfall for d in own)
        table.add_row(
            lamnare,
            str(verdicts[ACCEPTERAD] + verdicts[MED_ANMARKNING]),
            str(verdicts[DELVIS] or ""),
            str(verdicts[AVVISAD] or ""),
            str(sum(d.accepterade for d in own if d.i_kraft)),
            f"[red]{unmended[lamnare]}[/]" if unmended.get(lamnare) else "",
            protected.get(lamnare, ""),
            f"{own[-1].mottagen:%Y-%m-%d %H:%M}",
        )
    return table
