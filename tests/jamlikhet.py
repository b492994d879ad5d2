"""`python -m tests.jamlikhet`: is the synthetic nation the same from rows, from cells, and from some of each?

Three homes are given the same made-up deliveries. In `rader` everybody sends rows; in `celler` everybody the file that
`isu cells` makes of them; in `blandat` every third lämnare does. What is published is compared byte by byte. A way
whose home has an edition already (`--mapp`) is not made again, so that it can be done a way at a time; one that was cut
off goes on.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.filer import sha256_of
from isu.flow import intag
from isu.flow.publicera import renew_edition
from isu.flow.runda import work_through
from isu.hemlighet import NYCKLAR, SKYDD
from isu.home import Home
from isu.synthetic import choose_senders, write_deliveries

WAYS = RADER, CELLER, BLANDAT = "rader", "celler", "blandat"
FILES = ("indikatorer.parquet", "jamforelser.parquet", "kvalitet.parquet")
#: Tables that most indicators rest on; a file costs more than its rows, and all of them are fourteen.
TABLES = "person,aktualisering,utredning,insats"
#: The homes break ties between equal ways of withholding alike.
SECRET = bytes(32)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.jamlikhet", description=__doc__)
    asked.add_argument(
        "vagar", nargs="*", default=WAYS, help=f"some of {', '.join(WAYS)}; all are compared that are there"
    )
    asked.add_argument("--lamnare", type=int, default=290, help="how many; some of all kinds")
    asked.add_argument("--halvar", default="2024H1:2024H1", help="first and last half-year")
    asked.add_argument("--tabeller", default=TABLES, help="`alla`, or names")
    asked.add_argument("--metod", default="enkel", help="the rule of disclosure; with `bevisad` an edition takes long")
    asked.add_argument("--fro", type=int, default=1, help="seed")
    asked.add_argument("--mapp", type=Path, help="where the homes are kept")
    told = asked.parse_args()
    intag.SETTLED_SECONDS = 0.0
    with TemporaryDirectory(prefix="isu-jamlikhet") as folder:
        place = told.mapp or Path(folder)
        for way in told.vagar:
            make(place, way, told)
        return compare(place)


def make(place: Path, way: str, told: argparse.Namespace) -> None:
    home = Home(place / way)
    if home.edition.is_dir():
        return
    senders = choose_senders(load_declarations(home), told.lamnare)
    by_cells = {RADER: [], CELLER: senders, BLANDAT: senders[::3]}[way]
    if not (home.root / SKYDD).is_file():
        _by_rule(home, told.metod)
        deliver(home, senders, by_cells, told)
        for sender in by_cells:
            send_cells(Home(place / RADER), sender, home.inbox(sender) / "celler.parquet")
        for name in (NYCKLAR, SKYDD):
            (home.root / name).write_bytes(SECRET)
    faults = [f"{o.lamnare}: {o.fel}" for o in work_through(home, senders) if o.fel]
    assert not faults, faults[:3]
    rows = renew_edition(home)["rader"]
    print(f"{way}: {len(senders)} lämnare, varav {len(by_cells)} med celler; {rows} rader i utgåvan", flush=True)


def _by_rule(home: Home, metod: str) -> None:
    path = load_declarations(home).katalog.file("schemas/profiles", "skydd.yaml")
    own = home.own / "schemas" / "profiles" / "skydd.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(path.read_text(encoding="utf-8").replace("\nmetod: bevisad", f"\nmetod: {metod}"), encoding="utf-8")


def deliver(home: Home, senders: Sequence[str], by_cells: Sequence[str], told: argparse.Namespace) -> None:
    """The rows of those that send rows. The population that rates rest on is made for all."""
    first, _, last = told.halvar.partition(":")
    others = [sender for sender in senders if sender not in by_cells]
    write_deliveries(home, load_declarations(home), others, first, last, told.fro)
    wanted = None if told.tabeller == "alla" else told.tabeller.split(",")
    for path in home.intake.glob("*/*"):
        if wanted and path.name.partition("_")[0].partition(".")[0] not in wanted:
            path.unlink()


def send_cells(home: Home, lamnare: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    answer = CliRunner().invoke(app, ["cells", "--out", str(path), "--lamnare", lamnare, "--home", str(home.root)])
    assert answer.exit_code == 0, answer.output


def compare(place: Path) -> int:
    there = [way for way in WAYS if Home(place / way).edition.is_dir()]
    unlike = 0
    for name in FILES:
        hashes = {way: sha256_of(Home(place / way).edition / name) for way in there}
        alike = len(set(hashes.values())) == 1
        unlike += not alike
        size = (Home(place / there[0]).edition / name).stat().st_size
        print(f"{name} ({size} byte): {'lika' if alike else 'OLIKA'} i {', '.join(there)}", flush=True)
    return min(unlike, 1)


if __name__ == "__main__":
    sys.exit(main())
