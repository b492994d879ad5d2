"""The page of the local analysis: which rows are read together, in which order. Pure: rows in, HTML out.

Results first, then what was done. Of each indicator the page has one period, the latest of its longest type; all others
are in the files beside. Groups stand in the order of their codes, never of their values.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from isu import receipt
from isu.cells import lokalt
from isu.cells.falt import FORANDRING
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.lokalt import mening, ord
from isu.lokalt.profil import Lokalprofil
from isu.lokalt.rader import HOGRE, INGEN_SKILLNAD, LAGRE, Rad
from isu.period import period
from isu.receipt.sida import render

TEMPLATE = Path(receipt.__path__[0]) / "lokal_analys.html.j2"
#: Groups of indicators in the order of the page: what came of it, then what was done.
FORST = ("RES", "AAK", "INS", "PLAN", "PLA")
#: By chance alone one in twenty of the comparisons of equal groups falls outside a 95 per cent interval.
SLUMP = 20
FLEST_NAMNDA = 12


@dataclass(frozen=True)
class Vald:
    """One indicator with the rows of the period that the page shows."""

    indikator: Indikator
    rader: Sequence[Rad]
    period: str | None


def page(
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    rader: Iterable[Rad],
    profil: Lokalprofil,
    lamnare: str,
    namn: str,
    lamnade: Collection[str],
) -> str:
    """`lamnade` are the tables that the lämnare has delivered."""
    by_id: dict[str, list[Rad]] = {}
    for rad in rader:
        by_id.setdefault(rad.indikator, []).append(rad)
    every = [_chosen(i, by_id.get(id_, [])) for id_, i in indikatorer.items()]
    chosen = sorted((v for v in every if v.period), key=lambda v: _order(v.indikator))
    sections = [_section(deklaration, v, profil) for v in chosen]
    compared = [r for v in chosen for r in v.rader if r.jamforelse.jamfort in (HOGRE, LAGRE, INGEN_SKILLNAD)]
    return render(
        TEMPLATE.name,
        lamnare=lamnare,
        namn=namn,
        avsnitt=sections,
        vantar=[_waiting(deklaration, v.indikator, lamnade) for v in every if not v.period],
        resultat=[{"id": a["id"], "namn": a["namn"], "meningar": a["i_korthet"]} for a in sections if a["i_korthet"]],
        sticker_ut=[s | {key: a[key] for key in ("id", "namn", "period")} for a in sections for s in a["sticker_ut"]],
        jamforelser=len(compared),
        av_slump=round(len(compared) / SLUMP),
        har_grupper=any(r.uppdelning in ("enhet", "utforare", "malgrupp") for v in chosen for r in v.rader),
        profil=profil,
        minsta_andel=ord.tal(100 * profil.minsta_andel_kand),
    )


def _waiting(deklaration: Deklaration, i: Indikator, lamnade: Collection[str]) -> dict:
    """Why an indicator has no period: a table that never came is for the lämnare to send, time is to be waited for."""
    lacking = [t for t in i.vantade if deklaration.tabeller[t].start is not None and t not in lamnade]
    return {"id": i.id, "namn": i.namn["sv"], "saknas": " och ".join(lacking)}


def _order(indikator: Indikator) -> tuple:
    place = FORST.index(indikator.grupp) if indikator.grupp in FORST else len(FORST)
    return place, indikator.id


def _chosen(indikator: Indikator, rader: list[Rad]) -> Vald:
    """The latest complete period of the longest type."""
    whole = {r.period for r in rader if r.hela and r.status in ("visas", "sekretess")}
    found = max((period(p) for p in whole), key=lambda p: (p.interval.days, p.till), default=None)
    return Vald(indikator, [r for r in rader if found and r.period == found.namn], found.namn if found else None)


def _section(deklaration: Deklaration, vald: Vald, profil: Lokalprofil) -> dict:
    i = vald.indikator
    totals = [r for r in vald.rader if r.hela]
    tables = [t for v in i.varianter for t in _tables(deklaration, i, [r for r in totals if r.variant == v])]
    changes = [r for r in totals if r.matt == FORANDRING and _is_whole(i, r)]
    whole = next((r for r in totals if r.variant == "" and not r.uppdelning and r.matt in ord.MATT), None)
    return {
        "id": i.id,
        "namn": i.namn["sv"],
        "definition": i.definition["sv"],
        "sager_inte": i.sager_inte.get("sv", ""),
        "fragor": i.fragor,
        "period": vald.period,
        "kand": ord.kand_ord(i).capitalize(),
        "helheten": _in_short(whole),
        "i_korthet": _result(deklaration, i, changes, whole, profil),
        "forandringar": [_change(deklaration, i, r, profil) for r in changes],
        "tabeller": [t for t in tables if not t["tom"]],
        "tomma": ", ".join(sorted({t["slag"] for t in tables if t["tom"]})),
        "for_vem": _for_whom(deklaration, vald),
        "sticker_ut": _findings(deklaration, i, totals, (HOGRE, LAGRE)),
        "meningar": _findings(deklaration, i, totals, None),
    }


def _in_short(rad: Rad | None) -> str:
    """The whole in a few words, beside the name of the indicator; '' where it is not shown."""
    if rad is None or not rad.visas or math.isnan(rad.varde):
        return ""
    limits = f" ({_limits(rad)})" if rad.intervall.finns else ""
    return f"{ord.MATT[rad.matt].lower()} {ord.med_enhet(rad.matt, rad.varde)}{limits}"


def _result(
    deklaration: Deklaration, i: Indikator, changes: list[Rad], whole: Rad | None, profil: Lokalprofil
) -> list[str]:
    """What came of it: the change of the same persons, of each area of life where anything can be said, else the
    level. Nothing of an indicator that tells of what was done."""
    main = [r for r in changes if r.variant == ""]
    if len(main) > 1 and not any(mening.can_be_said(r, profil) for r in main):
        return [mening.of_none(main)]
    if main:
        return [_change(deklaration, i, r, profil) for r in main]
    return [mening.of_level(whole, _about(deklaration, i, whole), profil)] if whole and i.grupp == FORST[0] else []


def _change(deklaration: Deklaration, i: Indikator, rad: Rad, profil: Lokalprofil) -> str:
    return mening.of_change(rad, i, profil, _about(deklaration, i, rad))


def _is_whole(indikator: Indikator, rad: Rad) -> bool:
    """Of the whole lämnare, or of a stratum where there is no whole."""
    stratum = lokalt.stratum(indikator) if lokalt.without_total(indikator) else ""
    return rad.inom == "" and rad.uppdelning == (stratum or "")


def _about(deklaration: Deklaration, i: Indikator, rad: Rad) -> str:
    place = ord.etikett(deklaration, i, rad.uppdelning, rad.grupp) if rad.uppdelning else ""
    return ", ".join(filter(None, [place, i.varianter[rad.variant]]))


def _tables(deklaration: Deklaration, i: Indikator, rader: list[Rad]) -> Iterator[dict]:
    """Of one variant: the whole and its strata, then within each stratum its units, providers and target groups."""
    stratum = lokalt.stratum(i)
    for inom in dict.fromkeys(r.inom for r in rader):
        whole = [r for r in rader if inom and r.inom == "" and (r.uppdelning, r.grupp) == (stratum, inom)]
        yield _table(deklaration, i, [*whole, *(r for r in rader if r.inom == inom)], inom)


def _table(deklaration: Deklaration, i: Indikator, rader: list[Rad], inom: str) -> dict:
    found = {(r.inom, r.uppdelning, r.grupp, r.matt): r for r in rader}
    keys = list(dict.fromkeys(key[:3] for key in found))
    matt = list(dict.fromkeys(r.matt for r in rader))
    lines = [_line(deklaration, i, key, [found.get((*key, m)) for m in matt]) for key in keys]
    hidden = [line["namn"] for line in lines if not line["visas"]]
    slag = ord.slagnamn(deklaration, i, inom)
    return {
        "slag": slag,
        "rubrik": ": ".join(filter(None, [slag, i.varianter[rader[0].variant]])),
        "matt": [ord.MATT[m] for m in matt],
        "rader": [line for line in lines if line["visas"]],
        "dolda": ", ".join(hidden) if len(hidden) <= FLEST_NAMNDA else f"{len(hidden)} grupper",
        "tom": bool(inom) and not any(line["visas"] for key, line in zip(keys, lines) if key[0]),
    }


def _line(deklaration: Deklaration, i: Indikator, key: tuple[str, str, str], rader: list[Rad | None]) -> dict:
    first = next((r for r in rader if r and not math.isnan(r.n)), None)
    has_share = first is not None and not math.isnan(first.andel_kand)
    return {
        "namn": ord.gruppnamn(deklaration, i, *key[1:]),
        "kand": _known(first) if first else "",
        "andel": f"{ord.tal(100 * first.andel_kand)}\u00a0%" if has_share else "",
        "celler": [_cell(r) for r in rader],
        "visas": any(r and r.visas for r in rader),
    }


def _known(rad: Rad) -> str:
    return ord.tal(rad.n) if math.isnan(rad.n_okand) else f"{ord.tal(rad.n)} av {ord.tal(rad.n + rad.n_okand)}"


def _cell(rad: Rad | None) -> dict:
    if rad is None:
        return {"varde": "", "intervall": "", "jamfort": "", "ord": ""}
    shown = ord.med_enhet(rad.matt, rad.varde) or "inget värde"
    return {
        "varde": shown if rad.visas else ord.STATUS[rad.status],
        "intervall": _limits(rad),
        "jamfort": rad.jamforelse.jamfort,
        "ord": ord.JAMFORT[rad.jamforelse.jamfort],
    }


def _limits(rad: Rad) -> str:
    own = rad.intervall
    if not own.finns:
        return ""
    if rad.matt == FORANDRING or own.nedre < 0:
        return f"{ord.tal(own.nedre, True)} till {ord.tal(own.ovre, True)}"
    return f"{ord.tal(own.nedre)}–{ord.tal(own.ovre)}"


def _findings(deklaration: Deklaration, i: Indikator, totals: list[Rad], only: tuple[str, ...] | None) -> list[dict]:
    """A sentence for each group that something can be said of, or that it cannot be said of."""
    return [
        {"vad": _what(deklaration, i, r), "mening": mening.of_group(r, _name(deklaration, i, r), i)}
        for r in totals
        if r.jamforelse.jamfort and (only is None or r.jamforelse.jamfort in only)
    ]


def _name(deklaration: Deklaration, i: Indikator, rad: Rad) -> str:
    return ord.gruppnamn(deklaration, i, rad.uppdelning, rad.grupp)


def _what(deklaration: Deklaration, i: Indikator, rad: Rad) -> str:
    return ", ".join(
        filter(None, [ord.slagnamn(deklaration, i, rad.inom), ord.MATT[rad.matt].lower(), i.varianter[rad.variant]])
    )


def _for_whom(deklaration: Deklaration, vald: Vald) -> list[dict]:
    """The first measure by kön and age: the whole, then each stratum with its groups, where any may be shown."""
    i = vald.indikator
    matt = next((m.matt for m in i.matt if m.applies_to("") and m.matt in ord.MATT), "")
    rows = [r for r in vald.rader if r.matt == matt and r.variant == "" and not r.hela]
    margins = list(dict.fromkeys((r.kon, r.aldersgrupp) for r in rows))
    heads = [ord.KON[kon] if kon != "T" else f"{age} år" for kon, age in sorted(margins, key=_kon_first)]
    tables = []
    for inom in dict.fromkeys(r.inom for r in rows):
        of = {(r.uppdelning, r.grupp, r.kon, r.aldersgrupp): r for r in rows if r.inom == inom}
        keys = list(dict.fromkeys(key[:2] for key in of))
        lines = [
            {
                "namn": ord.gruppnamn(deklaration, i, *key),
                "celler": [_whom_cell(matt, of.get((*key, *m))) for m in sorted(margins, key=_kon_first)],
            }
            for key in keys
        ]
        rubrik = ord.slagnamn(deklaration, i, inom)
        tables.append({"rubrik": rubrik, "matt": ord.MATT[matt], "kolumner": heads, "rader": lines})
    return tables


def _kon_first(margin: tuple[str, str]) -> tuple:
    """K, M, then the ages, as whole numbers stand."""
    kon, age = margin
    return kon == "T", kon, [int(part) if part.isdigit() else 0 for part in re.findall(r"\d+", age)], age


def _whom_cell(matt: str, rad: Rad | None) -> str:
    return f"{ord.med_enhet(matt, rad.varde)} ({ord.tal(rad.n)})" if rad else "–"
