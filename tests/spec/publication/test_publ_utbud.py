"""What is offered at all: an indicator is told by fewer breakdowns where most of their numbers would be too small.

In a kommun of the nation below there are `stora` persons of each kön and age band, but `sma` boys and girls of 13–17.
"""

import csv
from dataclasses import replace

import numpy as np
import pytest

from isu.aggregate import add_up, read_summor
from isu.cells.indikator import Matt
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.besluta import decide
from isu.disclosure.krav import Krav
from isu.disclosure.prova import designed
from isu.disclosure.skydd import SEKRETESS
from isu.disclosure.utbud import Klass, everything
from isu.disclosure.utformning import (
    FOR_MANGA_SMA,
    FOR_STOR,
    GROVRE_SAKNAS,
    Utbudsregel,
    design,
    smallest_left_out,
)
from isu.release import make_release
from isu.release.utbud import read
from tests.spec.publication.nation import KOMMUNER, Nation, uppdelning

KRAV = Krav(5, 5, 5)
REGEL = Utbudsregel(0.2, 0.5)


def with_few(tmp_path, sma: dict[str, int], kommuner=KOMMUNER) -> Nation:
    """Forty of each kön and age in every kommun, save of 13–17 where the kommun is named."""
    nation = Nation(tmp_path, Matt("antal"))
    nation.deklaration = replace(nation.deklaration, skydd=Skyddsprofil("prov", 5, metod="bevisad"))
    rows = [
        f"{kommun} | {kon} | {alder} | {sma.get(kommun, 40) if alder == '13-17' else 40}"
        for kommun, *_ in kommuner
        for kon in (1, 2)
        for alder in ("0-12", "13-17", "18-20")
    ]
    nation.celler("\n".join(["lamnare | kon | aldersgrupp | antal", *rows]))
    return nation


def sums(nation: Nation):
    add_up(nation.home, nation.deklaration, nation.indikator)
    return read_summor(nation.home, nation.deklaration, nation.indikator)


def offered(utbud, level: str) -> dict[tuple[bool, bool], str]:
    return {(k.kon, k.alder): reason for k, reason in utbud[level].items()}


def test_a_level_is_offered_what_is_not_mostly_small_there(tmp_path):
    few = dict.fromkeys(("1715", "1780", "1880", "1885"), 3)
    utbud = design(sums(with_few(tmp_path, few)), KRAV, REGEL)
    # Of each kön two of eight numbers by age are small in every kommun: 0-12, 0-17, 13-17 and 18-20.
    assert offered(utbud, "kommun")[True, True] == FOR_MANGA_SMA
    assert offered(utbud, "riket") == {(False, False): "", (False, True): "", (True, False): "", (True, True): ""}


def test_without_the_coarser_there_is_no_finer(tmp_path):
    few = dict.fromkeys(("1715", "1780", "1880", "1885"), 1)
    found = offered(design(sums(with_few(tmp_path, few)), KRAV, REGEL), "kommun")
    assert found[False, True] == FOR_MANGA_SMA
    assert found[True, True] == GROVRE_SAKNAS


def test_what_the_release_before_offered_stays_somewhat_longer(tmp_path):
    summor = sums(with_few(tmp_path, dict.fromkeys(("1715", "1780", "1880", "1885"), 3)))
    before = {"kommun": {Klass(True, True, ""): ""}}
    assert offered(design(summor, KRAV, REGEL, before), "kommun")[True, True] == ""
    strict = Utbudsregel(0.2, 0.2)
    assert offered(design(summor, KRAV, strict, before), "kommun")[True, True] == FOR_MANGA_SMA


def test_no_level_gets_a_table_that_is_too_large_but_for_what_it_had(tmp_path):
    summor = sums(with_few(tmp_path, {}))
    regel = replace(REGEL, storst=10)  # of 1 + 2 kön + 4 ages + 8 of both
    assert {offered(design(summor, KRAV, regel), level)[True, True] for level in ("kommun", "riket")} == {FOR_STOR}
    assert offered(design(summor, KRAV, regel), "riket")[False, True] == ""
    before = {"riket": {Klass(True, True, ""): ""}}
    assert offered(design(summor, KRAV, regel, before), "riket")[True, True] == ""


@pytest.mark.parametrize("dolda, kvar", [(1, True), (2, True), (3, False)])
def test_where_a_number_has_no_proof_at_all_kommuner_that_are_nearly_all_withheld_are_left_out(tmp_path, dolda, kvar):
    """Of the numbers of four kommuner so many are withheld; at most half may be. The larger areas stay."""
    summor = sums(with_few(tmp_path, {}))
    level = [typ for typ, _ in summor.axlar["omrade"].medlemmar]
    rows = np.zeros((*summor.shape, 1), bool)
    rows[:, 0, 0, 0, 0] = True
    withheld = rows.copy()
    withheld[[i for i, typ in enumerate(level) if typ != "kommun"]] = False
    withheld[[i for i, typ in enumerate(level) if typ == "kommun"][dolda:]] = False
    utbud = smallest_left_out(everything(summor.axlar), summor, rows, withheld, replace(REGEL, genast=0.5))
    assert ("" in utbud["kommun"].values()) is kvar
    assert all(set(utbud[other].values()) == {""} for other in ("lan", "kommungrupp", "riket"))


def test_two_names_of_the_same_kommuner_are_offered_the_same(tmp_path):
    """Of län 17 only 1780 reports: what is printed of the län would be printed of the kommun."""
    kommuner = [k for k in KOMMUNER if k[0] != "1715"]
    nation = with_few(tmp_path, dict.fromkeys(("1780", "1880", "1885"), 3), kommuner)
    beslut = designed(sums(nation), KRAV, REGEL)
    at = {member: i for i, member in enumerate(sums(nation).axlar["omrade"].medlemmar)}
    may = beslut.modell.erbjuden
    assert (may[at["lan", "17"]] == may[at["kommun", "1780"]]).all()
    assert offered(beslut.skydd.utbud, "lan")[True, True] == ""
    assert not may[at["lan", "17"]].all()


def test_what_is_not_offered_has_no_rows_and_the_edition_says_so(tmp_path):
    nation = with_few(tmp_path, dict.fromkeys(("1715", "1780", "1880", "1885"), 3))
    rows = nation.publicerar().to_pylist()
    of_kommuner = [r for r in rows if r["omrade_typ"] == "kommun"]
    assert {(r["kon"] != "T", r["aldersgrupp"] != "alla") for r in of_kommuner} == {(0, 0), (0, 1), (1, 0)}
    with (nation.home.edition / "utbud.csv").open(encoding="utf-8") as file:
        told = [r for r in csv.DictReader(file) if r["omrade_typ"] == "kommun" and r["erbjuds"] == "nej"]
    assert [(r["kon"], r["aldersgrupp"], r["skal"]) for r in told] == [("ja", "ja", FOR_MANGA_SMA)]


def test_a_release_tells_the_next_what_it_offered(tmp_path):
    nation = with_few(tmp_path, dict.fromkeys(("1715", "1780", "1880", "1885"), 3))
    nation.publicerar()
    utgava = make_release(nation.home, "forst")
    known = read(utgava / "utbud.csv", nation.indikator.id)
    assert offered(known, "riket")[True, True] == ""
    assert offered(known, "kommun")[True, True] == FOR_MANGA_SMA


@pytest.mark.parametrize("seed", range(4))
def test_the_same_numbers_are_withheld_in_every_period(tmp_path, seed):
    """Three in group a of 1715, and thirty in each of the others: any of them could be its partner."""
    nation = Nation(tmp_path, Matt("antal"), uppdelningar={"typ": uppdelning(*"abcd")})
    groups = {kommun: [3 if kommun == "1715" else 30, 30, 30, 30] for kommun, *_ in KOMMUNER}
    rows = [
        f"{kommun} | {period} | {uppdelning_} | {grupp} | {antal}"
        for period in ("2023H1", "2023H2", "2024H1")
        for kommun, parts in groups.items()
        for uppdelning_, grupp, antal in [("", "", sum(parts)), *(("typ", g, n) for g, n in zip("abcd", parts))]
    ]
    nation.celler("\n".join(["lamnare | period | uppdelning | grupp | antal", *rows]))
    (status,) = decide(sums(nation), KRAV, seed).skydd.status_n
    assert (status == SEKRETESS).any()
    assert (status == status[:, :1]).all()
