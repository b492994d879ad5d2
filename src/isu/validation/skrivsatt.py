"""How values that were no value are written: ways from a closed list, counted. Never a value.

"Not a date" helps nobody who sees a date in the cell; that it has the name of a month, or two digits of a year, does.
Only rows that are set aside are looked at, in the text that was kept of them. What is understood stands in values.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from isu.duck import quoted
from isu.omdome import Skrivsatt
from isu.validation.compile import Kompilerad
from isu.validation.tolkning import tidy

DATES, NUMBERS, CODES, IDS = ("ej_datum", "ej_manad"), ("ej_heltal", "ej_tal"), ("ej_i_kodlistan",), ("ej_nyckelform",)
VALUES = (*DATES, *NUMBERS, *CODES)
BOUNDS = ("rimligt_datum", "datumordning")

MONTHS = "(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*"
MISSING = (
    r"null|none|nil|nan|na|n\.?/?a\.?|missing|unknown|blank|saknas|uppgift saknas|ok[äa]n[dt]|ej k[äa]n[dt]|vet ej"
    r"|inge[nt]|ingen uppgift|tomt?|#[a-zåäö0-9/]+[!?]?|\((null|tomt?|blank)\)|[-–—._?*/\\]{1,3}"
)


@dataclass(frozen=True)
class Satt:
    """A way of writing: what it is called with what to do about it, the rules that it explains, and a pattern that the
    whole text fits, in small letters and without blanks around it. Of several the first counts."""

    sv: str
    regler: tuple[str, ...]
    monster: str


#: `{rubrik}` stands for the column's own header.
SATT = (
    Satt("rubrikens egen text: rubrikraden står en gång till", (*VALUES, *IDS), "{rubrik}"),
    Satt("en linje av streck, som skiljer rubriken från raderna", (*VALUES, *IDS), "[-=_]{4,}"),
    Satt("ett ord eller tecken för att uppgiften saknas, som NULL eller -: lämna cellen tom", (*VALUES, *IDS), MISSING),
    Satt(
        "osynliga tecken, som mjuka bindestreck, inne i värdet",
        (*VALUES, *IDS),
        ".*[\u00ad\u200b-\u200f\u2060\ufeff].*",
    ),
    Satt("en apostrof först: ta bort den", (*VALUES, *IDS), "['´`’].*"),
    Satt("klamrar eller citationstecken omkring: ta bort dem", (*VALUES, *IDS), r"[{(\[\"].*[})\]\"]"),
    Satt(
        "ett tal i exponentform, som 1,2E+11: siffror har gått förlorade i kalkylprogrammet",
        (*NUMBERS, *IDS),
        r"[0-9]([.,][0-9]+)?e[+-]?[0-9]+",
    ),
    Satt(
        "en dag som betyder att det inte finns något datum, som 9999-12-31: lämna cellen tom",
        BOUNDS,
        r"(9999|2999|0001|1900|1753).?(12.?31|01.?01).*",
    ),
    Satt(
        "datum med månadens namn: skriv ÅÅÅÅ-MM-DD",
        DATES,
        rf"([0-9]{{1,2}}[. -]*)?{MONTHS}[. -]*([0-9]{{1,2}}[, -]+)?[0-9]{{2,4}}( .*)?",
    ),
    Satt(
        "datum med två siffror för året: skriv året med fyra",
        DATES,
        "[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{6}",
    ),
    Satt(
        "datum med klockslag och tidszon: ta ut bara datumet",
        DATES,
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ].*(z|[+-][0-9]{2}:?[0-9]{2})",
    ),
    Satt("bara år, eller år och månad: dagen behövs också", ("ej_datum",), "[0-9]{4}([-/.][0-9]{1,2})?"),
    Satt(
        "ett datum som inte finns i kalendern, eller utan inledande nollor",
        DATES,
        r"[0-9]{4}[-/.]?[0-9]{1,2}[-/.]?[0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}",
    ),
    Satt("ett spann, som 0–6: skriv själva talet", NUMBERS, r"[0-9]+ *[-–] *[0-9]+( *[a-zåäö]+)?"),
    Satt(
        "ett tal med ett ord eller tecken efter, som år, st eller %: skriv bara talet",
        NUMBERS,
        r"[+-]?[0-9]+([.,][0-9]+)? *[^0-9 .,:/–-][^0-9]*",
    ),
    Satt("ett tal med decimaler", ("ej_heltal",), "[+-]?[0-9]+[.,][0-9]+"),
    Satt("en kod skriven som tal med decimaler, som 1,00: skriv bara koden", CODES, "[0-9]+[.,]0+"),
    Satt("kod och text i samma cell, som 1 - Ja: skriv bara koden", CODES, "[0-9]+ *[-–:=.;,/ ] *[^0-9 ].*"),
    Satt("andra bokstäver än a–z i id:t", IDS, ".*[åäöé].*"),
    Satt("mellanslag inne i id:t", IDS, ".* .*"),
    Satt("snedstreck i id:t", IDS, r".*[/\\].*"),
    Satt("tio eller tolv siffror, som ett personnummer har", IDS, r"[0-9]{10}|[0-9]{12}|[0-9]{6,8}[-+][0-9]{4}"),
)

FEWER = "färre fält än rubriken: raden slutar för tidigt, eller ett värde har en radbrytning"
MORE = "fler fält än rubriken: ett värde innehåller fältavskiljaren"


def ways_written(
    connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, regel: str, kolumn: str, bit: int, rubrik: str
) -> tuple[Skrivsatt, ...]:
    """The ways in which values of the column broke the rule, the most frequent first; what fits no way is not told."""
    ways = [s for s in SATT if regel in s.regler]
    if not ways or kolumn not in compiled.tolkningar:
        return ()
    place = list(compiled.tolkningar).index(kolumn) + 1
    rows = connection.execute(f"""
        select {_chosen(ways, rubrik)} as satt, {compiled.poster}
        from (select rad, lower({tidy(f"ratext[{place}]")}) as t from rader where fel & {1 << bit} <> 0)
        where t is not null group by satt""").fetchall()
    return _told((ways[number].sv, count) for number, count in rows if number is not None)


def _chosen(ways: Sequence[Satt], rubrik: str) -> str:
    """SQL that gives the number of the first way that `t` is written in."""
    header = quoted(rubrik.strip().lower())
    fits = (f"t = {header}" if s.monster == "{rubrik}" else f"regexp_full_match(t, {quoted(s.monster)})" for s in ways)
    return f"case {' '.join(f'when {fit} then {number}' for number, fit in enumerate(fits))} end"


def ways_unsplit(connection: duckdb.DuckDBPyConnection, wanted: int) -> tuple[Skrivsatt, ...]:
    """Of records that do not have the header's `wanted` fields: how many have fewer, and how many more."""
    fewer, more = f"falt between 1 and {wanted - 1}", f"falt > {wanted}"
    counts = connection.execute(
        f"select count(distinct rad) filter ({fewer}), count(distinct rad) filter ({more}) from rader"
    ).fetchall()[0]
    return _told(zip((FEWER, MORE), counts))


def _told(found: Iterator[tuple[str, int]]) -> tuple[Skrivsatt, ...]:
    return tuple(Skrivsatt(sv, n) for sv, n in sorted(found, key=lambda pair: (-pair[1], pair[0])) if n)
