"""What every indicator example starts from."""

import pytest

from tests.spec.tabell import Exempel


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    return Exempel(tmp_path)
