"""The head of an indicator file: a YAML comment between `/*---` and `---*/`, read strictly.

Every field has one reader, which gives the value back in its own type or says in Swedish what is wrong.
What the fields mean stands in docs/architecture.md. No SQL here.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from isu.cells import falt
from isu.cells.falt import MANADSMEDIAN, OKAND, PER_INVANARE, VARJE, Band, Fault
from isu.declaration.kodlista import Kodlista
from isu.errors import DeclarationError
from isu.period import DAG, HALVAR, HELAR, KVARTAL, MANAD
from isu.yamltext import read_yaml

PER_PERSON = ("nagon", "forsta", "sista", "antal", VARJE)
OPTIONAL = (
    *("stallning", "sager_inte", "fragor", "enhet"),
    *("alder", "aldersunioner", "matdag", "varianter", "uppdelningar", "lokala"),
    *("befolkning", "per_person", "uppfoljning_dagar", "tillbakablick_dagar", "valfria_tabeller", "noll_rojer"),
)
STALLNINGAR = ("kkik_utgangen", "ej_verifierad", "egen")
RIKTNINGAR = ("hogre_ar_battre", "lagre_ar_battre", "ingen")

_HEAD = re.compile(r"\A\s*/\*---\s*\n(?P<yaml>.*?)^---\*/", re.DOTALL | re.MULTILINE)


def read_head(text: str, path: Path, kodlistor: Mapping[str, Kodlista]) -> dict[str, Any]:
    """The fields of the head, typed and checked against each other."""
    head = _yaml(text, path)
    readers = _readers(kodlistor)
    _refuse_keys(head, readers, path)
    fields = {name: _read(name, reader, head[name], path) for name, reader in readers.items() if name in head}
    try:
        _judge_together(fields, path)
    except Fault as fault:
        raise DeclarationError(f"Indikatorn {path}: {fault}") from None
    return fields


def _yaml(text: str, path: Path) -> dict[str, Any]:
    match = _HEAD.match(text)
    if not match:
        raise DeclarationError(f"Indikatorn {path} ska börja med ett huvud mellan raderna /*--- och ---*/.")
    try:
        head = read_yaml(match["yaml"])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", rad {mark.line + 2}" if mark else ""
        raise DeclarationError(f"Indikatorn {path}{place}: huvudet är inte giltig YAML.") from None
    if not isinstance(head, dict):
        raise DeclarationError(f"Indikatorn {path}: huvudet ska bestå av fält på formen namn: värde.")
    return head


def _refuse_keys(head: dict[str, Any], readers: Mapping[str, Any], path: Path) -> None:
    missing = [name for name in readers if name not in head and name not in OPTIONAL]
    if missing:
        raise DeclarationError(f"Indikatorn {path}: huvudet saknar fältet {missing[0]}.")
    unknown = [str(name) for name in head if name not in readers]
    if unknown:
        raise DeclarationError(
            f"Indikatorn {path}: huvudet har det okända fältet {unknown[0]}. Tillåtna fält är {', '.join(readers)}."
        )


def _read(name: str, reader: Callable[[Any], Any], value: Any, path: Path) -> Any:
    try:
        return reader(value)
    except Fault as fault:
        raise DeclarationError(f"Indikatorn {path}, fältet {name}: {fault}") from None


def _readers(kodlistor: Mapping[str, Kodlista]) -> dict[str, Callable[[Any], Any]]:
    """Field → what reads it, in the order that the head is written."""
    return {
        "id": falt.text,
        "version": falt.text,
        "grupp": falt.text,
        "omraden": lambda v: falt.some_of(v, kodlistor["omrade"].values),
        "namn": falt.sv_en,
        "definition": falt.sv_en,
        "population": falt.text,
        "kalla": falt.text,
        "stallning": lambda v: falt.one_of(v, STALLNINGAR),
        "sager_inte": falt.sv_en,
        "fragor": falt.fragor,
        "riktning": lambda v: falt.one_of(v, RIKTNINGAR),
        "enhet": falt.sv_en,
        "alder": falt.band,
        "aldersgrupper": falt.each(falt.band),
        "aldersunioner": falt.each(lambda bands: tuple(falt.text(band) for band in falt.many(bands))),
        "periodtyper": lambda v: falt.some_of(v, (HALVAR, HELAR, KVARTAL, MANAD, DAG)),
        "matdag": falt.matdag,
        "varianter": falt.each(falt.text),
        "uppdelningar": falt.each(lambda u: falt.uppdelning(u, kodlistor)),
        "lokala": lambda v: falt.some_of(v, falt.LOKALA),
        "matt": lambda v: tuple(falt.matt(m, kodlistor) for m in falt.many(v)),
        "befolkning": falt.band,
        "per_person": lambda v: falt.one_of(v, PER_PERSON),
        "uppfoljning_dagar": falt.days,
        "tillbakablick_dagar": falt.days,
        "valfria_tabeller": lambda v: tuple(falt.text(tabell) for tabell in falt.many(v)),
        "noll_rojer": falt.yes_no,
    }


def _judge_together(fields: dict[str, Any], path: Path) -> None:
    if fields["id"] != path.stem:
        raise Fault(f"fältet id är {fields['id']}, men filen heter {path.name}; de ska vara lika.")
    _judge_ages(fields["aldersgrupper"], fields.get("alder"))
    _judge_unions(fields.get("aldersunioner", {}), fields["aldersgrupper"])
    _judge_variants(fields)
    _judge_periods(fields)
    _judge_population(fields)


def _judge_ages(bands: Mapping[str, Band], limit: Band | None) -> None:
    """Every age that may be counted has exactly one band."""
    first, last = limit or (0, None)
    low: int | None = first
    for namn, band in bands.items():
        if low is None or band[0] != low or namn == OKAND:
            raise Fault(f"åldersgruppen {namn} ska börja där den förra slutar; den första börjar vid {first} år.")
        low = None if band[1] is None else band[1] + 1
    if low != (None if last is None else last + 1):
        upper = "sakna övre gräns, [från, null]" if last is None else f"sluta vid {last} år"
        raise Fault(f"den sista åldersgruppen ska {upper}.")


def _judge_unions(unions: Mapping[str, tuple[str, ...]], bands: Mapping[str, Band]) -> None:
    for namn, members in unions.items():
        if namn in bands or not set(members) <= set(bands):
            raise Fault(f"aldersunionen {namn} ska ha ett eget namn och bestå av åldersgrupper i aldersgrupper.")


def _judge_variants(fields: dict[str, Any]) -> None:
    """A published row is named by its measure and variant, so each measure stands once per variant."""
    variants = fields.get("varianter", {"": ""})
    if "" not in variants:
        raise Fault('varianter ska ha huvudvarianten "".')
    for matt in fields["matt"]:
        if not set(matt.variant or ()) <= set(variants):
            raise Fault(f"måttet {matt.matt} gäller en variant som inte finns i varianter.")
    for variant in variants:
        names = [m.matt for m in fields["matt"] if m.applies_to(variant)]
        if not names or len(set(names)) < len(names):
            raise Fault(f'varianten "{variant}" ska ha minst ett mått, och inget mått två gånger.')


def _judge_periods(fields: dict[str, Any]) -> None:
    types = fields["periodtyper"]
    if (DAG in types) != ("matdag" in fields):
        raise Fault(f"periodtypen {DAG} och fältet matdag hör ihop: ange båda eller ingen.")
    monthly = any(m.matt == MANADSMEDIAN for m in fields["matt"])
    if monthly and (MANAD not in types or not {HALVAR, HELAR} & set(types)):
        raise Fault(f"måttet {MANADSMEDIAN} kräver periodtypen {MANAD} och någon av {HALVAR} och {HELAR}.")


def _judge_population(fields: dict[str, Any]) -> None:
    """A rate has its ages' population, so no age group may reach outside it."""
    rates = [m.matt for m in fields["matt"] if m.matt in PER_INVANARE]
    if bool(rates) != ("befolkning" in fields):
        raise Fault(f"fältet befolkning och måtten {', '.join(PER_INVANARE)} hör ihop: ange båda eller inget.")
    for namn, band in fields["aldersgrupper"].items() if rates else ():
        if not _within(band, fields["befolkning"]):
            raise Fault(f"åldersgruppen {namn} når utanför åldrarna i befolkning.")


def _within(band: Band, limits: Band) -> bool:
    (low, high), (first, last) = band, limits
    return low >= first and (last is None or (high is not None and high <= last))
