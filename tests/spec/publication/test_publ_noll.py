"""Shares of 0 and 100 %: of an indicator whose head says `noll_rojer: true` they tell of everyone, and are withheld.

In the table nobody of 1715's forty and everybody of 1880's is in the numerator; no number in it is small.
"""

from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from isu.cells.huvud import read_head
from isu.cells.indikator import Matt
from isu.declaration import load_declarations
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.besluta import decide, only_primary, verified
from isu.disclosure.krav import Krav
from isu.errors import DeclarationError
from tests.spec.publication.angripare import found_in, publish
from tests.spec.publication.nation import Nation
from tests.spec.publication.test_publ_bevis import sums
from tests.spec.tabell import HUVUD

INGEN_OCH_ALLA = """
lamnare | utfall | antal
1715    | false  | 40
1780    | true   | 30
1780    | false  | 30
1880    | true   | 40
1885    | true   | 30
1885    | false  | 30
"""
KRAV = Krav(5, 5, 5, noll=True)


def nation(tmp_path, noll: bool) -> Nation:
    found = Nation(tmp_path, Matt("andel"), noll_rojer=noll)
    found.celler(INGEN_OCH_ALLA)
    return found


@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
@pytest.mark.parametrize(
    ("noll", "shown"),
    [(False, {"1715": "0", "1880": "40"}), (True, {"1715": None, "1880": None})],
)
def test_nobody_and_everybody_are_withheld_where_the_head_says_so(tmp_path, metod, noll, shown):
    land = nation(tmp_path, noll)
    land.deklaration = replace(land.deklaration, skydd=Skyddsprofil("prov", 5, metod=metod))
    rows = {r["omrade"]: r["taljare"] for r in land.visar("omrade taljare", omrade_typ="kommun")}
    assert {kommun: rows[kommun] for kommun in shown} == shown
    if metod == "bevisad":  # the plain rule knows of additions along one axis at a time
        assert not found_in(land.home.edition / "indikatorer.parquet")
    told = pq.read_table(land.home.edition / "definitioner.parquet").to_pylist()
    assert [row["noll_rojer"] for row in told] == [noll]


def test_the_attacker_finds_them_when_they_alone_are_withheld_and_not_when_it_is_proved(tmp_path):
    """1715's 0 is what 1780's leave of their län, 1880's 40 what 1885's leave."""
    summor = sums(nation(tmp_path, True))
    assert "noll" in found_in(publish(tmp_path / "sma.parquet", summor, only_primary(summor, KRAV), noll=True))
    beslut = decide(summor, KRAV)
    assert not beslut.hel and not beslut.monster.obevisade.any()
    assert not found_in(publish(tmp_path / "bevis.parquet", summor, beslut.skydd, noll=True))


def test_the_verifier_asks_for_their_proofs_too(tmp_path):
    beslut = decide(sums(nation(tmp_path, False)), replace(KRAV, noll=False))
    assert not verified(beslut.modell, replace(KRAV, noll=False), beslut.monster)
    assert any("känsliga" in fault for fault in verified(beslut.modell, KRAV, beslut.monster))


def test_the_head_takes_true_or_false(tmp_path):
    path, kodlistor = tmp_path / "X-01.sql", load_declarations().kodlistor
    assert read_head(HUVUD.replace("---*/", "noll_rojer: true\n---*/"), path, kodlistor)["noll_rojer"] is True
    with pytest.raises(DeclarationError, match="noll_rojer: ska vara true eller false"):
        read_head(HUVUD.replace("---*/", "noll_rojer: ja\n---*/"), path, kodlistor)
