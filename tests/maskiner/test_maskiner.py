"""Workers with networks of their own; one killed, queue and database stopped: still the bytes of one machine."""

import os
import subprocess
import sys

from tests import postgres
from tests.maskiner.kluster import REDIS
from tests.maskiner.natverk import can_be_made
from tests.verktyg import without


@without("PostgreSQL", missing=postgres.BIN is None)
@without("Redis", missing=REDIS is None)
@without("nätverksnamnrymder och root", missing=os.getuid() != 0 or not can_be_made())
def test_a_round_of_several_machines_gives_the_bytes_of_one_whatever_stops():
    done = subprocess.run([sys.executable, "-m", "tests.maskiner", "allt detta"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "allt detta: lika" in done.stdout
