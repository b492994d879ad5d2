"""What the two engines found in the same file, in one form: rule → the rows that break it, the first being 1.

Reads what each leaves behind: the pipeline's error files, and our quarantine and ledger.
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
    """The broken rules of every row set aside, from the quarantine; the counts of all rules, from the ledger."""
    (delivery,) = Ledger(home).all_deliveries()
    found: dict[str, set[int]] = defaultdict(set)
    with duckdb.connect() as connection:
        files = str(home.quarantine("1780") / "*.parquet")
        query = "select rad, unnest(regler) from read_parquet(?)"
        for row, rule in connection.execute(query, [files]).fetchall():
            found["dubblettnyckel:aktualisering_id" if rule == "dubblettnyckel" else rule].add(row - 1)
    return found, {f"{f.regel}:{f.kolumner.replace(', ', '+')}": f.antal for f in delivery.fynd}


def differences(ours: Fynd, counts: Mapping[str, int], theirs: Fynd) -> list[str]:
    """Rules where the two differ: in the rows, where we keep them; for warnings, whose rows are kept, in the count."""
    faults = []
    for rule in sorted(set(ours) | set(counts) | set(theirs)):
        rows = theirs.get(rule, set())
        if rule in ours and ours[rule] != rows:
            faults.append(f"{rule}: {len(ours[rule])} rader mot {len(rows)}, {len(ours[rule] & rows)} gemensamma")
        elif counts.get(rule, 0) != len(rows):
            faults.append(f"{rule}: {counts.get(rule, 0)} mot {len(rows)}")
    return faults
