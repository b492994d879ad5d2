"""A kommun's profile: every indicator on a line, by the field of social services that it is about. Pure."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from isu.sajt.lasning import Utgavan
from isu.sajt.serier import Rad, Serie
from isu.sajt.sidor import in_order, measure, name_of
from isu.sajt.visning import cell, compared, in_words

FLERA = "flera"


def profile(utgavan: Utgavan, lines: Mapping[str, dict[str, Any]], o: Mapping[str, Any]) -> list[tuple[str, list]]:
    """(field, its lines), in the order of the words. `lines` has the indicators that the kommun has reported."""
    told = [(_field(d), id_, d) for id_, d in utgavan.definitioner.items()]
    order = in_order(o["omraden"], (field for field, *_ in told))
    told.sort(key=lambda t: order[t[0]])
    return [
        (o["omraden"].get(field, field), [_line(id_, d, lines.get(id_), o) for _, id_, d in own])
        for field, own in groupby(told, key=lambda t: t[0])
    ]


def line_of(
    utgavan: Utgavan, serie: Serie, riket: Rad | None, against: Rad | None, o: Mapping[str, Any]
) -> dict[str, Any]:
    """What is told of an indicator: the number that is drawn, beside riket's unless it is a count."""
    sprak = o["sprak"]
    return {
        "matt": measure(utgavan, serie.key, o),
        "period": in_words(serie.period, sprak),
        "tal": cell(serie.latest(), sprak),
        "riket": None if serie.key[2] == "antal" else cell(riket, sprak),
        "klass": compared(against, sprak),
    }


def _field(definition: Rad) -> str:
    fields = definition["omraden"].split(" ")
    return fields[0] if len(fields) == 1 else FLERA


def _line(id_: str, definition: Rad, told: Mapping[str, Any] | None, o: Mapping[str, Any]) -> dict[str, Any]:
    """An indicator that the kommun has not reported says so."""
    lacking = {
        "matt": "",
        "period": "",
        "tal": cell({"status": "ej_rapporterat"}, o["sprak"]),
        "riket": None,
        "klass": None,
    }
    return {"id": id_, "namn": name_of(definition, o)} | (told or lacking)
