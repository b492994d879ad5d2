"""Which indicators count the same units, so that what may be shown of them is decided together. Thin: it fetches the
wholes of their sums, remembered beside these, and remembers what was found as long as all are the same, and so is the
rule that finds it."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isu import disclosure
from isu.aggregate import read_summor
from isu.aggregate.summera import code_fingerprint, fingerprint_of
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.declaration.profil import BEVISAD, ENKEL
from isu.disclosure.familjer import Helhet, families, whole_of
from isu.filer import write_whole
from isu.home import Home
from isu.minne import put_remembered, read_json

#: Id → all that count the same units as that indicator.
Familjer = Mapping[str, Sequence[Indikator]]
FAMILJER, HELHET = "familjer.json", "helhet.parquet"
#: What is remembered: the fingerprints of the sums and of the rule, and the families with more than one.
AV, IHOP = "av", "familjer"
FINGERPRINT, OM = b"fingeravtryck", b"om"
KOMMUN, PERIOD = "kommun", "period"


def families_of(home: Home, deklaration: Deklaration, alla: Sequence[Indikator]) -> Familjer:
    """Of each that counts the same units as another its family, itself among it, in the order to be decided in. Rounded
    and perturbed numbers are the same everywhere by themselves."""
    if deklaration.skydd.metod not in (ENKEL, BEVISAD):
        return {}
    every = {i.id: i for i in alla}
    rule = code_fingerprint(Path(disclosure.__file__).parent)
    av = {id_: f"{sums} {rule}" for id_ in sorted(every) if (sums := fingerprint_of(home, id_))}
    path = home.added_up / FAMILJER
    known = read_json(path)
    if known.get(AV) != av:
        known = {AV: av, IHOP: families([_whole(home, deklaration, every[id_], mark) for id_, mark in av.items()])}
        write_whole(path, json.dumps(known, indent=1))
    return {id_: [every[own] for own in family] for family in known[IHOP] for id_ in family}


def _whole(home: Home, deklaration: Deklaration, indikator: Indikator, mark: str) -> Helhet:
    """From the sums, unless it is remembered of the very same."""
    path = home.added_up / f"{indikator.id}.{HELHET}"
    if path.is_file() and pq.read_schema(path).metadata[FINGERPRINT].decode() == mark:
        return _read(path, indikator.id)
    found = whole_of(read_summor(home, deklaration, indikator))
    _put(found, path, mark)
    return found


def _put(helhet: Helhet, path: Path, mark: str) -> None:
    columns = {KOMMUN: [kommun for kommun, _ in helhet.platser], PERIOD: [period for _, period in helhet.platser]}
    columns |= {str(nr): row for nr, row in enumerate(helhet.tal)}
    metadata = {FINGERPRINT: mark, OM: json.dumps([helhet.matt, helhet.alla, helhet.med_okanda])}
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(pa.table(columns).replace_schema_metadata(metadata), partial)
    put_remembered(partial, path)


def _read(path: Path, indikator: str) -> Helhet:
    rows = pq.read_table(path)
    platser = [*zip(rows[KOMMUN].to_pylist(), rows[PERIOD].to_pylist(), strict=True)]
    matt, of_all, unknown = json.loads(rows.schema.metadata[OM])
    tal = [rows[str(nr)].to_numpy() for nr in range(len(unknown))]
    numbers = np.array(tal, np.int32).reshape(len(tal), len(platser))
    return Helhet(indikator, matt, platser, numbers, of_all, unknown)
