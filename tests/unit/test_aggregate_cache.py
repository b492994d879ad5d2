"""Sums are made again exactly when something that they rest on has changed."""

from dataclasses import replace

import pytest

from isu.aggregate import add_up, read_summor
from isu.cells.indikator import Matt
from isu.errors import IsuError
from tests.spec.publication.nation import Nation, indikator


@pytest.fixture
def nation(tmp_path) -> Nation:
    nation = Nation(tmp_path)
    nation.celler("lamnare | antal\n1715 | 10\n1780 | 20\n1880 | 30\n1885 | 40")
    assert run(nation)
    return nation


def run(nation: Nation) -> bool:
    return add_up(nation.home, nation.deklaration, nation.indikator)


def sums_of(nation: Nation) -> bytes:
    return (nation.home.added_up / "TST-01.parquet").read_bytes()


def test_nothing_changed_nothing_added(nation):
    before = sums_of(nation)
    assert not run(nation)
    assert sums_of(nation) == before


def test_the_same_cells_give_the_same_bytes(nation):
    before = sums_of(nation)
    (nation.home.added_up / "TST-01.parquet").unlink()
    assert run(nation)
    assert sums_of(nation) == before


def change_cells(nation):
    nation.celler("lamnare | antal\n1715 | 11")


def change_status(nation):
    nation.innehall("1780", {"2024H1": "ej_komplett"})


def change_derived_ages(nation):
    nation.innehall("1780", {"2024H1": "komplett"}, ungefarlig=True)


def change_senders(nation):
    nation.svarar("lamnare | omraden\n1715 | barn_unga")


def change_areas(nation):
    kommuner = nation.deklaration.kommuner
    nation.deklaration = replace(
        nation.deklaration, kommuner=kommuner | {"1715": replace(kommuner["1715"], lan_kod="18")}
    )


def change_measures(nation):
    nation.indikator = indikator(Matt("antal"))


def change_ages(nation):
    nation.indikator = indikator(aldersunioner={})


@pytest.mark.parametrize(
    "change",
    [change_cells, change_status, change_derived_ages, change_senders, change_areas, change_measures, change_ages],
)
def test_a_change_is_added_again_once(nation, change):
    change(nation)
    assert run(nation)
    assert not run(nation)


def test_what_is_read_back_is_what_was_added(nation):
    summor = read_summor(nation.home, nation.deklaration, nation.indikator)
    riket = summor.axlar["omrade"].medlemmar.index(("riket", "0000"))
    alla, totalt = summor.axlar["aldersgrupp"].medlemmar.index("alla"), summor.axlar["kon"].medlemmar.index("T")
    assert summor.delar[0].n[riket, 0, totalt, alla, 0] == 100
    assert summor.antal_kommuner[riket, 0] == 4


def test_sums_that_were_never_made_are_asked_for(nation):
    with pytest.raises(IsuError, match="TST-02 har inte summerats"):
        read_summor(nation.home, nation.deklaration, replace(nation.indikator, id="TST-02"))


def test_cells_that_do_not_follow_the_head_stop_the_adding_without_telling_their_value(nation):
    nation.celler("lamnare | aldersgrupp | antal\n1715 | hemlig-grupp | 10")
    with pytest.raises(IsuError, match="TST-01.*aldersgrupp") as error:
        run(nation)
    assert "hemlig-grupp" not in str(error.value)


@pytest.mark.parametrize(
    ("matt", "vad"),
    [
        (Matt("andel"), "true eller false"),
        (Matt("medel"), "hela tal"),
        (Matt("fordelning", kodlista="atgard"), "kodlista"),
    ],
)
def test_an_outcome_that_the_measure_cannot_use_is_told_of(nation, matt, vad):
    nation.indikator = indikator(matt)
    nation.celler("lamnare | utfall | antal\n1715 | hemligt | 10")
    with pytest.raises(IsuError, match=f"TST-01.*{vad}") as error:
        run(nation)
    assert "hemligt" not in str(error.value)
