"""A release, read back: the rows of its tables, and what the tables beside the numbers say of words and areas.

For the rooms that show a release (the interface, the site, the reports). Which numbers they ask for is theirs; what a
definition, a code or an area is stands here, once.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from isu.duck import quoted
from isu.errors import IsuError

RIKET, LAN, KOMMUN, KOMMUNGRUPP, STADSDEL = "riket", "lan", "kommun", "kommungrupp", "stadsdel"
DIMENSIONER = ("definitioner", "omraden", "koder")
_BATCH = 50_000


class Utgavefiler:
    """The files of one release. `tabeller` are those asked for beside the dimensions, by name without ending; raises
    IsuError where one is missing. `config` is DuckDB's."""

    def __init__(self, folder: Path, *tabeller: str, **config: int):
        self.folder, self._config = folder, config
        self._files = {name: folder / f"{name}.parquet" for name in (*tabeller, *DIMENSIONER)}
        if missing := [path.name for path in self._files.values() if not path.is_file()]:
            raise IsuError(f"I {folder} saknas {missing[0]}. Ange mappen för en utgåva som isu release har gjort.")

    @property
    def namn(self) -> str:
        return self.folder.name

    def rows(self, sql: str, **texts: str) -> Iterator[dict[str, Any]]:
        """What the query finds. `{indikatorer}` in it, and so on, is that table; `texts` fill in the rest."""
        with duckdb.connect(config=self._config) as connection:
            found = connection.execute(self._asked(sql, texts))
            columns = [column[0] for column in found.description]
            while batch := found.fetchmany(_BATCH):
                yield from (dict(zip(columns, row)) for row in batch)

    def table(self, sql: str, **texts: str) -> pl.DataFrame:
        """The same as a whole."""
        with duckdb.connect(config=self._config) as connection:
            return pl.from_arrow(connection.sql(self._asked(sql, texts)).to_arrow_table())

    def _asked(self, sql: str, texts: Mapping[str, str]) -> str:
        tables = {name: f"read_parquet({quoted(path)})" for name, path in self._files.items()}
        return sql.format(**tables, **texts)

    @cached_property
    def definitioner(self) -> dict[str, dict[str, Any]]:
        """Indicator → its row."""
        return {row["indikator"]: row for row in self.rows("select * from {definitioner} order by indikator")}

    @cached_property
    def koder(self) -> dict[tuple[str, str, str], tuple[str, str]]:
        """(indicator, column, code) → what it means in Swedish and, where it is translated, in English. The
        indicator is empty where a code means the same for all."""
        rows = self.rows("select * from {koder}")
        return {(r["indikator"], r["kolumn"], r["kod"]): (r["sv"], r["en"] or r["sv"]) for r in rows}

    @cached_property
    def omraden(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(kind, code) → its row, by name."""
        return {(row["omrade_typ"], row["omrade"]): row for row in self.rows("select * from {omraden} order by namn")}
