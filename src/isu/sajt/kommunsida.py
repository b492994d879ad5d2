"""What a kommun's page is told: each indicator beside riket, its län and its group, over time, by sex and age. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import inf
from typing import Any

from isu.katalog.utgava import KOMMUNGRUPP, LAN, RIKET
from isu.release.sida import embedded
from isu.sajt import bilder
from isu.sajt.bland import Ritad
from isu.sajt.grupper import EgenGrupp
from isu.sajt.lasning import Utgavan
from isu.sajt.profil import line_of, profile
from isu.sajt.serier import Rad, Serie, key_of, series
from isu.sajt.sidor import MOST_PERIODS, charted, explained, group_of, in_order, measure, name_of
from isu.sajt.visning import behind, cell, compared, in_words, known, legend, units

REFS = ("riket", "lan", "kommungrupp")


def kommun_page(
    utgavan: Utgavan,
    kommun: Rad,
    rows: Iterable[Rad],
    against: Iterable[Rad],
    references: Mapping[tuple[str, str], Mapping[tuple, Rad]],
    own: Sequence[EgenGrupp],
    among: Mapping[tuple, Ritad],
    o: Mapping[str, str],
) -> dict[str, Any]:
    """`references` holds, per larger area, its shown rows by (key, period); `own` are the user's groups it is in;
    `among` what is drawn of all kommuner, by key."""
    classes = {(key_of(r), r["period"], r["referens"]): r for r in against}
    areas = ((RIKET, "0000"), (LAN, kommun["lan"]), (KOMMUNGRUPP, kommun["kommungrupp"]))
    larger = [(utgavan.omraden.get(area), references.get(area)) for area in areas]
    parts, charts, without, lines = [], {}, [], {}
    for indikator, numbers in groupby(series(rows), key=lambda s: s.key[0]):
        found = list(numbers)
        chosen = _drawn(found)
        riket = _of_area(references.get(areas[0]), chosen.key, chosen.period)
        lines[indikator] = line_of(utgavan, chosen, riket, classes.get((chosen.key, chosen.period, RIKET)), o)
        if not any(bilder.shown(s.rader) for s in found):
            without.append({"namn": _called(utgavan, indikator, o), "skal": cell(found[0].latest(), o["sprak"])})
            continue
        charts[indikator] = chart = _chart(kommun["namn"], chosen, larger, own, o)
        drawn = {"hojd": bilder.height(chart["mot"]), "mot": len(chart["mot"]) > 1, "trend": len(chart["tid"]) > 1}
        drawn |= {"bland": _among(among.get(chosen.key), o)}
        parts.append(_article(utgavan, indikator, found, classes, larger, own, o) | drawn)
    named = [told["namn"] if told else kod for (_, kod), (told, _) in zip(areas, larger)]
    order = in_order(o["grupper"], (group_of(p["id"]) for p in parts))
    parts.sort(key=lambda p: order[group_of(p["id"])])
    return {
        "kod": kommun["omrade"],
        "namn": kommun["namn"],
        "lan": named[1],
        "grupp": named[2],
        "refs": [*(o[r] for r in REFS), *(g.namn for g in own)],
        "egna": bool(own),
        "profil": profile(utgavan, lines, o),
        "visade": {p["id"] for p in parts},
        "delar": [
            {"id": g, "namn": o["grupper"].get(g, g), "indikatorer": list(i)}
            for g, i in groupby(parts, key=lambda p: group_of(p["id"]))
        ],
        "utan": without,
        "data": embedded(charted(o) | {"kod": kommun["omrade"], **charts}),
        "tecken": legend(o["sprak"]),
    }


def _called(utgavan: Utgavan, indikator: str, o: Mapping[str, str]) -> str:
    return f"{indikator} {name_of(utgavan.definitioner[indikator], o)}"


def _drawn(found: Sequence[Serie]) -> Serie:
    """A share or a rate can be seen beside riket's; a count cannot. Of a distribution, the largest category."""
    shown = [s for s in found if bilder.shown(s.rader)] or found
    first = next((s for s in shown if s.key[2] != "antal"), shown[0])
    of_same = [s for s in shown if s.key[1:3] == first.key[1:3]]
    return max(of_same, key=lambda s: _value(s.latest()))


def _value(row: Rad | None) -> float:
    return row["varde"] if row and bilder.shown([row]) else -inf


def _article(utgavan: Utgavan, indikator: str, found: Sequence[Serie], classes, larger, own, o) -> dict[str, Any]:
    drawn = _drawn(found)
    periods = sorted({r["period"] for s in found for r in s.over_time()})[-MOST_PERIODS:]
    ages = list(dict.fromkeys(r["aldersgrupp"] for s in found for r in s.ages()))
    return explained(utgavan.definitioner[indikator], o) | {
        "period": in_words(drawn.period, o["sprak"]),
        "serier": [_line(s, classes, larger, own, periods, ages, utgavan, o) for s in found],
        "perioder": [in_words(p, o["sprak"]) for p in periods],
        "aldrar": ages,
        "bild": measure(utgavan, drawn.key, o),
        "bildtext": cell(drawn.latest(), o["sprak"]).ord,
    }


def _line(serie: Serie, classes, larger, own, periods, ages, utgavan: Utgavan, o) -> dict[str, Any]:
    sprak, period = o["sprak"], serie.period
    by_period = {r["period"]: r for r in serie.over_time()}
    by_age = {r["aldersgrupp"]: r for r in serie.ages()}
    return {
        "namn": measure(utgavan, serie.key, o),
        "eget": cell(serie.latest(), sprak),
        "n": units(serie.latest(), sprak),
        "kanda": known(serie.latest(), sprak),
        "refs": [
            *(
                {
                    "tal": cell(row := _of_area(of, serie.key, period), sprak),
                    "av": behind(row, area, sprak),
                    "klass": compared(classes.get((serie.key, period, r)), sprak),
                }
                for r, (area, of) in zip(REFS, larger)
            ),
            *({"tal": g.cell(serie.key, period, sprak)} for g in own),
        ],
        "k": cell(serie.latest("K"), sprak),
        "m": cell(serie.latest("M"), sprak),
        "tid": [cell(by_period.get(p), sprak) for p in periods],
        "aldrar": [cell(by_age.get(a), sprak) for a in ages],
    }


def _of_area(rows: Mapping[tuple, Rad] | None, key: tuple, period: str) -> Rad | None:
    """A larger area's row. One without rows has reported nothing; one that lacks this row does not give it so."""
    return {"status": "ej_rapporterat"} if rows is None else rows.get((key, period))


def _chart(namn: str, serie: Serie, larger, own: Iterable[EgenGrupp], o: Mapping[str, str]) -> dict[str, Any]:
    """A median of shown values has no interval. A count has nothing to be seen beside."""
    if serie.key[2] == "antal":
        return {"mot": [], "tid": bilder.trend(serie.over_time())}
    rows = [(namn, serie.latest())]
    rows += [(o[r], _of_area(of, serie.key, serie.period)) for r, (_, of) in zip(REFS, larger)]
    points = [[name, r["varde"], r["nedre"], r["ovre"]] for name, r in rows if r and bilder.shown([r])]
    medians = [(g.namn, g.median(serie.key, serie.period)) for g in own]
    points += [[name, r["varde"], None, None] for name, r in medians if r]
    return {"mot": points, "tid": bilder.trend(serie.over_time())}


def _among(of: Ritad | None, o: Mapping[str, str]) -> dict[str, Any] | None:
    """Which file has all kommuner, of which period; None where none is shown."""
    return of and {"fil": of.fil, "period": in_words(of.period, o["sprak"]), "tratt": of.tratt}
