"""Two workers against one, left of the wall: intake and cells of all tables.

Wall seconds tell it on a machine with nothing else to do. On another, the CPU seconds of the one that works longest
do: as long as it would have taken on cores of their own, with what the two cost each other.
"""

import os
import shutil
import sys
from pathlib import Path

from bench.matning import isu, measure

KOR = str(Path(__file__).parent / "arbetare_kor.py")
SENDERS = 16


def run(folder: Path) -> None:
    delivered = folder / "levererat"
    measure(isu("synth", "--home", str(delivered), "--lamnare", str(SENDERS), "--from", "2025H1", "--to", "2025H1"))
    found = {}
    for workers in (1, 2):
        home = folder / f"hem_{workers}"
        shutil.copytree(delivered, home, copy_function=shutil.copy2)
        told = found[workers] = measure([sys.executable, KOR, str(home), str(workers)]).told
        each = ", ".join(f"{cpu:.1f}" for cpu in told["arbete"])
        print(f"{workers} arbetare: {told['vagg']:.1f} s, last {os.getloadavg()[0]:.1f}; arbete {each} CPU s")
        print(f"  innan arbetet börjar: {told['fore']:.1f} CPU s i varje process", flush=True)
        shutil.rmtree(home)
    one, two = found[1], found[2]
    print(f"{one['vagg'] / two['vagg']:.2f} × på klockan, {max(one['arbete']) / max(two['arbete']):.2f} × i arbete")
