"""The country of `skydd_ihop` as a published file, attacked by who knows what is the same in truth:

    python -m bench.skydd_angrepp HEM [ID …]

Indicators are decided together as there. Says what the attacker finds; and what he would find if those of unknown
outcome were shown with every n, so that it is seen that he looks. It is a single period of a first release, so nothing
is said of what earlier ones tell.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.skydd_ihop import Land, country, decided, in_families
from isu.declaration import Deklaration, load_declarations
from isu.declaration.profil import BEVISAD
from isu.disclosure.sammanfogat import Bundet
from isu.flow.angrepp import guesses, kommungrupp_of, sentences
from isu.flow.mellan import same_units
from isu.granskning.granska import INDIKATORER, Samlat, audit, gathered
from isu.home import Home
from tests.spec.publication.angripare import publish_all


def main(hem: str, *wanted: str) -> None:
    home = Home(Path(hem))
    deklaration = load_declarations(home)
    land = country(home, deklaration, wanted)
    families = in_families(land)
    found = [bundet for family in families for bundet in decided(deklaration, [land[id_] for id_ in family])[2]]
    bare = [replace(bundet, skydd=replace(bundet.skydd, okanda=())) for bundet in found]
    for namn, every in (("som det avgörs", found), ("med alla n_okand", bare)):
        started = time.process_time()
        samlat = attacked(deklaration, land, families, every)
        print(f"{namn}: {time.process_time() - started:.1f} CPU-s, {dict(samlat.brister) or 'inget'}", flush=True)
        for sentence in sentences(samlat):
            print(f"  {sentence}")


def attacked(
    deklaration: Deklaration, land: Land, families: Sequence[Sequence[str]], found: Sequence[Bundet]
) -> Samlat:
    """As before a release."""

    def behind(id_: str):
        return land[id_][1]

    grupper = kommungrupp_of(deklaration)
    lika = partial(same_units, deklaration.skydd, behind, {id_: family for family in families for id_ in family})
    with tempfile.TemporaryDirectory() as folder:
        every = [(bundet.summor, bundet.skydd) for bundet in found]
        publish_all(Path(folder) / INDIKATORER, every, deklaration.skydd.troskel, metod=BEVISAD)
        tror = partial(guesses, deklaration.skydd, behind)
        return gathered(list(audit(Path(folder), grupper, tror=tror, lika=lika)))


if __name__ == "__main__":
    main(*sys.argv[1:])
