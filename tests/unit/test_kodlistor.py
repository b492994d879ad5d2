"""Code lists: how a list is read, and codes that are used for some time only."""

import pytest

from isu.declaration import load_declarations
from isu.declaration.kodlista import read_kodlista
from isu.errors import DeclarationError
from isu.receipt.ordbok import dictionary_markdown
from tests.hem import Hem, fynd

ORSAK = """\
kod,sv,en,fran,till
gammal,Gammal orsak,Old reason,,2023-12-31
alltid,Alltid,Always,,
ny,Ny orsak,New reason,2024-07-01,
"""
HEAD = "aktualisering_id;inkom_datum;typ;omrade;orsak;atgard;atgard_datum"


@pytest.fixture
def hem(tmp_path) -> Hem:
    """A home with a code list of its own, whose codes have dates."""
    path = tmp_path / "egna" / "schemas" / "codes" / "orsak.csv"
    path.parent.mkdir(parents=True)
    path.write_text(ORSAK, encoding="utf-8")
    return Hem(tmp_path)


def delivered(hem: Hem, period: str, day: str, *orsaker: str) -> dict[str, int]:
    rows = [f"a{n};{day};anmalan;barn_unga;{orsak};inleds;{day}" for n, orsak in enumerate(orsaker)]
    hem.lamnar_text(f"aktualisering_{period}.csv", "\n".join([HEAD, *rows]))
    (delivery,) = hem.tar_emot()
    assert delivery.accepterade == len(orsaker)
    return {**fynd(delivery), "kvitto": str(delivery.kvitto)}


@pytest.mark.parametrize(
    "period, day, utanfor",
    [("2023H2", "2023-08-01", 1), ("2024H1", "2024-02-01", 2), ("2024", "2024-02-01", 1), ("2024H2", "2024-08-01", 1)],
)
def test_a_code_is_told_when_none_of_its_days_is_among_the_deliverys(hem, period, day, utanfor):
    """gammal is used to the end of 2023 and ny from July 2024; a year that holds July may have both halves' codes."""
    told = delivered(hem, period, day, "gammal", "alltid", "ny")
    assert told["kod_utanfor_sin_tid"] == utanfor
    assert "Koder med datum: gammal –2023-12-31; ny 2024-07-01–." in told["kvitto"]


def test_codes_within_their_time_are_not_told(hem):
    assert "kod_utanfor_sin_tid" not in delivered(hem, "2024H2", "2024-08-01", "alltid", "ny")


def test_the_dates_stand_in_the_dictionary(hem):
    assert "| `gammal` | Gammal orsak (–2023-12-31) |" in dictionary_markdown(load_declarations(hem.home))


@pytest.mark.parametrize(
    "dates, sentence", [("1/1 2024,", "skrivs ÅÅÅÅ-MM-DD"), ("2024-02-01,2024-01-31", "till ligger före fran")]
)
def test_a_list_with_dates_that_cannot_be_is_refused(tmp_path, dates, sentence):
    path = tmp_path / "lista.csv"
    path.write_text(f"kod,sv,en,fran,till\na,A,A,{dates}\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match=sentence):
        read_kodlista(path)
