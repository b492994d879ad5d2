"""Keys of records: the same persons have the same key in whichever indicator, level and period they are counted."""

import hashlib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from isu.cells.build import build_cells
from isu.cells.cellnyckel import KEYS, NYCKEL
from isu.declaration import load_declarations
from isu.flow.indikatorer import indicators
from isu.hemlighet import NYCKLAR, secret_of
from isu.home import Home
from tests.spec.tabell import LAMNARE, Exempel
from tests.unit.test_cells_rakna import indikator

HEMLIGHET = b"h" * 32


def key(hemlighet: bytes, *pid: str) -> int:
    hashes = (hashlib.sha256(f"{hemlighet.hex()}|person|{p}".encode()) for p in pid)
    return sum(h.digest()[0] for h in hashes) % KEYS


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    return Exempel(tmp_path)


def count(exempel: Exempel, hemlighet: bytes | None) -> list[str]:
    own = {"X-01": exempel.indikatorer()["X-01"]}
    return build_cells(exempel.home, exempel.deklaration, own, LAMNARE, exempel.files(), hemlighet=hemlighet)


def cells(exempel: Exempel) -> list[dict]:
    return pq.read_table(exempel.home.cells(LAMNARE) / "X-01.parquet").to_pylist()


UTREDNINGAR = """
pid | kon | alder | utfall
a   | 1   | 12    | insats
a   | 1   | 12    | insats
b   | 2   | 12    | insats
c   | 2   | 14    | insats
    | 2   | 12    | insats
"""


def test_a_cell_has_the_sum_of_the_keys_of_its_persons(exempel):
    indikator(exempel, "u.alder, u.pid as person, true as utfall", "per_person: nagon")
    exempel.levererar("utredning", UTREDNINGAR)
    count(exempel, HEMLIGHET)
    known = [(c["kon"], c["antal"], c[NYCKEL]) for c in cells(exempel) if c["utfall"] == "true" and c["kon"] == "1"]
    assert known == [("1", 1, key(HEMLIGHET, "a"))]
    assert sum(c[NYCKEL] for c in cells(exempel) if c["utfall"]) % KEYS == key(HEMLIGHET, "a", "b", "c")


def test_an_event_has_the_key_of_whose_it_is_where_its_select_says_so(exempel):
    """Three events in the cell are a's two and b's one; of the last nobody knows whose it is."""
    indikator(exempel, "u.alder, u.pid as nyckel, true as utfall")
    exempel.levererar("utredning", UTREDNINGAR)
    count(exempel, HEMLIGHET)
    of_kon = {c["kon"]: c[NYCKEL] for c in cells(exempel)}
    assert of_kon["1"] == key(HEMLIGHET, "a", "a")


def test_without_a_pseudonym_the_key_is_that_of_what_is_counted(exempel):
    """As many of the same kön, age and period have the same key, whatever came of it."""
    indikator(exempel, "u.alder, u.utfall")
    exempel.levererar(
        "utredning",
        """
        alder | utfall
        12    | insats
        12    | insats
        12    | ovrigt
        12    | ovrigt
        12    | ej_samtycke
        """,
    )
    count(exempel, HEMLIGHET)
    of_one, of_insats, of_ovrigt = (c[NYCKEL] for c in sorted(cells(exempel), key=lambda c: (c["antal"], c["utfall"])))
    assert of_insats == of_ovrigt == 2 * of_one % KEYS


def test_without_the_profile_cells_are_the_bytes_that_they_were_and_another_secret_counts_anew(exempel):
    indikator(exempel, "u.alder, u.pid as nyckel, true as utfall")
    exempel.levererar("utredning", UTREDNINGAR)
    path = exempel.home.cells(LAMNARE) / "X-01.parquet"
    assert count(exempel, None) == ["X-01"] and NYCKEL not in pq.read_schema(path).names
    plain = path.read_bytes()
    assert count(exempel, HEMLIGHET) == ["X-01"] and NYCKEL in pq.read_schema(path).names
    assert count(exempel, HEMLIGHET) == []
    assert count(exempel, b"i" * 32) == ["X-01"]
    assert count(exempel, None) == ["X-01"] and path.read_bytes() == plain


def test_the_indicators_that_come_along_say_whose_their_units_are():
    """But for counts that are delivered as such, and for answers without a pseudonym."""
    every = indicators(load_declarations()).values()
    nobodys = {i.id for i in every if not {"person", "nyckel"} & set(i.kolumner)}
    assert nobodys == {"INS-02", "INS-03", "RES-04"}


def test_the_secret_of_whoever_was_first_is_the_homes(tmp_path, monkeypatch):
    home = Home(tmp_path)
    first = secret_of(home, NYCKLAR)
    monkeypatch.setattr(Path, "is_file", lambda _: False)  # another process, which looked just before it was there
    assert secret_of(home, NYCKLAR) == first
    assert [path.name for path in tmp_path.iterdir()] == [NYCKLAR]
