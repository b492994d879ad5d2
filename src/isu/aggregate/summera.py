"""Adding up one indicator, and only when something that it rests on has changed.

Thin: it fetches what the pure parts need and puts their result in place.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import pyarrow.parquet as pq

from isu.aggregate import kub
from isu.aggregate.axel import Axel, alder_axis, grupp_axis, kon_axis, omrade_axis, period_axis
from isu.aggregate.celler import Atomer, read_atoms
from isu.aggregate.innehall import Innehall, read_innehall
from isu.aggregate.omrade import coverage
from isu.aggregate.summor import Del, Koder, Summor, read_table, write_table
from isu.aggregate.utfall import MEDIAN, is_known, weights
from isu.cells.indikator import Indikator, Matt
from isu.declaration import Deklaration
from isu.errors import DeclarationError, IsuError
from isu.home import Home

FINGERPRINT, PERIODS = b"fingeravtryck", b"perioder"
CODE = Path(__file__).parent

Part = tuple[str, Matt, Koder]


def add_up(home: Home, deklaration: Deklaration, indikator: Indikator) -> bool:
    """Renew `summor/<ID>.parquet`; True when it changed, False when everything it rests on was the same."""
    saw = read_innehall(home, indikator)
    wanted = _fingerprint(deklaration, indikator, saw)
    if fingerprint_of(home, indikator.id) == wanted:
        return False
    summor = sums(home, deklaration, indikator, saw)
    path = _path(home, indikator.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    write_table(summor, partial, {FINGERPRINT.decode(): wanted, PERIODS.decode(): json.dumps(saw.perioder)})
    partial.replace(path)
    return True


def read_summor(home: Home, deklaration: Deklaration, indikator: Indikator) -> Summor:
    """The sums that `add_up` wrote last."""
    path = _path(home, indikator.id)
    if not path.is_file():
        raise IsuError(f"Indikatorn {indikator.id} har inte summerats. Kör summeringen först.")
    periods = json.loads(pq.read_schema(path).metadata[PERIODS])
    layout = [(variant, matt.matt, koder) for variant, matt, koder in parts_of(deklaration, indikator)]
    return read_table(path, indikator.id, axes_of(deklaration, indikator, periods), layout)


def fingerprint_of(home: Home, indikator: str) -> str | None:
    """The fingerprint of the sums that lie in the home, or None."""
    path = _path(home, indikator)
    return pq.read_schema(path).metadata[FINGERPRINT].decode() if path.is_file() else None


def axes_of(deklaration: Deklaration, indikator: Indikator, periods: list[str]) -> dict[str, Axel]:
    return {
        "omrade": omrade_axis(deklaration.kommuner),
        "period": period_axis(periods),
        "kon": kon_axis(),
        "aldersgrupp": alder_axis(indikator),
        "grupp": grupp_axis(indikator),
    }


def parts_of(deklaration: Deklaration, indikator: Indikator) -> list[Part]:
    """Every variant with each of its measures and the measure's categories, in the order of published rows."""
    return sorted(
        (
            (variant, matt, tuple(sorted(deklaration.kodlistor[matt.kodlista].values)) if matt.kodlista else ("",))
            for variant in indikator.varianter
            for matt in indikator.matt
            if matt.applies_to(variant)
        ),
        key=lambda part: (part[0], part[1].matt),
    )


def sums(home: Home, deklaration: Deklaration, indikator: Indikator, saw: Innehall) -> Summor:
    axlar = axes_of(deklaration, indikator, saw.perioder)
    covered = coverage(deklaration, indikator.omraden, axlar["omrade"], axlar["period"], saw)
    atoms = read_atoms(home, indikator.id, covered.raknas, axlar) if covered.raknas else {}
    empty = Atomer.empty(len(axlar))
    try:
        delar = [
            del_
            for variant, parts in groupby(parts_of(deklaration, indikator), key=lambda part: part[0])
            for del_ in _variant(atoms.get(variant, empty), axlar, variant, parts)
        ]
    except DeclarationError as fault:
        raise DeclarationError(f"Indikatorn {indikator.id}: {fault}") from None
    return Summor(indikator.id, axlar, covered.status, covered.antal_kommuner, covered.ungefarlig_alder, tuple(delar))


def _variant(atoms: Atomer, axlar: Mapping[str, Axel], variant: str, parts: Iterable[Part]) -> Iterator[Del]:
    """The measures of one variant: all over the same units, so with the same n."""
    known = is_known(atoms.utfall)[atoms.utfall_nr]
    counted = atoms.where(known)
    n, n_okand = kub.added(counted, axlar), kub.added(atoms.where(~known), axlar)
    for _, matt, koder in parts:
        if matt.matt == MEDIAN:
            yield Del(variant, MEDIAN, koder, n, n_okand, None, kub.medians(counted, axlar))
        else:
            units = weights(matt, koder, atoms.utfall)[counted.utfall_nr] * counted.antal[:, None]
            yield Del(variant, matt.matt, koder, n, n_okand, kub.added(counted, axlar, units))


def _path(home: Home, indikator: str) -> Path:
    return home.added_up / f"{indikator}.parquet"


def _fingerprint(deklaration: Deklaration, indikator: Indikator, saw: Innehall) -> str:
    """Of everything that the sums rest on: the cells, the senders, the areas, the head and this room's own code."""
    rests_on = [
        sorted(saw.fingeravtryck.items()),
        sorted((*key, status, key in saw.ungefarlig_alder) for key, status in saw.status.items()),
        sorted((s.lamnare, s.kommunkod, sorted(s.omraden)) for s in deklaration.lamnare.values()),
        sorted((k.kommunkod, k.lan_kod, k.kommungrupp_kod) for k in deklaration.kommuner.values()),
        [indikator.id, indikator.omraden, repr(parts_of(deklaration, indikator))],
        [repr(axes_of(deklaration, indikator, saw.perioder)[name]) for name in ("aldersgrupp", "grupp")],
        code_fingerprint(CODE),
    ]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def code_fingerprint(folder: Path) -> str:
    """Of the program text in a folder: a changed program counts again."""
    texts = [p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()
