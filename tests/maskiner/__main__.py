"""`python -m tests.maskiner [NAME …]`: a round on several machines, left in peace and not; prov.py has the names."""

import subprocess
import sys

from tests.maskiner.natverk import ARBETARE, NAV, inside, machines

if __name__ == "__main__":
    with machines() as names:
        workers = [names[worker] for worker in ARBETARE]
        command = [*inside(names[NAV]), sys.executable, "-m", "tests.maskiner.prov", *workers, *sys.argv[1:]]
        sys.exit(subprocess.run(command).returncode)
