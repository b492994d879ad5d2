"""The rule catalogue: one YAML file per rule in `schemas/rules/`, every sentence by hand in Swedish and English.

A rule has a short stable code (kod), an allvar (avvisning: the file is refused; fel: the row is set aside;
varning: the row is kept and reported), what is wrong (sv, en), what is allowed (tillatet), what to do (gor), why the
rule is there (varfor) and where it comes from (kalla). Braces in a sentence are filled with names from the declaration,
never with delivered values.

Most rules are checks that any table may use, and the tables say where. A rule about certain columns of certain tables
brings its own condition (villkor): SQL that is true of a row that breaks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isu.declaration.katalog import Katalog
from isu.declaration.tabell import Tabell
from isu.errors import DeclarationError
from isu.yamltext import read_yaml

AVVISNING, FEL, VARNING = "avvisning", "fel", "varning"
SV, EN = "sv", "en"


@dataclass(frozen=True)
class Villkor:
    """When a row of one of `tabeller` breaks the rule.

    The file must have all of `kolumner` for the rule to be tried, and the receipt points at them. Where one of them is
    empty in the whole file there is nothing to judge, unless it is among `far_vara_tomma`: they tell something by being
    empty. `sql` may read any column of the table; one that the file lacks is NULL. $fran, $till and $sista_dag are the
    days of the delivery.
    """

    tabeller: tuple[str, ...]
    kolumner: tuple[str, ...]
    sql: str
    far_vara_tomma: tuple[str, ...] = ()


@dataclass(frozen=True)
class Regel:
    namn: str
    kod: str
    allvar: str
    sv: str
    en: str
    tillatet: str
    tillatet_en: str
    gor: str
    gor_en: str
    kalla: str
    varfor: str = ""
    varfor_en: str = ""
    villkor: Villkor | None = None

    def text(self, sprak: str = SV, **names) -> str:
        """What is wrong."""
        return (self.en if sprak == EN else self.sv).format_map(_Names(names))

    def allowed(self, sprak: str = SV, **names) -> str:
        return (self.tillatet_en if sprak == EN else self.tillatet).format_map(_Names(names))

    def advice(self, sprak: str = SV, **names) -> str:
        return (self.gor_en if sprak == EN else self.gor).format_map(_Names(names))


class _Names(dict):
    def __missing__(self, key: str) -> str:
        return "…"


def read_regel(path: Path) -> Regel:
    try:
        regel = Regel(namn=path.stem, **_fields(read_yaml(path.read_text(encoding="utf-8"))))
    except (TypeError, KeyError, AttributeError) as error:
        raise DeclarationError(f"Regeln {path} saknar ett fält eller har ett för mycket: {error}") from None
    _judge(regel, path)
    return regel


def _fields(values: Any) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise TypeError("filen ska ha ett fält per rad")
    if "villkor" not in values:
        return values
    own = values["villkor"]
    lists = {name: tuple(own[name]) for name in own if name != "sql"}
    return values | {"villkor": Villkor(**lists, sql=own["sql"].strip())}


def _judge(regel: Regel, path: Path) -> None:
    allowed = (FEL, VARNING) if regel.villkor else (AVVISNING, FEL, VARNING)
    if regel.allvar not in allowed:
        raise DeclarationError(f"Regeln {path}: allvar ska vara {' eller '.join(allowed)}.")


def read_regler(katalog: Katalog, tabeller: Mapping[str, Tabell] | None = None) -> dict[str, Regel]:
    """The catalogue by name. With `tabeller`, a condition on a table or column that does not exist is an error."""
    regler = {name: read_regel(path) for name, path in katalog.files("schemas/rules", ".yaml").items()}
    codes = [r.kod for r in regler.values()]
    twice = {k for k in codes if codes.count(k) > 1}
    if twice:
        raise DeclarationError(f"Två regler har koden {sorted(twice)[0]}.")
    for regel in regler.values():
        if regel.villkor and tabeller is not None:
            _judge_names(regel, tabeller)
    return regler


def _judge_names(regel: Regel, tabeller: Mapping[str, Tabell]) -> None:
    for namn in regel.villkor.tabeller:
        if namn not in tabeller:
            raise DeclarationError(f"Regeln {regel.namn} gäller tabellen {namn}, som inte finns.")
        missing = [k for k in regel.villkor.kolumner if k not in tabeller[namn].kolumner]
        if missing:
            raise DeclarationError(f"Regeln {regel.namn} nämner kolumnen {missing[0]}, som {namn} inte har.")
