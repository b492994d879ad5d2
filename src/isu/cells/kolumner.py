"""Which columns an indicator's SELECT gives: required, optional, and what the head asks of their types. Pure."""

from collections.abc import Iterator, Mapping

from isu.cells.falt import FORANDRING, KM_MEDIAN, Matt
from isu.cells.indikator import Indikator
from isu.errors import DeclarationError

TEXT, TAL, JA_NEJ, FRITT = "text", "heltal", "ja eller nej (BOOLEAN)", "valfri typ"

#: The optional columns and their types; the order is that of docs/architecture.md.
VALFRIA = {
    "variant": TEXT,
    "person": TEXT,
    "ordning": FRITT,
    "ungefarlig_alder": JA_NEJ,
    "fore": FRITT,
    "censurerad": JA_NEJ,
    "antal": TAL,
    "nyckel": TEXT,
}
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


def judge_columns(indikator: Indikator, columns: Mapping[str, str]) -> None:
    """`columns` is name → DuckDB type. Raises a DeclarationError that names the file and the column."""
    fault = next(_faults(indikator, columns), None)
    if fault:
        raise DeclarationError(f"Indikatorn {indikator.path}: {fault}")


def _faults(indikator: Indikator, columns: Mapping[str, str]) -> Iterator[str]:
    age = "aldersgrupp" if "aldersgrupp" in columns else "alder"
    needed = {"period": TEXT, "kon": TEXT, age: TEXT if age == "aldersgrupp" else TAL}
    needed |= dict.fromkeys((*indikator.uppdelningar, *indikator.lokala), TEXT) | {"utfall": FRITT}
    known = needed | VALFRIA
    for name in needed:
        if name not in columns:
            yield f"SELECT-satsen saknar kolumnen {name}."
    for name, sql_type in columns.items():
        if name not in known:
            yield f"SELECT-satsen ger den okända kolumnen {name}. Tillåtna är {', '.join(known)}."
        elif known[name] not in (FRITT, _kind(sql_type)) and sql_type != '"NULL"':
            yield f"kolumnen {name} ska vara {known[name]}, men är {sql_type}."
    yield from _person_faults(indikator, columns)
    yield from _measure_faults(indikator, _kind(columns["utfall"]))
    yield from _companion_faults(indikator, {name: _kind(sql_type) for name, sql_type in columns.items()})


def _kind(sql_type: str) -> str:
    if sql_type in _INTEGERS:
        return TAL
    return {"VARCHAR": TEXT, "BOOLEAN": JA_NEJ}.get(sql_type, sql_type)


def _person_faults(indikator: Indikator, columns: Mapping[str, str]) -> Iterator[str]:
    if ("person" in columns) != (indikator.per_person is not None):
        yield "kolumnen person och fältet per_person hör ihop: ange båda eller ingen."
    if indikator.per_person in ("forsta", "sista") and "ordning" not in columns:
        yield f"per_person: {indikator.per_person} kräver kolumnen ordning, som säger vilken rad som är först."
    if "ordning" in columns and "person" not in columns:
        yield "kolumnen ordning har mening bara tillsammans med person."
    if "person" in columns and "nyckel" in columns:
        yield "kolumnen nyckel säger vems en händelse är; med person sägs det redan."
    if "person" in columns and "antal" in columns:
        yield "kolumnerna person och antal kan inte användas tillsammans."
    if len(indikator.varianter) > 1 and "variant" not in columns:
        yield "huvudet har varianter, men SELECT-satsen saknar kolumnen variant."


def _measure_faults(indikator: Indikator, kind: str) -> Iterator[str]:
    if kind not in (TEXT, TAL, JA_NEJ):
        yield f"kolumnen utfall ska vara BOOLEAN, heltal eller text, men är {kind}."
    if indikator.per_person in ("nagon", "antal") and kind != JA_NEJ:
        yield f"per_person: {indikator.per_person} kräver att utfall är {JA_NEJ}."
    counted = TAL if indikator.per_person == "antal" else kind
    for matt in indikator.matt:
        if _wanted(matt) not in (FRITT, counted):
            yield f"måttet {matt.matt} kräver att utfall är {_wanted(matt)}, men det är {counted}."


def _companion_faults(indikator: Indikator, kinds: Mapping[str, str]) -> Iterator[str]:
    """What some measures need beside the outcome."""
    for matt in indikator.matt:
        if matt.parat and (kinds["utfall"], kinds.get("fore")) != (TAL, TAL):
            yield f"måttet {matt.matt} jämför utfall med fore: båda kolumnerna ska finnas och vara {TAL}."
        if matt.matt == KM_MEDIAN and "censurerad" not in kinds:
            yield f"måttet {KM_MEDIAN} kräver kolumnen censurerad, som säger var slutet inte har setts."


def _wanted(matt: Matt) -> str:
    """The kind of outcome that a measure can be made from."""
    if matt.matt == "andel":
        return JA_NEJ if matt.villkor is None else TAL if isinstance(matt.villkor, str) else TEXT
    if matt.matt in ("medel", "median", "p90", FORANDRING, KM_MEDIAN):
        return TAL
    return TEXT if matt.matt == "fordelning" else FRITT
