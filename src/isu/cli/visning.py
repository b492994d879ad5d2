"""`isu demo`: the whole way in one command, with made-up deliveries, some of them faulty, through Dagster."""

from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from isu.cli.rapport import tell_sent
from isu.cli.tabeller import delivery_lines
from isu.declaration import load_anew, load_declarations
from isu.errors import IsuError
from isu.flow.angrepp import approval, sentences
from isu.flow.publicera import make_release
from isu.flow.rapporter import send_reports
from isu.flow.runda import senders_with_work
from isu.home import Home
from isu.ledger import Ledger

SENDERS, FIRST, LAST, SEED = 12, "2024H1", "2025H2", 1
RELEASE = "demo"
#: One kommun delivers by made-up parts, so that there are stadsdelar to see.
DELAD, STADSDELAR = "1280", {"norr": "Malmö, påhittad stadsdel Norr", "soder": "Malmö, påhittad stadsdel Söder"}

COMPARISON_SQL = """
select
    o.omrade,
    coalesce(k.kommun, l.namn, 'Riket, de som har lämnat allt') as namn,
    o.n,
    o.varde as andel,
    o.status
from read_parquet(?) as o
left join read_csv(?, all_varchar = true) as k on k.kommunkod = o.omrade
left join read_csv(?, all_varchar = true) as l on l.lamnare = o.omrade
where o.indikator = 'AKT-05'
    and o.variant = ''
    and o.period = '2024'
    and o.kon = 'T'
    and o.aldersgrupp = 'alla'
    and o.uppdelning = ''
    and (o.omrade_typ = 'riket' or o.omrade in (select unnest(?)))
order by o.omrade_typ = 'riket' desc, o.omrade
"""

SIGNS = {
    "sekretess": "..  (sekretess)",
    "ej_komplett": "–  (ej komplett)",
    "ej_rapporterat": "–  (ej rapporterat)",
    "ej_tillampligt": ".  (ej tillämpligt)",
    "kvalitet": "–  (kvalitet)",
    "grovre": "–  (grövre uppgifter)",
}


def show(console: Console, home: Home) -> None:
    """Deliver, run, release, and tell what became of it. A home that has been used is shown as it is."""
    if not Ledger(home).all_deliveries():
        _deliver_and_run(console, home)
    _tell_deliveries(console, home)
    _tell_comparison(console, home, load_declarations(home))
    _tell_where(console, home)


def _deliver_and_run(console: Console, home: Home) -> None:
    from isu.pipelines.instans import dagster_instance
    from isu.pipelines.kor import run_round
    from isu.synthetic import choose_senders, divide, planted_faults, write_deliveries

    divide(home, DELAD, STADSDELAR)
    deklaration = load_declarations(home)
    senders = choose_senders(deklaration, SENDERS)
    with console.status("Skriver påhittade leveranser"):
        files = write_deliveries(home, deklaration, senders, FIRST, LAST, SEED, True)
    load_anew(home)  # a population has been written with the deliveries
    planted = planted_faults(deklaration, senders, FIRST, LAST, SEED)
    console.print(
        f"{len(files)} påhittade filer från {len(senders)} lämnare i {SENDERS} kommuner, "
        f"{len(planted)} av dem med ett fel i."
    )
    with console.status("Kör rundan i Dagster"):
        run_round(home, senders_with_work(home), dagster_instance(home))
    with console.status("Angriper det som ska visas, och gör utgåvan"):
        make_release(
            home, RELEASE, approve=approval(home, False, lambda found: console.print(*sentences(found), sep="\n"))
        )
    with console.status("Skriver rapporterna"):
        tell_sent(send_reports(home, RELEASE))


def _tell_deliveries(console: Console, home: Home) -> None:
    """Those with something to mend; the hundreds without are only counted."""
    deliveries = Ledger(home).all_deliveries()
    faulty = [d for d in deliveries if d.avsatta or d.olasbara or d.utfall == "avvisad"]
    for line in delivery_lines(faulty):
        console.print(line, soft_wrap=True, highlight=False)
    console.print(
        f"{len(deliveries)} leveranser, {len(faulty)} med fel: de visas ovan. Alla kvitton ligger under {home.root}.\n"
    )


def _tell_comparison(console: Console, home: Home, deklaration) -> None:
    table = Table(title="AKT-05 Förhandsbedömning inom 14 dagar, 2024, båda könen, alla åldrar", title_justify="left")
    for name, side in (("Område", "left"), ("", "left"), ("Anmälningar", "right"), ("Inom 14 dagar, %", "right")):
        table.add_column(name, justify=side)
    for omrade, namn, n, value, status in _comparison(home, deklaration):
        shown = SIGNS.get(status, "" if value is None else f"{value:.1f}".replace(".", ","))
        table.add_row(omrade, namn, "" if n is None else str(n), shown)
    console.print(table)


def _comparison(home: Home, deklaration) -> list[tuple]:
    parquet = home.releases / "latest" / "indikatorer.parquet"
    if not parquet.is_file():
        raise IsuError(f"Det finns ingen utgåva i {home.releases}. Gör en med isu release NAMN.")
    senders = {d.lamnare for d in Ledger(home).all_deliveries()}
    areas = sorted(senders | {lamnare[:4] for lamnare in senders})
    names = [str(deklaration.katalog.file("schemas/reference", f"{of}.csv")) for of in ("kommuner", "lamnare")]
    with duckdb.connect() as connection:
        return connection.execute(COMPARISON_SQL, [str(parquet), *names, areas]).fetchall()


def _tell_where(console: Console, home: Home) -> None:
    shown = home.root.relative_to(Path.cwd()) if home.root.is_relative_to(Path.cwd()) else home.root
    console.print(f"\nUtgåvan: {shown}/releases/latest", soft_wrap=True)
    console.print(f"Öppna Dagster på samma hem: make ui (eller isu ui --home {shown})", soft_wrap=True)
