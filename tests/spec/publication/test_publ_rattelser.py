"""Corrections between two releases, each a small table: what the attacker of `isu audit` finds when the later release
forgets the earlier one, and what it prints when it is bound by it.

In what is printed, `väntar` is said of a row that stands as the earlier release had it; `.` is withheld.
"""

import numpy as np
import pyarrow.parquet as pq
import pytest

from isu.aggregate import read_summor
from isu.cells.indikator import Matt
from isu.granskning.granska import INDIKATORER
from tests.spec.publication.nation import KOMMUNER, Nation, uppdelning
from tests.spec.publication.utgavor import Serie, told_by
from tests.spec.tabell import rader

METODER = ("enkel", "bevisad")
FORST = """
lamnare | antal
1715    | 30
1780    | 40
1880    | 50
1885    | 60
"""
TVA_TILL = """
lamnare | antal
1715    | 32
1780    | 60
"""
TVA_KON = """
lamnare | kon | antal
1715    | 1   | 30
1715    | 2   | 30
1880    | 1   | 50
1880    | 2   | 50
1885    | 1   | 60
1885    | 2   | 60
"""
SEN_KOMMUN = """
lamnare | kon | antal
1780    | 1   | 3
1780    | 2   | 40
"""
GRUPPER = """
lamnare | uppdelning | grupp | antal
1715    |            |       | 63
1715    | typ        | a     | 3
1715    | typ        | b     | 10
1715    | typ        | c     | 20
1715    | typ        | d     | 30
1780    |            |       | 80
1780    | typ        | a     | 20
1780    | typ        | b     | 20
1780    | typ        | c     | 20
1780    | typ        | d     | 20
1885    |            |       | 80
1885    | typ        | a     | 20
1885    | typ        | b     | 20
1885    | typ        | c     | 20
1885    | typ        | d     | 20
"""
FARRE_C = """
lamnare | uppdelning | grupp | antal
1715    |            |       | 49
1715    | typ        | a     | 3
1715    | typ        | b     | 10
1715    | typ        | c     | 6
1715    | typ        | d     | 30
"""
HALVAR = """
lamnare | period | kon | aldersgrupp | antal
1715    | 2024H1 | 1   | 0-12        | 30
1715    | 2024H1 | 2   | 13-17       | 30
1780    | 2024H1 | 1   | 0-12        | 30
1780    | 2024H1 | 2   | 13-17       | 30
1880    | 2024H1 | 1   | 0-12        | 30
1880    | 2024H1 | 2   | 13-17       | 30
1885    | 2024H1 | 1   | 0-12        | 30
1885    | 2024H1 | 2   | 13-17       | 30
"""
HELT_AR = """
lamnare | period | kon | aldersgrupp | antal
1715    | 2024H1 | 1   | 0-12        | 30
1715    | 2024H1 | 2   | 13-17       | 30
1715    | 2024H2 | 1   | 0-12        | 3
1715    | 2024H2 | 2   | 13-17       | 30
1715    | 2024   | 1   | 0-12        | 33
1715    | 2024   | 2   | 13-17       | 60
1780    | 2024H1 | 1   | 0-12        | 30
1780    | 2024H1 | 2   | 13-17       | 30
1780    | 2024H2 | 1   | 0-12        | 30
1780    | 2024H2 | 2   | 13-17       | 30
1780    | 2024   | 1   | 0-12        | 60
1780    | 2024   | 2   | 13-17       | 60
1880    | 2024H1 | 1   | 0-12        | 30
1880    | 2024H1 | 2   | 13-17       | 30
1880    | 2024H2 | 1   | 0-12        | 30
1880    | 2024H2 | 2   | 13-17       | 30
1880    | 2024   | 1   | 0-12        | 60
1880    | 2024   | 2   | 13-17       | 60
1885    | 2024H1 | 1   | 0-12        | 30
1885    | 2024H1 | 2   | 13-17       | 30
1885    | 2024H2 | 1   | 0-12        | 30
1885    | 2024H2 | 2   | 13-17       | 30
1885    | 2024   | 1   | 0-12        | 60
1885    | 2024   | 2   | 13-17       | 60
"""

#: Head; cells of the first release and what is then changed; what the attacker finds in both when the later forgets.
FALLOR = {
    "en rättelse är två personer": ({}, FORST, TVA_TILL, {"skillnad"}),
    "en kommun som kommer sent har tre pojkar: riket ökar med dem": ({}, TVA_KON, SEN_KOMMUN, {"skillnad"}),
    "det som doldes förut visas nu: a är 63 - 10 - 20 - 30": (
        {"uppdelningar": {"typ": uppdelning("a", "b", "c", "d")}},
        GRUPPER,
        FARRE_C,
        set(),
    ),
    "halvåret är redan känt: året får inte visas": (
        {"periodtyper": ("halvar", "helar")},
        HALVAR,
        HELT_AR,
        {"framraknat", "litet", "litet_ihop"},
    ),
}


def two(tmp_path, falla: str, metod: str, binder: bool) -> Serie:
    head, forst, sedan, _ = FALLOR[falla]
    serie = Serie(Nation(tmp_path / str(binder), Matt("antal"), **head), metod, binder)
    serie.slapper("forst", forst)
    serie.slapper("sedan", sedan)
    return serie


@pytest.mark.parametrize("metod", METODER)
@pytest.mark.parametrize("falla", FALLOR)
def test_the_attacker_finds_the_trap_between_two_releases_until_the_later_is_bound(tmp_path, falla, metod):
    forgets, binds = (two(tmp_path, falla, metod, binder) for binder in (False, True))
    assert not forgets.fynd("forst")
    assert FALLOR[falla][3] <= forgets.fynd("sedan", "forst")
    assert not binds.fynd("sedan")
    assert not binds.fynd("sedan", "forst")


def printed(serie: Serie, namn: str, kolumner: str = "n revideras_senare", **urval: str) -> str:
    """The areas in the order of kommun, kommungrupp, län and riket."""
    found = serie.laser(namn, kolumner, **urval)
    return "\n".join(f"{omrade:<4} | {found[omrade]}" for omrade in (*KODER, "B3", "B4", "17", "18", "0000"))


def as_printed(text: str) -> str:
    """A table without its head: area, then what is told of it."""
    return "\n".join(f"{r['omrade']:<4} | {r['talen']}" for r in rader(text))


KODER = [k for k, _, _ in KOMMUNER]


def test_what_waits_stands_with_all_that_holds_it_until_the_yearly_revision(tmp_path):
    """1715 has two more and 1780 twenty more; 17, B4 and riket hold 1715."""
    serie = two(tmp_path, "en rättelse är två personer", "enkel", True)
    columns = "n antal_kommuner revideras_senare"
    assert printed(serie, "sedan", columns) == as_printed("""
        omrade | talen
        1715   | 30 1 väntar
        1780   | 60 1 -
        1880   | 50 1 -
        1885   | 60 1 -
        B3     | 110 2 -
        B4     | 90 2 väntar
        17     | 70 2 väntar
        18     | 110 2 -
        0000   | 180 4 väntar
    """)
    serie.slapper("revision", revision=True)
    assert printed(serie, "revision", columns) == as_printed("""
        omrade | talen
        1715   | 32 1 -
        1780   | 60 1 -
        1880   | 50 1 -
        1885   | 60 1 -
        B3     | 110 2 -
        B4     | 92 2 -
        17     | 92 2 -
        18     | 110 2 -
        0000   | 202 4 -
    """)
    assert not serie.fynd("revision", "sedan")
    schema = pq.read_schema(serie.nation.home.releases / "revision" / INDIKATORER)
    assert schema.metadata[b"revision"] == b"ja"
    assert schema.metadata[b"bunden_av"] == b'["sedan", "forst"]'


def test_a_late_kommun_is_in_the_larger_areas_only_as_far_as_its_own_numbers_are_shown(tmp_path):
    """1780 has 3 boys and 40 girls: together they are shown. No revision ever tells what riket has more of boys."""
    serie = two(tmp_path, "en kommun som kommer sent har tre pojkar: riket ökar med dem", "enkel", True)
    serie.slapper("revision", revision=True)
    for namn in ("sedan", "revision"):
        assert serie.laser(namn, "n antal_kommuner revideras_senare")["0000"] == "323 4 -"
        assert serie.laser(namn, "n antal_kommuner revideras_senare", kon="M")["0000"] == "140 3 väntar"
        assert serie.laser(namn, "n", kon="M")["1780"] == "."


def test_two_late_kommuner_hide_each_other_when_they_are_many_enough_together(tmp_path):
    """3 boys and 4 are 7 of riket. Each län has one of the two, so that its boys stand."""
    serie = Serie(Nation(tmp_path, Matt("antal")))
    serie.slapper("forst", "\n".join(r for r in TVA_KON.splitlines() if not r.startswith("1880")))
    serie.slapper("sedan", SEN_KOMMUN.rstrip() + "\n1880 | 1 | 4\n1880 | 2 | 40")
    boys = serie.laser("sedan", "n revideras_senare", kon="M")
    assert (boys["0000"], boys["17"], boys["18"]) == ("97 -", "30 väntar", "60 väntar")


@pytest.mark.parametrize(
    "matt, sedan, vantar",
    [
        ("andel", {"true": 20, "false": 20}, False),
        ("andel", {"true": 28, "false": 20}, False),
        ("andel", {"true": 28, "false": 22}, True),  # ten more, of which two are the rest
        ("andel", {"true": 22, "false": 18}, True),  # as many, but two are another
        ("medel", {"10": 20, "20": 20}, False),
        ("medel", {"10": 20, "30": 20}, True),  # as many, and nobody knows how many of them are corrected
        ("medel", {"10": 20, "30": 30}, False),
    ],
)
def test_a_numerator_what_it_leaves_and_what_is_made_of_units_are_corrected_with_many_or_not_at_all(
    tmp_path, matt, sedan, vantar
):
    outcomes = ("true", "false") if matt == "andel" else ("10", "20")
    serie = Serie(Nation(tmp_path, Matt(matt)))
    head = "lamnare | utfall | antal\n"
    serie.slapper("forst", head + "\n".join(f"{k} | {u} | 20" for k in KODER for u in outcomes))
    serie.slapper("sedan", head + "\n".join(f"1780 | {u} | {n}" for u, n in sedan.items()))
    assert (serie.laser("sedan", "revideras_senare")["1780"] == "väntar") is vantar


@pytest.mark.parametrize("metod", METODER)
def test_while_a_half_year_waits_the_year_and_the_other_half_do_not_tell_it(tmp_path, metod):
    """Two more in the first half of 1715, and the year is new: less the second half it would be the corrected half."""
    serie = Serie(Nation(tmp_path, Matt("antal"), periodtyper=("halvar", "helar")), metod)
    serie.slapper("forst", HALVAR)
    serie.slapper(
        "sedan", HELT_AR.replace("| 3\n", "| 25\n").replace("| 33\n", "| 57\n").replace("| 30\n", "| 32\n", 1)
    )
    for area in ("1715", "17", "B4", "0000"):
        half, other, year = (
            serie.laser("sedan", "n revideras_senare", period=p)[area] for p in ("2024H1", "2024H2", "2024")
        )
        assert half.endswith("väntar")
        assert "." in (other[0], year[0])


def test_what_has_not_changed_is_printed_as_it_was(tmp_path):
    """The pattern too: a rule with another secret would have chosen another partner."""
    serie = two(tmp_path, "det som doldes förut visas nu: a är 63 - 10 - 20 - 30", "bevisad", True)
    (tmp_path / "True" / ".skyddshemlighet").write_bytes(b"a" * 32)
    serie.slapper("igen")
    rows = [pq.read_table(serie.nation.home.releases / n / INDIKATORER) for n in ("sedan", "igen")]
    assert rows[0].equals(rows[1])


def test_a_withdrawn_kommun_says_why_and_is_taken_out_where_its_numbers_were_shown(tmp_path):
    serie = Serie(Nation(tmp_path, Matt("antal")))
    serie.slapper("forst", FORST)
    serie.nation.innehall("1715", {"2024H1": "kvalitet"})
    serie.slapper("sedan")
    assert serie.laser("sedan", "n status revideras_senare")["1715"] == ". kvalitet -"
    assert serie.laser("sedan", "n antal_kommuner revideras_senare")["0000"] == "150 3 -"


def test_comparisons_are_of_what_is_printed(tmp_path):
    """1780's share is compared with the number of riket that stands, not with the newer one."""
    serie = Serie(Nation(tmp_path, Matt("andel")))
    head = "lamnare | utfall | antal\n"
    serie.slapper("forst", head + "\n".join(f"{k} | {u} | 20" for k in KODER for u in ("true", "false")))
    serie.slapper("sedan", head + "1715 | true | 22\n1715 | false | 20")
    rows = pq.read_table(serie.nation.home.releases / "sedan" / "jamforelser.parquet").to_pylist()
    assert {r["referens_varde"] for r in rows if r["referens"] == "riket" and r["kon"] == "M"} == {50.0}


@pytest.mark.parametrize("seed", range(3))
def test_random_corrections_tell_nothing_to_who_knows_which_rows_are_the_same(tmp_path, seed):
    """Half-years first, some corrected and some late, then the year too, then a revision."""
    rng = np.random.default_rng(seed)
    counts = {(k, p, kon, u): int(rng.choice([0, 2, 7, 30, 60])) for k in KODER for p in ("2024H1", "2024H2")
              for kon in (1, 2) for u in ("true", "false")}  # fmt: skip
    later = {
        key: max(0, n + int(rng.choice([0, 0, 2, 10, -10]))) if key[1] == "2024H1" and rng.random() < 0.6 else n
        for key, n in counts.items()
    }
    year = {(k, "2024", kon, u): later[k, "2024H1", kon, u] + n for (k, p, kon, u), n in later.items() if p == "2024H2"}
    late = set(rng.choice(KODER, 2))
    first = {key: n for key, n in counts.items() if key[1] == "2024H1" and key[0] not in late}
    nation = Nation(tmp_path, Matt("andel"), periodtyper=("halvar", "helar"))
    serie, sums = Serie(nation, "bevisad"), {}
    for namn, cells in (("forst", first), ("sedan", later | year), ("revision", {})):
        serie.slapper(namn, _table(cells) if cells else "", revision=namn == "revision")
        sums[namn] = read_summor(nation.home, nation.deklaration, nation.indikator)
        assert not serie.fynd(namn, serie.namn[-2] if len(serie.namn) > 1 else None)
    for one, other in (("sedan", "forst"), ("forst", "sedan"), ("forst", "revision")):
        assert not told_by(serie, (one, sums[one]), (other, sums[other]))


def _table(cells: dict) -> str:
    rows = [" | ".join(map(str, (*key, n))) for key, n in cells.items()]
    return "\n".join(["lamnare | period | kon | utfall | antal", *rows])
