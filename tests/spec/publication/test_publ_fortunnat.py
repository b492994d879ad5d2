"""Numbers of a nation where a kommun has thinned its cells: what is exact, what is approximate, and what is missing."""

import csv
import json

import numpy as np
import pytest

from isu.aggregate.intervallmedian import interval_percentile
from isu.aggregate.utfall import UTAN_SLUT
from isu.cells.indikator import Matt
from isu.cells.platser import AV_CELLER
from isu.granskning import las
from tests.spec.publication.nation import Nation
from tests.spec.publication.utgavor import Serie
from tests.spec.tabell import rader


def sent(nation: Nation, lamnare: str, aldrar: tuple[str, ...] = (), dagar: tuple[int, ...] = ()) -> None:
    """This lämnare counted the cells itself, and thinned them so; the hub has laid them in their places."""
    path = nation.home.cells(lamnare) / "innehall.json"
    content = json.loads(path.read_text("utf-8"))
    content["indikatorer"][nation.indikator.id][AV_CELLER] = {"aldrar": list(aldrar), "dagar": list(dagar)}
    path.write_text(json.dumps(content), "utf-8")


#: 1880 has sent 0–17 as one age group: its 40 stand in 0–12.
ALDRAR = """
    lamnare | aldersgrupp | antal
    1780    | 0-12        | 20
    1780    | 13-17       | 20
    1780    | 18-20       | 20
    1880    | 0-12        | 40
    1880    | 18-20       | 20
"""


def test_totals_add_and_a_number_that_needs_finer_ages_is_missing_with_its_reason(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(ALDRAR)
    sent(nation, "1880", aldrar=("0-17",))
    seen = nation.visar("omrade aldersgrupp n taljare varde status status_n", omrade_typ="kommun")
    assert [r for r in seen if r["omrade"] in ("1780", "1880")] == rader(
        """
        omrade | aldersgrupp | n  | taljare | varde | status | status_n
        1780   | 0-12        | 20 | 20      | 20.0  | visas  | visas
        1780   | 0-17        | 40 | 40      | 40.0  | visas  | visas
        1780   | 13-17       | 20 | 20      | 20.0  | visas  | visas
        1780   | 18-20       | 20 | 20      | 20.0  | visas  | visas
        1780   | alla        | 60 | 60      | 60.0  | visas  | visas
        1880   | 0-12        |    |         |       | grovre | grovre
        1880   | 0-17        | 40 | 40      | 40.0  | visas  | visas
        1880   | 13-17       |    |         |       | grovre | grovre
        1880   | 18-20       | 20 | 20      | 20.0  | visas  | visas
        1880   | alla        | 60 | 60      | 60.0  | visas  | visas
        """
    )
    for area in ({"omrade_typ": "riket"}, {"omrade_typ": "kommungrupp", "omrade": "B3"}):
        assert nation.visar("aldersgrupp n status", **area) == rader(
            """
            aldersgrupp | n   | status
            0-12        |     | grovre
            0-17        | 80  | visas
            13-17       |     | grovre
            18-20       | 40  | visas
            alla        | 120 | visas
            """
        )


def test_what_is_said_is_told_per_number_in_a_file_of_its_own(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(ALDRAR)
    sent(nation, "1780"), sent(nation, "1880", aldrar=("0-17",))
    nation.publicerar()
    with (nation.home.edition / "underlag.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    names = ("omrade", "celler", "fortunnade", "dagband", "for_fina_aldrar")
    assert [tuple(r[n] for n in names) for r in told if r["omrade"] in ("1780", "1880", "17", "0000")] == [
        ("1780", "1", "0", "nej", ""),
        ("1880", "1", "1", "nej", "0-12 13-17"),
        ("17", "1", "0", "nej", ""),
        ("0000", "2", "1", "nej", "0-12 13-17"),
    ]


def test_without_any_ages_only_the_whole_is_known(tmp_path):
    """Sent as `alla`: the cells stand among the unknown ages."""
    nation = Nation(tmp_path, Matt("andel"))
    nation.celler("lamnare | aldersgrupp | utfall | antal\n1880 | okand | true | 30\n1880 | okand | false | 30")
    sent(nation, "1880", aldrar=("alla",))
    assert nation.visar("aldersgrupp n varde status", omrade="1880") == rader(
        """
        aldersgrupp | n  | varde | status
        0-12        |    |       | grovre
        0-17        |    |       | grovre
        13-17       |    |       | grovre
        18-20       |    |       | grovre
        alla        | 60 | 50.0  | visas
        """
    )


def test_few_are_withheld_as_ever_beside_what_is_missing(tmp_path):
    """Three aged 18–20: they and a partner are withheld though two of the others are missing already."""
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler("lamnare | aldersgrupp | antal\n1880 | 0-12 | 40\n1880 | 18-20 | 3")
    sent(nation, "1880", aldrar=("0-17",))
    assert nation.visar("aldersgrupp n status", omrade="1880") == rader(
        """
        aldersgrupp | n  | status
        0-12        |    | grovre
        0-17        |    | sekretess
        13-17       |    | grovre
        18-20       |    | sekretess
        alla        | 43 | visas
        """
    )


def test_the_auditor_takes_what_is_missing_as_anything(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(ALDRAR)
    sent(nation, "1880", aldrar=("0-17",))
    nation.publicerar()
    found = las.read(nation.home.edition / "indikatorer.parquet", nation.indikator.id)
    area, age = found.axlar[0].index(("kommun", "1880")), found.axlar[3].index(("13-17",))
    assert (found.lage[area, 0, :, age] == las.NEVER).all()


#: 1780 has sent days; 1880 bands of 30 days.
DAGAR = """
    lamnare | utfall | antal
    1780    | 20     | 10
    1780    | 40     | 10
    1880    | 0-30   | 10
    1880    | 31-60  | 20
    1880    | 61-    | 10
"""
MATT = (Matt("median"), Matt("medel"), Matt("andel", "<= 30"), Matt("p90"))


def test_a_median_of_bands_is_an_interval_median_and_is_marked(tmp_path):
    """Of 1880's 40 the twentieth stands in the middle of 31–60: 30.5 + 10 / 20 × 30. Of B3's 60 the thirtieth: 20 are
    before 30.5, and then come 20 / 30 a day and, around day 40, ten: 39.5 + (30 − 26) / (10 + 2 / 3)."""
    nation = Nation(tmp_path, *MATT)
    nation.celler(DAGAR)
    sent(nation, "1880", dagar=(0, 31, 61))
    seen = nation.visar("omrade matt n varde metod status", uppdelning="")
    assert [r for r in seen if r["omrade"] in ("1780", "1880", "B3")] == rader(
        """
        omrade | matt   | n  | varde | metod             | status
        1780   | andel  | 20 | 50.0  | wilson            | visas
        1880   | andel  | 40 | 25.0  | wilson            | visas
        B3     | andel  | 60 | 33.3  | wilson            | visas
        1780   | medel  | 20 | 30.0  | t                 | visas
        1880   | medel  | 40 |       |                   | grovre
        B3     | medel  | 60 |       |                   | grovre
        1780   | median | 20 | 30.0  | ordning           | visas
        1880   | median | 40 | 45.5  | ordning_intervall | visas
        B3     | median | 60 | 39.9  | ordning_intervall | visas
        1780   | p90    | 20 |       |                   | sekretess
        1880   | p90    | 40 |       |                   | sekretess
        B3     | p90    | 60 |       |                   | grovre
        """
    )


@pytest.mark.parametrize(
    "days", [[20] * 9 + [45] * 20 + [70] * 11, [30] * 10 + [31] * 20 + [61] * 10, [0] * 15 + [60] * 25]
)
def test_the_limits_of_an_interval_median_hold_those_of_the_days(tmp_path, days):
    bands = {0: "0-30", 31: "31-60", 61: "61-90", 91: "91-"}
    banded = [bands[max(first for first in bands if first <= day)] for day in days]
    nation = Nation(tmp_path, Matt("median"))
    text = [f"1780 | {day} | 1" for day in days] + [f"1880 | {band} | 1" for band in banded]
    nation.celler("\n".join(["lamnare | utfall | antal", *text]))
    sent(nation, "1880", dagar=tuple(bands))
    exact, coarse = (nation.visar("varde nedre ovre", omrade=k)[0] for k in ("1780", "1880"))
    assert float(coarse["nedre"]) <= float(exact["nedre"]) <= float(exact["ovre"]) <= float(coarse["ovre"])
    assert abs(float(coarse["varde"]) - float(exact["varde"])) <= 30


@pytest.mark.parametrize(
    "antal, fran, till, vantat",
    [
        ([10], [31], [60], 45.5),
        ([10], [10], [10], 10.0),
        ([5, 5], [0, 31], [30, 60], 30.5),
        ([9, 1], [0, 31], [30, UTAN_SLUT], 16.722),
        ([1, 9], [0, 31], [30, UTAN_SLUT], None),
        ([3], [31], [UTAN_SLUT], None),
        ([0, 0], [0, 31], [30, 60], None),
    ],
)
def test_the_formula(antal, fran, till, vantat):
    """L + (n/2 − F) / f · w; none where it falls in a band without end, or of nobody."""
    found = float(interval_percentile(*map(np.array, (antal, fran, till)), 5))
    assert np.isnan(found) if vantat is None else found == pytest.approx(vantat, abs=1e-3)


@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
def test_a_kommun_may_go_from_rows_to_thinned_cells_between_two_releases(tmp_path, metod):
    """1880 had 20 + 20 below 18, and now sends 40 as one: nothing is told by the two together."""
    serie = Serie(Nation(tmp_path, Matt("antal")), metod)
    serie.slapper("ett", ALDRAR.replace("1880    | 0-12        | 40", "1880 | 0-12 | 20\n    1880 | 13-17 | 20"))
    serie.nation.celler(ALDRAR)
    sent(serie.nation, "1880", aldrar=("0-17",))
    serie.slapper("tva")
    assert serie.laser("tva", "n status", aldersgrupp="0-17")["1880"] == "40 visas"
    assert serie.laser("tva", "n status", aldersgrupp="0-12")["1880"] == ". grovre"
    assert serie.fynd("tva", mot="ett") == set()
