"""Rich tables that the commands print. Takes data, returns something printable."""

from collections import Counter

from rich.table import Table

from isu.ledger import Leverans
from isu.omdome import ACCEPTERAD, AVVISAD, DELVIS, MED_ANMARKNING

WORDS = {
    ACCEPTERAD: "[green]accepterad[/]",
    MED_ANMARKNING: "[green]accepterad, med anmärkning[/]",
    DELVIS: "[yellow]delvis accepterad[/]",
    AVVISAD: "[red]avvisad[/]",
}


def deliveries_table(rows: list[tuple[Leverans, str]]) -> Table:
    """What became of each delivery and where its receipt lies."""
    table = Table(title="Leveranser", title_justify="left")
    for name in ("Lämnare", "Fil", "Tabell", "Tid", "Utfall", "Rader", "Avsatta", "Kvitto"):
        table.add_column(name, justify="right" if name in ("Rader", "Avsatta") else "left", overflow="fold")
    for d, receipt in rows:
        period = (d.kvitto.get("tid") or {}).get("period") or "–"
        aside = d.avsatta + d.olasbara
        table.add_row(
            d.lamnare, d.filnamn, d.tabell or "–", period, WORDS[d.utfall], str(d.rader), str(aside or ""), receipt
        )
    return table


def status_table(deliveries: list[Leverans], unmended: dict[str, int]) -> Table:
    """One line per sender: verdicts, rows in force, what still waits to be mended."""
    table = Table(title="Läget per lämnare", title_justify="left")
    for name in ("Lämnare", "Accepterade", "Delvis", "Avvisade", "Rader i kraft", "Att åtgärda", "Senast"):
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
            f"{own[-1].mottagen:%Y-%m-%d %H:%M}",
        )
    return table
