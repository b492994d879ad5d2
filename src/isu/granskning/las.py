"""The published file as an attacker lays it out: one tensor of numbers per indicator. Knows nothing but the file.

Dimensions: område, period, kön, ålder, grupp, quantity (n or numerator of a variant's measure). What is never printed
but must exist, unknown kön, age and group, has places too, at the end of its dimension.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

VISAS, SEKRETESS = "visas", "sekretess"
SHOWN, WITHHELD, NOTHING, NEVER = range(4)
OKAND, OKANDA, STATUS_OKAND = "okand", "n_okand", "status_okand"
#: What stands beside n of those of unknown outcome; an older file has no status of theirs.
OM_OKANDA = (OKANDA, STATUS_OKAND)
AXLAR = (("omrade_typ", "omrade"), ("period",), ("kon",), ("aldersgrupp",), ("uppdelning", "grupp"))
COLUMNS = [
    "indikator",
    "variant",
    "matt",
    "utfall",
    "n",
    "taljare",
    "status",
    "status_n",
    *(c for a in AXLAR for c in a),
]
WITH_NUMERATOR = ("andel", "fordelning")
#: The rows that stand as an earlier release printed them: their newer numbers are as good as withheld.
VANTAR = "revideras_senare"


@dataclass(frozen=True)
class Publicerat:
    """`tal` is NaN where nothing is printed; `lage` says why: SHOWN, WITHHELD, NOTHING (not reported) or NEVER,
    which is also what nobody knows because somebody gave coarser ages (status grovre). A withheld number that `tal` has
    something of is at least so much.

    `storheter` are (variant, mått, category), the category None for n. `vantar` is True where `tal` is of an earlier
    release and the number of this one is not told: it is as good as withheld. `avrundning` is the base of rounding;
    with `storning` counts have been changed by at most so much, and those below `troskel` so that they are never
    printed.
    With `noll` it must not be told that nobody, or that everybody, is in a numerator. `tak`, if there is any, is the
    most that each number can be by what others show; `kvar`, what they show that a numerator leaves of n.
    """

    indikator: str
    axlar: tuple[tuple, ...]
    storheter: tuple[tuple[str, str, str | None], ...]
    tal: np.ndarray
    lage: np.ndarray
    vantar: np.ndarray
    avrundning: int = 0
    storning: int = 0
    troskel: int = 0
    noll: bool = False
    tak: np.ndarray | None = None
    kvar: np.ndarray | None = None

    @property
    def fel(self) -> int:
        """So far a printed number may be from what it is."""
        return max(self.avrundning // 2, self.storning)

    @property
    def minst(self) -> np.ndarray:
        """Where a withheld number is known to be at least so much."""
        return (self.lage == WITHHELD) & ~self.vantar.astype(bool) & ~np.isnan(self.tal)

    @property
    def skillnader(self) -> np.ndarray:
        """Which quantities are the difference of two others, and printed nowhere."""
        return np.array([str(utfall or "").endswith("-") for _, _, utfall in self.storheter], bool)


#: A table of the rows of an indicator; the last is what the file of indicators says of itself.
Las = Callable[[pa.Table, str, Mapping[bytes, bytes]], Publicerat]


def about_of(path: Path) -> Mapping[bytes, bytes]:
    """What the file says of itself."""
    return pq.read_schema(path).metadata or {}


def _zero_tells(about: Mapping[bytes, bytes], indikator: str) -> bool:
    """Does the indicator's head say that shares of 0 and 100 % are withheld?"""
    heads = json.loads(about.get(b"indikatorer", b"{}"))
    return bool(heads.get(indikator, {}).get("noll_rojer"))


def threshold(path: Path) -> int:
    return int(about_of(path)[b"troskel"])


def protected_alone(path: Path) -> frozenset[str]:
    """The levels where who is alone in a number must not be able to work out others."""
    limits = json.loads(about_of(path).get(b"skyddsgranser", b"{}"))
    return frozenset(limits.get("ensamma", ()))


def reckons_with_all(path: Path) -> bool:
    """Is it made by a rule that reckons with all that is bound to what in truth? The plain rule does not."""
    return about_of(path).get(b"skyddsmetod") != b"enkel"


def revised(path: Path) -> bool:
    """Is this a yearly revision, which lets corrections through that differ by few?"""
    return about_of(path).get(b"revision") == b"ja"


def is_bound(path: Path) -> bool:
    """Was it made with what earlier releases had printed in mind?"""
    return about_of(path).get(b"bunden_av", b"[]") != b"[]"


def indicators(path: Path) -> list[str]:
    return sorted(pc.unique(pq.read_table(path, columns=["indikator"])["indikator"]).to_pylist())


def beside(path: Path, indikator: str) -> pa.Table:
    """The rows of an indicator with all that stands beside the numbers."""
    return pq.read_table(path, filters=pc.field("indikator") == indikator)


def read(path: Path, indikator: str, las: Las | None = None) -> Publicerat:
    """As printed, unless `las` reads it otherwise."""
    rows = told_rows(path, pc.field("indikator") == indikator, *OM_OKANDA)
    return (las or of_rows)(rows, indikator, about_of(path))


def told_rows(path: Path, chosen: pc.Expression, *more: str) -> pa.Table:
    """Areas and periods of which nothing is told are left out: nobody is counted there. `more` are columns that a file
    may have."""
    told = pc.field("status").isin([VISAS, SEKRETESS]) | pc.field("status_n").isin([VISAS, SEKRETESS])
    there = [name for name in (VANTAR, *more) if name in pq.read_schema(path).names]
    return pq.read_table(path, columns=[*COLUMNS, *there], filters=chosen & told)


def of_rows(rows: pa.Table, indikator: str, about: Mapping[bytes, bytes]) -> Publicerat:
    """`about` is what the file of indicators says of itself."""
    axlar = tuple(_with_unknown(i, _members(rows, names)) for i, names in enumerate(AXLAR))
    shape = tuple(len(a) for a in axlar)
    places = tuple(_place(rows, names, axel) for names, axel in zip(AXLAR, axlar))
    found: dict[tuple, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
    for variant, matt, utfall in _parts(rows):
        chosen = _where(rows, variant=variant, matt=matt, utfall=utfall)
        at = tuple(p[chosen] for p in places)
        of = rows.filter(pa.array(chosen))
        found.setdefault((variant, matt, None), _laid_out(of, "n", "status_n", at, shape))
        if matt in WITH_NUMERATOR:
            found[variant, matt, utfall] = _laid_out(of, "taljare", "status", at, shape)
    return replace(
        _joined(indikator, axlar, found),
        avrundning=int(about.get(b"avrundning", b"0")),
        storning=int(about.get(b"storning", b"0")),
        troskel=int(about[b"troskel"]),
        noll=_zero_tells(about, indikator),
    )


def of_all_rows(rows: pa.Table, indikator: str, about: Mapping[bytes, bytes]) -> Publicerat:
    """The same with those of unknown outcome in n."""
    return of_rows(with_unknown(rows), indikator, about)


def n_of_all(rows: pa.Table, indikator: str, about: Mapping[bytes, bytes]) -> Publicerat:
    """n with those of unknown outcome, in the places of the table without them, and no numerators."""
    return only_n(with_unknown(rows), of_rows(rows, indikator, about))


def with_unknown(rows: pa.Table) -> pa.Table:
    """With those of unknown outcome in n. Where these are not told, it is withheld, and n is the least that it is."""
    unknown = pc.fill_null(rows[OKANDA], 0) if OKANDA in rows.column_names else 0
    found = rows.set_column(rows.column_names.index("n"), "n", pc.add(rows["n"], unknown))
    if STATUS_OKAND in rows.column_names:
        found = found.set_column(found.column_names.index("status_n"), "status_n", rows[STATUS_OKAND])
    return found


def only_n(rows: pa.Table, publicerat: Publicerat) -> Publicerat:
    """The same table with n as in these rows, and no numerators."""
    shape = publicerat.tal.shape[:-1]
    tal, lage = np.full(publicerat.tal.shape, np.nan), np.full(publicerat.lage.shape, NEVER, np.int8)
    places = tuple(_place(rows, names, axel) for names, axel in zip(AXLAR, publicerat.axlar))
    for nr, (variant, matt, utfall) in enumerate(publicerat.storheter):
        if utfall is None:
            own = _where(rows, variant=variant, matt=matt)
            at = tuple(p[own] for p in places)
            tal[..., nr], lage[..., nr], _ = _laid_out(rows.filter(pa.array(own)), "n", "status_n", at, shape)
    return replace(publicerat, tal=tal, lage=lage)


def behind(sums: pa.Table, publicerat: Publicerat) -> np.ndarray:
    """The counts of a table of sums in the places of the published ones; NaN where it has none. Its columns are named
    as those of the file, unknown kön, age and group among them."""
    found = np.full(publicerat.tal.shape, np.nan)
    for place, (variant, matt, utfall) in enumerate(publicerat.storheter):
        if not str(utfall or "").endswith("-"):
            wanted = {"variant": variant, "matt": matt} | ({} if utfall is None else {"utfall": utfall})
            own = sums.filter(pa.array(_where(sums, **wanted)))
            places = [_known_places(own, names, axel) for names, axel in zip(AXLAR, publicerat.axlar)]
            here = np.all([p >= 0 for p in places], axis=0)
            values = own["n" if utfall is None else "taljare"].to_numpy()
            found[(*(p[here] for p in places), place)] = values[here]
    return found


def _known_places(rows: pa.Table, names: tuple[str, ...], axel: tuple) -> np.ndarray:
    """As `_place`, and -1 of members that the axis has not."""
    labels = pa.array(["\x1f".join(member) for member in axel], pa.string())
    text = pc.binary_join_element_wise(*(rows[name].cast(pa.string()) for name in names), "\x1f")
    return pc.fill_null(pc.index_in(text, labels), -1).to_numpy()


def _joined(indikator: str, axlar, found: dict[tuple, tuple[np.ndarray, np.ndarray, np.ndarray]]) -> Publicerat:
    """Measures of one variant that print the same n in the same places count the same units."""
    kept: list[tuple] = []
    for key, (tal, lage, _) in found.items():
        own = [found[k] for k in kept if k[0] == key[0] and k[2] is None and key[2] is None]
        if not any((other == lage).all() and np.array_equal(n, tal, equal_nan=True) for n, other, _ in own):
            kept.append(key)
    shape = (*(len(a) for a in axlar), len(kept))
    types = enumerate((float, np.int8, bool))
    arrays = (np.stack([found[key][i] for key in kept], -1) if kept else np.zeros(shape, of) for i, of in types)
    return Publicerat(indikator, axlar, tuple(kept), *arrays)


def _members(rows: pa.Table, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return sorted({tuple(r.values()) for r in rows.select(names).group_by(list(names)).aggregate([]).to_pylist()})


def _with_unknown(place: int, members: list[tuple[str, ...]]) -> tuple:
    if place in (2, 3):
        return (*members, (OKAND,))
    if place == 4:
        return (*members, *sorted({(uppdelning, OKAND) for uppdelning, _ in members if uppdelning}))
    return tuple(members)


def _place(rows: pa.Table, names: tuple[str, ...], axel: tuple) -> np.ndarray:
    """For each row the place of its member; the names are looked up once each."""
    encoded = [rows[name].combine_chunks().dictionary_encode() for name in names]
    sizes = tuple(max(1, len(e.dictionary)) for e in encoded)
    distinct, nr = np.unique(np.ravel_multi_index([e.indices.to_numpy() for e in encoded], sizes), return_inverse=True)
    words = [e.dictionary.to_pylist() for e in encoded]
    at = {member: i for i, member in enumerate(axel)}
    chosen = zip(*np.unravel_index(distinct, sizes))
    return np.array([at[tuple(w[i] for w, i in zip(words, places))] for places in chosen], np.int64)[nr]


def _parts(rows: pa.Table) -> list[tuple[str, str, str]]:
    names = ["variant", "matt", "utfall"]
    return sorted(tuple(r.values()) for r in rows.select(names).group_by(names).aggregate([]).to_pylist())


def _where(rows: pa.Table, **wanted: str) -> np.ndarray:
    found = np.ones(rows.num_rows, bool)
    for name, value in wanted.items():
        found &= pc.equal(rows[name].cast(pa.string()), value).to_numpy()
    return found


def _laid_out(rows: pa.Table, name: str, status: str, at, shape) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    tal, lage, vantar = np.full(shape, np.nan), np.full(shape, NEVER, np.int8), np.zeros(shape, bool)
    waits = rows[VANTAR].to_numpy() if VANTAR in rows.column_names else np.zeros(rows.num_rows, bool)
    tal[at] = rows[name].cast(pa.float64()).to_numpy()
    shown, withheld = (pc.equal(rows[status], s).to_numpy() for s in (VISAS, SEKRETESS))
    lage[at] = np.select([shown & ~waits, shown | withheld], [SHOWN, WITHHELD], NOTHING)
    vantar[at] = waits
    return tal, lage, vantar
