"""How much each lämnare sends, and which lämnare a small demonstration takes.

The sizes are made up (`schemas/reference/syntetisk_storlek.yaml`): a weight per kommungrupp, varied per kommun.
"""

from collections import Counter
from dataclasses import dataclass
from zlib import crc32

from isu.declaration import Deklaration, Kommun, Lamnare
from isu.errors import IsuError
from isu.synthetic.antaganden import read_yaml
from isu.synthetic.slump import stream

OMRADE = "barn_unga"

#: The areas that rows are made of, each with ids of its own; a new one stands last.
OMRADEN = (OMRADE, "missbruk", "vald", "ekonomiskt_bistand", "funktionsnedsattning", "aldre")
FILNAMN = "syntetisk_storlek.yaml"

#: Settles an order that otherwise has no meaning. With this one and the seed 1, the first twelve lämnare hold a
#: big city, a sender of workbooks and one without a person table.
ORDNING = 79


@dataclass(frozen=True)
class Storlek:
    """How many inhabitants a lämnare answers for, and how many anmälningar it expects in a year."""

    invanare: float
    anmalningar: float


def sizes(deklaration: Deklaration, seed: int) -> dict[str, Storlek]:
    """The size of every lämnare that has anything to send. Geographic parts of a kommun share alike."""
    nation = read_yaml(deklaration.katalog, FILNAMN)
    weights = kommun_weights(deklaration, seed)
    parts = Counter(s.kommunkod for s in deklaration.lamnare.values() if s.geografisk_del)
    found = {}
    for s in _answering(deklaration):
        share = weights[s.kommunkod] / sum(weights.values()) / (parts[s.kommunkod] if s.geografisk_del else 1)
        reports = nation["anmalningar_per_ar"] * share if s.answers_for(OMRADE) else 0.0
        found[s.lamnare] = Storlek(nation["befolkning"]["invanare"] * share, reports)
    return found


def kommun_weights(deklaration: Deklaration, seed: int) -> dict[str, float]:
    """kommunkod → how large the kommun is, beside the others."""
    sizes = read_yaml(deklaration.katalog, FILNAMN)
    return {k.kommunkod: _weight(k, sizes, seed) for k in deklaration.kommuner.values()}


def _weight(kommun: Kommun, sizes: dict, seed: int) -> float:
    if kommun.kommunkod in sizes["kommuner"]:
        return sizes["kommuner"][kommun.kommunkod]
    group = sizes["kommungrupper"][kommun.kommungrupp_kod]
    return group["vikt"] * stream(seed, kommun.kommunkod, "storlek").lognormal(0, group["spridning"])


def _answering(deklaration: Deklaration) -> list[Lamnare]:
    return [s for s in deklaration.lamnare.values() if s.omraden & set(OMRADEN)]


def choose_senders(deklaration: Deklaration, count: int) -> list[str]:
    """The lämnare of `count` kommuner spread over kommungrupper and län; a larger count holds the smaller one's."""
    if count < 1:
        raise IsuError("Antalet lämnare ska vara minst 1.")
    answering = _answering(deklaration)
    left = list(dict.fromkeys(s.kommunkod for s in answering))
    chosen: list[str] = []
    groups, regions = Counter(), Counter()
    while left and len(chosen) < count:
        best = min(left, key=lambda k: _turn(deklaration.kommuner[k], groups, regions))
        left.remove(best)
        chosen.append(best)
        groups[deklaration.kommuner[best].kommungrupp_kod] += 1
        regions[deklaration.kommuner[best].lan_kod] += 1
    return sorted(s.lamnare for s in answering if s.kommunkod in chosen)


def _turn(kommun: Kommun, groups: Counter, regions: Counter) -> tuple[int, int, int]:
    """The least used kommungrupp first, then the least used län, then an order without meaning."""
    order = crc32(f"{ORDNING}/{kommun.kommunkod}".encode())
    return groups[kommun.kommungrupp_kod], regions[kommun.lan_kod], order
