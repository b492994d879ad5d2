"""What the pages of a report are told: the page of findings, and the tables behind it. Pure.

A page that a politician reads says little, and says how sure it is. All numbers stand in the tables.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from isu.comparison.palitlighet import FOR_LAG_TACKNING, LAG_TACKNING
from isu.katalog.utgava import KOMMUNGRUPP, LAN, RIKET
from isu.rapport import ord
from isu.rapport.fynd import FOREGAENDE, Fynd, Rad, by_chance, changes, findings, latest
from isu.rapport.las import Uppgifter, key
from isu.sajt.visning import SHOWN, in_words, number

#: So many periods of a series stand in the tables of the page; all of them in the workbook.
PERIODS = 6
STORRE = (RIKET, LAN, KOMMUNGRUPP)
#: Of how many the outcome is known, by class, where it is withheld how many exactly.
FA_KANDA = {
    "lag": f"mellan {FOR_LAG_TACKNING:.0f} och {LAG_TACKNING:.0f} %",
    "for_lag": f"mindre än {FOR_LAG_TACKNING:.0f} %",
}
NOT_THERE = "finns inte i utgåvan"
Tabell = Mapping[str, Any]


def report(utgava: str, u: Uppgifter) -> Tabell:
    """The page of findings."""
    now = _now(u)
    changed = changes(now, u.definitioner)
    classed, chance = by_chance(now)
    shown, reasons = standing(u)
    return {
        "utgava": utgava,
        "namn": u.omrade.namn,
        "fynd": [_finding(f, u) for f in findings(now, u.definitioner)],
        "battre": [_change(f, u) for f in changed if f.battre],
        "samre": [_change(f, u) for f in changed if f.battre is False],
        "andrat": [_change(f, u) for f in changed if f.battre is None],
        "jamforda": number(classed),
        "av_slump": "färre än en" if chance < 1 else f"omkring {number(round(chance))}",
        "forandringar": sum(r["referens"] == FOREGAENDE and r["klass"] is not None for r in now),
        "visade": shown,
        "lage": reasons,
        "indikatorer": len(u.valda),
    }


def changed(u: Uppgifter) -> list[Tabell]:
    """What differs surely from the period before."""
    return [_change(f, u) for f in changes(_now(u), u.definitioner)]


def _now(u: Uppgifter) -> list[Rad]:
    """The comparisons of the period that each indicator is told for."""
    told_for = latest(u.totaler.values())
    return [r for r in u.jamforda if told_for.get(r["indikator"]) == (r["periodtyp"], r["period"])]


def _finding(f: Fynd, u: Uppgifter) -> Tabell:
    r, definition = f.rad, u.definitioner[f.rad["indikator"]]
    questions = (definition["fragor"] or "").splitlines()
    return _change(f, u) | {
        "granser": ord.limits(r),
        "skillnad": ord.difference(r, definition.get("enhet")),
        "raknat_pa": _behind(r, u),
        "omdome": ord.judged(f),
        "klass": {True: "battre", False: "samre", None: "neutral"}[f.battre],
        "okanda": _known(r),
        "fraga": questions[0] if questions else "",
        "sager_inte": definition["sager_inte"] or "",
        "bild": picture(r),
    }


def _known(r: Rad) -> str:
    """Of how many the outcome is known, where it is not of most. How many exactly may be withheld."""
    if r["tackning_klass"] not in FA_KANDA:
        return ""
    return FA_KANDA[r["tackning_klass"]] if r["tackning"] is None else f"{number(r['tackning'])} %"


def _change(f: Fynd, u: Uppgifter) -> Tabell:
    r, definition = f.rad, u.definitioner[f.rad["indikator"]]
    return {
        "id": r["indikator"],
        "namn": definition["namn"],
        "matt": ord.measure(r, u.koder),
        "period": in_words(r["period"]),
        "varde": ord.amount(r["matt"], r["varde"], definition.get("enhet")),
        "riktning": ord.higher(r),
        "mot": in_words(r["referens_period"]) if r["referens"] == FOREGAENDE else ord.against(r, u.omrade, u.namn),
        "referens": ord.amount(r["matt"], r["referens_varde"], definition.get("enhet")),
    }


def _behind(r: Rad, u: Uppgifter) -> str:
    """How many kommuner the reference rests on, where they are not all of it: 9 av 290 kommuner."""
    other = u.storre.get((r["referens"], *key(r), r["period"]))
    if other is None:
        return ""
    whole = u.namn[u.omrade.storre[r["referens"]]]["antal_kommuner"]
    return f"{other['antal_kommuner']} av {whole} kommuner" if other["antal_kommuner"] < whole else ""


def picture(r: Rad) -> Tabell | None:
    """Where the number, its interval and the reference stand from 0 to the largest of them, in per cent of the width;
    of shares from 0 to 100. None where something is below zero or has no interval."""
    points = [r["varde"], r["referens_varde"], r["nedre"], r["ovre"]]
    if any(p is None or p < 0 for p in points):
        return None
    whole = 100 if r["matt"] in ord.ANDELAR else 1.1 * max(points)
    eget, referens, nedre, ovre = (round(100 * p / whole, 1) for p in points)
    return {"eget": eget, "referens": referens, "nedre": nedre, "bredd": round(ovre - nedre, 1)}


def standing(u: Uppgifter) -> tuple[int, list[tuple[int, str]]]:
    """How many indicators show a number, and why the others do not: how many for each reason, in words. The reason is
    that of the latest number."""
    last: dict[str, Rad] = {}
    for r in u.totaler.values():
        before = last.get(r["indikator"])
        if before is None or (r["status"] == SHOWN, r["period"]) >= (before["status"] == SHOWN, before["period"]):
            last[r["indikator"]] = r
    lacking = [last.get(id_) for id_ in u.valda if id_ not in last or last[id_]["status"] != SHOWN]
    reasons = Counter(ord.status(r) if r else NOT_THERE for r in lacking)
    return len(u.valda) - len(lacking), [(n, text) for text, n in sorted(reasons.items())]


def lacking(u: Uppgifter) -> list[tuple[str, list[str]]]:
    """What the lämnare itself can mend: incomplete or held back in the latest period, with the indicators that are."""
    last: dict[str, Rad] = {}
    for r in u.totaler.values():
        if r["indikator"] not in last or r["period"] > last[r["indikator"]]["period"]:
            last[r["indikator"]] = r
    found: dict[str, list[str]] = {}
    for id_, r in last.items():
        if r["status"] in ("ej_komplett", "kvalitet"):
            found.setdefault(f"{ord.status(r)}, {in_words(r['period'])}", []).append(id_)
    return sorted(found.items())


def tables(u: Uppgifter, before: Mapping[tuple, Rad] | None = None) -> list[Tabell]:
    """Of each indicator its numbers over periods, by sex, and in the larger areas. `before` are the totals of the last
    release, where the page is to tell what has become of them."""
    told_for = latest(u.totaler.values())
    return [
        _indicator(u, id_, list(rows), told_for.get(id_), before)
        for id_, rows in groupby(u.egna, key=lambda r: r["indikator"])
    ]


def _indicator(
    u: Uppgifter, id_: str, rows: Sequence[Rad], period: tuple[str, str] | None, before: Mapping[tuple, Rad] | None
) -> Tabell:
    definition = u.definitioner[id_]
    typ, last = period or max((r["periodtyp"], r["period"]) for r in rows)
    mine = [r for r in rows if r["periodtyp"] == typ]
    periods = sorted({r["period"] for r in mine if r["period"] <= last})[-PERIODS:]
    return {
        "id": id_,
        "namn": definition["namn"],
        "definition": definition["definition"],
        "enhet": definition.get("enhet") or "",
        "sager_inte": definition["sager_inte"] or "",
        "fragor": (definition["fragor"] or "").splitlines(),
        "perioder": [in_words(p) for p in periods],
        "rader": [_line(u, list(own), periods, before) for _, own in groupby(mine, key=key)],
    }


def _line(u: Uppgifter, rows: Sequence[Rad], periods: Sequence[str], before: Mapping[tuple, Rad] | None) -> Tabell:
    of = {(r["period"], r["kon"]): r for r in rows if r["aldersgrupp"] == "alla"}
    last, place = periods[-1], key(rows[0])
    return {
        "matt": ord.measure(rows[0], u.koder),
        "tid": [cell(of.get((p, "T"))) for p in periods],
        "kon": [cell(of.get((last, kon))) for kon in ("K", "M")],
        "storre": [cell(u.storre.get((typ, *place, last))) for typ in STORRE] if u.storre else [],
        "forra": cell(before.get((*place, last))) if before is not None else None,
    }


def cell(r: Rad | None) -> Tabell:
    """A number with its limits, or words."""
    if r is None or r["status"] != SHOWN or r["varde"] is None:
        return {"text": ord.status(r), "granser": "", "visas": False, "osaker": ""}
    text = ord.amount(r["matt"], r["varde"])
    return {"text": text, "granser": ord.limits(r), "visas": True, "osaker": ord.reliability(r)}
