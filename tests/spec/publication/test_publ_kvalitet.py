"""Quality beside the numbers: delivered files in, published shares out. Threshold 5, as by default."""

import duckdb
import pytest

from isu.flow.indikatorer import indicators
from isu.flow.publicera import renew_edition
from isu.flow.rakna import renew_cells
from isu.granskning.granska import audit
from tests.hem import Hem

HEADER = "aktualisering_id;pid;inkom_datum;typ;omrade;orsak;atgard;atgard_datum;kon"


@pytest.fixture
def hem(tmp_path) -> Hem:
    return Hem(tmp_path)


def rows(first: int, number: int, orsak: str = "skola", kon: str = "1", pid: bool = True, day: str = "2024-02-01"):
    return [
        f"a{n};{f'p{n}' if pid else ''};{day};anmalan;barn_unga;{orsak};inleds;{day};{kon}"
        for n in range(first, first + number)
    ]


def published(hem: Hem, matt: str, kolumn: str, period: str = "2024H1") -> tuple:
    renew_cells(hem.home, hem.deklaration, indicators(hem.deklaration), "1780")
    renew_edition(hem.home)
    where = f"tabell = 'aktualisering' and omrade_typ = 'kommun' and omrade = '1780' and period = '{period}'"
    (found,) = duckdb.sql(
        f"select rader, antal, andel, status from '{hem.home.edition}/kvalitet.parquet'"
        f" where {where} and matt = '{matt}' and kolumn = '{kolumn}'"
    ).fetchall()
    return found


def test_a_column_is_filled_where_it_says_more_than_that_nothing_is_known(hem):
    """Of 40 rows 10 say 9, not known, of kön, and 8 leave orsak empty."""
    hem.lamnar_text(
        "aktualisering_2024H1.csv", "\n".join([HEADER, *rows(1, 22), *rows(23, 10, kon="9"), *rows(33, 8, orsak="")])
    )
    hem.tar_emot()
    assert published(hem, "ifylld", "kon") == (40, 30, 75.0, "visas")
    assert published(hem, "ifylld", "orsak") == (40, 32, 80.0, "visas")


def test_few_unknown_are_withheld_like_any_small_number(hem):
    hem.lamnar_text("aktualisering_2024H1.csv", "\n".join([HEADER, *rows(1, 38), *rows(39, 2, orsak="")]))
    hem.tar_emot()
    assert published(hem, "ifylld", "orsak") == (40, None, None, "sekretess")


def test_rows_without_a_person_are_counted(hem):
    hem.lamnar_text("aktualisering_2024H1.csv", "\n".join([HEADER, *rows(1, 30), *rows(31, 10, pid=False)]))
    hem.tar_emot()
    assert published(hem, "utan_person", "raden") == (40, 10, 25.0, "visas")


def test_another_system_is_a_break_from_the_delivery_that_has_it(hem):
    """The manifest of the second half-year names another system."""
    for period, day, system in (("2024H1", "2024-02-01", "Viva"), ("2024H2", "2024-08-01", "Combine")):
        file = "\n".join([HEADER, *rows(1 if system == "Viva" else 41, 30, day=day)])
        hem.lamnar_text(f"aktualisering_{period}.csv", file, manifest=f"kallsystem: {system}\n")
    hem.tar_emot()
    assert published(hem, "systembyte", "raden", "2024H2") == (None, 1, None, "visas")
    assert published(hem, "definitionsbyte", "raden", "2024H2") == (None, 0, None, "visas")


def test_rows_that_came_first_with_a_later_half_year_are_late_in_their_year_too(hem):
    """Ten from May came in only after the first half-year had been delivered. So years are sums of half-years in all
    that is counted of the table, and the three of that half-year without orsak are not told by the year's."""
    hem.lamnar_text("aktualisering_2024H1.csv", "\n".join([HEADER, *rows(1, 27), *rows(28, 3, orsak="")]))
    hem.tar_emot()
    late = [r.replace("inleds;2024-05-02", "inleds;2024-07-02") for r in rows(31, 10, day="2024-05-02")]
    own = [*rows(51, 20, day="2024-09-01"), *rows(71, 20, orsak="", day="2024-09-01")]
    hem.lamnar_text("aktualisering_2024H2.csv", "\n".join([HEADER, *late, *own]))
    hem.tar_emot()
    assert published(hem, "sena", "raden") == (40, 10, 25.0, "visas")
    assert published(hem, "sena", "raden", "2024H2") == (40, 0, 0.0, "visas")
    assert published(hem, "sena", "raden", "2024") == (80, 10, 12.5, "visas")
    assert published(hem, "ifylld", "orsak") == (40, None, None, "sekretess")
    assert {slag for utlatande in audit(hem.home.edition, {}) for slag in utlatande.brister} == set()
