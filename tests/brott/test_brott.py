"""Twenty faults at random points of a round: the same command again ends with the same bytes, and nothing is lost."""

import re
import subprocess
import sys

import pytest

from tests import postgres
from tests.brott.slag import SLAG
from tests.verktyg import without

TWENTY = sum(slag.per_tjugo for slag in SLAG)


@pytest.fixture(scope="module")
def told() -> str:
    """What `python -m tests.brott` says, from a process of its own: the rounds are forked from it."""
    command = [sys.executable, "-m", "tests.brott", str(TWENTY)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def counts(told: str, namn: str) -> list[int]:
    """A line of the table: injected, felt, the same bytes afterwards, alarms, losses."""
    (line,) = re.findall(rf"^\| {re.escape(namn)} \|(.*)\|$", told, re.MULTILINE)
    return [int(cell) for cell in line.split("|")]


@pytest.mark.parametrize("slag", SLAG, ids=lambda slag: slag.namn)
@without("PostgreSQL", missing=postgres.BIN is None)
def test_the_round_is_mended_by_the_same_command(told, slag):
    injected, _, same, alarms, losses = counts(told, slag.namn)
    assert injected == same == slag.per_tjugo
    assert (alarms, losses) == (injected if slag.alarm else 0, 0)


@without("PostgreSQL", missing=postgres.BIN is None)
def test_most_faults_are_felt(told):
    injected, felt, *_ = counts(told, "Alla")
    assert injected == TWENTY
    assert felt >= TWENTY / 2
