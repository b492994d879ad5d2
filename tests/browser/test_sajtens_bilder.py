"""What the site's pages show of an indicator with ages, sexes, two periods and enough kommuner for a funnel: in the
tables, and the same in the charts.
"""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from isu.cells.indikator import Matt
from isu.declaration import Kommun
from isu.release import make_release
from isu.sajt import build_site
from isu.sajt.visning import in_words
from tests.browser.bild import CHROMIUM
from tests.browser.cdp import tab
from tests.browser.halsa import look, watch
from tests.spec.publication.nation import Nation
from tests.upplast import read_aloud
from tests.verktyg import without

needs_chromium = without("Chromium", missing=CHROMIUM is None)
#: Twelve kommuner of one län: 01 to 11 with 60 per cent, 12 with 90 per cent in the last half-year.
KOMMUNER = [f"17{number:02d}" for number in range(1, 13)]
#: Of each kön and age, (yes, no) by half-year; more of everything in a larger kommun.
USUAL, BETTER = (60, 40), (90, 10)
FRAGOR = ("Vilka väntar?", "Vad gör vi åt det?")


def rows(kommun: str, size: int) -> list[str]:
    """Boys of 13–17 are ten fewer who did: a page that mixes up sexes or ages says something else."""
    found = []
    for period in ("2024H1", "2024H2"):
        yes, no = BETTER if (kommun, period) == ("1712", "2024H2") else USUAL
        for kon, alder in (("1", "0-12"), ("1", "13-17"), ("2", "0-12"), ("2", "13-17")):
            fewer = 10 if (kon, alder) == ("1", "13-17") else 0
            for utfall, antal in (("true", yes - fewer), ("false", no + fewer)):
                found.append(f"{kommun} | {period} | {kon} | {alder} | {utfall} | {antal * size}")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("bilder")
    nation = Nation(root, Matt("andel"), id="AKT-05", fragor=FRAGOR)
    nation.deklaration = replace(
        nation.deklaration, kommuner={k: Kommun(k, f"Ort{k[2:]}", "17", "17", "B3", "B3") for k in KOMMUNER}
    )
    nation.svarar("\n".join(["lamnare | omraden", *(f"{k} | barn_unga" for k in KOMMUNER)]))
    cells = [line for size, kommun in enumerate(KOMMUNER, start=1) for line in rows(kommun, size)]
    nation.celler("\n".join(["lamnare | period | kon | aldersgrupp | utfall | antal", *cells]))
    nation.publicerar()
    build_site(make_release(nation.home, "2024.1"), root / "sajt")
    return root / "sajt"


def tables(page: Path) -> list[list[list[str]]]:
    """What a screen reader reads of each table: rows of cells."""
    found = re.findall(r"<table>(.*?)</table>", page.read_text("utf-8"), re.DOTALL)
    cell = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
    return [[[read_aloud(c) for c in cell.findall(row)] for row in table.split("</tr>")[:-1]] for table in found]


def data(page: Path) -> dict:
    return json.loads(re.search(r'id="data">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)[1])


def drawn(site: Path, name: str) -> dict:
    """What the script file of a series holds."""
    return json.loads((site / "data" / f"{name}.js").read_text("utf-8").partition(",")[2].rstrip()[:-1])


def value(said: str) -> str:
    return said.partition(" (")[0]


def test_a_kommun_has_its_sexes_its_ages_and_its_development(site):
    whole, over_time = tables(site / "kommun" / "1701.html")
    told = {heading: value(cell) for heading, cell in zip(*whole)}
    #  400 in all: 60 + 60 + 60 + 50 of them did
    assert told["Ort01"] == "57,5 %" and told["Antal (n)"] == "400"
    assert (told["Kvinnor och flickor"], told["Män och pojkar"]) == ("60,0 %", "55,0 %")
    told = {heading: value(cell) for heading, cell in zip(*over_time)}
    assert (told["jan–jun 2024"], told["jul–dec 2024"]) == ("57,5 %", "57,5 %")
    assert (told["0-12"], told["13-17"], told["0-17"]) == ("60,0 %", "55,0 %", "57,5 %")


def test_the_chart_of_the_development_has_the_numbers_of_the_table(site):
    (_, over_time), chart = tables(site / "kommun" / "1712.html"), data(site / "kommun" / "1712.html")["AKT-05"]
    told = dict(zip(*over_time))
    assert [told[in_words(period)] for period, *_ in chart["tid"]] == ["57,5 % (56,1–58,9)", "87,5 % (86,5–88,4)"]
    assert [v for _, v, *_ in chart["tid"]] == [57.5, 87.5]


@pytest.mark.parametrize("page", ["kommun/1701.html", "indikator/AKT-05.html"])
def test_the_questions_for_analysis_stand_on_both_pages(site, page):
    assert "".join(f"<li>{fraga}</li>" for fraga in FRAGOR) in (site / page).read_text("utf-8")


def test_the_funnel_opens_towards_the_small_and_only_the_one_that_differs_is_outside(site):
    serie = drawn(site, "AKT-05.0")
    limits = {n: (low, high) for n, low, high in serie["tratt"]["granser"]}
    widths = [high - low for _, (low, high) in sorted(limits.items())]
    assert len(limits) == 12 and widths == sorted(widths, reverse=True) and widths[0] > widths[-1]
    outside = [kod for kod, varde, _, _, n in serie["kommuner"] if not limits[n][0] <= varde <= limits[n][1]]
    assert outside == ["1712"]


@pytest.fixture(scope="module")
def fordelad(tmp_path_factory) -> Path:
    """Of 40 in each of three kommuner, 10, 30 and 20 are yes."""
    root = tmp_path_factory.mktemp("fordelad")
    nation = Nation(root, Matt("fordelning", kodlista="ja_nej_strikt"), id="AKT-05")
    shares = {"1715": (10, 30), "1780": (30, 10), "1880": (20, 20)}
    lines = [f"{k} | {code} | {n}" for k, both in shares.items() for code, n in zip(("1", "0"), both)]
    nation.celler("\n".join(["lamnare | utfall | antal", *lines]))
    nation.publicerar()
    build_site(make_release(nation.home, "2024.1"), root / "sajt")
    return root / "sajt"


def test_a_distribution_is_one_table_with_its_categories_beside_each_other(fordelad):
    riket, larger, kommuner = tables(fordelad / "indikator" / "AKT-05.html")
    assert [row[0] for row in riket] == ["Riket", "Nej", "Ja"]
    assert larger[0] == ["Område", "Nej", "Ja"]
    told = {row[0]: (row[1], value(row[3]), value(row[4])) for row in kommuner[1:]}
    assert told == {
        "1715": ("40", "75,0 %", "25,0 %"),
        "1780": ("40", "25,0 %", "75,0 %"),
        "1880": ("40", "50,0 %", "50,0 %"),
    }


@needs_chromium
def test_the_category_that_is_chosen_is_drawn(fordelad):
    last = """[...document.querySelectorAll("[data-slag='spridning'] [aria-hidden] text")]
      .map((t) => t.textContent).filter((t) => /^1[78]\\d\\d$/.test(t)).at(-1)"""
    with tab() as flik:
        watch(flik)
        look(flik, fordelad / "indikator" / "AKT-05.html")
        assert flik.worked_out(last) == "1715"
        flik.js(
            "const v = document.querySelector('[data-val]'); v.value = 'AKT-05.1'; v.dispatchEvent(new Event('change'))"
        )
        flik.until(lambda: flik.worked_out(last) == "1780", "the other category")
        named = flik.worked_out("document.querySelector(\"[data-slag='spridning']\").ariaLabel")
        assert named.startswith("Alla kommuner som visas: Ja, 3")


@needs_chromium
def test_every_chart_is_drawn_with_a_mark_for_every_number(site):
    dots = """[...document.querySelectorAll("[data-bild]")]
      .map((place) => place.querySelectorAll("circle, path[fill='#0b4f8a']").length)"""
    with tab() as flik:
        watch(flik)
        assert look(flik, site / "kommun" / "1712.html").bilder == 2
        #  the kommun, riket, länet and the group; two half-years
        assert flik.worked_out(dots) == [4, 2]
        assert look(flik, site / "indikator" / "AKT-05.html").bilder == 3
        #  every kommun, twice; two half-years of riket
        assert flik.worked_out(dots) == [12, 12, 2]


@needs_chromium
def test_a_kommun_finds_itself_in_the_funnel_of_all_when_it_opens_it(site):
    with tab() as flik:
        watch(flik)
        look(flik, site / "kommun" / "1712.html")
        flik.js("document.querySelector('[data-bland] summary').click()")
        drawn = "document.querySelectorAll('[data-bland] .bild svg').length === 1"
        flik.until(lambda: flik.js(drawn), "the funnel")
        own = "[...document.querySelectorAll('[data-bland] svg text')].filter((t) => t.textContent === 'Ort12').length"
        assert flik.js(own) == 1
