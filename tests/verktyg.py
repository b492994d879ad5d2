"""Programs of the system that some tests need: skipped without them, but never where CI=true."""

import os

import pytest


def without(what: str, missing: bool) -> pytest.MarkDecorator:
    """A mark for tests that need `what`. In CI it is installed first, so there a lack of it is a failure."""
    in_ci = os.environ.get("CI") == "true"
    return pytest.mark.skipif(missing and not in_ci, reason=f"NOT TRIED: no {what} here")
