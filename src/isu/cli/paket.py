"""`isu pack`: definitions that travel, as signed packs."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.handelser import note

pack = typer.Typer(
    help="Gör, granska och installera paket med indikatorer, till exempel en studies.", no_args_is_help=True
)
console = Console(soft_wrap=True, highlight=False, markup=False)

Fil = Annotated[Path, typer.Argument(help="Paketets fil.", exists=True, dir_okay=False)]


@pack.callback()
def _group() -> None:
    """Gör, granska och installera paket med indikatorer, till exempel en studies."""


@pack.command()
def make(
    mapp: Annotated[Path, typer.Argument(help="Mappen med paket.yaml och filerna.", exists=True, file_okay=False)],
    ut: Annotated[Path | None, typer.Option("--out", help="Filen att skriva; annars NAMN-VERSION.isupaket.")] = None,
    home: HomeOption = None,
) -> None:
    """Gör ett paket av en mapp, prövat här och signerat med hemmets nyckel."""
    from isu.paket.fil import SUFFIX
    from isu.paket.plats import make_pack

    paket, content = make_pack(existing_home(home), mapp)
    target = ut or Path(f"{paket.namn}-{paket.version}{SUFFIX}")
    target.write_bytes(content)
    console.print(f"Paketet {paket.kallas} med {len(paket.indikatorer)} indikatorer ligger i {target}.")
    _tell_key(target)


def _tell_key(path: Path) -> None:
    from isu.paket.fil import read_pack

    console.print(f"Nyckelns fingeravtryck, att lämna på annan väg än paketet: {read_pack(path).avtryck}")


@pack.command()
def show(fil: Fil, home: HomeOption = None) -> None:
    """Visa vad ett paket innehåller och vem som har signerat det, utan att installera något."""
    from isu.paket.fil import read_pack
    from isu.paket.nycklar import believed

    signed = read_pack(fil)
    paket, whose = signed.paket, believed(existing_home(home)).get(signed.avtryck)
    console.print(f"{paket.kallas}: {paket.sv}\nUtgivare enligt paketet: {paket.utgivare}")
    console.print(f"Signaturen stämmer. Nyckeln är {f'betrodd ({whose})' if whose else 'inte betrodd här'}.")
    for id_, (version, digest) in sorted(paket.indikatorer.items()):
        console.print(f"  {id_} version {version} ({digest[:8]})")
    for place in sorted(paket.filer):
        console.print(f"  {place}")


@pack.command()
def install(fil: Fil, home: HomeOption = None) -> None:
    """Installera ett paket, eller en senare version av det, om det är signerat med en betrodd nyckel."""
    from isu.paket.plats import install as install_pack

    place = existing_home(home)
    paket, new = install_pack(place, fil)
    if not new:
        console.print(f"Paketet {paket.kallas} är redan installerat.")
        return
    note(place, "pack install", paket=paket.kallas)
    told = ", ".join(sorted(paket.indikatorer)) or "inga indikatorer"
    console.print(f"Paketet {paket.kallas} är installerat: {told}. isu run räknar dem.")


@pack.command("list")
def list_packs(home: HomeOption = None) -> None:
    """Lista hemmets paket och de nycklar som är betrodda. Slutar med 1 om något paket är ändrat."""
    from isu.paket.nycklar import believed
    from isu.paket.plats import installed

    place = existing_home(home)
    keys, packs = believed(place), installed(place)
    for there in packs:
        told = ", ".join(sorted(there.paket.indikatorer)) or "inga indikatorer"
        console.print(f"{there.paket.kallas}, {keys.get(there.avtryck, 'okänd utgivare')}: {told}")
        for fault in there.fel:
            console.print(f"  {fault}")
    console.print(f"{len(packs)} paket är installerade.")
    for avtryck, vem in keys.items():
        console.print(f"Betrodd nyckel: {avtryck} {vem}")
    if any(there.fel for there in packs):
        raise typer.Exit(1)


@pack.command()
def remove(namn: Annotated[str, typer.Argument(help="Paketets namn.")], home: HomeOption = None) -> None:
    """Ta bort ett paket. Dess indikatorer räknas inte längre; utgåvor som finns ändras inte."""
    from isu.paket.plats import remove as remove_pack

    place = existing_home(home)
    remove_pack(place, namn)
    note(place, "pack remove", paket=namn)
    console.print(f"Paketet {namn} är borttaget. isu run tar bort det som räknades.")


@pack.command()
def trust(
    avtryck: Annotated[str, typer.Argument(help="Nyckelns fingeravtryck, SHA256:…")],
    vem: Annotated[str, typer.Option("--vem", help="Vems nyckeln är.")] = "",
    angra: Annotated[bool, typer.Option("--angra", help="Lita inte längre på nyckeln.")] = False,
    home: HomeOption = None,
) -> None:
    """Lita på paket som är signerade med nyckeln. Fingeravtrycket ska ha kommit på annan väg än paketet."""
    from isu.paket.nycklar import believe, believe_no_more

    place = existing_home(home)
    if angra:
        believe_no_more(place, avtryck)
    else:
        believe(place, avtryck, vem)
    note(place, "pack trust", nyckel=avtryck, angra=str(angra))
    console.print("Nyckeln är inte längre betrodd." if angra else f"Nyckeln är betrodd: {vem}.")
