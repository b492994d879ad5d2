"""Keys of records, for the profile that perturbs counts by them (`isu.disclosure.cellnyckel`), as SQL. Pure: text in,
text out.

A unit's key is a keyed hash of the pseudonym of the person that it concerns, a number below KEYS. A cell has the sum of
its units' keys, modulo KEYS, so the same persons give the same key in every indicator, period and level. Keys add as
counts do. The secret is the home's own and never leaves it; where several lämnare count at home, each has its own, as
pseudonyms differ between them anyway.

KEYS is small on purpose: a cell of one has the key of a person, and with a larger one such cells could be joined to a
person's whole row. A unit without pseudonym (delivered counts, a row where it is lacking, an event whose SELECT does
not say whose it is) has the key of its period, kön, age and groups.
"""

import pyarrow as pa

from isu.cells.falt import OKAND

KEYS = 256
NYCKEL = "nyckel"
#: The secret, while cells are counted; it is set when no SQL of an indicator is left to run.
VARIABLE = "isu_cellnyckel"
REMEMBER, FORGET = f"set variable {VARIABLE} = $1", f"reset variable {VARIABLE}"


def person_key_sql(person: str) -> str:
    return _hash_sql(f"'person|' || {person}")


def unit_key_sql() -> str:
    """Of a row of the units: the key of the person that it concerns, else of what it is."""
    columns = ", ".join(f"coalesce({name}, '{OKAND}')" for name in ("period", "kon", "aldersgrupp"))
    return _hash_sql(f"coalesce('person|' || vems, concat_ws('|', 'enhet', {columns}, koder::varchar))")


def _hash_sql(text: str) -> str:
    return f"('0x' || left(sha256(getvariable('{VARIABLE}') || '|' || {text}), 2))::bigint"


def has_keys(rows: pa.Table | pa.Schema) -> bool:
    names = rows.column_names if isinstance(rows, pa.Table) else rows.names
    return NYCKEL in names
