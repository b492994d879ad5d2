"""Links to the home's own pages: an address where they are served, else the place on the disk."""

import dagster as dg
import pytest

from isu.home import Home
from isu.pipelines import sidor

HOME = Home.of("/srv/isu/hem")
SERVED = "https://isu.example.se/sidor"
PLACES = {
    "steward/leveranslage.html": "steward/leveranslage.html",
    "outbox/1780/insats å.kvitto.html": "outbox/1780/insats%20%C3%A5.kvitto.html",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("setting", [SERVED, f"{SERVED}/"])
def test_a_page_is_one_click_away_where_it_is_served(monkeypatch, place, setting):
    monkeypatch.setenv("ISU_SIDOR", setting)
    assert sidor.link(HOME, HOME.root / place) == dg.MetadataValue.url(f"{SERVED}/{PLACES[place]}")
    assert sidor.manual() == {"Handbok": dg.MetadataValue.url(f"{SERVED}/docs/steward.md")}


@pytest.mark.parametrize("place", PLACES)
def test_else_its_place_is_told(monkeypatch, place):
    monkeypatch.delenv("ISU_SIDOR", raising=False)
    assert sidor.link(HOME, HOME.root / place) == dg.MetadataValue.path(f"/srv/isu/hem/{place}")
