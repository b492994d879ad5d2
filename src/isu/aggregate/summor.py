"""The sums of one indicator, as arrays in memory and as a file (`summor/<ID>.parquet`, laid out by summafil.py).

Every combination that the head declares has a place. Members that are never printed (unknown kön, age or group) are
here too, for disclosure to judge. Areas where nothing counts in any period have no places: they are many, and all there
is to tell of them is their status, which stands in the file's metadata.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from isu.aggregate.axel import Axel, Member, without
from isu.aggregate.kvantil import LIMITS, SIDES, YTTRE_LIMITS, YTTRE_SIDES
from isu.aggregate.summafil import Lagrad, read_arrays, write_arrays
from isu.aggregate.underlag import Underlag, as_list, from_list
from isu.cells.falt import Matt

KEYS = {
    "omrade": ("omrade_typ", "omrade"),
    "period": ("periodtyp", "period"),
    "kon": ("kon",),
    "aldersgrupp": ("aldersgrupp",),
    "grupp": ("uppdelning", "grupp"),
}
#: What is the same for everyone in an area and a period.
PER_AREA = ("status", "antal_kommuner", "ungefarlig_alder", "tackt_befolkning")
#: The limits of what is read off, and the units on their sides.
OF_KVANTIL = ("kvantil", *LIMITS, *YTTRE_LIMITS)
OF_SIDA = ("sida", *SIDES, *YTTRE_SIDES)
Koder = tuple[str, ...]
TYSTA, UNDERLAG = b"tysta", b"underlag"


@dataclass(frozen=True)
class Del:
    """One measure of one variant. `taljare` has one dimension more than n, the category; a percentile has none.

    `nedre` and `ovre` are the limits of a percentile or a survival median, `sida` how many units stand on the smaller
    side of such a median, `sida_nedre` and `sida_ovre` of its limits; `…_yttre` at the level of classes. `kvadrat` is
    the sum of squares of a mean's units, as `taljare` is their sum; of events that a person may have several of, the
    sum over persons of their events squared, without the dimension of categories. `befolkning` is per area, period,
    kön and age, and `status` per area and period, where a rate has one of its own. `parat`: units with a value before.
    `per_person` is the head's. `nyckel_n`, `nyckel_okand` and, of a share's numerator, `nyckel` are the keys of those
    that are counted, where records have keys.
    """

    variant: str
    matt: str
    utfall: tuple[str, ...]
    n: np.ndarray
    n_okand: np.ndarray
    taljare: np.ndarray | None = None
    kvadrat: np.ndarray | None = None
    kvantil: np.ndarray | None = None
    nedre: np.ndarray | None = None
    ovre: np.ndarray | None = None
    nedre_yttre: np.ndarray | None = None
    ovre_yttre: np.ndarray | None = None
    sida: np.ndarray | None = None
    sida_nedre: np.ndarray | None = None
    sida_ovre: np.ndarray | None = None
    sida_nedre_yttre: np.ndarray | None = None
    sida_ovre_yttre: np.ndarray | None = None
    befolkning: np.ndarray | None = None
    status: np.ndarray | None = None
    parat: bool = False
    per_person: str | None = None
    nyckel_n: np.ndarray | None = None
    nyckel_okand: np.ndarray | None = None
    nyckel: np.ndarray | None = None

    def changed(self, change: Callable[[np.ndarray], np.ndarray]) -> "Del":
        """Every array with its areas or periods laid out in another way."""
        return replace(self, **{name: change(values) for name, values in _arrays(self).items()})


@dataclass(frozen=True)
class Upplagg:
    """What the sums of an indicator are of, without the sums: as in Summor, and of each part (variant, measure,
    categories)."""

    indikator: str
    axlar: Mapping[str, Axel]
    tysta: Mapping[Member, np.ndarray]
    delar: tuple[tuple[str, Matt, Koder], ...]


@dataclass(frozen=True, eq=False)
class Summor:
    """`axlar` are omrade, period, kon, aldersgrupp and grupp; the other arrays are per area and period.

    `tackt_befolkning` is how much of the area's inhabitants live in kommuner that count, 0–1, NaN where not known.
    `underlag` is what rests on cells that a lämnare counted itself; None where nothing does.
    `tysta` are the areas where nothing counts, and their status per period: they stand on no axis.
    """

    indikator: str
    axlar: Mapping[str, Axel]
    status: np.ndarray
    antal_kommuner: np.ndarray
    ungefarlig_alder: np.ndarray
    delar: tuple[Del, ...]
    tysta: Mapping[Member, np.ndarray] = field(default_factory=dict)
    tackt_befolkning: np.ndarray | None = None
    underlag: Underlag | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(axel.medlemmar) for axel in self.axlar.values())


def write_table(summor: Summor, path: Path, metadata: Mapping[str | bytes, str]) -> None:
    silent = [[*area, status.tolist()] for area, status in summor.tysta.items()]
    by_cells = json.dumps(as_list(summor.underlag, summor.axlar))
    delar = [Lagrad(del_.variant, del_.matt, del_.utfall, _arrays(del_)) for del_ in summor.delar]
    per_area = {name: of for name in PER_AREA if (of := getattr(summor, name)) is not None}
    told = {**metadata, TYSTA: json.dumps(silent), UNDERLAG: by_cells}
    write_arrays(path, summor.axlar, delar, per_area, told)


def _arrays(del_: Del) -> dict[str, np.ndarray]:
    return {f.name: values for f in fields(del_) if isinstance(values := getattr(del_, f.name), np.ndarray)}


def read_layout(
    path: Path, indikator: str, axlar: Mapping[str, Axel], delar: Sequence[tuple[str, Matt, Koder]]
) -> Upplagg:
    """What the file's arrays are. `delar` are in the order written, and `axlar` has all areas."""
    silent = json.loads(pq.read_schema(path).metadata[TYSTA])
    tysta = {(typ, name): np.array(status, np.uint8) for typ, name, status in silent}
    return Upplagg(indikator, {**axlar, "omrade": without(tysta, axlar["omrade"])}, tysta, tuple(delar))


def read_table(path: Path, upplagg: Upplagg) -> Summor:
    """The sums back as arrays, in which nobody may write."""
    stored = read_arrays(path)
    delar = [
        Del(variant, matt.matt, koder, parat=matt.parat, per_person=matt.per_person, **part.arrayer)
        for (variant, matt, koder), part in zip(upplagg.delar, stored.delar, strict=True)
    ]
    by_cells = from_list(json.loads(pq.read_schema(path).metadata[UNDERLAG]), upplagg.axlar)
    return Summor(
        upplagg.indikator,
        upplagg.axlar,
        delar=tuple(delar),
        tysta=upplagg.tysta,
        underlag=by_cells,
        **stored.per_omrade,
    )
