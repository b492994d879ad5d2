"""What is hard to prove: few persons, in groups where hardly anybody else is."""

import numpy as np

from isu.aggregate.axel import add_along, alder_axis, grupp_axis, kon_axis, omrade_axis, period_axis
from isu.aggregate.summor import Del, Summor
from isu.cells.indikator import Matt
from isu.declaration import Kommun
from isu.disclosure.besluta import decide
from isu.disclosure.krav import Krav
from isu.disclosure.utbud import Klass
from tests.spec.publication.nation import KOMMUNER, indikator, uppdelning

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
