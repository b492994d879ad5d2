"""The profile of cell keys: counts are changed a little, always alike for the same persons."""

from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest

from isu.cells.cellnyckel import KEYS
from isu.cells.indikator import Matt
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.cellnyckel import could_be, printed, table
from isu.errors import IsuError
from tests.spec.publication.angripare import found_in
from tests.spec.publication.nation import KOMMUNER, Nation, uppdelning

STORD = Skyddsprofil("cellnyckel-5", 5, metod="cellnyckel", storning=5)
KODER = [k for k, _, _ in KOMMUNER]
GRANSER = [(5, 5), (3, 4), (3, 3), (1, 2), (10, 12), (15, 15)]


def nation_of(tmp_path, *matt: Matt, **head) -> Nation:
    nation = Nation(tmp_path, *matt, **head)
    nation.deklaration = replace(nation.deklaration, skydd=STORD)
    return nation


@pytest.mark.parametrize("t, d", GRANSER)
def test_the_table_keeps_zero_and_the_mean_and_prints_nothing_small(t, d):
    counts = np.arange(t + 4 * d)
    tryckt = printed(counts[:, None], np.arange(KEYS)[None], table(t, d))
    assert (tryckt.sum(1) == KEYS * counts).all()
    assert (tryckt[0] == 0).all()
    assert not ((tryckt > 0) & (tryckt < t)).any()
    assert np.abs(tryckt - counts[:, None]).max() == d if t < d else np.abs(tryckt - counts[:, None]).max() <= d


@pytest.mark.parametrize("t, d", GRANSER)
def test_what_may_be_behind_a_printed_number_is_what_the_table_can_make_it_of(t, d):
    counts = np.arange(t + 6 * d)
    tryckt = printed(counts[:, None], np.arange(KEYS)[None], table(t, d))
    for shown in np.unique(tryckt[: t + 4 * d]):
        behind = counts[(tryckt == shown).any(1)]
        assert [int(end) for end in could_be(shown, table(t, d))] == [behind.min(), behind.max()]


def test_a_count_is_changed_by_its_key_and_the_value_is_of_what_is_printed(tmp_path):
    """Key 0 is the lowest: 42 becomes 37, and 3 becomes 6. Key 255 takes 13 to 18 and 2 to 0."""
    nation = nation_of(tmp_path)
    nation.celler("""
        lamnare | utfall | antal | nyckel
        1715    | true   | 13    | 255
        1715    | false  | 29    | 1
        1780    | true   | 2     | 255
        1780    | false  | 1     | 1
        1880    | true   | 0     | 0
        1880    | false  | 31    | 128
    """)
    rows = nation.visar("omrade n taljare varde intervall_status nedre", omrade_typ="kommun", kon="M")
    assert [tuple(r.values()) for r in rows[:3]] == [
        ("1715", "37", "18", "48.6", "storda_tal", None),
        ("1780", "6", "0", "0.0", "storda_tal", None),
        ("1880", "31", "0", "0.0", "storda_tal", None),
    ]
    assert not found_in(nation.home.edition / "indikatorer.parquet")


def test_the_same_persons_are_printed_alike_in_every_level_measure_and_variant(tmp_path):
    """The only kommun of the nation, and all of its units in the numerator: 40 of key 251 are printed as 45."""
    matt = (Matt("andel"), Matt("antal"))
    nation = nation_of(tmp_path, *matt, varianter={"": "Alla", "samma": "De också"})
    nation.celler("lamnare | variant | antal | nyckel\n1780 | | 40 | 251\n1780 | samma | 40 | 251")
    rows = nation.publicerar().to_pylist()
    found = {(r["n"], r["taljare"]) for r in rows if r["status"] == "visas" and r["n"]}
    assert found == {(45, 45)}
    assert {r["omrade_typ"] for r in rows if r["n"]} == {"kommun", "lan", "kommungrupp", "riket"}


def test_keys_add_up_as_counts_do_and_parts_do_not_add_up(tmp_path):
    """Of T the key is 250 + 250 - 256 = 244."""
    nation = nation_of(tmp_path, Matt("antal"))
    nation.celler("lamnare | kon | antal | nyckel\n1780 | 1 | 40 | 250\n1780 | 2 | 50 | 250")
    changes = table(5, 5)[-1]
    assert [tuple(r.values()) for r in nation.visar("kon n", omrade="1780")] == [
        ("K", str(50 + changes[250])),
        ("M", str(40 + changes[250])),
        ("T", str(90 + changes[244])),
    ]
    assert changes[250] != changes[244] != 2 * changes[250]


def test_a_numerator_is_never_printed_as_more_than_its_n(tmp_path):
    """39 of 40: n becomes 35, and the numerator would have become 44."""
    nation = nation_of(tmp_path)
    nation.celler("lamnare | utfall | antal | nyckel\n1780 | true | 39 | 255\n1780 | false | 1 | 1")
    assert nation.visar("n taljare varde", omrade="1780") == [{"n": "35", "taljare": "35", "varde": "100.0"}]


def test_what_is_made_of_more_than_counts_is_not_shown_and_nothing_is_compared(tmp_path):
    nation = nation_of(tmp_path, Matt("antal"), Matt("medel"), Matt("median"))
    nation.celler("lamnare | utfall | antal | nyckel\n1780 | 10 | 40 | 100\n1780 | 20 | 40 | 28")
    rows = nation.visar("matt n status varde", omrade="1780")
    assert [tuple(r.values()) for r in rows] == [
        ("antal", "80", "visas", "80.0"),
        ("medel", "80", "sekretess", None),
        ("median", "80", "sekretess", None),
    ]
    assert pq.read_metadata(nation.home.edition / "jamforelser.parquet").num_rows == 0
    about = pq.read_schema(nation.home.edition / "indikatorer.parquet").metadata
    assert (about[b"skyddsmetod"], about[b"storning"]) == (b"cellnyckel", b"5")


def test_a_whole_that_would_tell_its_parts_is_withheld(tmp_path):
    """Seven groups of 1 are printed as 6 each, so each is at least 1; a whole of 7 that is printed as 5 is at most 10,
    which would leave at most 4 for each."""
    grupper = "abcdefg"
    nation = nation_of(tmp_path, Matt("antal"), uppdelningar={"typ": uppdelning(*grupper)})
    rows = [f"1780 | typ | {g} | 1 | 0" for g in grupper]
    nation.celler("\n".join(["lamnare | uppdelning | grupp | antal | nyckel", *rows, "1780 | | | 7 | 0"]))
    assert nation.visar("n", omrade="1780", uppdelning="", grupp="") == [{"n": None}]
    assert not found_in(nation.home.edition / "indikatorer.parquet")


def test_where_nothing_counts_the_reason_stands(tmp_path):
    nation = nation_of(tmp_path)
    nation.celler("lamnare | antal | nyckel\n1780 | 40 | 1")
    nation.innehall("1780", {"2024H1": "ej_komplett"})
    assert nation.visar("n status", omrade="1780") == [{"n": None, "status": "ej_komplett"}]


def test_cells_without_keys_are_refused_by_name(tmp_path):
    nation = nation_of(tmp_path)
    nation.celler("lamnare | antal | nyckel\n1780 | 40 | 1")
    nation.celler("lamnare | antal\n1880 | 40")
    with pytest.raises(IsuError, match="från 1880 har inga"):
        nation.publicerar()


@pytest.mark.parametrize("seed", range(3))
def test_random_small_nations_leave_no_count_surely_small(tmp_path, seed):
    rng = np.random.default_rng(seed)
    nation = nation_of(tmp_path, Matt("andel"))
    cells = [(k, kon, a, u, rng.choice([0, 1, 3, 4, 8, 30]), rng.integers(KEYS)) for k in KODER for kon in (1, 2, 9)
             for a in ("0-12", "13-17") for u in ("true", "false")]  # fmt: skip
    head = "lamnare | kon | aldersgrupp | utfall | antal | nyckel"
    nation.celler("\n".join([head, *(" | ".join(map(str, c)) for c in cells)]))
    nation.publicerar()
    assert not found_in(nation.home.edition / "indikatorer.parquet")
