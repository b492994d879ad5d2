"""What may be shown of an indicator is remembered: only what has changed is protected again, to the same bytes."""

from dataclasses import replace

import pytest

from isu.aggregate import add_up
from isu.declaration.profil import Skyddsprofil
from isu.disclosure import prova
from isu.release import binda, write_edition
from tests.spec.publication.nation import Nation, indikator

FYRA = "lamnare | antal\n1715 | 10\n1780 | 20\n1880 | 3\n1885 | 40"
ANDRA_FYRA = "lamnare | antal\n1715 | 12\n1780 | 21\n1880 | 4\n1885 | 41"
ANDRAD = "lamnare | antal\n1715 | 11\n1780 | 20\n1880 | 3\n1885 | 40"


@pytest.fixture
def nation(tmp_path) -> Nation:
    """With the cells of two indicators that count other units, both in the edition."""
    nation = Nation(tmp_path)
    for namn, celler in (("TST-01", FYRA), ("TST-02", ANDRA_FYRA)):
        add(nation, namn, celler)
    return nation


def add(nation: Nation, namn: str, celler: str) -> None:
    nation.indikator = indikator(id=namn)
    nation.celler(celler)
    add_up(nation.home, nation.deklaration, nation.indikator)


def publish(nation: Nation) -> bytes:
    chosen = [
        indikator(id=namn, grupp=namn)
        for namn in ("TST-01", "TST-02")
        if (nation.home.added_up / f"{namn}.parquet").is_file()
    ]
    write_edition(nation.home, nation.deklaration, chosen, [])
    return (nation.home.edition / "indikatorer.parquet").read_bytes()


@pytest.fixture
def protected(monkeypatch) -> list[str]:
    """The indicators that disclosure control is asked of, in turn."""
    asked, protected = [], binda.protected

    def noted(summor, *more, **named):
        asked.append(summor.indikator)
        return protected(summor, *more, **named)

    monkeypatch.setattr(binda, "protected", noted)
    return asked


def test_only_what_has_changed_is_protected_again(nation, protected):
    publish(nation)
    add(nation, "TST-02", ANDRAD)
    publish(nation)
    assert protected == ["TST-01", "TST-02", "TST-02"]


def test_an_edition_of_remembered_parts_has_the_bytes_of_one_made_anew(nation):
    publish(nation)
    add(nation, "TST-02", ANDRAD)
    of_parts = publish(nation)
    for path in nation.home.added_up.iterdir():
        if path.name.endswith(".visas.parquet") or path.suffix == ".json":
            path.unlink()
    assert publish(nation) == of_parts


TVA_HALVAR = """
lamnare | period | antal
1715    | 2023H1 | 30
1780    | 2023H1 | 20
1880    | 2023H1 | 3
1885    | 2023H1 | 40
1715    | 2023H2 | 30
1780    | 2023H2 | 20
1880    | 2023H2 | 3
1885    | 2023H2 | {antal}
"""


def test_of_an_indicator_only_the_periods_that_have_changed_are_searched_again(tmp_path, monkeypatch):
    """Without a year that holds both, no half-year tells of the other."""
    nation = Nation(tmp_path)
    nation.deklaration = replace(nation.deklaration, skydd=Skyddsprofil("prov", 5, metod="bevisad"))
    asked = searched(monkeypatch)
    add(nation, "TST-01", TVA_HALVAR.format(antal=40))
    publish(nation)
    assert sorted(asked) == [["2023H1"], ["2023H2"]]
    add(nation, "TST-01", TVA_HALVAR.format(antal=41))
    of_parts = publish(nation)
    assert asked[2:] == [["2023H2"]]
    for path in nation.home.added_up.iterdir():
        if path.name.endswith((".visas.parquet", ".block.parquet")) or path.suffix == ".json":
            path.unlink()
    assert publish(nation) == of_parts
    assert len(asked) == 5


def searched(monkeypatch) -> list[list[str]]:
    """The periods of each search, in turn."""
    asked, sokt = [], prova.Sokt.found

    def noted(self, *more, **named):
        asked.append(sorted(namn for _, namn in self.grunder.summor.axlar["period"].medlemmar))
        return sokt(self, *more, **named)

    monkeypatch.setattr(prova.Sokt, "found", noted)
    return asked
