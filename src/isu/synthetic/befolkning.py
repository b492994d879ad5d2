"""A made-up population for the home that made-up deliveries go to, so that rates have denominators.

Named as made up in its own file; a population that somebody has loaded is never touched. Sizes and shape stand in
`schemas/reference/syntetisk_storlek.yaml`. A year class keeps its difference through life, and no year depends on
which others are written.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from isu.declaration import Deklaration, Kommun
from isu.declaration.befolkning import HOGSTA_ALDER, KOLUMNER, MAPP, NAMN, Uppgifter, read_uppgifter, write_befolkning
from isu.declaration.lamnare import geographic_parts
from isu.errors import DeclarationError
from isu.home import Home
from isu.period import Period
from isu.synthetic.antaganden import read_yaml
from isu.synthetic.slump import stream
from isu.synthetic.storlek import FILNAMN, kommun_weights

KALLA = "PÅHITTAD BEFOLKNING från isu synth; ingen statistik, beskriver ingen verklig kommun"

#: The year that the sizes are those of, and the first year that anybody alive may be born in.
BASAR, FORSTA_FODELSEAR = 2024, 1790
ALDRAR = np.arange(HOGSTA_ALDER + 1)


def write_population(home: Home, deklaration: Deklaration, halvar: list[Period], seed: int) -> Path | None:
    """The years of the half-years, all kommuner; None where the home has a population that is not made up."""
    folder = home.own / MAPP
    if _is_real(folder):
        return None
    years = sorted({p.fran.year for p in halvar})
    uppgifter = Uppgifter(KALLA, f"frö {seed}", syntetisk=True)
    return write_befolkning(folder, made_up(deklaration, years, seed), uppgifter)


def _is_real(folder: Path) -> bool:
    """A population that does not tell where it comes from is somebody's own too."""
    if not any((folder / f"{NAMN}{suffix}").is_file() for suffix in (".csv", ".parquet")):
        return False
    try:
        return not read_uppgifter(folder / f"{NAMN}.yaml").syntetisk
    except DeclarationError:
        return True


def made_up(deklaration: Deklaration, years: list[int], seed: int) -> pl.DataFrame:
    """kommunkod, ar, kon, alder, antal of every kommun and stadsdel. Same seed, same numbers."""
    shape = _shape(deklaration)
    weights = kommun_weights(deklaration, seed)
    total = sum(weights.values())
    parts = geographic_parts(deklaration.lamnare.values())
    frames = [
        _rows(region, ar, persons)
        for kommun in deklaration.kommuner.values()
        for ar, counts in _counts(kommun, years, shape, weights[kommun.kommunkod] / total, seed).items()
        for region, persons in _shared(kommun.kommunkod, counts, parts)
    ]
    return pl.concat(frames)


def _shape(deklaration: Deklaration) -> dict[str, Any]:
    sizes = read_yaml(deklaration.katalog, FILNAMN)
    if "befolkning" not in sizes:
        raise DeclarationError(f"{FILNAMN} saknar befolkning. Lägg till det, eller ta bort er egen fil.")
    return sizes["befolkning"]


def _counts(kommun: Kommun, years: list[int], shape: dict[str, Any], share: float, seed: int) -> dict[int, np.ndarray]:
    """Year → persons by kön and age."""
    rng = stream(seed, kommun.kommunkod, "befolkning")
    cohorts = np.exp(rng.normal(0, shape["spridning"], 2100 - FORSTA_FODELSEAR))
    ages = pyramid(shape, kommun.kommungrupp_kod)
    found = {}
    for ar in years:
        persons = shape["invanare"] * share * (1 + shape["tillvaxt_per_ar"]) ** (ar - BASAR)
        found[ar] = np.rint(persons * ages * cohorts[ar - ALDRAR - FORSTA_FODELSEAR]).astype(np.int64)
    return found


def pyramid(shape: dict[str, Any], kommungrupp: str) -> np.ndarray:
    """Share of all inhabitants by kön (men first) and age 0–100; adds to 1."""
    ages = np.interp(ALDRAR, list(shape["aldrar"]), list(shape["aldrar"].values()))
    ages = ages * np.exp(shape["lutning"].get(kommungrupp, 0.0) * ALDRAR / 100)
    men = np.interp(ALDRAR, list(shape["andel_man"]), list(shape["andel_man"].values()))
    return np.stack([men, 1 - men]) * (ages / ages.sum())


def _shared(kommunkod: str, counts: np.ndarray, parts: Iterable[str]) -> Iterator[tuple[str, np.ndarray]]:
    """The kommun, and its stadsdelar alike: together they are the kommun to the person."""
    yield kommunkod, counts
    own = sorted(part for part in parts if part.startswith(f"{kommunkod}-"))
    for nr, part in enumerate(own):
        yield part, (counts + nr) // len(own)


def _rows(region: str, ar: int, counts: np.ndarray) -> pl.DataFrame:
    n = len(ALDRAR)
    columns = ([region] * 2 * n, [ar] * 2 * n, np.repeat([1, 2], n), np.tile(ALDRAR, 2), counts.ravel())
    return pl.DataFrame(dict(zip(KOLUMNER, columns)))
