"""The receipt in a terminal, and `isu receipt`."""

import json

import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.cli.kvitto import latest
from isu.errors import IsuError
from isu.ledger import Leverans
from isu.receipt.terminal import lines
from tests.browser.exempel import kvitton

KVITTON = kvitton()

PERFEKT = """\
Mottagen: Filen togs emot i sin helhet: 4 400 rader. Inga fel hittades.
Alla rader räknas.
  Ni behöver inte göra något.
Raderna i filen: mottagna 4 400.

Nytt sedan förra leveransen:
  Jämfört med utredning_2023H2.csv (2023H2).
  280 rader fler än förra gången (6,8 %): 4 400 mot 4 120.

Så lästes filen:
  Teckenkodningen lästes som UTF-8.
  Fältavskiljaren lästes som semikolon.
  Tiden lästes ur filnamnet: 2024H1."""

ETT_FEL = """\
R05 (fault, 4,312 rows): utfall has a code that is not in the code list.
  Column: O utfall
  Rows: 2–21 (the first 20 of 4,312)"""


def test_a_perfect_file():
    assert "\n".join(lines(KVITTON["perfekt"])).replace("\u00a0", " ") == PERFEKT


def test_a_fault_in_english():
    assert ETT_FEL in "\n".join(lines(KVITTON["avvisad"], "en")).replace("\u00a0", " ")


@pytest.mark.parametrize("name", KVITTON)
@pytest.mark.parametrize("sprak", ["sv", "en"])
def test_no_two_empty_lines_and_every_fault_is_there(name, sprak):
    told = lines(KVITTON[name], sprak)
    assert told[0] and told[-1] and not any(a == b == "" for a, b in zip(told, told[1:]))
    assert all(any(line.startswith(f"{f['kod']} (") for line in told) for f in KVITTON[name]["fel"])


def leverans(ordning: int, filnamn: str, sha256: str) -> Leverans:
    return Leverans(ordning=ordning, lamnare="1780", filnamn=filnamn, sha256=sha256)


LEVERANSER = [
    leverans(1, "a.csv", "aa11bb" + "0" * 58),
    leverans(2, "a.csv", "cc22dd" + "0" * 58),
    leverans(3, "b.csv", "aa11bb" + "0" * 58),
]


@pytest.mark.parametrize("fil, ordning", [("a.csv", 2), ("b.csv", 3), ("cc22dd", 2), ("AA11BB0", 3)])
def test_the_latest_of_that_name_or_hash(fil, ordning):
    assert latest(LEVERANSER, "1780", fil).ordning == ordning


@pytest.mark.parametrize("fil", ["c.csv", "aa11b", ""])
def test_what_is_not_there_is_told(fil):
    with pytest.raises(IsuError, match="minst 6 tecken av SHA-256"):
        latest(LEVERANSER, "1780", fil)


def test_a_receipt_is_written_again_in_english(hem, tmp_path):
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id inkom_datum\na1 2024-02-01\na2 2024-02-31")
    hem.tar_emot()
    out = tmp_path / "ut"
    asked = ["receipt", "1780", "aktualisering_2024H1.csv", "--sprak", "en", "--ut", str(out)]
    answer = CliRunner().invoke(app, [*asked, "--home", str(hem.home.root)])
    assert answer.exit_code == 0, answer.output
    (page,) = out.glob("*.receipt.en.html")
    assert '<html lang="en">' in page.read_text("utf-8")
    (data,) = (json.loads(p.read_text("utf-8")) for p in out.glob("*.kvitto.json"))
    for rule in data["regler"]:
        assert (out / rule["sida"]).is_file()
