"""Honest deliveries pass the guard. The large measurement is `python -m bench identitet`."""

import pytest

from isu.identitet.vakt import granska
from tests.hederlig import honest_file


@pytest.mark.parametrize("seed", range(20))
def test_an_honest_file_passes(seed, tmp_path):
    text, separator, header = honest_file(seed, 2_000)
    path = tmp_path / "fil.csv"
    path.write_text(text, encoding="utf-8", newline="")
    granska(path, separator, 1, header, (0, 1), ())
