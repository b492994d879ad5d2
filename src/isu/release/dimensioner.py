"""The tables that tell what the words of the others mean: areas, definitions, age groups and codes. Pure.

Made from declarations, never from data. Beside the numbers they make the release readable without anything else.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from isu.aggregate.axel import ALLA, HELA_RIKET, KOMMUN, KOMMUNGRUPP, LAN, RIKET, STADSDEL
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.release.beskriven import described, filled

TEXT, HELTAL = pa.string(), pa.int64()
OMRADEN = described(
    (
        ("omrade_typ", TEXT, "kommun, kommungrupp, lan, riket eller stadsdel", "Kind of area"),
        ("omrade", TEXT, "Kommunkod, kommungrupp, länskod, 0000 eller stadsdelens lämnarkod", "Code of the area"),
        ("namn", TEXT, "Områdets namn", "Name of the area"),
        ("kommun", TEXT, "Kommunen som stadsdelen är en del av", "Municipality of the part"),
        ("lan", TEXT, "Kommunens länskod", "County of the municipality"),
        ("kommungrupp", TEXT, "Kommunens grupp (SKR 2023)", "Group of the municipality (SKR 2023)"),
        ("antal_kommuner", HELTAL, "Antal kommuner i området; tom för stadsdelar", "Municipalities of the area"),
    ),
    "Områden",
    "Areas",
    2,
)
DEFINITIONER = described(
    (
        ("indikator", TEXT, "Indikatorns id", "Id of the indicator"),
        ("version", TEXT, "Definitionens version", "Version of the definition"),
        ("namn", TEXT, "Namn", "Name in Swedish"),
        ("name", TEXT, "Namn på engelska", "Name in English"),
        ("definition", TEXT, "Definition", "Definition in Swedish"),
        ("definition_en", TEXT, "Definition på engelska", "Definition in English"),
        ("population", TEXT, "Vilka som räknas", "Who is counted, in Swedish"),
        ("kalla", TEXT, "Definitionens källa", "Source of the definition"),
        ("stallning", TEXT, "Om definitionen är utgången, egen eller ej verifierad", "Standing of the definition"),
        (
            "riktning",
            TEXT,
            "Om högre eller lägre är bättre, eller ingen",
            "Whether higher or lower is better, or neither",
        ),
        ("enhet", TEXT, "Vad medelvärden, medianer och percentiler är i, till exempel dagar", "Unit, in Swedish"),
        ("unit", TEXT, "Enheten på engelska", "What means, medians and percentiles are in, such as days"),
        (
            "omraden",
            TEXT,
            "Områden i socialtjänsten, åtskilda med blanksteg",
            "Fields of social services, parted by blanks",
        ),
        (
            "tabeller",
            TEXT,
            "Tabeller som talen räknas ur, åtskilda med blanksteg",
            "Tables counted from, parted by blanks",
        ),
        ("alla_matt", TEXT, "Mått, åtskilda med blanksteg", "Measures, parted by blanks"),
        (
            "per_person",
            TEXT,
            "Hur en persons rader blir en enhet; tom när enheten är raden",
            "How rows become one unit",
        ),
        ("uppfoljning_dagar", HELTAL, "Dagar efter perioden som följs", "Days followed after the period"),
        (
            "noll_rojer",
            pa.bool_(),
            "Om andelar på 0 och 100 procent döljs, eftersom de säger något om var och en",
            "Whether shares of 0 and 100 per cent are withheld, since they tell of everyone",
        ),
        ("sager_inte", TEXT, "Vad talet inte säger", "What the number does not say, in Swedish"),
        ("does_not_say", TEXT, "Vad talet inte säger, på engelska", "What the number does not say"),
        ("fragor", TEXT, "Frågor för analys, en per rad", "Questions for analysis, in Swedish, one a line"),
    ),
    "Indikatorernas definitioner",
    "Definitions of the indicators",
    1,
)
ALDERSGRUPPER = described(
    (
        ("indikator", TEXT, "Indikatorns id", "Id of the indicator"),
        ("aldersgrupp", TEXT, "Åldersgrupp", "Age group"),
        ("fran", HELTAL, "Lägsta ålder i år", "Lowest age in years"),
        ("till", HELTAL, "Högsta ålder i år; tom när gruppen är öppen uppåt", "Highest age; empty where it is open"),
        (
            "bestar_av",
            TEXT,
            "De grupper som den är summan av, annars tom",
            "The groups that it is the sum of, else empty",
        ),
    ),
    "Åldersgrupper per indikator",
    "Age groups of each indicator",
    2,
)
KODTABELL = described(
    (
        ("tabell", TEXT, "Tabellen som kolumnen står i", "Table of the column"),
        ("kolumn", TEXT, "Kolumnen", "Column"),
        ("indikator", TEXT, "Indikatorn som koden hör till; tom för alla", "Indicator of the code; empty for all"),
        ("uppdelning", TEXT, "Uppdelningen som gruppen hör till, annars tom", "Breakdown of the group, else empty"),
        ("kod", TEXT, "Koden", "Code"),
        ("sv", TEXT, "Vad den betyder", "Meaning in Swedish"),
        ("en", TEXT, "Vad den betyder på engelska, där det är översatt", "Meaning in English, where translated"),
    ),
    "Koder och vad de betyder",
    "Codes and what they mean",
    5,
)
#: The table that indicators' own codes stand in.
TALEN = "indikatorer"


def dimensions(
    deklaration: Deklaration, indikatorer: Sequence[Indikator], tabeller: Mapping[str, pa.Schema]
) -> dict[str, pa.Table]:
    """Name → table. `tabeller` are the published tables whose code lists are to be told."""
    shared = [row for name, schema in sorted(tabeller.items()) for row in _codes(name, schema)]
    return {
        "omraden": filled(OMRADEN, sorted(_areas(deklaration))),
        "definitioner": filled(DEFINITIONER, map(_definition, indikatorer)),
        "aldersgrupper": filled(ALDERSGRUPPER, (row for i in indikatorer for row in _ages(i))),
        "koder": filled(KODTABELL, [*shared, *(row for i in indikatorer for row in _own_codes(i, deklaration))]),
    }


def _areas(deklaration: Deklaration) -> Iterator[tuple]:
    kommuner = deklaration.kommuner.values()
    yield RIKET, HELA_RIKET, "Riket", None, None, None, len(kommuner)
    for k in kommuner:
        yield KOMMUN, k.kommunkod, k.kommun, None, k.lan_kod, k.kommungrupp_kod, 1
    for s in deklaration.lamnare.values():
        if s.geografisk_del:
            yield STADSDEL, s.lamnare, s.namn, s.kommunkod, None, None, None
    for typ, belongs in (
        (LAN, [(k.lan_kod, k.lan) for k in kommuner]),
        (KOMMUNGRUPP, [(k.kommungrupp_kod, k.kommungrupp) for k in kommuner]),
    ):
        for kod, namn in set(belongs):
            yield typ, kod, namn, None, None, None, sum(b[0] == kod for b in belongs)


def _definition(i: Indikator) -> tuple:
    return (
        *(i.id, i.version, i.namn["sv"], i.namn["en"], i.definition["sv"], i.definition["en"]),
        *(i.population, i.kalla, i.stallning, i.riktning, i.enhet.get("sv"), i.enhet.get("en")),
        *(" ".join(i.omraden), " ".join(i.tabeller)),
        " ".join(dict.fromkeys(m.matt for m in i.matt)),
        *(i.per_person, i.uppfoljning_dagar, i.noll_rojer, i.sager_inte.get("sv"), i.sager_inte.get("en")),
        "\n".join(i.fragor) or None,
    )


def _ages(i: Indikator) -> Iterator[tuple]:
    whole = i.alder or (0, None)
    yield i.id, ALLA, *whole, ""
    for namn, band in i.aldersgrupper.items():
        yield i.id, namn, *band, ""
    for namn, parts in i.aldersunioner.items():
        yield i.id, namn, i.aldersgrupper[parts[0]][0], i.aldersgrupper[parts[-1]][1], " ".join(parts)


def _codes(name: str, schema: pa.Schema) -> Iterator[tuple]:
    for field in schema:
        for kod, text in json.loads(field.metadata.get(b"koder", b"{}")).items():
            yield name, field.name, "", "", kod, text["sv"], text["en"]


def _own_codes(i: Indikator, deklaration: Deklaration) -> Iterator[tuple]:
    """The variants, groups and categories of one indicator."""
    for variant, text in i.varianter.items():
        if variant:
            yield TALEN, "variant", i.id, "", variant, text, None
    for namn, uppdelning in i.uppdelningar.items():
        for grupp, text in uppdelning.grupper.items():
            yield TALEN, "grupp", i.id, namn, grupp, text, None
    for kodlista in dict.fromkeys(m.kodlista for m in i.matt if m.kodlista):
        for kod in deklaration.kodlistor[kodlista].koder:
            yield TALEN, "utfall", i.id, "", kod.kod, kod.sv, kod.en
