"""The nation: 290 lämnare, four half-years, against a raw copy of the same files one by one in one DuckDB process.

Then one corrected delivery from one lämnare, until its cells and the working edition are renewed.
"""

import shutil
from pathlib import Path

from bench.matning import isu, measure, python, tell

RAW_COPIES = """
import sys, pathlib, duckdb
connection = duckdb.connect()
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.suffix in (".csv", ".txt", ".tsv") and path.stat().st_size:
        connection.execute(
            f"copy (select * from read_csv('{path}', all_varchar = true, ignore_errors = true, encoding = 'utf-8'))"
            f" to '{sys.argv[2]}' (format parquet)")
"""
SENDERS = 290


def run(folder: Path, senders: int = SENDERS) -> None:
    home = folder / "hem_nation"
    shutil.rmtree(home, ignore_errors=True)
    made = measure(isu("synth", "--home", str(home), "--lamnare", str(senders), "--from", "2024H1", "--to", "2025H2"))
    files = [p for p in (home / "intake").rglob("*") if p.is_file()]
    rows = sum(p.read_bytes().count(b"\n") for p in files if p.suffix != ".xlsx")
    print(f"Nationen: {senders} lämnare, {len(files)} filer, ungefär {rows} rader")
    tell("isu synth", made)
    as_utf8(home / "intake", folder / "utf8")
    raw = measure(python(RAW_COPIES, str(folder / "utf8"), str(folder / "ra.parquet")))
    tell("DuckDB:s råkopia, fil för fil", raw)
    kept = next(p for p in files if p.name == "aktualisering_2025H2.csv")
    correction = kept.read_bytes()
    tell("isu run", measure(isu("run", "--home", str(home))), raw)
    tell("isu release", measure(isu("release", "prov", "--trots-brister", "--home", str(home))))
    kept.write_bytes(correction[: correction.rstrip().rfind(b"\n") + 1])
    tell("en rättad leverans: isu run", measure(isu("run", "--home", str(home), kept.parent.name)))
    tell("isu verify", measure(isu("verify", "--home", str(home))))


def as_utf8(source: Path, target: Path) -> None:
    """DuckDB reads UTF-8 only; the yardstick gets the text files recoded, free of charge."""
    shutil.rmtree(target, ignore_errors=True)
    for path in source.rglob("*"):
        if path.suffix in (".csv", ".txt", ".tsv"):
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            content = path.read_bytes()
            try:
                place.write_bytes(content.decode("utf-8-sig").encode())
            except UnicodeDecodeError:
                place.write_bytes(content.decode("cp1252").encode())
