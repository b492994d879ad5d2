"""Why a number is missing: what a kommun's value needs of its lämnare, and what a group of kommuner covers."""

from isu.cells.indikator import Matt
from tests.spec.publication.nation import Nation
from tests.spec.tabell import rader

#: 20 units in each of the four kommuner.
FYRA = "\n".join(["lamnare | antal", *(f"{k} | 20" for k in ("1715", "1780", "1880", "1885"))])


def test_a_kommun_that_has_not_delivered_all_stands_outside_every_group(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(FYRA)
    nation.innehall("1780", {"2024H1": "ej_komplett"})
    nation.innehall("1880", {"2024H1": "ej_rapporterat"})
    nation.innehall("1885", {"2023H1": "ej_komplett"})
    assert nation.visar("omrade n varde antal_kommuner status status_n") == rader(
        """
        omrade | n  | varde | antal_kommuner | status         | status_n
        1715   | 20 | 20.0  | 1              | visas          | visas
        1780   |    |       | 0              | ej_komplett    | ej_komplett
        1880   |    |       | 0              | ej_rapporterat | ej_rapporterat
        1885   |    |       | 0              | ej_rapporterat | ej_rapporterat
        B3     |    |       | 0              | ej_komplett    | ej_komplett
        B4     | 20 | 20.0  | 1              | visas          | visas
        17     | 20 | 20.0  | 1              | visas          | visas
        18     |    |       | 0              | ej_rapporterat | ej_rapporterat
        0000   | 20 | 20.0  | 1              | visas          | visas
        """
    )


def test_a_kommun_held_back_for_quality_says_so_and_stands_outside_every_group(tmp_path):
    """More than a fifth of its local codes lack a translation: delivered in full, yet not comparable."""
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(FYRA)
    nation.innehall("1780", {"2024H1": "kvalitet"})
    nation.innehall("1880", {"2024H1": "kvalitet"})
    nation.innehall("1885", {"2024H1": "ej_komplett"})
    assert nation.visar("omrade n n_okand varde antal_kommuner status status_n") == rader(
        """
        omrade | n  | n_okand | varde | antal_kommuner | status      | status_n
        1715   | 20 | 0       | 20.0  | 1              | visas       | visas
        1780   |    |         |       | 0              | kvalitet    | kvalitet
        1880   |    |         |       | 0              | kvalitet    | kvalitet
        1885   |    |         |       | 0              | ej_komplett | ej_komplett
        B3     |    |         |       | 0              | kvalitet    | kvalitet
        B4     | 20 | 0       | 20.0  | 1              | visas       | visas
        17     | 20 | 0       | 20.0  | 1              | visas       | visas
        18     |    |         |       | 0              | kvalitet    | kvalitet
        0000   | 20 | 0       | 20.0  | 1              | visas       | visas
        """
    )


def test_one_part_of_a_kommun_held_back_holds_back_the_kommun_and_a_missing_part_is_told_first(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.svarar("lamnare | omraden\n1715-a | barn_unga\n1715-b | barn_unga\n1780-a | barn_unga\n1780-b | barn_unga")
    nation.celler("lamnare | antal\n1715-a | 10\n1780-a | 10")
    nation.innehall("1715-b", {"2024H1": "kvalitet"})
    nation.innehall("1780-a", {"2024H1": "kvalitet"})
    nation.innehall("1780-b", {"2024H1": "ej_rapporterat"})
    assert nation.visar("omrade status", omrade_typ="kommun")[:2] == rader(
        "omrade | status\n1715 | kvalitet\n1780 | ej_komplett"
    )


def test_a_kommun_needs_all_its_lamnare_of_the_omrade(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.svarar(
        """
        lamnare  | omraden
        1715     | barn_unga
        1780-a   | barn_unga
        1780-b   | barn_unga missbruk
        1780-c   | aldre
        1880-a   | barn_unga
        1880-b   | barn_unga
        1885     | missbruk
        """
    )
    nation.celler("lamnare | antal\n1780-a | 10\n1780-b | 15\n1880-a | 40\n1885 | 99")
    nation.innehall("1880-b", {"2024H1": "ej_rapporterat"})
    assert nation.visar("omrade varde status antal_kommuner") == rader(
        """
        omrade | varde | status         | antal_kommuner
        1715   |       | ej_rapporterat | 0
        1780   | 25.0  | visas          | 1
        1880   |       | ej_komplett    | 0
        1885   |       | ej_tillampligt | 0
        B3     | 25.0  | visas          | 1
        B4     |       | ej_rapporterat | 0
        17     | 25.0  | visas          | 1
        18     |       | ej_komplett    | 0
        0000   | 25.0  | visas          | 1
        1780-a | 10.0  | visas          | 1
        1780-b | 15.0  | visas          | 1
        1880-a |       | ej_komplett    | 0
        1880-b |       | ej_komplett    | 0
        """
    )


def test_every_declared_combination_has_a_row_in_every_period_that_anybody_has_reported_of(tmp_path):
    """Of the year nobody has handed over anything: it has no rows yet."""
    nation = Nation(
        tmp_path, Matt("antal"), Matt("fordelning", kodlista="ja_nej_strikt"), periodtyper=("halvar", "helar")
    )
    nation.innehall("1715", {"2023H2": "ej_komplett", "2024": "ej_rapporterat"})
    nation.innehall("1780", {"2024H1": "ej_komplett"})
    rows = nation.publicerar()
    categories = 1 + len(nation.deklaration.kodlistor["ja_nej_strikt"].values)
    assert rows.num_rows == categories * 9 * 2 * 3 * 5  # areas, periods, kön, ages with the union and alla
    assert set(rows["period"].to_pylist()) == {"2023H2", "2024H1"}
    assert set(rows["status"].to_pylist()) == {"ej_rapporterat", "ej_komplett"}


def test_periods_of_a_type_that_the_head_does_not_declare_are_left_out(tmp_path):
    nation = Nation(tmp_path, Matt("antal"), periodtyper=("halvar",))
    nation.innehall("1715", {"2024H1": "ej_komplett", "2024": "ej_komplett"})
    assert set(nation.publicerar()["period"].to_pylist()) == {"2024H1"}


def test_a_complete_kommun_without_units_has_zero_and_no_value(tmp_path):
    nation = Nation(tmp_path)
    nation.celler("lamnare | antal\n1715 | 10")
    nation.celler("lamnare | period | antal\n1780 | 2024H2 | 10")
    nation.innehall("1780", {"2024H1": "komplett", "2024H2": "komplett"})
    assert nation.visar("n taljare varde status status_n", omrade="1780") == rader(
        """
        n | taljare | varde | status | status_n
        0 | 0       |       | visas  | visas
        """
    )


def test_cells_of_another_version_are_not_mixed_in(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler("lamnare | antal\n1715 | 10\n1885 | 20")
    nation.innehall("1715", {"2024H1": "komplett"}, version="0")
    assert nation.visar("omrade varde status", omrade_typ="kommungrupp") == rader(
        """
        omrade | varde | status
        B3     |       | ej_rapporterat
        B4     | 20.0  | visas
        """
    )
    assert nation.visar("status", omrade="1715") == [{"status": "ej_komplett"}]


def test_derived_ages_of_one_lamnare_are_told_wherever_it_contributes(tmp_path):
    nation = Nation(tmp_path)
    nation.celler(FYRA)
    nation.innehall("1780", {"2024H1": "komplett"}, ungefarlig=True)
    nation.innehall("1885", {"2024H1": "ej_komplett"}, ungefarlig=True)  # does not contribute
    marked = [r["omrade"] for r in nation.visar("omrade ungefarlig_alder") if r["ungefarlig_alder"] == "True"]
    assert marked == ["1780", "B3", "17", "0000"]
