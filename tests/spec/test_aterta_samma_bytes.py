"""The same bytes again: the same delivery when the same is said of them, another one when another time is."""

import pytest

from isu.flow.granska import verify
from isu.flow.publicera import make_release, renew_edition
from isu.flow.runda import work_on
from isu.intake.manifest import Manifest
from isu.ledger import Ledger
from isu.register.nyckel import content_key, stated
from tests.spec.tabell import rader

PERSONS = "pid | kon\np1 | 1\np2 | 2"
CASES = "aktualisering_id | inkom_datum\na1 | 2024-02-01"


def tider(hem) -> list[str]:
    return [d.kvitto["tid"]["period"] for d in Ledger(hem.home).all_deliveries()]


@pytest.mark.parametrize(
    "again", ["aktualisering_2024H1.csv", "aktualisering_2024H1 (kopia).csv", "aktualisering 2024h1.csv"]
)
def test_the_same_time_told_is_the_same_delivery(hem, again):
    for name in ("aktualisering_2024H1.csv", again):
        hem.lamnar_text(
            name, "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum\na1;2024-02-01;anmalan;barn_unga;;\n"
        )
        hem.tar_emot()
    assert tider(hem) == ["2024H1"]
    assert Ledger(hem.home).all_deliveries()[0].mottagen_igen is not None


def test_another_time_in_the_name_is_another_delivery(hem):
    """A person file that has not changed since last half-year is delivered for both."""
    hem.lamnar("person_2024H1.csv", PERSONS)
    hem.lamnar("person_2024H2.csv", PERSONS)
    hem.tar_emot()
    assert tider(hem) == ["2024H1", "2024H2"]
    assert [d.i_kraft for d in Ledger(hem.home).all_deliveries()] == [True, True]
    assert hem.galler("person", "pid uttagsdatum") == rader("pid | uttagsdatum\np1 | 2024-12-31\np2 | 2024-12-31")
    assert verify(hem.home) == []


def test_another_time_in_the_manifest_is_another_delivery(hem):
    """The year holds the half: it replaces it, though not a byte differs."""
    for start, end in (("2024-01-01", "2024-06-30"), ("2024-01-01", "2024-12-31")):
        hem.lamnar("aktualisering.csv", CASES, manifest=f"period_start: {start}\nperiod_slut: {end}\n")
        hem.tar_emot()
    assert tider(hem) == ["2024H1", "2024"]
    assert [d.i_kraft for d in Ledger(hem.home).all_deliveries()] == [False, True]
    assert len(list(hem.home.archive("1780").glob("*.leverans.yaml"))) == 2
    assert verify(hem.home) == []


def test_neither_overwrites_the_rows_of_the_other(hem):
    """Another time judges the rows otherwise: what starts after the half-year is set aside there, and only there."""
    text = "aktualisering_id | inkom_datum\n" + "\n".join(f"a{i} | 2024-02-01" for i in range(29)) + "\nb | 2024-09-01"
    for name in ("aktualisering_2024.csv", "aktualisering_2024H1.csv"):
        hem.lamnar(name, text)
    year, half = hem.tar_emot()
    assert [(d.accepterade, d.avsatta) for d in (year, half)] == [(30, 0), (29, 1)]
    assert verify(hem.home) == []


def test_an_edition_lists_both(hem):
    """Each with its own time, and the ledger finds each again."""
    for name in ("person_2024H1.csv", "person_2024H2.csv"):
        hem.lamnar(name, PERSONS)
    hem.lamnar("aktualisering_2024H1.csv", CASES)
    assert work_on(hem.home, "1780").fel is None
    renew_edition(hem.home)
    folder = make_release(hem.home, "prov")
    listed = (folder / "leveranser.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[1:4] for line in listed[1:]] == [
        ["aktualisering", "2024-01-01", "2024-06-30"],
        ["person", "2024-01-01", "2024-06-30"],
        ["person", "2024-07-01", "2024-12-31"],
    ]
    (release,) = Ledger(hem.home).releases()
    assert sorted(link.ordning for link in release.leveranser) == [1, 2, 3]
    assert verify(hem.home) == []


@pytest.mark.parametrize(
    "filnamn, manifest, said",
    [
        ("aktualisering.csv", Manifest(), {}),
        ("aktualisering_2024H1.csv", Manifest(), {"interval": "2024H1"}),
        ("aktualisering_2024H1_uttag20240715.csv", Manifest(), {"interval": "2024H1", "uttagsdatum": "2024-07-15"}),
        ("aktualisering.csv", Manifest(tabell="aktualisering"), {"tabell": "aktualisering"}),
        ("aktualisering.csv", Manifest(kallsystem="lifecare"), {"kallsystem": "lifecare"}),
    ],
)
def test_what_is_said_beside_the_bytes(filnamn, manifest, said):
    assert stated(filnamn, manifest) == said


def test_a_manifest_says_what_the_name_says(tmp_path):
    """Name or manifest: the same time is the same key. A manifest that cannot be read is a key of its own."""
    manifest, broken = tmp_path / "m.yaml", tmp_path / "trasig.yaml"
    manifest.write_text("period_start: 2024-01-01\nperiod_slut: 2024-06-30\n", encoding="utf-8")
    broken.write_text("period_start: [", encoding="utf-8")
    by_name = content_key("f" * 64, "aktualisering_2024H1.csv", None)
    assert content_key("f" * 64, "aktualisering.csv", manifest) == by_name
    assert (
        len({by_name, content_key("e" * 64, "aktualisering_2024H1.csv", None), content_key("f" * 64, "x", broken)}) == 3
    )
