"""A small made-up nation, taken in and counted once for all tests here. Only this file runs the program."""

from dataclasses import dataclass, replace

import polars as pl
import pytest

from isu.aggregate import add_up
from isu.cells.build import build_cells
from isu.declaration import Deklaration, load_declarations
from isu.declaration.profil import ENKEL
from isu.flow.indikatorer import indicators
from isu.flow.intag import take_sender
from isu.flow.kalla import register_files
from isu.home import Home
from isu.ledger import Ledger
from isu.omdome import AVVISAD
from isu.release import write_edition
from isu.synthetic import write_deliveries
from tests.omrakning.huvuden import HUVUDEN
from tests.omrakning.las import NYCKLAR, Nation

#: Few, because each file takes a while to judge, but between them: every table, text and workbooks, with and without
#: a person table, and at least two senders of each table.
LAMNARE = ["0662", "0781", "0885", "1441", "2418", "2510"]


@dataclass(frozen=True)
class Facit:
    """What was delivered, and what was published of the kommuner (`omrade` is called kommun here)."""

    nation: Nation
    publicerat: pl.DataFrame


@pytest.fixture(scope="session")
def facit(tmp_path_factory) -> Facit:
    """By the plain rule, of which each withheld number has a reason that can be told from the counts around it."""
    home = Home(tmp_path_factory.mktemp("nation"))
    deklaration = load_declarations(home)
    deklaration = replace(deklaration, skydd=replace(deklaration.skydd, metod=ENKEL))
    write_deliveries(home, deklaration, LAMNARE, "2023H1", "2024H2")
    kept = home.root / "levererat"
    _only_needed(home)
    for path in home.intake.glob("*/*"):  # the program takes its own away
        (kept / path.parent.name).mkdir(parents=True, exist_ok=True)
        (kept / path.parent.name / path.name).write_bytes(path.read_bytes())
    _publish(home, deklaration)
    published = pl.scan_parquet(home.edition / "indikatorer.parquet").filter(
        pl.col("omrade_typ") == "kommun", pl.col("omrade").is_in(LAMNARE)
    )
    nation = Nation(kept, home.own / "schemas" / "reference" / "befolkning.csv")
    return Facit(nation, published.rename({"omrade": "kommun"}).collect())


def _only_needed(home: Home) -> None:
    """Files of tables that none of the ten reads are not sent: they would only take time."""
    for path in home.intake.glob("*/*"):
        if path.name[: -len("_2023H1") - len(path.suffix)] not in NYCKLAR:
            path.unlink()


def _publish(home: Home, deklaration: Deklaration) -> None:
    """As `isu run` does, but for ten indicators."""
    chosen = {id: i for id, i in indicators(deklaration).items() if id in HUVUDEN}
    for lamnare in LAMNARE:
        taken = take_sender(home, deklaration, lamnare)
        assert AVVISAD not in {d.utfall for d in taken}
        assert sum(d.avsatta + d.olasbara for d in taken) == 0, "All rows are recounted: all must be accepted."
        build_cells(home, deklaration, chosen, lamnare, register_files(home, Ledger(home).accepted(lamnare)))
    for indikator in chosen.values():
        add_up(home, deklaration, indikator)
    write_edition(home, deklaration, chosen, [])
