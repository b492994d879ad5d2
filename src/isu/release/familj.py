"""Which indicators count the same units, so that what may be shown of them is decided together. Thin: it fetches the
sums of those that may, the indicators of the same group, and remembers what was found as long as these are the same."""

import json
from collections.abc import Mapping, Sequence

from isu.aggregate import read_summor
from isu.aggregate.summera import fingerprint_of
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.declaration.profil import BEVISAD, ENKEL
from isu.disclosure.tillsammans import families, in_order, totals_of
from isu.filer import write_whole
from isu.home import Home
from isu.minne import read_json

#: What is remembered: the fingerprints of the sums, and the families with more than one.
AV, FAMILJER = "av", "familjer"


def family_of(home: Home, deklaration: Deklaration, indikator: Indikator, alla: Sequence[Indikator]) -> list[Indikator]:
    """Those of `alla` that do, itself among them, in the order to be decided in. Rounded and perturbed numbers are the
    same everywhere by themselves."""
    group = {i.id: i for i in alla if i.grupp == indikator.grupp}
    if len(group) < 2 or deklaration.skydd.metod not in (ENKEL, BEVISAD):
        return [indikator]
    av = {id_: mark for id_ in sorted(group) if (mark := fingerprint_of(home, id_))}
    path = home.added_up / f"{indikator.grupp}.familjer.json"
    known = read_json(path)
    if known.get(AV) != av:
        known = {AV: av, FAMILJER: _families(home, deklaration, [group[id_] for id_ in av])}
        write_whole(path, json.dumps(known, indent=1))
    return _own(known, group, indikator)


def _own(known: Mapping, group: Mapping[str, Indikator], indikator: Indikator) -> list[Indikator]:
    return next(([group[id_] for id_ in own] for own in known[FAMILJER] if indikator.id in own), [indikator])


def _families(home: Home, deklaration: Deklaration, indikatorer: Sequence[Indikator]) -> list[list[str]]:
    totals = [totals_of(summor) for i in indikatorer if (summor := read_summor(home, deklaration, i)).status.size]
    first = families(totals)
    found = [[own for own, of in zip(totals, first, strict=True) if of == nr] for nr in dict.fromkeys(first)]
    return [[own[place].indikator for place in in_order(own)] for own in found if len(own) > 1]
