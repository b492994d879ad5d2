"""Adding up one indicator, and only when something that it rests on has changed.

Thin: it fetches what the pure parts need and puts their result in place.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from isu.aggregate import kub, kvantil
from isu.aggregate.axel import Axel, alder_axis, grupp_axis, kon_axis, omrade_axis, period_axis, without
from isu.aggregate.befolkning import Namnare, denominators, population_year, share_covered
from isu.aggregate.celler import Atomer, read_atoms
from isu.aggregate.innehall import Filer, Innehall, contents_of, read_files
from isu.aggregate.omrade import VISAS, coverage
from isu.aggregate.rader import Kalla
from isu.aggregate.summor import UNDERLAG, Del, Koder, Summor, Upplagg, read_layout, read_table, write_table
from isu.aggregate.underlag import rests_on
from isu.aggregate.upprepade import Par, read_pairs, squares
from isu.aggregate.utfall import ANDEL, ANTAL, FORDELNING, MEDELVARDEN, TIONDELAR, is_known, is_unknown, weights
from isu.cells.cellnyckel import KEYS
from isu.cells.falt import KM_MEDIAN, MANADSMEDIAN, PER_INVANARE, VARJE
from isu.cells.indikator import Indikator, Matt
from isu.declaration import Deklaration
from isu.declaration.befolkning import regions
from isu.declaration.lamnare import districts, geographic_parts
from isu.declaration.profil import CELLNYCKEL
from isu.errors import DeclarationError, IsuError
from isu.home import Home
from isu.minne import put_remembered

FINGERPRINT, PERIODS = b"fingeravtryck", b"perioder"
CODE = Path(__file__).parent

Part = tuple[str, Matt, Koder]


def add_up(
    home: Home,
    deklaration: Deklaration,
    indikator: Indikator,
    filer: Filer | None = None,
    kalla: Kalla | None = None,
) -> bool:
    """Renew `summor/<ID>.parquet`; True when it changed, False when everything it rests on was the same.

    `filer` is what `read_files` gave, where many indicators are added up, and `kalla` what reads the cells of them all.
    """
    saw = contents_of(read_files(home) if filer is None else filer, indikator)
    wanted = _fingerprint(deklaration, indikator, saw)
    if fingerprint_of(home, indikator.id) == wanted:
        return False
    summor = sums(kalla or Kalla(home), deklaration, indikator, saw)
    path = _path(home, indikator.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    write_table(summor, partial, {FINGERPRINT.decode(): wanted, PERIODS.decode(): json.dumps(saw.perioder)})
    put_remembered(partial, path)
    return True


def read_summor(home: Home, deklaration: Deklaration, indikator: Indikator) -> Summor:
    """The sums that `add_up` wrote last."""
    return read_table(_path(home, indikator.id), read_upplagg(home, deklaration, indikator))


def read_upplagg(home: Home, deklaration: Deklaration, indikator: Indikator) -> Upplagg:
    """What the sums that `add_up` wrote last are of."""
    path = _path(home, indikator.id)
    if not path.is_file():
        raise IsuError(f"Indikatorn {indikator.id} har inte summerats. Kör summeringen först.")
    periods = periods_of(home, indikator.id)
    return read_layout(path, indikator.id, axes_of(deklaration, indikator, periods), parts_of(deklaration, indikator))


def fingerprint_of(home: Home, indikator: str) -> str | None:
    """The fingerprint of the sums that lie in the home, or None."""
    path = _path(home, indikator)
    return pq.read_schema(path).metadata[FINGERPRINT].decode() if path.is_file() else None


def periods_of(home: Home, indikator: str) -> list[str]:
    """The periods of the sums that lie in the home."""
    return json.loads(pq.read_schema(_path(home, indikator)).metadata[PERIODS])


def underlag_of(home: Home, indikator: str) -> list[list]:
    """Where the sums that lie in the home rest on more than rows, as isu.aggregate.underlag tells it."""
    return json.loads(pq.read_schema(_path(home, indikator)).metadata.get(UNDERLAG, b"[]"))


def axes_of(deklaration: Deklaration, indikator: Indikator, periods: list[str]) -> dict[str, Axel]:
    return {
        "omrade": omrade_axis(deklaration.kommuner, districts(indikator.omraden, deklaration.lamnare.values())),
        "period": period_axis(periods),
        "kon": kon_axis(),
        "aldersgrupp": alder_axis(indikator),
        "grupp": grupp_axis(indikator),
    }


def parts_of(deklaration: Deklaration, indikator: Indikator) -> list[Part]:
    """Every variant with each of its measures and the measure's categories, in the order of published rows."""
    matten = [replace(matt, per_person=indikator.per_person) for matt in indikator.matt]
    return sorted(
        (
            (variant, matt, tuple(sorted(deklaration.kodlistor[matt.kodlista].values)) if matt.kodlista else ("",))
            for variant in indikator.varianter
            for matt in matten
            if matt.applies_to(variant)
        ),
        key=lambda part: (part[0], part[1].matt),
    )


def sums(kalla: Kalla, deklaration: Deklaration, indikator: Indikator, saw: Innehall) -> Summor:
    axlar = axes_of(deklaration, indikator, saw.perioder)
    covered = coverage(deklaration, indikator.omraden, axlar["omrade"], axlar["period"], saw)
    counts = (covered.status == VISAS).any(1)
    alla = axlar["omrade"]
    share = share_covered(deklaration.befolkning, covered.status, alla, axlar["period"])
    tysta = {alla.medlemmar[i]: covered.status[i] for i in np.flatnonzero(~counts)}
    axlar["omrade"], covered = without(tysta, alla), covered.of(counts)
    keyed = deklaration.skydd.metod == CELLNYCKEL
    atoms = read_atoms(kalla, indikator.id, covered.raknas, saw.samlade, axlar, keyed) if covered.raknas else {}
    repeated = indikator.per_person == VARJE and covered.raknas
    pairs = read_pairs(kalla, indikator.id, covered.raknas, saw.samlade, axlar) if repeated else {}
    namnare = None
    if indikator.befolkning:
        namnare = denominators(deklaration.befolkning, indikator, axlar, covered, alla)
    delar = measured(indikator.id, atoms, axlar, parts_of(deklaration, indikator), namnare, pairs, keyed)
    per_area = (covered.status, covered.antal_kommuner, covered.ungefarlig_alder)
    underlag = rests_on(indikator, saw, covered.raknas, axlar)
    return Summor(indikator.id, axlar, *per_area, delar, tysta, share[counts], underlag)


def measured(
    indikator: str,
    atoms: Mapping[str, Atomer],
    axlar: Mapping[str, Axel],
    parts: list[Part],
    namnare: Namnare | None = None,
    pairs: Mapping[str, Par] | None = None,
    keyed: bool = False,
) -> tuple[Del, ...]:
    """Every measure of every variant, added up along the axes. `parts` in order of variants; `pairs` per variant, of
    events that a person may have several of. With `keyed` every count has the key of those that it counts."""
    pairs = pairs or {}
    empty = Atomer.empty(len(axlar), keyed)
    try:
        return tuple(
            del_
            for variant, of_variant in groupby(parts, key=lambda part: part[0])
            for del_ in _variant(atoms.get(variant, empty), axlar, list(of_variant), namnare, pairs.get(variant))
        )
    except DeclarationError as fault:
        raise DeclarationError(f"Indikatorn {indikator}: {fault}") from None


def _variant(
    atoms: Atomer, axlar: Mapping[str, Axel], parts: list[Part], namnare: Namnare | None, pairs: Par | None
) -> Iterator[Del]:
    """The measures of one variant: all over the same units, so with the same n; but a paired one over its own."""
    units = {parat: _units(atoms, axlar, parat) for parat in {matt.parat for _, matt, _ in parts}}
    for variant, matt, koder in parts:
        counted, n, n_okand, keys = units[matt.parat]
        same = (variant, matt.matt, koder, n, n_okand)
        more = {"per_person": matt.per_person, **keys}
        if matt.upprepas:
            more["kvadrat"] = squares(pairs, n, axlar)
        if matt.matt in TIONDELAR:
            yield Del(*same, None, **kvantil.percentiles(counted, axlar, TIONDELAR[matt.matt]), **keys)
        elif matt.matt == KM_MEDIAN:
            yield Del(*same, None, **kvantil.km_medians(counted, axlar), **keys)
        elif matt.matt == MANADSMEDIAN:
            yield Del(*same, None, **more)
        elif matt.matt in PER_INVANARE:
            yield Del(*same, n[..., None], befolkning=namnare.antal, status=namnare.status, **more)
        elif matt.matt == ANTAL:
            yield Del(*same, n[..., None], **more)
        else:
            each, antal = weights(matt, koder, atoms.utfall)[counted.utfall_nr], counted.antal[:, None]
            if keys and matt.matt in (ANDEL, FORDELNING):
                keys = keys | {"nyckel": _keys(counted, axlar, each)}
            kvadrat = kub.added(counted, axlar, each**2 * antal) if matt.matt in MEDELVARDEN else None
            yield Del(*same, kub.added(counted, axlar, each * antal), kvadrat=kvadrat, parat=matt.parat, **keys)


def _units(
    atoms: Atomer, axlar: Mapping[str, Axel], parat: bool
) -> tuple[Atomer, np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """The units of known outcome, how many they are, and how many are unknown; and the keys of both, if there are
    any."""
    counted = atoms.where(is_known(atoms.utfall, parat)[atoms.utfall_nr])
    unknown = atoms.where(is_unknown(atoms.utfall, parat)[atoms.utfall_nr])
    keyed = atoms.nyckel is not None
    keys = {"nyckel_n": _keys(counted, axlar), "nyckel_okand": _keys(unknown, axlar)} if keyed else {}
    return counted, kub.added(counted, axlar), kub.added(unknown, axlar), keys


def _keys(atoms: Atomer, axlar: Mapping[str, Axel], each: np.ndarray | None = None) -> np.ndarray:
    """Keys of sums; `each` says per atom and category whether it is counted there."""
    return kub.added(atoms, axlar, atoms.nyckel if each is None else each * atoms.nyckel[:, None]) % KEYS


def _path(home: Home, indikator: str) -> Path:
    return home.added_up / f"{indikator}.parquet"


def _fingerprint(deklaration: Deklaration, indikator: Indikator, saw: Innehall) -> str:
    """Of everything that the sums rest on: the cells, the senders, the areas, the head and this room's own code."""
    rests_on = [
        sorted(saw.fingeravtryck.items()),
        sorted((lamnare, dict(told)) for lamnare, told in saw.av_celler.items()),
        sorted((*key, status, key in saw.ungefarlig_alder) for key, status in saw.status.items()),
        sorted((s.lamnare, s.kommunkod, sorted(s.omraden), s.geografisk_del) for s in deklaration.lamnare.values()),
        sorted((k.kommunkod, k.lan_kod, k.kommungrupp_kod) for k in deklaration.kommuner.values()),
        [indikator.id, indikator.omraden, repr(parts_of(deklaration, indikator))],
        _population_fingerprint(deklaration, indikator, saw.perioder),
        [repr(alder_axis(indikator)), repr(grupp_axis(indikator))],
        code_fingerprint(CODE),
        *([CELLNYCKEL] if deklaration.skydd.metod == CELLNYCKEL else []),
    ]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def _population_fingerprint(deklaration: Deklaration, indikator: Indikator, periods: list[str]) -> list:
    """The ages, and the inhabitants of every region in the years that the periods use."""
    befolkning = deklaration.befolkning
    years = sorted({ar for p in periods if (ar := population_year(befolkning, p)) is not None})
    found = [(p, population_year(befolkning, p)) for p in periods]
    known = [befolkning.of(k, ar) for ar in years for k in sorted(_regions(deklaration))]
    digest = hashlib.sha256(b"".join(b"-" if p is None else p.tobytes() for p in known)).hexdigest()
    return [list(indikator.befolkning or ()), found, digest]


def _regions(deklaration: Deklaration) -> frozenset[str]:
    return regions(deklaration.kommuner, geographic_parts(deklaration.lamnare.values()))


@lru_cache
def code_fingerprint(folder: Path) -> str:
    """Of the program text in a folder: a changed program counts again."""
    texts = [p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()
