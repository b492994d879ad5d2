"""Two indicators of one group that count the same units, published: n is shown in both or withheld in both.

The first counts cases, the second how many of the same had an outcome: (cases, of which so many) per kommun. Of the
boys of 1715 there are three.
"""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from isu.aggregate import add_up
from isu.cells.indikator import Matt
from isu.cli.kommandon import app
from isu.declaration.profil import Skyddsprofil
from isu.flow import angrepp, ihop
from isu.home import Home
from isu.release import write_edition
from isu.release.familj import AV, FAMILJER, IHOP
from tests.spec.publication.nation import KOMMUNER, Nation

KODER = [kommun for kommun, *_ in KOMMUNER]
#: Kön, age → cases in each kommun, and of these with the outcome.
ANTAL = {
    (1, "0-12"): ((3, 26, 30, 24), (1, 6, 12, 14)),
    (2, "0-12"): ((31, 36, 52, 38), (25, 26, 51, 7)),
}
#: Every breakdown is offered, however much of it is withheld.
EVERYTHING = {"utbud": 1.0, "utbud_dolda": 1.0, "utbud_dolda_genast": 1.0}
KEY = ("omrade_typ", "omrade", "period", "kon", "aldersgrupp")


def published(path: Path, metod: str, alone: str = "") -> dict[str, dict[tuple, str]]:
    """Indicator → key of its rows → the status of n. Only one is there if it is to be `alone`."""
    cases, outcomes = Nation(path, Matt("antal")), Nation(path, Matt("andel"), id="TST-02")
    rows = [(k, kon, alder, n, of) for (kon, alder), counts in ANTAL.items() for k, n, of in zip(KODER, *counts)]
    told: dict[str, dict] = {}
    for nation, cells in (
        (cases, [f"{k} | {kon} | {alder} | true | {n}" for k, kon, alder, n, _ in rows]),
        (outcomes, [f"{k} | {kon} | {alder} | {u} | {m}" for k, kon, alder, n, of in rows
                    for u, m in (("true", of), ("false", n - of))]),
    ):  # fmt: skip
        if nation.indikator.id in (alone or nation.indikator.id):
            nation.celler("\n".join(["lamnare | kon | aldersgrupp | utfall | antal", *cells]))
            for kommun in KODER:
                content = json.loads((nation.home.cells(kommun) / "innehall.json").read_text())
                told.setdefault(kommun, {}).update(content["indikatorer"])
    for kommun, indikatorer in told.items():
        (cases.home.cells(kommun) / "innehall.json").write_text(
            json.dumps({"lamnare": kommun, "indikatorer": indikatorer})
        )
    deklaration = replace(cases.deklaration, skydd=Skyddsprofil("prov", 5, metod=metod, **EVERYTHING))
    chosen = [n.indikator for n in (cases, outcomes) if n.indikator.id in (alone or n.indikator.id)]
    for indikator in chosen:
        add_up(cases.home, deklaration, indikator)
    write_edition(cases.home, deklaration, chosen, [])
    found: dict[str, dict[tuple, str]] = {indikator.id: {} for indikator in chosen}
    for row in pq.read_table(cases.home.edition / "indikatorer.parquet").to_pylist():
        found[row["indikator"]][tuple(row[name] for name in KEY)] = row["status_n"]
    return found


def told_apart(cases: dict[tuple, str], outcomes: dict[tuple, str]) -> list[tuple]:
    """What one shows and the other withholds."""
    return [key for key in cases.keys() & outcomes.keys() if cases[key] != outcomes[key]]


@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
def test_n_is_shown_in_both_or_in_neither(tmp_path, metod):
    together = published(tmp_path / "ihop", metod)
    assert "sekretess" in together["TST-01"].values()
    assert not told_apart(*together.values())


def test_each_for_itself_one_would_tell_what_the_other_withholds(tmp_path):
    alone = [published(tmp_path / namn, "bevisad", namn)[namn] for namn in ("TST-01", "TST-02")]
    assert told_apart(*alone)


def test_families_that_another_rule_found_are_not_believed(tmp_path):
    """As an older program may have left them: nobody together with anybody."""
    together = published(tmp_path, "enkel")
    path = Home(tmp_path).added_up / FAMILJER
    known = json.loads(path.read_text())
    assert known[IHOP] == [["TST-01", "TST-02"]]
    older = {id_: mark.split()[0] for id_, mark in known[AV].items()}
    path.write_text(json.dumps({AV: older, IHOP: []}))
    assert published(tmp_path, "enkel") == together
    assert json.loads(path.read_text()) == known


def test_isu_audit_attacks_them_together(tmp_path, monkeypatch):
    published(tmp_path, "bevisad")
    nations = [Nation(tmp_path, Matt("antal")), Nation(tmp_path, Matt("andel"), id="TST-02")]
    for room in (angrepp, ihop):
        monkeypatch.setattr(room, "indicators", lambda _: {nation.indikator.id: nation.indikator for nation in nations})
    monkeypatch.setattr(ihop, "load_declarations", lambda _: nations[0].deklaration)
    asked = ["audit", str(Home(tmp_path).edition), "--home", str(tmp_path), "--ihop"]
    told = CliRunner().invoke(app, asked)
    assert told.output.splitlines()[-2:] == [
        "TST-01, TST-02 tillsammans: inget av 108 dolda tal går att räkna fram.",
        "Inget dolt tal går att räkna fram.",
    ]
