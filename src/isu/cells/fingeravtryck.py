"""The fingerprint of one lämnare's cells of one indicator: everything that they were counted from. Pure.

Equal fingerprints mean equal cells, so an indicator whose fingerprint stands is not counted again.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from isu.cells.indikator import Indikator
from isu.declaration.kodlista import Kodlista
from isu.period import Period
from isu.register.stage import Registerfil

#: Raise when rakna.py, or the staging of the register, counts in another way than before, or the files are written so.
RAKNESATT = 3


def fingerprint(
    indikator: Indikator,
    kodlistor: Mapping[str, Kodlista],
    files: Mapping[str, list[Registerfil]],
    complete: Iterable[Period],
    omappat: list[Any],
    nyckelmarke: str = "",
) -> str:
    """`files` are, per table, the rows that it rests on and no others; `complete` the periods that the deliveries
    cover; `omappat` is what decides which of them are held back; `nyckelmarke` tells one secret of records' keys
    from another, where they have keys."""
    keyed = {"nyckelmarke": nyckelmarke} if nyckelmarke else {}
    return _hash_of(
        _declared(indikator, kodlistor)
        | keyed
        | {
            "perioder": [p.namn for p in complete],
            "omappat": omappat,
            "filer": {tabell: sorted(map(_file, of_table)) for tabell, of_table in files.items()},
        }
    )


def definition(indikator: Indikator, kodlistor: Mapping[str, Kodlista]) -> str:
    """The hash of all that is declared of how the indicator is counted. Cells may be added where it is the same."""
    return _hash_of(_declared(indikator, kodlistor))


def _declared(indikator: Indikator, kodlistor: Mapping[str, Kodlista]) -> dict[str, Any]:
    return {
        "raknesatt": RAKNESATT,
        "indikator": indikator.sql,
        "grupper": {namn: list(u.grupper) for namn, u in indikator.uppdelningar.items()},
        "vyer": {vy.namn: vy.sql for vy in indikator.vyer},
        "kodlistor": {n: [(k.kod, k.sv, k.en) for k in kodlistor[n].koder] for n in indikator.kodlistor},
    }


def _hash_of(facts: dict[str, Any]) -> str:
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _file(file: Registerfil) -> list[Any]:
    """Sorted by its bytes, not by the order of receipt, which changes nothing that is counted."""
    delivery = file.i_kraft.leverans
    holes = [[str(h.fran), str(h.till)] for h in file.i_kraft.hal]
    return [file.nyckel, str(delivery.interval.fran), str(delivery.interval.till), str(delivery.uttagsdatum), holes]
