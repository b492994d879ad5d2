"""The steward's checks, from deliveries as the ledger has them. A delivery is written as what matters of it."""

from types import SimpleNamespace

import dagster as dg
import pytest

from isu.declaration import load_declarations
from isu.home import Home
from isu.pipelines.checks import conservation_check, evaluate, held_check

ERROR, WARN = dg.AssetCheckSeverity.ERROR, dg.AssetCheckSeverity.WARN


def leverans(utfall: str = "accepterad", regel: str = "", **more) -> SimpleNamespace:
    """A delivery of 1780: in force unless refused, with one finding of a rule."""
    fynd = [SimpleNamespace(regel=regel, allvar="varning", kolumner="", antal=1)] if regel else []
    facts = {
        "ordning": 1,
        "lamnare": "1780",
        "tabell": "utredning",
        "filnamn": "u.csv",
        "nyckel": "ab",
        "utfall": utfall,
        "fynd": fynd,
    }
    facts |= {
        "i_kraft": utfall != "avvisad",
        "fran": None,
        "till": None,
        "atertagen": None,
        "raderad": None,
        "gallrad": None,
        "mottagen_igen": None,
    }
    facts |= {"accepterade": 1, "avsatta": 0, "olasbara": 0, "tomma": 0, "borttagna": 0, "ersatta": 0, "rader": 1}
    facts |= {"adds_up": True, "kvitto": {"namn": "Karlstad", "fil": {"namn": "u.csv"}, "mening": "En mening."}}
    return SimpleNamespace(**facts | more)


CASES = {
    "a refused file is red until it is replaced": (leverans("avvisad", "okand_tabell"), {"ej_atgardade": ERROR}),
    "one that points somebody out is red twice": (
        leverans("avvisad", "identitetsnummer"),
        {"ej_atgardade": ERROR, "identitetsvakten": ERROR},
    ),
    "a delivery in part is yellow": (leverans("delvis_accepterad"), {"delvis_mottagna": WARN}),
    "far fewer rows than before is yellow": (leverans(regel="radantal_avviker"), {"avviker": WARN}),
    "all ids new is yellow": (leverans(regel="alla_id_nya"), {"avviker": WARN}),
    "other warnings colour nothing": (leverans(regel="okant_kon"), {}),
    "rows that do not add up are red": (leverans(rader=2, adds_up=False), {"raderna_gar_ihop": ERROR}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_delivery_colours(name, tmp_path):
    delivery, expected = CASES[name]
    results = evaluate(Home(tmp_path), load_declarations(), {"1780": [delivery]})
    assert {r.check_name: r.severity for r in results if not r.passed} == expected


def test_rows_that_the_source_deleted_or_superseded_are_no_loss():
    told = conservation_check([leverans(rader=6, borttagna=2, ersatta=3)])
    assert told.passed
    assert (told.metadata["borttagna"].value, told.metadata["ersatta"].value) == (2, 3)


def test_what_is_held_back_is_named_per_lamnare():
    told = held_check({"1780": ["AKT-03 2024H1", "AKT-03 2024"]})
    assert not told.passed and told.metadata["1780"].value == "AKT-03 2024H1, AKT-03 2024"


def test_what_differs_is_named_by_its_rule(tmp_path):
    results = evaluate(Home(tmp_path), load_declarations(), {"1780": [leverans(regel="radantal_avviker")]})
    (avviker,) = [r for r in results if r.check_name == "avviker"]
    assert avviker.metadata["1780 Karlstad (1)"].value == "u.csv: L10 radantal_avviker"
