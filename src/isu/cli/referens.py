"""`isu reference`: load what the rates need from outside into the home's own reference files, and fix what they are
standardised by."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import numpy as np
import polars as pl
import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.declaration import Kommun, load_declarations
from isu.declaration.befolkning import HELA_RIKET, MAPP, Befolkning, Uppgifter, write_befolkning
from isu.declaration.lamnare import geographic_parts
from isu.errors import IsuError
from isu.referens.pxweb import ADRESS, TABELLER

TABELLNAMN = "Folkmängden efter region, civilstånd, ålder och kön"
#: From this year SCB's cells carry a small random error, which whoever reads a rate should be told.
CKM_FRAN = 2025
OSAKERHET = f"Från {CKM_FRAN} har SCB lagt en liten slumpmässig osäkerhet på talen (CKM)"
STADSDELAR = "Stadsdelarnas befolkning är kommunens egen uppgift"
#: Without a wish, so many of the latest years; and so many missing kommuner are named.
SENASTE, HOGST_NAMNDA = 5, 10

reference = typer.Typer(help="Hämta referensuppgifter: befolkningen och standardbefolkningen.", no_args_is_help=True)
console = Console(soft_wrap=True, highlight=False, markup=False)


@reference.callback()
def _group() -> None:
    """Hämta referensuppgifter: befolkningen och standardbefolkningen."""


@reference.command()
def befolkning(
    fil: Annotated[
        list[Path] | None,
        typer.Option("--fil", help="Fil sparad från SCB:s Statistikdatabas; kan anges flera gånger.", dir_okay=False),
    ] = None,
    ar: Annotated[
        list[int] | None, typer.Option("--ar", help="Bara dessa år; utan --fil annars de fem senaste.")
    ] = None,
    tabell: Annotated[
        list[str] | None, typer.Option("--tabell", help="SCB:s tabell-id, om de har bytts.", show_default=False)
    ] = None,
    adress: Annotated[str, typer.Option("--adress", help="SCB:s databas.")] = ADRESS,
    home: HomeOption = None,
) -> None:
    """Läs in befolkningen per kommun, kön och ålder från SCB, ur en sparad fil eller över nätet."""
    from isu.referens.folkmangd import joined

    place = existing_home(home)
    deklaration = load_declarations(place)
    known = deklaration.kommuner
    stadsdelar = geographic_parts(deklaration.lamnare.values())
    frames, kalla, uttag = (
        _from_files(fil, known, stadsdelar) if fil else _from_scb(adress, tabell or list(TABELLER), ar or [], known)
    )
    frame = _chosen(joined(frames), ar or [])
    before = _years_before(deklaration.befolkning)
    target = write_befolkning(place.own / MAPP, frame, Uppgifter(_with_warning(kalla, frame), uttag))
    _tell(frame, known, before, target)


@reference.command()
def standard(
    ar: Annotated[int, typer.Option("--ar", help="Året vars befolkning alla år standardiseras mot.")],
    home: HomeOption = None,
) -> None:
    """Gör rikets inlästa befolkning ett visst år till standardbefolkning, för alla år."""
    from isu.declaration.standardbefolkning import write_standard

    place = existing_home(home)
    deklaration = load_declarations(place)
    befolkning = deklaration.befolkning
    riket = _riket(befolkning, deklaration.kommuner, ar)
    prefix = "PAHITTAD" if befolkning.syntetisk else "RIKET"
    target = write_standard(place.own / MAPP, riket, f"{prefix}{ar}", f"Riket {ar}. {befolkning.notis}")
    console.print(f"Standardbefolkningen ligger i {target}. Arbetsutgåvan förnyas av isu run.")


def _riket(befolkning: Befolkning, kommuner: Iterable[str], ar: int) -> np.ndarray:
    """Riket's own row, else the sum of all kommuner."""
    own = befolkning.of(HELA_RIKET, ar)
    parts = [own] if own is not None else [befolkning.of(kommun, ar) for kommun in kommuner]
    if any(part is None for part in parts):
        known = ", ".join(map(str, befolkning.ar)) or "inget år"
        raise IsuError(f"Befolkningen {ar} är inte inläst för riket eller alla kommuner. Inläst är {known}.")
    return sum(parts)


def _from_files(
    files: list[Path], kommuner: Mapping[str, Kommun], stadsdelar: Iterable[str]
) -> tuple[list[pl.DataFrame], str, str]:
    """What the files hold; they were taken out the day the last of them was saved."""
    from isu.referens.fil import read_file
    from isu.referens.folkmangd import folkmangd

    missing = next((f for f in files if not f.is_file()), None)
    if missing:
        raise IsuError(f"Filen {missing} finns inte.")
    frames = [folkmangd(read_file(path), kommuner, path.name, stadsdelar) for path in files]
    saved = max(datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in files)
    names = ", ".join(path.name for path in files)
    parts = f". {STADSDELAR}" if any("-" in region for f in frames for region in f["kommunkod"].unique()) else ""
    return frames, f"SCB, {TABELLNAMN}, ur {names}{parts}", f"sparad {saved:%Y-%m-%d}"


def _from_scb(
    adress: str, ids: list[str], years: list[int], kommuner: Mapping[str, Kommun]
) -> tuple[list[pl.DataFrame], str, str]:
    from isu.referens.folkmangd import folkmangd
    from isu.referens.pxweb import describe, fetch, years_of

    tables = [describe(adress, one) for one in ids]
    wanted = years_of(tables, years, SENASTE)
    used = [t for t in tables if t.tabell in wanted]
    frames = [
        folkmangd(part, kommuner, f"SCB:s tabell {t.tabell}")
        for t in used
        for part in fetch(adress, t, wanted[t.tabell], kommuner)
    ]
    updated = max(t.uppdaterad for t in used)
    return frames, f"SCB, {TABELLNAMN} ({', '.join(t.tabell for t in used)})", f"uppdaterad {updated}"


def _chosen(frame: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    missing = sorted(set(years) - set(frame["ar"]))
    if missing:
        raise IsuError(f"År {', '.join(map(str, missing))} finns inte i det som lästes.")
    return frame.filter(pl.col("ar").is_in(years)) if years else frame


def _with_warning(kalla: str, frame: pl.DataFrame) -> str:
    return f"{kalla}. {OSAKERHET}" if frame["ar"].max() >= CKM_FRAN else kalla


def _years_before(before: Befolkning) -> set[int]:
    """A made-up file, or one that can't be read, is no loss."""
    try:
        return set() if before.syntetisk else set(before.ar)
    except IsuError:
        return set()


def _tell(frame: pl.DataFrame, kommuner: Mapping[str, Kommun], before: set[int], target: Path) -> None:
    """What was read, year by year, and what is not there."""
    for (ar,), year in frame.group_by("ar", maintain_order=True):
        left = [k.kommun for code, k in sorted(kommuner.items()) if code not in set(year["kommunkod"])]
        own = year.filter(pl.col("kommunkod").is_in(list(kommuner)))
        found, persons = len(kommuner) - len(left), f"{own['antal'].sum():,}".replace(",", " ")
        more = f"{_own_rows(year)}{_parts(year)}{_missing(left)}"
        console.print(f"{ar}: {found} av {len(kommuner)} kommuner, {persons} personer.{more}")
    gone = sorted(before - set(frame["ar"]))
    if gone:
        console.print(f"Den förra filen hade också {', '.join(map(str, gone))}. De åren finns inte kvar.")
    console.print(f"Befolkningen ligger i {target}. Arbetsutgåvan förnyas av isu run.")


def _own_rows(year: pl.DataFrame) -> str:
    """Whether the whole country has a row of its own, which its rates then rest on."""
    own = HELA_RIKET in set(year["kommunkod"])
    return " Riket har en egen rad." if own else " Riket saknar egen rad: det räknas som summan av kommunerna."


def _parts(year: pl.DataFrame) -> str:
    number = year.filter(pl.col("kommunkod").str.contains("-", literal=True))["kommunkod"].n_unique()
    return f" {number} stadsdelar." if number else ""


def _missing(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:HOGST_NAMNDA]) + (" …" if len(names) > HOGST_NAMNDA else "")
    return f" Saknas: {shown}."
