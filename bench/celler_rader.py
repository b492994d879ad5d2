"""The rows that the counting of cells is measured on: one lämnare that delivers every table, and a nation made of it.

The rows of the one are simulated, written as files and taken by the real intake. The nation's are copies of its
register files, with ids of their own per lämnare. All of it is made before anything is measured.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from isu.declaration import Deklaration, load_declarations
from isu.flow.intag import take_sender
from isu.flow.kalla import register_files
from isu.home import Home
from isu.period import Period, half_years
from isu.register.stage import Registerfil
from isu.synthetic.antaganden import read_antaganden
from isu.synthetic.dialekt import as_written
from isu.synthetic.fil import delivery_file
from isu.synthetic.sardrag import Sardrag, sardrag
from isu.synthetic.storlek import sizes
from isu.synthetic.uttag import extracts
from isu.synthetic.varld import simulate

#: A lämnare with a person table, so that every table and every way to a kön and an age is used.
LAMNARE = "1081"
HALVAR = half_years("2024H1", "2025H2")
#: Of every thousand inhabitants the made-up life gives about this many rows in four half-years.
RADER_PER_1000 = 2030
ID = ("pid", "tidigare_pid", "hid")

Files = dict[str, list[Registerfil]]


def take_one(home: Home, rows: int, halvar: Sequence[Period] = HALVAR) -> Files:
    """A home with one lämnare's deliveries of about so many rows, taken; its register files in force."""
    deklaration = load_declarations(home)
    for path, content in _delivered(deklaration, _sender(deklaration, rows * len(HALVAR) // len(halvar)), halvar):
        place = home.inbox(LAMNARE) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return register_files(home, take_sender(home, deklaration, LAMNARE))


def _sender(deklaration: Deklaration, rows: int) -> Sardrag:
    """One that answers for all areas and sends all tables, of the size asked for."""
    a = read_antaganden(deklaration)
    size = sizes(deklaration, 1)[LAMNARE]
    factor = rows / RADER_PER_1000 * 1000 / size.invanare
    size = replace(size, invanare=size.invanare * factor, anmalningar=size.anmalningar * factor)
    return replace(sardrag(deklaration.lamnare[LAMNARE], 1, size, a), tabeller=frozenset(a.lamnar))


def _delivered(deklaration: Deklaration, s: Sardrag, halvar: Sequence[Period]):
    varld = simulate(deklaration, read_antaganden(deklaration), s, halvar)
    for ett in halvar:
        for namn, frame in extracts(deklaration, varld, ett).items():
            tabell = deklaration.tabeller[namn]
            fil = delivery_file(s, tabell, ett, as_written(frame, tabell, s, deklaration.kodlistor))
            yield Path(fil.plats).name, fil.content


def number_of_rows(files: Files) -> int:
    listed = [str(f.path) for of_table in files.values() for f in of_table]
    return sum(duckdb.execute("select num_rows from parquet_file_metadata(?)", [p]).fetchall()[0][0] for p in listed)


def copy_to_nation(home: Home, files: Files, senders: int) -> dict[str, Files]:
    """The register of `home`: the rows of `files` once per lämnare, with ids of its own. Lämnare → files in force."""
    deklaration = load_declarations(home)
    lamnare = sorted(deklaration.lamnare)[:senders]
    with duckdb.connect() as connection:
        connection.execute("create table nation as select unnest(?) as lamnare", [lamnare])
        for tabell, of_table in files.items():
            for file in of_table:
                _copy(connection, home.root / "register" / tabell, file, _called(file))
    return {one: {t: [_of(home, t, one, f) for f in fs] for t, fs in files.items()} for one in lamnare}


def _copy(connection: duckdb.DuckDBPyConnection, folder: Path, file: Registerfil, called: str) -> None:
    names = [n for n, *_ in connection.execute(f"describe {_read(file)}").fetchall()]
    own = ", ".join(f"n.lamnare || '-' || {n} as {n}" for n in names if n in ID or n.endswith("_id"))
    rows = f"select r.* {f'replace ({own})' if own else ''}, n.lamnare from ({_read(file)}) as r, nation as n"
    folder.mkdir(parents=True, exist_ok=True)
    connection.execute(
        f"copy ({rows} order by n.lamnare) to '{folder}' (format parquet, partition_by (lamnare),"
        f" filename_pattern '{called}_{{i}}', overwrite_or_ignore)"
    )


def _read(file: Registerfil) -> str:
    return f"from read_parquet('{file.path}', hive_partitioning = false)"


def _called(file: Registerfil) -> str:
    """By time, so that the yardstick knows which file is the latest."""
    return f"{file.i_kraft.leverans.interval.fran}"


def _of(home: Home, tabell: str, lamnare: str, file: Registerfil) -> Registerfil:
    return replace(file, path=home.register(tabell, lamnare) / f"{_called(file)}_0.parquet")
