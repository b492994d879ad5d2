"""A few hundred mutated files, and the proof that what they start from is good. More of them: `make fuzz`."""

import pytest

from isu.omdome import AVVISAD
from tests.fuzz.batch import take_all
from tests.fuzz.case import Case, case
from tests.fuzz.seeds import Seed, seeds

SEED = 1
BATCHES = [range(first, first + 100) for first in range(0, 500, 100)]


def untouched(number: int, seed: Seed) -> Case:
    manifest = seed.manifest.encode() if seed.manifest else None
    return Case(number, seed.filnamn, seed.innehall, manifest, ())


def wrong(outcomes) -> list[str]:
    return [f"case {f.case.number}: {f.what}\n{f.details}" for o in outcomes for f in o.failures]


@pytest.mark.parametrize("numbers", BATCHES, ids=lambda r: f"{r.start}-{r.stop - 1}")
def test_every_mutated_file_gets_a_verdict_and_a_receipt(numbers):
    """To see one again: python -m tests.fuzz --seed 1 --only NUMBER."""
    outcomes = take_all(case(SEED, number) for number in numbers)
    assert not wrong(outcomes)
    assert len(outcomes) == len(numbers) + 1


def test_what_mutations_start_from_is_taken_whole():
    """Else the mutations would try nothing but the door."""
    good = [seed for kind in seeds()[:2] for seed in kind]
    outcomes = take_all(untouched(number, seed) for number, seed in enumerate(good))
    assert not wrong(outcomes)
    refused = [(good[o.case.number].filnamn, o.regel) for o in outcomes[:-1] if o.utfall == AVVISAD]
    assert not refused


def test_a_number_always_makes_the_same_file():
    assert [case(7, number) for number in range(200)] == [case(7, number) for number in range(200)]
