"""A published file of sums under a chosen protection, and what the attacker of `isu audit` finds in it."""

from pathlib import Path

import pyarrow.parquet as pq

from isu.aggregate.summor import Summor
from isu.disclosure import Skydd
from isu.granskning.granska import attacked
from isu.granskning.las import indicators, read
from isu.granskning.utlatande import breaches
from isu.release.kolumner import SCHEMA
from isu.release.rader import published
from tests.spec.publication.nation import KOMMUNER


def publish(path: Path, summor: Summor, skydd: Skydd, troskel: int = 5) -> Path:
    with pq.ParquetWriter(path, SCHEMA.with_metadata({"troskel": str(troskel)})) as writer:
        for rows in published(summor, skydd):
            writer.write_table(rows)
    return path


def found_in(path: Path, troskel: int = 5) -> set[str]:
    """The kinds of breach."""
    grupper = {k: grupp for k, _, grupp in KOMMUNER}
    tables = [attacked(read(path, indikator), grupper) for indikator in indicators(path)]
    return {brist.slag for tabell in tables for brist in breaches(tabell, troskel)}
