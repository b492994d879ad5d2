"""What an indicator's page is told: all kommuner that are shown, the funnel, the larger areas over time. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from isu.katalog.utgava import KOMMUNGRUPP, LAN
from isu.release.sida import embedded
from isu.sajt.bland import Bland
from isu.sajt.grupper import EgenGrupp
from isu.sajt.lasning import Utgavan
from isu.sajt.serier import Rad, category
from isu.sajt.sidor import MOST_PERIODS, charted, explained, measure
from isu.sajt.visning import SHOWN, Text, behind, cell, certain, compared, in_words, known, legend, units

#: Kind of group → name → codes of its kommuner.
Groups = Mapping[str, Mapping[str, Sequence[str]]]
#: A number in a table, and what is said below it.
Ruta = tuple[Text | None, str]


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
    delar: Iterable[Sequence[Bland]],
    own: Sequence[EgenGrupp],
    groups: Groups,
    o: Mapping[str, str],
) -> dict[str, Any]:
    """`own` are the user's own groups, `groups` all that a reader may mark."""
    shown = {kod for part in delar for b in part for kod, *_ in b.bild["kommuner"]}
    return explained(definition, o) | {
        "kalla": definition["kalla"],
        "stallning": o.get(definition["stallning"] or "", ""),
        "delar": [_part(utgavan, part, own, o) for part in delar],
        "grupper": [(slag, o[slag], sorted(named)) for slag, named in groups.items() if named],
        "egna": bool(own),
        "data": embedded(charted(o) | {"kommuner": sorted(shown)}),
        "tecken": legend(o["sprak"]),
    }


def _part(utgavan: Utgavan, delen: Sequence[Bland], own: Sequence[EgenGrupp], o: Mapping[str, str]) -> dict[str, Any]:
    """A variant and measure: what can be drawn of it, and its tables. The first is always open."""
    indikator, variant, matt, _ = delen[0].serie.key
    tables = _of_one(utgavan, delen[0], own, o) if len(delen) == 1 else _of_many(utgavan, delen, own, o)
    return {
        "namn": measure(utgavan, (indikator, variant, matt, ""), o),
        "period": in_words(delen[0].period, o["sprak"]),
        "bilder": [_picture(utgavan, b, o) for b in delen if b.bild["kommuner"]],
        "tabeller": tables,
    }


def _picture(utgavan: Utgavan, b: Bland, o: Mapping[str, str]) -> dict[str, Any]:
    sprak, riket = o["sprak"], b.riket.get(b.period)
    told = (str(len(b.bild["kommuner"])), riket and f"{o['riket']} {cell(riket, sprak).ord}")
    return {
        "fil": b.fil,
        "namn": category(b.serie.key, utgavan.koder, sprak),
        "text": " ".join(filter(None, told)),
        "hojd": b.bild["hojd"],
        "tratt": bool(b.bild["tratt"]),
        "tid": len(b.bild["tid"]) > 1,
    }


def _of_one(utgavan: Utgavan, b: Bland, own: Sequence[EgenGrupp], o: Mapping[str, str]) -> list[dict[str, Any]]:
    """Larger areas over time, and every kommun."""
    sprak, periods = o["sprak"], _periods([b])
    storre = [
        {"namn": utgavan.omraden[area]["namn"], "rutor": [_larger(utgavan, area, rows.get(p), sprak) for p in periods]}
        for area, rows in b.storre.items()
    ]
    medians = [{"namn": g.namn, "rutor": [(g.cell(b.serie.key, p, sprak), "") for p in periods]} for g in own]

    def of_kommun(kod: str) -> list[Ruta]:
        row = b.kommuner[kod]
        return _beside([cell(row, sprak), units(row, sprak), known(row, sprak), compared(b.klasser.get(kod), sprak)])

    heads = (o["kommunen"], o["varde"], o["n"], o["tackning"], o["mot_riket"])
    return [
        _table("", [o["omrade"], *(in_words(p, sprak) for p in periods)], [*storre, *medians]),
        _kommuner(utgavan, [b], heads, of_kommun, o),
    ]


def _of_many(
    utgavan: Utgavan, delen: Sequence[Bland], own: Sequence[EgenGrupp], o: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each category of riket over time; all categories of the larger areas, and of every kommun, in the period."""
    sprak, periods, first = o["sprak"], _periods(delen), delen[0]
    names = [category(b.serie.key, utgavan.koder, sprak) for b in delen]
    riket = [
        {"namn": name, "rutor": _beside([cell(b.riket.get(p), sprak) for p in periods])}
        for name, b in zip(names, delen)
    ]
    storre = [
        {
            "namn": utgavan.omraden[area]["namn"],
            "rutor": [_larger(utgavan, area, b.storre.get(area, {}).get(b.period), sprak) for b in delen],
        }
        for area in first.storre
    ]
    medians = [{"namn": g.namn, "rutor": [(g.cell(b.serie.key, b.period, sprak), "") for b in delen]} for g in own]

    def of_kommun(kod: str) -> list[Ruta]:
        row = first.kommuner[kod]
        values = [(cell(b.kommuner.get(kod), sprak), certain(b.klasser.get(kod), sprak)) for b in delen]
        return [*_beside([units(row, sprak), known(row, sprak)]), *values]

    return [
        _table("", [o["riket"], *(in_words(p, sprak) for p in periods)], riket),
        _table(o["tabell_storre"], [o["omrade"], *names], [*storre, *medians]),
        _kommuner(utgavan, delen, [o["kommunen"], o["n"], o["tackning"], *names], of_kommun, o) | {"om": o["om_klass"]},
    ]


def _table(rubrik: str, heads: Sequence[str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"rubrik": rubrik, "kolumner": heads, "rader": rows}


def _kommuner(
    utgavan: Utgavan,
    delen: Sequence[Bland],
    heads: Sequence[str],
    told: Callable[[str], list[Ruta]],
    o: Mapping[str, str],
) -> dict[str, Any]:
    """Every kommun by name, leading to its page; those of which nothing is shown by the reason, without a line each."""
    rows, silent = [], {}
    for namn, kod in sorted((k["namn"], k["omrade"]) for k in utgavan.kommuner if k["omrade"] in delen[0].kommuner):
        if status := _same_lack([b.kommuner.get(kod) for b in delen]):
            silent.setdefault(cell({"status": status}, o["sprak"]), []).append(namn)
        else:
            rows.append({"namn": namn, "kod": kod, "rutor": told(kod)})
    return _table(o["tabell_kommuner"], heads, rows) | {"tysta": list(silent.items())}


def _same_lack(rows: Sequence[Rad | None]) -> str:
    """Why nothing of them is shown, where it is the same for all; else nothing."""
    statuses = {row and row[status] for row in rows for status in ("status", "status_n")}
    (status,) = statuses if len(statuses) == 1 else (SHOWN,)
    return "" if status == SHOWN or status is None else status


def _periods(delen: Iterable[Bland]) -> list[str]:
    return sorted(set().union(*(b.perioder for b in delen)))[-MOST_PERIODS:]


def _beside(texts: Iterable[Text | None]) -> list[Ruta]:
    return [(text, "") for text in texts]


def _larger(utgavan: Utgavan, area: tuple[str, str], row: Rad | None, sprak: str) -> Ruta:
    return cell(row, sprak), behind(row, utgavan.omraden[area], sprak)
