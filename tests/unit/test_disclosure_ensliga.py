"""What is hard to prove: few persons, in groups where hardly anybody else is. And what is withheld where it cannot."""

import numpy as np
import pytest

from isu.aggregate.axel import add_along, alder_axis, grupp_axis, kon_axis, omrade_axis, period_axis
from isu.aggregate.summor import Del, Summor
from isu.cells.indikator import Matt
from isu.declaration import Kommun
from isu.disclosure import prova, sista
from isu.disclosure.besluta import decide
from isu.disclosure.krav import Krav
from isu.disclosure.prova import designed
from isu.disclosure.skydd import SEKRETESS
from isu.disclosure.stangda import closed_more
from isu.disclosure.utbud import Klass, everything, members_of
from isu.disclosure.utformning import Utbudsregel
from isu.granskning.kunskap import no_guess
from isu.granskning.las import read
from isu.granskning.utlatande import breaches
from isu.granskning.vetat import attacked
from tests.spec.publication.angripare import publish
from tests.spec.publication.nation import KOMMUNER, indikator, uppdelning
from tests.unit.test_disclosure_bevis import GRUPP, KRAV, T, nation

INSATSER, OMRADEN = 24, 8
HEAD = indikator(
    Matt("antal"),
    uppdelningar={
        "insats": uppdelning(*(f"i{k:02}" for k in range(INSATSER))),
        "omrade": uppdelning(*(f"o{k}" for k in range(OMRADEN))),
    },
)
AXLAR = {
    "omrade": omrade_axis({k: Kommun(k, k, lan, lan, grupp, grupp) for k, lan, grupp in KOMMUNER}),
    "period": period_axis(["2024H1"]),
    "kon": kon_axis(),
    "aldersgrupp": alder_axis(HEAD),
    "grupp": grupp_axis(HEAD),
}
HELT, PER_INSATS, PER_OMRADE = Klass(False, False, ""), Klass(False, False, "insats"), Klass(False, False, "omrade")


def sums(places: list[tuple[int, int, int]]) -> Summor:
    """Kommuner with many in most pairs of insats and område, and some (kommun, insats, område) with one person each in
    the first, who has nobody else."""
    persons = np.random.default_rng(1).integers(1, 40, (len(KOMMUNER), INSATSER, OMRADEN))
    persons[0] = 0
    for place in places:
        persons[place] += 1
    counts = np.zeros([len(axel.atomer) for axel in AXLAR.values()], np.int64)
    counts[:, 0, 0, 0] = np.concatenate(
        [persons.sum((1, 2))[:, None], persons.sum(2), persons.sum(1), np.zeros((len(persons), 2), np.int64)], 1
    )
    for place, axel in enumerate(AXLAR.values()):
        counts = add_along(counts, place, axel)
    status = np.zeros((len(AXLAR["omrade"].medlemmar), 1), np.uint8)
    return Summor(
        HEAD.id, AXLAR, status, status, status > 0, (Del("", "antal", ("",), counts, 0 * counts, counts[..., None]),)
    )


def test_few_persons_in_uncommon_groups_are_proved_by_taking_away_the_very_persons():
    """1715 has three persons, each in a pair of groups that is among the commonest of nobody."""
    everywhere = {HELT: "", PER_INSATS: "", PER_OMRADE: ""}
    utbud = {level: everywhere for level in ("riket", "lan", "kommungrupp")} | {"kommun": {HELT: ""}}
    beslut = decide(sums([(0, 15, 4), (0, 17, 5), (0, 19, 6)]), Krav(5, 5, 5), utbud=utbud)
    assert not beslut.monster.obevisade.any()
    assert not beslut.hel


def test_a_number_without_a_proof_takes_only_its_own_column_with_it(tmp_path, monkeypatch):
    """Nobody is to be protected by another who is alone: then no moves prove one number of this nation."""
    monkeypatch.setattr(sista, "LARGEST", 0)

    def beslut():
        return designed(nation(46, (0, 3)), KRAV, Utbudsregel(0.2, 0.3, 0.5), 46, ensamma=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prova, "closed_more", lambda summor, utbud, stangda, obevisade: stangda)
        patch.setattr(prova, "unproved_left_out", lambda utbud, summor, obevisade: utbud)
        patch.setattr(prova, "smallest_left_out", lambda utbud, *_: utbud)
        assert beslut().hel
    found = beslut()
    assert not found.hel
    closed = found.modell.redovisad & ~found.modell.erbjuden
    withheld = found.skydd.status_n[0] == SEKRETESS
    assert withheld[found.plan.laid_out(closed, False).all(-1)].all()
    assert (found.modell.tryckt & ~found.monster.dolda & (found.modell.varden > 0)).any()
    path = publish(tmp_path / "indikatorer.parquet", nation(46, (0, 3)), found.skydd)
    assert not breaches(attacked(read(path, "TST-01"), GRUPP, 0.003, no_guess), T)


@pytest.mark.parametrize(
    ("closed_before", "fails", "then_closed"),
    [
        ([], ("1715", PER_INSATS), [("1715", PER_INSATS)]),
        ([], ("1715", HELT), [("1715", HELT), ("1715", PER_INSATS), ("1715", PER_OMRADE)]),
        ([("1715", PER_INSATS)], ("1715", PER_INSATS), [("1715", HELT), ("1715", PER_INSATS), ("1715", PER_OMRADE)]),
    ],
    ids=["the column", "and those that split it", "or what it is split from, when it is closed already"],
)
def test_which_columns_are_closed(closed_before, fails, then_closed):
    """Kön and ages are left out of what is compared."""
    summor = sums([])
    before, obevisade = np.zeros((2, *summor.shape), bool)
    for column in closed_before:
        before[column_of(*column)] = True
    obevisade[tuple(places[:1] for places in column_of(*fails))] = True
    found = closed_more(summor, everything(AXLAR), before, obevisade)
    every = [(kommun, klass) for kommun, *_ in KOMMUNER for klass in (HELT, PER_INSATS, PER_OMRADE)]
    assert [column for column in every if found[column_of(*column)].all()] == then_closed
    assert found.any((1, 2, 3, 4)).sum() == 1


def column_of(kommun: str, klass: Klass) -> tuple[np.ndarray, ...]:
    area = AXLAR["omrade"].medlemmar.index(("kommun", kommun))
    return np.ix_([area], [0], *members_of(klass, AXLAR))
