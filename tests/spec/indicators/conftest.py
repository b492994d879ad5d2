"""What every indicator example starts from."""

import pytest

from tests.spec.publicerat import Publicerande


@pytest.fixture
def exempel(tmp_path) -> Publicerande:
    return Publicerande(tmp_path)
