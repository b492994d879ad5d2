"""Stadsdelar: lämnare that are geographic parts of their kommun, as areas below it.

1780 is divided into two; the other kommuner of the small nation are whole.
"""

import polars as pl
import pytest

from isu.cells.indikator import Matt
from isu.declaration.lamnare import Lamnare, districts
from isu.disclosure.besluta import decide, only_primary
from isu.errors import IsuError
from isu.granskning.utlatande import BRISTER
from isu.referens.folkmangd import folkmangd, joined, region_reader
from isu.release.jamfora import compare, find_area, rank
from tests.spec.publication.angripare import found_in, publish
from tests.spec.publication.nation import Nation
from tests.spec.publication.test_publ_bevis import KRAV, sums
from tests.spec.publication.utgavor import Serie
from tests.spec.tabell import rader

DELADE = """
    lamnare   | omraden
    1715      | barn_unga
    1780-norr | barn_unga
    1780-syd  | barn_unga
    1880      | barn_unga
    1885      | barn_unga
"""
ANTAL = """
    lamnare   | antal
    1715      | 20
    1780-norr | 40
    1780-syd  | 10
    1880      | 30
    1885      | 50
"""


def delad(path, *matt: Matt, **head) -> Nation:
    land = Nation(path, *matt, **head)
    land.svarar(DELADE)
    return land


def test_a_kommun_is_the_sum_of_its_stadsdelar_and_every_larger_area_too(tmp_path):
    land = delad(tmp_path, Matt("antal"))
    land.celler(ANTAL)
    assert land.visar("omrade_typ omrade varde varde_ovagt antal_kommuner") == rader(
        """
        omrade_typ  | omrade    | varde | varde_ovagt | antal_kommuner
        kommun      | 1715      | 20.0  |             | 1
        kommun      | 1780      | 50.0  |             | 1
        kommun      | 1880      | 30.0  |             | 1
        kommun      | 1885      | 50.0  |             | 1
        kommungrupp | B3        | 80.0  | 40.0        | 2
        kommungrupp | B4        | 70.0  | 35.0        | 2
        lan         | 17        | 70.0  | 35.0        | 2
        lan         | 18        | 80.0  | 40.0        | 2
        riket       | 0000      | 150.0 | 37.5        | 4
        stadsdel    | 1780-norr | 40.0  |             | 1
        stadsdel    | 1780-syd  | 10.0  |             | 1
        """
    )


def test_a_median_of_the_kommun_is_of_all_its_units(tmp_path):
    land = delad(tmp_path, Matt("median"), troskel=1)
    land.celler("lamnare | utfall | antal\n1780-norr | 1 | 3\n1780-norr | 3 | 1\n1780-syd | 9 | 4")
    assert land.visar("omrade varde", omrade_typ="kommun", status="visas") == [{"omrade": "1780", "varde": "6.0"}]
    assert land.visar("omrade varde", omrade_typ="stadsdel") == rader("omrade | varde\n1780-norr | 1.0\n1780-syd | 9.0")


def test_a_stadsdel_counts_when_its_whole_kommun_does(tmp_path):
    land = delad(tmp_path, Matt("antal"))
    land.celler(ANTAL)
    land.innehall("1780-syd", {"2024H1": "ej_komplett"})
    assert land.visar("omrade varde status", omrade_typ="stadsdel") == rader(
        """
        omrade    | varde | status
        1780-norr |       | ej_komplett
        1780-syd  |       | ej_komplett
        """
    )
    assert [r["varde"] for r in land.visar("omrade varde", omrade_typ="riket")] == ["100.0"]


def test_a_rate_needs_a_population_of_the_stadsdel_itself(tmp_path):
    land = delad(tmp_path, Matt("per_1000"), befolkning=(0, 20))
    land.celler(ANTAL)
    land.befolkas(
        """
        kommun    | ar   | per_alder
        1715      | 2024 | 100
        1780      | 2024 | 100
        1880      | 2024 | 100
        1885      | 2024 | 100
        1780-norr | 2024 | 40
        """
    )
    assert land.visar("omrade n befolkning varde status", omrade_typ="stadsdel") == rader(
        """
        omrade    | n  | befolkning | varde | status
        1780-norr | 40 | 1680       | 23.8  | visas
        1780-syd  | 10 |            |       | ej_tillampligt
        """
    )
    # The kommun has its own row, not the sum of its stadsdelar; riket has all four kommuner.
    assert land.visar("omrade befolkning varde", omrade="1780") == rader(
        "omrade | befolkning | varde\n1780 | 4200 | 11.9"
    )
    assert land.visar("omrade befolkning", omrade="0000") == rader("omrade | befolkning\n0000 | 16800")


def test_a_stadsdel_is_compared_with_what_its_kommun_is_part_of(tmp_path):
    from isu.aggregate.axel import omrade_axis
    from isu.comparison.plats import INGEN, REFERENSER, reference_areas

    land = delad(tmp_path)
    omrade = omrade_axis(land.deklaration.kommuner, {"1780": ["1780-norr", "1780-syd"]})
    at = {name: i for i, (_, name) in enumerate(omrade.medlemmar)}
    for typ in REFERENSER[1:]:
        found = reference_areas(omrade, typ)
        assert found[at["1780-norr"]] == found[at["1780"]] != INGEN


def test_a_stadsdel_is_shown_beside_its_references(tmp_path):
    """40 of 100 against 70 of 100 elsewhere; a rank is asked of kommuner only."""
    land = delad(tmp_path, Matt("andel"))
    land.celler(
        """
        lamnare   | utfall | antal
        1715      | true   | 70
        1715      | false  | 30
        1780-norr | true   | 40
        1780-norr | false  | 60
        1780-syd  | true   | 50
        1780-syd  | false  | 50
        1880      | true   | 70
        1880      | false  | 30
        1885      | true   | 70
        1885      | false  | 30
        """
    )
    land.publicerar()
    norr = find_area("1780-norr", land.deklaration.kommuner, land.deklaration.lamnare.values())
    (row,) = compare(land.home.edition, norr, [land.indikator.id])
    assert (norr.typ, row["varde"]) == ("stadsdel", 40.0)
    assert {r["referens"]: r["varde"] for r in row["referenser"]} == {
        "kommungrupp": 53.3, "lan": 53.3, "riket": 60.0
    }  # fmt: skip
    with pytest.raises(IsuError, match="bland kommuner"):
        rank(land.home.edition, norr, row)


@pytest.mark.parametrize(
    "antal",
    [
        pytest.param((40, 3), id="a small stadsdel beside a large one"),
        pytest.param((2, 3), id="two small stadsdelar of a kommun that may be shown"),
        pytest.param((1, 1), id="a small kommun of small stadsdelar"),
    ],
)
def test_no_stadsdel_is_had_from_its_kommun_and_the_others(tmp_path, antal):
    land = delad(tmp_path, Matt("andel"))
    norr, syd = antal
    land.celler(
        f"""
        lamnare   | kon | utfall | antal
        1715      | 1   | true   | 30
        1715      | 2   | false  | 45
        1780-norr | 1   | true   | {norr}
        1780-norr | 2   | false  | 38
        1780-syd  | 1   | true   | {syd}
        1780-syd  | 2   | false  | 29
        1880      | 1   | true   | 33
        1880      | 2   | false  | 41
        1885      | 1   | true   | 52
        1885      | 2   | false  | 31
        """
    )
    summor = sums(land)
    unprotected = found_in(publish(tmp_path / "sma.parquet", summor, only_primary(summor, KRAV)))
    beslut = decide(summor, KRAV)
    assert unprotected & set(BRISTER)
    assert not beslut.hel and not beslut.monster.obevisade.any()
    assert not found_in(publish(tmp_path / "bevis.parquet", summor, beslut.skydd))


RATTAD = ANTAL.replace("| 10", "| 12")


def told(serie: Serie, namn: str) -> str:
    """What a release prints of each area, an area and its number on each line; `väntar` where it is an earlier one."""
    rows = serie.laser(namn, "n revideras_senare")
    return "\n".join(f"{area} | {rows[area].removesuffix(' -')}" for area in sorted(rows))


def as_told(text: str) -> str:
    return "\n".join(f"{r['omrade']} | {r['talet']}" for r in rader(text))


@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
def test_two_more_in_a_stadsdel_wait_with_all_that_holds_it(tmp_path, metod):
    """1780-syd has 12 instead of 10; 17, 1780, B3 and riket hold it."""
    serie = Serie(delad(tmp_path, Matt("antal")), metod)
    serie.slapper("forst", ANTAL)
    serie.slapper("sedan", RATTAD)
    assert told(serie, "sedan") == as_told("""
        omrade    | talet
        0000      | 150 väntar
        17        | 70 väntar
        1715      | 20
        1780      | 50 väntar
        1780-norr | 40
        1780-syd  | 10 väntar
        18        | 80
        1880      | 30
        1885      | 50
        B3        | 80 väntar
        B4        | 70
    """)
    assert not serie.fynd("sedan", "forst")
    serie.slapper("revision", revision=True)
    found = serie.laser("revision", "n")
    assert (found["1780-syd"], found["1780"], found["0000"]) == ("12", "52", "152")


def test_a_kommun_that_becomes_divided_is_still_judged_as_one(tmp_path):
    """1780 had 50. Of its stadsdelar nothing was printed, so two more in one of them are two more in the kommun: what
    is new of it waits with it."""
    land = Nation(tmp_path, Matt("antal"))
    serie = Serie(land)
    serie.slapper("forst", "lamnare | antal\n1715 | 20\n1780 | 50\n1880 | 30\n1885 | 50")
    land.svarar(DELADE)
    serie.slapper("sedan", RATTAD)
    found = serie.laser("sedan", "n revideras_senare")
    assert {area: found[area] for area in ("1780", "1780-norr", "1780-syd", "17", "0000")} == {
        "1780": "50 väntar",
        "1780-norr": ". -",
        "1780-syd": ". -",
        "17": "70 väntar",
        "0000": "150 väntar",
    }
    assert not serie.fynd("sedan", "forst")


def test_a_kommun_that_is_one_again_is_judged_as_one(tmp_path):
    land = delad(tmp_path, Matt("antal"))
    serie = Serie(land)
    serie.slapper("forst", ANTAL)
    land.svarar(DELADE.replace("1780-norr | barn_unga\n    1780-syd  ", "1780      "))
    serie.slapper("sedan", "lamnare | antal\n1780 | 52")
    found = serie.laser("sedan", "n revideras_senare")
    assert (found["1780"], found["17"], found["1715"]) == ("50 väntar", "70 väntar", "20 -")
    assert "1780-norr" not in found


def _lamnare(text: str) -> list[Lamnare]:
    return [
        Lamnare(r["lamnare"], r["lamnare"][:4], "", frozenset(r["omraden"].split()), "-" in r["lamnare"])
        for r in rader(text)
    ]


def test_a_kommun_is_divided_where_all_its_lamnare_are_parts_with_the_same_omraden():
    senders = _lamnare(
        """
        lamnare | omraden
        1715    | barn_unga missbruk
        1780-a  | barn_unga missbruk
        1780-b  | barn_unga missbruk aldre
        1880-a  | barn_unga
        1880-b  | barn_unga missbruk
        """
    )
    assert districts(["barn_unga"], senders) == {"1780": ["1780-a", "1780-b"], "1880": ["1880-a", "1880-b"]}
    assert districts(["barn_unga", "missbruk"], senders) == {"1780": ["1780-a", "1780-b"]}
    assert districts(["aldre"], senders) == {}, "one part is not a division"


def test_a_file_of_stadsdelar_is_read_beside_that_of_kommuner():
    from isu.declaration import load_declarations

    kommuner, delar = load_declarations().kommuner, {"1780-norr"}
    read = region_reader(kommuner, delar)
    assert (read("1780-norr"), read("1780-norr Norra staden"), read("1780-vast")) == ("1780-norr", "1780-norr", None)
    cells = [
        (region, "", f"{a} år", kon, "2024", "7")
        for region in ("1780", "1780-norr Norra staden")
        for kon in ("män", "kvinnor")
        for a in [*range(100), "100+"]
    ]
    frame = pl.DataFrame(cells, ["region", "civilstand", "alder", "kon", "ar", "antal"], orient="row")
    counted = joined([folkmangd(frame, kommuner, "prov.csv", delar)])
    assert counted.group_by("kommunkod").len().sort("kommunkod").rows() == [("1780", 202), ("1780-norr", 202)]
