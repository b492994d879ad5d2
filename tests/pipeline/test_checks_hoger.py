"""The checks on coverage and on what is about to be released."""

import dagster as dg
import pytest

from isu.flow.rapporter import Utskick
from isu.granskning.granska import Utlatande
from isu.ledger import Ledger
from isu.pipelines import assets_hoger, checks_tackning
from isu.pipelines.resources import Hem as HemResource


def page(text: str) -> dict:
    """The page of a lämnare, from lines of indicator, period, status."""
    names = ("id", "period", "status")
    return {"indikatorer": [dict(zip(names, line.split())) for line in text.strip().splitlines()]}


PAGES = {
    "1780": page("AKT-02 2024H1 komplett\nAKT-02 2024H2 komplett\nAKT-02 2024 komplett\nUTR-05 2024H2 ej_komplett"),
    "1441": page("AKT-02 2024H1 komplett\nAKT-02 2024H2 ej_komplett\nAKT-02 2024 kvalitet"),
    "0114": page("AKT-02 2023H2 komplett\nAKT-02 2024H2 ej_rapporterat"),
}


def test_coverage_is_of_the_latest_period_that_anybody_is_complete_in():
    found = {(t.indikator, t.period): (t.kompletta, t.ej_kompletta) for t in checks_tackning.coverage(PAGES)}
    assert found == {("AKT-02", "2024"): (["1780", "1441"], []), ("AKT-02", "2024H2"): (["1780"], ["1441"])}


def test_one_who_is_not_complete_is_yellow_and_named():
    told = checks_tackning.check(PAGES)
    assert (told.passed, told.severity) == (False, dg.AssetCheckSeverity.WARN)
    (row,) = told.metadata["Per indikator"].records
    assert (row.data["Indikator"], row.data["Period"], row.data["Vilka"]) == ("AKT-02", "2024H2", "1441")
    assert checks_tackning.check({"1780": PAGES["1780"]}).passed


# --- the attack on what is about to be released

FOUND = Utlatande("AKT-02", {"framraknat": 3}, {"kommun": (7, 0.0)})
SOUND = Utlatande("AKT-02", {}, {"kommun": (7, 12.0)})


def release(home, namn: str, **config) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        [assets_hoger.release(), dg.AssetSpec("arbetsutgava")],
        selection=["utgava"],
        run_config={"ops": {"utgava": {"config": {"namn": namn} | config}}},
        resources={"hem": HemResource(katalog=str(home.root))},
        instance=dg.DagsterInstance.ephemeral(),
        raise_on_error=False,
    )


def test_there_is_no_release_before_the_last_day_to_object(hem):
    plan = hem.home.own / "schemas/reference/leveransplan.yaml"
    plan.parent.mkdir(parents=True)
    coming = "utgavor: [{namn: 2024H1, synpunkter_senast: 9999-12-31}]"
    plan.write_text(f"andamal: prov\ninsamlingar:\ndeltagare:\n{coming}\n", encoding="utf-8")
    done = release(hem.home, "2024H1")
    (failed,) = done.get_step_failure_events()
    assert "till och med 9999-12-31" in str(failed.step_failure_data.error)
    assert not hem.home.releases.exists()


@pytest.mark.parametrize(
    ("found", "config", "made", "told"),
    [
        (SOUND, {}, True, {"Brister": 0, "Dolda tal": 7}),
        (FOUND, {}, False, {"Brister": 3, "Indikatorer med brister": "AKT-02"}),
        (FOUND, {"trots_brister": True}, True, {"Brister": 3}),
    ],
)
def test_what_can_be_had_back_is_not_released_unless_the_steward_says_so(hem, monkeypatch, found, config, made, told):
    hem.home.edition.mkdir()
    (hem.home.edition / "leveranser.csv").write_text("lamnare,tabell,sha256,fran,till\n")
    monkeypatch.setattr("isu.flow.publicera.edition_is_stale", lambda home: False)
    for beside in ("isu.flow.publicera.keep", "isu.release.utgava.complete"):
        monkeypatch.setattr(beside, lambda *_, **__: None)
    monkeypatch.setattr(assets_hoger, "send_reports", lambda home, namn: Utskick(namn))
    monkeypatch.setattr("isu.flow.angrepp.audit", lambda *_, **__: [found])
    done = release(hem.home, "2024H1", **config)
    (check,) = done.get_asset_check_evaluations()
    assert done.success is made is bool(Ledger(hem.home).releases()) is (hem.home.releases / "2024H1").is_dir()
    assert check.passed is (found is SOUND)
    assert {name: check.metadata[name].value for name in told} == told
