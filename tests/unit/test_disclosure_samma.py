"""What one indicator counts of everybody may be what another counts of some ages, or of a group."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.aggregate import status
from isu.aggregate.summor import Summor
from isu.disclosure.arsvis import Hagkomst, by_blocks
from isu.disclosure.besluta import Sokt, decide, verified
from isu.disclosure.familjer import families, whole_of
from isu.disclosure.minne import Minne
from isu.disclosure.modell import Grunder
from isu.disclosure.prova import Fraga
from isu.disclosure.samma import same_rows
from isu.disclosure.sammanhang import Sagt, has_row, told_by_others, with_others
from isu.disclosure.skydd import SEKRETESS, Skydd
from isu.disclosure.utbud import everything, known_by_name
from isu.disclosure.utformning import Utbudsregel
from tests.unit.test_disclosure_bevis import KRAV, nation, random_nations
from tests.unit.test_disclosure_tillsammans import ANDEL, decided, decided_or_rejected, of_parts

VISAS, EJ_TRYCKT = status.kod(status.VISAS), status.kod(status.EJ_TILLAMPLIGT)
BARN, ALLA = "0-17", "alla"


def of_children(summor: Summor) -> Summor:
    """An indicator of those who are 0-17 alone: of all ages it counts as many as the other of these."""
    alder = summor.axlar["aldersgrupp"].medlemmar
    children = [alder.index(age) for age in ("0-12", BARN)]

    def of_these(values: np.ndarray) -> np.ndarray:
        found = np.zeros_like(values)
        found[:, :, :, children] = values[:, :, :, children]
        found[:, :, :, alder.index(ALLA)] = values[:, :, :, alder.index(BARN)]
        return found

    (del_,) = of_parts(summor, "TST-02", ANDEL).delar
    own = replace(del_, n=of_these(del_.n), taljare=of_these(del_.taljare))
    return replace(summor, indikator="TST-02", delar=(own,))


def at_age(values: np.ndarray, summor: Summor, alder: str) -> np.ndarray:
    return values[:, :, :, summor.axlar["aldersgrupp"].medlemmar.index(alder)]


@settings(max_examples=8, deadline=None)
@random_nations
def test_a_class_is_withheld_as_the_whole_of_the_other_is(seed, sizes):
    summor = of_parts(nation(seed, sizes), "TST-01", ANDEL)
    every, children = decided_or_rejected([summor, of_children(summor)])
    own, its = (of.skydd.status_n[0] == SEKRETESS for of in (every, children))
    common = at_age(summor.delar[0].n, summor, BARN) > 1
    if common[summor.axlar["omrade"].of_type("kommun")].sum() >= 8:
        assert (at_age(own, summor, BARN) == at_age(its, summor, ALLA)).all()


def test_decided_each_for_itself_the_one_would_tell_what_the_other_withholds():
    summor = of_parts(nation(7, (4, 40)), "TST-01", ANDEL)
    own, its = (decided([s])[0].skydd.status_n[0] == SEKRETESS for s in (summor, of_children(summor)))
    assert (at_age(own, summor, BARN) != at_age(its, summor, ALLA)).any()


def test_they_are_of_one_family():
    summor = of_parts(nation(7, (4, 40)), "TST-01", ANDEL)
    assert families([whole_of(s) for s in (summor, of_children(summor))]) == [["TST-01", "TST-02"]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2 3 4 5", "2 3 4 5", True),
        ("2 3 4 5", "2 3 4 6", False),
        ("2 3 0 0", "2 3 0 0", True),
        ("2 1 1 0", "2 1 1 0", False),
    ],
)
def test_rows_are_the_same_where_all_their_numbers_are_and_two_of_them_are_above_one(one, other, same):
    rows = [np.array([of.split()], np.int64) for of in (one, other)]
    assert bool(same_rows(*rows, 2)) is same


@settings(max_examples=50)
@given(st.data())
def test_same_rows_are_those_that_are_laid_beside_each_other(data):
    number = st.integers(0, 2)
    one, other = (
        np.array(data.draw(st.lists(st.lists(number, min_size=3, max_size=3), min_size=1, max_size=5))) for _ in "ab"
    )
    expected = {
        (i, j)
        for i, own in enumerate(one)
        for j, its in enumerate(other)
        if own.tolist() == its.tolist() and sum(v > 1 for v in own) >= 1
    }
    assert set(same_rows(one, other, 1)) == expected


def beside(seed: int, there: int) -> tuple[Summor, dict, Skydd, tuple]:
    """Ages are told of kommuner and not of län here. Another shows or withholds those of 0-12 in the län of 1715 and
    1780, or has no row for them either: its status `there`."""
    summor = nation(seed, (4, 40))
    utbud = everything(summor.axlar)
    utbud["lan"] = {klass: "for_manga_dolda" if klass.alder else "" for klass in utbud["lan"]}
    members = (("lan", "17"), ("halvar", "2024H1"), "T", "0-12", ("", ""))
    place = tuple(axel.medlemmar.index(m) for axel, m in zip(summor.axlar.values(), members, strict=True))
    never = [np.full((*d.n.shape, len(d.utfall)), EJ_TRYCKT, np.uint8) for d in summor.delar]
    other = Skydd(tuple(rows[..., 0].copy() for rows in never), tuple(never))
    other.status_n[ANDEL][place] = there
    return summor, utbud, other, place


@pytest.mark.parametrize(
    ("seed", "there", "another"),
    [(7, EJ_TRYCKT, False), (7, SEKRETESS, True), (10, EJ_TRYCKT, True), (10, VISAS, False)],
)
def test_what_another_withholds_and_has_no_row_here_is_another_number_in_some_proof_and_what_it_shows_in_none(
    seed, there, another
):
    summor, utbud, other, place = beside(seed, there)
    beslut = decide(summor, KRAV, minne=told_by_others(summor, [Sagt(summor, other)]), utbud=utbud)
    assert not beslut.hel
    assert beslut.monster.rubbade[(*place, beslut.plan.rakning.plats[ANDEL, None])] == another


def test_so_it_is_of_a_class_that_is_offered_at_no_level():
    """Kön and ages are told, but not ages of each kön; another shows the women of 0-12 in riket."""
    summor, utbud, other, place = beside(10, EJ_TRYCKT)
    utbud = {level: {k: "for_manga_sma" if k.kon and k.alder else "" for k in own} for level, own in utbud.items()}
    women = (len(summor.axlar["omrade"].medlemmar) - 1, place[1], 0, *place[3:])
    other.status_n[ANDEL][women] = VISAS
    beslut = decide(summor, KRAV, minne=told_by_others(summor, [Sagt(summor, other)]), utbud=utbud)
    known = (*women, beslut.plan.rakning.plats[ANDEL, None])
    assert beslut.modell.bredvid.sum() == 1 and beslut.modell.bredvid[known]
    assert not beslut.hel and not beslut.monster.rubbade[known]


def test_what_a_release_told_of_a_block_that_is_unchanged_is_told_again_whatever_others_show():
    summor = nation(10, (4, 40))
    fraga = Fraga(KRAV, Utbudsregel(0.2, 0.3, 0.5))
    first = by_blocks(summor, fraga, None, Hagkomst())
    statuses = (first.status_n, first.status)
    shown, withheld = ([tuple(of == what for of in part) for part in statuses] for what in (VISAS, SEKRETESS))
    every = [tuple(np.ones(of.shape, bool) for of in part) for part in statuses]
    none = [tuple(np.zeros(of.shape, bool) for of in part) for part in statuses]
    utgivet, others = Minne(*shown, *withheld, np.ones(1, bool)), Minne(*every, *none, np.zeros(1, bool))
    again = replace(fraga, tidigare=first.utbud)
    found = by_blocks(summor, again, with_others(utgivet, others), Hagkomst(), utgivet)
    rows = has_row(summor, first)
    assert all((now == then)[rows].all() for now, then in zip(found.status_n, first.status_n, strict=True))
    assert any((then == SEKRETESS)[rows].any() for then in first.status_n)


def test_the_gate_takes_no_proof_that_changes_it():
    """The pattern that was found without knowing of it."""
    summor, utbud, other, _ = beside(10, VISAS)
    minne = told_by_others(summor, [Sagt(summor, other)])
    of_itself = decide(summor, KRAV, utbud=utbud)
    known = Sokt(Grunder(summor), KRAV, minne=minne).found(utbud).modell
    assert known.bredvid.sum() == 1
    assert not verified(of_itself.modell, KRAV, of_itself.monster)
    assert verified(known, KRAV, of_itself.monster) == ["1 certifikat ändrar ett tryckt tal"]


def test_of_one_that_is_decided_later_only_what_has_no_row_here_is_known():
    summor, utbud, other, place = beside(10, VISAS)
    own = decide(summor, KRAV, utbud=utbud).skydd
    for fore, known in ((None, True), (own, True), (replace(own, utbud=None), False)):
        minne = told_by_others(summor, [Sagt(summor, other, fore)])
        assert bool(minne and minne.kanda_n[ANDEL][place]) is known


def test_what_is_known_by_one_name_of_an_area_is_known_by_all():
    """1980 is alone in its län."""
    summor = nation(1, (4, 40))
    areas = summor.axlar["omrade"].medlemmar
    same = [rows for rows in _alike(summor) if len(rows) > 1]
    assert same
    for rows in same:
        known = np.zeros(summor.shape, bool)
        known[rows[0]] = True
        assert known_by_name(summor, known)[rows].all(), [areas[i] for i in rows]


def _alike(summor: Summor) -> list[list[int]]:
    """Areas in which the same kommuner count."""
    omrade = summor.axlar["omrade"]
    kommuner = omrade.of_type("kommun")
    counts = summor.status[kommuner, 0] == 0
    atoms = np.array([omrade.atomer.index(omrade.medlemmar[i][1]) for i in kommuner])
    reporting = {int(a) for a, c in zip(atoms, counts, strict=True) if c}
    found: dict[frozenset, list[int]] = {}
    for i, parts in enumerate(omrade.bestar_av):
        found.setdefault(frozenset(set(parts) & reporting), []).append(i)
    return [rows for own, rows in found.items() if own]
