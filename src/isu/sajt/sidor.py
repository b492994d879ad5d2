"""What each page is told: the rows of a kommun or an indicator, as the texts that the templates lay out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from isu.katalog.utgava import KOMMUN, KOMMUNGRUPP, LAN, RIKET
from isu.release.sida import embedded
from isu.sajt import bilder
from isu.sajt.lasning import Utgavan
from isu.sajt.serier import Rad, Serie, label, series
from isu.sajt.visning import EN, cell, compared, legend

#: So many periods and ages of a series stand in a table; older ones stand in the release.
MOST_PERIODS = 6
REFS = ("riket", "lan", "kommungrupp")


def group_of(indikator: str) -> str:
    return indikator.partition("-")[0]


def direction(definition: Rad, o: Mapping[str, str]) -> str:
    return o[definition["riktning"]]


def first_page(utgavan: Utgavan, delivered: Iterable[str], o: Mapping[str, str]) -> dict[str, Any]:
    """Every indicator by group and every kommun by län."""
    there = set(delivered)
    own = [{"id": id_, "namn": _name(d, o)} for id_, d in utgavan.definitioner.items()]
    kommuner = [
        {"kod": k["omrade"], "namn": k["namn"], "lan": k["lan"], "finns": k["omrade"] in there}
        for k in utgavan.kommuner
    ]
    kommuner.sort(key=lambda k: (k["lan"], k["namn"]))
    names = {kod: row["namn"] for (typ, kod), row in utgavan.omraden.items() if typ == LAN}
    return {
        "grupper": [(o["grupper"].get(g, g), list(i)) for g, i in groupby(own, key=lambda i: group_of(i["id"]))],
        "lan": [(names.get(kod, kod), list(k)) for kod, k in groupby(kommuner, key=lambda k: k["lan"])],
    }


def _name(definition: Rad, o: Mapping[str, str]) -> str:
    return definition["name"] if o["sprak"] == EN else definition["namn"]


def kommun_page(
    utgavan: Utgavan,
    kommun: Rad,
    rows: Iterable[Rad],
    against: Iterable[Rad],
    references: Mapping[tuple[str, str], Mapping[tuple, Rad]],
    o: Mapping[str, str],
) -> dict[str, Any]:
    """`references` holds, per larger area, its shown rows by (key, period)."""
    classes = {(key_of(r), r["period"], r["referens"]): r for r in against}
    areas = ((RIKET, "0000"), (LAN, kommun["lan"]), (KOMMUNGRUPP, kommun["kommungrupp"]))
    larger = [references.get(area) for area in areas]
    parts, charts, without = [], {}, []
    for indikator, own in groupby(series(rows), key=lambda s: s.key[0]):
        found = list(own)
        if not any(bilder.shown(s.rader) for s in found):
            without.append({"namn": _called(utgavan, indikator, o), "skal": cell(found[0].latest(), o["sprak"])})
            continue
        parts.append(_article(utgavan, indikator, found, classes, larger, o))
        charts[indikator] = _chart(_drawn(found), larger, o)
    named = [utgavan.omraden.get(area, {}).get("namn", area[1]) for area in areas]
    return {
        "namn": kommun["namn"],
        "lan": named[1],
        "grupp": named[2],
        "refs": [o[r] for r in REFS],
        "delar": [
            {"id": g, "namn": o["grupper"].get(g, g), "indikatorer": list(i)}
            for g, i in groupby(parts, key=lambda p: group_of(p["id"]))
        ],
        "utan": without,
        "data": embedded({"sprak": o["sprak"], **charts}),
        "tecken": legend(o["sprak"]),
    }


def _called(utgavan: Utgavan, indikator: str, o: Mapping[str, str]) -> str:
    return f"{indikator} {_name(utgavan.definitioner[indikator], o)}"


def _drawn(found: Sequence[Serie]) -> Serie:
    """A share or a rate can be seen beside riket's; a count cannot."""
    return next((s for s in found if s.key[2] != "antal" and bilder.shown(s.rader)), found[0])


def _article(utgavan: Utgavan, indikator: str, found: Sequence[Serie], classes, larger, o) -> dict[str, Any]:
    definition = utgavan.definitioner[indikator]
    periods = sorted({r["period"] for s in found for r in s.over_time()})[-MOST_PERIODS:]
    ages = list(dict.fromkeys(r["aldersgrupp"] for s in found for r in s.ages()))
    own = [_line(s, classes, larger, periods, ages, utgavan, o) for s in found]
    return {
        "id": indikator,
        "namn": _name(definition, o),
        "period": found[0].period,
        "riktning": direction(definition, o),
        "serier": own,
        "perioder": periods,
        "aldrar": ages,
        "bildtext": f"{own[0]['namn']} {own[0]['eget'].ord}",
    }


def _line(serie: Serie, classes, larger, periods, ages, utgavan: Utgavan, o) -> dict[str, Any]:
    sprak, period = o["sprak"], serie.period
    by_period = {r["period"]: r for r in serie.over_time()}
    by_age = {r["aldersgrupp"]: r for r in serie.ages()}
    return {
        "namn": label(serie.key, utgavan.koder, sprak),
        "eget": cell(serie.latest(), sprak),
        "refs": [
            {
                "tal": cell(_of_area(of, serie.key, period), sprak),
                "klass": compared(classes.get((serie.key, period, r)), sprak),
            }
            for r, of in zip(REFS, larger)
        ],
        "k": cell(serie.latest("K"), sprak),
        "m": cell(serie.latest("M"), sprak),
        "tid": [cell(by_period.get(p), sprak) for p in periods],
        "aldrar": [cell(by_age.get(a), sprak) for a in ages],
    }


def _of_area(rows: Mapping[tuple, Rad] | None, key: tuple, period: str) -> Rad | None:
    """A larger area's row. One without rows has reported nothing; one that lacks this row does not give it so."""
    return {"status": "ej_rapporterat"} if rows is None else rows.get((key, period))


def _chart(serie: Serie, larger, o: Mapping[str, str]) -> dict[str, Any]:
    rows = [(o["kommunen"], serie.latest())]
    rows += [(o[r], _of_area(of, serie.key, serie.period)) for r, of in zip(REFS, larger)]
    points = [[name, r["varde"], r["nedre"], r["ovre"]] for name, r in rows if r and bilder.shown([r])]
    return {"mot": points, "tid": bilder.trend(serie.over_time())}


def key_of(row: Rad) -> tuple[str, str, str, str]:
    return row["indikator"], row["variant"], row["matt"], row["utfall"]


def indicator_page(
    utgavan: Utgavan, definition: Rad, rows: Iterable[Rad], against: Iterable[Rad], o: Mapping[str, str]
) -> dict[str, Any]:
    sprak = o["sprak"]
    classes: dict[tuple, list[Rad]] = {}
    for row in against:
        classes.setdefault((key_of(row), row["period"]), []).append(row)
    found = [_section(utgavan, s, classes, o) for s in series(rows)]
    text = "_en" if sprak == EN else ""
    return {
        "id": definition["indikator"],
        "namn": _name(definition, o),
        "definition": definition["definition" + text],
        "kalla": definition["kalla"],
        "stallning": o.get(definition["stallning"] or "", ""),
        "sager_inte": definition["does_not_say" if text else "sager_inte"],
        "riktning": direction(definition, o),
        "fragor": (definition.get("fragor") or "").splitlines(),
        "serier": [s for s, _ in found],
        "data": embedded({"sprak": sprak, "serier": [chart for _, chart in found]}),
        "tecken": legend(sprak),
    }


def _section(utgavan: Utgavan, serie: Serie, classes, o: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    sprak, period = o["sprak"], serie.period
    total = [r for r in serie.rader if r["kon"] == "T" and r["aldersgrupp"] == "alla"]
    kommuner = {r["omrade"]: r for r in total if r["omrade_typ"] == KOMMUN and r["period"] == period}
    against = classes.get((serie.key, period), [])
    to_riket = {r["omrade"]: r for r in against if r["referens"] == "riket"}
    names = {k["omrade"]: k["namn"] for k in utgavan.kommuner}
    riket = next((r for r in bilder.shown(total) if r["omrade_typ"] == RIKET and r["period"] == period), None)
    chart = {
        "kommuner": bilder.spread(kommuner.values(), names),
        "mitt": riket["varde"] if riket else None,
        "tratt": bilder.funnel(against, kommuner),
    }
    periods = sorted({r["period"] for r in total})[-MOST_PERIODS:]
    section = {
        "namn": label(serie.key, utgavan.koder, sprak),
        "period": period,
        "perioder": periods,
        "antal": len(chart["kommuner"]),
        "tratt": chart["tratt"],
        "bildtext": f"{len(chart['kommuner'])}",
        "storre": _larger(utgavan, total, periods, sprak),
        "kommuner": [
            {
                "kod": kod,
                "namn": names[kod],
                "tal": cell(kommuner[kod], sprak),
                "n": kommuner[kod]["n"] if kommuner[kod]["status_n"] == "visas" else "",
                "klass": compared(to_riket.get(kod), sprak),
            }
            for kod in sorted(kommuner, key=lambda kod: names[kod])
        ],
    }
    return section, chart


def _larger(utgavan: Utgavan, total: Iterable[Rad], periods: Sequence[str], sprak: str) -> list[dict[str, Any]]:
    """Riket first, then the län, each over the periods."""
    by_area: dict[tuple[str, str], dict[str, Rad]] = {}
    for row in total:
        if row["omrade_typ"] in (RIKET, LAN):
            by_area.setdefault((row["omrade_typ"], row["omrade"]), {})[row["period"]] = row
    ordered = sorted(by_area, key=lambda a: (a[0] != RIKET, a[1]))
    return [
        {"namn": utgavan.omraden[a]["namn"], "tid": [cell(by_area[a].get(p), sprak) for p in periods]} for a in ordered
    ]
