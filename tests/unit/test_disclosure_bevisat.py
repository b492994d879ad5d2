"""What was proved when it was released, after a correction, a kommun that comes and one that goes: what is gone on with
still holds, and what was told is told again."""

from dataclasses import replace

import numpy as np
import pytest

from isu.aggregate.axel import without
from isu.aggregate.summor import Summor
from isu.disclosure.arsvis import Hagkomst, by_blocks
from isu.disclosure.besluta import Beslut
from isu.disclosure.bevisat import still_proved
from isu.disclosure.dimension import along
from isu.disclosure.prova import Design, Fraga, by_design, first_design, tried
from isu.disclosure.sammanhang import nothing_told
from isu.disclosure.utformning import Utbudsregel
from isu.release.hagkomst import remember, remembered
from tests.unit.test_disclosure_bevis import KRAV, nation

FRAGA = Fraga(KRAV, Utbudsregel(0.2, 0.3, 0.5), ensamma=True)


def released(summor: Summor) -> tuple[Beslut, Design]:
    return tried(summor, FRAGA, first_design(summor, FRAGA))


def more(summor: Summor, kommun: int, antal: int) -> Summor:
    """So many more of one kön and age in a kommun, all of category c."""
    at = np.ix_(
        *(np.flatnonzero(axel.matris[:, kommun if name == "omrade" else 0]) for name, axel in summor.axlar.items())
    )
    share, parts, narrow = summor.delar
    n, of_parts = share.n.copy(), parts.taljare.copy()
    n[at] += antal
    of_parts[..., 2][at] += antal
    return replace(summor, delar=(replace(share, n=n), replace(parts, n=n, taljare=of_parts), narrow))


def without_kommun(summor: Summor, kommun: str) -> Summor:
    """The same nation where one kommun counts no more."""
    gone = summor.axlar["omrade"].medlemmar.index(("kommun", kommun))
    axel = without({("kommun", kommun)}, summor.axlar["omrade"])
    kept = [summor.axlar["omrade"].medlemmar.index(m) for m in axel.medlemmar]
    parts = summor.axlar["omrade"].matris[:, summor.axlar["omrade"].atomer.index(kommun)]

    def left(values: np.ndarray) -> np.ndarray:
        less = values - parts.reshape(-1, *(1,) * (values.ndim - 1)) * values[gone]
        return less[kept]

    delar = tuple(replace(d, n=left(d.n), n_okand=left(d.n_okand), taljare=left(d.taljare)) for d in summor.delar)
    of_area = {name: getattr(summor, name)[kept] for name in ("status", "antal_kommuner", "ungefarlig_alder")}
    return replace(summor, axlar={**summor.axlar, "omrade": axel}, delar=delar, **of_area)


CHANGES = {
    "nothing": lambda summor: summor,
    "seven more": lambda summor: more(summor, 1, 7),
    "a kommun less": lambda summor: without_kommun(summor, "1885"),
}


#: Nations of which something can be told.
SEEDS = [1, 2, 5, 9]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_proof_that_is_gone_on_with_is_a_possible_nation_and_proves_what_it_did(seed, change):
    before = nation(seed, (0, 1, 90))
    first, design = released(before)
    now = CHANGES[change](before)
    modell = by_design(now, FRAGA, design)[0].modell
    kept = still_proved(modell, now.axlar["omrade"], first.bevisat)
    assert 0 < len(kept.certifikat) <= len(first.monster.certifikat)
    lager, medlemmar = ([getattr(d, name) for d in modell.dimensioner] for name in ("lager", "medlemmar"))
    for i in range(len(kept.certifikat)):
        change_of, part = np.zeros(modell.y.shape, np.int64), kept.certifikat.of(i)
        np.add.at(change_of.reshape(-1), kept.certifikat.plats[part], kept.certifikat.andring[part])
        assert (along(modell.y + change_of, lager) >= 0).all()
        assert modell.finns[change_of != 0].all()
        named = np.argwhere(kept.bevis == i)
        assert (along(change_of, medlemmar)[tuple(named[:, 1:].T)] != 0).all()
    if change == "nothing":
        assert (kept.bevis == first.monster.bevis).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_search_that_goes_on_passes_the_gate_and_finds_the_same_where_nothing_has_changed(seed):
    before = nation(seed, (0, 1, 90))
    first, design = released(before)
    again, later = (by_design(now, FRAGA, design, None, first.bevisat)[0] for now in (before, more(before, 1, 20)))
    assert (again.monster.dolda == first.monster.dolda).all()
    assert not first.hel and not again.hel and not later.hel


def test_what_was_proved_is_read_back_as_it_was_and_only_of_what_came_of_it(tmp_path):
    """By another program the answers are of no use, but what a release proved is."""
    summor, hagkomst = nation(3, (0, 1, 90), "HA"), Hagkomst()
    by_blocks(summor, FRAGA, None, hagkomst)
    remember(hagkomst, tmp_path / "a.block.parquet", "ett program")
    same = remembered(tmp_path / "a.block.parquet", "ett program", None)
    other = remembered(tmp_path / "a.block.parquet", "ett annat", tmp_path / "a.block.parquet")
    assert same.kanda.keys() == hagkomst.nu.keys() and not same.utgivet
    assert not other.kanda and other.utgivet.keys() == hagkomst.gallande.keys()
    for block, bevisat in other.utgivet.items():
        own = hagkomst.nu[hagkomst.gallande[block]].bevisat
        assert (bevisat.omraden, bevisat.kommuner) == (own.omraden, own.kommuner)
        for name in ("dolda", "krav", "bevis", "orubbade"):
            assert (getattr(bevisat.monster, name) == getattr(own.monster, name)).all()
        for name in ("start", "plats", "andring"):
            assert (getattr(bevisat.monster.certifikat, name) == getattr(own.monster.certifikat, name)).all()


def test_what_goes_on_from_what_is_remembered_is_remembered_too(tmp_path):
    """A second round, told by others of nothing."""
    summor, first, path = nation(3, (0, 1, 90), "HA"), Hagkomst(), tmp_path / "a.block.parquet"
    rounds = (None, nothing_told(summor))
    for minne in rounds:
        by_blocks(summor, FRAGA, minne, first)
    remember(first, path, "ett program")
    again = remembered(path, "ett program", None)
    for minne in rounds:
        by_blocks(summor, FRAGA, minne, again)
    assert again.nu.keys() == again.kanda.keys()
    assert len(again.nu) > len(again.gallande)
