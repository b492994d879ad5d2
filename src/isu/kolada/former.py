"""How an answer looks: Kolada's entities and values, version 2 and 3, as data. Pure.

What differs between the versions: how pages link to each other, yes and no as 1 and 0, and what the sign of a deleted
value is called. A number that is not shown is null, with its reason in `status`: never zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from isu.katalog.utgava import KOMMUN, KOMMUNGRUPP
from isu.kolada.nyckeltal import Nyckeltal, title
from isu.kolada.utgava import Omrade, Utgava

V2, V3 = 2, 3
SHOWN = "visas"
#: What a text about the interface's own choices says in every key figure.
NOTE = (
    "Värdet för en kommungrupp är det ovägda medelvärdet av visade kommuner, som i Kolada; weighted_value är gruppens "
    "eget. Ett värde som saknas har sitt skäl i status."
)


def kpi(utgava: Utgava, kpi: Nyckeltal, version: int) -> dict[str, Any]:
    definition = utgava.definitioner[kpi.indikator]
    divided = kpi.indikator in utgava.divided_by_gender
    return {
        "id": kpi.id,
        "title": title(kpi, definition, utgava.koder),
        "description": " ".join(filter(None, (definition["definition"], definition["sager_inte"], NOTE))),
        "definition": definition["definition"],
        "municipality_type": "K",
        "is_divided_by_gender": divided if version == V3 else int(divided),
        "operating_area": definition["omraden"].replace(" ", ", "),
        "auspices" if version == V2 else "auspice": None,
        "perspective": None,
        "publication_date": None,
        "prel_publication_date": None,
        "publ_period": None,
        "ou_publication_date": None,
        "has_ou_data": False if version == V3 else 0,
    }


def kpi_group(utgava: Utgava, omrade: str) -> dict[str, Any]:
    """A field of social services, and its key figures."""
    members = [
        {"id": k.id, "title": title(k, utgava.definitioner[k.indikator], utgava.koder)}
        for k in utgava.nyckeltal.values()
        if omrade in utgava.definitioner[k.indikator]["omraden"].split(" ")
    ]
    return {"id": omrade, "title": omrade.replace("_", " "), "members": members}


def municipality(omrade: Omrade) -> dict[str, Any]:
    return {"id": omrade.id, "title": omrade.namn, "type": "K" if omrade.typ == KOMMUN else "L"}


def municipality_group(utgava: Utgava, grupp: Omrade) -> dict[str, Any]:
    members = [o for o in utgava.omraden.values() if o.typ == KOMMUN and o.grupp == grupp.kod]
    return {"id": grupp.id, "title": grupp.namn, "members": [{"id": o.id, "title": o.namn} for o in members]}


def values(utgava: Utgava, kpis: Iterable[Nyckeltal], rows: Iterable[Mapping[str, Any]], version: int) -> list[dict]:
    """One entry per key figure, area and period, with a value per gender."""
    ids = {k.key: k.id for k in kpis}
    areas = {(o.typ, o.kod): o.id for o in utgava.omraden.values()}
    keyed = [(_of_row(ids, areas, row), row) for row in rows]
    keyed.sort(key=lambda item: tuple(map(str, item[0])))
    return [
        {"kpi": k, "municipality": m, "period": p, "values": [_value(row, version) for _, row in own]}
        for (k, m, p), own in groupby(keyed, key=lambda item: item[0])
    ]


def _of_row(ids, areas, row: Mapping[str, Any]) -> tuple[str, str, int | str]:
    """A whole year is a number, as in Kolada; a shorter period has its name."""
    period = row["period"]
    kpi_id = ids[row["indikator"], row["variant"], row["matt"], row["utfall"]]
    return kpi_id, areas[row["omrade_typ"], row["omrade"]], int(period) if period.isdigit() else period


def _value(row: Mapping[str, Any], version: int) -> dict[str, Any]:
    shown = row["status"] == SHOWN
    grouped = row["omrade_typ"] == KOMMUNGRUPP
    found = {
        "gender": row["kon"],
        "count": row["antal_kommuner"] or 0,
        "status": "" if shown else row["status"],
        "value": (row["varde_ovagt"] if grouped else row["varde"]) if shown else None,
    }
    if grouped:
        found["weighted_value"] = row["varde"] if shown else None
    return found | {"isdeleted" if version == V3 else "is_deleted": False if version == V3 else 0}


def page(entries: Sequence[Any], number: int, per_page: int, address: str, version: int) -> dict[str, Any]:
    """One page of the entries; `address` is that of the question, which the links add the number to."""
    start = (number - 1) * per_page
    shown = entries[start : start + per_page]
    follows, before = start + per_page < len(entries), number > 1
    names = ("previous_url", "next_url") if version == V3 else ("previous_page", "next_page")
    links = dict(
        zip(
            names,
            (
                _link(address, number - 1, per_page) if before else None,
                _link(address, number + 1, per_page) if follows else None,
            ),
        )
    )
    if version == V2:
        links = {name: link for name, link in links.items() if link}
    return {"values": list(shown), "count": len(entries) if version == V3 else len(shown), **links}


def _link(address: str, number: int, per_page: int) -> str:
    joined = "&" if "?" in address else "?"
    return f"{address}{joined}page={number}&per_page={per_page}"
