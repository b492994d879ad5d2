"""The release after the last: what has not changed is told as it was, what is new of who waits is not left to be worked
out, and more is offered only in a revision."""

from dataclasses import replace

import numpy as np
import pytest

from isu.aggregate import read_summor
from isu.cells.indikator import Matt
from isu.disclosure.bundet import bound
from isu.disclosure.krav import Krav
from isu.disclosure.skydd import SEKRETESS, Skydd
from isu.release.utgivet import Utgivna, history, rules_of
from tests.spec.publication.nation import Nation, uppdelning
from tests.spec.publication.test_publ_matt import manadsnation
from tests.spec.publication.test_publ_rattelser import FORST
from tests.spec.publication.utgavor import Serie

MED_GRUPPER = """
lamnare | uppdelning | grupp | antal
1715    |            |       | 32
1715    | typ        | a     | 16
1715    | typ        | b     | 16
1780    |            |       | 40
1780    | typ        | a     | 20
1780    | typ        | b     | 20
1880    |            |       | 50
1880    | typ        | a     | 25
1880    | typ        | b     | 25
1885    |            |       | 60
1885    | typ        | a     | 30
1885    | typ        | b     | 30
"""
TVA_HALVAR = """
lamnare | period | antal
1715    | 2024H1 | 30
1715    | 2024H2 | 30
1780    | 2024H1 | 40
1780    | 2024H2 | 40
1880    | 2024H1 | 50
1880    | 2024H2 | 50
1885    | 2024H1 | 60
1885    | 2024H2 | 60
"""
KON_OCH_ALDER = [(kon, alder) for kon in (1, 2) for alder in ("0-12", "13-17", "18-20")]
KOMMUN_KON_ALDER = {"omrade_typ": "kommun", "kon": "M", "aldersgrupp": "13-17"}


@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
def test_a_new_breakdown_of_a_kommun_that_waits_cannot_be_worked_out(tmp_path, metod):
    """1715 has two more, so it waits; its groups are new. They would be what riket has of them less the others'. The
    rule with proofs tells no kommun's groups here."""
    serie = Serie(Nation(tmp_path, Matt("antal")), metod)
    serie.slapper("forst", FORST)
    serie.nation.indikator = replace(serie.nation.indikator, uppdelningar={"typ": uppdelning("a", "b")})
    serie.slapper("sedan", MED_GRUPPER)
    assert serie.laser("sedan", "n revideras_senare")["1715"] == "30 väntar"
    assert serie.laser("sedan", "n", uppdelning="typ", grupp="a").get("1715", ".") == "."
    assert not serie.fynd("sedan")


def with_few(few: int) -> str:
    """Forty of each kön and age in every kommun, save of 13–17."""
    rows = [
        f"{kommun} | {kon} | {alder} | {few if alder == '13-17' else 40}"
        for kommun in ("1715", "1780", "1880", "1885")
        for kon, alder in KON_OCH_ALDER
    ]
    return "\n".join(["lamnare | kon | aldersgrupp | antal", *rows])


@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
def test_a_median_of_months_that_have_not_changed_is_told_again(tmp_path, metod):
    """No row of a month has a median: whether it was shown there is seen in the number of that month."""
    serie = Serie(manadsnation(tmp_path, 10, 20, 30, 41, 50, 60, 90), metod)
    for namn in ("forst", "igen"):
        serie.slapper(namn)
        assert serie.laser(namn, "n varde status", matt="manadsmedian")["1780"] == "90 35.5 visas"


def test_what_was_left_out_is_offered_again_in_a_revision_and_not_before(tmp_path):
    serie = Serie(Nation(tmp_path, Matt("antal")), "bevisad")
    serie.slapper("forst", with_few(3))
    serie.slapper("sedan", with_few(40))
    serie.slapper("revision", revision=True)
    offered = {namn: "1715" in serie.laser(namn, "n", **KOMMUN_KON_ALDER) for namn in serie.namn}
    assert offered == {"forst": False, "sedan": False, "revision": True}


def test_where_the_rule_would_hide_what_is_known_that_half_year_stands_and_the_next_is_told(tmp_path):
    serie = Serie(Nation(tmp_path, Matt("antal")))
    serie.slapper("forst", FORST)
    serie.slapper("sedan", TVA_HALVAR)
    nation = serie.nation
    summor = read_summor(nation.home, nation.deklaration, nation.indikator)
    rules = rules_of(nation.deklaration, nation.indikator)
    (fore,) = history(nation.home, Utgivna(("forst",)), summor, rules)
    first, second = (["2024H1", "2024H2"].index(p) for _, p in summor.axlar["period"].medlemmar)

    def hides_the_first(_) -> Skydd:
        status = np.zeros(summor.shape, np.uint8)
        status[:, first] = SEKRETESS
        return Skydd((status,), (status[..., None],))

    found = bound(summor, hides_the_first, [fore], Krav(5, 5, 5)).skydd.status_n[0]
    printed = np.ix_(*(axel.visade for axel in summor.axlar.values()))
    assert (found[printed][:, first] == 0).all()  # as it was printed
    assert (found[printed][:, second] == 0).all()
