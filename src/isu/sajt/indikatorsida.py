"""What an indicator's page is told: all kommuner that are shown, the funnel, the larger areas over time. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isu.katalog.utgava import KOMMUN, KOMMUNGRUPP, LAN, RIKET
from isu.release.sida import embedded
from isu.sajt import bilder
from isu.sajt.grupper import EgenGrupp
from isu.sajt.lasning import Utgavan
from isu.sajt.serier import Rad, Serie, key_of, label, series
from isu.sajt.sidor import MOST_PERIODS, explained
from isu.sajt.visning import behind, cell, compared, in_words, known, legend, units

#: Kind of group → name → codes of its kommuner.
Groups = Mapping[str, Mapping[str, Sequence[str]]]


def groups_of(utgavan: Utgavan, own: Iterable[EgenGrupp]) -> Groups:
    """The groups that a reader may mark among all kommuner: the user's own, then kommungrupper and län."""
    found: dict[str, dict[str, Sequence[str]]] = {"egna_grupper": {g.namn: g.kommuner for g in own}}
    for slag, typ, column in (("kommungrupper", KOMMUNGRUPP, "kommungrupp"), ("lanen", LAN, "lan")):
        members: dict[str, list[str]] = {}
        for kommun in utgavan.kommuner:
            if area := utgavan.omraden.get((typ, kommun[column])):
                members.setdefault(area["namn"], []).append(kommun["omrade"])
        found[slag] = members
    return found


def indicator_page(
    utgavan: Utgavan,
    definition: Rad,
    rows: Iterable[Rad],
    against: Iterable[Rad],
    own: Sequence[EgenGrupp],
    groups: Groups,
    o: Mapping[str, str],
) -> dict[str, Any]:
    """`own` are the user's own groups, `groups` all that a reader may mark."""
    sprak = o["sprak"]
    classes: dict[tuple, list[Rad]] = {}
    for row in against:
        classes.setdefault((key_of(row), row["period"]), []).append(row)
    found = [_section(utgavan, s, classes, own, o) for s in series(rows)]
    words = {"riket": o["riket"], "n": o["storlek_axel"]}
    members = {f"{slag}:{namn}": koder for slag, named in groups.items() for namn, koder in named.items()}
    charts = {"sprak": sprak, "ord": words, "grupper": members, "serier": [chart for _, chart in found]}
    return explained(definition, o) | {
        "kalla": definition["kalla"],
        "stallning": o.get(definition["stallning"] or "", ""),
        "serier": [s for s, _ in found],
        "grupper": [(slag, o[slag], sorted(named)) for slag, named in groups.items() if named],
        "egna": bool(own),
        "data": embedded(charts),
        "tecken": legend(sprak),
    }


def _section(
    utgavan: Utgavan, serie: Serie, classes, own: Sequence[EgenGrupp], o: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    sprak, period = o["sprak"], serie.period
    total = [r for r in serie.rader if r["kon"] == "T" and r["aldersgrupp"] == "alla"]
    kommuner = {r["omrade"]: r for r in total if r["omrade_typ"] == KOMMUN and r["period"] == period}
    against = classes.get((serie.key, period), [])
    to_riket = {r["omrade"]: r for r in against if r["referens"] == "riket"}
    names = {k["omrade"]: k["namn"] for k in utgavan.kommuner}
    riket = next((r for r in bilder.shown(total) if r["omrade_typ"] == RIKET and r["period"] == period), None)
    spread = bilder.spread(kommuner.values(), names)
    chart = {
        "kommuner": spread,
        "hojd": bilder.height(spread),
        "mitt": riket["varde"] if riket else None,
        "enhet": label(serie.key, utgavan.koder, sprak),
        "tratt": bilder.funnel(against, kommuner),
    }
    periods = sorted({r["period"] for r in total})[-MOST_PERIODS:]
    section = {
        "namn": label(serie.key, utgavan.koder, sprak),
        "period": in_words(period, sprak),
        "perioder": [in_words(p, sprak) for p in periods],
        "antal": len(chart["kommuner"]),
        "hojd": chart["hojd"],
        "tratt": chart["tratt"],
        "bildtext": " ".join(
            filter(None, (str(len(chart["kommuner"])), riket and f"{o['riket']} {cell(riket, sprak).ord}"))
        ),
        "storre": [*_larger(utgavan, total, periods, sprak), *_own(own, serie, periods, sprak)],
        "kommuner": [
            {
                "kod": kod,
                "namn": names[kod],
                "tal": cell(kommuner[kod], sprak),
                "n": units(kommuner[kod], sprak),
                "kanda": known(kommuner[kod], sprak),
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
        {
            "namn": utgavan.omraden[a]["namn"],
            "tid": [cell(by_area[a].get(p), sprak) for p in periods],
            "av": [behind(by_area[a].get(p), utgavan.omraden[a], sprak) for p in periods],
        }
        for a in ordered
    ]


def _own(own: Iterable[EgenGrupp], serie: Serie, periods: Sequence[str], sprak: str) -> list[dict[str, Any]]:
    return [{"namn": g.namn, "tid": [g.cell(serie.key, p, sprak) for p in periods]} for g in own]
