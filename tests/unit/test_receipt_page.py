"""The page of a receipt: well formed, alone, in one language, readable without colour and on paper."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from isu import sidgrund
from isu.declaration.regel import AVVISNING
from isu.omdome import Fynd, Raknade
from isu.receipt import kvittosida
from isu.receipt.kvitto import receipt_data
from isu.receipt.kvittosida import receipt_html, same_rows, segments
from tests.browser.exempel import AVVISAD, DEKLARATION, DELVIS, IDENTITET, PERFEKT, kvitton, plats

KVITTON = kvitton()
BOTH = [(name, sprak) for name in KVITTON for sprak in ("sv", "en")]
VOID = {"meta", "br", "hr", "img", "input", "link", "wbr"}


class Page(HTMLParser):
    """Opens and closes are balanced; ids, links and headings are remembered."""

    def __init__(self, text: str):
        super().__init__()
        self.open, self.ids, self.links, self.levels, self.tags = [], [], [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name, sprak", BOTH)
def test_the_page_is_well_formed_and_every_link_has_its_place(name, sprak):
    page = Page(receipt_html(KVITTON[name], sprak, "a.att_ratta.xlsx", "a.kvitto.html"))
    assert page.open == [] and len(page.ids) == len(set(page.ids))
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids) and {f["kod"] for f in KVITTON[name]["fel"]} <= set(page.ids)
    beside = {link for link in page.links if not link.startswith("#")}
    assert beside == {"a.att_ratta.xlsx", "a.kvitto.html"} | {r["sida"] for r in KVITTON[name]["regler"]}
    assert page.levels[0] == 1 and page.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:]))


@pytest.mark.parametrize("name, sprak", BOTH)
def test_the_page_needs_nothing_but_itself(name, sprak):
    text = receipt_html(KVITTON[name], sprak)
    assert f'<html lang="{sprak}">' in text
    assert Page(text).tags.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    for outside in ("http://", "https://", "@import", "url(", " on"):
        assert outside not in re.sub(r">[^<]*<", "><", text.split("</style>")[1]), outside


@pytest.mark.parametrize("name", KVITTON)
def test_first_the_verdict_then_what_to_do_then_the_numbers_then_the_faults(name):
    text = receipt_html(KVITTON[name])
    order = [text.index("</h1>"), text.index("Gör så här nu")]
    order += [text.index("Raderna i filen:")] if KVITTON[name]["rader"]["rader"] else []
    order += [text.index('class="ruta')] if KVITTON[name]["fel"] else []
    assert [*order, text.index("SHA-256")] == sorted([*order, text.index("SHA-256")])


def test_a_file_with_identities_is_told_to_be_erased_and_how_to_go_on():
    data = KVITTON["identitet"]
    text = receipt_html(data)
    assert data["raderad"] and data["mening"].replace("\u00a0", " ") == (
        "Filen togs inte emot och är raderad: den innehåller sådant som pekar ut personer."
    )
    assert data["fel"][0]["mening"].replace("\u00a0", " ") == (
        "Filen innehåller minst 1 204 identitetsnummer (personnummer, samordningsnummer) i kolumn B, F, "
        "på rad 2, 3, 4, 5, 6 …"
    )
    assert text.index("kontrollsumma") < text.index("Gör så här nu")
    assert "<code>isu pseudonymise FIL --key NYCKELFIL</code>" in text
    assert "Raderna i filen" not in text


def test_names_may_just_be_left_out_but_numbers_must_be_turned_into_something():
    named = Fynd("identitetskolumn", AVVISNING, 1, uppgifter={"kolumner": "B (Namn)", "slag": "namn"})
    told = receipt_data(replace(IDENTITET, fynd=(named,)), DEKLARATION)["gor"]
    assert told[0].startswith("Är det något som mallen inte har: ta bort det ur uttaget")
    assert told[1:] == KVITTON["identitet"]["gor"]


def test_the_first_places_are_shown_with_how_many_there_are():
    text = receipt_html(KVITTON["avvisad"]).replace("\u00a0", " ")
    assert "2–21" in text and "(de första 20 av 4 312)" in text
    assert '<span class="bokstav">O</span> <code>utfall</code> i filen ”Resultat”' in text


@pytest.mark.parametrize(
    "omdome, expected",
    [
        (PERFEKT, {"accepterade": 4400}),
        (DELVIS, {"accepterade": 4290, "avsatta": 88, "olasbara": 3, "tomma": 12, "borttagna": 26, "ersatta": 8}),
        (AVVISAD, {"ej_mottagna": 4412, "olasbara": 3, "tomma": 12}),
    ],
)
def test_the_bar_holds_every_record_once(omdome, expected):
    data = receipt_data(omdome, DEKLARATION)
    assert {s["slag"]: s["antal"] for s in segments(data)} == expected
    assert sum(expected.values()) == omdome.raknade.rader
    text = receipt_html(data)
    for s in segments(data):
        assert f'class="s-{s["slag"]}"' in text and s["ord"] in text


@pytest.mark.parametrize(
    "per_fault, aside, told",
    [
        ([60, 28], 88, None),
        ([60, 28], 60, "88 fel på 60 rader: samma rad kan stå under flera fel."),
        ([1, 1], 1, "2 fel på 1 rad: samma rad kan stå under flera fel."),
    ],
)
def test_the_same_row_under_many_faults_is_said_simply(per_fault, aside, told):
    faults = tuple(Fynd("varde_saknas", "fel", n, (plats("utfall"),), (2,)) for n in per_fault)
    counts = Raknade(rader=100, accepterade=100 - aside, avsatta=aside)
    data = receipt_data(replace(DELVIS, raknade=counts, fynd=faults), DEKLARATION)
    assert (same_rows(data) or "").replace("\u00a0", " ") == (told or "")


def test_one_reason_is_read_once():
    groups = kvittosida.indicator_groups(KVITTON["delvis"])
    assert [(g["skal"], [i["id"] for i in g["indikatorer"]]) for g in groups["kan_inte"]] == [
        ("Tabellen aktualisering är inte lämnad.", ["AKT-04", "UTR-06"])
    ]
    assert [(bool(g["skal"]), len(g["indikatorer"])) for g in groups["kan"]] == [(False, 2), (True, 1)]


def test_unmapped_codes_stand_with_their_counts_and_rare_ones_without_name():
    text = receipt_html(KVITTON["delvis"])
    assert "<code>17B</code>" in text and "4 koder som inte kan nämnas" in text


STYLES = (Path(sidgrund.__file__).with_name("grund.css"), Path(kvittosida.__file__).with_name("kvitto.css"))
STYLE = "".join(path.read_text("utf-8") for path in STYLES)
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLE)) | {"vit": "#ffffff"}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "text, ground",
    [
        *[(t, g) for t in ("text", "dampad", "lank") for g in ("vit", "yta")],
        *[(t, f"{f}-yta") for f in ("gron", "gul", "rod") for t in ("text", f"{f}-text")],
        *[("vit", f) for f in ("gron", "rod")],
    ],
)
def test_text_can_be_read_on_its_ground(text, ground):
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_every_colour_of_the_bar_can_be_told_from_paper_and_has_a_pattern_of_its_own():
    found = dict(re.findall(r"\.s-(\w+) \{ background: ([^;]+;(?: border: [^;]+;)?)", STYLE))
    assert set(found) == {"accepterade", "ej_mottagna", "avsatta", "olasbara", "tomma", "borttagna", "ersatta"}
    plain = [look for look in found.values() if "gradient" not in look]
    assert len(plain) == 2 and len(set(found.values())) == len(found)
    for look in found.values():
        edge = (re.findall(r"border: .*(#[0-9a-f]{6})", look) or [COLOURS["gron"]])[0]
        assert contrast(edge, "#ffffff") >= 3
