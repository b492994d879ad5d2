"""The study from end to end, with made-up data: python examples/rss_vantetider/kor.py FOLDER

RSS defines three indicators in a pack. Ten municipalities install it. Six send rows to RSS; four count at home and
send cells, the smallest of them thinned. RSS makes a release, and each has its report in its outbox. Every municipality
has a home of its own here, as it would on a machine of its own.
"""

import csv
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.flow.publicera import renew_edition
from isu.flow.runda import work_through
from isu.home import Home
from isu.paket.fil import read_pack
from isu.synthetic import write_deliveries

STUDIE = Path(__file__).parent / "studie"
RADER = ("1493", "1494", "1495", "1496", "1498", "1499")
CELLER = ("1471", "1472", "1473", "1497")
LITEN = "1497"
TABELLER = ("aktualisering", "utredning", "person")
TID = "2024H1"


def main(folder: Path) -> Home:
    """The home of RSS, with the release."""
    rss, kommuner = Home(folder / "rss"), {k: Home(folder / k) for k in (*RADER, *CELLER)}
    for home in (rss, *kommuner.values()):
        only_these(home, kommuner)
    extracts = made_up(Home(folder / "uttag"), kommuner)

    pack = folder / "rss_vantetider-1.isupaket"
    isu("signing-key", "--home", rss.root)
    isu("pack", "make", STUDIE, "--out", pack, "--home", rss.root)
    avtryck = read_pack(pack).avtryck  # read aloud over the telephone
    for home in (rss, *kommuner.values()):
        isu("pack", "trust", avtryck, "--vem", "RSS", "--home", home.root)
        isu("pack", "install", pack, "--home", home.root)

    for kommun in RADER:
        put(extracts[kommun], rss.inbox(kommun))
    for kommun in CELLER:
        put([cells_of(kommuner[kommun], kommun, extracts[kommun])], rss.inbox(kommun))

    run(rss, kommuner)
    isu("release", "studien-1", "--home", rss.root)
    return rss


def cells_of(home: Home, kommun: str, extract: Iterable[Path]) -> Path:
    """Count at home, and write what leaves it."""
    put(extract, home.inbox(kommun))
    run(home, [kommun], edition=False)
    target = home.root / "celler.parquet"
    chosen = ["--indikator", "RSS-01", "--indikator", "RSS-02", "--indikator", "RSS-03"]
    thinned = ["--profil", "rss_liten_kommun"]
    isu("cells", "--out", target, *(thinned if kommun == LITEN else chosen), "--home", home.root)
    return target


def run(home: Home, senders: Iterable[str], edition: bool = True) -> None:
    """As `isu run` does, in this process."""
    print(f"$ isu run --home {home.root.name}")
    for outcome in work_through(home, senders, workers=1):
        print(f"{outcome.lamnare}: " + ", ".join(f"{d.tabell} {d.utfall}" for d in outcome.leveranser))
    if edition:
        renew_edition(home)


def only_these(home: Home, kommuner: Iterable[str]) -> None:
    """The lists of kommuner and lämnare, with those of the study alone."""
    for name in ("kommuner", "lamnare"):
        path = load_declarations().katalog.file("schemas/reference", f"{name}.csv")
        header, *rows = csv.reader(path.read_text("utf-8").splitlines())
        own = home.own / "schemas" / "reference" / path.name
        own.parent.mkdir(parents=True, exist_ok=True)
        with own.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row in rows if row[0] in kommuner)])


def made_up(home: Home, kommuner: Iterable[str]) -> dict[str, list[Path]]:
    """Kommun → the extracts that the study needs."""
    files = write_deliveries(home, load_declarations(), list(kommuner), TID, TID)
    wanted = [path for path in files if re.match(rf"({'|'.join(TABELLER)})[_.]", path.name)]
    return {kommun: [path for path in wanted if path.parent.name == kommun] for kommun in kommuner}


def put(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copy2(path, folder)


def isu(*words: object) -> None:
    """One command, told before it is done."""
    told = [word.name if isinstance(word, Path) else str(word) for word in words]
    print("$ isu", *told)
    if app([str(word) for word in words], standalone_mode=False):
        raise SystemExit(f"isu {words[0]} gick inte")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
