"""`isu check`: the verdict on a file, judged in a folder that is thrown away."""

from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.markup import escape

from isu.declaration import load_declarations
from isu.filer import sha256_of
from isu.flow.intag import crossing_among
from isu.home import Home
from isu.intake.manifest import manifest_path
from isu.ledger import Ledger
from isu.receipt.kvitto import receipt_data
from isu.validation.judge import judge_file


def judge_without_keeping(path: Path, lamnare: str, home: Home | None) -> tuple[dict, bool]:
    """(the receipt's data, would all of it be accepted). Crossing intervals are judged when a home is given."""
    deklaration = load_declarations(home)
    accepted = Ledger(home).accepted(lamnare) if home else []
    with TemporaryDirectory() as scratch:
        dom = judge_file(
            path,
            path.name,
            sha256_of(path),
            manifest_path(path),
            deklaration.sender(lamnare),
            deklaration,
            crossing_among(accepted),
            Path(scratch) / "bedomning",
        )
    counts = dom.omdome.raknade
    all_of_it = dom.accepterade is not None and counts.avsatta == counts.olasbara == 0
    return receipt_data(dom.omdome, deklaration), all_of_it


def print_verdict(console: Console, data: dict) -> None:
    """The receipt in the terminal: verdict, what to do, then the faults with their places."""
    console.print(f"[bold]{escape(data['mening'])}[/]")
    for step in data["gor"]:
        console.print(f"  → {escape(step)}")
    for fault in data["fel"]:
        console.print(f"\n[bold]{fault['kod']}[/] ({fault['allvar']}, {fault['antal']} st): {escape(fault['mening'])}")
        console.print(f"  Tillåtet: {escape(fault['tillatet'])}")
        console.print(f"  Gör så här: {escape(fault['gor'])}")
        if fault["rader"]:
            console.print(f"  Rader: {', '.join(map(str, fault['rader']))}")
