"""A newcomer with nothing but the manual, a list printed by an invented system, and fewer than ten commands.

The list is full of personnummer and names, as such lists are. All of them are made up here.
"""

import re
import shlex
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app

MANUAL = (Path(__file__).parents[2] / "docs" / "kommun.md").read_text(encoding="utf-8")

#: What the newcomer writes where the proposal asks: text of the proposal → the answer.
ANSWERS = {
    '"? REGDAG"': '"REGDAG"',
    'omrade: "?"': 'omrade: "barn_unga"',
    '"Info": "?"': '"Info": "annat"',
    '"? ORSTEXT"': '"ORSTEXT"',
    '"? vald_narstaende"': '"vald_narstaende"',
    '"? psykisk_ohalsa"': '"barnets_beteende"',
    '"? inleds_inte"': '"inleds_inte"',
}


def personnummer(chance: Random) -> str:
    day = f"{chance.randint(2008, 2020)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    nine = f"{day[2:]}{chance.randint(100, 999)}"
    doubled = [int(c) * (2 - place % 2) for place, c in enumerate(nine)]
    return f"{day}-{nine[6:]}{-sum(d // 10 + d % 10 for d in doubled) % 10}"


@pytest.fixture
def listing(tmp_path) -> Path:
    """Ärendelistan: our Windows-1252 from the 1990s."""
    chance, lines = Random(1), ["ÄRNR;PNR;NAMN;REGDAG;SLAG;UTGÅNG;BESLDAG;ORSTEXT;HANDL"]
    for number in range(1, 201):
        month, day = chance.randint(1, 6), chance.randint(1, 15)
        slag = chance.choice(["Orosanmälan", "Ansökan", "Info"])
        utgang = chance.choice(["Inleds", "Inleds ej"])
        orsak = chance.choice(["Skola", "Våld", "Missbruk hos barnet", "Annat"])
        decided = f"{day + chance.randint(1, 13):02d}.{month:02d}.2024"
        cells = (str(number), personnummer(chance), "Anna Provsson", f"{day:02d}.{month:02d}.2024", slag, utgang)
        lines.append(";".join((*cells, decided, orsak, "Kalle Handläggarsson")))
    path = tmp_path / "arendelista_2024H1.csv"
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp1252"))
    return path


def test_from_an_invented_system_to_an_accepted_delivery_in_under_ten_commands(tmp_path, listing, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ISU_HOME", str(tmp_path / "hem"))
    commands = []

    def isu(line: str, exit_code: int = 0) -> str:
        commands.append(line)
        assert re.search(rf"^isu {line.split()[0]}\b", MANUAL, re.MULTILINE), f"isu {line} stands not in the manual"
        result = CliRunner().invoke(app, shlex.split(line))
        assert result.exit_code == exit_code, result.output
        return result.output

    isu("map arendelista_2024H1.csv --lamnare 1780")
    (proposal,) = (tmp_path / "hem" / "egna" / "schemas" / "sources").iterdir()
    text = proposal.read_text(encoding="utf-8")
    for question, answer in ANSWERS.items():
        assert text.count(question) == 1
        text = text.replace(question, answer)
    proposal.write_text(text, encoding="utf-8")
    assert "Frågetecken kvar: 0." in isu("map arendelista_2024H1.csv --lamnare 1780")
    assert "isu pseudonymise" in isu("check arendelista_2024H1.csv --lamnare 1780", exit_code=1)

    isu("key var-nyckel.txt")
    isu("pseudonymise arendelista_2024H1.csv --key var-nyckel.txt --ut aktualisering_2024H1.csv")
    assert "Raderna i filen: mottagna 200." in isu("check aktualisering_2024H1.csv --lamnare 1780")
    inbox = tmp_path / "hem" / "intake" / "1780"
    inbox.mkdir(parents=True)
    (tmp_path / "aktualisering_2024H1.csv").rename(inbox / "aktualisering_2024H1.csv")
    assert "accepterad" in isu("run 1780")
    assert len(commands) < 10
