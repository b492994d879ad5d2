"""A correction of one half-year: the others are not judged, and all is told as if they were."""

from dataclasses import replace

import numpy as np
import pytest

from isu.aggregate.axel import period_axis
from isu.aggregate.summor import Del, Summor
from isu.disclosure.arsvis import Hagkomst, by_blocks
from isu.disclosure.berort import Berort, Utanfor
from isu.disclosure.bundet import bound
from isu.disclosure.minne import Minne
from isu.disclosure.sammanfogat import Bundet
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import Tidigare
from tests.unit.test_disclosure_bevis import KRAV, nation
from tests.unit.test_disclosure_bevisat import FRAGA, more


def two_half_years(first: Summor, second: Summor) -> Summor:
    pairs = zip(first.delar, second.delar, strict=True)
    delar = tuple(replace(a, **side_by_side(a, b, "n", "n_okand", "taljare")) for a, b in pairs)
    axlar = {**first.axlar, "period": period_axis(["2023H1", "2024H1"])}
    return replace(
        first, axlar=axlar, delar=delar, **side_by_side(first, second, "status", "antal_kommuner", "ungefarlig_alder")
    )


def side_by_side(first: Summor | Del, second: Summor | Del, *names: str) -> dict[str, np.ndarray]:
    return {name: np.concatenate([getattr(first, name), getattr(second, name)], 1) for name in names}


def as_released(summor: Summor, shown: Skydd) -> Tidigare:
    none = tuple(np.zeros(summor.shape, bool) for _ in summor.delar)
    counts = summor.status == 0
    return Tidigare(summor.delar, shown.status_n, shown.status, none, counts, summor.antal_kommuner, True)


def corrected(before: Summor, now: Summor) -> Bundet:
    hagkomst = Hagkomst()
    shown = by_blocks(before, FRAGA, None, hagkomst)
    proved = {block: hagkomst.nu[key].bevisat for block, key in hagkomst.gallande.items()}
    fraga = replace(FRAGA, tidigare=shown.utbud)

    def decide(minne: Minne) -> Skydd:
        return by_blocks(now, fraga, minne, Hagkomst(None, {b: own for b, own in proved.items() if own}), minne)

    return bound(now, decide, [as_released(before, shown)], KRAV)


def of_all(*_) -> Skydd:
    raise Utanfor


@pytest.mark.parametrize("seed", [1, 2, 5])
@pytest.mark.parametrize("antal", [0, 2, 30])
def test_what_has_not_changed_need_not_be_judged(seed, antal, monkeypatch):
    unchanged, half = nation(seed, (0, 1, 90)), nation(seed + 10, (0, 1, 90))
    before, now = (two_half_years(unchanged, h) for h in (half, more(half, 1, antal)))
    found = corrected(before, now)
    monkeypatch.setattr(Berort, "decided", of_all)
    whole = corrected(before, now)
    for name in ("vantar", "antal_kommuner"):
        assert all(map(np.array_equal, getattr(found, name), getattr(whole, name)))
    for name in ("status_n", "status"):
        assert all(map(np.array_equal, getattr(found.skydd, name), getattr(whole.skydd, name)))
    for own, same in zip(found.summor.delar, whole.summor.delar, strict=True):
        assert (own.n == same.n).all() and (own.taljare == same.taljare).all()
