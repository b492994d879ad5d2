"""What the pages of a report are told: the page of findings, and the tables behind it. Pure.

A page that a politician reads says little, and says how sure it is. All numbers stand in the tables.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from isu.katalog.utgava import KOMMUNGRUPP, LAN, RIKET
from isu.rapport import ord
from isu.rapport.fynd import FOREGAENDE, Fynd, Rad, by_chance, changes, findings, latest
from isu.rapport.las import KEY, Omradet
from isu.sajt.visning import SHOWN, number

#: So many periods of a series stand in the tables of the page; all of them in the workbook.
PERIODS = 6
STORRE = (RIKET, LAN, KOMMUNGRUPP)
NOT_THERE = "finns inte i utgåvan"
Tabell = Mapping[str, Any]


def report(
    utgava: str,
    omrade: Omradet,
    own: Sequence[Rad],
    compared: Sequence[Rad],
    larger: Mapping[tuple, Rad],
    definitioner: Mapping[str, Rad],
    koder: Mapping,
    namn: Mapping[tuple[str, str], Rad],
    valda: Sequence[str],
) -> Tabell:
    """The page of findings. `larger` are numbers of larger areas by (kind, *key, period); `valda` are the indicators
    that the lämnare answers for."""
    told_for = latest(_totals(own))
    now = [r for r in compared if told_for.get(r["indikator"]) == (r["periodtyp"], r["period"])]
    found, changed = findings(now, definitioner), changes(now, definitioner)
    classed, chance = by_chance(now)
    words = _Ord(omrade, definitioner, koder, namn)
    shown, reasons = standing(own, valda)
    return {
        "utgava": utgava,
        "namn": omrade.namn,
        "fynd": [words.finding(f) | {"raknat_pa": behind(f.rad, larger, omrade, namn)} for f in found],
        "battre": [words.change(f) for f in changed if f.battre],
        "samre": [words.change(f) for f in changed if f.battre is False],
        "andrat": [words.change(f) for f in changed if f.battre is None],
        "jamforda": number(classed),
        "av_slump": _about(chance),
        "forandringar": sum(r["referens"] == FOREGAENDE and r["klass"] is not None for r in now),
        "visade": shown,
        "lage": reasons,
        "indikatorer": len(valda),
    }


def _about(chance: float) -> str:
    return "färre än en" if chance < 1 else f"omkring {number(round(chance))}"


class _Ord:
    """Findings as texts, with the names that they need."""

    def __init__(self, omrade: Omradet, definitioner: Mapping[str, Rad], koder: Mapping, namn: Mapping):
        self.omrade, self.definitioner, self.koder, self.namn = omrade, definitioner, koder, namn

    def finding(self, f: Fynd) -> Tabell:
        r, definition = f.rad, self.definitioner[f.rad["indikator"]]
        questions = (definition["fragor"] or "").splitlines()
        return self.change(f) | {
            "granser": ord.limits(r),
            "skillnad": ord.difference(r, definition.get("enhet")),
            "omdome": ord.judged(f),
            "klass": {True: "battre", False: "samre", None: "neutral"}[f.battre],
            "okanda": "" if r["tackning_klass"] == "god" else f"{number(r['tackning'])} %",
            "fraga": questions[0] if questions else "",
            "sager_inte": definition["sager_inte"] or "",
            "bild": picture(r),
        }

    def change(self, f: Fynd) -> Tabell:
        r, definition = f.rad, self.definitioner[f.rad["indikator"]]
        return {
            "id": r["indikator"],
            "namn": definition["namn"],
            "matt": ord.measure(r, self.koder),
            "period": r["period"],
            "varde": ord.amount(r["matt"], r["varde"], definition.get("enhet")),
            "riktning": ord.higher(r),
            "mot": ord.against(r, self.omrade, self.namn),
            "referens": ord.amount(r["matt"], r["referens_varde"], definition.get("enhet")),
        }


def behind(r: Rad, larger: Mapping[tuple, Rad], omrade: Omradet, namn: Mapping[tuple[str, str], Rad]) -> str:
    """How many kommuner the reference rests on, where they are not all of it: 9 av 290 kommuner."""
    other = larger.get((r["referens"], *_key(r), r["period"]))
    if other is None:
        return ""
    whole = namn[omrade.storre[r["referens"]]]["antal_kommuner"]
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


def standing(own: Iterable[Rad], valda: Sequence[str]) -> tuple[int, list[tuple[int, str]]]:
    """How many indicators show a number, and why the others do not: how many for each reason, in words. The reason is
    that of the latest number."""
    last: dict[str, Rad] = {}
    for r in _totals(own):
        before = last.get(r["indikator"])
        if before is None or (r["status"] == SHOWN, r["period"]) >= (before["status"] == SHOWN, before["period"]):
            last[r["indikator"]] = r
    lacking = [last.get(id_) for id_ in valda if id_ not in last or last[id_]["status"] != SHOWN]
    reasons = Counter(ord.status(r) if r else NOT_THERE for r in lacking)
    return len(valda) - len(lacking), [(n, text) for text, n in sorted(reasons.items())]


def changed(
    compared: Iterable[Rad], own: Sequence[Rad], omrade: Omradet, definitioner: Mapping[str, Rad], koder: Mapping, namn
) -> list[Tabell]:
    """What differs surely from the period before, of the period that each indicator is told for."""
    words, told_for = _Ord(omrade, definitioner, koder, namn), latest(_totals(own))
    now = [r for r in compared if told_for.get(r["indikator"]) == (r["periodtyp"], r["period"])]
    return [words.change(f) for f in changes(now, definitioner)]


def lacking(own: Iterable[Rad]) -> list[tuple[str, list[str]]]:
    """What the lämnare itself can mend: incomplete or held back in the latest period, with the indicators that are."""
    last: dict[str, Rad] = {}
    for r in _totals(own):
        if r["indikator"] not in last or r["period"] > last[r["indikator"]]["period"]:
            last[r["indikator"]] = r
    found: dict[str, list[str]] = {}
    for id_, r in last.items():
        if r["status"] in ("ej_komplett", "kvalitet"):
            found.setdefault(f"{ord.status(r)}, {r['period']}", []).append(id_)
    return sorted(found.items())


def _totals(rader: Iterable[Rad]) -> list[Rad]:
    return [r for r in rader if r["kon"] == "T" and r["aldersgrupp"] == "alla"]


def tables(
    own: Sequence[Rad],
    larger: Mapping[tuple, Rad],
    definitioner: Mapping[str, Rad],
    koder: Mapping,
    before: Mapping[tuple, Rad] | None = None,
) -> list[Tabell]:
    """Of each indicator its numbers over periods, by sex, and in the larger areas. `before` are the numbers of the last
    release, where the page is to tell what has become of them."""
    told_for = latest(_totals(own))
    return [
        _indicator(definitioner[id_], list(rows), told_for.get(id_), larger, koder, before)
        for id_, rows in groupby(own, key=lambda r: r["indikator"])
    ]


def _indicator(definition: Rad, rows: Sequence[Rad], period, larger, koder, before) -> Tabell:
    typ, last = period or max((r["periodtyp"], r["period"]) for r in rows)
    mine = [r for r in rows if r["periodtyp"] == typ]
    periods = sorted({r["period"] for r in mine if r["period"] <= last})[-PERIODS:]
    lines = [_line(list(own), periods, larger, koder, before) for _, own in groupby(mine, key=_key)]
    return {
        "id": definition["indikator"],
        "namn": definition["namn"],
        "definition": definition["definition"],
        "enhet": definition.get("enhet") or "",
        "sager_inte": definition["sager_inte"] or "",
        "fragor": (definition["fragor"] or "").splitlines(),
        "perioder": periods,
        "rader": lines,
        "visas": period is not None,
    }


def _key(r: Rad) -> tuple:
    return tuple(r[k] for k in KEY)


def _line(rows: Sequence[Rad], periods: Sequence[str], larger, koder, before) -> Tabell:
    of = {(r["period"], r["kon"]): r for r in rows if r["aldersgrupp"] == "alla"}
    last, key = periods[-1], _key(rows[0])
    return {
        "matt": ord.measure(rows[0], koder),
        "tid": [cell(of.get((p, "T"))) for p in periods],
        "kon": [cell(of.get((last, kon))) for kon in ("K", "M")],
        "storre": [cell(larger.get((typ, *key, last))) for typ in STORRE] if larger else [],
        "forra": cell(before.get((*key, last))) if before is not None else None,
    }


def cell(r: Rad | None) -> Tabell:
    """A number with its limits, or words."""
    shown = r is not None and r["status"] == SHOWN and r["varde"] is not None
    return {
        "text": ord.value(r),
        "granser": ord.limits(r) if shown else "",
        "visas": shown,
        "osaker": ord.reliability(r),
    }
