"""Who has done what: every command leaves a line, the lines are a chain, and a broken chain is noticed."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from typer.testing import CliRunner

from isu.cli.kommandon import app
from isu.flow.granska import verify
from isu.handelser import events, faults, note


def run(hem, *words: str):
    return CliRunner().invoke(app, [*words, "--home", str(hem.home.root)])


def lines(hem) -> list[dict]:
    return [json.loads(line) for line in hem.home.events.read_text(encoding="utf-8").splitlines()]


def test_a_command_leaves_a_line_with_who_and_about_whom_and_nothing_else(hem):
    run(hem, "withdraw", "1780", "en_fil_med_namn.csv")
    (line,) = lines(hem)
    assert (line["vad"], line["om"]) == ("withdraw", {"lamnare": "1780"})
    assert line["vem"] and "en_fil" not in json.dumps(line)


def test_the_report_is_read_by_anybody_and_ends_with_the_hash_to_write_down(hem, monkeypatch):
    monkeypatch.setenv("SUDO_USER", "anna")
    run(hem, "status")
    run(hem, "status")
    told = run(hem, "log").stdout
    assert "anna: såg läget" in told
    assert f"Loggen är hel: 2 händelser. Den sista har kontrollsumman {lines(hem)[-1]['hash']}." in told


TAMPERED = {
    "a line is changed": (lambda kept: [kept[0], kept[1] | {"vem": "bo"}, kept[2]], "rad 2 har ändrats"),
    "a line is gone": (lambda kept: [kept[0], kept[2]], "kedjan är bruten före rad 3"),
    "the first is gone": (lambda kept: kept[1:], "kedjan är bruten före rad 2"),
    "two have changed places": (lambda kept: [kept[1], kept[0], kept[2]], "kedjan är bruten före rad 2"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_broken_chain_is_noticed(name, hem):
    for vad in ("run", "status", "release"):
        note(hem.home, vad)
    assert faults(events(hem.home)) == []
    tamper, says = TAMPERED[name]
    hem.home.events.write_text("".join(json.dumps(line) + "\n" for line in tamper(lines(hem))), encoding="utf-8")
    assert any(says in fault for fault in verify(hem.home))
    done = run(hem, "log")
    assert done.exit_code == 1 and says in done.stdout


def test_many_at_once_make_one_chain(hem):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda nr: note(hem.home, f"prov {nr}"), range(40)))
    assert len(list(events(hem.home))) == 40 and faults(events(hem.home)) == []
