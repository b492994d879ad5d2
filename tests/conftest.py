"""What every test may start from."""

import pytest

from isu.flow import intag
from tests.hem import Hem


@pytest.fixture(autouse=True)
def settled_files(monkeypatch):
    """Files that a test has just written are whole; waiting for them to settle is tried in a test of its own."""
    monkeypatch.setattr(intag, "SETTLED_SECONDS", 0.0)


@pytest.fixture
def hem(tmp_path) -> Hem:
    return Hem(tmp_path)
