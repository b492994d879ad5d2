"""The head of an indicator is read strictly: a field too many, too few or out of form stops the start-up."""

from pathlib import Path

import pytest

from isu.cells.falt import Matt
from isu.cells.huvud import read_head
from isu.declaration import load_declarations
from isu.errors import DeclarationError

KODLISTOR = load_declarations().kodlistor
HEAD = """/*---
id: X-01
version: "1"
grupp: X
omraden: [barn_unga]
namn: {sv: Namn, en: Name}
definition: {sv: Vad, en: What}
population: Alla
kalla: Egen
riktning: ingen
alder: [0, 20]
aldersgrupper: {0-12: [0, 12], 13-20: [13, 20]}
aldersunioner: {0-20: [0-12, 13-20]}
periodtyper: [halvar]
varianter: {"": Alla, nagra: Några}
uppdelningar: {forlangd: {grupper: {ja: Ja, nej: Nej}}, omrade: {kodlista: omrade, utan_total: true}}
matt: [{matt: andel, villkor: ">= 1"}, {matt: medel, variant: nagra}]
---*/
select 1
"""


def read(text: str) -> dict:
    return read_head(text, Path("egna/X-01.sql"), KODLISTOR)


def test_a_head_in_order_is_read_with_types():
    head = read(HEAD)
    assert head["aldersgrupper"] == {"0-12": (0, 12), "13-20": (13, 20)}
    assert head["matt"] == (Matt("andel", ">= 1"), Matt("medel", variant=("nagra",)))
    assert [m.matt for m in head["matt"] if m.applies_to("")] == ["andel"]
    assert head["uppdelningar"]["forlangd"].grupper == {"ja": "Ja", "nej": "Nej"}
    assert head["uppdelningar"]["omrade"].utan_total
    assert head["uppdelningar"]["omrade"].grupper["barn_unga"] == "Barn och unga"


@pytest.mark.parametrize(
    "line, instead, complaint",
    [
        ("kalla: Egen", "", "saknar fältet kalla"),
        ("kalla: Egen", "kalla: Egen\nfarg: blå", "okända fältet farg"),
        ("id: X-01", "id: X-02", "filen heter X-01.sql"),
        ('version: "1"', "version: 1", "fältet version: ska vara text"),
        ("population: Alla", 'population: " "', "fältet population: får inte vara tomt"),
        ("namn: {sv: Namn, en: Name}", "namn: {sv: Namn}", "fältet namn: ska finnas på svenska (sv) och engelska (en)"),
        ("omraden: [barn_unga]", "omraden: [barn]", "fältet omraden: ska vara ett av barn_unga"),
        ("omraden: [barn_unga]", "omraden: []", "fältet omraden: ska vara en lista"),
        ("riktning: ingen", "riktning: uppåt", "fältet riktning: ska vara ett av hogre_ar_battre"),
        ("alder: [0, 20]", "alder: [20, 0]", "fältet alder: en ålder skrivs [från, till]"),
        ("alder: [0, 20]", "alder: [0, 17]", "den sista åldersgruppen ska sluta vid 17 år"),
        ("alder: [0, 20]", "", "den sista åldersgruppen ska sakna övre gräns"),
        ("13-20: [13, 20]", "13-20: [14, 20]", "åldersgruppen 13-20 ska börja där den förra slutar"),
        ("13-20: [13, 20]", "13-20: [12, 20]", "åldersgruppen 13-20 ska börja där den förra slutar"),
        ("0-20: [0-12, 13-20]", "0-20: [0-12, 13+]", "aldersunionen 0-20"),
        ("periodtyper: [halvar]", "periodtyper: [vecka]", "fältet periodtyper: ska vara ett av halvar, helar, kvartal"),
        ("periodtyper: [halvar]", "periodtyper: [dag]", "periodtypen dag och fältet matdag hör ihop"),
        ("periodtyper: [halvar]", 'periodtyper: [halvar]\nmatdag: "11-01"', "periodtypen dag och fältet matdag"),
        ("periodtyper: [halvar]", 'periodtyper: [dag]\nmatdag: "02-29"', "fältet matdag: en mätdag skrivs"),
        ("periodtyper: [halvar]", 'periodtyper: [dag]\nmatdag: "1 nov"', "fältet matdag: en mätdag skrivs"),
        ("{matt: medel, ", "{matt: per_1000, ", "fältet befolkning och måtten per_1000, per_10000 hör ihop"),
        ("periodtyper: [halvar]", "periodtyper: [halvar]\nbefolkning: [0, 20]", "fältet befolkning och måtten"),
        ("{matt: medel, ", "{matt: manadsmedian, ", "manadsmedian kräver periodtypen manad"),
        ('villkor: ">= 1"', 'villkor: "< efter"', "ett villkor skrivs"),
        ("riktning: ingen", "riktning: ingen\nstallning: utgången", "fältet stallning: ska vara ett av kkik_utgangen"),
        ("riktning: ingen", "riktning: ingen\nsager_inte: Inget", "fältet sager_inte: ska bestå av namn"),
        ("riktning: ingen", "riktning: ingen\nfragor: [Varför, När]", "fältet fragor: ska vara tre frågor"),
        ('{"": Alla, nagra: Några}', "{nagra: Några}", 'huvudvarianten ""'),
        ("variant: nagra", "variant: andra", "en variant som inte finns"),
        ("{matt: medel, variant: nagra}", "{matt: andel}", "inget mått två gånger"),
        ("{matt: andel, ", "{matt: summa, ", "fältet matt: ska vara ett av antal"),
        ('villkor: ">= 1"', 'villkor: "minst 1"', "ett villkor skrivs"),
        ("{matt: medel, ", "{matt: medel, kodlista: orsak, ", "kodlista hör till måttet fordelning"),
        ("{matt: medel, ", "{matt: fordelning, kodlista: okand, ", "kodlistan okand finns inte"),
        ("{grupper: {ja: Ja, nej: Nej}}", "{grupper: {ja: Ja, okand: Okänd}}", "ingen grupp får heta okand"),
        ("{grupper: {ja: Ja, nej: Nej}}", "{utan_total: true}", "antingen grupper eller kodlista"),
        ("periodtyper: [halvar]", "periodtyper: [halvar]\nuppfoljning_dagar: -1", "ska vara ett antal dagar"),
        (
            "periodtyper: [halvar]",
            "periodtyper: [halvar]\nper_person: alla",
            "fältet per_person: ska vara ett av nagon",
        ),
        ("population: Alla", "population: [Alla", "rad 9: huvudet är inte giltig YAML"),
        ("/*---", "/*", "ska börja med ett huvud"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_the_field(line, instead, complaint):
    assert line in HEAD
    with pytest.raises(DeclarationError) as error:
        read(HEAD.replace(line, instead))
    assert "egna/X-01.sql" in str(error.value)
    assert complaint in str(error.value)


MORE = """stallning: kkik_utgangen
sager_inte: {sv: Inte varför, en: Not why}
fragor: ["Varför?", "För vem?", "Sedan när?"]
matdag: "11-01"
befolkning: [0, 20]
matt: [{matt: andel, villkor: "< fore"}, {matt: forandring}, {matt: p90}, {matt: km_median}, {matt: per_1000}]
"""


def with_more(more: str = MORE) -> str:
    lines = [line for line in HEAD.splitlines(keepends=True) if not line.startswith(("matt:", "periodtyper:"))]
    return "".join(lines).replace("---*/", f"periodtyper: [manad, kvartal, halvar, helar, dag]\n{more}---*/")


def test_a_head_with_all_of_the_rest():
    head = read(with_more())
    assert head["periodtyper"] == ("manad", "kvartal", "halvar", "helar", "dag")
    assert (head["matdag"], head["befolkning"], head["stallning"]) == ("11-01", (0, 20), "kkik_utgangen")
    assert head["fragor"] == ("Varför?", "För vem?", "Sedan när?")
    assert [(m.matt, m.parat) for m in head["matt"]] == [
        ("andel", True),
        ("forandring", True),
        ("p90", False),
        ("km_median", False),
        ("per_1000", False),
    ]


@pytest.mark.parametrize("ages, fits", [("[0, 20]", True), ("[0, null]", True), ("[0, 19]", False), ("[1, 20]", False)])
def test_no_age_group_may_reach_outside_the_ages_of_the_population(ages, fits):
    text = with_more(MORE.replace("[0, 20]", ages))
    if fits:
        assert read(text)["befolkning"]
    else:
        with pytest.raises(DeclarationError, match="når utanför åldrarna i befolkning"):
            read(text)


def test_an_open_age_group_needs_an_open_population():
    text = with_more(MORE.replace("[0, 20]", "[0, 100]")).replace("alder: [0, 20]\n", "")
    text = text.replace("13-20: [13, 20]", "13-20: [13, null]")
    with pytest.raises(DeclarationError, match="åldersgruppen 13-20 når utanför"):
        read(text)
    assert read(text.replace("[0, 100]", "[0, null]"))
