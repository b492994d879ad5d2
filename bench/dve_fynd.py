"""What the two engines found in the same file, in one form: rule → the rows that break it, the first being 1.

Reads what each leaves behind: the pipeline's error files, and our places of faults and ledger.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import duckdb

from bench.dve_kontrakt import CONTRACT_RULES
from isu.home import Home
from isu.ledger import Ledger

Fynd = Mapping[str, set[int]]


def of_dve(out: Path) -> Fynd:
    """Both error files; those of the data contract are named by the type of the error."""
    found: dict[str, set[int]] = defaultdict(set)
    for path in out.glob("*/errors/*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            found[_rule(told)].add(int(told["RecordIndex"]))
    return found


def _rule(told: Mapping[str, str]) -> str:
    if ":" in told["ErrorCode"]:
        return told["ErrorCode"]
    return f"{CONTRACT_RULES.get(told['ErrorType'], told['ErrorType'])}:{told['ReportingField']}"


def of_isu(home: Home) -> tuple[Fynd, Mapping[str, int]]:
    """The rows of every broken rule, as far down the file as places are kept; and the counts of all of them."""
    (delivery,) = Ledger(home).all_deliveries()
    found: dict[str, set[int]] = defaultdict(set)
    query = "select rad, concat_ws(':', regel, array_to_string(kolumner, '+')) from read_parquet(?)"
    with duckdb.connect() as connection:
        for row, rule in connection.execute(query, [str(home.quarantine("1780") / "*.platser.parquet")]).fetchall():
            found[rule].add(row - 1)
    return found, {f"{f.regel}:{f.kolumner.replace(', ', '+')}": f.antal for f in delivery.fynd}


def differences(ours: Fynd, counts: Mapping[str, int], theirs: Fynd) -> list[str]:
    """Rules where the two differ: in how many rows break them, or in which, down to the last row that has places.
    Of that row some places may be left out."""
    last = max((row for rows in ours.values() for row in rows), default=0)
    faults = []
    for rule in sorted(set(counts) | set(theirs)):
        rows = theirs.get(rule, set())
        if counts.get(rule, 0) != len(rows):
            faults.append(f"{rule}: {counts.get(rule, 0)} rader mot {len(rows)}")
        elif {row for row in ours.get(rule, set()) if row < last} != {row for row in rows if row < last}:
            faults.append(f"{rule}: {len(rows)} rader i båda, men inte samma")
    return faults
