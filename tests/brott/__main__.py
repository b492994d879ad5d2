"""`python -m tests.brott 200 --fro 1`: so many faults, from number `--forsta`. `--bara N` injects one of them again."""

import argparse
import signal
import sys

from tests import postgres
from tests.brott.forsok import Utfall, forsok
from tests.brott.tabell import table
from tests.brott.verkstad import Verkstad, verkstad, what_fills_the_disk


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.brott", description=__doc__)
    asked.add_argument("antal", type=int, nargs="?", default=20, help="number of faults")
    asked.add_argument("--fro", type=int, default=1, help="seed")
    asked.add_argument("--forsta", type=int, default=0, help="number of the first fault")
    asked.add_argument("--bara", type=int, help="inject this one again")
    told = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # then too the disk and the server are taken down
    numbers = range(told.forsta, told.forsta + told.antal) if told.bara is None else [told.bara]
    with verkstad(postgres.BIN is not None) as where:
        print(f"Disken fylls genom {what_fills_the_disk(where.own_disk)}.", flush=True)
        found = [_told(where, told.fro, nr) for nr in numbers]
    print(table(found))
    return 1 if any(u.wrong for u in found) else 0


def _told(where: Verkstad, fro: int, nr: int) -> Utfall:
    utfall = forsok(where, fro, nr)
    print(f"{nr}: {utfall.slag.namn} ({utfall.where}){'' if utfall.felt else ', märktes inte'}", flush=True)
    for sentence in utfall.wrong[:12]:
        print(f"   {sentence}\n   En gång till: python -m tests.brott --fro {fro} --bara {nr}", flush=True)
    return utfall


if __name__ == "__main__":
    sys.exit(main())
