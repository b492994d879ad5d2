"""The commands. Each is a few lines: options in, one call to the flow, a table or a sentence out."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from isu.cli.atertag import withdraw
from isu.cli.celler import cells
from isu.cli.gallra import gallra
from isu.cli.granska import audit
from isu.cli.halla import hold
from isu.cli.indikatorer import list_indicators
from isu.cli.jamfor import compare_kommun
from isu.cli.karta import map_source
from isu.cli.kryptera import encrypt
from isu.cli.kvitto import receipt
from isu.cli.logg import log
from isu.cli.paket import pack
from isu.cli.pseudonym import key, pseudonymise
from isu.cli.radera import erase
from isu.cli.rapport import report, tell_sent
from isu.cli.referens import reference
from isu.cli.sajt import site
from isu.cli.servera import serve
from isu.cli.signering import signing_key
from isu.cli.tabeller import delivery_lines, status_table
from isu.cli.utgava import release
from isu.cli.val import COMMAND, HomeOption, Json, existing_home, print_json
from isu.cli.vantat import expected
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.home import Home
from isu.omdome import AVVISAD, DELVIS

#: More deliveries than this are too many to read.
MANY = 60

app = typer.Typer(
    help="ISU: från det socialtjänsten redan skriver till jämförbara, skyddade indikatorer.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
console = Console()


@app.callback()
def named(context: typer.Context) -> None:
    COMMAND.set(context.invoked_subcommand or "isu")


app.command()(withdraw)
app.command()(hold)
app.command()(release)
app.command()(audit)
app.command()(encrypt)
app.command()(erase)
app.command()(gallra)
app.command()(log)
app.command()(receipt)
app.command()(serve)
app.command()(site)
app.command()(expected)
app.command()(report)
app.command()(key)
app.command()(cells)
app.command("signing-key")(signing_key)
app.command()(pseudonymise)
app.command("map")(map_source)
app.command("indicators")(list_indicators)
app.command("compare")(compare_kommun)
app.add_typer(reference, name="reference")
app.add_typer(pack, name="pack")


@app.command()
def synth(
    home: HomeOption = None,
    lamnare: Annotated[int, typer.Option("--lamnare", help="Antal lämnare, högst 290.")] = 12,
    fran: Annotated[str, typer.Option("--from", help="Första halvåret.")] = "2024H1",
    till: Annotated[str, typer.Option("--to", help="Sista halvåret.")] = "2025H2",
    seed: Annotated[int, typer.Option("--seed", help="Samma frö ger samma filer.")] = 1,
    faults: Annotated[bool, typer.Option("--faults", help="Gör några leveranser felaktiga.")] = False,
) -> None:
    """Skriv påhittade leveranser till intaget."""
    from isu.synthetic import choose_senders, write_deliveries

    place, senders = existing_home(home), None
    deklaration = load_declarations(place)
    senders = choose_senders(deklaration, lamnare)
    with _progress("Skriver leveranser", len(senders)) as step:
        files = write_deliveries(place, deklaration, senders, fran, till, seed, faults, lambda _: step())
    console.print(f"{len(files)} filer från {len(senders)} lämnare ligger i {place.intake}.")


@app.command()
def run(
    home: HomeOption = None,
    lamnare: Annotated[list[str] | None, typer.Argument(help="Bara dessa lämnare.", show_default=False)] = None,
) -> None:
    """Ta emot det som väntar, räkna om det som ändrats och förnya arbetsutgåvan."""
    from isu.flow.publicera import renew_edition
    from isu.flow.rapporter import send_preliminary
    from isu.flow.runda import senders_with_work, work_through

    place = existing_home(home)
    senders = lamnare or senders_with_work(place)
    with _progress("Tar emot och räknar", len(senders)) as step:
        outcomes = work_through(place, senders, lambda _: step())
    taken = [d for o in outcomes for d in o.leveranser]
    _tell_taken(taken)
    failed = _tell_failures(outcomes)
    with console.status("Förnyar arbetsutgåvan"):
        edition = renew_edition(place)
    console.print(f"Arbetsutgåvan ligger i {place.edition} ({edition['rader']} rader).")
    sent = send_preliminary(place)
    if (sent and tell_sent(sent)) or failed:
        raise typer.Exit(1)


def _tell_taken(taken: list) -> None:
    """Every delivery; after a national round only those with something to mend, and how many the others were."""
    shown = taken if len(taken) <= MANY else [d for d in taken if d.utfall in (DELVIS, AVVISAD)]
    for line in delivery_lines(shown):
        console.print(line, soft_wrap=True, highlight=False)
    unseen = len(taken) - len(shown)
    files = "1 fil" if len(taken) == 1 else f"{len(taken)} filer"
    console.print(f"{files} togs." + (f" {unseen} av dem var utan fel och visas inte här." if unseen else ""))


def _tell_failures(outcomes) -> bool:
    """Before the edition is renewed, which may fail for the same reason. Were there any?"""
    failed = [o for o in outcomes if o.fel]
    for outcome in failed:
        console.print(f"[red]{outcome.lamnare}[/]: {outcome.fel}", soft_wrap=True, highlight=False)
    return bool(failed)


@app.command()
def status(home: HomeOption = None, as_json: Json = False) -> None:
    """Visa vad som har kommit in, vad som gäller och vad som väntar på rättning."""
    from isu.flow.laget import by_sender, unmended
    from isu.intake.arrival import left_alone, senders_waiting
    from isu.ledger import Ledger

    place = existing_home(home)
    ledger = Ledger(place)
    deliveries, protected = ledger.all_deliveries(), _protected(place, ledger.protected())
    left = {lamnare: len(unmended(own)) for lamnare, own in by_sender(deliveries).items()}
    waiting, folders = senders_waiting(place), left_alone(place)
    if as_json:
        told = {"lamnare": list(left), "att_atgarda": left, "vantar_i_intaget": waiting, "leveranser": len(deliveries)}
        print_json(told | {"mappar_som_inte_lases": folders, "skyddade": protected})
        return
    console.print(status_table(deliveries, left, protected))
    console.print(f"I intaget väntar filer från {len(waiting)} lämnare.")
    if folders:
        console.print(
            f"Mappar i intaget som inte läses: {folders}. En lämnares filer ska ligga direkt i mappen med dess nummer.",
            soft_wrap=True,
        )


@app.command()
def check(
    fil: Annotated[Path, typer.Argument(help="Filen som ska bedömas.", exists=True, dir_okay=False)],
    lamnare: Annotated[str, typer.Option("--lamnare", help="Vem som ska lämna filen.")],
    home: HomeOption = None,
    as_json: Json = False,
) -> None:
    """Bedöm en fil utan att spara något. Slutar med 0 om allt skulle tas emot, annars 1."""
    from isu.cli.bedom import judge_without_keeping
    from isu.receipt.terminal import lines

    data, all_of_it = judge_without_keeping(fil, lamnare, Home.of(home) if home else None)
    if as_json:
        print_json(data)
    else:
        console.print("Det här är en prövning: filen ligger kvar orörd. Så skulle kvittot bli.\n", soft_wrap=True)
        console.print("\n".join(lines(data)), soft_wrap=True, markup=False, highlight=False)
    raise typer.Exit(0 if all_of_it else 1)


@app.command()
def verify(home: HomeOption = None) -> None:
    """Bevisa ur liggaren och filerna att inget har gått förlorat. Slutar med 1 och platsen om något fattas."""
    from isu.flow.granska import verify as faults_of

    place = existing_home(home)
    faults = faults_of(place)
    for fault in faults:
        console.print(f"[red]{fault}[/]")
    if faults:
        raise typer.Exit(1)
    console.print("Allt stämmer: varje levererad rad finns kvar, och varje utgåva kan följas till sina leveranser.")


@app.command()
def template(
    tabell: Annotated[str, typer.Argument(help="Tabellens namn.")],
    ut: Annotated[Path | None, typer.Option("--ut", help="Fil att skriva, .xlsx eller .csv.")] = None,
    home: HomeOption = None,
) -> None:
    """Skriv den mall som en kommun fyller i."""
    from isu.cells.indikator import load_indicators
    from isu.flow.matar import feeds
    from isu.receipt.mall import write_template

    deklaration = load_declarations(Home.of(home) if home else None)
    if tabell not in deklaration.tabeller:
        raise IsuError(f"Tabellen {tabell} finns inte. Välj en av {', '.join(deklaration.tabeller)}.")
    out = ut or Path(f"{tabell}.xlsx")
    matar = feeds(load_indicators(deklaration)).get(tabell, ())
    write_template(deklaration.tabeller[tabell], deklaration.kodlistor, out, matar)
    console.print(f"Mallen ligger i {out}.")


class Format(StrEnum):
    md = "md"
    csv = "csv"


@app.command()
def dictionary(
    ut: Annotated[Path | None, typer.Option("--ut", help="Fil att skriva; annars skrivs den ut.")] = None,
    form: Annotated[Format, typer.Option("--form", help="Markdown eller CSV.")] = Format.md,
    home: HomeOption = None,
) -> None:
    """Skriv dataordboken: alla tabeller, kolumner och kodlistor."""
    from isu.cells.indikator import load_indicators
    from isu.flow.matar import feeds
    from isu.receipt.ordbok import dictionary_csv, dictionary_markdown

    deklaration = load_declarations(Home.of(home) if home else None)
    matar = feeds(load_indicators(deklaration))
    text = dictionary_markdown(deklaration, matar) if form is Format.md else dictionary_csv(deklaration)
    if ut:
        ut.write_text(text, encoding="utf-8")
        console.print(f"Dataordboken ligger i {ut}.")
    else:
        sys.stdout.write(text)


@app.command()
def ui(
    home: HomeOption = None,
    host: Annotated[str, typer.Option(help="Adress att lyssna på.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.")] = 3000,
    bara: Annotated[
        str, typer.Option("--bara", help="allt, eller bara en del på en server: webb, daemon, arbetare.")
    ] = "allt",
    lasning: Annotated[
        bool, typer.Option("--read-only", help="Sidorna visar men ändrar inget; med --bara webb.")
    ] = False,
) -> None:
    """Öppna Dagster på hemmet, med sensorn på: lägg en fil i intaget och se den tas emot."""
    from isu.cli.ui import open_ui, part_called

    open_ui(existing_home(home), host, port, part_called(bara, lasning), lasning)


@app.command()
def demo(home: HomeOption = None) -> None:
    """Visa hela vägen: tolv kommuner levererar, några med fel, genom Dagster till en utgåva."""
    from isu.cli.visning import show

    show(console, existing_home(home or Path("demo-hem")))


def _progress(text: str, total: int):
    return _Steps(text, total)


class _Steps:
    """A progress bar on the error stream; silent when nobody watches."""

    def __init__(self, text: str, total: int):
        self._progress = Progress(console=Console(stderr=True), disable=not sys.stderr.isatty())
        self._task = self._progress.add_task(text, total=total)

    def __enter__(self):
        self._progress.start()
        return lambda: self._progress.advance(self._task)

    def __exit__(self, *_):
        self._progress.stop()


def _protected(place: Home, counted: dict[str, int]) -> dict[str, str]:
    """Protected persons per sender that has any, never as a number from 1 to the threshold."""
    from isu.receipt.text import skyddat_antal

    troskel = load_declarations(place).skydd.troskel
    return {lamnare: skyddat_antal(antal, troskel) for lamnare, antal in counted.items() if antal}
