"""What may be shown of an indicator is remembered: only what has changed is protected again, to the same bytes."""

import pytest

from isu.aggregate import add_up
from isu.release import binda, write_edition
from tests.spec.publication.nation import Nation, indikator

FYRA = "lamnare | antal\n1715 | 10\n1780 | 20\n1880 | 3\n1885 | 40"
ANDRAD = "lamnare | antal\n1715 | 11\n1780 | 20\n1880 | 3\n1885 | 40"


@pytest.fixture
def nation(tmp_path) -> Nation:
    """With the cells of two indicators, both in the edition."""
    nation = Nation(tmp_path)
    for namn in ("TST-01", "TST-02"):
        add(nation, namn, FYRA)
    return nation


def add(nation: Nation, namn: str, celler: str) -> None:
    nation.indikator = indikator(id=namn)
    nation.celler(celler)
    add_up(nation.home, nation.deklaration, nation.indikator)


def publish(nation: Nation) -> bytes:
    write_edition(nation.home, nation.deklaration, [indikator(id="TST-01"), indikator(id="TST-02")], [])
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
