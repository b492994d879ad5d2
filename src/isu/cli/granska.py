"""`isu audit`: an attacker reads a release and tries to have back what is withheld in it."""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from isu.cli.val import HomeOption
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.home import Home

console = Console(soft_wrap=True, highlight=False)
LEVELS = ("riket", "lan", "kommungrupp", "kommun", "stadsdel")


def audit(
    utgava: Annotated[
        Path, typer.Argument(help="Katalogen med utgåvan, eller med --home utgåvans namn.", file_okay=False)
    ],
    home: HomeOption = None,
    lp: Annotated[
        bool, typer.Option("--lp", help="Räkna också med linjärprogrammering: långsammare, hittar allt.")
    ] = False,
    sample: Annotated[
        float, typer.Option("--sample", help="Andel av de dolda talen som räknas så.", min=0, max=1)
    ] = 0.01,
    mot: Annotated[
        Path | None,
        typer.Option("--mot", help="En tidigare utgåva att jämföra med, katalogen eller namnet.", file_okay=False),
    ] = None,
    ensamma: Annotated[
        bool,
        typer.Option("--ensamma", help="Angrip också som de som är ensamma i en ruta, med hemmets summor (--home)."),
    ] = False,
    ihop: Annotated[
        bool,
        typer.Option(
            "--ihop",
            help="Angrip också indikatorer som räknar samma enheter tillsammans, med linjärprogrammering och hemmets "
            "summor (--home). Tar lång tid.",
        ),
    ] = False,
) -> None:
    """Angrip en utgåva som en läsare skulle göra. Slutar med 1 om ett dolt tal går att räkna fram."""
    from isu.flow.angrepp import assumed, by_name, decided_together, guesses, kommungrupp_of, sentences, sums_behind
    from isu.flow.mellan import same_units
    from isu.granskning import granska

    utgava, mot = (path and _release(path, home, granska.INDIKATORER) for path in (utgava, mot))
    deklaration = load_declarations(Home.of(home) if home else None)
    behind = lru_cache(maxsize=2)(partial(sums_behind, Home.of(home))) if ensamma else lambda _: None
    grupper = kommungrupp_of(deklaration)
    andel = sample if lp else 0.0
    tror = partial(guesses, deklaration.skydd, behind) if ensamma else None
    familjer = decided_together(Home.of(home), deklaration) if ensamma else {}
    lika = partial(same_units, deklaration.skydd, behind, familjer)
    found = list(granska.audit(utgava, grupper, mot, andel, tror, lambda id_: by_name(behind(id_)), lika))
    console.print(_table(found))
    together = granska.gathered(found)
    guessed = assumed(together)
    for sentence in (*sentences(together), *guessed):
        console.print(sentence)
    known = ihop and _attacked_together(utgava, Home.of(home), grupper)
    if together.brister or known:
        raise typer.Exit(1)
    console.print(f"Inget {'annat ' if guessed else ''}dolt tal går att räkna fram.")


def _attacked_together(utgava: Path, home: Home, kommungrupp: Mapping[str, str]) -> bool:
    """Tells of each family as it is done. Is anything of it known?"""
    from isu.flow.ihop import attacked_together, sentence
    from isu.granskning.indelning import grouping

    found = []
    for family in attacked_together(home, utgava, grouping(utgava, kommungrupp)):
        console.print(sentence(family))
        found += family
    return any(own.kanda for own in found)


def _release(utgava: Path, home: Path | None, fil: str) -> Path:
    """The folder of a release: one that is named by its path, or by its name in the home."""
    places = [utgava, *([Home.of(home).releases / utgava] if home else [])]
    for place in places:
        if (place / fil).is_file():
            return place
    told = f"Ingen utgåva finns i {' eller '.join(map(str, places))} ({fil} saknas)."
    raise IsuError(f"{told} Ange katalogen, eller utgåvans namn och hemmet med --home.")


def _table(found: list) -> Table:
    """Per kind of area: how many numbers are withheld, and how narrow the narrowest is."""
    table = Table("Nivå", "Dolda tal", "Minsta bredd")
    for level in LEVELS:
        numbers = [u.bredd.get(level, (0, float("inf"))) for u in found]
        narrowest = min((bredd for _, bredd in numbers), default=float("inf"))
        shown = "–" if narrowest == float("inf") else f"{narrowest:.0f}"
        table.add_row(level, str(sum(n for n, _ in numbers)), shown)
    return table
